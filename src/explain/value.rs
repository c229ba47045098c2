//! Values as rules had them on the way, kept for telling.

use crate::date::Date;
use crate::number::Number;
use crate::plan::value::{self, Outcome};
use serde::Serialize;

/// What an expression of a rule gave.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Value {
    /// Not answered, or computed from what was not answered.
    Absent,
    /// Either true or false: what is not filled in decides.
    Undecided,
    /// Yes or no.
    Bool(bool),
    /// An exact number.
    Number(Number),
    /// A number between two ends: what is not filled in decides.
    Range {
        /// The least that it can be.
        low: Number,
        /// The most.
        high: Number,
    },
    /// A text or a code.
    Text(String),
    /// A day.
    Date(Date),
    /// A list of plain values.
    List(Vec<Value>),
    /// A list of objects, by its length.
    Items(usize),
    /// An object, such as the profile itself.
    Object,
    /// Points, between `low` and `high` where something is open.
    Points {
        /// The points given.
        low: Number,
        /// The most that they can become.
        high: Number,
    },
    /// The row does not apply.
    NotApplicable,
}

impl Value {
    pub(super) fn of(value: &value::Value<'_>) -> Value {
        match value {
            value::Value::Absent => Value::Absent,
            value::Value::Undecided => Value::Undecided,
            value::Value::Bool(value) => Value::Bool(*value),
            value::Value::Number(value) => Value::Number(value.clone()),
            value::Value::Range(ends) => Value::Range { low: ends.0.clone(), high: ends.1.clone() },
            value::Value::Text(text) => Value::Text(text.as_str().to_owned()),
            value::Value::Date(date) => Value::Date(Date::from_civil(*date)),
            value::Value::List(list) => {
                if list.iter().any(|item| matches!(item, value::Value::Record(_) | value::Value::Map(_))) {
                    Value::Items(list.len())
                } else {
                    Value::List(list.iter().map(|item| Value::of(&item)).collect())
                }
            }
            value::Value::Record(_) | value::Value::Object | value::Value::Map(_) => Value::Object,
            value::Value::Earned(points) => Value::Points { low: points.clone(), high: points.clone() },
            value::Value::Outcome(outcome) => match &**outcome {
                Outcome::NotApplicable { .. } => Value::NotApplicable,
                Outcome::Points { low, high, .. } => Value::Points { low: low.clone(), high: high.clone() },
            },
        }
    }
}
