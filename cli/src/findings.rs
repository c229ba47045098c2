//! What is wrong with a profile in the eyes of all the rulebooks of a call together.

use crate::books;
use crate::input::Input;
use crate::trouble::Trouble;
use zhiheng::diagnostic::{Diagnostic, Severity};
use zhiheng::{Error, Rulebook, check_profile};

/// The findings of a profile.
pub struct Findings {
    /// What keeps it from being assessed.
    pub errors: Vec<Diagnostic>,
    /// What may not mean what its author thinks.
    pub warnings: Vec<Diagnostic>,
}

/// The code of a field that the schema does not know.
const UNKNOWN: &str = "profile-unknown-field";

/// Checks the whole profile against the schemas of `books`. A field that only another built-in rulebook knows is known.
pub fn of(input: &Input, books: &[Rulebook], strict: bool) -> Result<Findings, Trouble> {
    let mut findings = check(input, books, strict)?;
    if findings.errors.iter().chain(&findings.warnings).any(|found| found.code == UNKNOWN) {
        let everybody: Vec<Rulebook> = books.iter().cloned().chain(books::builtin()?).collect();
        let Findings { errors, warnings } = check(input, &everybody, strict)?;
        let known = |found: &Diagnostic| {
            let same = |other: &Diagnostic| other.code == UNKNOWN && other.path == found.path;
            found.code == UNKNOWN && !errors.iter().chain(&warnings).any(same)
        };
        findings.errors.retain(|found| !known(found));
        findings.warnings.retain(|found| !known(found));
    }
    Ok(findings)
}

fn check(input: &Input, books: &[Rulebook], strict: bool) -> Result<Findings, Trouble> {
    match check_profile(books, &input.bytes, strict) {
        Ok(warnings) => Ok(Findings { errors: Vec::new(), warnings }),
        Err(Error::Profile(error)) => {
            let found = error.diagnostics().iter().cloned();
            let (errors, warnings) = found.partition(|found| found.severity == Severity::Error);
            Ok(Findings { errors, warnings })
        }
        Err(error) => Err(Trouble::Library { error, name: input.name.clone(), text: input.text() }),
    }
}
