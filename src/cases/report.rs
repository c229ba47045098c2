//! What came of running cases: which hold, and what differs where they do not.

use crate::assess::assessment::{FactRead, FactValue};
use crate::diagnostic::{phrase, words};
use crate::text::{Lang, Text};
use serde::Serialize;
use std::fmt::Write;

/// What came of the cases of a suite, in their order.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// One result for each case and each variant.
    pub cases: Vec<CaseResult>,
}

/// What came of one case, or of one variant of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct CaseResult {
    /// The case's name; of a variant, the case's name, ` / ` and its own.
    pub name: Text,
    /// The file, from the rulebook's folder: `cases/levels.toml`.
    pub file: String,
    /// The line, from 1, that the case or the variant starts on.
    pub line: u32,
    /// Whether everything came out as expected.
    pub passed: bool,
    /// What did not.
    pub differences: Vec<Difference>,
    /// How it came about.
    pub explanations: Vec<Explanation>,
}

/// One expectation that does not hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Difference {
    /// The expectation's key, as it stands in the case: `rows."core.noise".points`. `set` where a change cannot be made.
    pub what: String,
    /// What the case says.
    pub expected: Text,
    /// What came out.
    pub actual: Text,
}

/// How something came about that is not as expected.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Explanation {
    /// The key of the subject's item, where there are items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The row's full id, the group's or the gate's; `level` or `score`.
    pub about: String,
    /// The reason that a row's rule gives.
    pub why: Option<Text>,
    /// What it is made of, or what it lacks, in sentences.
    pub notes: Vec<Text>,
    /// The facts that it read.
    pub facts: Vec<FactRead>,
}

impl Explanation {
    pub(super) fn of(about: &str, notes: Vec<Text>) -> Explanation {
        Explanation { item: None, about: about.to_owned(), why: None, notes, facts: Vec::new() }
    }
}

impl Report {
    /// How many cases came out as expected.
    pub fn passed(&self) -> usize {
        self.cases.iter().filter(|case| case.passed).count()
    }

    /// How many did not.
    pub fn failed(&self) -> usize {
        self.cases.len() - self.passed()
    }

    /// Whether every case came out as expected.
    pub fn is_success(&self) -> bool {
        self.failed() == 0
    }

    /// The cases that failed, each with what differs, and a line that counts them all.
    pub fn text(&self, lang: Lang) -> String {
        let mut text: String = self.cases.iter().filter(|case| !case.passed).map(|case| case.text(lang)).collect();
        text.push_str(&self.counted(lang));
        text.push('\n');
        text
    }

    /// How many cases passed and failed, in words.
    pub fn counted(&self, lang: Lang) -> String {
        let (passed, failed) = (self.passed().to_string(), self.failed().to_string());
        let code = if self.is_success() { "cases-passed" } else { "cases-failed" };
        phrase(code, &[("passed", &passed), ("failed", &failed)]).get(lang).to_owned()
    }
}

impl CaseResult {
    /// The case by name and place, what differs, and how it came about; one line of its own for each.
    pub fn text(&self, lang: Lang) -> String {
        let sign = if self.passed { '✓' } else { '✗' };
        let mut text = format!("{sign} {} ({}:{})\n", self.name.get(lang), self.file, self.line);
        for difference in &self.differences {
            push_line(&mut text, 4, &difference.text(lang));
        }
        for Explanation { item, about: _, why, notes, facts } in &self.explanations {
            let item = item.as_deref().map(|item| format!("{item} · ")).unwrap_or_default();
            let lines = notes.iter().chain(why).map(|text| text.get(lang));
            for (number, line) in lines.enumerate() {
                if number == 0 {
                    push_line(&mut text, 4, &format!("{item}{line}"))
                } else {
                    push_line(&mut text, 6, line)
                }
            }
            for fact in facts {
                push_line(&mut text, 6, &told(fact, lang));
            }
        }
        text
    }
}

impl Difference {
    /// What the case says and what came out, in one sentence.
    pub fn text(&self, lang: Lang) -> String {
        let Difference { what, expected, actual } = self;
        let args = [("what", what.as_str()), ("expected", expected.get(lang)), ("actual", actual.get(lang))];
        phrase("case-differs", &args).get(lang).to_owned()
    }
}

/// A fact by title and path, with its value and unit.
fn told(fact: &FactRead, lang: Lang) -> String {
    let FactRead { path, title, unit, value, label } = fact;
    let value = match (label, value) {
        (Some(label), _) => label.get(lang).to_owned(),
        (None, Some(FactValue::Bool(truth))) => words(if *truth { "value-true" } else { "value-false" }, lang),
        (None, Some(FactValue::Text(text))) => text.clone(),
        (None, Some(FactValue::Number(number))) => {
            let unit = unit.as_ref().map_or("", |unit| unit.get(lang));
            let gap = if unit.starts_with(|first: char| first.is_ascii_alphanumeric()) { " " } else { "" };
            format!("{number}{gap}{unit}")
        }
        (None, Some(FactValue::Map(map))) => match map.get("items") {
            // a list of objects is told by its length
            Some(Some(FactValue::Number(count))) => {
                phrase("case-fact-items", &[("count", &count.to_string())]).get(lang).to_owned()
            }
            _ => serde_json::to_string(map).unwrap_or_default(),
        },
        (None, Some(value)) => serde_json::to_string(value).unwrap_or_default(),
        (None, None) => words("value-absent", lang),
    };
    let code = if title.is_some() { "case-fact" } else { "case-fact-untitled" };
    let title = title.as_ref().map_or("", |title| title.get(lang));
    phrase(code, &[("title", title), ("path", path), ("value", &value)]).get(lang).to_owned()
}

fn push_line(text: &mut String, indent: usize, line: &str) {
    // writing to a string cannot fail
    let _ = writeln!(text, "{:indent$}{}", "", line.replace('\n', " "));
}
