//! Levels grade groups that there are, each once, by groups, rows and levels that there are.

use super::Checker;
use crate::rulebook::find::Ladder;
use crate::rulebook::manifest::{At, Conditions, Group, Of, Threshold};
use std::collections::BTreeMap;

pub(super) fn check(checker: &mut Checker<'_>) {
    let manifest = checker.manifest;
    for level in &manifest.levels {
        if let Some(Of::Groups(groups)) = &level.of {
            for group in groups.iter().filter(|group| manifest.group(&group.value).is_none()) {
                checker.unknown("unknown-group", group.span, &group.value, checker.group_ids());
            }
        }
    }
    let ladders = manifest.ladders();
    graded_once(checker, &ladders);
    for ladder in &ladders {
        for set in ladder.levels.iter().flat_map(|level| &level.any) {
            groups(checker, &ladders, ladder, set);
            rows(checker, set);
        }
    }
}

fn graded_once(checker: &mut Checker<'_>, ladders: &[Ladder<'_>]) {
    let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
    for ladder in ladders {
        let Some(level) = ladder.levels.first() else { continue };
        for group in &ladder.groups {
            match seen.get(group) {
                Some(first) => {
                    let args = [("group", *group), ("first", *first), ("second", level.id.value.as_str())];
                    checker.error("graded-twice", level.id.span, &args);
                }
                None => {
                    seen.insert(group, &level.id.value);
                }
            }
        }
    }
}

fn groups(checker: &mut Checker<'_>, ladders: &[Ladder<'_>], ladder: &Ladder<'_>, set: &Conditions) {
    let manifest = checker.manifest;
    for (id, threshold) in &set.groups {
        let named: Vec<&Group> = match id.value.as_str() {
            "*" => manifest.children(None).collect(),
            id => manifest.group(id).into_iter().collect(),
        };
        if named.is_empty() && id.value != "*" {
            checker.unknown("unknown-group", id.span, &id.value, checker.group_ids());
        }
        match &threshold.value {
            Threshold::Level(level) => {
                let level = At { value: level.clone(), span: threshold.span };
                named.iter().for_each(|group| level_of(checker, ladders, ladder, group, &level));
            }
            Threshold::Step(_) => checker.error("step-of-group", threshold.span, &[("name", &id.value)]),
            Threshold::Points(_) | Threshold::Percent(_) => {}
        }
    }
}

/// `{ level = … }` of a group: some levels grade it, this is one of them, and it is graded before it is read.
fn level_of(checker: &mut Checker<'_>, ladders: &[Ladder<'_>], ladder: &Ladder<'_>, group: &Group, level: &At<String>) {
    let manifest = checker.manifest;
    let id = group.id.value.as_str();
    let Some(own) = ladders.iter().find(|ladder| ladder.groups.contains(&id)) else {
        return checker.error("group-not-graded", level.span, &[("group", id)]);
    };
    let known = || own.levels.iter().map(|level| level.id.value.as_str());
    if !known().any(|known| known == level.value) {
        checker.unknown("unknown-level", level.span, &level.value, known());
    }
    if ladder.groups.iter().any(|above| !manifest.is_below(group, above)) {
        checker.error("level-read-early", level.span, &[("group", id)]);
    }
}

fn rows(checker: &mut Checker<'_>, set: &Conditions) {
    let manifest = checker.manifest;
    for (id, threshold) in &set.rows {
        if id.value != "*" && manifest.row(&id.value).is_none() {
            let known: Vec<String> = manifest
                .groups
                .iter()
                .flat_map(|group| group.rows.iter().map(|row| format!("{}.{}", group.id.value, row.id.value)))
                .collect();
            checker.unknown("unknown-row", id.span, &id.value, known.iter().map(String::as_str));
        }
        if let Threshold::Level(_) = &threshold.value {
            checker.error("level-of-row", threshold.span, &[("name", &id.value)]);
        }
    }
}
