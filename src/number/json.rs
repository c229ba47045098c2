//! Numbers in JSON and other formats of serde: numbers of at most 12 decimals.

use super::print::PRINTED_DECIMALS;
use super::{Number, Repr, RoundingMode};
use num_traits::ToPrimitive;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::{Unexpected, Visitor};
use serde::ser::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let rounded = self.round(PRINTED_DECIMALS.into(), RoundingMode::HalfUp).map_err(S::Error::custom)?;
        if let Some(integer) = rounded.to_i64() {
            return serializer.serialize_i64(integer);
        }
        if let Repr::Big(value) = &rounded.0
            && value.is_integer()
            && let Some(integer) = value.numer().to_u64()
        {
            return serializer.serialize_u64(integer);
        }
        let value = rounded.to_f64();
        if value.is_infinite() {
            return Err(S::Error::custom("the number is beyond the range of JSON numbers"));
        }
        serializer.serialize_f64(value)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Number, D::Error> {
        // Only a hint, integers come as integers; unlike "any" it also holds where serde_json keeps the digits of numbers.
        deserializer.deserialize_f64(NumberVisitor)
    }
}

struct NumberVisitor;

impl Visitor<'_> for NumberVisitor {
    type Value = Number;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a number")
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Number, E> {
        Ok(Number::from(value))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Number, E> {
        Ok(Number::from(value))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Number, E> {
        Number::from_f64(value).ok_or_else(|| E::invalid_value(Unexpected::Float(value), &"a finite number"))
    }
}

impl JsonSchema for Number {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "number" })
    }
}
