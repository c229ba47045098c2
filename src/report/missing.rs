//! What is not filled in, which rows need it and what they could still add; and what was assumed in place of an answer.

use super::figures::{figure, rounded};
use super::layout::Page;
use super::names::Names;
use crate::assess::assessment::MissingFact;
use crate::number::Number;

/// Decimals of what a row could add.
const DIGITS: u8 = 2;

pub(super) fn put(page: &mut Page, names: &Names) {
    let (voice, assessment) = (names.voice, names.assessment);
    let words = &voice.words.missing;
    if assessment.missing.is_empty() {
        return;
    }
    page.heading(voice.text(&words.title));
    let gain = |fact: &MissingFact| {
        let rows = fact.rows.iter().filter_map(|id| assessment.gain(assessment.row(id)?));
        Number::sum(rows.collect::<Vec<Number>>()).unwrap_or(Number::ZERO)
    };
    let mut facts: Vec<(Number, &MissingFact)> = assessment.missing.iter().map(|fact| (gain(fact), fact)).collect();
    facts.sort_by(|(a, _), (b, _)| b.cmp(a));
    for (_, fact) in facts {
        page.hang(2, "· ", &names.path(fact.title.as_ref(), &fact.path));
        if !fact.rows.is_empty() {
            let rows = voice.list(fact.rows.iter().map(|id| row_text(names, id)));
            page.put(4, &voice.fill(&words.rows, &[("rows", &rows)]));
        }
        if !fact.gates.is_empty() {
            let gates = voice.list(fact.gates.iter().map(|id| names.gate(id)));
            page.put(4, &voice.fill(&words.gates, &[("gates", &gates)]));
        }
        if !fact.levels.is_empty() {
            page.put(4, &voice.fill(&words.levels, &[("levels", &names.levels(&fact.levels))]));
        }
        if fact.applies {
            page.put(4, voice.text(&words.decides_applies));
        }
    }
}

/// Facts for which the rules had a value of their own.
pub(super) fn put_assumed(page: &mut Page, names: &Names) {
    let (voice, assessment) = (names.voice, names.assessment);
    if assessment.assumed.is_empty() {
        return;
    }
    page.heading(voice.text(&voice.words.assumed.title));
    for fact in &assessment.assumed {
        page.hang(2, "· ", &names.path(fact.title.as_ref(), &fact.path));
        let applies = fact.applies.then(|| voice.text(&voice.words.missing.applies));
        let rows = fact.rows.iter().map(|id| names.row(id)).chain(fact.gates.iter().map(|id| names.gate(id)));
        let rows = applies.into_iter().chain(rows);
        let rows = voice.list(rows);
        if !rows.is_empty() {
            page.put(4, &voice.fill(&voice.words.missing.rows, &[("rows", &rows)]));
        }
    }
}

fn row_text(names: &Names, id: &str) -> String {
    let row = names.assessment.row(id);
    let title = names.row(id);
    match row.and_then(|row| names.assessment.gain(row)) {
        Some(gain) => {
            let gain = figure(&rounded(&gain, DIGITS));
            names.voice.fill(&names.voice.words.missing.gain, &[("row", &title), ("gain", &gain)])
        }
        None => title.to_owned(),
    }
}
