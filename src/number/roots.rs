//! Powers and roots: exact where the result is a fraction, else 28 significant digits, half even.

use super::rounding::divided_big;
use super::{ArithmeticError, MAX_BITS, Number, RoundingMode, big_power_of_ten};
use num_bigint::BigInt;
use num_integer::Integer;
use num_rational::BigRational;
use num_traits::{Signed, ToPrimitive, Zero};

/// Significant digits of an irrational result.
const DIGITS: u32 = 28;

/// Bits to begin with: twice what 28 digits need.
const FIRST_PRECISION: u64 = 192;

/// Bits of a result that its calculation may spoil, at most.
const SPOILT_BITS: u64 = 32;

impl Number {
    /// The number to the power of `exponent`; 0 to the power of 0 is 1.
    ///
    /// Exact for integer exponents and wherever the result is a fraction (8 to the power of 1/3), else 28 significant
    /// digits, half even.
    ///
    /// # Errors
    /// Each [`ArithmeticError`]: zero to a negative power, a negative number to a fractional one, results beyond the
    /// limit.
    pub fn pow(&self, exponent: &Number) -> Result<Number, ArithmeticError> {
        if exponent.is_zero() || *self == Number::ONE {
            return Ok(Number::ONE);
        }
        if self.is_zero() {
            return if exponent.is_negative() { Err(ArithmeticError::DivisionByZero) } else { Ok(Number::ZERO) };
        }
        if exponent.is_integer() {
            return self.integer_power(exponent);
        }
        if self.is_negative() {
            return Err(ArithmeticError::NotReal);
        }
        let (base, exponent) = (self.to_big(), exponent.to_big());
        match exact_root(&base, exponent.denom()) {
            Some(root) => root.pow(&Number::from_big(exponent.numer().clone().into())),
            None => irrational_power(&base, &exponent),
        }
    }

    /// The square root, exact or with 28 significant digits, half even.
    ///
    /// # Errors
    /// [`ArithmeticError::NotReal`] for negative numbers, [`ArithmeticError::TooLarge`].
    pub fn sqrt(&self) -> Result<Number, ArithmeticError> {
        if self.is_negative() {
            return Err(ArithmeticError::NotReal);
        }
        let square = self.to_big();
        if let Some(root) = exact_root(&square, &2.into()) {
            return Ok(root);
        }
        narrowed(|precision| {
            // At least `precision / 4` digits of the root: it is not below the inverse root of the denominator.
            let decimals = precision / 4 + square.denom().bits() / 2;
            let unit = big_power_of_ten(u32::try_from(decimals).ok()?);
            let root = (square.numer() * &unit * &unit / square.denom()).sqrt();
            Some((BigRational::new(root.clone(), unit.clone()), BigRational::new(root + 1, unit)))
        })
    }

    /// The power of a number other than 0 and 1, for integer exponents other than 0.
    fn integer_power(&self, exponent: &Number) -> Result<Number, ArithmeticError> {
        if *self == Number::from(-1) {
            return Ok(if exponent.rem(&Number::from(2))?.is_zero() { Number::ONE } else { self.clone() });
        }
        let times = exponent.to_i64().ok_or(ArithmeticError::TooLarge)?;
        let base = self.to_big();
        let growth = base.numer().bits().max(base.denom().bits()).saturating_sub(1);
        if growth.saturating_mul(times.unsigned_abs()) > MAX_BITS {
            return Err(ArithmeticError::TooLarge);
        }
        let mut rest = times.unsigned_abs();
        let mut square = self.clone();
        let mut power = Number::ONE;
        loop {
            if rest.is_odd() {
                power = power.mul(&square)?;
            }
            rest /= 2;
            if rest == 0 {
                break;
            }
            square = square.mul(&square)?;
        }
        if times < 0 { Number::ONE.div(&power) } else { Ok(power) }
    }
}

/// The root of a fraction, if it is one itself; neither is below zero.
fn exact_root(power: &BigRational, degree: &BigInt) -> Option<Number> {
    // Within the limit of bits, no integer above 1 is a power of a higher degree.
    let degree = degree.to_u32().filter(|degree| u64::from(*degree) <= MAX_BITS)?;
    let root = |power: &BigInt| {
        let root = power.nth_root(degree);
        (root.pow(degree) == *power).then_some(root)
    };
    Some(Number::from_big(BigRational::new_raw(root(power.numer())?, root(power.denom())?)))
}

/// The 28 significant digits of an irrational number, of which `bounds` gives ever closer bounds, by bits of precision.
fn narrowed(bounds: impl Fn(u64) -> Option<(BigRational, BigRational)>) -> Result<Number, ArithmeticError> {
    let mut precision = FIRST_PRECISION;
    loop {
        let (low, high) = bounds(precision).ok_or(ArithmeticError::TooLarge)?;
        let (low, high) = (significant(&low), significant(&high));
        if low == high {
            return Number::from_big_within_limit(low);
        }
        precision *= 2;
    }
}

/// A fraction above zero to 28 significant digits, half even.
fn significant(value: &BigRational) -> BigRational {
    let magnitude = value.numer().bits() as i64 - value.denom().bits() as i64;
    // log₁₀ 2, low enough that the estimate never has a digit too few.
    let mut digits = (magnitude * 30_103).div_euclid(100_000) - 1;
    let limit = big_power_of_ten(DIGITS);
    loop {
        let decimals = i64::from(DIGITS) - 1 - digits;
        let unit = big_power_of_ten(decimals.unsigned_abs() as u32);
        let mantissa = if decimals >= 0 {
            divided_big(&(value.numer() * &unit), value.denom(), RoundingMode::HalfEven)
        } else {
            divided_big(value.numer(), &(value.denom() * &unit), RoundingMode::HalfEven)
        };
        if mantissa < limit {
            return if decimals >= 0 { BigRational::new(mantissa, unit) } else { BigRational::from(mantissa * unit) };
        }
        digits += 1;
    }
}

/// A power that is irrational, by logarithm and exponential; the base is above zero.
fn irrational_power(base: &BigRational, exponent: &BigRational) -> Result<Number, ArithmeticError> {
    // A large exponent spoils as many bits as it has.
    let headroom = (exponent.numer().bits() + 1).saturating_sub(exponent.denom().bits());
    narrowed(|precision| {
        let bits = precision + headroom;
        let ln_two = twice_artanh(&((BigInt::from(1) << bits) / 3), bits);
        let power = logarithm(base, &ln_two, bits) * exponent.numer() / exponent.denom();
        let (twos, rest) = power.div_mod_floor(&ln_two);
        let twos = twos.to_i64().filter(|twos| twos.unsigned_abs() <= MAX_BITS)?;
        let mantissa = exponential(&rest, bits);
        let spoilt = BigInt::from(1) << (headroom + SPOILT_BITS);
        let shift = twos - i64::try_from(bits).ok()?;
        let bound = |mantissa: BigInt| {
            if shift < 0 {
                BigRational::new(mantissa, BigInt::from(1) << shift.unsigned_abs())
            } else {
                BigRational::from(mantissa << shift.unsigned_abs())
            }
        };
        Some((bound(&mantissa - &spoilt), bound(mantissa + spoilt)))
    })
}

/// The natural logarithm of a fraction above zero, times `2^bits`.
fn logarithm(value: &BigRational, ln_two: &BigInt, bits: u64) -> BigInt {
    let one = BigInt::from(1) << bits;
    let mut twos = value.numer().bits() as i64 - value.denom().bits() as i64;
    let numerator = value.numer() << bits;
    // Between a half and two.
    let mut mantissa = if twos < 0 {
        (numerator << twos.unsigned_abs()) / value.denom()
    } else {
        numerator / (value.denom() << twos.unsigned_abs())
    };
    // Nearer to one, where the series is short.
    if &mantissa * 3 > &one * 4 {
        mantissa /= 2;
        twos += 1;
    }
    let argument = ((&mantissa - &one) << bits) / (mantissa + one);
    ln_two * twos + twice_artanh(&argument, bits)
}

/// `2 · artanh(argument)`, both times `2^bits`: the sum of `2 · argument^n / n` over odd `n`.
fn twice_artanh(argument: &BigInt, bits: u64) -> BigInt {
    let square = (argument * argument) >> bits;
    let mut power = argument.abs();
    let mut sum = BigInt::zero();
    let mut n = 1_u64;
    while !power.is_zero() {
        sum += &power / n;
        power = (power * &square) >> bits;
        n += 2;
    }
    sum *= 2;
    if argument.is_negative() { -sum } else { sum }
}

/// `e^argument`, both times `2^bits`; the argument is not below zero.
fn exponential(argument: &BigInt, bits: u64) -> BigInt {
    /// How often the argument is halved, and the result squared in turn.
    const HALVINGS: u64 = 8;
    let argument = argument >> HALVINGS;
    let mut term = BigInt::from(1) << bits;
    let mut sum = BigInt::zero();
    let mut n = 1_u64;
    while !term.is_zero() {
        sum += &term;
        term = ((term * &argument) >> bits) / n;
        n += 1;
    }
    for _ in 0..HALVINGS {
        sum = (&sum * &sum) >> bits;
    }
    sum
}
