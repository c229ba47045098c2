//! The explanation of an assessment.

use super::derivation::Derivation;
use super::steps::Step;
use crate::assess::assessment::{
    Adjustment, Assessment, GateResult, GroupResult, Level, LevelResult, MissingFact, RowResult, RulebookRef, Score,
    SubjectRef, Verdict,
};
use crate::date::Date;
use crate::number::Number;
use crate::text::Text;
use serde::Serialize;

/// How an assessment came about.
///
/// With a subject, `items` explains each item. What a composite's groups hold is explained in `held`, by ids with `GROUP/`
/// before them.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Explanation {
    /// Which rulebook was applied.
    pub rulebook: RulebookRef,
    /// The day that the facts speak of.
    pub as_of: Date,
    /// The day whose parameters count.
    pub rules_on: Date,
    /// What was assessed: the enterprise, or an item.
    pub subject: SubjectRef,
    /// The result in one word.
    pub status: Verdict,
    /// The score.
    pub score: Option<Score>,
    /// The level, and what stands between it and the next.
    pub level: LevelResult,
    /// Whether the rulebook applies, where it asks.
    pub applies: Option<Derivation>,
    /// The rows, in the order of the table.
    pub rows: Vec<RowExplanation>,
    /// Groups whose parts cannot be told apart in the score: those that combine by script, the root included by its id
    /// `root`, and those that hold another rulebook's result.
    pub groups: Vec<GroupExplanation>,
    /// The gates, in the order of the table.
    pub gates: Vec<GateExplanation>,
    /// The rules of the level that stands next.
    pub levels: Vec<LevelExplanation>,
    /// What moves the score and is no row's.
    pub adjustments: Vec<Adjustment>,
    /// Facts that rules would have read and that were not given.
    pub missing: Vec<MissingFact>,
    /// What the rulebooks that groups hold came to.
    pub held: Vec<Explanation>,
    /// What each item of the subject came to.
    pub items: Vec<Explanation>,
    /// The whole result.
    #[serde(skip)]
    pub(crate) assessment: Assessment,
    /// Whether only one row is asked for.
    #[serde(skip)]
    pub(crate) only_row: bool,
}

/// How a row came to its points, and what these give to the score.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct RowExplanation {
    /// What became of it.
    pub result: RowResult,
    /// How its rule came to that.
    pub derivation: Option<Derivation>,
    /// From its points to its contribution, the nearest group first.
    pub steps: Vec<Step>,
    /// What it can still gain once everything is filled in; none where it is answered in full, or does not apply.
    pub gain: Option<Gain>,
}

/// What is still possible for a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Gain {
    /// In points of the row.
    pub points: Number,
    /// In points of the score; none where it cannot be told, as under a script or a minimum.
    pub score: Option<Number>,
}

/// How a group that counts as one came to its value, and what it gives to the score.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct GroupExplanation {
    /// Its id, or `root`.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// What became of it; none for the root.
    pub result: Option<GroupResult>,
    /// How its function came to that; none of a group that holds another rulebook's result.
    pub derivation: Option<Derivation>,
    /// From its value to its line of the score, the nearest group first; none of the root.
    pub steps: Vec<Step>,
}

/// How a gate was decided.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct GateExplanation {
    /// What became of it.
    pub result: GateResult,
    /// Whether it asks for what must be true, and not for what fires it.
    pub requires: bool,
    /// How its rule came to that.
    pub derivation: Option<Derivation>,
}

/// How a rule among the conditions of a level was decided.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct LevelExplanation {
    /// The level.
    pub level: Level,
    /// Which of its sets of conditions, from 1.
    pub set: usize,
    /// How its rule came to its value.
    pub derivation: Derivation,
}

impl Explanation {
    /// The whole result that is explained.
    pub fn assessment(&self) -> &Assessment {
        &self.assessment
    }
}
