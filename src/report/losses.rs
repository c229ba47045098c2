//! Rows that lost points, the most costly first: why, the band that matched and the next one, the next step, advice, evidence.

use super::band;
use super::figures::{figure, rounded};
use super::layout::Page;
use super::names::Names;
use crate::assess::assessment::{Document, FactRead, GroupResult, RowResult};
use crate::number::Number;

/// Decimals of what a row costs.
const DIGITS: u8 = 2;

/// A row, or a group that counts as one, that has less than full marks.
struct Loss<'a> {
    what: What<'a>,
    /// In points of the score; none where it cannot be told.
    cost: Option<Number>,
}

#[derive(Clone, Copy)]
enum What<'a> {
    Row(&'a RowResult),
    Held(&'a GroupResult),
}

/// Tells of the `most` costly rows in full; `short` leaves out everything but reasons and advice.
pub(super) fn put(page: &mut Page, names: &Names, most: usize, short: bool) {
    let voice = names.voice;
    let words = &voice.words.losses;
    if names.assessment.rows.is_empty() && names.assessment.groups.is_empty() {
        return;
    }
    let losses = losses(names);
    page.heading(voice.text(&words.title));
    if losses.is_empty() {
        page.put(2, voice.text(&words.none));
    }
    for (place, loss) in losses.iter().take(most).enumerate() {
        let label = format!("{}. ", place + 1);
        match loss.what {
            What::Row(row) => put_row(page, names, &label, row, loss.cost.as_ref(), short),
            What::Held(group) => put_held(page, names, &label, group, loss.cost.as_ref()),
        }
    }
    let rest = losses.len().saturating_sub(most);
    if rest > 0 {
        page.put(2, &voice.fill(&words.more, &[("count", &rest)]));
    }
}

fn losses<'a>(names: &Names<'a>) -> Vec<Loss<'a>> {
    let assessment = names.assessment;
    let max = assessment.score.as_ref().map(|score| &score.max);
    let cost = |share: &Number, points: &Number, full: &Number| {
        let lost = full.sub(points).ok()?.div(full).ok()?;
        max?.mul(share).ok()?.mul(&lost).ok()?.div(&Number::HUNDRED).ok().filter(|cost| *cost > Number::ZERO)
    };
    let rows = assessment.rows.iter().filter_map(|row| {
        let points = row.points.as_ref().filter(|points| **points < row.max)?;
        let counts = row.contribution.is_some();
        Some(Loss { what: What::Row(row), cost: cost(&row.share, points, &row.max).filter(|_| counts) })
    });
    let held = assessment.groups.iter().filter_map(|group| {
        let value = group.value.as_ref().filter(|value| **value < group.max)?;
        group.rulebook.as_ref()?;
        Some(Loss { what: What::Held(group), cost: cost(&group.share, value, &group.max) })
    });
    let mut losses: Vec<Loss<'a>> = rows.chain(held).collect();
    losses.sort_by(|a, b| b.cost.cmp(&a.cost));
    losses
}

fn with_cost(names: &Names, row: String, cost: Option<&Number>) -> String {
    match cost.map(|cost| rounded(cost, DIGITS)) {
        Some(cost) => names.voice.fill(&names.voice.words.losses.cost, &[("row", &row), ("cost", &figure(&cost))]),
        None => row,
    }
}

fn put_held(page: &mut Page, names: &Names, label: &str, group: &GroupResult, cost: Option<&Number>) {
    let voice = names.voice;
    let words = &voice.words.losses;
    let nothing = Number::ZERO;
    let value = group.value.as_ref().unwrap_or(&nothing);
    let parent = group.parent.as_deref().map_or_else(|| voice.text(&group.title), |parent| names.group(parent));
    let (value, max) = (figure(value), figure(&group.max));
    let line = voice.fill(
        &words.row,
        &[("title", &voice.text(&group.title)), ("group", &parent), ("value", &value), ("max", &max)],
    );
    page.hang(2, label, &with_cost(names, line, cost));
    let held = group.assessment.as_ref().map(|held| voice.text(&held.rulebook.title));
    let title = held.or(group.rulebook.as_deref()).unwrap_or_default();
    page.put(5, &voice.fill(&words.held, &[("rulebook", &title)]));
}

fn put_row(page: &mut Page, names: &Names, label: &str, row: &RowResult, cost: Option<&Number>, short: bool) {
    let voice = names.voice;
    let words = &voice.words.losses;
    let nothing = Number::ZERO;
    let value = row.points.as_ref().unwrap_or(&nothing);
    let upper = row.upper.as_ref().filter(|upper| *upper > value);
    let (title, group) = (voice.text(&row.title), names.group(&row.group));
    let (value, most, max) = (figure(value), upper.map(figure).unwrap_or_default(), figure(&row.max));
    let sentence = if upper.is_some() { &words.row_open } else { &words.row };
    let line = voice
        .fill(sentence, &[("title", &title), ("group", &group), ("value", &value), ("upper", &most), ("max", &max)]);
    page.hang(2, label, &with_cost(names, line, cost));
    let mut say = |text: String| page.put(5, &text);
    match &row.why {
        Some(why) => say(voice.fill(&words.why, &[("why", &voice.text(why))])),
        None if !row.facts.is_empty() => {
            let facts = voice.clauses(row.facts.iter().map(|fact| fact_text(names, fact)));
            say(voice.fill(&words.facts, &[("facts", &facts)]));
        }
        None => {}
    }
    if !row.missing.is_empty() {
        say(voice.fill(&words.lacks, &[("facts", &names.facts(&row.missing))]));
    }
    if !short {
        row.bands.iter().filter_map(|read| band::text(names, row, read)).for_each(&mut say);
        step(names, row).into_iter().for_each(&mut say);
    }
    if let Some(advice) = &row.advice {
        say(voice.fill(&words.advice, &[("advice", &voice.text(advice))]));
    }
    if short {
        return;
    }
    if !row.evidence.asked.is_empty() {
        let asked = voice.clauses(row.evidence.asked.iter().map(|document| voice.text(document)));
        say(voice.fill(&words.asked, &[("documents", &asked)]));
    }
    if !row.evidence.given.is_empty() {
        let given = voice.clauses(row.evidence.given.iter().map(|document| document_text(names, document)));
        say(voice.fill(&words.given, &[("documents", &given)]));
    }
    if !row.basis.is_empty() {
        say(voice.fill(&words.basis, &[("basis", &names.basis(&row.basis))]));
    }
}

fn fact_text(names: &Names, fact: &FactRead) -> String {
    let title = fact.title.as_ref().map_or(fact.path.as_str(), |title| names.voice.text(title));
    names.voice.fill(&names.voice.words.losses.fact, &[("title", &title), ("value", &names.value(fact))])
}

fn document_text(names: &Names, document: &Document) -> String {
    let voice = names.voice;
    let words = &voice.words.losses;
    let text = match (&document.title, &document.reference) {
        (Some(title), Some(reference)) => voice.fill(&words.document, &[("title", title), ("reference", reference)]),
        (Some(name), None) | (None, Some(name)) => name.clone(),
        (None, None) => String::new(),
    };
    match &document.verified_by {
        Some(by) => voice.fill(&words.verified, &[("title", &text), ("by", by)]),
        None => text,
    }
}

/// Where a row that goes by steps stands, and what the next step asks for.
fn step(names: &Names, row: &RowResult) -> Vec<String> {
    let voice = names.voice;
    let words = &voice.words.losses;
    let steps = row.statements.len();
    // a step that is not fully counted is not yet reached
    let whole = |number: &Number| number.floor().to_i64().and_then(|number| usize::try_from(number).ok());
    let (Some(points), Some(max)) = (row.points.as_ref().and_then(whole), whole(&row.max)) else { return Vec::new() };
    // one statement for each step, and perhaps one for step 0
    let Some(offset) = (max + 1).checked_sub(steps).filter(|offset| *offset < 2) else { return Vec::new() };
    let statement = |step: usize| row.statements.get(step.checked_sub(offset)?);
    let now = statement(points).map(|text| voice.fill(&words.step, &[("statement", &voice.text(text))]));
    let next = statement(points + 1).map(|text| voice.fill(&words.next_step, &[("statement", &voice.text(text))]));
    now.into_iter().chain(next).collect()
}
