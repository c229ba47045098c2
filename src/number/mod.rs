//! Exact numbers: decimals on the fast path, fractions where a division does not end.
//!
//! Nothing here rounds unless it is asked to, and nothing panics: what grows beyond 4096 bits is an error.

mod arithmetic;
mod compare;
mod error;
mod json;
mod parse;
mod print;
mod roots;
mod rounding;

pub use error::{ArithmeticError, ParseNumberError};
pub use rounding::RoundingMode;

use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{One, Signed, ToPrimitive, Zero};
use std::sync::Arc;

/// An exact rational number, such as a score, a percentage or an amount in 万元.
///
/// Adding, subtracting, multiplying and dividing lose nothing; numbers are equal when their values are.
/// `Ord` brings `min`, `max` and `clamp`.
///
/// ```
/// use zhiheng::{ArithmeticError, Number, RoundingMode};
///
/// let tenth = Number::parse("0.1")?;
/// let fifth = Number::parse("0.2")?;
/// assert_eq!(tenth.add(&fifth)?, Number::parse("0.30")?);
///
/// let third = Number::ONE.div(&Number::from(3))?;
/// assert_eq!(third.mul(&Number::from(3))?, Number::ONE);
/// assert_eq!(third.round(2, RoundingMode::HalfUp)?.to_string(), "0.33");
/// assert_eq!(third.to_string(), "0.333333333333");
///
/// assert_eq!(Number::ONE.div(&Number::ZERO), Err(ArithmeticError::DivisionByZero));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Number(Repr);

/// Each value has one form only: the first of these that it fits.
#[derive(Clone)]
enum Repr {
    /// `mantissa / 10^scale`, `scale` at most [`MAX_SCALE`]; trailing zeros are left standing.
    Decimal { mantissa: i64, scale: u8 },
    /// `numerator / denominator` in lowest terms.
    Fraction { numerator: i64, denominator: u32 },
    /// Any other value, in lowest terms.
    Big(Arc<BigRational>),
}

/// The most decimals of a small decimal: as many as keep the power of ten within an `i64`.
const MAX_SCALE: u8 = 18;

/// The most bits of a numerator or denominator.
const MAX_BITS: u64 = 4096;

/// Powers of ten up to `10^MAX_SCALE`.
const POWERS_OF_TEN: [i64; MAX_SCALE as usize + 1] = [
    1,
    10,
    100,
    1_000,
    10_000,
    100_000,
    1_000_000,
    10_000_000,
    100_000_000,
    1_000_000_000,
    10_000_000_000,
    100_000_000_000,
    1_000_000_000_000,
    10_000_000_000_000,
    100_000_000_000_000,
    1_000_000_000_000_000,
    10_000_000_000_000_000,
    100_000_000_000_000_000,
    1_000_000_000_000_000_000,
];

/// `10^exponent`, for exponents up to [`MAX_SCALE`].
fn power_of_ten(exponent: u8) -> i64 {
    POWERS_OF_TEN.get(usize::from(exponent)).copied().unwrap_or(i64::MAX)
}

fn big_power_of_ten(exponent: u32) -> BigInt {
    BigInt::from(10).pow(exponent)
}

/// Twos and fives in a denominator that has no other factor: such a fraction is a decimal.
fn twos_and_fives(denominator: u64) -> Option<(u8, u8)> {
    let twos = denominator.trailing_zeros();
    let mut rest = denominator.checked_shr(twos)?;
    let mut fives = 0;
    while rest % 5 == 0 && rest != 0 {
        rest /= 5;
        fives += 1;
    }
    (rest == 1).then_some((twos as u8, fives))
}

impl Number {
    /// 0.
    pub const ZERO: Number = Number::decimal(0, 0);
    /// 1.
    pub const ONE: Number = Number::decimal(1, 0);
    /// 100.
    pub const HUNDRED: Number = Number::decimal(100, 0);

    const fn decimal(mantissa: i64, scale: u8) -> Number {
        Number(Repr::Decimal { mantissa, scale })
    }

    /// `mantissa / 10^scale`: `from_decimal(125, 1)` is 12.5.
    pub fn from_decimal(mantissa: i64, scale: u8) -> Number {
        if scale <= MAX_SCALE {
            return Number::decimal(mantissa, scale);
        }
        let value = BigRational::new(mantissa.into(), big_power_of_ten(scale.into()));
        Number::from_big(value)
    }

    /// `numerator / denominator`; none for a denominator of zero.
    pub fn from_ratio(numerator: i64, denominator: i64) -> Option<Number> {
        Number::from(numerator).div(&Number::from(denominator)).ok()
    }

    /// `mantissa / 10^scale`, for scales up to twice [`MAX_SCALE`].
    fn from_wide_decimal(mut mantissa: i128, mut scale: u8) -> Number {
        loop {
            if scale <= MAX_SCALE
                && let Ok(mantissa) = i64::try_from(mantissa)
            {
                return Number::decimal(mantissa, scale);
            }
            if scale == 0 || mantissa % 10 != 0 {
                break;
            }
            mantissa /= 10;
            scale -= 1;
        }
        let low = scale.min(MAX_SCALE);
        Number::from_terms(mantissa, i128::from(power_of_ten(low)) * i128::from(power_of_ten(scale - low)))
    }

    /// The value of a fraction of short terms, the denominator not zero.
    fn from_short_terms(numerator: i64, denominator: i64) -> Number {
        let is_negative = (numerator < 0) != (denominator < 0);
        let (above, below) = (numerator.unsigned_abs(), denominator.unsigned_abs());
        let divisor = above.gcd(&below);
        let (above, below) = (above / divisor, below / divisor);
        if let Ok(numerator) = i64::try_from(above) {
            let numerator = if is_negative { -numerator } else { numerator };
            if below == 1 {
                return Number::decimal(numerator, 0);
            }
            if let Some((twos, fives)) = twos_and_fives(below) {
                let scale = twos.max(fives);
                if scale <= MAX_SCALE
                    // of the factors that are lacking to a power of ten, one of the two is 1
                    && let Some(factor) = 5_i64.checked_pow((scale - fives).into())
                    && let Some(factor) = factor.checked_mul(1 << (scale - twos))
                    && let Some(mantissa) = numerator.checked_mul(factor)
                {
                    return Number::decimal(mantissa, scale);
                }
            } else if let Ok(denominator) = u32::try_from(below) {
                return Number(Repr::Fraction { numerator, denominator });
            }
        }
        let above = i128::from(above);
        Number::from_lowest_terms(if is_negative { -above } else { above }, below.into())
    }

    /// `numerator / denominator`, the latter above zero.
    fn from_terms(numerator: i128, denominator: i128) -> Number {
        // division of 64 bits is several times as fast
        if let (Ok(numerator), Ok(denominator)) = (i64::try_from(numerator), i64::try_from(denominator)) {
            return Number::from_short_terms(numerator, denominator);
        }
        let divisor = numerator.gcd(&denominator);
        if divisor == 0 {
            return Number::ZERO;
        }
        Number::from_lowest_terms(numerator / divisor, denominator / divisor)
    }

    /// `numerator / denominator`, the latter above zero, without a common factor.
    fn from_lowest_terms(numerator: i128, denominator: i128) -> Number {
        if let Ok(denominator) = u64::try_from(denominator)
            && let Some((twos, fives)) = twos_and_fives(denominator)
            && let scale = twos.max(fives)
            && scale <= MAX_SCALE
            // Of the factors that are lacking to a power of ten, one of the two is 1.
            && let factor = (1 << (scale - twos)) * 5_i128.pow((scale - fives).into())
            && let Some(mantissa) = numerator.checked_mul(factor)
            && let Ok(mantissa) = i64::try_from(mantissa)
        {
            return Number::decimal(mantissa, scale);
        }
        match (i64::try_from(numerator), u32::try_from(denominator)) {
            (Ok(numerator), Ok(denominator)) => Number(Repr::Fraction { numerator, denominator }),
            _ => Number(Repr::Big(Arc::new(BigRational::new_raw(numerator.into(), denominator.into())))),
        }
    }

    /// The number in its one form, whatever its size.
    fn from_big(value: BigRational) -> Number {
        match (value.numer().to_i64(), value.denom().to_u64()) {
            (Some(numerator), Some(denominator)) => Number::from_lowest_terms(numerator.into(), denominator.into()),
            _ => Number(Repr::Big(Arc::new(value))),
        }
    }

    /// The number in its one form, if it is within the limit.
    fn from_big_within_limit(value: BigRational) -> Result<Number, ArithmeticError> {
        if value.numer().bits() > MAX_BITS || value.denom().bits() > MAX_BITS {
            return Err(ArithmeticError::TooLarge);
        }
        Ok(Number::from_big(value))
    }

    /// Numerator and denominator, unless the number is big; not always in lowest terms.
    ///
    /// The numerator is within 63 bits and a sign, the denominator within 60.
    fn short_terms(&self) -> Option<(i128, i128)> {
        match self.0 {
            Repr::Decimal { mantissa, scale } => Some((mantissa.into(), power_of_ten(scale).into())),
            Repr::Fraction { numerator, denominator } => Some((numerator.into(), denominator.into())),
            Repr::Big(_) => None,
        }
    }

    /// The number as a big fraction in lowest terms.
    fn to_big(&self) -> BigRational {
        match &self.0 {
            Repr::Decimal { mantissa, scale } => BigRational::new((*mantissa).into(), power_of_ten(*scale).into()),
            Repr::Fraction { numerator, denominator } => {
                BigRational::new_raw((*numerator).into(), (*denominator).into())
            }
            Repr::Big(value) => BigRational::clone(value),
        }
    }

    /// Whether the number is 0.
    pub fn is_zero(&self) -> bool {
        matches!(self.0, Repr::Decimal { mantissa: 0, .. })
    }

    /// Whether the number is below 0.
    pub fn is_negative(&self) -> bool {
        match &self.0 {
            Repr::Decimal { mantissa, .. } => *mantissa < 0,
            Repr::Fraction { numerator, .. } => *numerator < 0,
            Repr::Big(value) => value.is_negative(),
        }
    }

    /// -1, 0 or 1, as the number is below, at or above 0.
    pub fn signum(&self) -> i32 {
        if self.is_zero() {
            0
        } else if self.is_negative() {
            -1
        } else {
            1
        }
    }

    /// Whether the number has no fraction.
    pub fn is_integer(&self) -> bool {
        match &self.0 {
            Repr::Decimal { mantissa, scale } => mantissa % power_of_ten(*scale) == 0,
            Repr::Fraction { .. } => false,
            Repr::Big(value) => value.denom().is_one(),
        }
    }

    /// The number as an integer, if it is one and within 64 bits.
    pub fn to_i64(&self) -> Option<i64> {
        match self.0 {
            Repr::Decimal { mantissa, scale } => {
                let unit = power_of_ten(scale);
                (mantissa % unit == 0).then_some(mantissa / unit)
            }
            // An integer within 64 bits would be a decimal.
            Repr::Fraction { .. } | Repr::Big(_) => None,
        }
    }

    /// How many decimals the number has; none if they do not end.
    fn decimals(&self) -> Option<u64> {
        match &self.0 {
            Repr::Decimal { mantissa, scale } => {
                let (mut mantissa, mut scale) = (*mantissa, *scale);
                while scale > 0 && mantissa % 10 == 0 {
                    mantissa /= 10;
                    scale -= 1;
                }
                Some(scale.into())
            }
            Repr::Fraction { denominator, .. } => {
                twos_and_fives((*denominator).into()).map(|(twos, fives)| twos.max(fives).into())
            }
            Repr::Big(value) => {
                let twos = value.denom().trailing_zeros()?;
                let mut rest = value.denom() >> twos;
                let mut fives = 0;
                while (&rest % 5_u8).is_zero() {
                    rest /= 5;
                    fives += 1;
                }
                rest.is_one().then_some(twos.max(fives))
            }
        }
    }
}

impl Default for Number {
    fn default() -> Number {
        Number::ZERO
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Number {
        Number::decimal(value, 0)
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Number {
        Number::decimal(value.into(), 0)
    }
}

impl From<u32> for Number {
    fn from(value: u32) -> Number {
        Number::decimal(value.into(), 0)
    }
}

impl From<u64> for Number {
    fn from(value: u64) -> Number {
        Number::from_wide_decimal(value.into(), 0)
    }
}
