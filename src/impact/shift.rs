//! How far scores shift, as a distribution, without keeping the scores.
//!
//! A shift is the new score less the old one, in points of the rulebooks. Buckets and extremes are of exact shifts.
//! Quartiles and mean are of shifts rounded to 0.01, half away from zero, so that what is kept grows with the range of
//! scores and not with the number of profiles. A quartile is the least shift that at least 25, 50 or 75 % of all do not
//! exceed: always a shift that occurs.

use crate::number::{Number, RoundingMode};
use serde::Serialize;
use std::collections::BTreeMap;

/// How far scores shift.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Shifts {
    /// Subjects that have a score under both rulebooks.
    pub scored: u64,
    /// Those whose score changes.
    pub changed: u64,
    /// Those whose score changes although their level does not.
    pub changed_within_level: u64,
    /// The least shift, in points; null where nothing is scored.
    pub min: Option<Number>,
    /// The first quartile.
    pub lower_quartile: Option<Number>,
    /// The median.
    pub median: Option<Number>,
    /// The third quartile.
    pub upper_quartile: Option<Number>,
    /// The greatest shift.
    pub max: Option<Number>,
    /// The mean, rounded to 0.01.
    pub mean: Option<Number>,
    /// How many shifts lie where, from the greatest loss to the greatest gain.
    pub histogram: Vec<Bar>,
}

/// A stretch of shifts. The stretches are ≤ −10, (−10, −5], (−5, −2], (−2, 0), 0, (0, 2), \[2, 5), \[5, 10), ≥ 10: of its two
/// ends, a stretch holds the one nearer to zero, and zero stands alone.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Bar {
    /// Its lower end in points; null below all.
    pub from: Option<i64>,
    /// Its upper end in points; null above all.
    pub to: Option<i64>,
    /// How many shifts lie in it.
    pub count: u64,
}

/// The ends of the stretches on either side of zero.
const ENDS: [i64; 4] = [0, 2, 5, 10];
/// Stretches below zero, zero, and above zero.
const BARS: usize = 9;
/// Decimals that quartiles and mean are of.
const DECIMALS: u8 = 2;

/// Counts of shifts, to be added up.
#[derive(Debug, Default)]
pub(super) struct Counts {
    changed: u64,
    within_level: u64,
    range: Option<(Number, Number)>,
    by_hundredth: BTreeMap<i64, u64>,
    bars: [u64; BARS],
}

impl Counts {
    pub fn add(&mut self, old: &Number, new: &Number, same_level: bool) {
        let Ok(shift) = new.sub(old) else { return };
        let changed = u64::from(!shift.is_zero());
        self.changed += changed;
        self.within_level += if same_level { changed } else { 0 };
        let hundredths = shift.mul(&Number::HUNDRED).and_then(|shift| shift.round(0, RoundingMode::HalfUp));
        let near = hundredths.ok().and_then(|hundredths| hundredths.to_i64()).unwrap_or(0);
        *self.by_hundredth.entry(near).or_default() += 1;
        if let Some(bar) = self.bars.get_mut(bar(&shift)) {
            *bar += 1;
        }
        self.range = Some(match self.range.take() {
            None => (shift.clone(), shift),
            Some((least, most)) => (least.min(shift.clone()), most.max(shift)),
        });
    }

    pub fn merge(&mut self, other: Counts) {
        self.changed += other.changed;
        self.within_level += other.within_level;
        for (shift, count) in other.by_hundredth {
            *self.by_hundredth.entry(shift).or_default() += count;
        }
        for (bar, count) in self.bars.iter_mut().zip(other.bars) {
            *bar += count;
        }
        self.range = match (self.range.take(), other.range) {
            (Some((least, most)), Some((low, high))) => Some((least.min(low), most.max(high))),
            (one, two) => one.or(two),
        };
    }

    pub fn finish(self) -> Shifts {
        let scored: u64 = self.by_hundredth.values().sum();
        let quartile = |quarters: u64| {
            let wanted = scored.saturating_mul(quarters).div_ceil(4);
            let mut so_far = 0;
            let mut shifts = self.by_hundredth.iter();
            let found = shifts.find(|(_, count)| {
                so_far += **count;
                so_far >= wanted
            });
            found.map(|(shift, _)| Number::from_decimal(*shift, DECIMALS))
        };
        let quartiles = [1, 2, 3].map(quartile);
        let total: i128 = self.by_hundredth.iter().map(|(shift, count)| i128::from(*shift) * i128::from(*count)).sum();
        let mean = i64::try_from(total).ok().zip(i64::try_from(scored).ok()).and_then(|(total, scored)| {
            let mean = Number::from_decimal(total, DECIMALS).div(&Number::from(scored)).ok()?;
            mean.round(i32::from(DECIMALS), RoundingMode::HalfUp).ok()
        });
        let [lower_quartile, median, upper_quartile] = quartiles;
        let (min, max) = self.range.unzip();
        let histogram = ends().into_iter().zip(self.bars).map(|((from, to), count)| Bar { from, to, count }).collect();
        Shifts {
            scored,
            changed: self.changed,
            changed_within_level: self.within_level,
            min,
            lower_quartile,
            median,
            upper_quartile,
            max,
            mean,
            histogram,
        }
    }
}

/// Which stretch a shift lies in: ≤ −10, (−10, −5], (−5, −2], (−2, 0), 0, (0, 2), [2, 5), [5, 10), ≥ 10.
fn bar(shift: &Number) -> usize {
    let size = shift.abs();
    let steps = ENDS.iter().skip(1).filter(|end| size >= Number::from(**end)).count();
    match shift.signum() {
        0 => 4,
        1.. => 5 + steps,
        _ => 3usize.saturating_sub(steps),
    }
}

fn ends() -> [(Option<i64>, Option<i64>); BARS] {
    let [zero, two, five, ten] = ENDS;
    [
        (None, Some(-ten)),
        (Some(-ten), Some(-five)),
        (Some(-five), Some(-two)),
        (Some(-two), Some(zero)),
        (Some(zero), Some(zero)),
        (Some(zero), Some(two)),
        (Some(two), Some(five)),
        (Some(five), Some(ten)),
        (Some(ten), None),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).unwrap()
    }

    fn of(shifts: &[&str]) -> Shifts {
        let mut counts = Counts::default();
        shifts.iter().for_each(|shift| counts.add(&Number::ZERO, &number(shift), true));
        counts.finish()
    }

    #[test]
    fn bars_end_where_they_say() {
        let ends = ["-10", "-9.99", "-5", "-4.5", "-2", "-0.001", "0", "0.001", "2", "4.9", "5", "10", "10.5"];
        let expected = [0, 1, 1, 2, 2, 3, 4, 5, 6, 6, 7, 8, 8];
        assert_eq!(ends.map(|shift| bar(&number(shift))), expected);
    }

    #[test]
    fn quartiles_are_shifts_that_occur() {
        let shifts = of(&["-3", "0", "0", "0", "1.5", "2", "8"]);
        assert_eq!(shifts.lower_quartile, Some(number("0")));
        assert_eq!(shifts.median, Some(number("0")));
        assert_eq!(shifts.upper_quartile, Some(number("2")));
        assert_eq!((shifts.min, shifts.max), (Some(number("-3")), Some(number("8"))));
        assert_eq!(shifts.mean, Some(number("1.21")));
        assert_eq!((shifts.scored, shifts.changed), (7, 4));
    }

    #[test]
    fn without_scores_there_is_no_distribution() {
        let shifts = of(&[]);
        assert_eq!((shifts.scored, shifts.median, shifts.mean), (0, None, None));
        assert_eq!(shifts.histogram.len(), BARS);
    }
}
