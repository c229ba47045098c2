//! Numbers through the public interface: exact, equal by value, within their limits, never a panic.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test may fail")]

mod laws;
mod limits;
mod powers;
mod texts;

use zhiheng::{Number, RoundingMode};

fn number(text: &str) -> Number {
    Number::parse(text).unwrap()
}

fn ratio(numerator: i64, denominator: i64) -> Number {
    Number::from_ratio(numerator, denominator).unwrap()
}

#[test]
fn decimals_are_not_binary_fractions() {
    assert_eq!(number("0.1").add(&number("0.2")).unwrap(), number("0.3"));
    assert_eq!(ratio(1, 3).mul(&Number::from(3)).unwrap(), Number::ONE);
    assert_eq!(number("12"), number("12.0"));
    assert_eq!(ratio(24, 2), number("12.00"));
}

#[test]
fn a_denominator_of_zero_gives_no_ratio() {
    assert_eq!(Number::from_ratio(1, 0), None);
    assert_eq!(Number::from_ratio(i64::MIN, -1), Some(number("9223372036854775808")));
}

#[test]
fn halves_go_where_the_mode_says() {
    for (text, half_up, half_even, down, up) in [
        ("2.5", "3", "2", "2", "3"),
        ("3.5", "4", "4", "3", "4"),
        ("-2.5", "-3", "-2", "-2", "-3"),
        ("-3.5", "-4", "-4", "-3", "-4"),
        ("0.5", "1", "0", "0", "1"),
        ("2.4", "2", "2", "2", "3"),
        ("-2.6", "-3", "-3", "-2", "-3"),
        ("7", "7", "7", "7", "7"),
    ] {
        let rounded = |mode| number(text).round(0, mode).unwrap().to_string();
        let modes = [RoundingMode::HalfUp, RoundingMode::HalfEven, RoundingMode::Down, RoundingMode::Up];
        assert_eq!(modes.map(rounded), [half_up, half_even, down, up], "{text}");
    }
}

#[test]
fn negative_digits_round_to_tens_and_hundreds() {
    assert_eq!(number("1250").round(-2, RoundingMode::HalfUp), Ok(number("1300")));
    assert_eq!(number("1250").round(-2, RoundingMode::HalfEven), Ok(number("1200")));
    assert_eq!(number("49").round(-2, RoundingMode::HalfUp), Ok(Number::ZERO));
    assert_eq!(number("0.001").round(-30, RoundingMode::Up), Ok(number("1e30")));
}

#[test]
fn rounding_modes_have_the_names_of_the_rulebook() {
    let names = ["half_up", "half_even", "down", "up"];
    let modes = [RoundingMode::HalfUp, RoundingMode::HalfEven, RoundingMode::Down, RoundingMode::Up];
    for (name, mode) in names.into_iter().zip(modes) {
        assert_eq!(serde_json::to_value(mode).unwrap(), name);
    }
}

#[test]
fn remainders_have_the_sign_of_the_dividend() {
    assert_eq!(number("7").rem(&number("3")), Ok(number("1")));
    assert_eq!(number("-7").rem(&number("3")), Ok(number("-1")));
    assert_eq!(number("7").rem(&number("-3")), Ok(number("1")));
    assert_eq!(number("5.5").rem(&number("0.2")), Ok(number("0.1")));
    assert_eq!(Number::from(i64::MIN).rem(&Number::from(-1)), Ok(Number::ZERO));
}

#[test]
fn sums_are_exact() {
    assert_eq!(Number::sum(Vec::<Number>::new()), Ok(Number::ZERO));
    assert_eq!(Number::sum([number("0.1"), number("0.2"), ratio(1, 3), ratio(2, 3)]), Ok(number("1.3")));
    assert_eq!(Number::sum(&[Number::from(i64::MAX), Number::ONE]), Ok(number("9223372036854775808")));
}
