//! `switch`: which arms a set of values reaches.

use super::compare::compare;
use super::facts::constant;
use super::interval::{End, Interval};
use super::set::{Set, Texts};
use super::walk::{Env, Walker};
use crate::plan::expr::{Arm, Case, Comparison, Expr, Site};
use std::collections::BTreeSet;

impl Walker<'_> {
    pub(super) fn switch(
        &mut self,
        subject: &Set,
        arms: &[Arm],
        default: &Expr,
        site: Option<Site>,
        env: &mut Env,
    ) -> Set {
        let (mut value, mut after) = (Set::never(), Env { dead: true, ..Env::default() });
        let (mut reached, mut left) = (Vec::new(), subject.clone().present());
        for (place, arm) in arms.iter().enumerate() {
            let (fits, rest) = split(&left, &arm.cases);
            if !fits {
                continue;
            }
            let guard = match &arm.guard {
                Some(guard) => self.eval(guard, &mut env.clone()),
                None => Set::truths(true, false),
            };
            if guard.can_be_true() {
                reached.push(place);
                let mut inner = env.clone();
                value = value.join(&self.eval(&arm.value, &mut inner));
                after = after.join(inner);
            }
            if !guard.can_be_false() && !guard.absent {
                left = rest;
            }
        }
        let falls_through = left.can_be_present();
        if falls_through {
            let mut inner = env.clone();
            value = value.join(&self.eval(default, &mut inner));
            after = after.join(inner);
        }
        if let Some(site) = site {
            self.seen.switch(site, arms.len(), &reached, falls_through);
        }
        if !subject.absent || !after.dead {
            *env = after;
        }
        value.or_absent(subject.absent)
    }
}

/// Whether some value fits one of the cases, and what is left of the set for later arms.
fn split(set: &Set, cases: &[Case]) -> (bool, Set) {
    let (mut fits, mut left) = (false, set.clone());
    for case in cases {
        match case {
            Case::Value(value) => {
                let value = constant(value);
                fits |= compare(Comparison::Equal, &left, &value).yes;
                if let (Some(Texts::Of(known)), Some(Texts::Of(gone))) = (&left.texts, &value.texts) {
                    let rest: BTreeSet<String> = known.difference(gone).cloned().collect();
                    left.texts = (!rest.is_empty()).then_some(Texts::Of(rest));
                }
                left.yes &= !value.yes;
                left.no &= !value.no;
            }
            Case::Range { from, to, inclusive } => {
                let range = Interval {
                    low: End { at: from.clone(), open: false },
                    high: End { at: to.clone(), open: !inclusive && to.is_some() },
                };
                fits |= left.interval().is_some_and(|numbers| !numbers.meet(&range).is_empty());
                if let Some(numbers) = &left.numbers {
                    left.numbers = cut(numbers, &range);
                }
            }
        }
    }
    (fits, left)
}

/// What is left of an interval without a range at one of its ends; unchanged where the range lies inside.
fn cut(numbers: &Interval, range: &Interval) -> Option<Interval> {
    let below = range.low.at.clone().map(|at| Interval { low: End::default(), high: End { at: Some(at), open: true } });
    let above = range
        .high
        .at
        .clone()
        .map(|at| Interval { low: End { at: Some(at), open: !range.high.open }, high: End::default() });
    let parts = [below, above].into_iter().flatten().map(|side| side.meet(numbers)).filter(|part| !part.is_empty());
    parts.reduce(|a, b| a.hull(&b))
}
