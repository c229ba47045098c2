//! Vetoes and limits, with what comes of them.

use super::markdown::{Markdown, escape};
use super::view::View;
use crate::rulebook::manifest::{Effect, Trigger};

pub(super) fn put(page: &mut Markdown, view: &View) {
    let (gates, voice) = (&view.manifest().gates, view.voice);
    let words = &voice.words.scheme_gates;
    if gates.is_empty() {
        return;
    }
    page.heading(1, voice.text(&words.title));
    let rows: Vec<Vec<String>> = (gates.iter())
        .map(|gate| {
            let kind = match gate.trigger {
                Trigger::Require(_) => &words.require,
                Trigger::When(_) => &words.when,
            };
            vec![
                view.text(&gate.title),
                voice.text(kind).to_owned(),
                effect(view, &gate.effect),
                view.basis(&gate.basis),
                view.status(view.ground(gate.status)).to_owned(),
            ]
        })
        .collect();
    let scheme = &voice.words.scheme;
    let head = [&words.gate, &words.kind, &words.effect, &scheme.basis, &scheme.status].map(|word| voice.text(word));
    page.table(&head, &rows);
    page.block(voice.text(&words.undecided));
}

fn effect(view: &View, effect: &Effect) -> String {
    let voice = view.voice;
    let words = &voice.words.gates;
    match effect {
        Effect::Bar => voice.text(&voice.words.scheme_gates.bar).to_owned(),
        Effect::CapLevel(id) => {
            let level = view.manifest().root_levels().find(|level| level.id.value == id.value);
            let title = level.map_or_else(|| escape(&id.value), |level| view.text(&level.title));
            voice.fill(&words.cap_level, &[("level", &title)])
        }
        Effect::CapScore(score) => voice.fill(&words.cap_score, &[("score", &view.amount(&score.value))]),
        Effect::Demote(steps) => voice.fill(&words.demote, &[("steps", &view.amount(&steps.value))]),
        Effect::Warn => voice.text(&words.warn).to_owned(),
    }
}
