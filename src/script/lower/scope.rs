//! The names that a function body sees, and what is known of each.

use super::types::Type;
use crate::facts::fact::Fact;
use crate::facts::shape::{RecordId, Slot};
use crate::plan::expr::{BandKind, Bounds, Expr, Local, Scars};
use crate::plan::table::Table;
use std::collections::BTreeSet;
use std::sync::Arc;

/// An expression with what is known of its value.
#[derive(Clone, Debug)]
pub(super) struct Lowered {
    pub expr: Expr,
    pub ty: Type,
    /// The value itself, where it is known at load.
    pub constant: Option<Fact<'static>>,
    /// What `open` with one argument may assume.
    pub hint: Option<Hint>,
    /// The bounds of each element of a list literal.
    pub elements: Option<Vec<Bounds>>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Hint {
    Numbers(Bounds),
    Boolean,
}

impl Lowered {
    pub fn new(expr: Expr, ty: Type) -> Lowered {
        Lowered { expr, ty, constant: None, hint: None, elements: None }
    }

    pub fn constant(fact: Fact<'static>) -> Lowered {
        let ty = Type::of(&fact);
        Lowered { expr: Expr::Constant(fact.clone()), ty, constant: Some(fact), hint: None, elements: None }
    }

    /// What stands in for an expression that was refused, so that no other mistake follows from it.
    pub fn unknown() -> Lowered {
        Lowered::new(Expr::Constant(Fact::Absent), Type::Any)
    }

    pub fn text(&self) -> Option<&str> {
        match &self.constant {
            Some(Fact::Text(text)) => Some(text),
            _ => None,
        }
    }
}

/// A name in scope.
#[derive(Clone, Debug)]
pub(super) struct Binding {
    pub name: String,
    /// What a use of the name stands for.
    pub value: Lowered,
    /// Where it is stored, if it is.
    pub local: Option<Local>,
    pub constant: bool,
    /// How many closures enclose the declaration.
    pub depth: usize,
}

/// What the statements lowered so far may do to the paths around them.
#[derive(Clone, Debug, Default)]
pub(super) struct Effects {
    pub assigned: BTreeSet<Local>,
    pub returns: bool,
    pub leaves_loop: bool,
}

impl Effects {
    pub fn merge(&mut self, other: &Effects) {
        self.assigned.extend(&other.assigned);
        self.returns |= other.returns;
        self.leaves_loop |= other.leaves_loop;
    }

    /// Whether something outside is changed or left: a local below `first`, the function, a loop.
    pub fn reach_beyond(&self, first: Local) -> bool {
        self.returns || self.leaves_loop || self.assigned.iter().any(|local| *local < first)
    }

    pub fn scars(&self) -> Scars {
        Scars { locals: self.assigned.iter().copied().collect(), returns: self.returns, leaves_loop: self.leaves_loop }
    }
}

/// The state of the function being lowered.
#[derive(Debug, Default)]
pub(super) struct Frame {
    pub bindings: Vec<Binding>,
    pub next: Local,
    pub closures: usize,
    pub loops: usize,
    pub effects: Effects,
    /// The types of the values that `return` gave, per enclosing closure and the function itself.
    pub returned: Vec<Type>,
    /// Names that are assigned somewhere in the function: nothing is known of their values.
    pub assigned: BTreeSet<String>,
    pub params: BTreeSet<String>,
    /// The facts that the function reads, or what it calls.
    pub reads: BTreeSet<(RecordId, Slot)>,
    /// Whether it reads scores, or what it calls.
    pub scores: bool,
    /// The band tables that it knows, or what it calls.
    pub bands: Vec<(BandKind, Arc<Table>)>,
}

impl Frame {
    pub fn local(&mut self) -> Local {
        let local = self.next;
        self.next += 1;
        local
    }

    pub fn find(&self, name: &str) -> Option<&Binding> {
        self.bindings.iter().rev().find(|binding| binding.name == name)
    }
}
