//! The numbers that an expression can give, where they can be counted.

use super::range::Range;
use super::reach::{Reach, returns_early, table_values};
use crate::facts::fact::Fact;
use crate::number::Number;
use crate::plan::expr::{Arithmetic, BandKind, BandTable, Builtin, Ends, Expr};
use std::collections::BTreeSet;

/// Sets of possible numbers are kept up to this size.
const MOST: usize = 64;

impl<'e> Reach<'e> {
    /// The numbers that an expression can give, where they can be counted.
    pub fn numbers(&self, expr: &'e Expr) -> Option<BTreeSet<Number>> {
        let deeper = self.deeper()?;
        let of = |expr: &'e Expr| deeper.numbers(expr);
        let all = |mut sets: Vec<Option<BTreeSet<Number>>>| {
            let first = sets.pop()??;
            sets.into_iter().try_fold(first, |all, set| Some(all.into_iter().chain(set?).collect()))
        };
        let found: Option<BTreeSet<Number>> = match expr {
            Expr::Constant(Fact::Number(number)) => Some(BTreeSet::from([number.clone()])),
            Expr::Band { kind, value, table: BandTable::Known(table), .. } if *kind != BandKind::Interpolate => {
                let mut values: BTreeSet<Number> = table.entries().iter().map(|(_, value)| value.clone()).collect();
                let range = deeper.range(value);
                let (first, last) = (table.entries().first(), table.entries().last());
                let misses = match kind {
                    BandKind::Band => first.is_none_or(|(bound, _)| range.goes_below(bound)),
                    BandKind::Above => first.is_none_or(|(bound, _)| range.goes_below(bound) || range.holds(bound)),
                    BandKind::Max => last.is_none_or(|(bound, _)| range.goes_above(bound)),
                    _ => last.is_none_or(|(bound, _)| range.goes_above(bound) || range.holds(bound)),
                };
                values.extend(misses.then_some(Number::ZERO));
                Some(values)
            }
            Expr::Index { base, .. } => table_values(base).map(|values| values.into_iter().collect()),
            Expr::Local(local) => match self.given(*local) {
                Some(given) => given.numbers.clone(),
                None => self.set_to(*local).and_then(of),
            },
            Expr::Coalesce(values) => all(values.iter().map(of).collect()),
            Expr::Open { value, ends: Ends::Between(worst, best), .. } => all(vec![of(value), of(worst), of(best)]),
            Expr::If { then, otherwise, .. } => all(vec![of(then), of(otherwise)]),
            Expr::Switch { arms, default, .. } => {
                all(arms.iter().map(|arm| &arm.value).chain([&**default]).map(of).collect())
            }
            Expr::Block { value: Some(value), .. } => of(value),
            Expr::Arithmetic { op, left, right, .. } => combined(of(left), of(right), |a, b| match op {
                Arithmetic::Add => a.add(b).ok(),
                Arithmetic::Subtract => a.sub(b).ok(),
                Arithmetic::Multiply => a.mul(b).ok(),
                Arithmetic::Divide => a.div(b).ok(),
                _ => None,
            }),
            Expr::Builtin { function: Builtin::Min, args, .. } => match args.as_slice() {
                [a, b] => combined(of(a), of(b), |a, b| Some(a.min(b).clone())),
                _ => None,
            },
            Expr::Builtin { function: Builtin::Max, args, .. } => match args.as_slice() {
                [a, b] => combined(of(a), of(b), |a, b| Some(a.max(b).clone())),
                _ => None,
            },
            Expr::Call { .. } => match self.called(expr) {
                Some((reach, function)) if !returns_early(&function.body) => reach.numbers(&function.body),
                _ => None,
            },
            _ => None,
        };
        found.or_else(|| whole_numbers(&deeper.range(expr))).filter(|numbers| numbers.len() <= MOST)
    }
}

/// The whole numbers of a short range.
fn whole_numbers(range: &Range) -> Option<BTreeSet<Number>> {
    let (low, high) = (range.low.as_ref()?.to_i64()?, range.high.as_ref()?.to_i64()?);
    let short = range.whole && usize::try_from(high.checked_sub(low)?).ok()? < MOST;
    short.then(|| (low..=high).map(Number::from).collect())
}

fn combined(
    left: Option<BTreeSet<Number>>,
    right: Option<BTreeSet<Number>>,
    join: impl Fn(&Number, &Number) -> Option<Number>,
) -> Option<BTreeSet<Number>> {
    let (left, right) = (left?, right?);
    if left.len() * right.len() > MOST * MOST {
        return None;
    }
    left.iter().flat_map(|a| right.iter().map(move |b| (a, b))).map(|(a, b)| join(a, b)).collect()
}
