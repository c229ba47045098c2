//! The dimensions: a bar, percent, points and level for each, deeper ones further in.

use super::bar::bar;
use super::figures::percent;
use super::layout::Page;
use super::names::Names;
use super::table::{Align, Table};
use crate::assess::assessment::{GroupResult, State};
use crate::number::Number;

/// Cells of a group's bar.
const CELLS: usize = 20;

pub(super) fn put(page: &mut Page, names: &Names) {
    let (voice, assessment) = (names.voice, names.assessment);
    let words = &voice.words.groups;
    if assessment.groups.is_empty() {
        return;
    }
    page.heading(voice.text(&words.title));
    let column = |title, align| (voice.text(title).to_owned(), align);
    let mut table = Table::new(vec![
        column(&words.name, Align::Left),
        (String::new(), Align::Left),
        column(&words.percent, Align::Right),
        column(&words.score, Align::Right),
        column(&words.level, Align::Left),
    ]);
    for group in &assessment.groups {
        table.row(cells(names, group));
    }
    table.put(page, 2);
    page.put(2, voice.text(&voice.words.verdict.legend));
}

fn cells(names: &Names, group: &GroupResult) -> Vec<String> {
    let voice = names.voice;
    let title = format!("{}{}", "  ".repeat(depth(names, group)), voice.text(&group.title));
    let held = group.assessment.as_deref().map(|assessment| Names { voice, assessment }.result());
    let level = match (&group.level, group.status) {
        (None, State::Answered | State::Partly) if held.is_some() => held.unwrap_or_default(),
        // the level that a group has before anything is known of it says nothing
        (Some(_) | None, State::Unanswered) => names.state(group.status).to_owned(),
        (Some(level), _) => voice.text(&level.title).to_owned(),
        (None, State::Answered) => String::new(),
        (None, state) => names.state(state).to_owned(),
    };
    if matches!(group.status, State::NotApplicable | State::OutOfScope) {
        return vec![title, String::new(), String::new(), String::new(), level];
    }
    let nothing = Number::ZERO;
    let lower = group.lower.as_ref().or(group.value.as_ref()).unwrap_or(&nothing);
    let upper = group.upper.as_ref().unwrap_or(lower);
    let share = |points: &Number| points.div(&group.max).unwrap_or(Number::ZERO);
    let reached = group.percent.as_ref().map(percent);
    vec![
        title,
        bar(&share(group.value.as_ref().unwrap_or(&nothing)), &share(upper), CELLS),
        reached.map(|percent| voice.fill(&voice.words.groups.reached, &[("percent", &percent)])).unwrap_or_default(),
        names.points(lower, upper, &group.max),
        level,
    ]
}

/// How many groups stand above one.
fn depth(names: &Names, group: &GroupResult) -> usize {
    let mut above = group.parent.as_deref();
    let mut depth = 0;
    while let Some(parent) = above.and_then(|id| names.assessment.groups.iter().find(|group| group.id == id)) {
        depth += 1;
        // a parent that stands in a circle is not drawn forever
        above = parent.parent.as_deref().filter(|_| depth < names.assessment.groups.len());
    }
    depth
}
