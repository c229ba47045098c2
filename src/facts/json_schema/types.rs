//! The type that a schema's own keywords give: `type`, `enum`, `const`, `format`, bounds, `properties`, `items`.

use super::Reader;
use crate::diagnostic::nearest;
use crate::facts::json::{Json, Value};
use crate::facts::numeral::{self, MAX_DIGITS};
use crate::facts::schema::{EnumValue, Kind, Node, NodeId};
use crate::number::Number;
use crate::text::Text;
use std::collections::{BTreeMap, BTreeSet};

const TYPES: &[&str] = &["object", "array", "string", "number", "integer", "boolean", "null"];

impl<'s, 't> Reader<'s, 't> {
    pub(super) fn typed(&mut self, json: &'s Json<'t>, at: &str) -> Option<Kind> {
        let constants = self.constants(json, at);
        let name = match json.get("type") {
            Some(names) => Some(self.type_name(names, at)?),
            None => self.implied_type(json, &constants, at),
        };
        match name {
            None => Some(Kind::Any),
            Some("object") => self.object(json, at),
            Some("array") => self.list(json, at),
            Some("string") if !constants.is_empty() => self.texts(&constants, json, at),
            Some("string") => {
                let is_date = json.get("format").and_then(Json::as_text) == Some("date");
                Some(if is_date { Kind::Date } else { Kind::Text })
            }
            Some("boolean") if constants.iter().all(|value| matches!(value.value, Value::Bool(_))) => {
                match constants.len() {
                    1 => {
                        self.error("schema-constant", json, at, &[]);
                        None
                    }
                    _ => Some(Kind::Bool),
                }
            }
            Some("number" | "integer") => self.number(json, name == Some("integer"), &constants, at),
            Some("null") => {
                self.error("schema-only-null", json, at, &[]);
                None
            }
            Some(_) => {
                self.error("schema-constant", json, at, &[]);
                None
            }
        }
    }

    /// The values of `enum` and `const`, without null.
    fn constants(&mut self, json: &'s Json<'t>, at: &str) -> Vec<&'s Json<'t>> {
        let mut values: Vec<&Json> = json.get("const").into_iter().collect();
        if let Some(list) = json.get("enum") {
            match list.as_list() {
                Some(list) => values.extend(list),
                None => self.error("schema-expected-list", list, at, &[("keyword", "enum")]),
            }
        }
        values.retain(|value| !matches!(value.value, Value::Null));
        values
    }

    /// The one type besides null.
    fn type_name(&mut self, names: &'s Json<'t>, at: &str) -> Option<&'s str> {
        let list = match &names.value {
            Value::List(list) => list.as_slice(),
            _ => std::slice::from_ref(names),
        };
        let mut found = None;
        for name in list {
            let Some(text) = name.as_text() else {
                self.error("schema-expected-text", name, at, &[("keyword", "type")]);
                return None;
            };
            if !TYPES.contains(&text) {
                self.error_near("schema-type", name, at, text, nearest(text, TYPES.iter().copied()));
                return None;
            }
            if text == "null" && list.len() > 1 {
                continue;
            }
            if found.replace(text).is_some() {
                self.error("schema-two-types", names, at, &[]);
                return None;
            }
        }
        found
    }

    fn implied_type(&mut self, json: &Json<'t>, constants: &[&Json<'t>], at: &str) -> Option<&'static str> {
        let has = |keyword: &str| json.get(keyword).is_some();
        if has("properties") || has("additionalProperties") || has("unevaluatedProperties") {
            return Some("object");
        }
        if has("items") {
            return Some("array");
        }
        if let Some(first) = constants.first() {
            return match first.value {
                Value::Text(_) => Some("string"),
                Value::Number => Some("number"),
                _ => Some("boolean"),
            };
        }
        if has("minimum") || has("maximum") || has("format") {
            self.error("schema-no-type", json, at, &[]);
        }
        None
    }

    fn object(&mut self, json: &'s Json<'t>, at: &str) -> Option<Kind> {
        let mut listed = Vec::new();
        match json.get("properties").map(|properties| (properties, properties.as_object())) {
            Some((_, Some(properties))) => listed.extend(properties),
            Some((properties, None)) => {
                self.error("schema-expected-object", properties, at, &[("keyword", "properties")]);
            }
            None => {}
        }
        listed.sort_by_key(|(_, field)| order(field));
        let mut fields = BTreeMap::new();
        for (name, field) in listed {
            let at = format!("{at}/properties/{name}");
            if fields.contains_key(name.as_ref()) {
                self.error("schema-key-twice", field, &at, &[("name", name)]);
            }
            if let Some(id) = self.child(field, &at) {
                fields.insert(name.clone().into_owned(), id);
            }
        }
        let others = match (json.get("additionalProperties"), json.get("unevaluatedProperties")) {
            (Some(others), _) | (None, Some(others)) => match &others.value {
                Value::Bool(false) => None,
                _ => Some(self.child(others, &format!("{at}/additionalProperties"))?),
            },
            (None, None) if json.get("properties").is_some() => None,
            (None, None) => Some(self.push(Node::of(Kind::Any))?),
        };
        Some(Kind::Object { fields, others })
    }

    fn list(&mut self, json: &'s Json<'t>, at: &str) -> Option<Kind> {
        let element = match json.get("items") {
            Some(items) => self.child(items, &format!("{at}/items"))?,
            None => self.push(Node::of(Kind::Any))?,
        };
        Some(Kind::List(element))
    }

    fn push(&mut self, node: Node) -> Option<NodeId> {
        let id = NodeId(u32::try_from(self.nodes.len()).ok()?);
        self.nodes.push(node);
        Some(id)
    }

    fn texts(&mut self, constants: &[&Json<'t>], json: &Json<'t>, at: &str) -> Option<Kind> {
        let mut values = Vec::new();
        for constant in constants {
            let Some(value) = constant.as_text() else {
                self.error("schema-constant", constant, at, &[]);
                return None;
            };
            values.push(EnumValue { value: value.to_owned(), label: Text::plain(value) });
        }
        self.enumeration(values, json, at)
    }

    pub(super) fn enumeration(&mut self, values: Vec<EnumValue>, json: &Json<'t>, at: &str) -> Option<Kind> {
        let mut seen = BTreeSet::new();
        if let Some(twice) = values.iter().find(|value| !seen.insert(&value.value)) {
            self.error("schema-value-twice", json, at, &[("name", &twice.value)]);
            return None;
        }
        Some(Kind::Enum(values))
    }

    fn number(&mut self, json: &'s Json<'t>, integer: bool, constants: &[&Json<'t>], at: &str) -> Option<Kind> {
        let mut minimum = self.bound(json, "minimum", at)?;
        let mut maximum = self.bound(json, "maximum", at)?;
        let mut integer = integer;
        if !constants.is_empty() {
            let mut values = Vec::new();
            for constant in constants {
                values.push(self.constant_number(constant, at)?);
            }
            values.sort();
            // a list of numbers is a range if it leaves out no whole number between its ends
            let whole = values.iter().all(Number::is_integer);
            let steps = values.iter().zip(values.iter().skip(1)).all(|(low, high)| is_next(low, high));
            if !steps || (values.len() > 1 && !whole) {
                self.error("schema-numbers", json, at, &[]);
                return None;
            }
            integer |= whole;
            (minimum, maximum) = (values.first().cloned(), values.last().cloned());
        }
        if let (Some(low), Some(high)) = (&minimum, &maximum)
            && low > high
        {
            self.error("schema-bounds", json, at, &[("low", &low.to_string()), ("high", &high.to_string())]);
            return None;
        }
        Some(Kind::Number { minimum, maximum, integer })
    }

    fn bound(&mut self, json: &'s Json<'t>, keyword: &str, at: &str) -> Option<Option<Number>> {
        match json.get(keyword) {
            Some(bound) => self.constant_number(bound, at).map(Some),
            None => Some(None),
        }
    }

    fn constant_number(&mut self, json: &Json<'t>, at: &str) -> Option<Number> {
        let number = match json.value {
            Value::Number => numeral::number(json.raw, MAX_DIGITS).ok(),
            _ => None,
        };
        if number.is_none() {
            self.error("schema-expected-number", json, at, &[("found", json.raw)]);
        }
        number
    }
}

/// Whether `high` is the whole number after `low`.
fn is_next(low: &Number, high: &Number) -> bool {
    low.add(&Number::from(1)).is_ok_and(|next| next == *high)
}

/// The place of a field among its fellows; those without `x-order` come last, as written.
fn order(field: &Json<'_>) -> u64 {
    field.get("x-order").and_then(|order| order.raw.parse().ok()).unwrap_or(u64::MAX)
}
