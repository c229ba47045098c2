//! Gates as a result shows them.

use super::{FactRead, GateState};
use crate::number::Number;
use crate::rulebook::manifest::Status;
use crate::text::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What became of a gate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct GateResult {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// Whether the title says what is required, so that the gate fires where that is not met.
    pub required: bool,
    /// Fired, clear or undecided.
    pub state: GateState,
    /// What it does when it fires.
    pub effect: Effect,
    /// The facts that it read.
    pub facts: Vec<FactRead>,
    /// Paths of the facts that it lacks.
    pub missing: Vec<String>,
    /// What to do about it, unless it is clear.
    pub advice: Option<Text>,
    /// The clauses that it rests on, as `SOURCE:clause`.
    pub basis: Vec<String>,
    /// How firm that ground is.
    pub ground: Status,
}

/// What a gate does when it fires: `{ "bar": true }`, `{ "cap_level": "star4" }`, …
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(from = "Written", into = "Written")]
#[schemars(with = "Written")]
#[non_exhaustive]
pub enum Effect {
    /// No level at all.
    Bar,
    /// At most the level with that id.
    CapLevel(String),
    /// At most that score.
    CapScore(Number),
    /// So many levels down.
    Demote(u64),
    /// Only a warning.
    Warn,
}

#[derive(Clone, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
enum Written {
    Bar(bool),
    CapLevel(String),
    CapScore(Number),
    Demote(u64),
    Warn(bool),
}

impl From<Written> for Effect {
    fn from(written: Written) -> Effect {
        match written {
            Written::Bar(_) => Effect::Bar,
            Written::CapLevel(id) => Effect::CapLevel(id),
            Written::CapScore(score) => Effect::CapScore(score),
            Written::Demote(steps) => Effect::Demote(steps),
            Written::Warn(_) => Effect::Warn,
        }
    }
}

impl From<Effect> for Written {
    fn from(effect: Effect) -> Written {
        match effect {
            Effect::Bar => Written::Bar(true),
            Effect::CapLevel(id) => Written::CapLevel(id),
            Effect::CapScore(score) => Written::CapScore(score),
            Effect::Demote(steps) => Written::Demote(steps),
            Effect::Warn => Written::Warn(true),
        }
    }
}
