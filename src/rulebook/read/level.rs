//! `[[levels]]` and the sets of conditions that earn them.

use super::table::{Table, Value};
use super::value::is_id;
use crate::rulebook::manifest::{At, Conditions, Level, Of, Threshold};
use toml::de::DeValue;

pub(super) fn levels(value: Value<'_, '_>) -> Vec<Level> {
    value.tables("Level").into_iter().map(level).collect()
}

fn level(mut table: Table<'_, '_>) -> Level {
    let id = table.required("id").and_then(Value::id).unwrap_or_default();
    let title = table.required("title").and_then(Value::text).unwrap_or_default();
    let of = table.optional("of").and_then(of);
    let any = table.optional("any").map(sets).unwrap_or_default();
    let basis = table.optional("basis").map(Value::strings).unwrap_or_default();
    let status = table.optional("status").and_then(Value::status);
    let span = table.span;
    table.finish();
    Level { id, title, of, any, basis, status, span }
}

/// An id, a list of ids, or `*` for every top-level group.
fn of(value: Value<'_, '_>) -> Option<Of> {
    if value.node.as_str() == Some("*") {
        return Some(Of::TopLevel);
    }
    let groups = value.strings();
    if value.node.as_array().is_some_and(|groups| groups.is_empty()) {
        value.refuse("empty-list");
    }
    (!groups.is_empty()).then_some(Of::Groups(groups))
}

fn sets(value: Value<'_, '_>) -> Vec<Conditions> {
    if value.node.as_array().is_some_and(|sets| sets.is_empty()) {
        value.refuse("empty-any");
    }
    value.tables("Conditions").into_iter().map(conditions).collect()
}

fn conditions(mut table: Table<'_, '_>) -> Conditions {
    let score = table.optional("score");
    let above = table.optional("above");
    let percent = table.optional("percent");
    let groups = table.optional("groups");
    let rows = table.optional("rows");
    let rule = table.optional("rule");
    let span = table.span;
    if [score, above, percent, groups, rows, rule].iter().all(Option::is_none) {
        table.reader.error("empty-conditions", span, &[]);
    }
    table.finish();
    Conditions {
        score: score.and_then(Value::amount),
        above: above.and_then(Value::amount),
        percent: percent.and_then(Value::amount),
        groups: groups.map(thresholds).unwrap_or_default(),
        rows: rows.map(thresholds).unwrap_or_default(),
        rule: rule.and_then(Value::rule),
        span,
    }
}

fn thresholds(value: Value<'_, '_>) -> Vec<(At<String>, At<Threshold>)> {
    let Some(table) = value.table("Thresholds") else { return Vec::new() };
    let entries = table.entries();
    if entries.is_empty() {
        value.refuse("empty-list");
    }
    let entry = |(name, value): (String, Value<'_, '_>)| {
        Some((At { value: name, span: value.key_span }, At { value: threshold(value)?, span: value.span }))
    };
    entries.into_iter().filter_map(entry).collect()
}

/// A number of points, a percentage `"60%"`, or `{ level = … }`.
fn threshold(value: Value<'_, '_>) -> Option<Threshold> {
    if let Some(percent) = value.percent() {
        return Some(Threshold::Percent(percent));
    }
    if !matches!(value.node, DeValue::Table(_)) {
        if value.node.as_str().is_some_and(|text| !text.starts_with("params.")) {
            value.refuse("expects-threshold");
            return None;
        }
        return value.amount().map(|amount| Threshold::Points(amount.value));
    }
    let mut table = value.table("LevelThreshold")?;
    let level = table.required("level");
    table.finish();
    let level = level?;
    match level.node.as_str() {
        Some(id) if is_id(id) => Some(Threshold::Level(id.to_owned())),
        _ => level.amount().map(|amount| Threshold::Step(amount.value)),
    }
}
