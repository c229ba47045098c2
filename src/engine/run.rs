//! From the bytes of a profile to its scores: the facts, the dates, and what is refused.

use super::finding::Hearing;
use super::load::Loaded;
use super::profile::Profile;
use super::session::{Session, Whole};
use super::watch::{Scene, Watch};
use crate::assess::assessment::Assessment;
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::error::{Error, RequestError, RulebookError};
use crate::facts::names::Names;
use crate::facts::path::ItemKeys;
use crate::facts::read::{Facts, Mode, Reading};
use crate::limits::Limits;
use crate::plan::eval::Inputs;
use std::sync::Arc;

/// How a profile is assessed.
///
/// ```
/// use zhiheng::{Date, Options};
/// let mut options = Options::default();
/// options.as_of = Some(Date::new(2023, 4, 30)?);
/// # Ok::<(), zhiheng::DateError>(())
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Options {
    /// The day that the facts speak of; without it, the profile's own `as_of`.
    pub as_of: Option<Date>,
    /// The day whose rules are applied; without it, `as_of`.
    pub rules_on: Option<Date>,
    /// Whether to assess although the rulebook is not in effect on that day, with the nearest parameters.
    pub even_if_not_in_effect: bool,
    /// Whether a rule that fails at run time is an error and not a faulty row.
    pub faults_are_errors: bool,
    /// What the assessment may use up.
    pub limits: Limits,
}

/// How much of a run is written down.
#[derive(Clone, Copy)]
pub(super) enum Account<'w> {
    /// The scores alone.
    Scores,
    /// The assessment, with somebody looking on where there is one.
    Assessment(Option<&'w dyn Watch>),
}

/// Scores a profile, and writes its assessment where `account` asks for it.
pub(super) fn run(
    loaded: &Arc<Loaded>,
    profile: &[u8],
    options: &Options,
    account: Account<'_>,
) -> Result<Whole, Error> {
    let keys = item_keys(loaded);
    let reading = Reading { file: "", mode: Mode::Fast, strict: false, limits: &options.limits, keys };
    let facts = loaded.reader.read(profile, reading)?;
    let (as_of, rules_on) = dates(loaded, &facts, options)?;
    let span = loaded.span_on(rules_on)?;
    let inputs = Inputs { facts: &facts.root, as_of: as_of.as_civil(), rules_on: rules_on.as_civil(), scores: None };
    let watch = match account {
        Account::Scores => None,
        Account::Assessment(watch) => Some(watch),
    };
    let told = watch.map(|_| {
        let keyed = loaded.subject.as_ref().and_then(|subject| Some((subject.record, subject.key?)));
        let names = Names::new(&loaded.code.shape, &facts.root, keyed);
        let text = std::str::from_utf8(profile).unwrap_or_default();
        Profile::new(names, &loaded.schema, &loaded.code.shape, &facts.evidence, text, keys)
    });
    let scene = |profile| Scene { loaded, span: span.1, profile, item: None };
    let session = Session {
        loaded,
        span,
        profile: told.as_ref(),
        hearing: Hearing {
            code: &loaded.code,
            inputs,
            item: None,
            steps: options.limits.steps,
            watch: watch.flatten().zip(told.as_ref().map(scene)),
        },
        dates: (as_of, rules_on),
        bytes: profile,
        options,
        account,
    };
    let whole = session.whole()?;
    if let (true, Some(assessment)) = (options.faults_are_errors, &whole.assessment) {
        refuse_faults(loaded, assessment)?;
    }
    Ok(whole)
}

pub(super) fn item_keys(loaded: &Loaded) -> ItemKeys<'_> {
    let subject = loaded.manifest.subject.as_ref();
    let named = subject.and_then(|subject| Some((subject.each.value.as_str(), subject.key.as_ref()?.value.as_str())));
    ItemKeys { subject: named }
}

fn dates(loaded: &Loaded, facts: &Facts<'_>, options: &Options) -> Result<(Date, Date), Error> {
    let refuse = |diagnostic| Error::from(RequestError::new(diagnostic));
    let as_of = options.as_of.or(facts.as_of.map(Date::from_civil));
    let as_of = as_of.ok_or_else(|| refuse(Diagnostic::error("no-as-of", Place::default(), &[])))?;
    let rules_on = options.rules_on.unwrap_or(as_of);
    effective(loaded, rules_on, options)?;
    Ok((as_of, rules_on))
}

/// Refuses a day on which the rulebook is not in effect, unless `options` say otherwise.
pub(super) fn effective(loaded: &Loaded, rules_on: Date, options: &Options) -> Result<(), Error> {
    if options.even_if_not_in_effect || in_effect(loaded, rules_on) {
        return Ok(());
    }
    let (range, date) = (range(loaded), rules_on.to_string());
    let args = [("rulebook", &*loaded.manifest.id.value), ("range", &*range), ("date", &*date)];
    Err(RequestError::new(Diagnostic::error("not-in-effect", Place::default(), &args)).into())
}

pub(super) fn in_effect(loaded: &Loaded, on: Date) -> bool {
    let effective = &loaded.manifest.effective;
    effective.from <= on.as_civil() && effective.to.is_none_or(|to| on.as_civil() <= to)
}

/// The days on which a rulebook is in effect, as an ISO 8601 interval.
fn range(loaded: &Loaded) -> String {
    let effective = &loaded.manifest.effective;
    effective.to.map_or_else(|| format!("{}/", effective.from), |to| format!("{}/{to}", effective.from))
}

/// Warnings of a result that tell of no failed rule.
const HARMLESS: [&str; 7] = [
    "reason-failed",
    "applies-unknown",
    "item-without-key",
    "child-not-in-effect",
    "condition-not-applicable",
    "gate-warns",
    "too-much-not-applicable",
];

/// A row, script group or predicate that failed is an error where the host asks for it.
fn refuse_faults(loaded: &Loaded, assessment: &Assessment) -> Result<(), Error> {
    let whole = std::iter::once(assessment).chain(&assessment.items);
    let faults = whole.flat_map(|part| &part.warnings).filter(|warning| !HARMLESS.contains(&warning.code.as_str()));
    let faults: Vec<Diagnostic> = faults
        .map(|fault| Diagnostic {
            code: "rule-failed",
            severity: Severity::Error,
            place: Place::file(fault.on.clone().unwrap_or_default()),
            path: None,
            message: fault.message.clone(),
            help: None,
        })
        .collect();
    if faults.is_empty() { Ok(()) } else { Err(RulebookError::new(faults, loaded.sources.texts()).into()) }
}
