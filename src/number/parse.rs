//! Numbers from decimal texts and from binary floating point.

use super::{MAX_SCALE, Number, ParseNumberError, big_power_of_ten, power_of_ten};
use num_bigint::BigInt;
use num_rational::BigRational;
use std::str::FromStr;

/// The most digits of a number, written out without exponent.
const MAX_DIGITS: usize = 400;

/// Decimals of fewer digits than this are all told apart by an `f64`.
const TOLD_APART: f64 = 1e15;

/// Integers up to here are exact in an `f64`, and no shorter decimal stands for them.
const EXACT_INTEGERS: f64 = 9_007_199_254_740_992.0;

impl Number {
    /// The number that a decimal text says: digits, with an optional sign, fraction and exponent.
    ///
    /// # Errors
    /// Anything else, and more than 400 digits, also if an exponent abbreviates them.
    pub fn parse(text: &str) -> Result<Number, ParseNumberError> {
        if let Some(number) = short(text) {
            return Ok(number);
        }
        let parts = Parts::of(text).ok_or(ParseNumberError::NotANumber)?;
        parts.number().ok_or(ParseNumberError::TooLong)
    }

    /// The number that the shortest text of an `f64` says, so 0.1 is a tenth; none for NaN and infinity.
    pub fn from_f64(value: f64) -> Option<Number> {
        if value.abs() <= EXACT_INTEGERS && value.fract() == 0.0 {
            return Some(Number::from(value as i64));
        }
        if !value.is_finite() {
            return None;
        }
        for scale in 1..=9 {
            let unit = power_of_ten(scale) as f64;
            let mantissa = (value * unit).round();
            if mantissa.abs() >= TOLD_APART {
                break;
            }
            // Both are exact, so the division gives the nearest to the decimal.
            if mantissa / unit == value {
                return Some(Number::decimal(mantissa as i64, scale));
            }
        }
        Number::parse(&format!("{value:e}")).ok()
    }
}

impl FromStr for Number {
    type Err = ParseNumberError;

    fn from_str(text: &str) -> Result<Number, ParseNumberError> {
        Number::parse(text)
    }
}

/// The number of a text without exponent and of no more digits than an `i64` surely has room for: nearly every one.
fn short(text: &str) -> Option<Number> {
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    if unsigned.len() > usize::from(MAX_SCALE) + 1 {
        return None;
    }
    let mut mantissa = 0_i64;
    let mut point = None;
    let mut digits = 0_u8;
    for byte in unsigned.bytes() {
        match byte {
            b'0'..=b'9' => {
                mantissa = mantissa.checked_mul(10)?.checked_add((byte - b'0').into())?;
                digits += 1;
            }
            b'.' if point.is_none() && digits > 0 => point = Some(digits),
            _ => return None,
        }
    }
    let scale = point.map_or(0, |before| digits - before);
    if digits == 0 || (point.is_some() && scale == 0) {
        return None;
    }
    Some(Number::decimal(if negative { -mantissa } else { mantissa }, scale))
}

/// A decimal text, taken apart.
struct Parts<'t> {
    negative: bool,
    integer: &'t str,
    fraction: &'t str,
    exponent: i64,
}

impl Parts<'_> {
    fn of(text: &str) -> Option<Parts<'_>> {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (decimal, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((decimal, exponent)) => (decimal, read_exponent(exponent)?),
            None => (unsigned, 0),
        };
        let (integer, fraction) = match decimal.split_once('.') {
            Some((integer, fraction)) => (integer, digits(fraction)?),
            None => (decimal, ""),
        };
        Some(Parts { negative, integer: digits(integer)?, fraction, exponent })
    }

    /// The number; none if it has too many digits.
    fn number(&self) -> Option<Number> {
        let mut written = [self.integer, self.fraction].concat();
        if written.len() > MAX_DIGITS {
            return None;
        }
        let mut scale = i64::try_from(self.fraction.len()).ok()?.saturating_sub(self.exponent);
        let significant = written.trim_end_matches('0').len();
        while scale > 0 && written.len() > significant {
            written.pop();
            scale -= 1;
        }
        let digits = written.trim_start_matches('0');
        if digits.is_empty() {
            return Some(Number::ZERO);
        }
        let scale_digits = usize::try_from(scale.unsigned_abs()).ok()?;
        let expanded =
            if scale < 0 { digits.len().saturating_add(scale_digits) } else { digits.len().max(scale_digits) };
        if expanded > MAX_DIGITS {
            return None;
        }
        if let Ok(mantissa) = digits.parse::<i64>()
            && let Ok(scale) = u8::try_from(scale)
            && scale <= MAX_SCALE
        {
            return Some(Number::decimal(if self.negative { -mantissa } else { mantissa }, scale));
        }
        let magnitude = BigInt::from_str(digits).ok()?;
        let mantissa = if self.negative { -magnitude } else { magnitude };
        let unit = big_power_of_ten(u32::try_from(scale_digits).ok()?);
        let value = if scale < 0 { BigRational::from(mantissa * unit) } else { BigRational::new(mantissa, unit) };
        Some(Number::from_big(value))
    }
}

/// The text, if it is digits and nothing else.
fn digits(text: &str) -> Option<&str> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())).then_some(text)
}

/// An exponent; one that is out of all bounds is brought to a bound that is still beyond the limit of digits.
fn read_exponent(text: &str) -> Option<i64> {
    let (negative, unsigned) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let magnitude = digits(unsigned)?.parse().unwrap_or(i64::from(u32::MAX)).min(u32::MAX.into());
    Some(if negative { -magnitude } else { magnitude })
}
