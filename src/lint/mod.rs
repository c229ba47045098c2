//! Findings about a rulebook that can be used, but may not mean what its author thinks.
//!
//! What stops a rulebook from loading is told by loading it. Each finding has a code, a place and a remedy; a page of
//! `docs/findings` shows the mistake and its mending. What can never happen is computed over everything that the
//! profile's schema allows, and not guessed. An author who has weighed a finding says so in the table:
//!
//! ```toml
//! [lints]
//! row-without-advice = { level = "allow", at = ["basics.policy"], reason = "方针由企业自定" }
//! unused-param = { level = "deny" }
//! ```
//!
//! ```
//! use zhiheng::{Library, lint::lint};
//!
//! assert!(lint(&Library::builtin().get("three-same")?).is_empty());
//! # Ok::<(), zhiheng::Error>(())
//! ```

mod names;
mod reachable;
mod script;
mod settings;
mod sums;
mod texts;
mod thresholds;
mod unused;

#[cfg(test)]
mod tests;

use crate::diagnostic::{Diagnostic, Place};
use crate::engine::{Loaded, Rulebook};
use crate::rulebook::lines::Lines;
use crate::rulebook::manifest::{Manifest, Span};
use crate::rulebook::read::FILE;
use crate::script::ast::{Function, Pos};

/// Everything that may be wrong with a loaded rulebook: [`Rulebook::warnings`] and the lints, file by file in the order
/// of their places, as `[lints]` of the table says.
pub fn lint(rulebook: &Rulebook) -> Vec<Diagnostic> {
    let loaded = rulebook.loaded();
    let text = loaded.sources.text(FILE).unwrap_or_default();
    let mut linter = Linter { loaded, lines: Lines::new(FILE, text), found: Vec::new() };
    for warning in &loaded.warnings {
        linter.found.push(Found { about: linter.function_at(&warning.place), diagnostic: warning.clone() });
    }
    sums::lint(&mut linter);
    texts::lint(&mut linter);
    names::lint(&mut linter);
    unused::lint(&mut linter);
    script::lint(&mut linter);
    thresholds::lint(&mut linter);
    reachable::lint(&mut linter);
    let mut findings = settings::apply(linter);
    findings.sort_by(|a, b| (&a.place, a.code).cmp(&(&b.place, b.code)));
    findings.dedup();
    findings
}

/// A rulebook under the lints, and what they found.
struct Linter<'l> {
    loaded: &'l Loaded,
    lines: Lines<'l>,
    found: Vec<Found>,
}

/// A finding, and what it is about: a row's full id, `params.NAME`, `gates.ID`, `levels.ID`, `groups.ID`, `sources.ID`,
/// `SCRIPT.FUNCTION`, or nothing.
struct Found {
    about: String,
    diagnostic: Diagnostic,
}

impl<'l> Linter<'l> {
    fn manifest(&self) -> &'l Manifest {
        &self.loaded.manifest
    }

    /// A finding in the table.
    fn table(&mut self, code: &'static str, span: Span, about: &str, args: &[(&str, &str)]) {
        let place = self.lines.place(span);
        self.add(code, place, about, args);
    }

    /// A finding in a script of the rulebook's own.
    fn script(&mut self, code: &'static str, file: &str, pos: Pos, args: &[(&str, &str)]) {
        let place = Place::at(file, pos.line, pos.column, pos.length);
        let about = self.function_at(&place);
        self.add(code, place, &about, args);
    }

    fn add(&mut self, code: &'static str, place: Place, about: &str, args: &[(&str, &str)]) {
        let diagnostic = Diagnostic::warning(code, place, args);
        self.found.push(Found { about: about.to_owned(), diagnostic });
    }

    /// The scripts of the rulebook's own, by name, with the file of each.
    fn scripts(&self) -> impl Iterator<Item = (&'l str, &'l crate::script::ast::Script)> + use<'l> {
        let own = self.loaded.scripts.iter().filter(|(_, source)| !source.foreign);
        own.map(|(name, source)| (name.as_str(), &source.script))
    }

    /// `SCRIPT.FUNCTION` of the function around a place; empty where there is none.
    fn function_at(&self, place: &Place) -> String {
        let script = self.scripts().find(|(_, script)| script.file == place.file);
        let before = |function: &&Function| function.name.pos.line <= place.line;
        let function = script.and_then(|(name, script)| {
            let function = script.functions.iter().filter(before).max_by_key(|function| function.name.pos)?;
            Some(format!("{name}.{}", function.name.text))
        });
        function.unwrap_or_default()
    }
}
