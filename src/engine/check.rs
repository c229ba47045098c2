//! A whole profile in the eyes of several rulebooks together, and of those whose results they hold.

use super::load::Loaded;
use super::rulebook::Rulebook;
use super::run::item_keys;
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::{Error, ProfileError};
use crate::facts::read::{Mode, Reading};
use std::sync::Arc;

/// A field that one rulebook does not know may be another's own.
const UNKNOWN_FIELD: &str = "profile-unknown-field";

/// Checks a whole profile against the schemas of all these rulebooks together, and gives the warnings, each once, by
/// their places. A field is unknown only where none of them knows it, nor a rulebook whose result one of them holds.
///
/// ```
/// use zhiheng::{Library, check_profile};
/// let books = [Library::builtin().get("tqm")?, Library::builtin().get("quality-digital")?];
/// let warnings = check_profile(&books, r#"{ "basic": { "nmae": "某厂" } }"#, false)?;
/// assert_eq!(warnings[0].path.as_deref(), Some("basic.nmae"));
/// # Ok::<(), zhiheng::Error>(())
/// ```
///
/// # Errors
/// [`Error::Profile`] with every mistake; under `strict` a field that no rulebook knows is one.
pub fn check_profile(
    rulebooks: &[Rulebook],
    profile: impl AsRef<[u8]>,
    strict: bool,
) -> Result<Vec<Diagnostic>, Error> {
    check(rulebooks.iter().map(Rulebook::loaded), profile.as_ref(), strict)
}

/// The same for rulebooks as they are loaded.
pub(super) fn check<'l>(
    rulebooks: impl Iterator<Item = &'l Loaded>,
    profile: &[u8],
    strict: bool,
) -> Result<Vec<Diagnostic>, Error> {
    let mut different = Vec::new();
    rulebooks.for_each(|loaded| collect(loaded, &mut different));
    let read = |loaded: &&Loaded| {
        let reading = Reading { file: "", mode: Mode::Full, strict, limits: &loaded.limits, keys: item_keys(loaded) };
        match loaded.reader.read(profile, reading) {
            Ok(facts) => facts.warnings,
            Err(error) => error.diagnostics().to_vec(),
        }
    };
    let by_rulebook: Vec<Vec<Diagnostic>> = different.iter().map(read).collect();
    let mut all: Vec<&Diagnostic> = by_rulebook.iter().flatten().collect();
    all.sort_by_key(|found| (&found.place, found.code));
    let mut findings: Vec<Diagnostic> = Vec::new();
    for found in all {
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

/// The rulebooks that may find different things in a profile, with those that they hold.
fn collect<'l>(loaded: &'l Loaded, different: &mut Vec<&'l Loaded>) {
    let finds_the_same = |other: &&Loaded| {
        // most add nothing to the built-in types, which all of them share
        Arc::ptr_eq(&other.schema, &loaded.schema)
            && item_keys(other) == item_keys(loaded)
            && other.limits == loaded.limits
    };
    if !different.iter().any(finds_the_same) {
        different.push(loaded);
    }
    for (_, child) in &loaded.children {
        collect(child, different);
    }
}
