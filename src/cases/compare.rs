//! Claims against the assessment, read as the document of `rulebook.md`, section 8, that every reader of results gets.

use super::expect::{Claim, Expect, Facet, Target};
use super::report::{Difference, Explanation, Reading};
use crate::diagnostic::{nearest, phrase};
use crate::number::{Number, RoundingMode};
use crate::text::{Lang, Text};
use serde_json::Value;

/// Decimals at which numbers compare: those of the document.
const DECIMALS: i32 = 12;

/// What does not come out as expected, and how the rows came about that differ.
pub(super) fn compare(expect: &Expect, assessment: &Value) -> (Vec<Difference>, Vec<Explanation>) {
    let mut differences = Vec::new();
    let mut explanations: Vec<Explanation> = Vec::new();
    for (target, claim) in &expect.claims {
        let actual = find(assessment, target);
        if actual.as_ref().is_ok_and(|actual| claim.holds(actual)) {
            continue;
        }
        let expected = claim.shown();
        let actual = actual.map_or_else(|missing| missing, |actual| shown(&actual));
        differences.push(Difference { what: target.to_string(), expected, actual });
        if let Some(explanation) = explain(assessment, target, None)
            && !explanations.contains(&explanation)
        {
            explanations.push(explanation);
        }
    }
    (differences, explanations)
}

impl Claim {
    fn holds(&self, actual: &Value) -> bool {
        match self {
            Claim::Number(expected) => {
                let printed = |number: &Number| number.round(DECIMALS, RoundingMode::HalfUp).ok().map(|n| n.to_f64());
                actual.as_f64().is_some() && actual.as_f64() == printed(expected)
            }
            Claim::Word(expected) => actual.as_str() == Some(expected),
            Claim::Words(expected) => {
                let Some(actual) = actual.as_array() else { return false };
                let sorted = |mut words: Vec<&str>| {
                    words.sort_unstable();
                    words
                };
                let actual = actual.iter().map(|word| word.as_str().unwrap_or_default()).collect();
                sorted(actual) == sorted(expected.iter().map(String::as_str).collect())
            }
            Claim::Containing(parts) => {
                let Ok(text) = serde_json::from_value::<Text>(actual.clone()) else { return false };
                let either = |part: &String| [Lang::Zh, Lang::En].iter().any(|lang| text.get(*lang).contains(part));
                parts.iter().all(either)
            }
        }
    }

    fn shown(&self) -> Text {
        Text::plain(match self {
            Claim::Number(number) => number.to_string(),
            Claim::Word(word) => word.clone(),
            Claim::Words(words) => format!("[{}]", words.join(", ")),
            Claim::Containing(parts) => parts.iter().map(|part| format!("…{part}…")).collect::<Vec<_>>().join(" "),
        })
    }
}

fn shown(actual: &Value) -> Text {
    match actual {
        Value::Null => Text::plain("–"),
        Value::Array(words) => {
            let words: Vec<&str> = words.iter().filter_map(Value::as_str).collect();
            Text::plain(format!("[{}]", words.join(", ")))
        }
        Value::Number(number) => Text::plain(number.to_string()),
        text => serde_json::from_value(text.clone()).unwrap_or_else(|_| Text::plain(text.to_string())),
    }
}

/// What the assessment says about the target; else what is said to the author of the case.
fn find(assessment: &Value, target: &Target) -> Result<Value, Text> {
    let whole = |key: &str| Ok(assessment[key].clone());
    let score = |key: &str| Ok(assessment["score"][key].clone());
    match target {
        Target::Error => Err(phrase("case-no-error", &[])),
        Target::Status => whole("status"),
        Target::Level => Ok(level(&assessment["level"]["final"], &assessment["status"])),
        Target::EarnedLevel => Ok(level(&assessment["level"]["earned"], &Value::Null)),
        Target::Score => score("value"),
        Target::Lower => score("lower"),
        Target::Upper => score("upper"),
        Target::Coverage => whole("coverage"),
        Target::Possible => Ok(assessment["level"]["possible"].clone()),
        Target::Missing => whole("missing"),
        Target::OutOfScope => Ok(out_of_scope(assessment)),
        Target::Group(id, facet) => {
            let group = named(&assessment["groups"], id, "case-no-group")?;
            Ok(match facet {
                Facet::State => group["status"].clone(),
                Facet::Percent => group["percent"].clone(),
                Facet::Level => level(&group["level"], &Value::Null),
                _ => group["value"].clone(),
            })
        }
        Target::Row(id, facet) => {
            let row = named(&assessment["rows"], id, "case-no-row")?;
            let key = match facet {
                Facet::State => "state",
                Facet::Lower => "lower",
                Facet::Upper => "upper",
                Facet::Why => "why",
                _ => "points",
            };
            Ok(row[key].clone())
        }
        Target::Gate(id) => Ok(named(&assessment["gates"], id, "case-no-gate")?["state"].clone()),
        Target::Item(key, target) => find(item(assessment, key)?, target),
    }
}

/// The id of a level; `ungraded` or `barred` where there is none.
fn level(level: &Value, status: &Value) -> Value {
    match level {
        Value::Null if status == "barred" => Value::from("barred"),
        Value::Null => Value::from("ungraded"),
        Value::String(id) => Value::from(id.as_str()),
        level => level["id"].clone(),
    }
}

fn out_of_scope(assessment: &Value) -> Value {
    assessment["out_of_scope"].clone()
}

/// The item of the subject with that key.
pub(super) fn item<'a>(assessment: &'a Value, key: &str) -> Result<&'a Value, Text> {
    let key_of = |item: &'a Value| item["subject"]["key"].as_str().unwrap_or_default();
    pick(&assessment["items"], key, "case-no-item", key_of)
}

fn named<'a>(list: &'a Value, id: &str, code: &'static str) -> Result<&'a Value, Text> {
    pick(list, id, code, |entry| entry["id"].as_str().unwrap_or_default())
}

fn pick<'a>(list: &'a Value, id: &str, code: &'static str, id_of: impl Fn(&'a Value) -> &'a str) -> Result<&'a Value, Text> {
    let entries = list.as_array().map(Vec::as_slice).unwrap_or_default();
    let found = entries.iter().find(|entry| id_of(entry) == id);
    found.ok_or_else(|| {
        let none = phrase(code, &[("id", id)]);
        let Some(near) = nearest(id, entries.iter().map(id_of)) else { return none };
        let suggestion = phrase("did-you-mean", &[("name", near)]);
        let both = |lang| format!("{} {}", none.get(lang), suggestion.get(lang));
        Text::new(both(Lang::Zh), both(Lang::En))
    })
}

/// How the row that the target is about came about.
fn explain(assessment: &Value, target: &Target, key: Option<&str>) -> Option<Explanation> {
    match target {
        Target::Item(key, target) => explain(item(assessment, key).ok()?, target, Some(key)),
        Target::Row(id, _) => {
            let row = named(&assessment["rows"], id, "case-no-row").ok()?;
            let why = serde_json::from_value(row["why"].clone()).unwrap_or_default();
            let facts = row["facts"].as_array().map(Vec::as_slice).unwrap_or_default();
            let reading = |fact: &Value| Reading {
                path: fact["path"].as_str().unwrap_or_default().to_owned(),
                value: fact["value"].clone(),
            };
            Some(Explanation {
                item: key.map(str::to_owned),
                row: id.clone(),
                why,
                facts: facts.iter().map(reading).collect(),
            })
        }
        _ => None,
    }
}
