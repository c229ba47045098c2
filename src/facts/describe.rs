//! A schema in words and as a blank profile: what is asked for, field by field.

use super::reserved::AS_OF;
use super::schema::{EnumValue, Kind, Node, NodeId, Schema};
use super::shape::{Read, RecordId, Shape, Slot};
use crate::diagnostic::phrase;
use crate::number::Number;
use crate::text::Text;
use std::collections::BTreeSet;

/// One field of a profile, for whoever fills it in.
#[derive(Clone, Debug)]
pub(crate) struct FieldInfo {
    /// Dotted, a list with `[]`: `products[].name`.
    pub path: String,
    /// What the field is called; empty where the schema has no title.
    pub title: Text,
    pub description: Option<Text>,
    pub unit: Option<Text>,
    /// The kind of answer in a word.
    pub kind: Text,
    pub minimum: Option<Number>,
    pub maximum: Option<Number>,
    pub clauses: Vec<String>,
    /// What may be chosen.
    pub choices: Vec<EnumValue>,
    /// Whether the field holds other fields and takes no answer itself.
    pub is_section: bool,
}

/// All fields in the order of the schema, each section before its fields.
pub(crate) fn describe(schema: &Schema) -> Vec<FieldInfo> {
    let mut fields = Vec::new();
    below(schema, Schema::ROOT, "", &mut fields);
    fields
}

fn below(schema: &Schema, node: NodeId, path: &str, fields: &mut Vec<FieldInfo>) {
    for (name, id) in children(schema, node) {
        let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        let Some(field) = schema.node(id) else {
            continue;
        };
        let element = match field.kind {
            Kind::List(element) => schema.node(element).map(|node| (element, node)),
            _ => None,
        };
        let (path, inner, inner_node) = match element {
            Some((element, node)) if matches!(node.kind, Kind::Object { .. }) => (format!("{path}[]"), element, node),
            _ => (path, id, field),
        };
        let is_section = !children(schema, inner).is_empty();
        fields.push(info(field, element.map(|(_, node)| node), path.clone(), is_section));
        if matches!(inner_node.kind, Kind::Object { .. }) {
            below(schema, inner, &path, fields);
        }
    }
}

fn info(field: &Node, element: Option<&Node>, path: String, is_section: bool) -> FieldInfo {
    let (mut minimum, mut maximum) = (None, None);
    if let Kind::Number { minimum: low, maximum: high, .. } = &field.kind {
        (minimum, maximum) = (low.clone(), high.clone());
    }
    let choices = match (&field.kind, element.map(|node| &node.kind)) {
        (Kind::Enum(values), _) | (_, Some(Kind::Enum(values))) => values.clone(),
        _ => Vec::new(),
    };
    let kind = match &field.kind {
        Kind::Any => "kind-any",
        Kind::Bool => "kind-bool",
        Kind::Number { integer: true, .. } => "kind-integer",
        Kind::Number { integer: false, .. } => "kind-number",
        Kind::Text => "kind-text",
        Kind::Date => "kind-date",
        Kind::Enum(_) => "kind-choice",
        Kind::List(_) if !choices.is_empty() && field.unique => "kind-set",
        // one choice for each of several things, in their order
        Kind::List(_) if !choices.is_empty() => "kind-choices",
        Kind::List(_) => "kind-list",
        Kind::Object { .. } => "kind-object",
    };
    FieldInfo {
        path,
        title: field.title.clone(),
        description: field.description.clone(),
        unit: field.unit.clone(),
        kind: phrase(kind, &[]),
        minimum,
        maximum,
        clauses: field.clauses.clone(),
        choices,
        is_section,
    }
}

/// The fields of an object in the order of the schema; `as_of` goes first.
fn children(schema: &Schema, node: NodeId) -> Vec<(&str, NodeId)> {
    let Kind::Object { fields, .. } = schema.kind(node) else {
        return Vec::new();
    };
    let mut children: Vec<(&str, NodeId)> = fields.iter().map(|(name, id)| (name.as_str(), *id)).collect();
    children.sort_by_key(|(name, id)| (node != Schema::ROOT || *name != AS_OF, *id));
    children
}

/// The paths of all facts that a plan reads, as `describe` writes them.
pub(crate) fn read_paths(shape: &Shape) -> BTreeSet<String> {
    let slots = |count: usize| (0u32..).map(Slot).take(count);
    let all = shape.records().flat_map(|(id, record)| slots(record.slots.len()).map(move |slot| (id, slot)));
    all.filter_map(|(record, slot)| read_path(shape, record, slot)).collect()
}

/// The path of what is read into a slot; none for a list of objects whose fields have slots of their own.
pub(crate) fn read_path(shape: &Shape, record: RecordId, slot: Slot) -> Option<String> {
    let base = record_path(shape, record);
    let slot = shape.slot_shape(record, slot)?;
    let path = [base.as_str(), &slot.path.join(".")].join(if base.is_empty() { "" } else { "." });
    match slot.read {
        Read::Records(elements) if shape.record(elements).is_some_and(|record| !record.slots.is_empty()) => None,
        Read::Records(_) => Some(format!("{path}[]")),
        Read::Value | Read::Presence => Some(path),
    }
}

fn record_path(shape: &Shape, id: RecordId) -> String {
    let Some((parent, slot)) = shape.record(id).and_then(|record| record.list) else {
        return String::new();
    };
    let above = record_path(shape, parent);
    let keys = shape.slot_shape(parent, slot).map(|slot| slot.path.join(".")).unwrap_or_default();
    let dot = if above.is_empty() { "" } else { "." };
    format!("{above}{dot}{keys}[]")
}

/// A blank profile to fill in, as JSON text in the order of the schema: fields are null, lists of objects have one blank
/// item. With `only`, the fields under these paths and no others; a section that stands there without any of its fields
/// comes whole.
pub(crate) fn profile_template(schema: &Schema, only: Option<&BTreeSet<String>>) -> String {
    let mut text = String::new();
    object(schema, Schema::ROOT, "", only, 0, &mut text);
    text.push('\n');
    text
}

fn object(
    schema: &Schema,
    node: NodeId,
    path: &str,
    only: Option<&BTreeSet<String>>,
    indent: usize,
    text: &mut String,
) {
    let within = |path: &str| match only {
        Some(only) => only.iter().any(|asked| asked == path || is_below(asked, path)),
        None => true,
    };
    let mut first = true;
    text.push('{');
    for (name, id) in children(schema, node) {
        let path = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        let element = match schema.kind(id) {
            Kind::List(element) if matches!(schema.kind(*element), Kind::Object { .. }) => Some(*element),
            _ => None,
        };
        let path = if element.is_some() { format!("{path}[]") } else { path };
        let always = indent == 0 && name == AS_OF;
        if !(always || within(&path)) {
            continue;
        }
        // nothing below was asked for by name: the section comes whole
        let only = only.filter(|only| only.iter().any(|asked| is_below(asked, &path)));
        text.push_str(if first { "\n" } else { ",\n" });
        first = false;
        text.push_str(&"  ".repeat(indent + 1));
        text.push_str(&serde_json::Value::from(name).to_string());
        text.push_str(": ");
        match (element, schema.kind(id)) {
            (Some(element), _) => {
                text.push('[');
                object(schema, element, &path, only, indent + 1, text);
                text.push(']');
            }
            (None, Kind::Object { .. }) => object(schema, id, &path, only, indent + 1, text),
            (None, Kind::Number { minimum: Some(low), maximum: Some(high), .. }) if low == high => {
                text.push_str(&low.to_string());
            }
            _ => text.push_str("null"),
        }
    }
    if !first {
        text.push('\n');
        text.push_str(&"  ".repeat(indent));
    }
    text.push('}');
}

/// Whether the field `path` lies below the section `section`.
fn is_below(path: &str, section: &str) -> bool {
    path.strip_prefix(section).is_some_and(|rest| rest.starts_with('.'))
}
