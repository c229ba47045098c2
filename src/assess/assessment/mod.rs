//! The assessment: the full, explained result, the same for a program, a terminal, a page and a workbook
//! (`rulebook.md`, section 8).
//!
//! Numbers are exact here and have at most 12 decimals in JSON. Percentages are from 0 to 100. What is absent is `null`.

mod fact;
mod gate;
mod group;
mod level;
mod row;

pub use super::contribution::AdjustmentKind;
pub use super::gate::GateState;
pub use super::outcome::State;
pub use super::verdict::Verdict;
pub use fact::{AssumedFact, FactRead, FactValue, MissingFact};
pub use gate::{Effect, GateResult};
pub use group::{Adjustment, GroupResult};
pub use level::{Level, LevelResult, Limiting, LimitingEntry, LimitingSet, TestKind};
pub use row::{BandKind, BandRead, Document, Evidence, EvidenceShare, ParamRead, RowResult, Strength};

use crate::date::Date;
use crate::number::Number;
use crate::rulebook::manifest::Status;
use crate::text::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What came out when a profile was assessed against a rulebook, and why.
///
/// With a subject, `items` holds one assessment for each item, and the assessment around them speaks of the enterprise: it
/// has a level and shares of levels, but no score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Assessment {
    /// Which rulebook was applied.
    pub rulebook: RulebookRef,
    /// Version of zhiheng.
    pub engine: String,
    /// The day that the facts speak of (评价基准日).
    pub as_of: Date,
    /// The day whose parameters and effective ranges count (规则适用日).
    pub rules_on: Date,
    /// What was assessed: the enterprise, or an item.
    pub subject: SubjectRef,
    /// The result in one word.
    pub status: Verdict,
    /// Why the rulebook does not apply.
    pub why: Option<Text>,
    /// Why the status is indeterminate.
    pub because: Vec<Reason>,
    /// Where there is one: not for what does not apply, nor for the enterprise over its items.
    pub score: Option<Score>,
    /// The level earned, the final one, and those still possible.
    pub level: LevelResult,
    /// Every level that the rulebook has, lowest first, to name by its title what is told by id.
    pub levels: Vec<Level>,
    /// Percent of what applies that was answered; null if nothing applies.
    pub coverage: Option<Number>,
    /// Groups in the order of the table; those of a held rulebook are in its own assessment.
    pub groups: Vec<GroupResult>,
    /// Rows in the order of the table.
    pub rows: Vec<RowResult>,
    /// Gates in the order of the table; empty if the rulebook does not apply.
    pub gates: Vec<GateResult>,
    /// What moves the score and is no row's.
    pub adjustments: Vec<Adjustment>,
    /// Facts that rules would have read and that were not given.
    pub missing: Vec<MissingFact>,
    /// Facts that were not given and for which a rule had a default.
    pub assumed: Vec<AssumedFact>,
    /// How much of the score rests on what evidence, strongest last.
    pub evidence: Vec<EvidenceShare>,
    /// What whoever reads the result should know.
    pub warnings: Vec<Warning>,
    /// One assessment for each item in scope, in the order of the profile.
    pub items: Vec<Assessment>,
    /// How many items came out how.
    pub shares: Vec<LevelShare>,
    /// The key of the item that decides the overall level.
    pub decided_by: Option<String>,
    /// Items that the rulebook does not assess.
    pub out_of_scope: Vec<OutOfScope>,
    /// The sources that `basis` entries cite.
    pub sources: Vec<SourceRef>,
}

/// The rulebook that was applied.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct RulebookRef {
    /// Its id.
    pub id: String,
    /// SemVer of its rules.
    pub version: String,
    /// How firm the ground is on which it stands.
    pub status: Status,
    /// `sha256:` and the digest over table, schemas, scripts and held rulebooks.
    pub digest: String,
    /// Its title.
    pub title: Text,
}

/// What was assessed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct SubjectRef {
    /// Names the item; null for the enterprise.
    pub key: Option<String>,
    /// Name of the enterprise or the item, if the profile has one.
    pub title: Option<Text>,
}

/// The score, in the rulebook's points.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Score {
    /// The final score: after caps, those of undecided gates included. Null if nothing was answered.
    pub value: Option<Number>,
    /// Full marks.
    pub max: Number,
    /// The least that it can still become.
    pub lower: Number,
    /// The most that it can still become.
    pub upper: Number,
    /// Before caps; null if nothing was answered.
    pub earned: Option<Number>,
}

/// Why a result is indeterminate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Reason {
    /// Nothing was answered.
    Unanswered,
    /// Too little was answered.
    Coverage {
        /// The group that asks for more, or `root`.
        node: String,
    },
    /// A rule failed at run time.
    Fault,
    /// A gate is undecided.
    Gate {
        /// Its id.
        id: String,
    },
    /// More does not apply than the rulebook allows.
    NotApplicable,
    /// An item is indeterminate.
    Item {
        /// Its key.
        key: String,
    },
}

/// Something that whoever reads the result should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Warning {
    /// Stable name of the kind of warning.
    pub code: String,
    /// What is the matter.
    pub message: Text,
    /// The row, group, gate, script or fact that it speaks of.
    pub on: Option<String>,
}

/// How many of the items in scope came out one way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct LevelShare {
    /// A level's id, `barred`, `ungraded`, `graded` (a rulebook without levels), `indeterminate` or `not applicable`.
    pub level: String,
    /// Number of items.
    pub count: u64,
    /// Percent of the items in scope.
    pub share: Number,
}

/// An item that the rulebook does not assess.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct OutOfScope {
    /// The item's key.
    pub key: String,
    /// The item's name, if the profile has one.
    pub title: Option<Text>,
    /// Why it is out of scope, if the rule says so.
    pub why: Option<Text>,
}

/// A source that the rulebook cites.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct SourceRef {
    /// The part of a `basis` before the colon.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// When it was issued.
    pub issued: Option<Date>,
}

/// The JSON Schema of an [`Assessment`], as `schemas/assessment.schema.json` has it.
pub fn schema() -> String {
    format!("{:#}\n", schemars::schema_for!(Assessment).to_value())
}

impl Assessment {
    /// An assessment of which nothing is known yet.
    pub(crate) fn blank(rulebook: RulebookRef, as_of: Date, rules_on: Date, subject: SubjectRef) -> Assessment {
        Assessment {
            rulebook,
            engine: env!("CARGO_PKG_VERSION").to_owned(),
            as_of,
            rules_on,
            subject,
            status: Verdict::NotApplicable,
            why: None,
            because: Vec::new(),
            score: None,
            level: LevelResult::default(),
            levels: Vec::new(),
            coverage: None,
            groups: Vec::new(),
            rows: Vec::new(),
            gates: Vec::new(),
            adjustments: Vec::new(),
            missing: Vec::new(),
            assumed: Vec::new(),
            evidence: Vec::new(),
            warnings: Vec::new(),
            items: Vec::new(),
            shares: Vec::new(),
            decided_by: None,
            out_of_scope: Vec::new(),
            sources: Vec::new(),
        }
    }

    /// The final score, in the rulebook's points; none if there is none, or nothing was answered.
    pub fn score(&self) -> Option<&Number> {
        self.score.as_ref()?.value.as_ref()
    }

    /// The group with that id, those of held rulebooks (`GROUP/ID`) included.
    pub fn group(&self, id: &str) -> Option<&GroupResult> {
        let own = self.groups.iter().find(|group| group.id == id);
        own.or_else(|| self.held().find_map(|held| held.group(id)))
    }

    /// The row with that full id, those of held rulebooks (`GROUP/GROUP.ROW`) included.
    pub fn row(&self, id: &str) -> Option<&RowResult> {
        let own = self.rows.iter().find(|row| row.id == id);
        own.or_else(|| self.held().find_map(|held| held.row(id)))
    }

    /// The gate with that id, those of held rulebooks (`GROUP/ID`) included.
    pub fn gate(&self, id: &str) -> Option<&GateResult> {
        let own = self.gates.iter().find(|gate| gate.id == id);
        own.or_else(|| self.held().find_map(|held| held.gate(id)))
    }

    /// The assessment of the item with that key.
    pub fn item(&self, key: &str) -> Option<&Assessment> {
        self.items.iter().find(|item| item.subject.key.as_deref() == Some(key))
    }

    /// Assessments of the rulebooks that groups hold.
    pub fn held(&self) -> impl Iterator<Item = &Assessment> {
        self.groups.iter().filter_map(|group| group.assessment.as_deref())
    }

    /// Everything that makes up the score, as id and points: rows, groups that count as one, adjustments.
    ///
    /// The points add up to [`Assessment::score`] exactly.
    pub fn lines(&self) -> impl Iterator<Item = (&str, &Number)> {
        let rows = self.rows.iter().filter_map(|row| Some((row.id.as_str(), row.contribution.as_ref()?)));
        let groups = self.groups.iter().filter_map(|group| Some((group.id.as_str(), group.line.as_ref()?)));
        let adjustments = self.adjustments.iter().map(|line| (line.node.as_str(), &line.value));
        rows.chain(groups).chain(adjustments)
    }

    /// What a row could still add to the score, in points of the score; none where that is nothing or cannot be told, as
    /// under a script or a minimum.
    #[cfg_attr(not(any(feature = "authoring", feature = "report")), allow(dead_code, reason = "texts tell it"))]
    pub(crate) fn gain(&self, row: &RowResult) -> Option<Number> {
        row.contribution.as_ref()?;
        let max = &self.score.as_ref()?.max;
        let open = row.upper.as_ref()?.sub(row.lower.as_ref()?).ok()?.div(&row.max).ok()?;
        let gain = max.mul(&row.share).ok()?.mul(&open).ok()?.div(&Number::HUNDRED).ok()?;
        (gain > Number::ZERO).then_some(gain)
    }

    /// Puts `GROUP/` before every id of a held rulebook's assessment.
    pub(crate) fn prefix_ids(&mut self, prefix: &str) {
        let put = |id: &mut String| *id = format!("{prefix}/{id}");
        for reason in &mut self.because {
            match reason {
                Reason::Coverage { node: id } | Reason::Gate { id } => put(id),
                _ => {}
            }
        }
        for group in &mut self.groups {
            put(&mut group.id);
            group.parent.iter_mut().for_each(put);
            if let Some(held) = &mut group.assessment {
                held.prefix_ids(prefix);
            }
        }
        for row in &mut self.rows {
            put(&mut row.id);
            put(&mut row.group);
        }
        self.gates.iter_mut().for_each(|gate| put(&mut gate.id));
        self.adjustments.iter_mut().for_each(|adjustment| put(&mut adjustment.node));
        for missing in &mut self.missing {
            missing.rows.iter_mut().chain(&mut missing.gates).for_each(put);
        }
        for assumed in &mut self.assumed {
            assumed.rows.iter_mut().chain(&mut assumed.gates).for_each(put);
        }
        if let Some(limiting) = &mut self.level.limiting {
            limiting.gates.iter_mut().for_each(put);
            let entries = limiting.sets.iter_mut().flat_map(|set| &mut set.entries);
            entries.for_each(|entry| put(&mut entry.on));
        }
        self.items.iter_mut().for_each(|item| item.prefix_ids(prefix));
    }
}
