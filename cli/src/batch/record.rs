//! One profile's line of the results.

use super::lines::Line;
use super::shape::{Figures, Shape, word};
use super::tally::Tally;
use crate::call::{BatchFormat, BatchOutput};
use serde::Serialize;
use std::collections::BTreeMap;
use zhiheng::diagnostic::Diagnostic;
use zhiheng::{Assessment, Error, Lang, Options, Rulebook};

/// What all lines share.
pub struct Job {
    pub books: Vec<Rulebook>,
    pub options: Options,
    pub shape: Shape,
    pub lang: Lang,
}

/// The columns of CSV.
pub const COLUMNS: [&str; 13] = [
    "line", "name", "rulebook", "item", "status", "level", "score", "max", "lower", "upper", "coverage", "error",
    "path",
];

/// Why a line, or a rulebook on it, has no result.
#[derive(Clone, Serialize)]
pub struct Told {
    code: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<String>,
    message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<String>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Result<'a> {
    Full(&'a Assessment),
    Figures(&'a Figures),
    NotInEffect { rulebook: &'a str, not_in_effect: &'a str },
}

#[derive(Serialize)]
struct Record<'a> {
    line: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    assessments: Option<Vec<Result<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    results: Option<Vec<Result<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    levels: Option<BTreeMap<&'a str, &'a str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a [Told]>,
}

/// What came of one profile.
pub struct Outcome {
    line: u64,
    name: Option<String>,
    /// By rulebook, in the order of the call: what came of it, or that it is not in effect.
    results: Vec<(String, std::result::Result<Came, Told>)>,
    error: Vec<Told>,
}

/// What came of a profile under one rulebook: everything, or the figures alone.
enum Came {
    Full(Box<Assessment>),
    Figures(Box<Figures>),
}

impl Came {
    /// One word for it.
    fn word(&self) -> &str {
        match self {
            Came::Full(assessment) => word(assessment.status, assessment.level.id()),
            Came::Figures(figures) => word(figures.status, figures.level.as_deref()),
        }
    }
}

impl Job {
    /// Assesses the profile on a line by every rulebook.
    pub fn assess(&self, line: &Line) -> Outcome {
        let mut outcome = Outcome { line: line.number, name: None, results: Vec::new(), error: Vec::new() };
        let Some(bytes) = &line.bytes else {
            outcome.error = vec![Told::too_long(self.lang)];
            return outcome;
        };
        for book in &self.books {
            match self.one(book, bytes) {
                Ok((name, came)) => {
                    // a result by item has the enterprise's name too
                    outcome.name = outcome.name.or(name);
                    outcome.results.push((book.id().to_owned(), Ok(came)));
                }
                Err(Error::Request(error)) if error.diagnostic().code == "not-in-effect" => {
                    let told = Told::of(error.diagnostic(), self.lang);
                    outcome.results.push((book.id().to_owned(), Err(told)));
                }
                Err(error) => {
                    // what is wrong with the profile is wrong by every rulebook: told once
                    outcome.results.clear();
                    outcome.error = match error.diagnostics() {
                        [] => vec![Told::internal(&error)],
                        found => found.iter().map(|found| Told::of(found, self.lang)).collect(),
                    };
                    break;
                }
            }
        }
        outcome
    }

    /// The name of the enterprise, and what comes of its profile by one rulebook.
    fn one(&self, book: &Rulebook, bytes: &[u8]) -> std::result::Result<(Option<String>, Came), Error> {
        if self.shape.output == BatchOutput::Full {
            let assessment = book.assess_with(bytes, &self.options)?;
            let name = assessment.subject.title.as_ref().map(|title| title.get(Lang::Zh).to_owned());
            return Ok((name, Came::Full(Box::new(assessment))));
        }
        let evaluation = book.evaluate_with(bytes, &self.options)?;
        let figures = Figures::of(book.id(), &evaluation)?;
        Ok((evaluation.name().map(str::to_owned), Came::Figures(Box::new(figures))))
    }
}

impl Outcome {
    /// Writes the line, and counts it.
    pub fn write(&self, shape: Shape, into: &mut Vec<u8>, tally: &mut Tally) -> std::io::Result<()> {
        tally.line(self.line, !self.error.is_empty());
        for (rulebook, result) in &self.results {
            match result {
                Ok(came) => tally.level(rulebook, came.word()),
                Err(_) => tally.level(rulebook, NOT_IN_EFFECT),
            }
        }
        match shape.format {
            BatchFormat::Ndjson => {
                serde_json::to_writer(&mut *into, &self.record(shape.output))?;
                into.push(b'\n');
                Ok(())
            }
            BatchFormat::Csv => self.rows(shape.output, into),
        }
    }

    fn record(&self, output: BatchOutput) -> Record<'_> {
        let mut record = Record {
            line: self.line,
            name: self.name.as_deref(),
            assessments: None,
            results: None,
            levels: None,
            error: Some(self.error.as_slice()).filter(|error| !error.is_empty()),
        };
        if !self.error.is_empty() {
            return record;
        }
        let results = self.results.iter();
        match output {
            BatchOutput::Levels => {
                record.levels = Some(results.map(|(id, result)| (id.as_str(), said(result))).collect())
            }
            BatchOutput::Scores | BatchOutput::Full => {
                let results = results.map(|(id, result)| match result {
                    Ok(Came::Full(assessment)) => Result::Full(assessment),
                    Ok(Came::Figures(figures)) => Result::Figures(figures),
                    Err(told) => Result::NotInEffect { rulebook: id, not_in_effect: &told.message },
                });
                let results: Vec<Result<'_>> = results.collect();
                let full = output == BatchOutput::Full;
                *(if full { &mut record.assessments } else { &mut record.results }) = Some(results);
            }
        }
        record
    }

    /// A row for each rulebook and each item; one for a line without a result.
    fn rows(&self, output: BatchOutput, into: &mut Vec<u8>) -> std::io::Result<()> {
        let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(into);
        let line = self.line.to_string();
        let name = self.name.as_deref().unwrap_or_default();
        if let Some(told) = self.error.first() {
            let path = told.path.as_deref().unwrap_or_default();
            writer.write_record([&*line, "", "", "", "", "", "", "", "", "", "", &*told.message, path])?;
        }
        for (rulebook, result) in &self.results {
            match result {
                // everything at once is no table
                Ok(Came::Full(_)) => {}
                Ok(Came::Figures(figures)) => {
                    let items = if output == BatchOutput::Levels { &[][..] } else { figures.items.as_slice() };
                    for one in std::iter::once(&**figures).chain(items) {
                        writer.write_record(row(&line, name, rulebook, one))?;
                    }
                }
                Err(told) => {
                    let row = [&*line, name, rulebook, "", NOT_IN_EFFECT, "", "", "", "", "", "", &*told.message, ""];
                    writer.write_record(row)?;
                }
            }
        }
        writer.flush()
    }
}

/// What is said in the place of a level where a rulebook is not in effect on the day of a profile.
pub const NOT_IN_EFFECT: &str = "not in effect";

fn said(result: &std::result::Result<Came, Told>) -> &str {
    result.as_ref().map_or(NOT_IN_EFFECT, Came::word)
}

fn row(line: &str, name: &str, rulebook: &str, figures: &Figures) -> [String; 13] {
    let number = |number: &Option<zhiheng::Number>| number.as_ref().map(ToString::to_string).unwrap_or_default();
    [
        line.to_owned(),
        name.to_owned(),
        rulebook.to_owned(),
        figures.item.clone().unwrap_or_default(),
        status(figures.status).to_owned(),
        figures.level.clone().unwrap_or_default(),
        number(&figures.score),
        number(&figures.max),
        number(&figures.lower),
        number(&figures.upper),
        number(&figures.coverage),
        String::new(),
        String::new(),
    ]
}

/// The status as JSON has it.
fn status(status: zhiheng::assessment::Verdict) -> &'static str {
    use zhiheng::assessment::Verdict;
    match status {
        Verdict::NotApplicable => "not applicable",
        Verdict::Barred => "barred",
        Verdict::Indeterminate => "indeterminate",
        Verdict::Graded => "graded",
        Verdict::Ungraded => "ungraded",
    }
}

impl Told {
    fn of(found: &Diagnostic, lang: Lang) -> Told {
        Told {
            code: found.code.to_owned(),
            path: found.path.clone(),
            message: found.message(lang).to_owned(),
            help: found.help(lang).map(str::to_owned),
        }
    }

    fn internal(error: &Error) -> Told {
        Told { code: "internal".to_owned(), path: None, message: error.to_string(), help: None }
    }

    fn too_long(lang: Lang) -> Told {
        let message = crate::words::say().batch_line_too_long.get(lang).to_owned();
        Told { code: "line-too-long".to_owned(), path: None, message, help: None }
    }
}
