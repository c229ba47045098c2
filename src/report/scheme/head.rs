//! What the rulebook is: its id, status, days, subject and sources; and how much of it is official.

use super::markdown::{Markdown, code};
use super::view::View;
use crate::date::Date;
use crate::rulebook::manifest::{Overall, Status};
use crate::text::Text;

/// The day on which the plan was issued that the built-in profile is made after.
const PLAN: jiff::civil::Date = jiff::civil::date(2021, 5, 17);

pub(super) fn put(page: &mut Markdown, view: &View) {
    let (manifest, voice) = (view.manifest(), view.voice);
    let words = &voice.words.scheme;
    let mut rows = Vec::new();
    let mut row = |name: &Text, cell: String| rows.push(vec![voice.text(name).to_owned(), cell]);
    let id = code(&manifest.id.value);
    row(&words.id, voice.fill(&words.version, &[("id", &id), ("version", &manifest.version.value)]));
    row(&words.status, status(view));
    row(&words.effective, effective(view));
    row(&words.subject, subject(view));
    if let Some(applies) = &manifest.applies {
        row(&words.applies, voice.fill(&words.applies_if, &[("rule", &view.rule(&applies.value))]));
    }
    row(&words.sources, sources(view));
    page.table(&[voice.text(&words.item), voice.text(&words.content)], &rows);
    let later = manifest.profile.base.is_some() && manifest.effective.from > PLAN;
    if later {
        let (from, plan) = (Date::from_civil(manifest.effective.from), Date::from_civil(PLAN));
        page.block(&voice.fill(&words.later, &[("from", &from), ("plan", &plan)]));
    }
    if let Some(to) = manifest.effective.to {
        page.block(&voice.fill(&words.ended, &[("to", &Date::from_civil(to))]));
    }
}

fn status(view: &View) -> String {
    let words = &view.voice.words.scheme;
    let status = view.voice.text(match view.manifest().status {
        Status::Official => &words.official,
        Status::Adapted => &words.adapted,
        Status::Project => &words.project,
    });
    let parts: Vec<Status> = super::grounds::of_parts(view).flatten().collect();
    match parts.iter().all(|part| *part == view.manifest().status) {
        true => status.to_owned(),
        false => view.voice.fill(&words.except, &[("status", &status)]),
    }
}

pub(super) fn effective(view: &View) -> String {
    let words = &view.voice.words.scheme;
    match view.book.effective() {
        (from, None) => view.voice.fill(&words.from, &[("from", &from)]),
        (from, Some(to)) => view.voice.fill(&words.between, &[("from", &from), ("to", &to)]),
    }
}

/// What is assessed, in a word.
pub(super) fn what(view: &View) -> String {
    let words = &view.voice.words.scheme;
    match &view.manifest().subject {
        None => view.voice.text(&words.enterprise).to_owned(),
        Some(subject) => view.voice.fill(&words.each, &[("list", &view.field(&subject.each.value))]),
    }
}

fn subject(view: &View) -> String {
    let words = &view.voice.words.scheme;
    let mut clauses = vec![what(view)];
    if let Some(subject) = &view.manifest().subject {
        let scope = subject.when.as_ref();
        clauses.extend(scope.map(|when| view.voice.fill(&words.scope, &[("rule", &view.rule(&when.value))])));
        let overall = match subject.overall {
            Overall::Worst => &words.overall_worst,
            Overall::Best => &words.overall_best,
            Overall::None => &words.overall_none,
        };
        clauses.push(view.voice.text(overall).to_owned());
    }
    view.voice.clauses(clauses)
}

fn sources(view: &View) -> String {
    let words = &view.voice.words.scheme;
    let source = |(place, source): (usize, &crate::rulebook::manifest::Source)| {
        let (number, title) = (place + 1, view.text(&source.title));
        match source.issued.map(Date::from_civil) {
            None => view.voice.fill(&words.source, &[("number", &number), ("title", &title)]),
            Some(day) => view.voice.fill(&words.issued, &[("number", &number), ("title", &title), ("day", &day)]),
        }
    };
    view.manifest().sources.iter().enumerate().map(source).collect::<Vec<_>>().join("<br>")
}
