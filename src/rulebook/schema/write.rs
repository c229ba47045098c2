//! What the schemas of `rulebook.toml` and of cases are written with: as much of draft 7 as the editors of TOML understand.
//!
//! What one of them is known to fail on is avoided: a key holds its schema itself (a reference beside other words is ignored, and
//! `allOf` around it sends taplo into an endless recursion), a choice of kinds is a list of types and not `anyOf` (whose
//! mistakes name every branch), and "integer" stands beside "number" (tombi knows integers as a type of their own).

use serde_json::{Map, Value as Json, json};

/// The name of what stands in lists and maps, and its schema.
pub(crate) type Definition = (&'static str, fn() -> Json);

/// The schema of a whole file.
pub(crate) fn document(root: Json, definitions: &[Definition]) -> Json {
    let definitions: Map<String, Json> = definitions.iter().map(|(name, make)| ((*name).to_owned(), make())).collect();
    let root = with(root, "$schema", json!("http://json-schema.org/draft-07/schema#"));
    with(root, "definitions", Json::Object(definitions))
}

/// A key of a table, told in both languages.
pub(crate) struct Key {
    name: &'static str,
    schema: Json,
    required: bool,
}

impl Key {
    pub fn required(self) -> Key {
        Key { required: true, ..self }
    }
}

/// A key, whose words stand in place of those that its schema has.
pub(crate) fn key(name: &'static str, zh: &str, en: &str, schema: Json) -> Key {
    let schema = with(with(schema, "title", json!(zh)), "description", json!(en));
    Key { name, schema, required: false }
}

pub(crate) fn table(zh: &str, en: &str, keys: impl IntoIterator<Item = Key>) -> Json {
    let keys: Vec<Key> = keys.into_iter().collect();
    let required: Vec<&str> = keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let properties: Map<String, Json> = keys.iter().map(|key| (key.name.to_owned(), key.schema.clone())).collect();
    json!({
        "title": zh,
        "description": en,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

pub(crate) fn with(mut schema: Json, keyword: &str, value: Json) -> Json {
    if let Json::Object(entries) = &mut schema {
        entries.insert(keyword.to_owned(), value);
    }
    schema
}

pub(crate) fn of(definition: &str) -> Json {
    json!({ "$ref": format!("#/definitions/{definition}") })
}

pub(crate) fn list(elements: Json) -> Json {
    json!({ "type": "array", "items": elements })
}

pub(crate) fn map(values: Json) -> Json {
    json!({ "type": "object", "additionalProperties": values })
}

/// A value, or a list of such values.
pub(crate) fn one_or_many(schema: Json, elements: Json) -> Json {
    let one = schema.get("type").cloned().unwrap_or_default();
    with(with(schema, "type", json!([one, "array"])), "items", elements)
}

/// Values of several types.
pub(crate) fn types(types: &[&str]) -> Json {
    json!({ "type": types })
}

/// A number, or a table that says more.
pub(crate) fn number_or(table: Json) -> Json {
    with(table, "type", json!(["integer", "number", "object"]))
}

/// Any value. In its strict mode tombi takes a table for empty where nothing is said of its keys.
pub(crate) fn any() -> Json {
    json!({ "additionalProperties": true })
}

pub(crate) fn words(words: &[&str]) -> Json {
    json!({ "type": "string", "enum": words })
}

pub(crate) fn string() -> Json {
    json!({ "type": "string" })
}

pub(crate) fn number() -> Json {
    json!({ "type": "number" })
}

pub(crate) fn truth() -> Json {
    json!({ "type": "boolean" })
}

pub(crate) fn default(schema: Json, value: Json) -> Json {
    with(schema, "default", value)
}
