//! `zhiheng rulebooks`: what is built in, and one rulebook as the printed standard.

use crate::answer::Answer;
use crate::call::{Format, Rulebooks, RulebooksVerb, Show};
use crate::output::deliver;
use crate::trouble::Trouble;
use crate::voice::Voice;
use crate::words::say;
use crate::{books, json, table};
use serde::Serialize;
use zhiheng::{Date, Rulebook, Status, Text};

#[derive(Serialize)]
struct Entry<'a> {
    id: &'a str,
    title: &'a Text,
    version: &'a str,
    status: Status,
    from: Date,
    to: Option<Date>,
    subject: Option<&'a str>,
    digest: &'a str,
}

/// Lists the built-in rulebooks, or shows one.
pub fn run(call: &Rulebooks, voice: &Voice) -> Result<Answer, Trouble> {
    match &call.verb {
        Some(RulebooksVerb::Show(call)) => show(call, voice),
        None => list(call, voice),
    }
}

fn show(call: &Show, voice: &Voice) -> Result<Answer, Trouble> {
    let book = books::book(&call.shown, voice)?;
    deliver(call.output.as_deref(), &zhiheng::report::scheme(&book, voice.lang), voice)?;
    Ok(Answer::Yes)
}

fn list(call: &Rulebooks, voice: &Voice) -> Result<Answer, Trouble> {
    let books = books::builtin()?;
    let text = match call.format {
        Format::Json => json::text(&books.iter().map(entry).collect::<Vec<_>>())?,
        Format::Text => listed(&books, voice),
    };
    deliver(None, &text, voice)?;
    Ok(Answer::Yes)
}

fn entry(book: &Rulebook) -> Entry<'_> {
    let (from, to) = book.effective();
    Entry {
        id: book.id(),
        title: book.title(),
        version: book.version(),
        status: book.status(),
        from,
        to,
        subject: book.subject(),
        digest: book.digest(),
    }
}

fn listed(books: &[Rulebook], voice: &Voice) -> String {
    let say = say();
    let headings = [
        &say.column_id,
        &say.column_version,
        &say.column_status,
        &say.column_effective,
        &say.column_subject,
        &say.column_title,
    ];
    let mut rows = vec![headings.map(|heading| heading.get(voice.lang).to_owned()).to_vec()];
    rows.extend(books.iter().map(|book| {
        vec![
            book.id().to_owned(),
            book.version().to_owned(),
            status(book.status()).get(voice.lang).to_owned(),
            effective(book.effective(), voice),
            subject(book, voice),
            book.title().get(voice.lang).to_owned(),
        ]
    }));
    table::table(&rows)
}

fn status(status: Status) -> &'static Text {
    let say = say();
    match status {
        Status::Official => &say.status_official,
        Status::Adapted => &say.status_adapted,
        Status::Project => &say.status_project,
    }
}

fn effective((from, to): (Date, Option<Date>), voice: &Voice) -> String {
    let from = from.to_string();
    match to {
        None => voice.fill(&say().effective_from, &[("from", &from)]),
        Some(to) => voice.fill(&say().effective_between, &[("from", &from), ("to", &to.to_string())]),
    }
}

/// What is assessed: the enterprise, or the items of a list by the list's title.
fn subject(book: &Rulebook, voice: &Voice) -> String {
    let Some(list) = book.subject() else { return say().subject_enterprise.get(voice.lang).to_owned() };
    let items = format!("{list}[].");
    let title = book.facts().into_iter().find(|fact| fact.path.starts_with(&items)).and_then(|fact| fact.section);
    let list = title.as_ref().map_or(list, |title| title.get(voice.lang));
    voice.fill(&say().subject_each, &[("list", list)])
}
