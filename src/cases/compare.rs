//! Claims against an assessment: what does not come out as expected, and how it came about.

use super::expect::{Claim, Expect, Facet, Target};
use super::explain::explain;
use super::report::{Difference, Explanation};
use crate::assess::assessment::{Assessment, GroupResult, RowResult, State, Verdict};
use crate::diagnostic::{nearest, phrase};
use crate::number::{Number, RoundingMode};
use crate::text::{Lang, Text};
use serde::Serialize;

/// Decimals at which numbers compare: as many as an assessment prints.
pub(super) const DECIMALS: i32 = 12;

/// What does not come out as expected, and how it came about.
pub(super) fn compare(expect: &Expect, assessment: &Assessment) -> (Vec<Difference>, Vec<Explanation>) {
    let mut differences = Vec::new();
    let mut explanations: Vec<Explanation> = Vec::new();
    for (target, claim) in &expect.claims {
        let (what, actual) = match find(assessment, target) {
            Ok(found) if claim.holds(&found) => continue,
            Ok(found) => (target.to_string(), found.shown()),
            // of a row that is not there, one claim tells enough
            Err(advice) => (target.entry(), advice),
        };
        if differences.iter().all(|other: &Difference| other.what != what) {
            differences.push(Difference { what, expected: claim.shown(), actual });
        }
        if let Some(explanation) = explain(assessment, target)
            && !explanations.contains(&explanation)
        {
            explanations.push(explanation);
        }
    }
    (differences, explanations)
}

/// The assessment of the item with that key; else what is said to the author of the case.
pub(super) fn item<'a>(assessment: &'a Assessment, key: &str) -> Result<&'a Assessment, Text> {
    let keys = assessment.items.iter().filter_map(|item| item.subject.key.as_deref());
    assessment.item(key).ok_or_else(|| unknown("case-no-item", key, keys))
}

/// What an assessment says about a target.
pub(super) enum Found {
    Number(Option<Number>),
    Word(Option<String>),
    Words(Vec<String>),
    Text(Option<Text>),
}

pub(super) fn find(assessment: &Assessment, target: &Target) -> Result<Found, Text> {
    let score = assessment.score.as_ref();
    let level = &assessment.level;
    Ok(match target {
        Target::Error => return Err(phrase("case-no-error", &[])),
        Target::Status => word(&assessment.status),
        Target::Level if level.final_.is_none() && assessment.status == Verdict::Ungraded => word("ungraded"),
        Target::Level => Found::Word(level.final_.as_ref().map(|level| level.id.clone())),
        Target::EarnedLevel => Found::Word(level.earned.as_ref().map(|level| level.id.clone())),
        Target::Score => Found::Number(score.and_then(|score| score.value.clone())),
        Target::Lower => Found::Number(score.map(|score| score.lower.clone())),
        Target::Upper => Found::Number(score.map(|score| score.upper.clone())),
        Target::Coverage => Found::Number(assessment.coverage.clone()),
        Target::Possible => Found::Words(level.possible.clone()),
        Target::Missing => Found::Words(assessment.missing.iter().map(|missing| missing.path.clone()).collect()),
        Target::OutOfScope => Found::Words(assessment.out_of_scope.iter().map(|item| item.key.clone()).collect()),
        Target::Group(id, facet) => {
            let group = assessment.group(id);
            of_group(group.ok_or_else(|| unknown("case-no-group", id, group_ids(assessment)))?, *facet)
        }
        Target::Row(id, facet) => {
            let row = assessment.row(id);
            of_row(row.ok_or_else(|| unknown("case-no-row", id, row_ids(assessment)))?, *facet)
        }
        Target::Gate(id) => {
            let ids = assessment.gates.iter().map(|gate| gate.id.as_str());
            word(&assessment.gate(id).ok_or_else(|| unknown("case-no-gate", id, ids))?.state)
        }
        Target::Item(key, target) => find(item(assessment, key)?, target)?,
    })
}

fn of_group(group: &GroupResult, facet: Facet) -> Found {
    match facet {
        Facet::State => word(&group.status),
        Facet::Percent => Found::Number(group.percent.clone()),
        Facet::Level => Found::Word(group.level.as_ref().map(|level| level.id.clone())),
        _ => Found::Number(group.value.clone()),
    }
}

fn of_row(row: &RowResult, facet: Facet) -> Found {
    match facet {
        Facet::State => word(&row.state),
        Facet::Lower => Found::Number(row.lower.clone()),
        Facet::Upper => Found::Number(row.upper.clone()),
        Facet::Why => Found::Text(row.why.clone()),
        // what is not answered counts as 0, and may be written so
        _ if matches!(row.state, State::Unanswered | State::Faulty) => Found::Number(Some(Number::ZERO)),
        _ => Found::Number(row.points.clone()),
    }
}

/// The word by which the assessment's document calls the state.
fn word<T: Serialize + ?Sized>(state: &T) -> Found {
    Found::Word(serde_json::to_value(state).ok().and_then(|word| word.as_str().map(str::to_owned)))
}

fn group_ids(assessment: &Assessment) -> impl Iterator<Item = &str> {
    assessment.groups.iter().map(|group| group.id.as_str())
}

fn row_ids(assessment: &Assessment) -> impl Iterator<Item = &str> {
    assessment.rows.iter().map(|row| row.id.as_str())
}

fn unknown<'k>(code: &'static str, id: &str, known: impl Iterator<Item = &'k str>) -> Text {
    let none = phrase(code, &[("id", id)]);
    let Some(near) = nearest(id, known) else { return none };
    let suggestion = phrase("did-you-mean", &[("name", near)]);
    let both = |lang, comma| format!("{}{comma}{}", none.get(lang), suggestion.get(lang));
    Text::new(both(Lang::Zh, "，"), both(Lang::En, ", "))
}

impl Claim {
    pub(super) fn holds(&self, found: &Found) -> bool {
        match (self, found) {
            (Claim::Number(expected), Found::Number(Some(actual))) => {
                let printed = |number: &Number| number.round(DECIMALS, RoundingMode::HalfUp);
                matches!((printed(expected), printed(actual)), (Ok(expected), Ok(actual)) if expected == actual)
            }
            (Claim::Word(expected), Found::Word(Some(actual))) => expected == actual,
            (Claim::Words(expected), Found::Words(actual)) => sorted(expected) == sorted(actual),
            (Claim::Containing(parts), Found::Text(Some(text))) => {
                parts.iter().all(|part| [Lang::Zh, Lang::En].iter().any(|lang| text.get(*lang).contains(part)))
            }
            _ => false,
        }
    }

    fn shown(&self) -> Text {
        Text::plain(match self {
            Claim::Number(number) => number.to_string(),
            Claim::Word(word) => word.clone(),
            Claim::Words(words) => listed(words),
            Claim::Containing(parts) => parts.iter().map(|part| format!("…{part}…")).collect::<Vec<_>>().join(" "),
        })
    }
}

impl Found {
    fn shown(&self) -> Text {
        match self {
            Found::Number(Some(number)) => Text::plain(number.to_string()),
            Found::Word(Some(word)) => Text::plain(word),
            Found::Words(words) => Text::plain(listed(words)),
            Found::Text(Some(text)) => text.clone(),
            Found::Number(None) | Found::Word(None) | Found::Text(None) => Text::plain("–"),
        }
    }
}

fn sorted(words: &[String]) -> Vec<&str> {
    let mut words: Vec<&str> = words.iter().map(String::as_str).collect();
    words.sort_unstable();
    words
}

fn listed(words: &[String]) -> String {
    format!("[{}]", words.join(", "))
}
