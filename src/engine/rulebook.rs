//! The front door: a loaded rulebook, what it says of itself, and the assessing of profiles.

use super::check::check;
use super::evaluation::Evaluation;
use super::facts::{FactInfo, facts};
use super::load::{Loaded, load};
use super::run::{Account, Options, item_keys, run};
use super::session::Whole;
use super::watch::Watch;
use crate::assess::assessment::{Assessment, SourceRef};
use crate::date::Date;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::facts::describe::{profile_template, read_paths};
use crate::facts::path::ItemKeys;
use crate::facts::schema::Schema;
use crate::facts::typed::to_json;
use crate::limits::Limits;
use crate::rulebook::folder::load_folder;
use crate::rulebook::library::Library;
use crate::rulebook::manifest::Status;
use crate::rulebook::sources::Sources;
use crate::text::Text;
use serde::Serialize;
use std::path::Path;
use std::sync::Arc;

/// A rulebook (评价规则册): one evaluation scheme, checked and compiled.
///
/// Cheap to clone and shared freely between threads. To follow changes of its files, load a new one and swap it in.
#[derive(Clone, Debug)]
pub struct Rulebook {
    loaded: Arc<Loaded>,
}

impl Rulebook {
    /// Loads the rulebook in `folder`, with the scripts, schemas and rulebooks that its table names.
    ///
    /// # Errors
    /// [`Error::Rulebook`] with every mistake, its place and, where there is one, the remedy.
    pub fn load(folder: impl AsRef<Path>) -> Result<Rulebook, Error> {
        Rulebook::load_within(folder, &Limits::default())
    }

    /// As [`load`](Rulebook::load), with limits of the host's own on scripts and literal ranges.
    ///
    /// # Errors
    /// As [`load`](Rulebook::load), and what exceeds a limit, by its name.
    pub fn load_within(folder: impl AsRef<Path>, limits: &Limits) -> Result<Rulebook, Error> {
        let sources = load_folder(folder.as_ref())?;
        Ok(Rulebook { loaded: Arc::new(load(&sources, limits, None)?) })
    }

    pub(crate) fn from_sources(sources: &Sources) -> Result<Rulebook, Error> {
        Ok(Rulebook { loaded: Arc::new(load(sources, &Limits::default(), None)?) })
    }

    /// The id, such as `three-same`.
    pub fn id(&self) -> &str {
        &self.loaded.manifest.id.value
    }

    /// The title.
    pub fn title(&self) -> &Text {
        &self.loaded.manifest.title
    }

    /// The SemVer of the rules: its major part changes when somebody's level may.
    pub fn version(&self) -> &str {
        &self.loaded.manifest.version.value
    }

    /// How firm the ground is on which the rulebook stands, where a part does not say otherwise.
    pub fn status(&self) -> Status {
        self.loaded.manifest.status
    }

    /// `sha256:` and 64 digits: the same for the same rules, whatever the comments and cases say.
    pub fn digest(&self) -> &str {
        self.loaded.digest()
    }

    /// The first day on which the rulebook is in effect, and the last if there is one.
    pub fn effective(&self) -> (Date, Option<Date>) {
        let effective = &self.loaded.manifest.effective;
        (Date::from_civil(effective.from), effective.to.map(Date::from_civil))
    }

    /// Whether the rulebook is in effect on that day.
    pub fn is_in_effect(&self, on: Date) -> bool {
        let (from, to) = self.effective();
        from <= on && to.is_none_or(|to| on <= to)
    }

    /// The path of the list whose items are assessed one by one; none where the enterprise itself is.
    pub fn subject(&self) -> Option<&str> {
        self.loaded.manifest.subject.as_ref().map(|subject| subject.each.value.as_str())
    }

    /// What may be wrong with the rulebook, though it can be used.
    pub fn warnings(&self) -> &[Diagnostic] {
        &self.loaded.warnings
    }

    /// The text of a file that a warning names.
    pub fn source_text(&self, file: &str) -> Option<&str> {
        self.loaded.sources.text(file)
    }

    /// Assesses a profile given as the bytes of a JSON document, as of its own `as_of`.
    ///
    /// Only what rules read is looked at; [`check_profile`](Rulebook::check_profile) looks at everything.
    ///
    /// # Errors
    /// [`Error::Profile`] for what is wrong with a fact that is read, [`Error::Request`] where there is no `as_of` or the
    /// rulebook is not in effect on that day. What is not filled in is no error.
    pub fn assess_json(&self, profile: impl AsRef<[u8]>) -> Result<Assessment, Error> {
        self.assess_with(profile, &Options::default())
    }

    /// Assesses a profile of the host's own type, by what it serializes to.
    ///
    /// # Errors
    /// As [`assess_json`](Rulebook::assess_json), and where a number is not finite.
    pub fn assess<T: Serialize + ?Sized>(&self, profile: &T) -> Result<Assessment, Error> {
        self.assess_json(to_json(profile)?)
    }

    /// Assesses a profile given as JSON, as `options` say.
    ///
    /// # Errors
    /// As [`assess_json`](Rulebook::assess_json); with `faults_are_errors` [`Error::Rulebook`] as well.
    pub fn assess_with(&self, profile: impl AsRef<[u8]>, options: &Options) -> Result<Assessment, Error> {
        self.written(profile.as_ref(), options, None)
    }

    /// As [`assess_with`](Rulebook::assess_with), while `watch` looks on.
    #[cfg(feature = "authoring")]
    pub(crate) fn assess_watched(
        &self,
        profile: &[u8],
        options: &Options,
        watch: &dyn Watch,
    ) -> Result<Assessment, Error> {
        self.written(profile, options, Some(watch))
    }

    /// Scores a profile given as the bytes of a JSON document, as of its own `as_of`: what
    /// [`assess_json`](Rulebook::assess_json) says in numbers, in a small part of the time.
    ///
    /// # Errors
    /// As [`assess_json`](Rulebook::assess_json).
    pub fn evaluate_json(&self, profile: impl AsRef<[u8]>) -> Result<Evaluation, Error> {
        self.evaluate_with(profile, &Options::default())
    }

    /// Scores a profile of the host's own type, by what it serializes to.
    ///
    /// # Errors
    /// As [`assess`](Rulebook::assess).
    pub fn evaluate<T: Serialize + ?Sized>(&self, profile: &T) -> Result<Evaluation, Error> {
        self.evaluate_json(to_json(profile)?)
    }

    /// Scores a profile given as JSON, as `options` say.
    ///
    /// # Errors
    /// As [`assess_with`](Rulebook::assess_with).
    pub fn evaluate_with(&self, profile: impl AsRef<[u8]>, options: &Options) -> Result<Evaluation, Error> {
        // what a fault says stands in the assessment
        let account = if options.faults_are_errors { Account::Assessment(None) } else { Account::Scores };
        let Whole { scored, name, dates, .. } = run(&self.loaded, profile.as_ref(), options, account)?;
        Ok(Evaluation::new(scored, name, dates))
    }

    fn written(&self, profile: &[u8], options: &Options, watch: Option<&dyn Watch>) -> Result<Assessment, Error> {
        let whole = run(&self.loaded, profile, options, Account::Assessment(watch))?;
        whole.assessment.ok_or_else(|| Error::Internal("an assessment was not written".to_owned()))
    }

    /// Checks a whole profile against the schema, the facts included that no rule reads, and gives the warnings.
    /// Fields that only a rulebook knows whose result this one holds are known.
    ///
    /// # Errors
    /// [`Error::Profile`] with every mistake; under `strict` a field that the schema does not know is one.
    pub fn check_profile(&self, profile: impl AsRef<[u8]>, strict: bool) -> Result<Vec<Diagnostic>, Error> {
        check(std::iter::once(&*self.loaded), profile.as_ref(), strict)
    }

    /// The rulebook as it was loaded.
    pub(crate) fn loaded(&self) -> &Loaded {
        &self.loaded
    }

    pub(super) fn shared(&self) -> Arc<Loaded> {
        self.loaded.clone()
    }

    /// The types of the profile.
    pub(crate) fn schema(&self) -> &Schema {
        &self.loaded.schema
    }

    /// Which fields name the items of lists in paths.
    pub(crate) fn item_keys(&self) -> ItemKeys<'_> {
        item_keys(&self.loaded)
    }

    /// The facts that the rules read, in the order of the schema.
    pub fn facts(&self) -> Vec<FactInfo> {
        facts(&self.loaded)
    }

    /// A profile with nothing filled in, as JSON text: the fields that the rules read, in the order of the schema.
    pub fn template(&self) -> String {
        profile_template(&self.loaded.schema, Some(&read_paths(&self.loaded.code.shape)))
    }

    /// The documents that bases cite, in the order of the table.
    pub fn sources(&self) -> Vec<SourceRef> {
        let sources = self.loaded.manifest.sources.iter();
        let source = sources.map(|source| SourceRef {
            id: source.id.value.clone(),
            title: source.title.clone(),
            issued: source.issued.map(Date::from_civil),
        });
        source.collect()
    }
}

impl Library {
    /// The rulebook with that id.
    ///
    /// # Errors
    /// [`Error::Request`] where there is none, [`Error::Rulebook`] where it cannot be used.
    pub fn get(&self, id: &str) -> Result<Rulebook, Error> {
        Rulebook::from_sources(&self.sources(id)?)
    }
}
