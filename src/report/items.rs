//! The items of a subject rulebook: a table of them, how many reached which level, what is out of scope, then each in short.

use super::figures::{figure, percent};
use super::layout::Page;
use super::names::Names;
use super::table::{Align, Table};
use super::{Style, gates, limiting, losses, missing, notes, uncounted, verdict};
use crate::assess::assessment::Assessment;

/// Columns by which an item's own report stands further in.
const MARGIN: usize = 4;

pub(super) fn put(page: &mut Page, names: &Names) {
    let (voice, assessment) = (names.voice, names.assessment);
    let words = &voice.words.items;
    if assessment.items.is_empty() && assessment.out_of_scope.is_empty() {
        return;
    }
    page.heading(voice.text(&words.title));
    if !assessment.items.is_empty() {
        let column = |title, align| (voice.text(title).to_owned(), align);
        let mut table = Table::new(vec![
            column(&words.name, Align::Left),
            column(&words.level, Align::Left),
            column(&words.score, Align::Right),
            column(&words.range, Align::Right),
            column(&words.coverage, Align::Right),
        ]);
        for item in &assessment.items {
            let mut cells = vec![name(names, item)];
            cells.extend(result_cells(&Names { assessment: item, ..*names }));
            table.row(cells);
        }
        table.put(page, 2);
    }
    let shares = voice.clauses(assessment.shares.iter().filter(|share| share.count > 0).map(|share| {
        let level = names.level(&share.level);
        voice.fill(&words.share, &[("level", &level), ("count", &share.count), ("percent", &percent(&share.share))])
    }));
    if !shares.is_empty() {
        page.put(2, &voice.fill(&words.shares, &[("shares", &shares)]));
    }
    let outside = voice.list(assessment.out_of_scope.iter().map(|item| {
        let what = names.item(item.title.as_ref(), Some(&item.key));
        match &item.why {
            Some(why) => voice.fill(&words.because, &[("what", &what), ("why", &voice.text(why))]),
            None => what,
        }
    }));
    if !outside.is_empty() {
        page.put(2, &voice.fill(&words.out_of_scope, &[("items", &outside)]));
    }
}

/// Level, score, range and coverage of a result, as cells of a table.
pub(super) fn result_cells(names: &Names) -> Vec<String> {
    let (voice, assessment) = (names.voice, names.assessment);
    let words = &voice.words;
    let score = assessment.score().map(figure).unwrap_or_default();
    let range = assessment.score.as_ref().filter(|score| score.lower != score.upper).map(|score| {
        let (lower, upper) = (figure(&score.lower), figure(&score.upper));
        voice.fill(&words.items.span, &[("lower", &lower), ("upper", &upper)])
    });
    let coverage = assessment
        .coverage
        .as_ref()
        .map(|coverage| voice.fill(&words.groups.reached, &[("percent", &percent(coverage))]));
    vec![names.result(), score, range.unwrap_or_default(), coverage.unwrap_or_default()]
}

fn name(names: &Names, item: &Assessment) -> String {
    names.item(item.subject.title.as_ref(), item.subject.key.as_deref())
}

/// Each item in short.
pub(super) fn put_each(page: &mut Page, names: &Names, style: &Style) {
    for item in &names.assessment.items {
        page.blank();
        page.hang(2, "▶ ", &name(names, item));
        page.set_margin(MARGIN);
        in_short(page, &Names { assessment: item, ..*names }, style);
        page.set_margin(0);
    }
}

/// The results of the rulebooks that groups hold, each in short.
pub(super) fn put_held(page: &mut Page, names: &Names, style: &Style) {
    let voice = names.voice;
    for (place, held) in names.assessment.held().enumerate() {
        if place == 0 {
            page.heading(voice.text(&voice.words.notes.held));
        }
        let (title, version) = (voice.text(&held.rulebook.title), &held.rulebook.version);
        page.blank();
        let title = voice.fill(&voice.words.headline.version, &[("title", &title), ("version", version)]);
        page.hang(2, "▶ ", &title);
        page.set_margin(MARGIN);
        let names = Names { assessment: held, ..*names };
        in_short(page, &names, style);
        put(page, &names);
        page.set_margin(0);
    }
}

fn in_short(page: &mut Page, names: &Names, style: &Style) {
    verdict::put(page, names);
    gates::put(page, names);
    limiting::put(page, names);
    losses::put(page, names, style.losses, true);
    missing::put(page, names);
    uncounted::put(page, names);
    notes::put_warnings(page, names);
}
