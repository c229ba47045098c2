//! `rulebook.toml` from text to the typed table. Every mistake is reported, not only the first.
//!
//! What cannot be read is replaced by a harmless value, so that the rest can still be checked: a manifest that comes
//! with errors is for checking alone.

mod document;
mod gate;
mod group;
mod level;
mod lints;
mod param;
mod score;
pub(crate) mod table;
mod value;

use super::manifest::Manifest;
use crate::diagnostic::{Diagnostic, half_width, phrase};
use crate::text::Text;
use table::{Reader, Table, to_span};
use toml::Spanned;
use toml::de::DeTable;

pub(crate) use value::{is_id, is_identifier};

/// The file that holds the table.
pub(crate) const FILE: &str = "rulebook.toml";

/// The kind of the outermost table.
const ROOT: &str = "Rulebook";

/// The manifest in `text`, and everything that is wrong with it; none where the text is not TOML.
///
/// `file` is the name by which diagnostics call it.
pub(crate) fn read(file: &str, text: &str) -> (Option<Manifest>, Vec<Diagnostic>) {
    let reader = Reader::new(file, text);
    let manifest = read_with(&reader, text);
    (manifest, reader.into_findings())
}

fn read_with(reader: &Reader<'_>, text: &str) -> Option<Manifest> {
    let document = parse(reader, text)?;
    let span = reader.lines().whole();
    Some(document::manifest(Table::new(reader, ROOT, document.get_ref(), span)))
}

/// The TOML document in `text`; none where it is not TOML, or says nothing.
pub(crate) fn parse<'d>(reader: &Reader<'_>, text: &'d str) -> Option<Spanned<DeTable<'d>>> {
    if text.trim().is_empty() {
        reader.report(Diagnostic::error("empty-file", reader.lines().file(), &[("file", reader.lines().name())]));
        return None;
    }
    let (document, errors) = DeTable::parse_recoverable(text);
    // what follows on the same line is mostly of the same slip
    let mut told = 0;
    for error in &errors {
        let line = reader.lines().line(error.span().map(to_span).unwrap_or_default().start);
        if line != told {
            report_syntax(reader, text, error);
        }
        told = line;
    }
    errors.is_empty().then_some(document)
}

fn report_syntax(reader: &Reader<'_>, text: &str, error: &toml::de::Error) {
    let span = error.span().map(to_span).unwrap_or_default();
    let twice = error.message().starts_with("duplicate key");
    if twice && reader.lines().written(span) == "rows" {
        reader.error("rows-twice", span, &[]);
    } else {
        let place = reader.lines().place(span);
        let finding = Diagnostic::error("toml-syntax", place.clone(), &[("original", error.message())]);
        let line = text.lines().nth((place.line as usize).saturating_sub(1)).unwrap_or_default();
        reader.report(Diagnostic { help: remedy(line), ..finding });
    }
}

/// What to do about a line that is no TOML: the slips that are made most.
fn remedy(line: &str) -> Option<Text> {
    let quotes = line.matches('"').count();
    // every other part of the line stands between quotation marks
    let outside = line.split('"').step_by(2).flat_map(str::chars);
    let sign = outside.filter_map(|sign| Some((sign, half_width(sign)?))).next();
    match sign {
        Some((found, meant)) => Some(phrase("full-width-sign", &[("found", &found.to_string()), ("meant", &meant)])),
        None if quotes % 2 == 1 => Some(phrase("quotes-unpaired", &[])),
        None => Some(phrase("toml-slips", &[])),
    }
}

/// Which keys the reader asks for, by kind of table.
#[cfg(test)]
pub(crate) fn asked(text: &str) -> std::collections::BTreeMap<&'static str, std::collections::BTreeSet<&'static str>> {
    let reader = Reader::new(FILE, text);
    read_with(&reader, text);
    reader.asked()
}

#[cfg(test)]
pub(super) mod tests;
