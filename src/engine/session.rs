//! One run of a rulebook over a profile: applicability, the rulebooks that it holds, the subject's items.

use super::finding::{Hearing, Judge};
use super::item::{Subject, score};
use super::load::{Loaded, Span};
use super::profile::Profile;
use super::run::{Account, Options, in_effect, run};
use super::scored::{Parts, Scored, ScoredItem};
use super::tell::{Teller, warning};
use super::watch::Seat;
use crate::assess::assessment::{Assessment, OutOfScope, RulebookRef, SubjectRef};
use crate::assess::composite::{ChildResult, Item};
use crate::assess::document::Writer;
use crate::assess::verdict::Verdict;
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Place, phrase};
use crate::error::{Error, ProfileError};
use crate::facts::fact::Fact;
use crate::facts::shape::Slot;
use crate::number::Number;
use crate::plan::value::{self, Truth, Value};
use crate::text::{Lang, Text};
use std::sync::Arc;

/// What a run comes to.
pub(super) struct Whole {
    pub scored: Scored,
    /// The enterprise.
    pub name: Option<String>,
    /// The days that the facts speak of, and whose rules were applied.
    pub dates: (Date, Date),
    /// Where one was asked for.
    pub assessment: Option<Assessment>,
}

/// One profile under one rulebook. What is written down goes into an assessment where there is one; what is decided does
/// not depend on it.
pub(super) struct Session<'s, 'a> {
    pub loaded: &'s Arc<Loaded>,
    /// The span of dates whose rules are applied, and its place.
    pub span: (usize, &'s Span),
    /// Tells of the profile where an assessment is written.
    pub profile: Option<&'s Profile<'a>>,
    pub hearing: Hearing<'a>,
    pub dates: (Date, Date),
    pub bytes: &'s [u8],
    pub options: &'s Options,
    pub account: Account<'s>,
}

impl<'a> Session<'_, 'a> {
    pub fn whole(mut self) -> Result<Whole, Error> {
        let mut blank = self.blank(|session| SubjectRef { key: None, title: session.enterprise().map(Text::plain) });
        if let Some(judge) = self.span.1.judges.applies
            && !self.applies(judge, &mut blank)
        {
            return Ok(self.finish(Parts::NotApplicable, blank));
        }
        let children = self.children(&mut blank)?;
        if self.loaded.subject.is_some() {
            return self.items(blank);
        }
        let mut results: Vec<(usize, ChildResult)> = Vec::with_capacity(children.len());
        for (node, child) in &children {
            results.push((*node, child.scored.as_child()?));
        }
        let hearing = self.hearing.clone();
        let evaluation = score(self.subject(), hearing, &results, blank.as_mut())?;
        let mut held = Vec::with_capacity(children.len());
        for (node, child) in children {
            held.push((node, child.scored));
            if let (Some(assessment), Some(blank)) = (child.assessment, &mut blank)
                && let Some(group) = node.checked_sub(1).and_then(|index| blank.groups.get_mut(index))
            {
                let mut assessment = assessment;
                assessment.prefix_ids(&group.id);
                group.assessment = Some(Box::new(assessment));
            }
        }
        Ok(self.finish(Parts::One(Box::new(evaluation), held), blank))
    }

    fn finish(&self, parts: Parts, assessment: Option<Assessment>) -> Whole {
        let scored = Scored { loaded: self.loaded.clone(), span: self.span.0, parts };
        Whole { scored, name: self.enterprise(), dates: self.dates, assessment }
    }

    fn subject(&self) -> Subject<'_, 'a> {
        Subject { loaded: self.loaded, span: self.span.1, profile: self.profile }
    }

    /// An assessment of which nothing is known yet, where one is written.
    fn blank(&self, subject: impl FnOnce(&Self) -> SubjectRef) -> Option<Assessment> {
        self.profile?;
        let manifest = &self.loaded.manifest;
        let rulebook = RulebookRef {
            id: manifest.id.value.clone(),
            version: manifest.version.value.clone(),
            status: manifest.status,
            digest: self.loaded.digest().to_owned(),
            title: manifest.title.clone(),
        };
        Some(Assessment::blank(rulebook, self.dates.0, self.dates.1, subject(self)))
    }

    fn enterprise(&self) -> Option<String> {
        let slot = self.loaded.enterprise_name?;
        match self.hearing.inputs.facts.get(slot.0 as usize) {
            Some(Fact::Text(name)) => Some(name.to_string()),
            _ => None,
        }
    }

    /// Whether the rulebook applies; what does not decide it leaves it applying.
    fn applies(&mut self, judge: Judge, blank: &mut Option<Assessment>) -> bool {
        let (Some(profile), Some(blank)) = (self.profile, blank) else {
            let given = self.hearing.give(judge, Seat::Applies);
            let outcome = given.as_ref().ok().and_then(Value::outcome);
            return !matches!(given, Ok(Value::Bool(false)))
                && !matches!(outcome, Some(value::Outcome::NotApplicable { .. }));
        };
        let finding = self.hearing.value(judge, Seat::Applies);
        let outcome = finding.result.as_ref().ok().and_then(Value::outcome);
        let is_open = outcome.is_none() && !matches!(&finding.result, Ok(Value::Bool(_)));
        Teller { loaded: self.loaded, span: self.span.1, profile }.applies(&finding, is_open, blank);
        match (finding.result, outcome) {
            (Ok(Value::Bool(true)), _) => return true,
            (Ok(Value::Bool(false)), _) => {}
            (_, Some(value::Outcome::NotApplicable { why })) => blank.why = why.map(|why| (*why).clone()),
            (Ok(_), _) => {
                blank.warnings.push(warning(&Diagnostic::warning("applies-unknown", Place::default(), &[]), None));
                return true;
            }
            (Err(fault), _) => {
                blank.warnings.push(warning(&fault, None));
                return true;
            }
        }
        blank.status = Verdict::NotApplicable;
        false
    }

    /// The results of the rulebooks that groups hold.
    fn children(&self, blank: &mut Option<Assessment>) -> Result<Vec<(usize, Whole)>, Error> {
        let mut children = Vec::with_capacity(self.loaded.children.len());
        for (node, child) in &self.loaded.children {
            let (as_of, rules_on) = self.dates;
            if !in_effect(child, rules_on) && !self.options.even_if_not_in_effect {
                if let Some(blank) = blank {
                    let (id, date) = (&child.manifest.id.value, rules_on.to_string());
                    let args = [("rulebook", id.as_str()), ("date", &*date)];
                    let told = Diagnostic::warning("child-not-in-effect", Place::default(), &args);
                    let group = node.checked_sub(1).and_then(|index| self.loaded.manifest.groups.get(index));
                    blank.warnings.push(warning(&told, group.map(|group| group.id.value.clone())));
                }
                let scored = Scored { loaded: child.clone(), span: 0, parts: Parts::NotInEffect };
                let assessment = self.blank(|_| SubjectRef::default());
                children.push((*node, Whole { scored, name: None, dates: self.dates, assessment }));
                continue;
            }
            let options = Options { as_of: Some(as_of), rules_on: Some(rules_on), ..self.options.clone() };
            children.push((*node, run(child, self.bytes, &options, self.account)?));
        }
        Ok(children)
    }

    /// Each item of the subject, and the overall result.
    fn items(mut self, mut blank: Option<Assessment>) -> Result<Whole, Error> {
        let tree = &self.span.1.tree;
        let Some(subject) = &self.loaded.subject else { return Err(Error::Internal("no subject".to_owned())) };
        let facts: &'a [Fact<'a>] = self.hearing.inputs.facts;
        let Some(Fact::List(list)) = facts.get(subject.list.0 as usize) else {
            return self.over(None, blank);
        };
        self.refuse_equal_keys(list, subject.key)?;
        let mut items: Vec<ScoredItem> = Vec::with_capacity(list.len());
        for (index, element) in list.iter().enumerate() {
            let Fact::Record(record) = element else { continue };
            self.hearing.item = Some(Value::Record(record));
            if let Some((_, scene)) = &mut self.hearing.watch {
                scene.item = Some(index);
            }
            let key = self.key(record, index, &mut blank);
            let title = self.title(record, &key, &mut blank);
            let in_scope = self.in_scope(&key, &mut blank);
            if in_scope == Truth::False {
                if let Some(blank) = &mut blank {
                    blank.out_of_scope.push(OutOfScope { key, title, why: None });
                }
                continue;
            }
            let mut assessment = self.blank(|_| SubjectRef { key: Some(key.clone()), title });
            let evaluation = score(self.subject(), self.hearing.clone(), &[], assessment.as_mut())?;
            let weight = subject.weight.and_then(|slot| match record.get(slot.0 as usize) {
                Some(Fact::Number(weight)) => Some(weight.clone()),
                _ => None,
            });
            // without a weight all items weigh the same
            let weight = if subject.weight.is_some() { weight } else { Some(Number::ONE) };
            if let (Some(blank), Some(assessment)) = (&mut blank, assessment) {
                blank.items.push(assessment);
            }
            let item = Item { outcome: evaluation.outcome(tree)?, weight, may_leave: in_scope != Truth::True };
            items.push(ScoredItem { key, evaluation, item });
        }
        self.over(Some(items), blank)
    }

    /// The overall result of the items.
    fn over(&self, items: Option<Vec<ScoredItem>>, mut blank: Option<Assessment>) -> Result<Whole, Error> {
        let tree = &self.span.1.tree;
        let parts = Parts::of_items(self.loaded, tree, items)?;
        if let (Parts::Items(overall, _), Some(blank)) = (&parts, &mut blank) {
            Writer { manifest: &self.loaded.manifest, tree }.write_overall(overall, blank)?;
        }
        Ok(self.finish(parts, blank))
    }

    /// Whether the item is in scope.
    fn in_scope(&mut self, key: &str, blank: &mut Option<Assessment>) -> Truth {
        let Some(judge) = self.span.1.judges.subject_when else { return Truth::True };
        match self.hearing.decide(judge, Seat::SubjectWhen) {
            Ok(truth) => truth,
            Err(fault) => {
                if let Some(blank) = blank {
                    blank.warnings.push(warning(&fault, Some(key.to_owned())));
                }
                Truth::Undecided
            }
        }
    }

    /// What names an item; one without a key is named by its position.
    fn key(&self, record: &'a [Fact<'a>], index: usize, blank: &mut Option<Assessment>) -> String {
        if let Some(key) = self.loaded.subject.as_ref().and_then(|subject| text(record, subject.key)) {
            return key;
        }
        if let (Some(profile), Some(blank)) = (self.profile, blank)
            && let Some(named) = self.loaded.manifest.subject.as_ref().and_then(|subject| subject.key.as_ref())
        {
            let path = profile.names.element(record);
            let args = [("path", &*path), ("key", &*named.value)];
            let told = Diagnostic::warning("item-without-key", Place::default(), &args).on_path(path.clone());
            blank.warnings.push(warning(&told, Some(path.clone())));
        }
        index.to_string()
    }

    /// The title of an item, where an assessment is written.
    fn title(&mut self, record: &'a [Fact<'a>], key: &str, blank: &mut Option<Assessment>) -> Option<Text> {
        let blank = blank.as_mut()?;
        let title = match self.span.1.judges.subject_title {
            None => self.loaded.subject.as_ref().and_then(|subject| text(record, subject.title)),
            Some(judge) => match self.hearing.value(judge, Seat::SubjectTitle).result {
                Ok(Value::Text(title)) => Some(title.as_str().to_owned()),
                Ok(_) => None,
                Err(fault) => {
                    blank.warnings.push(warning(&fault, Some(key.to_owned())));
                    None
                }
            },
        };
        title.map(Text::plain)
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

fn text(record: &[Fact<'_>], slot: Option<Slot>) -> Option<String> {
    match record.get(slot?.0 as usize)? {
        Fact::Text(text) => Some(text.to_string()),
        Fact::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

fn shown(fact: &Fact<'_>) -> String {
    match fact {
        Fact::Text(text) => text.to_string(),
        Fact::Number(number) => number.to_string(),
        _ => phrase("value-failed", &[]).get(Lang::En).to_owned(),
    }
}
