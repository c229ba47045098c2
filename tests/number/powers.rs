//! Powers and roots, against values known from elsewhere.

use crate::{number, ratio};
use zhiheng::{ArithmeticError, Number};

#[test]
fn powers_of_zero_one_and_minus_one_are_told_apart() {
    let huge = number("1e300");
    assert_eq!(Number::ZERO.pow(&Number::ZERO), Ok(Number::ONE));
    assert_eq!(Number::ZERO.pow(&number("0.5")), Ok(Number::ZERO));
    assert_eq!(Number::ZERO.pow(&number("-1")), Err(ArithmeticError::DivisionByZero));
    assert_eq!(Number::ONE.pow(&huge), Ok(Number::ONE));
    assert_eq!(Number::from(-1).pow(&huge), Ok(Number::ONE));
    assert_eq!(Number::from(-1).pow(&huge.add(&Number::ONE).unwrap()), Ok(Number::from(-1)));
    assert_eq!(Number::from(2).pow(&huge), Err(ArithmeticError::TooLarge));
    assert_eq!(number("-8").pow(&ratio(1, 3)), Err(ArithmeticError::NotReal));
}

#[test]
fn roots_are_exact_or_have_28_digits() {
    assert_eq!(number("8").pow(&ratio(1, 3)), Ok(number("2")));
    assert_eq!(number("8").pow(&ratio(-2, 3)), Ok(number("0.25")));
    assert_eq!(ratio(1, 9).sqrt(), Ok(ratio(1, 3)));
    assert_eq!(Number::from(2).sqrt(), Ok(number("1.414213562373095048801688724")));
    assert_eq!(Number::from(2).pow(&number("0.5")), Ok(number("1.414213562373095048801688724")));
    assert_eq!(Number::from(10).pow(&number("0.1")), Ok(number("1.258925411794167210423954106")));
    assert_eq!(number("1.08").pow(&number("2.5")), Ok(number("1.212158437169003085102248048")));
    assert_eq!(number("2").pow(&number("-100.5")), Ok(number("5.578088954947358002532746369e-31")));
    assert_eq!(number("0.37").pow(&number("123.456")), Ok(number("4.919398976223684177393470038e-54")));
    let (nearly_one, many) = (number("1.000000000000000001"), number("12345678901234567.5"));
    assert_eq!(nearly_one.pow(&many), Ok(number("1.012422201378064902214002735")));
    assert_eq!(Number::ZERO.sqrt(), Ok(Number::ZERO));
    assert_eq!(number("-4").sqrt(), Err(ArithmeticError::NotReal));
}
