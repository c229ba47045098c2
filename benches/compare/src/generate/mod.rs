//! Profiles from a seed: values at, just below and just above every threshold, lists of every length, facts left out.
//!
//! Numbers are such that sums, means and ratios at a threshold are exact in binary. Elsewhere `f64` code may miss a threshold
//! that exact numbers reach; that difference is wanted, but it is not what is compared here.

mod sections;

use crate::random::Random;
use jiff::ToSpan;
use jiff::civil::Date;
use serde_json::Value;
use std::error::Error;

/// The profile of a seed as JSON text. Every other one leaves keys out where the rest write null.
pub fn profile(seed: u64) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut value = serde_json::to_value(
        Maker { random: Random::new(seed), slips: [None, None, Some(5), Some(40)][(seed % 4) as usize] }.profile(),
    )?;
    if seed % 2 == 1 {
        leave_out_nulls(&mut value);
    }
    Ok(serde_json::to_vec(&value)?)
}

fn leave_out_nulls(value: &mut Value) {
    match value {
        Value::Object(map) => {
            map.retain(|_, value| !value.is_null());
            map.values_mut().for_each(leave_out_nulls);
        }
        Value::Array(list) => list.iter_mut().for_each(leave_out_nulls),
        _ => {}
    }
}

struct Maker {
    random: Random,
    /// Some profiles are good ones, so that high levels come about too: how rarely one slips.
    slips: Option<usize>,
}

impl Maker {
    /// Whether the best should be chosen: mostly in a good profile.
    fn good(&mut self) -> bool {
        self.slips.is_some_and(|slips| !self.random.once_in(slips))
    }

    /// Mostly given.
    fn given<T>(&mut self, value: T) -> Option<T> {
        let rarely = self.slips.map_or(14, |slips| 12 * slips);
        (!self.random.once_in(rarely)).then_some(value)
    }

    fn flag(&mut self) -> Option<bool> {
        // yes more often, so that ladders and levels are climbed
        let yes = self.good() || !self.random.once_in(4);
        self.given(yes)
    }

    /// At a threshold, or a step beside it. The last threshold is the best; less is better where the step is negative.
    fn near(&mut self, thresholds: &[f64], step: f64) -> f64 {
        (self.threshold(thresholds) + self.beside(step)).max(0.0)
    }

    fn threshold(&mut self, thresholds: &[f64]) -> f64 {
        match thresholds.last() {
            Some(best) if self.good() => *best,
            _ => self.random.pick(thresholds),
        }
    }

    fn beside(&mut self, step: f64) -> f64 {
        if self.good() { self.random.pick(&[0.0, 1.0]) * step } else { self.random.pick(&[-1.0, 0.0, 1.0]) * step }
    }

    /// A part of `whole` whose percentage is at a threshold, or a step beside it.
    fn part(&mut self, whole: f64, percent: &[f64], step: f64) -> f64 {
        (whole * self.threshold(percent) / 100.0 + self.beside(step)).max(0.0)
    }

    fn given_near(&mut self, thresholds: &[f64], step: f64) -> Option<f64> {
        let value = self.near(thresholds, step);
        self.given(value)
    }

    fn given_part(&mut self, whole: f64, percent: &[f64], step: f64) -> Option<f64> {
        let value = self.part(whole, percent, step);
        self.given(value)
    }

    /// One of several, of which the first is the best.
    fn choice<T: Copy>(&mut self, of: &[T]) -> T {
        if self.good() { of[0] } else { self.random.pick(of) }
    }

    /// Some whole years before `as_of`, or a day beside it. The first number of years, or a little more, is the best.
    fn years_ago(&mut self, as_of: Date, years: &[i64]) -> Date {
        let years = self.choice(years);
        let day = if self.good() { self.random.pick(&[-1, 0]) } else { self.random.pick(&[-1, 0, 1]) };
        as_of.saturating_sub(years.years()).saturating_add(day.days())
    }
}
