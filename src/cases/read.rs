//! A case file from text to cases. Every mistake is reported, not only the first.

use super::expect::{Expect, expect};
use super::lay::{Change, Layer};
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Place};
use crate::facts::path::FactPath;
use crate::rulebook::manifest::Const;
use crate::rulebook::read::parse;
use crate::rulebook::read::table::{Reader, Table, Value};
use crate::text::Text;
use serde_json::Value as Json;

/// A case, or a variant with its case below it, whose profile is still to be loaded.
#[derive(Debug)]
pub(super) struct Draft {
    pub name: Text,
    /// Where it is written.
    pub place: Place,
    pub spot: Spot,
    pub profile: ProfileSource,
    pub layer: Layer,
}

/// Which case of a file, and which of its variants, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub case: usize,
    pub variant: Option<usize>,
}

/// Where a case has its profile from.
#[derive(Clone, Debug)]
pub(super) enum ProfileSource {
    /// A path from the folder of the case file, and where it is written.
    File(String, Place),
    Inline(Json),
}

/// The cases in `text`, and everything that is wrong with it; `file` is the name by which diagnostics call it.
pub(super) fn read(file: &str, text: &str) -> (Vec<Draft>, Vec<Diagnostic>) {
    let reader = Reader::new(file, text);
    let drafts = read_with(&reader, text);
    (drafts, reader.into_findings())
}

/// Which keys the reader asks for, by kind of table.
#[cfg(test)]
pub(super) fn asked(text: &str) -> std::collections::BTreeMap<&'static str, std::collections::BTreeSet<&'static str>> {
    let reader = Reader::new("", text);
    read_with(&reader, text);
    reader.asked()
}

fn read_with(reader: &Reader<'_>, text: &str) -> Vec<Draft> {
    let mut drafts = Vec::new();
    if let Some(document) = parse(reader, text) {
        let mut table = Table::new(reader, "CaseFile", document.get_ref(), reader.lines().whole());
        match table.optional("case") {
            Some(cases) => {
                table.finish();
                for (number, case) in cases.tables("Case").into_iter().enumerate() {
                    read_case(number, case, &mut drafts);
                }
            }
            None => read_case(0, Table::new(reader, "Case", document.get_ref(), reader.lines().whole()), &mut drafts),
        }
    }
    drafts
}

fn read_case(number: usize, mut table: Table<'_, '_>, drafts: &mut Vec<Draft>) {
    let name = table.required("name").and_then(Value::text).unwrap_or_default();
    let profile = table.required("profile").and_then(profile);
    let (case, expects) = layer(&mut table);
    let variants = table.optional("variant").map(|variants| variants.tables("Variant")).unwrap_or_default();
    if !expects && variants.is_empty() {
        table.reader.error("case-expects-nothing", table.span, &[]);
    }
    let place = table.reader.lines().place(table.span);
    let profile = profile.unwrap_or(ProfileSource::Inline(Json::Null));
    if !case.expect.is_empty() {
        let spot = Spot { case: number, variant: None };
        drafts.push(Draft { name: name.clone(), place, spot, profile: profile.clone(), layer: case.clone() });
    }
    for (index, mut variant) in variants.into_iter().enumerate() {
        let own = variant.required("name").and_then(Value::text).unwrap_or_default();
        let (over, also_expects) = layer(&mut variant);
        let layer = case.under(over);
        if !expects && !also_expects {
            variant.reader.error("case-expects-nothing", variant.span, &[]);
        }
        let place = variant.reader.lines().place(variant.span);
        variant.finish();
        let spot = Spot { case: number, variant: Some(index) };
        drafts.push(Draft { name: joined(&name, &own), place, spot, profile: profile.clone(), layer });
    }
    table.finish();
}

/// The name of a variant, after that of its case.
fn joined(case: &Text, variant: &Text) -> Text {
    use crate::text::Lang::{En, Zh};
    let both = |lang| format!("{} / {}", case.get(lang), variant.get(lang));
    if case.is_translated() || variant.is_translated() { Text::new(both(Zh), both(En)) } else { Text::plain(both(Zh)) }
}

fn profile(value: Value<'_, '_>) -> Option<ProfileSource> {
    if value.is_table() {
        let constant = value.constant()?;
        return json(&constant).map(ProfileSource::Inline).or_else(|| {
            value.refuse("long-number");
            None
        });
    }
    let path = value.string()?;
    Some(ProfileSource::File(path.value, value.reader.lines().place(path.span)))
}

/// What a case and a variant have in common, and whether it says what to expect, however wrongly.
fn layer(table: &mut Table<'_, '_>) -> (Layer, bool) {
    let mut changes = Vec::new();
    if let Some(set) = table.optional("set").and_then(|value| value.table("Set")) {
        read_changes("", set, &mut changes);
    }
    let expected = table.optional("expect");
    let layer = Layer {
        changes,
        item: table.optional("item").and_then(Value::string).map(|item| item.value),
        as_of: table.optional("as_of").and_then(Value::date).map(Date::from_civil),
        rules_on: table.optional("rules_on").and_then(Value::date).map(Date::from_civil),
        expect: expected.map_or_else(Expect::default, expect),
    };
    (layer, expected.is_some_and(|value| !value.is_empty()))
}

/// The entries of `set`. Keys without quotation marks are dotted keys of TOML, and mean the same path.
fn read_changes(above: &str, set: Table<'_, '_>, changes: &mut Vec<Change>) {
    for (key, value) in set.entries() {
        let written = format!("{above}{key}");
        if value.is_table() && !value.is_inline() {
            if let Some(below) = value.table("Set") {
                read_changes(&format!("{written}."), below, changes);
            }
            continue;
        }
        let place = value.reader.lines().place(value.key_span);
        let path: FactPath = match written.parse() {
            Ok(path) => path,
            Err(_) => {
                value.reader.error("case-bad-path", value.key_span, &[("found", &written)]);
                continue;
            }
        };
        let Some(constant) = value.constant() else { continue };
        let value = match json(&constant) {
            Some(Json::Null) => None,
            Some(json) => Some(json),
            None => {
                value.refuse("long-number");
                continue;
            }
        };
        changes.push(Change { path, value, place });
    }
}

/// The constant as JSON, `{ absent = true }` as null; none where a number is beyond JSON.
fn json(constant: &Const) -> Option<Json> {
    Some(match constant {
        Const::Bool(truth) => Json::Bool(*truth),
        Const::Number(number) => serde_json::from_str(&number.to_exact_string()?).ok()?,
        Const::Text(text) => Json::String(text.clone()),
        Const::Date(date) => Json::String(Date::from_civil(*date).to_string()),
        Const::List(items) => Json::Array(items.iter().map(json).collect::<Option<_>>()?),
        Const::Map(entries) if entries.len() == 1 && entries.get("absent") == Some(&Const::Bool(true)) => Json::Null,
        Const::Map(entries) => {
            let entries = entries.iter().map(|(key, value)| Some((key.clone(), json(value)?)));
            Json::Object(entries.collect::<Option<_>>()?)
        }
    })
}
