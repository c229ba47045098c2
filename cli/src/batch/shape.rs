//! What is written of each profile: everything, scores or levels, as NDJSON or CSV.

use crate::call::{BatchFormat, BatchOutput};
use serde::{Deserialize, Serialize};
use zhiheng::assessment::Verdict;
use zhiheng::{Assessment, Number};

/// What is written, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    /// How much.
    pub output: BatchOutput,
    /// In which notation.
    pub format: BatchFormat,
}

/// A result in a few figures.
#[derive(Serialize)]
pub struct Figures<'a> {
    /// The rulebook's id, or the item's key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rulebook: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<&'a str>,
    pub status: Verdict,
    pub level: Option<&'a str>,
    pub score: Option<&'a Number>,
    pub max: Option<&'a Number>,
    pub lower: Option<&'a Number>,
    pub upper: Option<&'a Number>,
    pub coverage: Option<&'a Number>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Figures<'a>>,
}

impl<'a> Figures<'a> {
    /// The figures of an assessment and of its items.
    pub fn of(assessment: &'a Assessment) -> Figures<'a> {
        let item =
            |item: &'a Assessment| Figures { item: item.subject.key.as_deref(), rulebook: None, ..Figures::of(item) };
        let score = assessment.score.as_ref();
        Figures {
            rulebook: Some(&assessment.rulebook.id),
            item: None,
            status: assessment.status,
            level: assessment.level.id(),
            score: assessment.score(),
            max: score.map(|score| &score.max),
            lower: score.map(|score| &score.lower),
            upper: score.map(|score| &score.upper),
            coverage: assessment.coverage.as_ref(),
            items: assessment.items.iter().map(item).collect(),
        }
    }
}

/// One word for how a result came out: a level's id, or what stands in its place.
pub fn word(status: Verdict, level: Option<&str>) -> &str {
    match (status, level) {
        (Verdict::NotApplicable, _) => "not applicable",
        (Verdict::Barred, _) => "barred",
        (Verdict::Indeterminate, _) => "indeterminate",
        (Verdict::Ungraded, _) => "ungraded",
        (_, Some(level)) => level,
        _ => "graded",
    }
}
