//! Groups and adjustments as a result shows them.

use super::{AdjustmentKind, Assessment, Level, State};
use crate::number::Number;
use crate::rulebook::manifest::Status;
use crate::text::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What became of a group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct GroupResult {
    /// Its id.
    pub id: String,
    /// The group above it; null right under the root.
    pub parent: Option<String>,
    /// Its title.
    pub title: Text,
    /// How far it was answered.
    pub status: State,
    /// On its own scale, after its rounding; null if nothing was answered or nothing applies.
    pub value: Option<Number>,
    /// Full marks on its own scale.
    pub max: Number,
    /// Percent of the maximum.
    pub percent: Option<Number>,
    /// The least that its value can still become.
    pub lower: Option<Number>,
    /// The most that its value can still become.
    pub upper: Option<Number>,
    /// Its own level, if the rulebook grades it.
    pub level: Option<Level>,
    /// Ids of the levels that it can still have, lowest first, `ungraded` included.
    pub possible: Vec<String>,
    /// Its weight under a group that combines by mean; 0 is shown, not counted.
    pub weight: Number,
    /// Percent of what applies in it that was answered.
    pub coverage: Option<Number>,
    /// Percent of the whole that it can make up at most, of what applies.
    pub share: Number,
    /// What it gives to the score, its own rounding included, in points of the score; null within a script group.
    pub contribution: Option<Number>,
    /// Where its parts cannot be told apart (a script, another rulebook): its line of the score, before its rounding.
    pub line: Option<Number>,
    /// The clauses that it rests on, as `SOURCE:clause`.
    pub basis: Vec<String>,
    /// How firm that ground is.
    pub ground: Status,
    /// The rulebook whose result it holds.
    pub rulebook: Option<String>,
    /// The result that it holds, its ids with `GROUP/` before them; null also if that rulebook is not in effect.
    pub assessment: Option<Box<Assessment>>,
}

/// What moves the score and is no row's.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Adjustment {
    /// Base, rounding or cap.
    pub kind: AdjustmentKind,
    /// The group, or `root`.
    pub node: String,
    /// In points of the score.
    pub value: Number,
}
