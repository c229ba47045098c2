//! The table of all rows: state, points, what each adds to the score, and what else moves it. The lines add up.

use super::figures::{digits, figure};
use super::layout::Page;
use super::names::Names;
use super::table::{Align, Table};
use crate::assess::apportion::apportion;
use crate::assess::assessment::{AdjustmentKind, State, Strength};
use crate::number::Number;

/// A line of the table before its figures are apportioned.
struct Line {
    cells: Vec<String>,
    contribution: Option<Number>,
    strength: String,
}

pub(super) fn put(page: &mut Page, names: &Names) {
    let (voice, assessment) = (names.voice, names.assessment);
    let words = &voice.words.ledger;
    let lines = lines(names);
    if lines.is_empty() {
        return;
    }
    page.heading(voice.text(&words.title));
    let column = |title, align| (voice.text(title).to_owned(), align);
    let mut table = Table::new(vec![
        column(&words.group, Align::Left),
        column(&words.row, Align::Left),
        column(&words.state, Align::Left),
        column(&words.points, Align::Right),
        column(&words.contribution, Align::Right),
        column(&words.strength, Align::Left),
    ]);
    let score = assessment.score();
    let exact: Vec<Number> = lines.iter().filter_map(|line| line.contribution.clone()).collect();
    let digits = exact.iter().chain(score).map(digits).max().unwrap_or(0);
    let mut printed = apportion(&exact, digits).unwrap_or(exact).into_iter();
    for Line { mut cells, contribution, strength } in lines {
        let printed = contribution.and_then(|_| printed.next());
        cells.push(printed.map(|number| number.to_string()).unwrap_or_default());
        cells.push(strength);
        table.row(cells);
    }
    if let Some(score) = score {
        let total = voice.text(&words.total).to_owned();
        let empty = String::new;
        table.row(vec![total, empty(), empty(), empty(), figure(score), empty()]);
    }
    table.put(page, 2);
}

fn lines(names: &Names) -> Vec<Line> {
    let (voice, assessment) = (names.voice, names.assessment);
    let words = &voice.words.ledger;
    let rows = assessment.rows.iter().map(|row| {
        let points = match (row.state, &row.lower, &row.upper) {
            (State::NotApplicable | State::OutOfScope, _, _) => String::new(),
            (_, Some(lower), Some(upper)) => names.points(lower, upper, &row.max),
            _ => row.points.as_ref().map(figure).unwrap_or_default(),
        };
        let (group, title) = (names.group(&row.group).to_owned(), voice.text(&row.title).to_owned());
        let counted = assessment.score().and(row.contribution.clone());
        let strength = row.evidence.strength.map_or("", |strength| strength_name(names, strength)).to_owned();
        Line { cells: vec![group, title, names.state(row.state).to_owned(), points], contribution: counted, strength }
    });
    let groups = assessment.groups.iter().filter_map(|group| {
        let line = assessment.score().and(group.line.clone())?;
        let points = group.value.as_ref().map(|value| names.points(value, value, &group.max)).unwrap_or_default();
        let title = voice.text(&group.title).to_owned();
        let cells = vec![title, String::new(), names.state(group.status).to_owned(), points];
        Some(Line { cells, contribution: Some(line), strength: String::new() })
    });
    let adjustments = assessment.adjustments.iter().map(|adjustment| {
        let kind = voice.text(match adjustment.kind {
            AdjustmentKind::Base => &words.base,
            AdjustmentKind::Rounding => &words.rounding,
            AdjustmentKind::Cap => &words.cap,
        });
        let title = match assessment.group(&adjustment.node) {
            Some(group) => voice.fill(&words.adjustment, &[("kind", &kind), ("node", &voice.text(&group.title))]),
            None => kind.to_owned(),
        };
        let empty = String::new;
        let cells = vec![title, empty(), empty(), empty()];
        Line { cells, contribution: Some(adjustment.value.clone()), strength: empty() }
    });
    rows.chain(groups).chain(adjustments).collect()
}

pub(super) fn strength_name<'a>(names: &Names<'a>, strength: Strength) -> &'a str {
    let words = &names.voice.words.evidence;
    names.voice.text(match strength {
        Strength::Claimed => &words.claimed,
        Strength::Evidenced => &words.evidenced,
        Strength::Verified => &words.verified,
    })
}
