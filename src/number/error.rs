//! What can go wrong with numbers.

/// Why a calculation has no number as its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ArithmeticError {
    /// A division by zero, or zero to a negative power.
    #[error("division by zero")]
    DivisionByZero,
    /// A numerator or denominator of more than 4096 bits, about 1233 digits.
    #[error("the number grows beyond 4096 bits")]
    TooLarge,
    /// A root or a fractional power of a negative number.
    #[error("a root of a negative number is not a real number")]
    NotReal,
}

/// Why a text is not a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseNumberError {
    /// Something else than digits with an optional sign, fraction and exponent.
    #[error("not a number")]
    NotANumber,
    /// More than 400 digits, written out without exponent.
    #[error("a number of more than 400 digits")]
    TooLong,
}
