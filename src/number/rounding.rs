//! Rounding to digits or to integers: the only loss, and only where asked for.

use super::{ArithmeticError, MAX_SCALE, Number, Repr, big_power_of_ten, power_of_ten};
use num_bigint::{BigInt, Sign};
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// Which way a number goes that lies between two roundings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum RoundingMode {
    /// To the nearest; halves away from zero (四舍五入): 2.5 to 3, -2.5 to -3.
    #[default]
    HalfUp,
    /// To the nearest; halves to the even digit: 2.5 to 2, 3.5 to 4.
    HalfEven,
    /// Towards zero: 2.9 to 2, -2.9 to -2.
    Down,
    /// Away from zero: 2.1 to 3, -2.1 to -3.
    Up,
}

impl RoundingMode {
    /// Whether a quotient gives way to the next one away from zero.
    ///
    /// `odd` is the quotient's, `remainder` how its remainder compares with half the divisor, none if nothing remains.
    fn goes_away(self, odd: bool, remainder: Option<Ordering>) -> bool {
        match (self, remainder) {
            (_, None) | (RoundingMode::Down, _) => false,
            (RoundingMode::Up, _) => true,
            (RoundingMode::HalfUp, Some(remainder)) => remainder.is_ge(),
            (RoundingMode::HalfEven, Some(Ordering::Equal)) => odd,
            (RoundingMode::HalfEven, Some(remainder)) => remainder.is_gt(),
        }
    }
}

/// Above this many digits, a power of ten is beyond the limit of numbers.
const MAX_DIGITS: u32 = 1235;

impl Number {
    /// The number with at most `digits` decimals; with negative `digits`, in whole tens, hundreds and so on.
    ///
    /// # Errors
    /// [`ArithmeticError::TooLarge`], for more than a thousand digits.
    pub fn round(&self, digits: i32, mode: RoundingMode) -> Result<Number, ArithmeticError> {
        if let Repr::Decimal { mantissa, scale } = self.0 {
            if digits >= i32::from(scale) {
                return Ok(self.clone());
            }
            if let Ok(digits) = u8::try_from(digits) {
                let rounded = divided(mantissa.into(), power_of_ten(scale.saturating_sub(digits)).into(), mode);
                return Ok(Number::from_wide_decimal(rounded, digits));
            }
        }
        if let Repr::Fraction { numerator, denominator } = self.0
            && let Ok(digits) = u8::try_from(digits)
            && digits <= MAX_SCALE
        {
            let rounded = divided(i128::from(numerator) * i128::from(power_of_ten(digits)), denominator.into(), mode);
            return Ok(Number::from_wide_decimal(rounded, digits));
        }
        self.round_far(digits, mode)
    }

    fn round_far(&self, digits: i32, mode: RoundingMode) -> Result<Number, ArithmeticError> {
        let places = digits.unsigned_abs();
        if digits >= 0 {
            if self.decimals().is_some_and(|decimals| decimals <= places.into()) {
                return Ok(self.clone());
            }
            if places > MAX_DIGITS {
                return Err(ArithmeticError::TooLarge);
            }
        } else if places > MAX_DIGITS {
            // No number reaches half of such a unit.
            return match mode {
                RoundingMode::Up if !self.is_zero() => Err(ArithmeticError::TooLarge),
                _ => Ok(Number::ZERO),
            };
        }
        let unit = big_power_of_ten(places);
        let value = self.to_big();
        let rounded = if digits >= 0 {
            BigRational::new(divided_big(&(value.numer() * &unit), value.denom(), mode), unit)
        } else {
            BigRational::from(divided_big(value.numer(), &(value.denom() * &unit), mode) * unit)
        };
        Number::from_big_within_limit(rounded)
    }

    /// The largest integer that is not above the number.
    pub fn floor(&self) -> Number {
        match &self.0 {
            Repr::Decimal { mantissa, scale } => Number::decimal(mantissa.div_euclid(power_of_ten(*scale)), 0),
            Repr::Fraction { numerator, denominator } => {
                Number::decimal(numerator.div_euclid((*denominator).into()), 0)
            }
            Repr::Big(value) => Number::from_big(value.floor()),
        }
    }

    /// The smallest integer that is not below the number.
    pub fn ceil(&self) -> Number {
        self.neg().floor().neg()
    }
}

/// A quotient of integers, rounded; the divisor is above zero and within 60 bits.
fn divided(dividend: i128, divisor: i128, mode: RoundingMode) -> i128 {
    let quotient = dividend / divisor;
    let remainder = (dividend % divisor).abs();
    let half = (remainder != 0).then(|| (2 * remainder).cmp(&divisor));
    if mode.goes_away(quotient % 2 != 0, half) { quotient + dividend.signum() } else { quotient }
}

/// A quotient of integers, rounded; the divisor is above zero.
pub(super) fn divided_big(dividend: &BigInt, divisor: &BigInt, mode: RoundingMode) -> BigInt {
    let (quotient, remainder) = dividend.abs().div_rem(divisor);
    let half = (!remainder.is_zero()).then(|| (remainder * 2_u8).cmp(divisor));
    let away = mode.goes_away(quotient.is_odd(), half);
    let rounded = if away { quotient + 1_u8 } else { quotient };
    if dividend.sign() == Sign::Minus { -rounded } else { rounded }
}
