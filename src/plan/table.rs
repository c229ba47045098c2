//! Band tables: `[[bound, value], …]`, looked up or interpolated.

use super::expr::BandKind;
use super::value::Value;
use crate::facts::fact::Fact;
use crate::number::{ArithmeticError, Number};

/// Bounds in rising order, each with its value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Table {
    entries: Vec<(Number, Number)>,
}

/// Why a constant is no band table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TableError {
    /// Not a list of pairs of numbers, or empty.
    NotPairs,
    /// Two entries with one bound.
    EqualBounds,
}

impl Table {
    pub fn from_fact(fact: &Fact<'_>) -> Result<Table, TableError> {
        let Fact::List(list) = fact else { return Err(TableError::NotPairs) };
        let mut entries = Vec::with_capacity(list.len());
        for pair in list {
            match pair {
                Fact::List(pair) => match pair.as_slice() {
                    [Fact::Number(bound), Fact::Number(value)] => entries.push((bound.clone(), value.clone())),
                    _ => return Err(TableError::NotPairs),
                },
                _ => return Err(TableError::NotPairs),
            }
        }
        if entries.is_empty() {
            return Err(TableError::NotPairs);
        }
        entries.sort();
        let equal = entries.windows(2).any(|pair| matches!(pair, [(a, _), (b, _)] if a == b));
        if equal { Err(TableError::EqualBounds) } else { Ok(Table { entries }) }
    }

    /// Bounds and values in rising order of the bounds.
    pub fn entries(&self) -> &[(Number, Number)] {
        &self.entries
    }

    /// The least and the greatest value that the table can give; 0 belongs to a band table.
    pub fn hull(&self, kind: BandKind) -> (Number, Number) {
        let values = || self.entries.iter().map(|(_, value)| value.clone());
        let low = values().min().unwrap_or(Number::ZERO);
        let high = values().max().unwrap_or(Number::ZERO);
        match kind {
            BandKind::Interpolate => (low, high),
            _ => (low.min(Number::ZERO), high.max(Number::ZERO)),
        }
    }

    /// The index of the entry whose bound `x` reaches, if any.
    pub fn matched(&self, kind: BandKind, x: &Number) -> Option<usize> {
        match kind {
            BandKind::Band => self.entries.iter().rposition(|(bound, _)| x >= bound),
            BandKind::Above => self.entries.iter().rposition(|(bound, _)| x > bound),
            BandKind::Max => self.entries.iter().position(|(bound, _)| x <= bound),
            BandKind::Below => self.entries.iter().position(|(bound, _)| x < bound),
            BandKind::Interpolate => None,
        }
    }

    /// The table's value at `x`.
    pub fn at(&self, kind: BandKind, x: &Number) -> Result<Number, ArithmeticError> {
        if kind == BandKind::Interpolate {
            return self.interpolate(x);
        }
        let entry = self.matched(kind, x).and_then(|index| self.entries.get(index));
        Ok(entry.map_or(Number::ZERO, |(_, value)| value.clone()))
    }

    /// The hull of the table's values from `low` to `high`: both ends and every bound between them decide.
    pub fn over<'a>(&self, kind: BandKind, low: &Number, high: &Number) -> Result<Value<'a>, ArithmeticError> {
        let (mut least, mut greatest) = (self.at(kind, low)?, self.at(kind, low)?);
        let mut widen = |value: Number| {
            if value < least {
                least = value;
            } else if value > greatest {
                greatest = value;
            }
        };
        widen(self.at(kind, high)?);
        for (bound, value) in &self.entries {
            if low <= bound && bound <= high {
                widen(self.at(kind, bound)?);
                // a strict bound gives its own value only just beside it
                if (kind == BandKind::Above && bound < high) || (kind == BandKind::Below && low < bound) {
                    widen(value.clone());
                }
            }
        }
        Ok(Value::between(least, greatest))
    }

    fn interpolate(&self, x: &Number) -> Result<Number, ArithmeticError> {
        let above = self.entries.iter().position(|(bound, _)| bound > x);
        let (left, right) = match above {
            Some(0) => return Ok(self.entries.first().map_or(Number::ZERO, |(_, value)| value.clone())),
            None => return Ok(self.entries.last().map_or(Number::ZERO, |(_, value)| value.clone())),
            Some(index) => (self.entries.get(index - 1), self.entries.get(index)),
        };
        let (Some((x0, y0)), Some((x1, y1))) = (left, right) else { return Ok(Number::ZERO) };
        let rise = y1.sub(y0)?.mul(&x.sub(x0)?)?;
        y0.add(&rise.div(&x1.sub(x0)?)?)
    }
}
