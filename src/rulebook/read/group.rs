//! `[[groups]]` and their rows.

use super::score;
use super::table::{Table, Value};
use super::value::is_id;
use crate::number::Number;
use crate::rulebook::manifest::{Amount, AsGroup, At, Combine, Composite, Group, Row};
use std::collections::BTreeMap;

pub(super) fn groups(value: Value<'_, '_>) -> Vec<Group> {
    value.tables("Group").into_iter().map(group).collect()
}

fn group(mut table: Table<'_, '_>) -> Group {
    let span = table.span;
    let id = table.required("id").and_then(Value::id).unwrap_or_default();
    let title = table.required("title").and_then(Value::text).unwrap_or_default();
    let parent = table.optional("parent").and_then(Value::string);
    let weight = table.optional("weight").and_then(Value::amount);
    let combine = table.optional("combine");
    let points = table.optional("points").and_then(Value::amount);
    let rounding = table.optional("rounding").and_then(score::rounding);
    let script = table.optional("script");
    let rule = table.optional("rule");
    let monotone = table.optional("monotone");
    let min_coverage = table.optional("min_coverage").and_then(Value::share);
    let basis = table.optional("basis").map(Value::strings).unwrap_or_default();
    let status = table.optional("status").and_then(Value::status);
    let rows = table.optional("rows");
    let composite = composite(&mut table);
    if composite.is_some() {
        for value in [combine, script, rule, monotone, rows].into_iter().flatten() {
            table.reader.error("not-with-rulebook", value.key_span, &[("key", value.key)]);
        }
    }
    table.finish();
    let how = combine.and_then(score::combine).map_or(Combine::Sum, |combine| combine.value);
    if how != Combine::Script && composite.is_none() && combine.is_none_or(|combine| combine.node.is_str()) {
        for value in [rule, monotone].into_iter().flatten() {
            value.reader.error("only-with-script", value.key_span, &[("key", value.key)]);
        }
    }
    Group {
        id,
        title,
        parent,
        weight,
        combine: how,
        points,
        rounding,
        script: script.and_then(Value::string),
        rule: rule.and_then(Value::rule),
        monotone: monotone.and_then(Value::truth).unwrap_or(false),
        min_coverage,
        basis,
        status,
        rows: rows.map(|rows| rows.tables("Row").into_iter().map(row).collect()).unwrap_or_default(),
        composite,
        span,
    }
}

fn composite(table: &mut Table<'_, '_>) -> Option<Composite> {
    let rulebook = table.optional("rulebook");
    let levels = table.optional("levels");
    let as_group = table.optional("as_group");
    let item_weight = table.optional("item_weight");
    if rulebook.is_none() {
        for value in [levels, as_group, item_weight].into_iter().flatten() {
            table.reader.error("only-with-rulebook", value.key_span, &[("key", value.key)]);
        }
    }
    Some(Composite {
        rulebook: rulebook?.id().unwrap_or_default(),
        levels: levels.and_then(level_points),
        as_group: as_group.and_then(as_group_of),
        item_weight: item_weight.and_then(Value::string),
    })
}

fn level_points(value: Value<'_, '_>) -> Option<BTreeMap<String, At<Amount>>> {
    let entries = value.table("LevelPoints")?.entries();
    Some(entries.into_iter().filter_map(|(level, points)| Some((level, points.amount()?))).collect())
}

fn as_group_of(value: Value<'_, '_>) -> Option<At<AsGroup>> {
    let as_group = match value.node.as_str() {
        Some("worst") => Some(AsGroup::Worst),
        Some("best") => Some(AsGroup::Best),
        Some("mean") => Some(AsGroup::Mean),
        Some(text) => text.strip_prefix("share_at:").filter(|id| is_id(id)).map(|id| AsGroup::ShareAt(id.to_owned())),
        None => None,
    };
    if as_group.is_none() {
        value.refuse("bad-as-group");
    }
    as_group.map(|as_group| At { value: as_group, span: value.span })
}

fn row(mut table: Table<'_, '_>) -> Row {
    let span = table.span;
    let id = table.required("id").and_then(Value::id).unwrap_or_default();
    let title = table.required("title").and_then(Value::text).unwrap_or_default();
    let points = table.required("points").and_then(Value::amount);
    let weight = table.optional("weight").and_then(Value::amount);
    let rule = table.optional("rule").and_then(Value::rule);
    let with = table.optional("with").and_then(|with| with.table("Constants")).and_then(Table::constants);
    let basis = table.optional("basis").map(Value::strings).unwrap_or_default();
    let evidence = table.optional("evidence").map(Value::texts).unwrap_or_default();
    let advice = table.optional("advice").and_then(Value::text);
    let statements = table.optional("statements").map(Value::texts).unwrap_or_default();
    let effort = table.optional("effort").and_then(effort);
    let status = table.optional("status").and_then(Value::status);
    table.finish();
    Row {
        id,
        title,
        points: points.unwrap_or(At { value: Amount::Number(Number::from(1)), span }),
        weight,
        rule,
        with: with.unwrap_or_default(),
        basis,
        evidence,
        advice,
        statements,
        effort,
        status,
        span,
    }
}

fn effort(value: Value<'_, '_>) -> Option<Number> {
    let effort = value.number()?;
    if effort < Number::from(0) {
        value.refuse("negative-number");
        return None;
    }
    Some(effort)
}
