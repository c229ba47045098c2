//! Finding one's way in the compiled plan: what an expression is made of, where it was written, what shows that it began.

use crate::engine::compile::Judges;
use crate::plan::code::Code;
use crate::plan::expr::{BandTable, Ends, Expr, Function, FunctionId, Over, Site};
use crate::script::ast::Pos;
use std::collections::{BTreeMap, BTreeSet};

/// What an expression is made of, in the order of evaluation; the texts of reasons are left out.
pub(super) fn parts(expr: &Expr) -> Vec<&Expr> {
    match expr {
        Expr::Constant(_)
        | Expr::Profile
        | Expr::Local(_)
        | Expr::Fact(..)
        | Expr::AsOf
        | Expr::RulesOn
        | Expr::Score { .. }
        | Expr::Break
        | Expr::Continue => Vec::new(),
        Expr::Field { base: value, .. }
        | Expr::Negate(value, _)
        | Expr::Not(value, _)
        | Expr::Set { value, .. }
        | Expr::Return(value)
        | Expr::Scope(value)
        | Expr::Has(value) => vec![value],
        Expr::Index { base: a, index: b, .. }
        | Expr::Arithmetic { left: a, right: b, .. }
        | Expr::Compare { left: a, right: b, .. }
        | Expr::In { item: a, list: b, .. }
        | Expr::Each { list: a, body: b, .. } => vec![a, b],
        Expr::And(all, _)
        | Expr::Or(all, _)
        | Expr::Coalesce(all)
        | Expr::List(all)
        | Expr::Call { args: all, .. }
        | Expr::Builtin { args: all, .. } => all.iter().collect(),
        Expr::If { condition, then, otherwise, .. } => vec![condition, then, otherwise],
        Expr::Switch { subject, arms, default, .. } => {
            let mut parts: Vec<&Expr> = vec![subject];
            for arm in arms {
                parts.extend(&arm.guard);
                parts.push(&arm.value);
            }
            parts.push(default);
            parts
        }
        Expr::Block { statements, value } => statements.iter().chain(value.as_deref()).collect(),
        Expr::For { over, body, .. } => match over {
            Over::List(list) => vec![list, body],
            Over::Range { from, to, .. } => vec![from, to, body],
        },
        Expr::Map(entries) => entries.iter().map(|(_, value)| value).collect(),
        Expr::Interpolation(parts) => parts.iter().map(|part| &part.value).collect(),
        Expr::Outcome { value, .. } => value.as_deref().into_iter().collect(),
        Expr::Open { value, ends, .. } => match ends {
            Ends::Between(worst, best) => vec![value, worst, best],
            Ends::Bounds(..) | Ends::Boolean => vec![value],
        },
        Expr::Band { value, table, .. } => match table {
            BandTable::Known(_) => vec![value],
            BandTable::Computed(table) => vec![value, table],
        },
        Expr::Extreme { list, .. } => vec![list],
    }
}

/// Calls `visit` for an expression and everything in it, what contains before what is contained.
pub(super) fn visit<'e>(expr: &'e Expr, on: &mut dyn FnMut(&'e Expr)) {
    on(expr);
    for part in parts(expr) {
        visit(part, on);
    }
}

/// Where an expression was written, for the kinds that know it.
fn site(expr: &Expr) -> Option<Site> {
    Some(*match expr {
        Expr::And(_, site)
        | Expr::Or(_, site)
        | Expr::Compare { site, .. }
        | Expr::If { site, .. }
        | Expr::Switch { site, .. }
        | Expr::For { site, .. }
        | Expr::Band { site, .. }
        | Expr::Each { site, .. }
        | Expr::Index { site, .. }
        | Expr::Builtin { site, .. } => site,
        _ => return None,
    })
}

/// The expressions of one compiled function by where they were written, what contains before what is contained.
pub(super) struct Nodes<'e> {
    pub function: &'e Function,
    by_pos: BTreeMap<Pos, Vec<&'e Expr>>,
}

impl<'e> Nodes<'e> {
    pub fn of(function: &'e Function) -> Nodes<'e> {
        let mut by_pos: BTreeMap<Pos, Vec<&'e Expr>> = BTreeMap::new();
        visit(&function.body, &mut |expr| {
            if let Some(site) = site(expr) {
                by_pos.entry(site.pos).or_default().push(expr);
            }
        });
        Nodes { function, by_pos }
    }

    pub fn at(&self, pos: Pos) -> &[&'e Expr] {
        self.by_pos.get(&pos).map_or(&[], Vec::as_slice)
    }
}

/// The expression whose value shows that `expr` was begun: a branch by its condition, a block by its first statement.
pub(super) fn entry(expr: &Expr) -> Option<&Expr> {
    match expr {
        Expr::If { condition: first, .. }
        | Expr::Switch { subject: first, .. }
        | Expr::Return(first)
        | Expr::Set { value: first, .. }
        | Expr::For { over: Over::List(first) | Over::Range { from: first, .. }, .. } => entry(first),
        Expr::Block { statements, value } => match statements.first().or(value.as_deref()) {
            Some(first) => entry(first),
            None => Some(expr),
        },
        Expr::Break | Expr::Continue => None,
        _ => Some(expr),
    }
}

/// What tells an expression of a loaded rulebook from all others.
pub(super) fn address(expr: &Expr) -> usize {
    std::ptr::from_ref(expr).addr()
}

/// The functions that the entries of the table name on some day.
pub(super) fn roots(judges: &Judges) -> impl Iterator<Item = FunctionId> {
    let Judges { rows, predicates, script_groups, applies, subject_when, subject_title } = judges;
    let single = [applies, subject_when, subject_title].into_iter().flatten();
    let judges = rows.iter().flatten().chain(predicates.values()).chain(script_groups.values()).chain(single);
    judges.map(|judge| judge.function)
}

/// The functions that decide something: those of the table and what they call, but for the texts of reasons.
pub(super) fn deciding(code: &Code, roots: impl Iterator<Item = FunctionId>) -> BTreeSet<u32> {
    let mut open: Vec<FunctionId> = roots.collect();
    let mut found = BTreeSet::new();
    while let Some(id) = open.pop() {
        let Some(function) = code.function(id).filter(|_| found.insert(id.0)) else { continue };
        visit(&function.body, &mut |expr| {
            if let Expr::Call { function, .. } = expr {
                open.push(*function);
            }
        });
    }
    found
}
