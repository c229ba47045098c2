//! Rewriting expectations that do not hold to what comes out (feature `authoring`): value by value in the text, so that
//! comments, order and all other writing stay as they are.

use super::compare::{DECIMALS, Found, find};
use super::expect::{Facet, Target};
use super::run::plain;
use super::suite::{Case, FOLDER, Suite};
use crate::Rulebook;
use crate::assess::assessment::Assessment;
use crate::diagnostic::Place;
use crate::diagnostic::phrase;
use crate::error::{Error, RulebookError};
use crate::number::{Number, RoundingMode};
use crate::rulebook::manifest::Span;
use crate::rulebook::read::table::to_span;
use crate::rulebook::shelf::Trouble;
use crate::text::{Lang, Text};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Some editors begin a file with it.
const BYTE_ORDER_MARK: char = '\u{feff}';

type Node<'n, 'd> = &'n Spanned<DeValue<'d>>;

/// What becomes of the case files of a rulebook. Nothing is written: that is for the caller.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Update {
    /// The files that change, in the order of their names.
    pub files: Vec<UpdatedFile>,
    /// Expectations that do not hold and stay as they are.
    pub kept: Vec<Kept>,
}

/// A case file with new expectations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct UpdatedFile {
    /// Its path from the rulebook's folder: `cases/levels.toml`.
    pub file: String,
    /// Its new text.
    #[serde(skip)]
    pub text: String,
    /// What was rewritten, in the order of the cases.
    pub rewritten: Vec<Rewritten>,
}

/// An expectation that was rewritten.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Rewritten {
    /// The case, or the case and its variant.
    pub name: Text,
    /// The line, from 1, that the case or the variant starts on.
    pub line: u32,
    /// The expectation's key.
    pub what: String,
    /// What stood there, and what stands there now.
    pub before: String,
    /// What stands there now.
    pub after: String,
}

/// An expectation, or a whole case, that does not hold and is not rewritten.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Kept {
    /// The case, or the case and its variant.
    pub name: Text,
    /// The file, from the rulebook's folder.
    pub file: String,
    /// The line, from 1, that the case or the variant starts on.
    pub line: u32,
    /// The expectation's key.
    pub what: String,
    /// Why it stays.
    pub why: Text,
}

impl Update {
    /// Runs the cases of the rulebook in `folder`, and rewrites what they expect and does not come out. Only keys that a case or
    /// a variant itself names are rewritten; a case that cannot be run, and a reason that does not contain a text, are left
    /// to the author.
    ///
    /// # Errors
    /// [`Error::Rulebook`] where the rulebook or its cases cannot be read.
    pub fn of(folder: impl AsRef<Path>) -> Result<Update, Error> {
        let folder = folder.as_ref();
        let rulebook = Rulebook::load(folder)?;
        let suite = Suite::load(folder)?;
        let mut by_file: BTreeMap<&str, Vec<&Case>> = BTreeMap::new();
        for case in &suite.cases {
            by_file.entry(&case.place.file).or_default().push(case);
        }
        let mut update = Update { files: Vec::new(), kept: Vec::new() };
        for (file, cases) in by_file {
            let name = file.strip_prefix(FOLDER).unwrap_or(file).trim_start_matches('/');
            // as it is written: what reads cases evens out the ends of lines
            let written = std::fs::read_to_string(folder.join(FOLDER).join(name)).map_err(|error| {
                RulebookError::new(vec![Trouble::from(error).report(Place::file(file), file)], BTreeMap::new())
            })?;
            let (mark, text) =
                written.split_at(if written.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len_utf8() } else { 0 });
            update.file(file, (mark, text), &cases, &rulebook);
        }
        Ok(update)
    }

    fn file(&mut self, file: &str, (mark, text): (&str, &str), cases: &[&Case], rulebook: &Rulebook) {
        let (document, _) = DeTable::parse_recoverable(text);
        let mut edits: Vec<(Span, String)> = Vec::new();
        let mut rewritten = Vec::new();
        for case in cases {
            let (name, line) = (&case.name, case.place.line);
            let mut keep = |what: String, why: Text| {
                self.kept.push(Kept { name: name.clone(), file: file.to_owned(), line, what, why });
            };
            let assessment = match case.assess(rulebook, &plain(rulebook)) {
                Ok(assessment) => assessment,
                Err(differences) => {
                    differences
                        .into_iter()
                        .for_each(|difference| keep(difference.what, phrase("update-no-result", &[])));
                    continue;
                }
            };
            let expect = expect_of(document.get_ref(), case);
            for (target, claim) in &case.layer.expect.claims {
                let found = match find(&assessment, target) {
                    Ok(found) if claim.holds(&found) => continue,
                    Ok(found) => found,
                    Err(advice) => {
                        keep(target.entry(), advice);
                        continue;
                    }
                };
                let Some((node, bare)) = expect.and_then(|expect| written(expect, target)) else {
                    keep(target.to_string(), phrase("update-inherited", &[]));
                    continue;
                };
                let after = if bare { of_row(&assessment, target) } else { shown(&found) };
                let Some(after) = after else {
                    keep(target.to_string(), phrase("update-no-value", &[]));
                    continue;
                };
                let span = to_span(node.span());
                if edits.iter().any(|(other, _)| *other == span) {
                    continue;
                }
                let before = text.get(span.start..span.end).unwrap_or_default().to_owned();
                let what = target.entry();
                rewritten.push(Rewritten { name: name.clone(), line, what, before, after: after.clone() });
                edits.push((span, after));
            }
        }
        if edits.is_empty() {
            return;
        }
        edits.sort_by_key(|(span, _)| span.start);
        let (mut out, mut done) = (mark.to_owned(), 0);
        for (span, after) in edits {
            out.push_str(text.get(done..span.start).unwrap_or_default());
            out.push_str(&after);
            done = span.end;
        }
        out.push_str(text.get(done..).unwrap_or_default());
        self.files.push(UpdatedFile { file: file.to_owned(), text: out, rewritten });
    }

    /// What was rewritten and what was not, file by file, and a line that counts.
    pub fn text(&self, lang: Lang) -> String {
        let mut text = String::new();
        // writing to a string cannot fail
        for UpdatedFile { file, rewritten, .. } in &self.files {
            let _ = writeln!(text, "{file}");
            for Rewritten { name, line, what, before, after } in rewritten {
                let line = line.to_string();
                let args =
                    [("line", &*line), ("name", name.get(lang)), ("what", what), ("before", before), ("after", after)];
                let _ = writeln!(text, "  {}", phrase("update-rewritten", &args).get(lang));
            }
        }
        for Kept { name, file, line, what, why } in &self.kept {
            let place = format!("{file}:{line}");
            let args = [("place", &*place), ("name", name.get(lang)), ("what", what), ("why", why.get(lang))];
            let _ = writeln!(text, "{}", phrase("update-kept", &args).get(lang));
        }
        let rewritten = self.files.iter().map(|file| file.rewritten.len()).sum::<usize>().to_string();
        let kept = self.kept.len().to_string();
        let code = if self.kept.is_empty() { "update-counted" } else { "update-counted-kept" };
        let _ = writeln!(text, "{}", phrase(code, &[("rewritten", &rewritten), ("kept", &kept)]).get(lang));
        text
    }
}

/// The expectations that a case, or a variant, itself names.
fn expect_of<'n, 'd>(document: &'n DeTable<'d>, case: &Case) -> Option<Node<'n, 'd>> {
    let own = match document.get("case") {
        Some(cases) => nth(cases, case.spot.case)?,
        None => document,
    };
    let own = match case.spot.variant {
        Some(number) => nth(own.get("variant")?, number)?,
        None => own,
    };
    own.get("expect")
}

fn nth<'n, 'd>(list: Node<'n, 'd>, index: usize) -> Option<&'n DeTable<'d>> {
    let DeValue::Array(items) = list.get_ref() else { return None };
    table(items.get(index)?)
}

fn table<'n, 'd>(node: Node<'n, 'd>) -> Option<&'n DeTable<'d>> {
    match node.get_ref() {
        DeValue::Table(table) => Some(table),
        _ => None,
    }
}

/// Where an expectation is written, and whether that is a row as a bare number.
fn written<'n, 'd>(expect: Node<'n, 'd>, target: &Target) -> Option<(Node<'n, 'd>, bool)> {
    let entry = |kind: &str, id: &str| table(table(expect)?.get(kind)?)?.get(id);
    let facet = |node: Node<'n, 'd>, key: String| match table(node) {
        Some(entries) => Some((entries.get(key.as_str())?, false)),
        None => Some((node, true)),
    };
    // the last part of the key, as it is written
    let key = |target: &Target| target.to_string().rsplit('.').next().unwrap_or_default().to_owned();
    match target {
        Target::Group(id, _) => facet(entry("groups", id)?, key(target)).map(|(node, _)| (node, false)),
        Target::Row(id, _) => facet(entry("rows", id)?, key(target)),
        Target::Gate(id) => Some((entry("gates", id)?, false)),
        Target::Item(id, target) => written(entry("items", id)?, target),
        other => Some((table(expect)?.get(other.to_string().as_str())?, false)),
    }
}

/// A row that is written as a bare number: its points, or its state where points alone would not say it.
fn of_row(assessment: &Assessment, target: &Target) -> Option<String> {
    let facet = |facet: Facet| match target {
        Target::Row(id, _) => find(assessment, &Target::Row(id.clone(), facet)).ok(),
        Target::Item(item, target) => match &**target {
            Target::Row(id, _) => {
                let target = Target::Item(item.clone(), Box::new(Target::Row(id.clone(), facet)));
                find(assessment, &target).ok()
            }
            _ => None,
        },
        _ => None,
    };
    let state = facet(Facet::State)?;
    let points = facet(Facet::Value).as_ref().and_then(shown);
    match &state {
        Found::Word(Some(state)) if state == "answered" => points,
        Found::Word(Some(state)) if state == "answered in part" => {
            Some(format!("{{ points = {}, state = \"{state}\" }}", points?))
        }
        Found::Word(Some(state)) => Some(format!("{{ state = \"{state}\" }}")),
        _ => None,
    }
}

/// What came out, as TOML writes it; none for what is not there, and for texts, of which only the author knows what matters.
fn shown(found: &Found) -> Option<String> {
    match found {
        Found::Number(Some(number)) => decimal(number),
        Found::Word(Some(word)) => Some(quoted(word)),
        Found::Words(words) => {
            Some(format!("[{}]", words.iter().map(|word| quoted(word)).collect::<Vec<_>>().join(", ")))
        }
        Found::Number(None) | Found::Word(None) | Found::Text(_) => None,
    }
}

/// A number at as many decimals as cases compare.
fn decimal(number: &Number) -> Option<String> {
    number.round(DECIMALS, RoundingMode::HalfUp).ok()?.to_exact_string()
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for char in text.chars() {
        match char {
            '"' | '\\' => {
                out.push('\\');
                out.push(char);
            }
            control if control.is_control() => {
                let _ = write!(out, "\\u{:04X}", u32::from(control));
            }
            other => out.push(other),
        }
    }
    out.push('"');
    out
}
