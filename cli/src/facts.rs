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
use zhiheng::{FactInfo, Rulebook};

#[derive(Serialize)]
struct Entry<'a> {
    #[serde(flatten)]
    fact: &'a FactInfo,
    /// Rows by rulebook.
    rulebooks: BTreeMap<&'a str, &'a [String]>,
}

/// Lists facts, or writes a blank profile.
pub fn run(call: &Facts, voice: &Voice) -> Result<Answer, Trouble> {
    let books = books::named(&call.rulebooks, voice)?;
    let asked = asked(&books);
    let text = if call.template {
        template(asked.iter().map(|asked| asked.fact.path.as_str()))
    } else {
        match call.format {
            Format::Json => json::text(&asked.iter().map(entry).collect::<Vec<_>>())?,
            Format::Text => listed(&asked, &books, voice),
        }
    };
    deliver(call.output.as_deref(), &text, voice)?;
    if call.template && has_lists(asked.iter().map(|asked| asked.fact.path.as_str())) {
        voice.note(say().template_lists.get(voice.lang));
    }
    Ok(Answer::Yes)
}

fn entry(asked: &Asked) -> Entry<'_> {
    let rulebooks = asked.readers.iter().map(|(id, rows)| (id.as_str(), rows.as_slice())).collect();
    Entry { fact: &asked.fact, rulebooks }
}

/// One table for each section of the form.
fn listed(asked: &[Asked], books: &[Rulebook], voice: &Voice) -> String {
    let say = say();
    let headings = [&say.column_path, &say.column_title, &say.column_kind, &say.column_unit, &say.column_rows];
    let mut rows = vec![headings.map(|heading| heading.get(voice.lang).to_owned()).to_vec()];
    let mut section = "";
    for asked in asked {
        let fact = &asked.fact;
        let this = fact.path.split(['.', '[']).next().unwrap_or_default();
        if this != section {
            section = this;
            rows.push(Vec::new());
        }
        rows.push(vec![
            fact.path.clone(),
            fact.title.get(voice.lang).to_owned(),
            answer(fact, voice),
            fact.unit.as_ref().map_or("", |unit| unit.get(voice.lang)).to_owned(),
            readers(asked, books.len() > 1, voice),
        ]);
    }
    let count = voice.fill(&say.facts_count, &[("count", &asked.len().to_string())]);
    format!("{}\n{count}\n", table(&rows))
}

/// The kind of answer; of a choice, what may be chosen where that is short.
fn answer(fact: &FactInfo, voice: &Voice) -> String {
    const SHORT: usize = 4;
    let kind = fact.kind.get(voice.lang);
    if fact.values.is_empty() || fact.values.len() > SHORT {
        return kind.to_owned();
    }
    let values: Vec<&str> = fact.values.iter().map(|choice| choice.value.as_str()).collect();
    format!("{kind} {}", values.join("|"))
}

fn readers(asked: &Asked, several: bool, voice: &Voice) -> String {
    let by_book = asked.readers.iter().map(|(id, rows)| {
        let rows = if rows.is_empty() { say().facts_decisions.get(voice.lang).to_owned() } else { rows.join(" ") };
        if several { format!("{id}: {rows}") } else { rows }
    });
    by_book.collect::<Vec<_>>().join("; ")
}
