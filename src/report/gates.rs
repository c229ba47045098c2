//! Vetoes and limits: which have fired, which are undecided and what they lack, which are clear.

use super::figures::figure;
use super::layout::Page;
use super::names::Names;
use crate::assess::assessment::{Effect, GateResult, GateState};

pub(super) fn put(page: &mut Page, names: &Names) {
    let (voice, assessment) = (names.voice, names.assessment);
    let words = &voice.words.gates;
    if assessment.gates.is_empty() {
        return;
    }
    page.heading(voice.text(&words.title));
    let with = |state: GateState| assessment.gates.iter().filter(move |gate| gate.state == state);
    for state in [GateState::Fired, GateState::Undecided, GateState::Clear] {
        with(state).for_each(|gate| put_one(page, names, gate));
    }
}

/// One gate: what it came to, what it lacks, what to do.
pub(super) fn put_one(page: &mut Page, names: &Names, gate: &GateResult) {
    let voice = names.voice;
    let words = &voice.words.gates;
    match gate.state {
        GateState::Fired => {
            let sign = if gate.required { &words.not_met } else { &words.fired };
            page.hang(2, voice.text(sign), &line(names, gate));
        }
        GateState::Clear => {
            let sign = if gate.required { &words.met } else { &words.clear };
            return page.hang(2, voice.text(sign), voice.text(&gate.title));
        }
        GateState::Undecided => {
            page.hang(2, voice.text(&words.undecided), &line(names, gate));
            let lacks = match (gate.missing.is_empty(), &gate.effect) {
                (true, Effect::Bar) => &words.open_bar,
                (true, Effect::Warn) => &words.open_warning,
                (true, _) => &words.open,
                (false, Effect::Bar) => &words.lacks_bar,
                (false, Effect::Warn) => &words.lacks_warning,
                (false, _) => &words.lacks,
            };
            page.put(4, &voice.fill(lacks, &[("facts", &names.facts(&gate.missing))]));
        }
    }
    put_advice(page, names, gate);
}

fn line(names: &Names, gate: &GateResult) -> String {
    let voice = names.voice;
    let words = &voice.words.gates;
    let effect = match &gate.effect {
        Effect::Bar => voice.text(&words.bar).to_owned(),
        Effect::CapLevel(id) => voice.fill(&words.cap_level, &[("level", &names.level(id))]),
        Effect::CapScore(score) => voice.fill(&words.cap_score, &[("score", &figure(score))]),
        Effect::Demote(steps) => voice.fill(&words.demote, &[("steps", steps)]),
        Effect::Warn => voice.text(&words.warn).to_owned(),
    };
    voice.fill(&words.line, &[("title", &voice.text(&gate.title)), ("effect", &effect)])
}

fn put_advice(page: &mut Page, names: &Names, gate: &GateResult) {
    let voice = names.voice;
    if let Some(advice) = &gate.advice {
        page.put(4, &voice.fill(&voice.words.gates.advice, &[("advice", &voice.text(advice))]));
    }
    if !gate.basis.is_empty() {
        page.put(4, &voice.fill(&voice.words.losses.basis, &[("basis", &names.basis(&gate.basis))]));
    }
}
