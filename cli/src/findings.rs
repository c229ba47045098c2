//! What is wrong with a profile in the eyes of all the rulebooks of a call together.

use crate::books;
use crate::input::Input;
use crate::trouble::Trouble;
use crate::voice::Voice;
use zhiheng::diagnostic::{Diagnostic, Severity};
use zhiheng::{Error, Rulebook, check_profile};

/// The findings of a profile.
struct Findings {
    /// What keeps it from being assessed.
    errors: Vec<Diagnostic>,
    /// What may not mean what its author thinks.
    warnings: Vec<Diagnostic>,
}

/// The code of a field that the schema does not know.
const UNKNOWN: &str = "profile-unknown-field";

/// Checks the whole profile against the schemas of `books`. A field that only another built-in rulebook knows is known.
fn of(input: &Input, books: &[Rulebook], strict: bool) -> Result<Findings, Trouble> {
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

/// Says what to look at in a profile; what keeps it from being assessed is the trouble.
pub fn tell(input: &Input, books: &[Rulebook], strict: bool, voice: &Voice) -> Result<(), Trouble> {
    let Findings { errors, warnings } = of(input, books, strict)?;
    let text = input.text();
    if !errors.is_empty() {
        let diagnostics = errors.into_iter().chain(warnings).collect();
        return Err(Trouble::Profile { diagnostics, name: input.name.clone(), text });
    }
    voice.diagnostics(&warnings, &input.name, &|_| text.as_deref());
    Ok(())
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
