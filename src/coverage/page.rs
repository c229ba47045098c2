//! The coverage as a page: figures, what no case reaches in plain sentences, and the sources with coloured lines.

use super::goal::{Goal, Kind};
use super::report::{Coverage, Tally};
use crate::diagnostic::{Place, words};
use crate::error::Error;
use crate::page::{Template, render};
use crate::text::Lang;
use serde::Serialize;
use std::collections::BTreeMap;

const TEMPLATE: Template = Template { name: "coverage.html", text: include_str!("coverage.html") };

#[derive(Serialize)]
struct Shown {
    title: String,
    words: Words,
    books: Vec<Book>,
}

#[derive(Serialize)]
struct Words {
    kind: String,
    reached: String,
    all: String,
    percent: String,
    unreached: String,
    nothing: String,
    sources: String,
    full: String,
    part: String,
    none: String,
    cases: String,
}

#[derive(Serialize)]
struct Book {
    title: String,
    folder: String,
    figures: Vec<Figure>,
    total: Figure,
    cases: String,
    remarks: Vec<Remark>,
    files: Vec<Source>,
}

#[derive(Serialize)]
struct Figure {
    name: String,
    reached: usize,
    all: usize,
    percent: String,
}

#[derive(Serialize)]
struct Remark {
    place: String,
    anchor: String,
    text: String,
}

#[derive(Serialize)]
struct Source {
    name: String,
    lines: Vec<SourceLine>,
}

#[derive(Serialize)]
struct SourceLine {
    number: usize,
    anchor: String,
    text: String,
    /// `full`, `part`, `none`, or empty where there is nothing to reach.
    class: &'static str,
    /// How many cases run the line.
    cases: Option<usize>,
    missing: Vec<String>,
}

/// One page for the coverage of several rulebooks, each with the name of its folder.
///
/// # Errors
/// [`Error::Internal`] where the page cannot be laid out.
pub fn page(books: &[(&str, &Coverage)], lang: Lang) -> Result<String, Error> {
    let word = |code: &str| words(code, lang);
    let shown = Shown {
        title: word("cover-page-title"),
        words: Words {
            kind: word("cover-page-kind"),
            reached: word("cover-page-reached"),
            all: word("cover-page-all"),
            percent: word("cover-page-percent"),
            unreached: word("cover-page-unreached"),
            nothing: word("cover-page-nothing"),
            sources: word("cover-page-sources"),
            full: word("cover-page-full"),
            part: word("cover-page-part"),
            none: word("cover-page-none"),
            cases: word("cover-page-cases"),
        },
        books: books
            .iter()
            .enumerate()
            .map(|(number, (folder, coverage))| book(number, folder, coverage, lang))
            .collect(),
    };
    render(TEMPLATE, &shown, lang)
}

fn book(number: usize, folder: &str, coverage: &Coverage, lang: Lang) -> Book {
    let files: Vec<&String> = coverage.texts.keys().collect();
    let anchor = |place: &Place| {
        let file = files.iter().position(|file| **file == place.file).unwrap_or_default();
        format!("b{number}f{file}l{}", place.line)
    };
    let figure = |name: String, tally: Tally| Figure {
        name,
        reached: tally.reached,
        all: tally.all,
        percent: format!("{}%", tally.shown()),
    };
    let kinds = Kind::ALL.iter().map(|kind| (kind, coverage.of_kind(*kind))).filter(|(_, tally)| tally.all > 0);
    let mut by_line: BTreeMap<(&str, u32), Vec<&Goal>> = BTreeMap::new();
    for goal in &coverage.goals {
        by_line.entry((&goal.place.file, goal.place.line)).or_default().push(goal);
    }
    let mut run: BTreeMap<(&str, u32), usize> = BTreeMap::new();
    for line in &coverage.lines {
        let cases = run.entry((&line.file, line.line)).or_default();
        *cases = (*cases).max(line.cases);
    }
    let source = |(name, text): (&String, &String)| Source {
        name: name.clone(),
        lines: (1u32..)
            .zip(text.lines())
            .map(|(line, text)| {
                let goals = by_line.get(&(name.as_str(), line)).map_or(&[][..], Vec::as_slice);
                let cases = run.get(&(name.as_str(), line)).copied();
                SourceLine {
                    number: usize::try_from(line).unwrap_or_default(),
                    anchor: anchor(&Place::at(name.as_str(), line, 1, 1)),
                    text: text.to_owned(),
                    class: class(goals, cases),
                    cases,
                    missing: goals
                        .iter()
                        .filter(|goal| !goal.is_reached())
                        .map(|goal| goal.unreached.get(lang).to_owned())
                        .collect(),
                }
            })
            .collect(),
    };
    Book {
        title: coverage.title.get(lang).to_owned(),
        folder: folder.to_owned(),
        figures: kinds.map(|(kind, tally)| figure(kind.title().get(lang).to_owned(), tally)).collect(),
        total: figure(words("cover-page-total", lang), coverage.total()),
        cases: coverage.cases.counted(lang),
        remarks: coverage
            .remarks()
            .into_iter()
            .map(|(place, said)| Remark {
                place: place.to_string(),
                anchor: anchor(place),
                text: said.get(lang).to_owned(),
            })
            .collect(),
        files: coverage.texts.iter().map(source).collect(),
    }
}

/// The colour of a line, by what there is to reach on it.
fn class(goals: &[&Goal], cases: Option<usize>) -> &'static str {
    let ran = cases.is_none_or(|cases| cases > 0);
    let reached = goals.iter().filter(|goal| goal.is_reached()).count();
    match (goals.len(), reached) {
        (0, _) => match cases {
            None => "",
            Some(0) => "none",
            Some(_) => "full",
        },
        (all, reached) if reached == all && ran => "full",
        (_, 0) if cases.is_none_or(|cases| cases == 0) => "none",
        _ => "part",
    }
}
