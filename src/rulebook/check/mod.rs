//! What must fit together across the table. What the scripts' types say is checked elsewhere.

mod amounts;
mod basis;
mod composites;
mod dates;
mod gates;
mod groups;
mod ids;
mod levels;
mod scripts;

use super::lines::Lines;
use super::manifest::{Manifest, Span};
use crate::diagnostic::{Diagnostic, nearest};
use std::collections::BTreeSet;

pub(crate) use composites::check_composites;

/// Everything in the table that does not fit together; `file` and `text` are what the manifest was read from,
/// `scripts` the names of the scripts at hand.
pub(crate) fn check(manifest: &Manifest, file: &str, text: &str, scripts: &BTreeSet<&str>) -> Vec<Diagnostic> {
    let mut checker = Checker { manifest, lines: Lines::new(file, text), findings: Vec::new() };
    ids::check(&mut checker);
    groups::check(&mut checker);
    dates::check(&mut checker);
    amounts::check(&mut checker);
    basis::check(&mut checker);
    levels::check(&mut checker);
    gates::check(&mut checker);
    scripts::check(&mut checker, scripts);
    checker.findings
}

/// A manifest under check, and what was found.
struct Checker<'m> {
    manifest: &'m Manifest,
    lines: Lines<'m>,
    findings: Vec<Diagnostic>,
}

impl<'m> Checker<'m> {
    fn error(&mut self, code: &'static str, span: Span, args: &[(&str, &str)]) {
        self.findings.push(Diagnostic::error(code, self.lines.place(span), args));
    }

    fn warning(&mut self, code: &'static str, span: Span, args: &[(&str, &str)]) {
        self.findings.push(Diagnostic::warning(code, self.lines.place(span), args));
    }

    /// An unknown name, with the nearest known one.
    fn unknown<'k>(&mut self, code: &'static str, span: Span, name: &str, known: impl IntoIterator<Item = &'k str>) {
        let finding = Diagnostic::error(code, self.lines.place(span), &[("name", name)]);
        self.findings.push(finding.suggest(nearest(name, known)));
    }

    fn group_ids(&self) -> impl Iterator<Item = &'m str> + use<'m> {
        self.manifest.groups.iter().map(|group| group.id.value.as_str())
    }
}

#[cfg(test)]
mod tests;
