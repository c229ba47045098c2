//! Numbers as they are printed: few decimals, and never rounded across a bound that matters.

use crate::number::{Number, RoundingMode};

/// Decimals that are printed as they stand.
const KEPT: u8 = 2;
/// Decimals of what has more.
const ROUNDED: u8 = 1;
/// Decimals at which telling a number from a bound ends.
const MOST: u8 = 6;

/// A score or an amount: up to two decimals as they stand, else rounded to one.
pub(super) fn figure(number: &Number) -> String {
    rounded(number, digits(number)).to_string()
}

/// How many decimals a number is printed with.
pub(super) fn digits(number: &Number) -> u8 {
    if number.is_integer() {
        return 0;
    }
    let kept = rounded(number, KEPT) == *number;
    if kept && rounded(number, ROUNDED) != *number { KEPT } else { ROUNDED }
}

/// A percentage with one decimal; only what is whole prints as 100, only what is nothing as 0.
pub(super) fn percent(number: &Number) -> String {
    let near = rounded(number, ROUNDED);
    let unit = Number::from_decimal(1, ROUNDED);
    if near == Number::HUNDRED && *number < Number::HUNDRED {
        return Number::HUNDRED.sub(&unit).map_or_else(|_| near.to_string(), |below| below.to_string());
    }
    if near.is_zero() && *number > Number::ZERO {
        return unit.to_string();
    }
    near.to_string()
}

/// What is lacking to a bound: rounded up, so that it is never said to be less than it is.
pub(super) fn lacking(number: &Number) -> String {
    let digits = i32::from(digits(number));
    number.round(digits, RoundingMode::Up).unwrap_or_else(|_| number.clone()).to_string()
}

/// A number with as many decimals as keep it on its side of every bound.
pub(super) fn apart<'a>(number: &Number, bounds: impl Iterator<Item = &'a Number> + Clone) -> String {
    let first = digits(number);
    let same = |near: &Number| bounds.clone().all(|bound| near.cmp(bound) == number.cmp(bound));
    let mut near = (first..=MOST).map(|digits| rounded(number, digits));
    near.find(same).unwrap_or_else(|| number.clone()).to_string()
}

/// `number` with at most `digits` decimals.
pub(super) fn rounded(number: &Number, digits: u8) -> Number {
    number.round(i32::from(digits), RoundingMode::HalfUp).unwrap_or_else(|_| number.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ratio(numerator: i64, denominator: i64) -> Number {
        Number::from_ratio(numerator, denominator).expect("no zero")
    }

    #[test]
    fn two_decimals_stand_and_more_are_rounded_to_one() {
        let printed = [(73, 1), (771, 10), (7325, 100), (230, 3), (-1, 8)].map(|(n, d)| figure(&ratio(n, d)));
        assert_eq!(printed, ["73", "77.1", "73.25", "76.7", "-0.1"]);
    }

    #[test]
    fn only_the_whole_prints_as_a_hundred_percent() {
        let printed = [(100, 1), (9999, 100), (0, 1), (1, 1000), (200, 3)].map(|(n, d)| percent(&ratio(n, d)));
        assert_eq!(printed, ["100", "99.9", "0", "0.1", "66.7"]);
    }

    #[test]
    fn a_number_beside_a_bound_is_not_printed_as_the_bound() {
        let bound = ratio(60, 1);
        let printed = [(59_996, 1000), (60, 1), (6004, 100)].map(|(n, d)| apart(&ratio(n, d), [&bound].into_iter()));
        assert_eq!(printed, ["59.996", "60", "60.04"]);
        assert_eq!(apart(&ratio(230, 3), [&bound].into_iter()), "76.7");
    }

    #[test]
    fn what_is_lacking_is_never_understated() {
        assert_eq!([ratio(1, 1000), ratio(10, 3), ratio(5, 4)].map(|n| lacking(&n)), ["0.1", "3.4", "1.25"]);
    }
}
