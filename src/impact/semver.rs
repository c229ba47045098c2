//! Which step of the version an edit calls for, and whether the declared versions take it.
//!
//! Major: the level, status or score of somebody may change. Minor: something is added or left out that no result depends
//! on by itself (a parameter, a function, a row or group of weight 0, a gate that only warns, a field of the schema).
//! Patch: texts only. Comments and layout call for nothing. While the major number is 0, a major step raises the minor
//! number and any other the patch number, as is the habit for versions before the first.

use super::path::Path;
use super::table::{Change, EditKind};
use super::value::{Kind, Value};
use serde::Serialize;
use serde_json::Value as Json;

/// A step from one version to the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Step {
    /// The version stays.
    #[default]
    None,
    /// Texts only.
    Patch,
    /// Something is added without effect on results.
    Minor,
    /// Somebody's level may change.
    Major,
}

/// Keys of the table that hold nothing but texts and references.
const TEXTS: [&str; 9] = ["title", "unit", "basis", "status", "advice", "evidence", "statements", "effort", "issued"];

/// The step that a change of the table calls for.
pub(super) fn step(change: &Change, old: &Value, new: &Value) -> Step {
    let keys = change.path.keys();
    match (keys.as_slice(), change.kind) {
        (["sources", ..] | ["id"], _) => Step::Patch,
        (keys, _) if attribute(keys).is_some_and(|key| TEXTS.contains(&key)) => Step::Patch,
        (["params", _], EditKind::Added | EditKind::Removed) => Step::Minor,
        (["gates", _], EditKind::Added | EditKind::Removed) if change_side(change).is_some_and(only_warns) => {
            Step::Minor
        }
        (["groups", group, "rows", _], EditKind::Added | EditKind::Removed) => {
            let script = [old, new].iter().any(|table| is_script(table, Some(group)));
            uncounted(change, script, [old, new])
        }
        (["groups", _], EditKind::Added | EditKind::Removed) => {
            let parent = change_side(change).and_then(|group| group.get("parent")).and_then(Value::word);
            uncounted(change, [old, new].iter().any(|table| is_script(table, parent)), [old, new])
        }
        _ => Step::Major,
    }
}

/// The key of the rulebook, row, group, parameter, level or gate under which something changed.
fn attribute<'k>(keys: &[&'k str]) -> Option<&'k str> {
    match keys {
        ["groups", _, "rows", _, key, ..] | ["params", _, "dated", _, key, ..] => Some(key),
        ["groups" | "params" | "levels" | "gates", _, key, ..] | ["subject" | "score", key, ..] => Some(key),
        ["groups" | "params" | "levels" | "gates", ..] => None,
        [key, ..] => Some(key),
        [] => None,
    }
}

fn change_side(change: &Change) -> Option<&Value> {
    change.after.as_ref().or(change.before.as_ref())
}

fn only_warns(gate: &Value) -> bool {
    gate.get("effect").is_some_and(|effect| effect.get("warn").is_some())
}

/// A part of weight 0 counts nowhere but where a script, or a condition on all rows or groups, sees it.
fn uncounted(change: &Change, script: bool, tables: [&Value; 2]) -> Step {
    let weight = change_side(change).and_then(|part| part.get("weight")).and_then(Value::word);
    if weight == Some("0") && !script && !tables.iter().any(|table| has_wildcard(table)) {
        Step::Minor
    } else {
        Step::Major
    }
}

fn is_script(table: &Value, group: Option<&str>) -> bool {
    let path = match group {
        Some(group) => Path::default().key("groups").key(group),
        None => Path::default().key("score"),
    };
    path.find(table).and_then(|node| node.get("combine")).and_then(Value::word) == Some("script")
}

fn has_wildcard(table: &Value) -> bool {
    let all = |set: &Value| {
        ["rows", "groups"].iter().any(|kind| set.get(kind).is_some_and(|entries| entries.get("*").is_some()))
    };
    let levels = table.get("levels");
    let names = levels.map(Value::names).unwrap_or_default();
    names.iter().filter_map(|name| levels?.get(name)?.get("any")).any(|any| match &any.kind {
        Kind::List(sets) => sets.iter().any(all),
        _ => false,
    })
}

/// The step that a change of a schema calls for.
pub(super) fn schema_step(old: &Json, new: &Json) -> Step {
    let (old, new) = (without_texts(old, false), without_texts(new, false));
    if old == new {
        Step::Patch
    } else if extends(&old, &new, false) {
        Step::Minor
    } else {
        Step::Major
    }
}

/// A schema without what only people read.
fn without_texts(schema: &Json, names: bool) -> Json {
    const ANNOTATIONS: [&str; 8] =
        ["title", "description", "examples", "$comment", "$schema", "$id", "x-title-en", "x-unit"];
    match schema {
        Json::Object(entries) => {
            let kept = entries.iter().filter(|(key, _)| names || !is_annotation(key, &ANNOTATIONS));
            let inner = |key: &str| !names && ["properties", "$defs"].contains(&key);
            Json::Object(kept.map(|(key, value)| (key.clone(), without_texts(value, inner(key)))).collect())
        }
        Json::Array(elements) => Json::Array(elements.iter().map(|element| without_texts(element, false)).collect()),
        other => other.clone(),
    }
}

fn is_annotation(key: &str, known: &[&str]) -> bool {
    known.contains(&key) || key.starts_with("x-label") || key.starts_with("x-unit")
}

/// Whether `new` has all of `old` and, besides, only more fields.
fn extends(old: &Json, new: &Json, names: bool) -> bool {
    match (old, new) {
        (Json::Object(before), Json::Object(after)) => {
            let kept = before.iter().all(|(key, value)| {
                let inner = !names && ["properties", "$defs"].contains(&key.as_str());
                after.get(key).is_some_and(|now| extends(value, now, inner))
            });
            kept && (names || after.keys().all(|key| before.contains_key(key)))
        }
        (Json::Array(before), Json::Array(after)) => {
            before.len() == after.len() && before.iter().zip(after).all(|(one, two)| extends(one, two, false))
        }
        _ => old == new,
    }
}

/// The three numbers of a version.
fn numbers(version: &str) -> Option<[u64; 3]> {
    let core = version.split(['-', '+']).next()?;
    let mut parts = core.split('.').map(|part| part.parse::<u64>().ok());
    Some([parts.next()??, parts.next()??, parts.next()??])
}

/// The step from one version to another; none where the other is not higher.
pub(super) fn declared(old: &str, new: &str) -> Step {
    match (numbers(old), numbers(new)) {
        (Some(old), Some(new)) if new <= old => Step::None,
        (Some([major, ..]), Some([other, ..])) if major != other => Step::Major,
        (Some([0, minor, _]), Some([_, other, _])) if minor != other => Step::Major,
        (Some([0, ..]), Some(_)) => Step::Minor,
        (Some([_, minor, _]), Some([_, other, _])) if minor != other => Step::Minor,
        _ => Step::Patch,
    }
}

/// The lowest version that takes `step` from `old`.
pub(super) fn at_least(old: &str, step: Step) -> Option<String> {
    let [major, minor, patch] = numbers(old)?;
    let [major, minor, patch] = match (step, major) {
        (Step::None, _) => return Some(old.to_owned()),
        (Step::Major, 0) => [0, minor.checked_add(1)?, 0],
        (Step::Major, _) => [major.checked_add(1)?, 0, 0],
        (Step::Minor, 1..) => [major, minor.checked_add(1)?, 0],
        (Step::Minor | Step::Patch, _) => [major, minor, patch.checked_add(1)?],
    };
    Some(format!("{major}.{minor}.{patch}"))
}

/// Whether `new` takes at least `step` from `old`.
pub(super) fn suffices(old: &str, new: &str, step: Step) -> bool {
    match (at_least(old, step).as_deref().and_then(numbers), numbers(new)) {
        (Some(least), Some(new)) => least <= new,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_step_as_semver_says() {
        assert_eq!(declared("1.2.3", "2.0.0"), Step::Major);
        assert_eq!(declared("1.2.3", "1.3.0"), Step::Minor);
        assert_eq!(declared("1.2.3", "1.2.4"), Step::Patch);
        assert_eq!(declared("1.2.3", "1.2.3"), Step::None);
        assert_eq!(declared("1.2.3", "1.1.9"), Step::None);
        assert_eq!(declared("0.2.3", "0.3.0"), Step::Major);
        assert_eq!(at_least("1.2.3", Step::Major).as_deref(), Some("2.0.0"));
        assert_eq!(at_least("0.2.3", Step::Major).as_deref(), Some("0.3.0"));
        assert_eq!(at_least("1.2.3", Step::Minor).as_deref(), Some("1.3.0"));
        assert!(suffices("1.2.3", "2.0.0-rc.1", Step::Major));
        assert!(!suffices("1.2.3", "1.2.3", Step::Patch));
        assert!(!suffices("1.2.3", "1.2.2", Step::None));
    }

    #[test]
    fn a_field_more_in_a_schema_is_a_minor_step_and_its_texts_a_patch() {
        let schema = |text: &str| serde_json::from_str::<Json>(text).unwrap();
        let old = schema(r#"{ "properties": { "title": { "type": "string", "title": "名" } } }"#);
        let renamed = schema(r#"{ "properties": { "title": { "type": "string", "title": "名称" } } }"#);
        let more = schema(r#"{ "properties": { "title": { "type": "string" }, "n": { "type": "number" } } }"#);
        let other = schema(r#"{ "properties": { "title": { "type": "number" } } }"#);
        assert_eq!(schema_step(&old, &renamed), Step::Patch);
        assert_eq!(schema_step(&old, &more), Step::Minor);
        assert_eq!(schema_step(&old, &other), Step::Major);
        assert_eq!(schema_step(&more, &old), Step::Major);
    }
}
