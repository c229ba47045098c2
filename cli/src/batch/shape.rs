//! What is written of each profile: everything, scores or levels, as NDJSON or CSV.

use crate::call::{BatchFormat, BatchOutput};
use serde::{Deserialize, Serialize};
use zhiheng::assessment::{Score, Verdict};
use zhiheng::{Error, Evaluation, Number};

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
pub struct Figures {
    /// The rulebook's id, or the item's key.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rulebook: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    pub status: Verdict,
    pub level: Option<String>,
    pub score: Option<Number>,
    pub max: Option<Number>,
    pub lower: Option<Number>,
    pub upper: Option<Number>,
    pub coverage: Option<Number>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<Figures>,
}

impl Figures {
    /// The figures of an evaluation by the rulebook with that id, and of its items.
    pub fn of(rulebook: &str, evaluation: &Evaluation) -> Result<Figures, Error> {
        let items = evaluation.items().map(|item| {
            let mut figures = Figures::new(item.status(), item.level(), item.score(), item.coverage()?);
            figures.item = Some(item.key().to_owned());
            Ok(figures)
        });
        let items = items.collect::<Result<Vec<Figures>, Error>>()?;
        let own = Figures::new(evaluation.status(), evaluation.level(), evaluation.score(), evaluation.coverage()?);
        Ok(Figures { rulebook: Some(rulebook.to_owned()), items, ..own })
    }

    fn new(status: Verdict, level: Option<&str>, score: Option<Score>, coverage: Option<Number>) -> Figures {
        let (max, lower, upper) = match &score {
            Some(score) => (Some(score.max.clone()), Some(score.lower.clone()), Some(score.upper.clone())),
            None => (None, None, None),
        };
        let level = level.map(str::to_owned);
        let score = score.and_then(|score| score.value);
        Figures { rulebook: None, item: None, status, level, score, max, lower, upper, coverage, items: Vec::new() }
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
