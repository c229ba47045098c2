//! What is wrong with a profile in the eyes of all the rulebooks of a call together.

use crate::input::Input;
use crate::trouble::Trouble;
use crate::voice::Voice;
use zhiheng::diagnostic::{Diagnostic, Severity};
use zhiheng::{Error, Library, Rulebook, check_profile};

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
    let Findings { mut errors, mut warnings } = check(input, books, strict)?;
    let unknown = errors.iter().chain(&warnings).filter(|found| found.code == UNKNOWN);
    let paths: Vec<String> = unknown.filter_map(|found| found.path.clone()).collect();
    if !paths.is_empty() {
        let undeclared = Library::builtin().undeclared(paths.iter().map(String::as_str));
        let is_left = |found: &Diagnostic| {
            found.code != UNKNOWN || found.path.as_deref().is_none_or(|path| undeclared.contains(&path))
        };
        errors.retain(is_left);
        warnings.retain(is_left);
    }
    Ok(Findings { errors, warnings })
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
