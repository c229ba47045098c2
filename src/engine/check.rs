//! A whole profile in the eyes of a rulebook and of those whose results it holds.

use super::load::Loaded;
use super::run::item_keys;
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::{Error, ProfileError};
use crate::facts::read::{Mode, Reading};

/// A field that one rulebook does not know may be another's own.
const UNKNOWN_FIELD: &str = "profile-unknown-field";

/// The warnings about a profile; mistakes are an error.
pub(super) fn check(loaded: &Loaded, profile: &[u8], strict: bool) -> Result<Vec<Diagnostic>, Error> {
    let mut by_rulebook = Vec::new();
    collect(loaded, profile, strict, &mut by_rulebook);
    let known_to_one = |found: &Diagnostic| {
        found.code == UNKNOWN_FIELD && by_rulebook.iter().any(|others: &Vec<Diagnostic>| !others.contains(found))
    };
    let mut findings: Vec<Diagnostic> = Vec::new();
    for found in by_rulebook.iter().flatten() {
        if !findings.contains(found) && !known_to_one(found) {
            findings.push(found.clone());
        }
    }
    if findings.iter().any(|found| found.severity == Severity::Error) {
        return Err(ProfileError::new(findings).into());
    }
    Ok(findings)
}

fn collect(loaded: &Loaded, profile: &[u8], strict: bool, by_rulebook: &mut Vec<Vec<Diagnostic>>) {
    let reading = Reading { file: "", mode: Mode::Full, strict, limits: &loaded.limits, keys: item_keys(loaded) };
    by_rulebook.push(match loaded.reader.read(profile, reading) {
        Ok(facts) => facts.warnings,
        Err(error) => error.diagnostics().to_vec(),
    });
    for (_, child) in &loaded.children {
        collect(child, profile, strict, by_rulebook);
    }
}
