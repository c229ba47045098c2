//! Numbers as JSON writes them: exact up to 15 significant digits and for integers of 64 bits, else the shortest decimal
//! of the nearest f64 (`rule-language.md`, "Values").

use crate::number::Number;

/// The longest number of a schema, in characters; that of a profile is for the host to set.
pub(super) const MAX_DIGITS: usize = 400;

/// Why a number of valid JSON cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumeralError {
    TooLong,
    /// Beyond what f64 holds.
    OutOfRange,
}

/// The number that `raw`, a number of valid JSON of at most `digits` characters, says.
pub(crate) fn number(raw: &str, digits: usize) -> Result<Number, NumeralError> {
    if raw.len() > digits {
        return Err(NumeralError::TooLong);
    }
    match short(raw) {
        Some((mantissa, scale)) => Ok(Number::from_decimal(mantissa, scale)),
        None => long(raw),
    }
}

/// Mantissa and scale of a number without exponent and with at most 15 significant digits.
fn short(raw: &str) -> Option<(i64, u8)> {
    const DIGITS: u32 = 15;
    let (negative, digits) = match raw.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, raw),
    };
    let mut mantissa: i64 = 0;
    let mut significant = 0;
    let mut scale: u8 = 0;
    let mut fraction = false;
    for byte in digits.bytes() {
        match byte {
            b'0'..=b'9' => {
                if significant > 0 || byte != b'0' {
                    significant += 1;
                }
                if significant > DIGITS || scale > 17 {
                    return None;
                }
                mantissa = mantissa * 10 + i64::from(byte - b'0');
                scale += u8::from(fraction);
            }
            b'.' => fraction = true,
            _ => return None,
        }
    }
    Some((if negative { -mantissa } else { mantissa }, scale))
}

#[cold]
fn long(raw: &str) -> Result<Number, NumeralError> {
    if let Ok(integer) = raw.parse::<i64>() {
        return Ok(Number::from(integer));
    }
    if raw.parse::<u64>().is_ok() {
        return Number::parse(raw).map_err(|_| NumeralError::OutOfRange);
    }
    raw.parse::<f64>().ok().and_then(Number::from_f64).ok_or(NumeralError::OutOfRange)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(raw: &str) -> Number {
        number(raw, 400).unwrap_or_else(|error| panic!("{raw}: {error:?}"))
    }

    fn exact(text: &str) -> Number {
        Number::parse(text).unwrap_or_else(|_| panic!("{text}"))
    }

    #[test]
    fn twelve_is_twelve_however_it_is_written() {
        for raw in ["12", "12.0", "1.2e1", "120E-1", "0.12e+2", "12.000000000000000000000"] {
            assert_eq!(read(raw), Number::from(12), "{raw}");
        }
        assert_eq!(read("-0"), Number::from(0));
        assert_eq!(read("-0.0"), Number::from(0));
    }

    #[test]
    fn fifteen_significant_digits_are_kept_as_they_stand() {
        for raw in ["0.1", "-1234567890.12345", "0.00000000000123456789012345", "3e-25", "1e23", "9.99999999999999e200"]
        {
            assert_eq!(read(raw), exact(raw), "{raw}");
        }
    }

    #[test]
    fn integers_are_exact_to_64_bits() {
        for raw in ["9223372036854775807", "-9223372036854775808", "18446744073709551615"] {
            assert_eq!(read(raw), exact(raw), "{raw}");
        }
    }

    #[test]
    fn longer_numbers_are_the_shortest_decimal_of_the_nearest_f64() {
        assert_eq!(read("0.1000000000000000055511151231257827"), exact("0.1"));
        assert_eq!(read("4.0037313432835822"), exact("4.003731343283582"));
        assert_eq!(read("18446744073709551616"), exact("18446744073709552000"));
    }

    #[test]
    fn numbers_beyond_f64_are_refused_and_those_below_are_zero() {
        assert_eq!(number("1e999", 400), Err(NumeralError::OutOfRange));
        assert_eq!(number("-1e309", 400), Err(NumeralError::OutOfRange));
        assert_eq!(read("1e-400"), Number::from(0));
    }

    #[test]
    fn numbers_of_more_than_400_digits_are_refused() {
        assert_eq!(number(&"7".repeat(401), 400), Err(NumeralError::TooLong));
        assert_eq!(number(&format!("0.{}", "0".repeat(10_000)), 400), Err(NumeralError::TooLong));
        assert!(number(&"7".repeat(300), 400).is_ok());
    }

    proptest! {
        #[test]
        fn what_a_value_of_f64_prints_is_what_is_read(v in proptest::num::f64::NORMAL | proptest::num::f64::ZERO) {
            let text = serde_json::to_string(&v).unwrap_or_default();
            prop_assert_eq!(read(&text), Number::from_f64(v).unwrap_or(Number::from(1)));
        }

        #[test]
        fn short_decimals_are_read_exactly(mantissa in -999_999_999_999_999i64..=999_999_999_999_999, scale in 0usize..18) {
            let digits = format!("{:0width$}", mantissa.unsigned_abs(), width = scale + 1);
            let (whole, fraction) = digits.split_at(digits.len() - scale);
            let sign = if mantissa < 0 { "-" } else { "" };
            let text = if scale > 0 { format!("{sign}{whole}.{fraction}") } else { format!("{sign}{whole}") };
            prop_assert_eq!(read(&text), exact(&text));
        }
    }
}
