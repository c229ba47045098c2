//! What is wrong with a profile in the eyes of all the rulebooks of a call together.

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

/// Checks the whole profile against the schemas of `books`.
pub fn of(input: &Input, books: &[Rulebook], strict: bool) -> Result<Findings, Trouble> {
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
