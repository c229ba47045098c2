//! Which outcomes the function of a row can have: full marks, nothing, something between, not applicable, unanswered.

use super::plan::parts;
use super::reach::Reach;
use super::truths::Truths;
use crate::facts::fact::Fact;
use crate::facts::schema::Kind;
use crate::number::Number;
use crate::plan::expr::{Builtin, Each, Expr, Function, OutcomeKind};

/// What a row can come to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Outcomes {
    pub full: bool,
    pub nothing: bool,
    pub between: bool,
    pub not_applicable: bool,
    pub unanswered: bool,
}

/// What `function` can make of a row worth `points`.
pub(super) fn outcomes(reach: &Reach<'_>, function: &Function, points: &Number) -> Outcomes {
    let mut found = Outcomes { unanswered: reach.may_be_absent(&function.body), ..Outcomes::default() };
    found.all_of(reach, &function.body, points);
    found
}

/// The expressions that give a function its value, those of early returns included.
pub(super) fn results<'e>(reach: &Reach<'e>, body: &'e Expr) -> Vec<&'e Expr> {
    let mut found = Vec::new();
    last(reach, body, &mut found);
    returned(reach, body, &mut found);
    found
}

fn last<'e>(reach: &Reach<'e>, expr: &'e Expr, found: &mut Vec<&'e Expr>) {
    match expr {
        Expr::Block { value: Some(value), .. } => last(reach, value, found),
        // a block without a value ends by leaving
        Expr::Block { value: None, .. } | Expr::Return(_) | Expr::Break | Expr::Continue => {}
        Expr::If { condition, then, otherwise, .. } => {
            let Truths { yes, no } = reach.truths(condition);
            [(yes, then), (no, otherwise)]
                .into_iter()
                .filter(|(possible, _)| *possible)
                .for_each(|(_, branch)| last(reach, branch, found));
        }
        Expr::Switch { arms, default, .. } => {
            arms.iter().for_each(|arm| last(reach, &arm.value, found));
            last(reach, default, found);
        }
        other => found.push(other),
    }
}

fn returned<'e>(reach: &Reach<'e>, expr: &'e Expr, found: &mut Vec<&'e Expr>) {
    match expr {
        Expr::Return(value) => last(reach, value, found),
        // its returns are those of a closure
        Expr::Scope(_) => {}
        Expr::If { condition, then, .. } if !reach.truths(condition).no => returned(reach, then, found),
        Expr::If { condition, otherwise, .. } if !reach.truths(condition).yes => returned(reach, otherwise, found),
        other => parts(other).into_iter().for_each(|part| returned(reach, part, found)),
    }
}

impl Outcomes {
    fn all_of<'e>(&mut self, reach: &Reach<'e>, body: &'e Expr, points: &Number) {
        for result in results(reach, body) {
            self.of(reach, result, points);
        }
    }

    fn of<'e>(&mut self, reach: &Reach<'e>, result: &'e Expr, points: &Number) {
        match result {
            Expr::Outcome { kind: OutcomeKind::Met, .. } | Expr::Constant(Fact::Bool(true)) => self.full = true,
            Expr::Outcome { kind: OutcomeKind::Unmet, .. } | Expr::Constant(Fact::Bool(false)) => self.nothing = true,
            Expr::Outcome { kind: OutcomeKind::NotApplicable, .. } => self.not_applicable = true,
            Expr::Outcome { kind: OutcomeKind::Percent, value: Some(value), .. } => {
                self.number(reach, value, &Number::HUNDRED);
            }
            Expr::Outcome { value: Some(value), .. } => self.number(reach, value, points),
            Expr::Call { .. } => match reach.called(result) {
                Some((reach, function)) => self.all_of(&reach, &function.body, points),
                None => self.number(reach, result, points),
            },
            Expr::Local(local) => match reach.set_to(*local) {
                Some(value) => self.all_of(reach, value, points),
                None => self.number(reach, result, points),
            },
            Expr::Coalesce(values) => values.iter().for_each(|value| self.of(reach, value, points)),
            Expr::Open { value, .. } => self.of(reach, value, points),
            Expr::Fact(..) | Expr::Field { .. } if reach.fields(result).iter().all(|node| node.kind == Kind::Bool) => {
                self.truth();
            }
            result if is_truth(result) => self.truth(),
            Expr::Constant(Fact::Absent) => {}
            _ => self.number(reach, result, points),
        }
    }

    fn truth(&mut self) {
        self.full = true;
        self.nothing = true;
    }

    fn number<'e>(&mut self, reach: &Reach<'e>, value: &'e Expr, full: &Number) {
        if let Some(numbers) = reach.numbers(value) {
            self.full |= numbers.contains(full);
            self.nothing |= numbers.contains(&Number::ZERO);
            self.between |= numbers.iter().any(|number| *number > Number::ZERO && number < full);
            return;
        }
        let range = reach.range(value);
        self.full |= range.holds(full);
        self.nothing |= range.holds(&Number::ZERO);
        self.between = true;
    }
}

fn is_truth(expr: &Expr) -> bool {
    match expr {
        Expr::Compare { .. } | Expr::And(..) | Expr::Or(..) | Expr::Not(..) | Expr::In { .. } | Expr::Has(_) => true,
        Expr::Each { op, .. } => matches!(op, Each::Any | Each::All),
        Expr::Builtin { function, .. } => matches!(
            function,
            Builtin::Meets
                | Builtin::WithinYears
                | Builtin::ValidOn
                | Builtin::Contains
                | Builtin::StartsWith
                | Builtin::EndsWith
        ),
        _ => false,
    }
}
