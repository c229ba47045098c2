//! What came of running cases: which hold, and what differs where they do not.

use crate::diagnostic::phrase;
use crate::text::{Lang, Text};
use serde::Serialize;
use std::fmt::Write;

/// What came of the cases of a suite, in their order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Report {
    /// One result for each case and each variant.
    pub cases: Vec<CaseResult>,
}

/// What came of one case, or of one variant of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
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
    /// How the rows came about that differ.
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

/// How a row came about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Explanation {
    /// The key of the subject's item, where there are items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The row's full id.
    pub row: String,
    /// The reason that its rule gives; empty where it gives none.
    pub why: Text,
    /// The facts that it read.
    pub facts: Vec<Reading>,
}

/// A fact that a row read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Reading {
    /// The fact's path in the profile.
    pub path: String,
    /// Its value as JSON; `null` where it is not given.
    pub value: serde_json::Value,
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
        let (passed, failed) = (self.passed().to_string(), self.failed().to_string());
        let code = if self.is_success() { "cases-passed" } else { "cases-failed" };
        text.push_str(phrase(code, &[("passed", &passed), ("failed", &failed)]).get(lang));
        text.push('\n');
        text
    }
}

impl CaseResult {
    /// The case by name and place, what differs, and how it came about; one line of its own for each.
    pub fn text(&self, lang: Lang) -> String {
        let sign = if self.passed { '✓' } else { '✗' };
        let mut text = format!("{sign} {} ({}:{})\n", self.name.get(lang), self.file, self.line);
        for Difference { what, expected, actual } in &self.differences {
            let args = [("what", what.as_str()), ("expected", expected.get(lang)), ("actual", actual.get(lang))];
            push_line(&mut text, 4, phrase("case-differs", &args).get(lang));
        }
        for Explanation { item, row, why, facts } in &self.explanations {
            let item = item.as_deref().map(|item| format!("{item} · ")).unwrap_or_default();
            push_line(&mut text, 4, format!("{item}{row}  {}", why.get(lang)).trim_end());
            for Reading { path, value } in facts {
                let shown = match value {
                    serde_json::Value::Null => phrase("value-absent", &[]).get(lang).to_owned(),
                    value => value.to_string(),
                };
                push_line(&mut text, 6, &format!("{path} = {shown}"));
            }
        }
        text
    }
}

fn push_line(text: &mut String, indent: usize, line: &str) {
    // writing to a string cannot fail
    let _ = writeln!(text, "{:indent$}{}", "", line.replace('\n', " "));
}
