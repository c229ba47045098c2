//! Running cases: the profile is changed, assessed, and what comes out compared.

use super::compare::{compare, item};
use super::expect::{Claim, Expect, Target};
#[cfg(all(test, feature = "authoring"))]
use super::lay::Layer;
use super::report::{CaseResult, Difference, Report};
use super::suite::{Case, Suite};
use crate::assess::assessment::Assessment;
use crate::diagnostic::{Diagnostic, Place, phrase};
use crate::error::Error;
use crate::facts::edit;
use crate::facts::path::FactPath;
use crate::facts::schema::{Kind, NodeId, Schema};
use crate::text::{Lang, Text};
use crate::{Options, Rulebook};
use std::borrow::Cow;

impl Suite {
    /// Runs every case on the rulebook. A case that cannot be run has failed.
    pub fn run(&self, rulebook: &Rulebook) -> Report {
        Report { cases: self.cases.iter().map(|case| case.run(rulebook, &plain(rulebook))).collect() }
    }

    /// As [`run`](Suite::run), while `watch` looks on; `next` is called before each case.
    #[cfg(feature = "authoring")]
    pub(crate) fn run_watched(
        &self,
        rulebook: &Rulebook,
        watch: &dyn crate::engine::watch::Watch,
        next: &dyn Fn(),
    ) -> Report {
        let run = |case: &Case| {
            next();
            case.run(rulebook, &|profile, options| rulebook.assess_watched(profile, options, watch))
        };
        Report { cases: self.cases.iter().map(run).collect() }
    }

    /// The profile of every case that can be run, and how it is assessed.
    #[cfg(all(test, feature = "authoring"))]
    pub(crate) fn profiles(&self, rulebook: &Rulebook) -> Vec<(String, Options)> {
        let cases = self.cases.iter().filter_map(|case| {
            let Layer { as_of, rules_on, .. } = case.layer;
            let options = Options { as_of, rules_on, ..Options::default() };
            Some((case.profile(rulebook).ok()?.into_owned(), options))
        });
        cases.collect()
    }

    /// Whether the case of that number fails on the rulebook.
    #[cfg(feature = "authoring")]
    pub(crate) fn fails(&self, index: usize, rulebook: &Rulebook) -> bool {
        self.cases.get(index).is_some_and(|case| !case.run(rulebook, &plain(rulebook)).passed)
    }
}

/// Assessing with nobody looking on.
pub(super) fn plain(rulebook: &Rulebook) -> impl Fn(&[u8], &Options) -> Result<Assessment, Error> {
    |profile, options| rulebook.assess_with(profile, options)
}

/// How a profile is assessed.
type Assess<'a> = &'a dyn Fn(&[u8], &Options) -> Result<Assessment, Error>;

impl Case {
    fn run(&self, rulebook: &Rulebook, assess: Assess<'_>) -> CaseResult {
        let (differences, explanations) = match self.assess(rulebook, assess) {
            Ok(assessment) => compare(&self.layer.expect, &assessment),
            Err(differences) => (differences, Vec::new()),
        };
        CaseResult {
            name: self.name.clone(),
            file: self.place.file.clone(),
            line: self.place.line,
            passed: differences.is_empty(),
            differences,
            explanations,
        }
    }

    /// The assessment that the expectations are about; else why there is none, nothing where that is as expected.
    pub(super) fn assess(&self, rulebook: &Rulebook, assess: Assess<'_>) -> Result<Assessment, Vec<Difference>> {
        let profile = self.profile(rulebook).map_err(|trouble| vec![fault("set", &[*trouble])])?;
        let options = Options { as_of: self.layer.as_of, rules_on: self.layer.rules_on, ..Options::default() };
        let assessment = assess(profile.as_bytes(), &options);
        let assessment = assessment.map_err(|error| against_error(&self.layer.expect, &error))?;
        match &self.layer.item {
            None => Ok(assessment),
            Some(key) => item(&assessment, key)
                .cloned()
                .map_err(|actual| vec![Difference { what: "item".to_owned(), expected: Text::plain(key), actual }]),
        }
    }

    /// The profile with the changes of the case.
    fn profile(&self, rulebook: &Rulebook) -> Result<Cow<'_, str>, Box<Diagnostic>> {
        let json = match &self.profile.json {
            Ok(json) if !self.layer.changes.is_empty() => json,
            _ => return Ok(Cow::Borrowed(&self.profile.text)),
        };
        let mut json = json.clone();
        let keys = rulebook.item_keys();
        for change in &self.layer.changes {
            let node = known(&change.path, rulebook.schema(), &change.place)?;
            match &change.value {
                Some(value) => edit::set(&mut json, &change.path, value.clone(), keys, &change.place)?,
                None => match edit::take(&mut json, &change.path, keys, &change.place) {
                    // a field that the schema knows and the profile does not give is already away
                    Err(found) if found.code == "path-no-field" && !is_untyped(rulebook.schema(), node) => {}
                    taken => taken?,
                },
            }
        }
        Ok(Cow::Owned(json.to_string()))
    }
}

/// Whether any name would do there, so that a slip of the pen cannot be told from a field that is not given.
fn is_untyped(schema: &Schema, node: NodeId) -> bool {
    matches!(schema.kind(node), Kind::Any)
}

/// Refuses a path that the profile's schema does not have: what is set there would be read by nobody.
fn known(path: &FactPath, schema: &Schema, place: &Place) -> Result<NodeId, Box<Diagnostic>> {
    path.resolve(schema).map_err(|unknown| {
        let args = [("path", path.to_string()), ("step", unknown.step)];
        let args: Vec<_> = args.iter().map(|(name, text)| (*name, text.as_str())).collect();
        let finding = Diagnostic::error("case-unknown-fact", place.clone(), &args);
        Box::new(finding.suggest(unknown.nearest.as_deref()))
    })
}

/// An error against what was expected: nothing differs where it is the one that the case names.
fn against_error(expect: &Expect, error: &Error) -> Vec<Difference> {
    let found = error.diagnostics();
    match expect.claims.get(&Target::Error) {
        Some(Claim::Word(code)) if found.iter().any(|diagnostic| diagnostic.code == code) => Vec::new(),
        Some(Claim::Word(code)) => vec![Difference { expected: Text::plain(code), ..of_error(error) }],
        _ => vec![of_error(error)],
    }
}

fn of_error(error: &Error) -> Difference {
    match error.diagnostics() {
        [] => Difference {
            what: Target::Error.to_string(),
            expected: phrase("case-runs", &[]),
            actual: Text::plain(error.to_string()),
        },
        found => fault("error", found),
    }
}

fn fault(what: &str, found: &[Diagnostic]) -> Difference {
    let said = |lang: Lang| {
        let lines = found.iter().map(|diagnostic| {
            let path = diagnostic.path.as_deref().map(|path| format!("`{path}`: ")).unwrap_or_default();
            let help = diagnostic.help(lang).map(|help| format!(" ({help})")).unwrap_or_default();
            format!("{path}{} [{}]{help}", diagnostic.message(lang), diagnostic.code)
        });
        lines.collect::<Vec<_>>().join("; ")
    };
    let expected = phrase("case-runs", &[]);
    Difference { what: what.to_owned(), expected, actual: Text::new(said(Lang::Zh), said(Lang::En)) }
}
