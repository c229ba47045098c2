//! `zhiheng facts`: what rulebooks ask for, and blank profiles.

use crate::answer::Answer;
use crate::books;
use crate::call::{Facts, Format};
use crate::json;
use crate::merge::{Asked, answers, asked, has_fields};
use crate::output::deliver;
use crate::table::table;
use crate::template::{has_lists, template};
use crate::trouble::Trouble;
use crate::voice::Voice;
use crate::words::say;
use serde::Serialize;
use zhiheng::{FactInfo, Number, Rulebook, Text};

/// A field for programs.
#[derive(Serialize)]
struct Entry<'a> {
    path: &'a str,
    title: &'a Text,
    description: Option<&'a Text>,
    section: bool,
    kind: &'a Text,
    unit: Option<&'a Text>,
    minimum: Option<&'a Number>,
    maximum: Option<&'a Number>,
    choices: Vec<Choice<'a>>,
    clauses: &'a [String],
    rulebooks: &'a [String],
}

#[derive(Serialize)]
struct Choice<'a> {
    value: &'a str,
    label: &'a Text,
}

/// Lists facts, or writes a blank profile.
pub fn run(call: &Facts, voice: &Voice) -> Result<Answer, Trouble> {
    let books = books::named(&call.rulebooks, voice)?;
    let asked = asked(&books);
    let text = if call.template {
        template(answers(&asked))
    } else {
        match call.format {
            Format::Json => json::text(&asked.iter().map(entry).collect::<Vec<_>>())?,
            Format::Text => listed(&asked, &books, voice),
        }
    };
    deliver(call.output.as_deref(), &text, voice)?;
    if call.template && has_lists(answers(&asked)) {
        voice.note(say().template_lists.get(voice.lang));
    }
    Ok(Answer::Yes)
}

fn entry(asked: &Asked) -> Entry<'_> {
    let fact = &asked.fact;
    Entry {
        path: &fact.path,
        title: &fact.title,
        description: fact.description.as_ref(),
        section: fact.is_section,
        kind: &fact.kind,
        unit: fact.unit.as_ref(),
        minimum: fact.bounds.0.as_ref(),
        maximum: fact.bounds.1.as_ref(),
        choices: fact.choices.iter().map(|(value, label)| Choice { value, label }).collect(),
        clauses: &fact.clauses,
        rulebooks: &asked.rulebooks,
    }
}

/// The fields by section, each with what to answer.
fn listed(asked: &[Asked], books: &[Rulebook], voice: &Voice) -> String {
    let say = say();
    let several = books.len() > 1;
    let mut headings = vec![&say.column_path, &say.column_title, &say.column_kind, &say.column_unit];
    headings.extend(several.then_some(&say.column_rulebooks));
    let mut rows: Vec<Vec<String>> =
        vec![headings.into_iter().map(|heading| heading.get(voice.lang).to_owned()).collect()];
    for one in asked {
        let fact = &one.fact;
        let title = fact.title.get(voice.lang).to_owned();
        let is_top = !fact.path.contains('.');
        if fact.is_section && is_top {
            rows.push(Vec::new());
        }
        if fact.is_section && has_fields(asked, &fact.path) {
            rows.push(vec![fact.path.clone(), title]);
            continue;
        }
        let mut row = vec![
            fact.path.clone(),
            title,
            answer(fact, voice),
            fact.unit.as_ref().map_or("", |unit| unit.get(voice.lang)).to_owned(),
        ];
        if several {
            row.push(one.rulebooks.join(" "));
        }
        rows.push(row);
    }
    let count = answers(asked).count().to_string();
    format!("{}\n{}\n", table(&rows), voice.fill(&say.facts_count, &[("count", &count)]))
}

/// The kind of answer; of a choice, what may be chosen where that is short.
fn answer(fact: &FactInfo, voice: &Voice) -> String {
    const SHORT: usize = 4;
    let kind = fact.kind.get(voice.lang);
    if !fact.choices.is_empty() && fact.choices.len() <= SHORT {
        let values: Vec<&str> = fact.choices.iter().map(|(value, _)| value.as_str()).collect();
        return format!("{kind} {}", values.join("|"));
    }
    match &fact.bounds {
        (Some(low), Some(high)) => format!("{kind} {low}–{high}"),
        (Some(low), None) => format!("{kind} ≥{low}"),
        (None, Some(high)) => format!("{kind} ≤{high}"),
        (None, None) => kind.to_owned(),
    }
}
