//! The result in words: level, what else is possible and why, score with its range, how far the form is filled in.

use super::bar::bar;
use super::figures::{figure, percent};
use super::layout::Page;
use super::names::Names;
use crate::assess::assessment::{Reason, Score, Verdict};
use crate::number::Number;

/// Cells of the bar under the score.
const CELLS: usize = 50;

pub(super) fn put(page: &mut Page, names: &Names) {
    let (voice, assessment) = (names.voice, names.assessment);
    let words = &voice.words.verdict;
    page.put(2, &level(names));
    if assessment.status == Verdict::Indeterminate {
        let reasons = voice.clauses(assessment.because.iter().map(|reason| reason_text(names, reason)));
        if !reasons.is_empty() {
            page.put(2, &voice.fill(&words.because, &[("reasons", &reasons)]));
        }
        if !assessment.level.possible.is_empty() {
            let levels = names.levels(&assessment.level.possible);
            page.put(2, &voice.fill(&words.possible, &[("levels", &levels)]));
        }
    }
    if let (Some(earned), Some(last)) = (&assessment.level.earned, &assessment.level.final_)
        && earned.id != last.id
    {
        let (earned, last) = (names.level(&earned.id), names.level(&last.id));
        page.put(2, &voice.fill(&words.changed, &[("earned", &earned), ("last", &last)]));
    }
    if let Some(key) = &assessment.decided_by {
        let item = assessment.item(key).and_then(|item| item.subject.title.as_ref());
        page.put(2, &voice.fill(&words.decided_by, &[("item", &names.item(item, Some(key)))]));
    }
    if let Some(score) = &assessment.score {
        put_score(page, names, score);
    }
    if let Some(coverage) = &assessment.coverage {
        page.put(2, &voice.fill(&words.coverage, &[("percent", &percent(coverage))]));
    }
}

fn level(names: &Names) -> String {
    let (voice, assessment) = (names.voice, names.assessment);
    let words = &voice.words.verdict;
    match (assessment.status, &assessment.level.final_) {
        (Verdict::Graded, Some(_)) => voice.fill(&words.level, &[("level", &names.result())]),
        (Verdict::Graded, None) if !assessment.items.is_empty() && !assessment.levels.is_empty() => {
            voice.text(&words.by_item).to_owned()
        }
        (Verdict::Graded, None) => voice.text(&words.without_levels).to_owned(),
        (Verdict::Ungraded, _) => voice.text(&words.ungraded).to_owned(),
        (Verdict::Barred, _) => voice.text(&words.barred).to_owned(),
        (Verdict::Indeterminate, _) => voice.text(&words.indeterminate).to_owned(),
        (Verdict::NotApplicable, _) => match &assessment.why {
            Some(why) => voice.fill(&words.not_applicable_because, &[("why", &voice.text(why))]),
            None => voice.text(&words.not_applicable).to_owned(),
        },
    }
}

fn put_score(page: &mut Page, names: &Names, score: &Score) {
    let words = &names.voice.words.verdict;
    let (max, lower, upper) = (figure(&score.max), figure(&score.lower), figure(&score.upper));
    let value = score.value.as_ref().map(figure);
    let open = score.lower != score.upper;
    let sentence = match &value {
        Some(_) if open => &words.score_open,
        Some(_) => &words.score,
        None => &words.score_unknown,
    };
    let value = value.unwrap_or_default();
    let values: [(&str, &dyn std::fmt::Display); 4] =
        [("value", &value), ("max", &max), ("lower", &lower), ("upper", &upper)];
    page.put(2, &names.voice.fill(sentence, &values));
    if let (Some(earned), Some(last)) = (&score.earned, &score.value)
        && earned != last
    {
        page.put(2, &names.voice.fill(&words.capped, &[("earned", &figure(earned))]));
    }
    let share = |points: &Number| points.div(&score.max).unwrap_or(Number::ZERO);
    let reached = score.value.as_ref().map_or(Number::ZERO, share);
    page.put(2, &bar(&reached, &share(&score.upper), CELLS));
}

fn reason_text(names: &Names, reason: &Reason) -> String {
    let voice = names.voice;
    let words = &voice.words.reasons;
    match reason {
        Reason::Unanswered => voice.text(&words.unanswered).to_owned(),
        Reason::Coverage { node } => match names.assessment.group(node) {
            Some(group) => voice.fill(&words.coverage, &[("title", &voice.text(&group.title))]),
            None => voice.text(&words.root).to_owned(),
        },
        Reason::Fault => voice.text(&words.fault).to_owned(),
        Reason::Gate { id } => voice.fill(&words.gate, &[("title", &names.gate(id))]),
        Reason::NotApplicable => voice.text(&words.not_applicable).to_owned(),
        Reason::Item { key } => {
            let title = names.assessment.item(key).and_then(|item| item.subject.title.as_ref());
            voice.fill(&words.item, &[("title", &names.item(title, Some(key)))])
        }
    }
}
