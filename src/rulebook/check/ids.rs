//! Ids stand once: among sources, groups, the rows of a group, the levels that grade the same, gates.

use super::Checker;
use crate::rulebook::manifest::At;
use std::collections::BTreeMap;

pub(super) fn check(checker: &mut Checker<'_>) {
    let manifest = checker.manifest;
    once(checker, manifest.sources.iter().map(|source| &source.id));
    once(checker, manifest.groups.iter().map(|group| &group.id));
    for group in &manifest.groups {
        once(checker, group.rows.iter().map(|row| &row.id));
    }
    for ladder in manifest.ladders() {
        once(checker, ladder.levels.iter().map(|level| &level.id));
    }
    once(checker, manifest.gates.iter().map(|gate| &gate.id));
    once(checker, &manifest.uses);
}

fn once<'m>(checker: &mut Checker<'m>, ids: impl IntoIterator<Item = &'m At<String>>) {
    let mut seen: BTreeMap<&str, u32> = BTreeMap::new();
    for id in ids.into_iter().filter(|id| !id.value.is_empty()) {
        let line = checker.lines.line(id.span.start);
        match seen.get(id.value.as_str()) {
            Some(first) => {
                let first = first.to_string();
                checker.error("duplicate-id", id.span, &[("name", &id.value), ("line", &first)]);
            }
            None => {
                seen.insert(&id.value, line);
            }
        }
    }
}
