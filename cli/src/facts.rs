//! `zhiheng facts`: what rulebooks ask for, and blank profiles.

use crate::answer::Answer;
use crate::books;
use crate::call::{Facts, Format};
use crate::json;
use crate::merge::{Asked, asked};
use crate::output::deliver;
use crate::table::table;
use crate::template::{has_lists, template};
use crate::trouble::Trouble;
use crate::voice::Voice;
use crate::words::say;
use serde::Serialize;
use std::collections::BTreeMap;
use zhiheng::{Choice, FactInfo, Number, Rulebook, Text};

/// A field for programs.
#[derive(Serialize)]
struct Entry<'a> {
    path: &'a str,
    title: &'a Text,
    section: Option<&'a Text>,
    description: Option<&'a Text>,
    kind: &'a Text,
    unit: Option<&'a Text>,
    minimum: Option<&'a Number>,
    maximum: Option<&'a Number>,
    values: &'a [Choice],
    clauses: &'a [String],
    /// Rows by rulebook.
    rulebooks: BTreeMap<&'a str, &'a [String]>,
}

/// Lists facts, or writes a blank profile.
pub fn run(call: &Facts, voice: &Voice) -> Result<Answer, Trouble> {
    let books = books::named(&call.rulebooks, voice)?;
    let asked = asked(&books);
    let text = if call.template {
        template(paths(&asked))
    } else {
        match call.format {
            Format::Json => json::text(&asked.iter().map(entry).collect::<Vec<_>>())?,
            Format::Text => listed(&asked, &books, voice),
        }
    };
    deliver(call.output.as_deref(), &text, voice)?;
    if call.template && has_lists(paths(&asked)) {
        voice.note(say().template_lists.get(voice.lang));
    }
    Ok(Answer::Yes)
}

fn paths(asked: &[Asked]) -> impl Iterator<Item = &str> {
    asked.iter().map(|asked| asked.fact.path.as_str())
}

fn entry(asked: &Asked) -> Entry<'_> {
    let fact = &asked.fact;
    Entry {
        path: &fact.path,
        title: &fact.title,
        section: fact.section.as_ref(),
        description: fact.description.as_ref(),
        kind: &fact.kind,
        unit: fact.unit.as_ref(),
        minimum: fact.minimum.as_ref(),
        maximum: fact.maximum.as_ref(),
        values: &fact.values,
        clauses: &fact.clauses,
        rulebooks: asked.rulebooks.iter().map(|(id, rows)| (id.as_str(), rows.as_slice())).collect(),
    }
}

/// The fields by section, each with what to answer and who reads it.
fn listed(asked: &[Asked], books: &[Rulebook], voice: &Voice) -> String {
    let say = say();
    let headings = [&say.column_path, &say.column_title, &say.column_kind, &say.column_unit, &say.column_readers];
    let mut rows = vec![headings.map(|heading| heading.get(voice.lang).to_owned()).to_vec()];
    let mut section = None;
    for one in asked {
        let fact = &one.fact;
        let this = fact.path.split_once('.').map_or(fact.path.as_str(), |(section, _)| section);
        if section != Some(this) {
            section = Some(this);
            rows.push(Vec::new());
            rows.extend(fact.section.as_ref().map(|title| vec![this.to_owned(), title.get(voice.lang).to_owned()]));
        }
        rows.push(vec![
            fact.path.clone(),
            fact.title.get(voice.lang).to_owned(),
            answer(fact, voice),
            fact.unit.as_ref().map_or("", |unit| unit.get(voice.lang)).to_owned(),
            readers(one, books.len() > 1, voice),
        ]);
    }
    let count = voice.fill(&say.facts_count, &[("count", &asked.len().to_string())]);
    format!("{}\n{count}\n", table(&rows))
}

/// The rows that read a field; of several rulebooks, only which ones do.
fn readers(asked: &Asked, several: bool, voice: &Voice) -> String {
    let readers = asked.rulebooks.iter().map(|(id, rows)| match rows.as_slice() {
        _ if several => id.clone(),
        [] => say().readers_decisions.get(voice.lang).to_owned(),
        rows => rows.join(" "),
    });
    readers.collect::<Vec<_>>().join(" ")
}

/// The kind of answer; of a choice, what may be chosen where that is short.
fn answer(fact: &FactInfo, voice: &Voice) -> String {
    const SHORT: usize = 4;
    let kind = fact.kind.get(voice.lang);
    if !fact.values.is_empty() && fact.values.len() <= SHORT {
        let values: Vec<&str> = fact.values.iter().map(|choice| choice.value.as_str()).collect();
        return format!("{kind} {}", values.join("|"));
    }
    match (&fact.minimum, &fact.maximum) {
        (Some(low), Some(high)) => format!("{kind} {low}–{high}"),
        (Some(low), None) => format!("{kind} ≥{low}"),
        (None, Some(high)) => format!("{kind} ≤{high}"),
        (None, None) => kind.to_owned(),
    }
}
