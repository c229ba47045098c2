//! Groups form a tree, and each holds something.

use super::Checker;
use crate::rulebook::manifest::{Amount, Combine, Group, Row};
use std::collections::BTreeSet;

pub(super) fn check(checker: &mut Checker<'_>) {
    let manifest = checker.manifest;
    if manifest.groups.is_empty() {
        let finding = crate::diagnostic::Diagnostic::error("no-groups", checker.lines.file(), &[]);
        checker.findings.push(finding);
    }
    if manifest.score.combine.value == Combine::Script && manifest.score.max.is_none() {
        checker.error("script-needs-max", manifest.score.combine.span, &[]);
    }
    let parents: BTreeSet<&str> =
        manifest.groups.iter().filter_map(|group| group.parent.as_ref()).map(|parent| parent.value.as_str()).collect();
    for group in &manifest.groups {
        parent(checker, group);
        let id = group.id.value.as_str();
        if group.rows.is_empty() && group.composite.is_none() && !parents.contains(id) && !id.is_empty() {
            checker.error("empty-group", group.id.span, &[("name", id)]);
        }
        if group.combine == Combine::Script && group.points.is_none() {
            checker.error("script-needs-points", group.span, &[("name", id)]);
        }
        for row in &group.rows {
            statements(checker, row);
        }
    }
    cycles(checker);
}

fn parent(checker: &mut Checker<'_>, group: &Group) {
    let Some(parent) = &group.parent else { return };
    match checker.manifest.group(&parent.value) {
        None => checker.unknown("unknown-group", parent.span, &parent.value, checker.group_ids()),
        Some(found) if found.composite.is_some() => {
            checker.error("parent-is-rulebook", parent.span, &[("name", &parent.value)]);
        }
        Some(_) => {}
    }
}

/// Each cycle is told once, at the group of it that stands first in the table.
fn cycles(checker: &mut Checker<'_>) {
    let manifest = checker.manifest;
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for group in &manifest.groups {
        let mut path: Vec<&str> = Vec::new();
        for above in manifest.line_of(group) {
            if path.contains(&above.id.value.as_str()) {
                break;
            }
            path.push(&above.id.value);
        }
        let last = path.last().and_then(|id| manifest.group(id)).and_then(|group| group.parent.as_ref());
        let returns = last.is_some_and(|parent| parent.value == group.id.value);
        if let (true, Some(parent), false) = (returns, &group.parent, told.contains(group.id.value.as_str())) {
            told.extend(&path);
            path.push(&group.id.value);
            checker.error("group-cycle", parent.span, &[("path", &path.join(" → "))]);
        }
    }
}

/// A step each, or one more for step 0.
fn statements(checker: &mut Checker<'_>, row: &Row) {
    let Amount::Number(points) = &row.points.value else { return };
    let Ok(count) = i64::try_from(row.statements.len()) else { return };
    let fits = points.to_i64().is_some_and(|points| count == points || count == points.saturating_add(1));
    if count > 0 && !fits {
        let (count, points) = (count.to_string(), checker.lines.written(row.points.span).to_owned());
        checker.warning("statement-count", row.id.span, &[("count", &count), ("points", &points)]);
    }
}
