//! The cases of a rulebook's folder.

use super::lay::Layer;
use super::read::{Draft, ProfileSource, Spot, read};
use crate::diagnostic::{Diagnostic, Place};
use crate::error::{Error, RulebookError};
use crate::rulebook::shelf::{Trouble, read_file};
use crate::text::Text;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The folder of case files in a rulebook's folder.
pub(super) const FOLDER: &str = "cases";

/// The worked cases of a rulebook, in the order of their files' names and as they stand in them.
#[derive(Clone, Debug)]
pub struct Suite {
    pub(super) cases: Vec<Case>,
}

#[derive(Clone, Debug)]
pub(super) struct Case {
    pub name: Text,
    pub place: Place,
    #[cfg_attr(not(feature = "authoring"), allow(dead_code, reason = "only tools for authors rewrite cases"))]
    pub spot: Spot,
    pub profile: Arc<Profile>,
    pub layer: Layer,
}

/// A profile, as it was written and, where it is JSON, parsed for changes.
#[derive(Debug)]
pub(super) struct Profile {
    pub text: String,
    pub json: Result<serde_json::Value, String>,
}

impl Profile {
    fn new(text: String) -> Profile {
        let json = serde_json::from_str(&text).map_err(|error| error.to_string());
        Profile { text, json }
    }
}

impl Suite {
    /// Reads every `cases/*.toml` of a rulebook's folder, and the profiles that they name. A folder without cases gives
    /// an empty suite.
    ///
    /// # Errors
    /// [`Error::Rulebook`] with every mistake in every case file, each with its place.
    pub fn load(folder: impl AsRef<Path>) -> Result<Suite, Error> {
        let folder = folder.as_ref().join(FOLDER);
        let mut loading = Loading { folder, findings: Vec::new(), texts: BTreeMap::new(), profiles: BTreeMap::new() };
        let mut cases = Vec::new();
        for name in loading.files() {
            loading.file(&name, &mut cases);
        }
        if loading.findings.is_empty() {
            return Ok(Suite { cases });
        }
        Err(RulebookError::new(loading.findings, loading.texts).into())
    }

    /// How many cases there are, each variant counted as one.
    pub fn len(&self) -> usize {
        self.cases.len()
    }

    /// Whether there are no cases.
    pub fn is_empty(&self) -> bool {
        self.cases.is_empty()
    }
}

struct Loading {
    /// That of the case files.
    folder: PathBuf,
    findings: Vec<Diagnostic>,
    texts: BTreeMap<String, String>,
    profiles: BTreeMap<String, Option<Arc<Profile>>>,
}

impl Loading {
    /// The names of the case files, in order.
    fn files(&mut self) -> Vec<String> {
        let entries = match self.folder.read_dir() {
            Ok(entries) => entries,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Vec::new(),
            Err(error) => {
                self.findings.push(Trouble::from(error).report(Place::file(FOLDER), FOLDER));
                return Vec::new();
            }
        };
        let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
        // hidden files are those of editors and file managers
        let mut names: Vec<String> = names.filter(|name| name.ends_with(".toml") && !name.starts_with('.')).collect();
        names.sort();
        names
    }

    fn file(&mut self, name: &str, cases: &mut Vec<Case>) {
        let shown = format!("{FOLDER}/{name}");
        let text = match read_file(&self.folder.join(name)) {
            Ok(text) => text,
            Err(trouble) => return self.findings.push(trouble.report(Place::file(&shown), &shown)),
        };
        let (drafts, findings) = read(&shown, &text);
        self.texts.insert(shown, text);
        // profiles of cases that cannot be read would only be told as missing
        let readable = findings.is_empty();
        self.findings.extend(findings);
        if readable {
            cases.extend(drafts.into_iter().filter_map(|draft| self.case(draft)));
        }
    }

    fn case(&mut self, draft: Draft) -> Option<Case> {
        let Draft { name, place, spot, profile: source, layer } = draft;
        let profile = match &source {
            ProfileSource::Inline(json) => {
                let text = json.to_string();
                Arc::new(Profile { text, json: Ok(json.clone()) })
            }
            ProfileSource::File(path, place) => self.profile(path, place)?,
        };
        if let (Err(original), ProfileSource::File(path, place)) = (&profile.json, &source)
            && !layer.changes.is_empty()
        {
            let args = [("file", path.as_str()), ("original", original.as_str())];
            self.findings.push(Diagnostic::error("case-profile-not-json", place.clone(), &args));
            return None;
        }
        Some(Case { name, place, spot, profile, layer })
    }

    fn profile(&mut self, path: &str, place: &Place) -> Option<Arc<Profile>> {
        if let Some(known) = self.profiles.get(path) {
            return known.clone();
        }
        let profile = match read_file(&self.folder.join(path)) {
            Ok(text) => Some(Arc::new(Profile::new(text))),
            Err(trouble) => {
                self.findings.push(trouble.report(place.clone(), path));
                None
            }
        };
        self.profiles.insert(path.to_owned(), profile.clone());
        profile
    }
}
