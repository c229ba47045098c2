//! Numbers as texts and as `f64`.

use super::{Number, Repr, RoundingMode, big_power_of_ten, power_of_ten};
use num_bigint::BigInt;
use num_traits::{Signed, ToPrimitive};
use std::fmt;

/// The most decimals that are printed unless more are asked for.
pub(super) const PRINTED_DECIMALS: u16 = 12;

/// Beyond this many decimals, `Debug` prefers the fraction.
const DEBUG_DECIMALS: u64 = 40;

impl Number {
    /// The number in full, if its decimals end: `0.125`, but none for a third.
    pub fn to_exact_string(&self) -> Option<String> {
        let decimals = u32::try_from(self.decimals()?).ok()?;
        let sign = if self.is_negative() { "-" } else { "" };
        Some(format!("{sign}{}", self.digits(decimals)))
    }

    /// The magnitude with just so many decimals, the last one rounded half up.
    fn digits(&self, decimals: u32) -> String {
        if let Ok(places) = i32::try_from(decimals)
            && let Ok(Number(Repr::Decimal { mantissa, scale })) = self.round(places, RoundingMode::HalfUp)
        {
            return pointed(mantissa.unsigned_abs().to_string(), scale.into(), decimals);
        }
        let value = self.to_big();
        let scaled = value.numer() * big_power_of_ten(decimals);
        let rounded = super::rounding::divided_big(&scaled, value.denom(), RoundingMode::HalfUp);
        pointed(rounded.magnitude().to_string(), decimals, decimals)
    }

    /// The `f64` that is nearest; infinite beyond its range.
    pub fn to_f64(&self) -> f64 {
        match &self.0 {
            Repr::Decimal { mantissa, scale } if mantissa.unsigned_abs() <= 1 << f64::MANTISSA_DIGITS => {
                // Both are exact, so the quotient is the nearest.
                *mantissa as f64 / power_of_ten(*scale) as f64
            }
            _ => {
                let value = self.to_big();
                let magnitude = nearest(&value.numer().abs(), value.denom());
                if value.is_negative() { -magnitude } else { magnitude }
            }
        }
    }
}

/// Digits with a point before the last `scale` of them, and zeros up to `decimals`.
fn pointed(digits: String, scale: u32, decimals: u32) -> String {
    let (scale, decimals) = (scale as usize, decimals as usize);
    let mut text = if digits.len() > scale { digits } else { format!("{digits:0>width$}", width = scale + 1) };
    if decimals > 0 {
        text.insert(text.len() - scale, '.');
        text.extend(std::iter::repeat_n('0', decimals - scale));
    }
    text
}

/// The nearest `f64` of a quotient of integers, neither below zero.
fn nearest(numerator: &BigInt, denominator: &BigInt) -> f64 {
    const SMALLEST: i64 = f64::MIN_EXP as i64 - f64::MANTISSA_DIGITS as i64;
    let magnitude = numerator.bits() as i64 - denominator.bits() as i64;
    if magnitude > f64::MAX_EXP.into() {
        return f64::INFINITY;
    }
    // The quotient is between `2^(magnitude - 1)` and `2^(magnitude + 1)`: one or the other exponent keeps 53 bits.
    let mut exponent = (magnitude - i64::from(f64::MANTISSA_DIGITS)).max(SMALLEST);
    let mut mantissa = scaled(numerator, denominator, exponent);
    if mantissa.bits() > f64::MANTISSA_DIGITS.into() {
        exponent += 1;
        mantissa = scaled(numerator, denominator, exponent);
    }
    // Two steps, for the power alone may be out of range; the product is exact or infinite.
    let half = exponent / 2;
    mantissa.to_f64().unwrap_or(f64::INFINITY) * power_of_two(half) * power_of_two(exponent - half)
}

/// `numerator / denominator / 2^exponent`, rounded half even.
fn scaled(numerator: &BigInt, denominator: &BigInt, exponent: i64) -> BigInt {
    let shift = exponent.unsigned_abs();
    if exponent < 0 {
        super::rounding::divided_big(&(numerator << shift), denominator, RoundingMode::HalfEven)
    } else {
        super::rounding::divided_big(numerator, &(denominator << shift), RoundingMode::HalfEven)
    }
}

/// `2^exponent`, for normal numbers.
fn power_of_two(exponent: i64) -> f64 {
    let biased = (exponent + i64::from(f64::MAX_EXP) - 1).unsigned_abs();
    f64::from_bits(biased << (f64::MANTISSA_DIGITS - 1))
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match f.precision() {
            Some(precision) => self.digits(u32::try_from(precision).map_err(|_| fmt::Error)?),
            None => {
                let mut text = self.digits(PRINTED_DECIMALS.into());
                let printed = text.trim_end_matches('0').trim_end_matches('.').len();
                text.truncate(printed);
                text
            }
        };
        let zero = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
        f.pad_integral(zero || !self.is_negative(), "", &text)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = self.decimals().is_some_and(|decimals| decimals <= DEBUG_DECIMALS);
        match self.to_exact_string() {
            Some(text) if short => f.write_str(&text),
            _ => {
                let value = self.to_big();
                write!(f, "{}/{}", value.numer(), value.denom())
            }
        }
    }
}
