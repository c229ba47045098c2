//! Levels, with their conditions in words.

use super::markdown::Markdown;
use super::view::View;
use crate::rulebook::manifest::{Amount, At, Conditions, Level, Threshold};
use crate::text::Text;

pub(super) fn put(page: &mut Markdown, view: &View) {
    let (manifest, voice) = (view.manifest(), view.voice);
    let words = &voice.words.scheme_levels;
    let ladders = manifest.ladders();
    page.heading(1, voice.text(&words.title));
    if ladders.is_empty() {
        page.block(voice.text(&words.none));
    }
    if ladders.iter().any(|ladder| ladder.levels.len() > 1) {
        page.block(voice.text(if manifest.score.cumulative { &words.cumulative } else { &words.independent }));
    }
    for ladder in &ladders {
        if !ladder.groups.is_empty() {
            let graded = manifest.groups.iter().filter(|group| ladder.groups.contains(&group.id.value.as_str()));
            let groups = voice.list(graded.map(|group| view.text(&group.title)));
            page.block(&view.sentence(&voice.fill(&words.of, &[("groups", &groups)])));
        }
        let rows: Vec<Vec<String>> = ladder.levels.iter().map(|level| row(view, level)).collect();
        let scheme = &voice.words.scheme;
        let head = [&words.level, &words.conditions, &scheme.basis, &scheme.status].map(|word| voice.text(word));
        page.table(&head, &rows);
    }
}

fn row(view: &View, level: &Level) -> Vec<String> {
    vec![
        view.text(&level.title),
        conditions(view, level),
        view.basis(&level.basis),
        view.status(view.ground(level.status)).to_owned(),
    ]
}

fn conditions(view: &View, level: &Level) -> String {
    let words = &view.voice.words.scheme_levels;
    let place = view.manifest().levels.iter().position(|other| other.span == level.span).unwrap_or(usize::MAX);
    let on_root = level.of.is_none();
    let sets: Vec<String> =
        level.any.iter().enumerate().map(|(number, set)| set_of(view, set, on_root, (place, number))).collect();
    match sets.as_slice() {
        [] => view.voice.text(&words.always).to_owned(),
        [only] => only.clone(),
        _ => {
            let numbered = sets
                .iter()
                .enumerate()
                .map(|(place, set)| view.voice.fill(&words.set, &[("number", &(place + 1)), ("conditions", set)]));
            let mut lines = vec![view.voice.text(&words.or).to_owned()];
            lines.extend(numbered);
            lines.join("<br>")
        }
    }
}

fn set_of(view: &View, set: &Conditions, on_root: bool, place: (usize, usize)) -> String {
    let voice = view.voice;
    let words = &voice.words.scheme_levels;
    let (score, above, percent) = match on_root {
        true => (&words.root_score, &words.root_above, &words.root_percent),
        false => (&words.score, &words.above, &words.percent),
    };
    let of = |text: &Text, amount: &At<Amount>| {
        let value = view.amount(&amount.value);
        voice.fill(text, &[("on", &voice.text(&words.itself)), ("points", &value), ("percent", &value)])
    };
    let mut entries = Vec::new();
    entries.extend(set.score.as_ref().map(|amount| of(score, amount)));
    entries.extend(set.above.as_ref().map(|amount| of(above, amount)));
    entries.extend(set.percent.as_ref().map(|amount| of(percent, amount)));
    for (id, threshold) in &set.groups {
        let on = match view.manifest().group(&id.value) {
            Some(group) => view.quoted(&group.title),
            None => voice.text(&words.every_group).to_owned(),
        };
        entries.push(entry(view, &on, &threshold.value));
    }
    for (id, threshold) in &set.rows {
        let on = match view.manifest().row(&id.value) {
            Some((_, row)) => view.quoted(&row.title),
            None => voice.text(&words.every_row).to_owned(),
        };
        entries.push(entry(view, &on, &threshold.value));
    }
    entries.extend(set.rule.as_ref().map(|rule| further(view, &view.rule(&rule.value), place)));
    entries.join(voice.text(&voice.words.scheme.and))
}

fn entry(view: &View, on: &str, threshold: &Threshold) -> String {
    let voice = view.voice;
    let words = &voice.words.scheme_levels;
    match threshold {
        Threshold::Points(amount) => voice.fill(&words.score, &[("on", &on), ("points", &view.amount(amount))]),
        Threshold::Percent(percent) => {
            let percent = crate::report::figures::percent(percent);
            voice.fill(&words.percent, &[("on", &on), ("percent", &percent)])
        }
        Threshold::Step(step) => voice.fill(&words.step, &[("on", &on), ("step", &view.amount(step))]),
        Threshold::Level(id) => {
            // the root may have a level of the same id
            let level = view.manifest().levels.iter().find(|level| level.of.is_some() && level.id.value == *id);
            let title = level.map_or_else(|| id.clone(), |level| view.text(&level.title));
            voice.fill(&words.reaches, &[("on", &on), ("level", &title)])
        }
    }
}

/// A condition that a script decides: what it is called, the limits that it draws and the fields that it reads.
fn further(view: &View, rule: &str, (level, set): (usize, usize)) -> String {
    let voice = view.voice;
    let words = &voice.words.scheme_levels;
    let named = voice.fill(&words.rule, &[("rule", &rule)]);
    let facts = view.loaded.facts_of_level(level, set);
    // in the order of the profile
    let fields = view.fields.iter().filter(|field| facts.contains(&field.path));
    let facts = voice.list(fields.map(|field| view.field(&field.path)));
    let limits = view.limits(&view.loaded.params_of_level(level, set));
    match (limits.is_empty(), facts.is_empty()) {
        (true, true) => named,
        (false, true) => voice.fill(&words.rule_limits, &[("rule", &named), ("params", &limits)]),
        (true, false) => voice.fill(&words.rule_facts, &[("rule", &named), ("facts", &facts)]),
        (false, false) => voice.fill(&words.rule_params, &[("rule", &named), ("params", &limits), ("facts", &facts)]),
    }
}
