//! What is too large is an error and never a panic.

use crate::{number, ratio};
use zhiheng::{ArithmeticError, Number, ParseNumberError, RoundingMode};

#[test]
fn a_number_has_400_digits_at_most_also_behind_an_exponent() {
    assert!(Number::parse(&"9".repeat(400)).is_ok());
    assert!(Number::parse("1e399").is_ok());
    assert!(Number::parse("1e-400").is_ok());
    for text in
        [&"9".repeat(401), "1e400", "1e500", "1e-401", "1.5e-400", "-1e99999999999999999999", "1e-99999999999999999999"]
    {
        assert_eq!(Number::parse(text), Err(ParseNumberError::TooLong), "{text}");
    }
}

#[test]
fn rounding_to_any_digits_never_panics() {
    let big = Number::from(2).pow(&Number::from(4000)).unwrap();
    for given in [number("1.5"), ratio(1, 3), big, Number::ZERO] {
        for digits in [i32::MIN, -5000, -1236, -1235, -1234, 1234, 1236, 5000, i32::MAX] {
            for mode in [RoundingMode::HalfUp, RoundingMode::HalfEven, RoundingMode::Down, RoundingMode::Up] {
                let rounded = given.round(digits, mode);
                assert!(rounded.is_ok() || rounded == Err(ArithmeticError::TooLarge));
            }
        }
    }
    assert_eq!(number("1.5").round(i32::MAX, RoundingMode::HalfUp), Ok(number("1.5")));
    assert_eq!(number("1.5").round(i32::MIN, RoundingMode::HalfUp), Ok(Number::ZERO));
    assert_eq!(ratio(1, 3).round(5000, RoundingMode::HalfUp), Err(ArithmeticError::TooLarge));
}

#[test]
fn what_grows_beyond_4096_bits_is_an_error() {
    let two = Number::from(2);
    let top = two.pow(&Number::from(4095)).unwrap();
    assert_eq!(two.pow(&Number::from(4096)), Err(ArithmeticError::TooLarge));
    assert_eq!(top.add(&top), Err(ArithmeticError::TooLarge));
    assert_eq!(top.neg().sub(&top), Err(ArithmeticError::TooLarge));
    assert_eq!(top.mul(&top), Err(ArithmeticError::TooLarge));
    assert_eq!(top.div(&number("0.3")), Err(ArithmeticError::TooLarge));
    assert_eq!(Number::ONE.div(&top).unwrap().mul(&ratio(1, 3)), Err(ArithmeticError::TooLarge));
    assert_eq!(two.pow(&number("4500.5")), Err(ArithmeticError::TooLarge));
    assert_eq!(two.pow(&number("-4500.5")), Err(ArithmeticError::TooLarge));
    assert_eq!(top.sub(&top), Ok(Number::ZERO));
    assert_eq!(top.to_f64(), f64::INFINITY);
    assert_eq!(top.neg().to_f64(), f64::NEG_INFINITY);
    assert_eq!(Number::ONE.div(&top).unwrap().to_f64(), 0.0);
}

#[test]
fn a_number_takes_16_bytes_and_may_cross_threads() {
    fn crosses<T: Send + Sync>() {}
    crosses::<Number>();
    assert_eq!(size_of::<Number>(), 16);
}
