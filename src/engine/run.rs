//! From the bytes of a profile to the assessment: dates, applicability, the subject's items, composites.

use super::finding::{Hearing, Judge};
use super::item;
use super::load::{Loaded, Span};
use super::profile::Profile;
use super::tell::{Teller, warning};
use super::watch::{Scene, Seat, Watch};
use crate::assess::assessment::{Assessment, OutOfScope, RulebookRef, SubjectRef};
use crate::assess::composite::{ChildResult, Item, Outcome};
use crate::assess::document::Writer;
use crate::assess::overall::{Ladder, overall};
use crate::assess::verdict::Verdict;
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Place, Severity, phrase};
use crate::error::{Error, ProfileError, RequestError, RulebookError};
use crate::facts::fact::Fact;
use crate::facts::names::Names;
use crate::facts::path::ItemKeys;
use crate::facts::read::{Facts, Mode, Reading};
use crate::facts::shape::Slot;
use crate::limits::Limits;
use crate::number::Number;
use crate::plan::eval::Inputs;
use crate::plan::value::{self, Truth, Value};
use crate::rulebook::dated::nearest_epoch;
use crate::text::Text;

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

/// An assessment with what a holding rulebook takes from it.
pub(super) struct Whole {
    pub assessment: Assessment,
    pub result: ChildResult,
}

/// Assesses, with somebody looking on where `watch` is given.
pub(super) fn run(
    loaded: &Loaded,
    profile: &[u8],
    options: &Options,
    watch: Option<&dyn Watch>,
) -> Result<Whole, Error> {
    let keys = item_keys(loaded);
    let reading = Reading { file: "", mode: Mode::Fast, strict: false, limits: &options.limits, keys };
    let facts = loaded.reader.read(profile, reading)?;
    let (as_of, rules_on) = dates(loaded, &facts, options)?;
    let epochs: Vec<_> = loaded.spans.iter().map(|span| span.epoch).collect();
    let span = nearest_epoch(&epochs, rules_on.as_civil()).and_then(|index| loaded.spans.get(index));
    let span = span.ok_or_else(|| Error::Internal("a rulebook without a span of dates".to_owned()))?;
    let keyed = loaded.subject.as_ref().and_then(|subject| Some((subject.record, subject.key?)));
    let names = Names::new(&loaded.code.shape, &facts.root, keyed);
    let text = std::str::from_utf8(profile).unwrap_or_default();
    let profile_view = Profile::new(names, &loaded.schema, &loaded.code.shape, &facts.evidence, text, keys);
    let inputs = Inputs { facts: &facts.root, as_of: as_of.as_civil(), rules_on: rules_on.as_civil(), scores: None };
    let session = Session {
        loaded,
        span,
        profile: &profile_view,
        hearing: Hearing {
            code: &loaded.code,
            inputs,
            item: None,
            steps: options.limits.steps,
            watch: watch.map(|watch| (watch, Scene { loaded, span, profile: &profile_view, item: None })),
        },
        dates: (as_of, rules_on),
        bytes: profile,
        options,
    };
    let whole = session.whole()?;
    if options.faults_are_errors {
        refuse_faults(loaded, &whole.assessment)?;
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
    if options.even_if_not_in_effect || in_effect(loaded, rules_on) {
        return Ok((as_of, rules_on));
    }
    let (range, date) = (range(loaded), rules_on.to_string());
    let args = [("rulebook", &*loaded.manifest.id.value), ("range", &*range), ("date", &*date)];
    Err(refuse(Diagnostic::error("not-in-effect", Place::default(), &args)))
}

fn in_effect(loaded: &Loaded, on: Date) -> bool {
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
    if faults.is_empty() { Ok(()) } else { Err(RulebookError::new(faults, loaded.texts.clone()).into()) }
}

/// One profile under one rulebook.
struct Session<'s, 'a> {
    loaded: &'s Loaded,
    span: &'s Span,
    profile: &'s Profile<'a>,
    hearing: Hearing<'a>,
    dates: (Date, Date),
    bytes: &'s [u8],
    options: &'s Options,
}

impl<'a> Session<'_, 'a> {
    fn whole(mut self) -> Result<Whole, Error> {
        let mut blank = self.blank(SubjectRef { key: None, title: self.enterprise() });
        if let Some(judge) = self.span.judges.applies
            && let Some(whole) = self.not_applicable(judge, &mut blank)
        {
            return Ok(whole);
        }
        let children = self.children(&mut blank)?;
        if self.loaded.subject.is_some() {
            return self.items(blank);
        }
        let results: Vec<(usize, ChildResult)> =
            children.iter().map(|(node, child)| (*node, child.result.clone())).collect();
        let hearing = self.hearing.clone();
        let (mut assessment, outcome) = item::assess(self.loaded, self.span, self.profile, hearing, &results, blank)?;
        for (node, child) in children {
            if let Some(group) = node.checked_sub(1).and_then(|index| assessment.groups.get_mut(index)) {
                let mut held = child.assessment;
                held.prefix_ids(&group.id);
                group.assessment = Some(Box::new(held));
            }
        }
        Ok(Whole { assessment, result: ChildResult::Single(outcome) })
    }

    fn blank(&self, subject: SubjectRef) -> Assessment {
        let manifest = &self.loaded.manifest;
        let rulebook = RulebookRef {
            id: manifest.id.value.clone(),
            version: manifest.version.value.clone(),
            status: manifest.status,
            digest: self.loaded.digest.clone(),
            title: manifest.title.clone(),
        };
        Assessment::blank(rulebook, self.dates.0, self.dates.1, subject)
    }

    fn enterprise(&self) -> Option<Text> {
        let slot = self.loaded.enterprise_name?;
        match self.hearing.inputs.facts.get(slot.0 as usize) {
            Some(Fact::Text(name)) => Some(Text::plain(name.to_string())),
            _ => None,
        }
    }

    /// The result where the rulebook says that it does not apply.
    fn not_applicable(&mut self, judge: Judge, blank: &mut Assessment) -> Option<Whole> {
        let finding = self.hearing.value(judge, Seat::Applies);
        let is_open = !matches!(&finding.result, Ok(Value::Bool(_) | Value::Outcome(_)));
        Teller { loaded: self.loaded, span: self.span, profile: self.profile }.applies(&finding, is_open, blank);
        let why = match finding.result {
            Ok(Value::Bool(true)) => return None,
            Ok(Value::Bool(false)) => None,
            Ok(Value::Outcome(value::Outcome::NotApplicable { why })) => why.map(|why| (*why).clone()),
            Ok(_) => {
                blank.warnings.push(warning(&Diagnostic::warning("applies-unknown", Place::default(), &[]), None));
                return None;
            }
            Err(fault) => {
                blank.warnings.push(warning(&fault, None));
                return None;
            }
        };
        let mut assessment = blank.clone();
        assessment.status = Verdict::NotApplicable;
        assessment.why = why;
        let outcome = Outcome::not_applicable();
        Some(Whole { assessment, result: ChildResult::Single(outcome) })
    }

    /// The results of the rulebooks that groups hold.
    fn children(&self, blank: &mut Assessment) -> Result<Vec<(usize, Whole)>, Error> {
        let mut children = Vec::with_capacity(self.loaded.children.len());
        for (node, child) in &self.loaded.children {
            let (as_of, rules_on) = self.dates;
            if !in_effect(child, rules_on) && !self.options.even_if_not_in_effect {
                let (id, date) = (&child.manifest.id.value, rules_on.to_string());
                let args = [("rulebook", id.as_str()), ("date", &*date)];
                let told = Diagnostic::warning("child-not-in-effect", Place::default(), &args);
                let group = node.checked_sub(1).and_then(|index| self.loaded.manifest.groups.get(index));
                blank.warnings.push(warning(&told, group.map(|group| group.id.value.clone())));
                let assessment = self.blank(SubjectRef::default());
                children.push((*node, Whole { assessment, result: ChildResult::NotInEffect }));
                continue;
            }
            let options = Options { as_of: Some(as_of), rules_on: Some(rules_on), ..self.options.clone() };
            children.push((*node, run(child, self.bytes, &options, self.hearing.watch.map(|(watch, _)| watch))?));
        }
        Ok(children)
    }

    /// Each item of the subject, and the overall result.
    fn items(mut self, mut blank: Assessment) -> Result<Whole, Error> {
        let writer = Writer { manifest: &self.loaded.manifest, tree: &self.span.tree };
        let ladder = Ladder::of(&self.span.tree);
        let Some(subject) = &self.loaded.subject else { return Err(Error::Internal("no subject".to_owned())) };
        let mode = self.loaded.manifest.subject.as_ref().map(|subject| subject.overall);
        let mode = mode.unwrap_or(crate::rulebook::manifest::Overall::Worst);
        let facts: &'a [Fact<'a>] = self.hearing.inputs.facts;
        let Some(Fact::List(list)) = facts.get(subject.list.0 as usize) else {
            writer.write_overall(&overall(mode, ladder, None)?, &mut blank)?;
            return Ok(Whole { assessment: blank, result: ChildResult::Items(None) });
        };
        self.refuse_equal_keys(list, subject.key)?;
        let mut results: Vec<Item> = Vec::new();
        for (index, element) in list.iter().enumerate() {
            let Fact::Record(record) = element else { continue };
            self.hearing.item = Some(Value::Record(record));
            if let Some((_, scene)) = &mut self.hearing.watch {
                scene.item = Some(index);
            }
            let reference = self.reference(record, index, &mut blank);
            let truth = match self.span.judges.subject_when {
                None => Truth::True,
                Some(judge) => match self.hearing.decide(judge, Seat::SubjectWhen).result {
                    Ok(truth) => truth,
                    Err(fault) => {
                        blank.warnings.push(warning(&fault, reference.key.clone()));
                        Truth::Undecided
                    }
                },
            };
            if truth == Truth::False {
                let key = reference.key.unwrap_or_default();
                blank.out_of_scope.push(OutOfScope { key, title: reference.title, why: None });
                continue;
            }
            let item = self.blank(reference);
            let hearing = self.hearing.clone();
            let (assessment, outcome) = item::assess(self.loaded, self.span, self.profile, hearing, &[], item)?;
            let weight = subject.weight.and_then(|slot| match record.get(slot.0 as usize) {
                Some(Fact::Number(weight)) => Some(weight.clone()),
                _ => None,
            });
            // without a weight all items weigh the same
            let weight = if subject.weight.is_some() { weight } else { Some(Number::ONE) };
            blank.items.push(assessment);
            results.push(Item { outcome, weight, may_leave: truth != Truth::True });
        }
        let views: Vec<(&Outcome, bool)> = results.iter().map(|item| (&item.outcome, item.may_leave)).collect();
        let overall = overall(mode, ladder, Some(&views))?;
        writer.write_overall(&overall, &mut blank)?;
        Ok(Whole { assessment: blank, result: ChildResult::Items(Some(results)) })
    }

    /// Key and title of an item; one without a key is named by its position.
    fn reference(&mut self, record: &'a [Fact<'a>], index: usize, blank: &mut Assessment) -> SubjectRef {
        let Some(subject) = &self.loaded.subject else { return SubjectRef::default() };
        let text = |slot: Option<Slot>| match record.get(slot?.0 as usize)? {
            Fact::Text(text) => Some(text.to_string()),
            Fact::Number(number) => Some(number.to_string()),
            _ => None,
        };
        let key = text(subject.key).unwrap_or_else(|| {
            if let Some(named) = self.loaded.manifest.subject.as_ref().and_then(|subject| subject.key.as_ref()) {
                let path = self.profile.names.element(record);
                let args = [("path", &*path), ("key", &*named.value)];
                let told = Diagnostic::warning("item-without-key", Place::default(), &args).on_path(path.clone());
                blank.warnings.push(warning(&told, Some(path.clone())));
            }
            index.to_string()
        });
        let title = match self.span.judges.subject_title {
            None => text(subject.title),
            Some(judge) => match self.hearing.value(judge, Seat::SubjectTitle).result {
                Ok(Value::Text(title)) => Some(title.as_str().to_owned()),
                Ok(_) => None,
                Err(fault) => {
                    blank.warnings.push(warning(&fault, Some(key.clone())));
                    None
                }
            },
        };
        SubjectRef { key: Some(key), title: title.map(Text::plain) }
    }

    fn refuse_equal_keys(&self, list: &[Fact<'_>], key: Option<Slot>) -> Result<(), Error> {
        let Some(key) = key else { return Ok(()) };
        let mut seen: Vec<&Fact<'_>> = Vec::with_capacity(list.len());
        for element in list {
            let Fact::Record(record) = element else { continue };
            let Some(value) = record.get(key.0 as usize).filter(|value| **value != Fact::Absent) else { continue };
            if seen.contains(&value) {
                let path = self.loaded.manifest.subject.as_ref().map(|subject| subject.each.value.clone());
                let (path, shown) = (path.unwrap_or_default(), shown(value));
                let args = [("path", &*path), ("key", &*shown)];
                let error = Diagnostic::error("duplicate-item-key", Place::default(), &args);
                return Err(ProfileError::new(vec![error.on_path(path)]).into());
            }
            seen.push(value);
        }
        Ok(())
    }
}

fn shown(fact: &Fact<'_>) -> String {
    match fact {
        Fact::Text(text) => text.to_string(),
        Fact::Number(number) => number.to_string(),
        _ => phrase("value-failed", &[]).get(crate::text::Lang::En).to_owned(),
    }
}
