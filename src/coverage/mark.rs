//! What it means that an expression of the plan gave a value: which goals are reached by it.

use super::edges::{LookupId, ThresholdId};
use super::goal::GoalId;
use super::plan::address;
use crate::plan::expr::Expr;
use std::collections::BTreeMap;

/// What is learnt from the value of an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Mark {
    /// Whatever the value: the goal is reached.
    Entered(GoalId),
    /// The same, also where the value only serves a text or an open choice.
    Ran(GoalId),
    /// A line of a script was run.
    Line(usize),
    /// A boolean, either way.
    Truth { yes: Option<GoalId>, no: Option<GoalId> },
    /// What `applies` or a subject's `when` says.
    Verdict { yes: GoalId, no: GoalId },
    /// A number that is compared with a bound.
    Against(ThresholdId),
    /// A number that is looked up in a table.
    Lookup(LookupId),
    /// A key that is looked up in a table.
    Key,
    /// Parameters were read, by their numbers.
    Params(Vec<usize>),
}

/// The marks of all expressions of a plan.
#[derive(Debug, Default)]
pub(super) struct Marks {
    marks: BTreeMap<usize, Vec<Mark>>,
}

impl Marks {
    pub fn add(&mut self, expr: &Expr, mark: Mark) {
        let marks = self.marks.entry(address(expr)).or_default();
        if !marks.contains(&mark) {
            marks.push(mark);
        }
    }

    pub fn of(&self, expr: &Expr) -> &[Mark] {
        self.marks.get(&address(expr)).map_or(&[], Vec::as_slice)
    }
}
