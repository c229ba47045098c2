//! What rows return for a set of numbers.

use super::interval::Interval;
use super::set::Set;
use crate::number::Number;
use crate::plan::expr::OutcomeKind;

/// The points that a number stands for, whether or not the row has them.
pub(super) fn earned(kind: OutcomeKind, value: &Set, points: &Number) -> Option<Interval> {
    let numbers = value.interval()?;
    match kind {
        OutcomeKind::Points | OutcomeKind::Level => Some(numbers),
        OutcomeKind::Percent => Some(numbers.mul(&points.div(&Number::HUNDRED).map_or(Interval::ALL, Interval::point))),
        OutcomeKind::Met | OutcomeKind::Unmet | OutcomeKind::NotApplicable => None,
    }
}

pub(super) fn outcome(kind: OutcomeKind, value: Option<&Set>, points: &Number) -> Set {
    let all = Interval::between(Number::ZERO, points.clone());
    match kind {
        OutcomeKind::NotApplicable => Set { not_applicable: true, ..Set::default() },
        OutcomeKind::Met => Set::points(Interval::point(points.clone())),
        OutcomeKind::Unmet => Set::points(Interval::point(Number::ZERO)),
        OutcomeKind::Points | OutcomeKind::Level | OutcomeKind::Percent => {
            let Some(value) = value else { return Set::absent() };
            let earned = earned(kind, value, points);
            earned.map_or(Set::never(), |earned| Set::points(earned.meet(&all))).or_absent(value.absent)
        }
    }
}
