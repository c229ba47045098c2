//! Facts as a result shows them: what was read, what was missing, what was assumed.

use crate::number::Number;
use crate::text::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A fact's value, or a parameter's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum FactValue {
    /// Yes or no.
    Bool(bool),
    /// An exact number.
    Number(Number),
    /// A text, a code or a date (`YYYY-MM-DD`).
    Text(String),
    /// A list; null where an element is not answered.
    List(Vec<Option<FactValue>>),
    /// An object; null where a field is not answered.
    Map(BTreeMap<String, Option<FactValue>>),
}

/// A fact that a rule read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct FactRead {
    /// Dotted path in the profile, items by key: `products[AF-5L].revenue`.
    pub path: String,
    /// The field's title, if its schema has one.
    pub title: Option<Text>,
    /// The field's unit.
    pub unit: Option<Text>,
    /// Null if it was not given.
    pub value: Option<FactValue>,
    /// The label of a code.
    pub label: Option<Text>,
}

/// A fact that rules lacked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct MissingFact {
    /// Dotted path in the profile.
    pub path: String,
    /// The field's title, if its schema has one.
    pub title: Option<Text>,
    /// The field's unit.
    pub unit: Option<Text>,
    /// Rows that lack it, by full id.
    pub rows: Vec<String>,
    /// Gates that lack it.
    pub gates: Vec<String>,
    /// Levels whose rule lacks it.
    pub levels: Vec<String>,
    /// Whether the rule that says whether the rulebook applies lacks it.
    pub applies: bool,
}

/// A fact that was not given and for which a rule had a default.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct AssumedFact {
    /// Dotted path in the profile.
    pub path: String,
    /// The field's title, if its schema has one.
    pub title: Option<Text>,
    /// Rows that assumed it, by full id.
    pub rows: Vec<String>,
    /// Gates that assumed it.
    pub gates: Vec<String>,
    /// Levels whose rule assumed it.
    pub levels: Vec<String>,
    /// Whether the rule that says whether the rulebook applies assumed it.
    pub applies: bool,
}
