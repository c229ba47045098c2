//! What is noted beside a line of a rule: the facts it read, what it computed and compared, the lists it went through.

use super::value::Value;
use crate::assess::assessment::FactRead;
use serde::Serialize;

/// Something that a line of a rule found or worked out. A line that ran several times has noted each time, in order.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Note {
    /// A fact was read.
    Fact {
        /// The readings.
        reads: Vec<FactRead>,
    },
    /// A value was worked out.
    Value {
        /// How.
        what: What,
        /// The local that it was stored in.
        into: Option<String>,
        /// From what, and what came out.
        seen: Vec<Seen>,
    },
    /// A closure went through the elements of a list.
    Elements {
        /// The function: `any`, `all`, `count`, …
        function: String,
        /// The local that the result was stored in.
        into: Option<String>,
        /// The lists gone through.
        lists: Vec<ListSeen>,
    },
}

/// How a value was worked out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum What {
    /// A local of that name was set, from more than one thing.
    Local(String),
    /// The condition of an `if`.
    Condition,
    /// Two operands and the sign between them: a comparison, arithmetic, `in`.
    Operation(String),
    /// A function: one of the scripts, or a built-in.
    Function(String),
    /// A table of bands was looked up.
    Band,
    /// An entry of a table of parameters, or an element of a list.
    Lookup,
    /// A score: the node's id and the property read.
    Score(String, String),
    /// A default stood in for what is not filled in.
    Default,
    /// What is not filled in counts as everything between two ends.
    Open,
    /// The outcome of the row.
    Outcome,
}

/// A value with what it was worked out from.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Seen {
    /// The operands or arguments.
    pub operands: Vec<Value>,
    /// What came out.
    pub result: Value,
}

/// A list that a closure went through.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ListSeen {
    /// How many elements the list has; none where the list is not filled in.
    pub count: Option<usize>,
    /// Those that were looked at: what is decided is not looked at further.
    pub elements: Vec<Element>,
    /// What came out.
    pub result: Value,
}

/// An element of a list that a closure looked at.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Element {
    /// The position, from 0.
    pub position: usize,
    /// The path of an object: `products[AF-5L]`.
    pub path: Option<String>,
    /// The value of what is no object.
    pub value: Option<Value>,
    /// The facts read of it.
    pub facts: Vec<FactRead>,
    /// What the closure gave; absent also where it failed.
    pub result: Value,
}
