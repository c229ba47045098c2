//! Numbers as they are printed: few decimals, and never rounded across a bound that matters.

use crate::number::{Number, RoundingMode};

/// Decimals that are printed as they stand.
const KEPT: i32 = 2;
/// Decimals of what has more.
const ROUNDED: u8 = 1;

/// A score or an amount: up to two decimals as they stand, else rounded to one.
pub(super) fn figure(number: &Number) -> String {
    rounded(number, digits(number)).to_string()
}

/// How many decimals a number is printed with.
pub(super) fn digits(number: &Number) -> u8 {
    if number.is_integer() {
        return 0;
    }
    let kept = rounded(number, KEPT as u8) == *number;
    if kept && rounded(number, ROUNDED) != *number { KEPT as u8 } else { ROUNDED }
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
    fn what_is_lacking_is_never_understated() {
        assert_eq!([ratio(1, 1000), ratio(10, 3), ratio(5, 4)].map(|n| lacking(&n)), ["0.1", "3.4", "1.25"]);
    }
}
