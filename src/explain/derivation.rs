//! How a function of a rulebook came to its value: its lines and those of the functions it called, with what they found.

use super::note::Note;
use super::value::Value;
use crate::assess::assessment::{FactValue, ParamRead};
use serde::Serialize;

/// A run of the function that stands behind a row, a gate, a level or a group.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Derivation {
    /// The function, as `SCRIPT.FUNCTION`.
    pub rule: String,
    /// What came out; none where the rule failed.
    pub result: Option<Value>,
    /// The constants of the row, which the rule reads as `row.NAME`.
    pub constants: Vec<Constant>,
    /// The parameters that the rule reads, with the value of the day.
    pub params: Vec<ParamRead>,
    /// The function, then those that it called, in the order of their first call.
    pub functions: Vec<Function>,
}

/// A constant of a row.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Constant {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: FactValue,
}

/// A function of a script.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Function {
    /// Its name.
    pub name: String,
    /// The file.
    pub file: String,
    /// The line of its head, from 1.
    pub line: u32,
    /// Its lines, with the constants it names and the comment above it before them.
    pub lines: Vec<Line>,
}

/// A line of a script.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Line {
    /// Its number, from 1.
    pub number: u32,
    /// As it stands in the file.
    pub text: String,
    /// Whether it ran.
    pub state: LineState,
    /// What it found, in the order in which it did.
    pub notes: Vec<Note>,
}

/// Whether a line ran.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum LineState {
    /// Something on it ran.
    Ran,
    /// Nothing on it ran: it stands in a branch that was not taken.
    NotRun,
    /// There is nothing on it to run: a comment, a bracket.
    Still,
}
