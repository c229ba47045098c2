//! What a rulebook asks for: the facts that its rules read, and which rows read them.

use super::load::Loaded;
use crate::facts::describe::{describe, read_path, read_paths};
use crate::number::Number;
use crate::text::Text;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// A fact that rules read.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct FactInfo {
    /// The path, with `[]` for the items of a list: `products[].name`.
    pub path: String,
    /// What the field is called; empty where the schema has no title.
    pub title: Text,
    /// What the part of the profile is called that it lies in: the title of the first step of its path. None for a field
    /// at the top, or where the schema has no title.
    pub section: Option<Text>,
    /// How to fill it in, where the schema says so.
    pub description: Option<Text>,
    /// The unit.
    pub unit: Option<Text>,
    /// The kind of answer in a word.
    pub kind: Text,
    /// The least number that may be given.
    pub minimum: Option<Number>,
    /// The greatest number that may be given.
    pub maximum: Option<Number>,
    /// The clauses of the plan that the field serves.
    pub clauses: Vec<String>,
    /// What may be chosen.
    pub values: Vec<Choice>,
    /// Whether it holds other fields: then rules ask only whether it is there, or how many items it has.
    pub is_section: bool,
    /// Full ids of the rows that read it; none where only gates, levels or the subject do.
    pub rows: Vec<String>,
}

/// A value that may be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Choice {
    /// As the profile writes it.
    pub value: String,
    /// As people say it.
    pub label: Text,
}

/// The facts in the order of the schema.
pub(super) fn facts(loaded: &Loaded) -> Vec<FactInfo> {
    let read = read_paths(&loaded.code.shape);
    let readers = readers(loaded);
    let fields = describe(&loaded.schema);
    let sections: BTreeMap<String, Text> = fields
        .iter()
        .filter(|field| field.is_section && !field.title.is_empty() && !field.path.contains('.'))
        .map(|field| (field.path.clone(), field.title.clone()))
        .collect();
    let fields = fields.into_iter();
    let facts = fields.filter(|field| read.contains(&field.path)).map(|field| FactInfo {
        rows: readers.get(&field.path).cloned().unwrap_or_default(),
        section: field.path.split_once('.').and_then(|(section, _)| sections.get(section).cloned()),
        path: field.path,
        title: field.title,
        description: field.description,
        unit: field.unit,
        kind: field.kind,
        minimum: field.minimum,
        maximum: field.maximum,
        clauses: field.clauses,
        is_section: field.is_section,
        values: field.choices.into_iter().map(|choice| Choice { value: choice.value, label: choice.label }).collect(),
    });
    facts.collect()
}

/// The rows that read each fact on some day, in the order of the table.
fn readers(loaded: &Loaded) -> BTreeMap<String, Vec<String>> {
    let mut readers: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let rows = loaded.spans.first().map(|span| span.tree.rows.as_slice()).unwrap_or_default();
    for (place, row) in rows.iter().enumerate() {
        let judges = loaded.spans.iter().filter_map(|span| span.judges.rows.get(place).copied().flatten());
        let functions = judges.filter_map(|judge| loaded.code.function(judge.function));
        let reads: BTreeSet<_> = functions.flat_map(|function| &function.reads).collect();
        for (record, slot) in reads {
            let Some(path) = read_path(&loaded.code.shape, *record, *slot) else { continue };
            let ids = readers.entry(path).or_default();
            if !ids.contains(&row.id) {
                ids.push(row.id.clone());
            }
        }
    }
    readers
}
