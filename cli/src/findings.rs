//! What is wrong with a profile in the eyes of all the rulebooks of a call together.

use crate::input::Input;
use crate::trouble::Trouble;
use zhiheng::diagnostic::{Diagnostic, Severity};
use zhiheng::{Error, Rulebook};

/// A field that one rulebook does not know may be another's own.
const UNKNOWN_FIELD: &str = "profile-unknown-field";

/// The findings of a profile.
#[derive(Default)]
pub struct Findings {
    /// What keeps it from being assessed.
    pub errors: Vec<Diagnostic>,
    /// What may not mean what its author thinks.
    pub warnings: Vec<Diagnostic>,
}

/// Checks the whole profile against the schemas of `books`.
pub fn of(input: &Input, books: &[Rulebook], strict: bool) -> Result<Findings, Trouble> {
    let mut by_book: Vec<Vec<Diagnostic>> = Vec::new();
    for book in books {
        by_book.push(match book.check_profile(&input.bytes, strict) {
            Ok(warnings) => warnings,
            Err(Error::Profile(error)) => error.diagnostics().to_vec(),
            Err(error) => {
                return Err(Trouble::Library { error, name: input.name.clone(), text: input.text() });
            }
        });
    }
    Ok(together(&by_book))
}

fn together(by_book: &[Vec<Diagnostic>]) -> Findings {
    let mut all: Vec<&Diagnostic> = by_book.iter().flatten().collect();
    all.sort_by_key(|diagnostic| (&diagnostic.place, diagnostic.code));
    let mut findings = Findings::default();
    for diagnostic in all {
        let same = |other: &Diagnostic| other.code == UNKNOWN_FIELD && other.path == diagnostic.path;
        // each rulebook may suggest a name of its own: one of them is enough
        if diagnostic.code == UNKNOWN_FIELD
            && (by_book.iter().any(|book| !book.iter().any(same))
                || findings.errors.iter().chain(&findings.warnings).any(same))
        {
            continue;
        }
        let list = match diagnostic.severity {
            Severity::Error => &mut findings.errors,
            _ => &mut findings.warnings,
        };
        if !list.contains(diagnostic) {
            list.push(diagnostic.clone());
        }
    }
    findings
}
