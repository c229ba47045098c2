//! Rows that do not count: not applicable, or their rule failed, each with the reason.

use super::layout::Page;
use super::names::Names;
use crate::assess::assessment::State;

pub(super) fn put(page: &mut Page, names: &Names) {
    let voice = names.voice;
    let words = &voice.words.uncounted;
    let rows = names.assessment.rows.iter().filter_map(|row| {
        let state = match row.state {
            State::NotApplicable => &words.not_applicable,
            State::Faulty => &words.faulty,
            _ => return None,
        };
        Some((row, voice.text(state)))
    });
    for (place, (row, state)) in rows.enumerate() {
        if place == 0 {
            page.heading(voice.text(&words.title));
        }
        let (title, group) = (voice.text(&row.title), names.group(&row.group));
        page.hang(2, "· ", &voice.fill(&words.row, &[("title", &title), ("group", &group), ("state", &state)]));
        if let Some(why) = &row.why {
            page.put(4, &voice.fill(&voice.words.losses.why, &[("why", &voice.text(why))]));
        }
    }
}
