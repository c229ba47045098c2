//! Exact numbers: decimals on the fast path, fractions where a division does not end.

/// placeholder
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Number(i64);
