//! Levels as a result shows them, and what stands between the final one and the next.

use crate::number::Number;
use crate::text::{Lang, Text};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A level, or `ungraded` or `barred` in the place of one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Level {
    /// Its id, `ungraded` or `barred`.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// 1 for the lowest level, 0 for `ungraded`, -1 for `barred`.
    pub ordinal: i64,
}

/// Which levels came out.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct LevelResult {
    /// After gates, undecided ones counted as fired (all but those that bar). Null without levels or a result.
    #[serde(rename = "final")]
    pub final_: Option<Level>,
    /// What the score earned before gates; null for the enterprise over its items.
    pub earned: Option<Level>,
    /// Ids of the levels that are still possible, lowest first, `barred` and `ungraded` included.
    pub possible: Vec<String>,
    /// What stands between the final level and the next; null at the highest level.
    pub limiting: Option<Limiting>,
}

impl LevelResult {
    /// The title of the final level; empty without one.
    pub fn title(&self, lang: Lang) -> &str {
        self.final_.as_ref().map_or("", |level| level.title.get(lang))
    }

    /// The id of the final level, `ungraded` and `barred` included.
    pub fn id(&self) -> Option<&str> {
        self.final_.as_ref().map(|level| level.id.as_str())
    }
}

/// What stands between the final level and the next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Limiting {
    /// The next level; of a barred result, what it would be without the bar.
    pub level: Level,
    /// What fails in each set of its conditions; meeting any of them is enough. Empty if only gates hold the level down.
    pub sets: Vec<LimitingSet>,
    /// Ids of gates that hold the level down, undecided ones included.
    pub gates: Vec<String>,
}

/// The failing conditions of a set.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct LimitingSet {
    /// Thresholds that are not reached.
    pub entries: Vec<LimitingEntry>,
    /// The rule, as `SCRIPT.FUNCTION`, if it is not known to be true.
    pub rule: Option<String>,
}

/// A threshold that is not reached.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct LimitingEntry {
    /// `root`, a group's id or a row's full id.
    pub on: String,
    /// Its title.
    pub title: Text,
    /// What is compared.
    pub test: TestKind,
    /// In points or percent, or the ordinal of a level.
    pub needed: Number,
    /// In the same unit; null where there is none.
    pub actual: Option<Number>,
    /// What is lacking, in the same unit; 0 where it must be more than it is.
    pub gap: Option<Number>,
}

/// What a threshold compares.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum TestKind {
    /// Points, at least.
    Score,
    /// Points, more than.
    Above,
    /// Percent of the maximum, at least.
    Percent,
    /// The ordinal of the group's level, at least.
    Level,
}
