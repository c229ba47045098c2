//! Which keywords of JSON Schema are read, which say nothing about the type, and which are refused.

use super::Reader;
use crate::diagnostic::nearest;
use crate::facts::json::Json;
use std::collections::BTreeSet;

/// Keywords that make a type by themselves.
pub(super) const OF_TYPES: &[&str] = &[
    "type",
    "enum",
    "const",
    "format",
    "minimum",
    "maximum",
    "properties",
    "additionalProperties",
    "unevaluatedProperties",
    "items",
];

const OF_STRUCTURE: &[&str] = &["$ref", "$defs", "definitions", "allOf", "anyOf", "oneOf"];

/// Our own annotations.
const OWN: &[&str] =
    &["x-title-en", "x-description-en", "x-unit", "x-clauses", "x-labels", "x-absent", "x-check", "x-order"];

/// Keywords for people and for other validators: they leave the type as it is.
const NOTES: &[&str] = &[
    "$schema",
    "$id",
    "$anchor",
    "$comment",
    "title",
    "description",
    "default",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
    "required",
    "uniqueItems",
    "pattern",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "multipleOf",
    "minProperties",
    "maxProperties",
    "contentEncoding",
    "contentMediaType",
];

/// Keywords that change the type in ways that rules cannot be checked against.
const REFUSED: &[&str] = &[
    "not",
    "if",
    "then",
    "else",
    "patternProperties",
    "prefixItems",
    "additionalItems",
    "contains",
    "minContains",
    "maxContains",
    "propertyNames",
    "dependentSchemas",
    "dependentRequired",
    "dependencies",
    "unevaluatedItems",
    "exclusiveMinimum",
    "exclusiveMaximum",
    "contentSchema",
    "$dynamicRef",
    "$dynamicAnchor",
    "$recursiveRef",
];

impl<'t> Reader<'_, 't> {
    pub(super) fn check_keywords(&mut self, json: &Json<'t>, at: &str) {
        let mut seen = BTreeSet::new();
        for (keyword, value) in json.as_object().unwrap_or_default() {
            let keyword = keyword.as_ref();
            if !seen.insert(keyword) {
                self.error("schema-key-twice", value, at, &[("name", keyword)]);
            }
            let known = || OF_TYPES.iter().chain(OF_STRUCTURE).chain(OWN).chain(NOTES).copied();
            if REFUSED.contains(&keyword) {
                self.error("schema-keyword", value, at, &[("name", keyword)]);
            } else if keyword.starts_with("x-") {
                // annotations of others may stand, slips of the pen may not
                if !OWN.contains(&keyword)
                    && let Some(near) = nearest(keyword, OWN.iter().copied())
                {
                    self.error_near("schema-unknown-keyword", value, at, keyword, Some(near));
                }
            } else if !known().any(|name| name == keyword) {
                self.error_near("schema-unknown-keyword", value, at, keyword, nearest(keyword, known()));
            }
        }
    }
}
