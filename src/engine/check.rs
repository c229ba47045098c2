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
    let mut findings: Vec<Diagnostic> = Vec::new();
    for found in by_rulebook.iter().flatten() {
        if found.code == UNKNOWN_FIELD {
            let unknown = |other: &Diagnostic| other.code == UNKNOWN_FIELD && other.path == found.path;
            let known_to_one = by_rulebook.iter().any(|others: &Vec<Diagnostic>| !others.iter().any(unknown));
            if known_to_one {
                continue;
            }
            // each rulebook may have a nearest name of its own, or none
            if let Some(told) = findings.iter_mut().find(|told| unknown(told)) {
                if told.help.is_none() {
                    *told = found.clone();
                }
                continue;
            }
        }
        if !findings.contains(found) {
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
