//! `rulebook.toml` as it was written: the table that an association would print.
//!
//! Numbers that stand for parameters are not yet resolved here, and nothing is checked across tables.

use crate::number::{Number, RoundingMode};
use crate::text::Text;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// A value and the bytes of `rulebook.toml` that it was written in.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct At<T> {
    pub value: T,
    pub span: Span,
}

/// Byte offsets into `rulebook.toml`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Span {
    pub start: usize,
    pub end: usize,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Manifest {
    pub format: u32,
    pub id: At<String>,
    pub version: At<String>,
    pub title: Text,
    pub status: Status,
    pub effective: Effective,
    pub uses: Vec<At<String>>,
    pub applies: Option<At<Rule>>,
    pub profile: Profile,
    pub sources: Vec<Source>,
    pub subject: Option<Subject>,
    pub score: Score,
    pub params: BTreeMap<String, Param>,
    pub groups: Vec<Group>,
    pub levels: Vec<Level>,
    pub gates: Vec<Gate>,
    pub lints: Vec<LintSetting>,
}

/// What the author says of a lint.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LintSetting {
    pub code: String,
    pub level: LintLevel,
    /// What it is about, as the lint names it; empty: everywhere.
    pub at: Vec<String>,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LintLevel {
    Allow,
    Warn,
    Deny,
}

/// How firm the ground is on which a rulebook, group, row, level, gate or parameter stands.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// As read in the issuing body's document.
    Official,
    /// After a named document, with changes or gaps.
    Adapted,
    /// The project's own choice.
    Project,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Effective {
    pub from: Date,
    pub to: Option<Date>,
    pub span: Span,
}

/// `SCRIPT.FUNCTION`, or a bare `FUNCTION` where a script is implied.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Rule {
    pub script: Option<String>,
    pub function: String,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Profile {
    pub base: Option<At<Base>>,
    pub schema: Option<At<String>>,
    pub extend: Option<At<String>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Base {
    Enterprise,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Source {
    pub id: At<String>,
    pub title: Text,
    pub issued: Option<Date>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Subject {
    pub each: At<String>,
    pub key: Option<At<String>>,
    /// A field of the item, or `SCRIPT.FUNCTION`.
    pub title: Option<At<String>>,
    pub when: Option<At<Rule>>,
    pub overall: Overall,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Overall {
    Worst,
    Best,
    None,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Score {
    pub combine: At<Combine>,
    pub max: Option<At<Amount>>,
    pub base: Option<At<Amount>>,
    pub rounding: Option<Rounding>,
    pub script: Option<At<String>>,
    pub rule: Option<At<Rule>>,
    pub monotone: bool,
    pub unanswered: Unanswered,
    pub not_applicable: NotApplicable,
    pub min_coverage: Option<At<Share>>,
    pub max_not_applicable: Option<At<Share>>,
    pub max_not_applicable_effect: NotApplicableEffect,
    pub cumulative: bool,
    pub span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Combine {
    Sum,
    Mean,
    Min,
    Max,
    Script,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unanswered {
    Zero,
    Exclude,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotApplicable {
    Rescale,
    Reduce,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotApplicableEffect {
    Warn,
    Indeterminate,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rounding {
    pub digits: u8,
    pub mode: RoundingMode,
}

/// A number, or the parameter that gives it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Amount {
    Number(Number),
    /// The name after `params.`.
    Param(String),
}

/// A share in percent, written as a number, a fraction `"2/3"`, or a parameter.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Share {
    /// Percent, exactly: `"2/3"` is 200/3.
    Percent(Number),
    Param(String),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Param {
    pub name: At<String>,
    pub title: Option<Text>,
    pub unit: Option<Text>,
    pub basis: Vec<At<String>>,
    pub status: Option<Status>,
    pub value: ParamValue,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ParamValue {
    Always(At<Const>),
    Dated(Vec<DatedValue>),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DatedValue {
    pub from: Date,
    /// The last day; without it, the day before the next value.
    pub to: Option<Date>,
    pub value: At<Const>,
    pub basis: Vec<At<String>>,
    pub span: Span,
}

/// A constant of the table, with exact numbers.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Const {
    Bool(bool),
    Number(Number),
    Text(String),
    Date(Date),
    List(Vec<Const>),
    Map(BTreeMap<String, Const>),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Group {
    pub id: At<String>,
    pub title: Text,
    pub parent: Option<At<String>>,
    pub weight: Option<At<Amount>>,
    pub combine: Combine,
    pub points: Option<At<Amount>>,
    pub rounding: Option<Rounding>,
    pub script: Option<At<String>>,
    /// The function of a group that combines by script.
    pub rule: Option<At<Rule>>,
    pub monotone: bool,
    pub min_coverage: Option<At<Share>>,
    pub basis: Vec<At<String>>,
    pub status: Option<Status>,
    pub rows: Vec<Row>,
    pub composite: Option<Composite>,
    pub span: Span,
}

/// A group that holds another rulebook's result.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Composite {
    pub rulebook: At<String>,
    /// Level to points, in place of the percent of the score.
    pub levels: Option<BTreeMap<String, At<Amount>>>,
    pub as_group: Option<At<AsGroup>>,
    pub item_weight: Option<At<String>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum AsGroup {
    Worst,
    Best,
    Mean,
    ShareAt(String),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    pub id: At<String>,
    pub title: Text,
    pub points: At<Amount>,
    pub weight: Option<At<Amount>>,
    pub rule: Option<At<Rule>>,
    pub with: BTreeMap<String, Const>,
    pub basis: Vec<At<String>>,
    pub evidence: Vec<Text>,
    pub advice: Option<Text>,
    pub statements: Vec<Text>,
    pub effort: Option<Number>,
    pub status: Option<Status>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Level {
    pub id: At<String>,
    pub title: Text,
    /// The groups that the level grades; none for the root.
    pub of: Option<Of>,
    /// Any of these sets is enough; none at all: always reached.
    pub any: Vec<Conditions>,
    pub basis: Vec<At<String>>,
    pub status: Option<Status>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Of {
    /// Every top-level group.
    TopLevel,
    Groups(Vec<At<String>>),
}

/// Entries that must all hold.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Conditions {
    pub score: Option<At<Amount>>,
    pub above: Option<At<Amount>>,
    pub percent: Option<At<Amount>>,
    /// Group id or `*`, and what it must reach.
    pub groups: Vec<(At<String>, At<Threshold>)>,
    /// Full row id or `*`, and what it must reach.
    pub rows: Vec<(At<String>, At<Threshold>)>,
    pub rule: Option<At<Rule>>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Threshold {
    /// At least so many points.
    Points(Amount),
    /// At least so many percent of the maximum.
    Percent(Number),
    /// At least this step of a row (a number), or this level of a group (an id).
    Step(Amount),
    Level(String),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Gate {
    pub id: At<String>,
    pub title: Text,
    pub trigger: Trigger,
    pub effect: Effect,
    pub basis: Vec<At<String>>,
    pub advice: Option<Text>,
    pub status: Option<Status>,
    pub span: Span,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Trigger {
    /// Fires when the function gives true.
    When(At<Rule>),
    /// Fires when the function gives false.
    Require(At<Rule>),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Effect {
    Bar,
    CapLevel(At<String>),
    CapScore(At<Amount>),
    Demote(At<Amount>),
    Warn,
}
