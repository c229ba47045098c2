//! Exact numbers: decimals on the fast path, fractions where a division does not end.

/// placeholder
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(i64);

impl From<i64> for Number {
    fn from(value: i64) -> Number {
        Number(value)
    }
}
