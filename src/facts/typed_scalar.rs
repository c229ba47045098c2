//! A single value read as its type says, without a look at how it is written: for profiles without a mistake.

use super::fact::Fact;
use super::read::Context;
use super::scalar;
use super::schema::{Kind, NodeId};
use super::trail::Trail;
use crate::number::Number;
use serde::de::{Error, Visitor};
use std::borrow::Cow;
use std::fmt;

/// Characters of the longest integer of 64 bits.
const LONGEST: usize = 20;

/// Whether values of a type can be read so. Numbers with decimals cannot: what they are is known from their digits alone.
pub(super) fn reads(kind: &Kind) -> bool {
    matches!(kind, Kind::Bool | Kind::Text | Kind::Date | Kind::Enum(_) | Kind::Number { integer: true, .. })
}

pub(super) struct TypedScalar<'c, 'a> {
    pub context: &'c mut Context<'a>,
    pub node: NodeId,
    pub kind: &'a Kind,
    pub trail: &'c Trail<'c>,
}

impl TypedScalar<'_, '_> {
    fn whole<E: Error>(self, number: Number) -> Result<Fact<'static>, E> {
        match self.kind {
            // how long it is written is not seen here
            _ if self.context.reading.limits.number_digits < LONGEST => Err(E::custom("a number that may be too long")),
            Kind::Number { .. } if scalar::refused(&number, self.kind).is_none() => Ok(Fact::Number(number)),
            _ => Err(E::custom("a number")),
        }
    }

    fn text<'t, E: Error>(self, text: Cow<'t, str>) -> Result<Fact<'t>, E> {
        match self.kind {
            Kind::Text | Kind::Date | Kind::Enum(_) => Ok(scalar::of_text(self.context, text, self.node, self.trail)),
            _ => Err(E::custom("a text")),
        }
    }
}

impl<'t> Visitor<'t> for TypedScalar<'_, '_> {
    type Value = Fact<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a single value")
    }

    fn visit_unit<E: Error>(self) -> Result<Fact<'t>, E> {
        Ok(Fact::Absent)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Fact<'t>, E> {
        match self.kind {
            Kind::Bool => Ok(Fact::Bool(value)),
            _ => Err(E::custom("a boolean")),
        }
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Fact<'t>, E> {
        self.whole(Number::from(value))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Fact<'t>, E> {
        self.whole(Number::from(value))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'t str) -> Result<Fact<'t>, E> {
        self.text(Cow::Borrowed(text))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Fact<'t>, E> {
        self.text(Cow::Owned(text.to_owned()))
    }
}
