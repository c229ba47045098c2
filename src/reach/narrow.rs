//! What a condition tells of the facts and locals in it, once it is known to hold or to fail.

use super::interval::{End, Interval};
use super::set::{Set, Texts};
use super::walk::Env;
use crate::facts::fact::Fact;
use crate::facts::shape::Slot;
use crate::number::Number;
use crate::plan::expr::{Comparison, Expr, Local};

/// Something that a condition can be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Spot {
    Fact(Slot),
    Local(Local),
    /// A field of the list's element in a local.
    Field(Local, Slot),
}

impl Spot {
    pub fn of(expr: &Expr) -> Option<Spot> {
        match expr {
            Expr::Fact(slot, _) => Some(Spot::Fact(*slot)),
            Expr::Local(local) => Some(Spot::Local(*local)),
            Expr::Field { base, slot, .. } => match **base {
                Expr::Local(local) => Some(Spot::Field(local, *slot)),
                _ => None,
            },
            _ => None,
        }
    }
}

/// Narrows what `env` knows, given that `condition` came out as `wanted`. `now` gives what a spot may be as yet.
pub(super) fn narrow(condition: &Expr, wanted: bool, env: &mut Env, now: &dyn Fn(&Env, &Expr) -> Set) {
    match condition {
        Expr::Not(inner, _) => narrow(inner, !wanted, env, now),
        Expr::And(terms, _) if wanted => terms.iter().for_each(|term| narrow(term, true, env, now)),
        Expr::Or(terms, _) if !wanted => terms.iter().for_each(|term| narrow(term, false, env, now)),
        Expr::Has(inner) => {
            let keep = |set: Set| if wanted { set.present() } else { Set { absent: set.absent, ..Set::never() } };
            set_to(inner, env, now, keep);
        }
        Expr::Compare { op, left, right, .. } => {
            if let Expr::Constant(constant) = &**right {
                set_to(left, env, now, |set| compared(set, *op, constant, wanted));
            } else if let Expr::Constant(constant) = &**left {
                set_to(right, env, now, |set| compared(set, mirrored(*op), constant, wanted));
            }
        }
        // a fact or a local that is itself the condition; where its type is not known it may be anything
        spot => set_to(spot, env, now, |set| if set.unknown { set } else { Set::truths(wanted, !wanted) }),
    }
}

fn set_to(expr: &Expr, env: &mut Env, now: &dyn Fn(&Env, &Expr) -> Set, keep: impl FnOnce(Set) -> Set) {
    let Some(spot) = Spot::of(expr) else { return };
    let narrowed = keep(now(env, expr));
    // nothing is left where the condition cannot come out so
    env.dead |= narrowed.is_never();
    env.narrowed.insert(spot, narrowed);
}

fn compared(set: Set, op: Comparison, constant: &Fact<'_>, wanted: bool) -> Set {
    let op = if wanted { op } else { opposite(op) };
    let set = set.present();
    if set.unknown {
        return set;
    }
    match constant {
        Fact::Number(number) => {
            let Some(numbers) = &set.numbers else { return set };
            let narrowed = match beside(op, number) {
                Some(side) => numbers.meet(&side),
                None => numbers.clone(),
            };
            Set { numbers: Some(narrowed).filter(|left| !left.is_empty()), ..set }
        }
        Fact::Text(text) => match (op, &set.texts) {
            (Comparison::Equal, _) => Set::text(text),
            (Comparison::NotEqual, Some(Texts::Of(known))) => {
                let mut left = known.clone();
                left.remove(text.as_ref());
                Set { texts: Some(Texts::Of(left)).filter(|texts| *texts != Texts::Of([].into())), ..set }
            }
            _ => set,
        },
        Fact::Bool(value) => match op {
            Comparison::Equal => Set::truths(*value, !*value),
            Comparison::NotEqual => Set::truths(!*value, *value),
            _ => set,
        },
        _ => set,
    }
}

/// The numbers on the side of `number` where the comparison holds; none where that is no interval.
fn beside(op: Comparison, number: &Number) -> Option<Interval> {
    let (at, beyond) = (End::at(number.clone()), End::beyond(number.clone()));
    Some(match op {
        Comparison::Equal => Interval::point(number.clone()),
        Comparison::NotEqual => return None,
        Comparison::Less => Interval { low: End::default(), high: beyond },
        Comparison::LessOrEqual => Interval { low: End::default(), high: at },
        Comparison::Greater => Interval { low: beyond, high: End::default() },
        Comparison::GreaterOrEqual => Interval { low: at, high: End::default() },
    })
}

fn opposite(op: Comparison) -> Comparison {
    match op {
        Comparison::Equal => Comparison::NotEqual,
        Comparison::NotEqual => Comparison::Equal,
        Comparison::Less => Comparison::GreaterOrEqual,
        Comparison::LessOrEqual => Comparison::Greater,
        Comparison::Greater => Comparison::LessOrEqual,
        Comparison::GreaterOrEqual => Comparison::Less,
    }
}

/// The comparison with its sides exchanged.
fn mirrored(op: Comparison) -> Comparison {
    match op {
        Comparison::Less => Comparison::Greater,
        Comparison::LessOrEqual => Comparison::GreaterOrEqual,
        Comparison::Greater => Comparison::Less,
        Comparison::GreaterOrEqual => Comparison::LessOrEqual,
        same => same,
    }
}
