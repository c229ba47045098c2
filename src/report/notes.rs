//! What whoever reads the result should know: what it rests on, warnings, sources, and which rules and engine gave it.

use super::bar::bar;
use super::figures::{figure, percent};
use super::layout::{Page, pad, pad_left, width};
use super::ledger::strength_name;
use super::names::Names;
use crate::number::Number;

/// Cells of the bar of a strength of evidence.
const CELLS: usize = 20;

/// How much of the score stands on what kind of evidence.
pub(super) fn put_evidence(page: &mut Page, names: &Names) {
    let (voice, assessment) = (names.voice, names.assessment);
    if assessment.evidence.iter().all(|part| part.share.is_zero()) {
        return;
    }
    page.heading(voice.text(&voice.words.evidence.title));
    let name = |part| strength_name(names, part);
    let widest = assessment.evidence.iter().map(|part| width(name(part.strength))).max().unwrap_or(0);
    for part in &assessment.evidence {
        let share = part.share.div(&Number::HUNDRED).unwrap_or(Number::ZERO);
        let reached = voice.fill(&voice.words.groups.reached, &[("percent", &percent(&part.share))]);
        let points = voice.fill(&voice.words.losses.result, &[("points", &figure(&part.contribution))]);
        let name = pad(name(part.strength), widest);
        page.line(&format!("  {name}  {}  {}  {points}", bar(&share, &share, CELLS), pad_left(&reached, 6)));
    }
}

pub(super) fn put_warnings(page: &mut Page, names: &Names) {
    let (voice, assessment) = (names.voice, names.assessment);
    if assessment.warnings.is_empty() {
        return;
    }
    page.heading(voice.text(&voice.words.notes.warnings));
    for warning in &assessment.warnings {
        let message = voice.text(&warning.message);
        let line = match &warning.on {
            Some(on) => voice.fill(&voice.words.notes.on, &[("message", &message), ("on", on)]),
            None => message.to_owned(),
        };
        page.hang(2, "· ", &line);
    }
}

/// The sources by the numbers under which clauses are cited.
pub(super) fn put_sources(page: &mut Page, names: &Names) {
    let (voice, assessment) = (names.voice, names.assessment);
    if assessment.sources.is_empty() {
        return;
    }
    page.heading(voice.text(&voice.words.notes.sources));
    for (place, source) in assessment.sources.iter().enumerate() {
        let number = place + 1;
        let label = voice.fill(&voice.words.names.cite, &[("number", &number)]);
        let title = voice.text(&source.title);
        let line = match &source.issued {
            Some(day) => voice.fill(&voice.words.notes.issued, &[("title", &title), ("day", day)]),
            None => title.to_owned(),
        };
        page.hang(2, &format!("{label} "), &line);
    }
}

/// Which rules and which engine gave the result, so that it can be had again.
pub(super) fn put_footer(page: &mut Page, names: &Names) {
    let (voice, assessment) = (names.voice, names.assessment);
    let words = &voice.words.notes;
    let rulebook = &assessment.rulebook;
    page.blank();
    page.rule('─');
    page.put(
        0,
        &voice.fill(
            &words.footer,
            &[("id", &rulebook.id), ("version", &rulebook.version), ("engine", &assessment.engine)],
        ),
    );
    page.put(0, &voice.fill(&words.digest, &[("digest", &rulebook.digest)]));
}
