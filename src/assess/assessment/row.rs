//! Rows as a result shows them: points, why, facts, bands, parameters, evidence, advice.

use super::{FactRead, FactValue, State};
use crate::date::Date;
use crate::number::Number;
use crate::rulebook::manifest::Status;
use crate::text::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct RowResult {
    /// Full id, `GROUP.ROW`.
    pub id: String,
    /// The group that holds it.
    pub group: String,
    /// Its title.
    pub title: Text,
    /// How far it was answered.
    pub state: State,
    /// 0 to `max`; the least that is sure of a row answered in part. Null if nothing is known, or it does not apply.
    pub points: Option<Number>,
    /// Full marks.
    pub max: Number,
    /// What it gives to the score, in points of the score; null within a script group.
    pub contribution: Option<Number>,
    /// Percent of the whole that it can make up at most, of what applies; 0 is shown, not counted.
    pub share: Number,
    /// The least that it can still get; null if it does not apply.
    pub lower: Option<Number>,
    /// The most that it can still get; null if it does not apply.
    pub upper: Option<Number>,
    /// The rule's own reason.
    pub why: Option<Text>,
    /// The facts that the rule read.
    pub facts: Vec<FactRead>,
    /// The tables that the rule looked up.
    pub bands: Vec<BandRead>,
    /// The parameters that the rule read.
    pub params: Vec<ParamRead>,
    /// Paths of the facts that the rule lacks.
    pub missing: Vec<String>,
    /// The clauses that it rests on, as `SOURCE:clause`.
    pub basis: Vec<String>,
    /// How firm that ground is.
    pub ground: Status,
    /// Documents asked for and given.
    pub evidence: Evidence,
    /// What to do, where marks were lost.
    pub advice: Option<Text>,
    /// What each step means, lowest first.
    pub statements: Vec<Text>,
    /// Relative cost of improving it.
    pub effort: Option<Number>,
}

/// A table that a rule looked up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct BandRead {
    /// How the table is read.
    pub function: BandKind,
    /// The number that was looked up; of a range, its lower end.
    pub value: Number,
    /// The upper end of a range.
    pub value_upper: Option<Number>,
    /// Bounds and what they give, in rising order of the bounds.
    pub table: Vec<(Number, Number)>,
    /// The bound that matched; null if none did.
    pub bound: Option<Number>,
    /// What the table gave; of a range, its lower end.
    pub result: Number,
    /// The upper end of what a range gave.
    pub result_upper: Option<Number>,
}

/// How a table of bands is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BandKind {
    /// The highest bound that the number reaches.
    Band,
    /// The highest bound that the number is above.
    BandAbove,
    /// The lowest bound that the number does not exceed.
    BandMax,
    /// The lowest bound that the number is below.
    BandBelow,
    /// Piecewise linear between the bounds.
    Interpolate,
}

/// A parameter that a rule read, with the value of the day.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ParamRead {
    /// Its name.
    pub name: String,
    /// Its title.
    pub title: Option<Text>,
    /// Its unit.
    pub unit: Option<Text>,
    /// The value used.
    pub value: FactValue,
    /// The clauses that the value rests on, as `SOURCE:clause`.
    pub basis: Vec<String>,
    /// First day of a value by date.
    pub from: Option<Date>,
    /// Last day of a value by date, if it has one.
    pub to: Option<Date>,
}

/// Documents asked for and given.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Evidence {
    /// What the rulebook asks for.
    pub asked: Vec<Text>,
    /// What the profile names for the facts that the rule read.
    pub given: Vec<Document>,
    /// The weakest among the facts that the rule read; null if it read none that was given.
    pub strength: Option<Strength>,
}

/// A document that the profile names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Document {
    /// Its title.
    pub title: Option<String>,
    /// Number, file or address.
    pub reference: Option<String>,
    /// The third party that confirmed it.
    pub verified_by: Option<String>,
}

/// What a fact rests on, weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Strength {
    /// Only said (自述).
    Claimed,
    /// A document covers it (有佐证).
    Evidenced,
    /// A third party confirmed the document (第三方核验).
    Verified,
}

/// How much of the score rests on evidence of one strength.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct EvidenceShare {
    /// The strength.
    pub strength: Strength,
    /// Points of the score that rows of that strength give.
    pub contribution: Number,
    /// Percent of the points that rows of any strength give.
    pub share: Number,
}
