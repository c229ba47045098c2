//! The four operations, remainders and sums: exact, or an error.

use super::{ArithmeticError, MAX_SCALE, Number, Repr, power_of_ten};
use num_rational::BigRational;
use num_traits::Signed;
use std::borrow::Borrow;
use std::cmp::Ordering;

impl Number {
    /// The sum of two numbers.
    ///
    /// # Errors
    /// [`ArithmeticError::TooLarge`].
    pub fn add(&self, other: &Number) -> Result<Number, ArithmeticError> {
        if let (Repr::Decimal { mantissa, scale }, Repr::Decimal { mantissa: other_mantissa, scale: other_scale }) =
            (&self.0, &other.0)
        {
            if scale == other_scale
                && let Some(sum) = mantissa.checked_add(*other_mantissa)
            {
                return Ok(Number::decimal(sum, *scale));
            }
            if let Some((left, right)) = aligned_short(*mantissa, *scale, *other_mantissa, *other_scale)
                && let Some(sum) = left.checked_add(right)
            {
                return Ok(Number::decimal(sum, *scale.max(other_scale)));
            }
            let (left, right, scale) = aligned(*mantissa, *scale, *other_mantissa, *other_scale);
            return Ok(Number::from_wide_decimal(left + right, scale));
        }
        match (self.short_terms(), other.short_terms()) {
            (Some((numerator, denominator)), Some((other_numerator, other_denominator))) => Ok(Number::from_terms(
                numerator * other_denominator + other_numerator * denominator,
                denominator * other_denominator,
            )),
            _ => Number::from_big_within_limit(self.to_big() + other.to_big()),
        }
    }

    /// The difference of two numbers.
    ///
    /// # Errors
    /// [`ArithmeticError::TooLarge`].
    pub fn sub(&self, other: &Number) -> Result<Number, ArithmeticError> {
        if let (Repr::Decimal { mantissa, scale }, Repr::Decimal { mantissa: other_mantissa, scale: other_scale }) =
            (&self.0, &other.0)
        {
            if scale == other_scale
                && let Some(difference) = mantissa.checked_sub(*other_mantissa)
            {
                return Ok(Number::decimal(difference, *scale));
            }
            if let Some((left, right)) = aligned_short(*mantissa, *scale, *other_mantissa, *other_scale)
                && let Some(difference) = left.checked_sub(right)
            {
                return Ok(Number::decimal(difference, *scale.max(other_scale)));
            }
            let (left, right, scale) = aligned(*mantissa, *scale, *other_mantissa, *other_scale);
            return Ok(Number::from_wide_decimal(left - right, scale));
        }
        self.add(&other.neg())
    }

    /// The product of two numbers.
    ///
    /// # Errors
    /// [`ArithmeticError::TooLarge`].
    pub fn mul(&self, other: &Number) -> Result<Number, ArithmeticError> {
        if let (Repr::Decimal { mantissa, scale }, Repr::Decimal { mantissa: other_mantissa, scale: other_scale }) =
            (&self.0, &other.0)
        {
            let scale_of_both = scale + other_scale;
            if let (Some(product), true) = (mantissa.checked_mul(*other_mantissa), scale_of_both <= MAX_SCALE) {
                return Ok(Number::decimal(product, scale_of_both));
            }
            let product = i128::from(*mantissa) * i128::from(*other_mantissa);
            return Ok(Number::from_wide_decimal(product, scale_of_both));
        }
        match (self.short_terms(), other.short_terms()) {
            (Some((numerator, denominator)), Some((other_numerator, other_denominator))) => {
                Ok(Number::from_terms(numerator * other_numerator, denominator * other_denominator))
            }
            _ => Number::from_big_within_limit(self.to_big() * other.to_big()),
        }
    }

    /// The quotient of two numbers.
    ///
    /// # Errors
    /// [`ArithmeticError::DivisionByZero`], [`ArithmeticError::TooLarge`].
    pub fn div(&self, other: &Number) -> Result<Number, ArithmeticError> {
        if other.is_zero() {
            return Err(ArithmeticError::DivisionByZero);
        }
        if let (Repr::Decimal { mantissa, scale }, Repr::Decimal { mantissa: other_mantissa, scale: other_scale }) =
            (&self.0, &other.0)
        {
            if let Some(scale) = scale.checked_sub(*other_scale)
                && mantissa.checked_rem(*other_mantissa) == Some(0)
            {
                return Ok(Number::decimal(mantissa / other_mantissa, scale));
            }
            if let Some((left, right)) = aligned_short(*mantissa, *scale, *other_mantissa, *other_scale) {
                return Ok(Number::from_short_terms(left, right));
            }
            let (left, right, _) = aligned(*mantissa, *scale, *other_mantissa, *other_scale);
            return Ok(quotient(left, right));
        }
        match (self.short_terms(), other.short_terms()) {
            (Some((numerator, denominator)), Some((other_numerator, other_denominator))) => {
                Ok(quotient(numerator * other_denominator, denominator * other_numerator))
            }
            _ => Number::from_big_within_limit(self.to_big() / other.to_big()),
        }
    }

    /// What is left of a division to an integer; it has the sign of the dividend.
    ///
    /// # Errors
    /// [`ArithmeticError::DivisionByZero`], [`ArithmeticError::TooLarge`].
    pub fn rem(&self, other: &Number) -> Result<Number, ArithmeticError> {
        if other.is_zero() {
            return Err(ArithmeticError::DivisionByZero);
        }
        if let (Repr::Decimal { mantissa, scale }, Repr::Decimal { mantissa: other_mantissa, scale: other_scale }) =
            (&self.0, &other.0)
        {
            let (left, right, scale) = aligned(*mantissa, *scale, *other_mantissa, *other_scale);
            return Ok(Number::from_wide_decimal(left % right, scale));
        }
        Number::from_big_within_limit(self.to_big() % other.to_big())
    }

    /// The number with the other sign.
    pub fn neg(&self) -> Number {
        match &self.0 {
            Repr::Decimal { mantissa, scale } => Number::from_wide_decimal(-i128::from(*mantissa), *scale),
            Repr::Fraction { numerator, denominator } => {
                Number::from_lowest_terms(-i128::from(*numerator), (*denominator).into())
            }
            Repr::Big(value) => Number::from_big(-BigRational::clone(value)),
        }
    }

    /// The number without its sign.
    pub fn abs(&self) -> Number {
        match &self.0 {
            Repr::Big(value) => Number::from_big(value.abs()),
            _ if self.is_negative() => self.neg(),
            _ => self.clone(),
        }
    }

    /// The sum of all numbers; 0 for none.
    ///
    /// # Errors
    /// [`ArithmeticError::TooLarge`].
    pub fn sum<N: Borrow<Number>>(numbers: impl IntoIterator<Item = N>) -> Result<Number, ArithmeticError> {
        let mut sum = Number::ZERO;
        for number in numbers {
            sum = sum.add(number.borrow())?;
        }
        Ok(sum)
    }
}

/// Two mantissas brought to the larger of the two scales, where both stay within 64 bits.
pub(super) fn aligned_short(left: i64, left_scale: u8, right: i64, right_scale: u8) -> Option<(i64, i64)> {
    Some(match left_scale.cmp(&right_scale) {
        Ordering::Equal => (left, right),
        Ordering::Less => (left.checked_mul(power_of_ten(right_scale - left_scale))?, right),
        Ordering::Greater => (left, right.checked_mul(power_of_ten(left_scale - right_scale))?),
    })
}

/// Two mantissas brought to the larger of the two scales, each within 123 bits and a sign.
fn aligned(left: i64, left_scale: u8, right: i64, right_scale: u8) -> (i128, i128, u8) {
    (
        i128::from(left) * i128::from(power_of_ten(right_scale.saturating_sub(left_scale))),
        i128::from(right) * i128::from(power_of_ten(left_scale.saturating_sub(right_scale))),
        left_scale.max(right_scale),
    )
}

/// A quotient of integers, the divisor not zero; both within 126 bits and a sign.
fn quotient(dividend: i128, divisor: i128) -> Number {
    if divisor < 0 { Number::from_terms(-dividend, -divisor) } else { Number::from_terms(dividend, divisor) }
}
