//! Schemas as they are read, and what is told of bad ones.

use crate::facts::json_schema::{extend, parse};
use crate::facts::schema::{Constant, Kind, Node, Schema};
use crate::number::Number;
use crate::text::Lang;
use proptest::prelude::*;

fn read(text: &str) -> Schema {
    parse(text, "s.json").unwrap_or_else(|wrong| panic!("{wrong:?}"))
}

/// A schema whose only field is `field`.
fn field(text: &str) -> Node {
    let schema = read(&format!(r#"{{"type": "object", "properties": {{"f": {text}}}}}"#));
    let id = schema.field(Schema::ROOT, "f").unwrap_or(Schema::ROOT);
    schema.node(id).cloned().unwrap_or_else(|| panic!("{text}"))
}

fn wrong(field: &str) -> Vec<String> {
    let text = format!(
        r##"{{"properties": {{"f": {field}}}, "$defs": {{"a": {{"$ref": "#/$defs/b"}}, "b": {{"$ref": "#/$defs/a"}}, "city": {{"enum": ["x"]}}}}}}"##
    );
    let told = parse(&text, "s.json").err().unwrap_or_default();
    told.into_iter().map(|it| format!("{} {}", it.path.unwrap_or_default(), it.code)).collect()
}

fn whole(low: i64, high: i64) -> Kind {
    Kind::Number { minimum: Some(Number::from(low)), maximum: Some(Number::from(high)), integer: true }
}

fn choices(kind: &Kind) -> Vec<(&str, &str)> {
    match kind {
        Kind::Enum(values) => values.iter().map(|it| (it.value.as_str(), it.label.get(Lang::Zh))).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn types_are_read() {
    assert_eq!(field(r#"{"type": "boolean"}"#).kind, Kind::Bool);
    assert_eq!(field(r#"{"type": "string"}"#).kind, Kind::Text);
    assert_eq!(field(r#"{"type": "string", "format": "date"}"#).kind, Kind::Date);
    assert_eq!(field(r#"{"type": "string", "format": "uri"}"#).kind, Kind::Text);
    assert_eq!(field(r#"{"type": "number"}"#).kind, Kind::Number { minimum: None, maximum: None, integer: false });
    assert_eq!(field(r#"{"type": "integer", "minimum": 0, "maximum": 5}"#).kind, whole(0, 5));
    assert_eq!(field("true").kind, Kind::Any);
    assert_eq!(field("{}").kind, Kind::Any);
}

#[test]
fn null_beside_a_type_changes_nothing() {
    for text in [
        r#"{"type": ["boolean", "null"]}"#,
        r#"{"anyOf": [{"type": "boolean"}, {"type": "null"}]}"#,
        r#"{"oneOf": [{"type": "null"}, {"type": "boolean"}]}"#,
        r#"{"anyOf": [{"type": "boolean"}, {"const": null}]}"#,
    ] {
        assert_eq!(field(text).kind, Kind::Bool, "{text}");
    }
}

#[test]
fn choices_are_read_with_their_labels() {
    let node = field(r#"{"type": "string", "enum": ["a", "b"], "x-labels": {"a": {"zh": "甲", "en": "A"}}}"#);
    assert_eq!(choices(&node.kind), [("a", "甲"), ("b", "b")]);
    assert_eq!(choices(&field(r#"{"enum": ["a", null]}"#).kind), [("a", "a")]);
    assert_eq!(choices(&field(r#"{"const": "a"}"#).kind), [("a", "a")]);
    let constants = r#"{"oneOf": [{"const": "a", "title": "甲", "x-title-en": "A"}, {"const": "b", "description": "乙"}, {"enum": ["c", "d"]}]}"#;
    assert_eq!(choices(&field(constants).kind), [("a", "甲"), ("b", "乙"), ("c", "c"), ("d", "d")]);
}

#[test]
fn numbers_to_choose_from_are_a_range_without_gaps() {
    assert_eq!(field(r#"{"enum": [3, 1, 2]}"#).kind, whole(1, 3));
    assert_eq!(field(r#"{"type": "integer", "const": 1}"#).kind, whole(1, 1));
    assert_eq!(wrong(r#"{"enum": [1, 3]}"#), ["/properties/f schema-numbers"]);
    assert_eq!(wrong(r#"{"enum": [0.5, 1.5]}"#), ["/properties/f schema-numbers"]);
}

#[test]
fn references_carry_the_type_and_the_words_beside_them_win() {
    let schema = read(
        r##"{"properties": {"f": {"$ref": "#/$defs/city", "title": "市"}, "g": {"allOf": [{"$ref": "#/$defs/city"}]}},
            "$defs": {"city": {"title": "城市", "enum": ["x"], "x-labels": {"x": "某市"}}}}"##,
    );
    let title = |name: &str| {
        let node = schema.field(Schema::ROOT, name).and_then(|id| schema.node(id));
        node.map(|node| (node.title.get(Lang::Zh), choices(&node.kind)))
    };
    assert_eq!(title("f"), Some(("市", vec![("x", "某市")])));
    assert_eq!(title("g"), Some(("城市", vec![("x", "某市")])));
}

#[test]
fn all_of_objects_has_the_fields_of_each() {
    let schema = read(
        r#"{"properties": {"f": {
            "allOf": [{"properties": {"a": {"type": "string"}, "o": {"properties": {"x": {"type": "string"}}}}}, {"properties": {"b": {"type": "boolean"}}}],
            "properties": {"c": {"type": "number"}, "o": {"properties": {"y": {"type": "string"}}}}}}}"#,
    );
    let f = schema.field(Schema::ROOT, "f").unwrap_or(Schema::ROOT);
    for name in ["a", "b", "c"] {
        assert!(schema.field(f, name).is_some(), "{name}");
    }
    let o = schema.field(f, "o").unwrap_or(Schema::ROOT);
    assert!(schema.field(o, "x").is_some() && schema.field(o, "y").is_some() && schema.field(f, "d").is_none());
}

#[test]
fn other_fields_stand_where_the_schema_says_so() {
    let others = |text: &str| match field(text).kind {
        Kind::Object { others, .. } => others.is_some(),
        other => panic!("{other:?}"),
    };
    assert!(others(r#"{"type": "object"}"#));
    assert!(others(r#"{"type": "object", "additionalProperties": {"type": "number"}}"#));
    assert!(others(r#"{"properties": {"a": {}}, "additionalProperties": true}"#));
    assert!(!others(r#"{"properties": {"a": {}}}"#));
    assert!(!others(r#"{"properties": {"a": {}}, "unevaluatedProperties": false}"#));
    assert!(!others(r#"{"type": "object", "additionalProperties": false}"#));
}

#[test]
fn what_an_empty_answer_means_fits_the_type() {
    let absent = |text: &str| field(text).absent;
    assert_eq!(absent(r#"{"type": "boolean", "x-absent": false}"#), Some(Constant::Bool(false)));
    assert_eq!(absent(r#"{"type": "number", "x-absent": 0.5}"#), Number::parse("0.5").ok().map(Constant::Number));
    let until = jiff::civil::date(9999, 12, 31);
    let date = r#"{"type": "string", "format": "date", "x-absent": "9999-12-31"}"#;
    assert_eq!(absent(date), Some(Constant::Date(until)));
    assert_eq!(absent(r#"{"enum": ["a"], "x-absent": "a"}"#), Some(Constant::Text("a".to_owned())));
    assert_eq!(absent(r#"{"type": "array", "x-absent": []}"#), Some(Constant::EmptyList));
    for text in [
        r#"{"type": "boolean", "x-absent": 0}"#,
        r#"{"type": "integer", "x-absent": 0.5}"#,
        r#"{"type": "number", "maximum": 1, "x-absent": 2}"#,
        r#"{"enum": ["a"], "x-absent": "b"}"#,
        r#"{"type": "string", "format": "date", "x-absent": "2023-02-30"}"#,
        r#"{"type": "array", "x-absent": [1]}"#,
        r#"{"type": "object", "x-absent": {}}"#,
        r#"{"type": "boolean", "x-absent": null}"#,
    ] {
        assert_eq!(wrong(text), ["/properties/f schema-absent"], "{text}");
    }
}

#[test]
fn units_clauses_and_checks_are_read() {
    let node = field(
        r#"{"type": "string", "x-unit": {"zh": "人", "en": "people"}, "x-clauses": ["2.1.a"], "x-check": "uscc", "description": "甲", "x-description-en": "A"}"#,
    );
    assert_eq!(node.unit.as_ref().map(|unit| unit.get(Lang::En)), Some("people"));
    assert_eq!(node.clauses, ["2.1.a"]);
    assert!(node.check.is_some());
    assert_eq!(node.description.as_ref().map(|text| text.get(Lang::En)), Some("A"));
}

#[test]
fn fields_come_in_the_order_they_ask_for() {
    let schema = read(r#"{"properties": {"a": {"x-order": 2}, "b": {}, "c": {"x-order": 1}}}"#);
    let mut ids: Vec<_> = ["a", "b", "c"].into_iter().map(|name| (schema.field(Schema::ROOT, name), name)).collect();
    ids.sort();
    assert_eq!(ids.into_iter().map(|(_, name)| name).collect::<String>(), "cab");
}

#[test]
fn what_cannot_be_read_is_told_with_its_path() {
    for (text, code) in [
        (r#"{"type": "strin"}"#, "schema-type"),
        (r#"{"type": ["string", "number"]}"#, "schema-two-types"),
        (r#"{"type": "null"}"#, "schema-only-null"),
        (r#"{"minimum": 0}"#, "schema-no-type"),
        (r#"{"not": {}}"#, "schema-keyword"),
        (r#"{"type": "number", "exclusiveMinimum": 0}"#, "schema-keyword"),
        (r#"{"type": "object", "patternProperties": {}}"#, "schema-keyword"),
        (r#"{"type": "number", "minimun": 0}"#, "schema-unknown-keyword"),
        (r#"{"x-clauzes": []}"#, "schema-unknown-keyword"),
        (r#"{"anyOf": [{"type": "string"}, {"type": "number"}]}"#, "schema-choice"),
        (r#"{"oneOf": [{"const": 1}, {"const": "a"}]}"#, "schema-choice"),
        (r#"{"enum": ["a", 1]}"#, "schema-constant"),
        (r#"{"const": true}"#, "schema-constant"),
        (r#"{"enum": ["a", "a"]}"#, "schema-value-twice"),
        (r#"{"type": "number", "minimum": 2, "maximum": 1}"#, "schema-bounds"),
        (r#"{"type": "number", "minimum": "2"}"#, "schema-expected-number"),
        (r#"{"$ref": "other.json"}"#, "schema-reference"),
        (r##"{"$ref": "#/$defs/none"}"##, "schema-reference"),
        (r##"{"allOf": [{"$ref": "#/$defs/city"}, {"type": "string"}]}"##, "schema-combined"),
        (r#"{"enum": ["a"], "x-labels": {"b": "乙"}}"#, "schema-label-unknown"),
        (r#"{"type": "string", "x-labels": {"b": "乙"}}"#, "schema-labels"),
        (r#"{"type": "string", "x-unit": 3}"#, "schema-expected-words"),
        (r#"{"type": "number", "x-check": "uscc"}"#, "schema-check"),
        (r#"{"title": 1}"#, "schema-expected-text"),
        ("3", "schema-not-an-object"),
        (r#"{"type": "string", "type": "string"}"#, "schema-key-twice"),
    ] {
        assert_eq!(wrong(text), [format!("/properties/f {code}")], "{text}");
    }
    assert_eq!(wrong(r#"{"items": {"type": "x"}}"#), ["/properties/f/items schema-type"]);
    assert_eq!(wrong(r##"{"$ref": "#/$defs/a"}"##), ["/$defs/b schema-cycle"]);
}

#[test]
fn all_mistakes_are_told_in_one_go_with_their_places() {
    let text = "{\"properties\": {\n  \"a\": {\"type\": \"strin\"},\n  \"b\": {\"typ\": \"string\"}\n}}";
    let told = parse(text, "s.json").err().unwrap_or_default();
    let told: Vec<String> = told
        .into_iter()
        .map(|it| {
            format!("{} {} {}", it.place, it.code, it.help.map(|it| it.get(Lang::En).to_owned()).unwrap_or_default())
        })
        .collect();
    assert_eq!(
        told,
        ["s.json:2:17 schema-type did you mean `string`?", "s.json:3:16 schema-unknown-keyword did you mean `type`?"]
    );
}

#[test]
fn schemas_that_unfold_without_end_are_stopped() {
    let mut defs = String::from(r#""d0": {"type": "string"}"#);
    for n in 1..40 {
        let fields: Vec<String> = (0..4).map(|k| format!(r##""k{k}": {{"$ref": "#/$defs/d{}"}}"##, n - 1)).collect();
        defs += &format!(r#", "d{n}": {{"properties": {{{}}}}}"#, fields.join(","));
    }
    let mut alls = defs.clone();
    for n in 1..40 {
        alls += &format!(r##", "e{n}": {{"allOf": [{{"$ref": "#/$defs/e{0}"}}, {{"$ref": "#/$defs/e{0}"}}]}}"##, n - 1);
    }
    for (name, defs) in [("d39", defs), ("e39", alls + r#", "e0": {"type": "object"}"#)] {
        let text = format!(r##"{{"properties": {{"f": {{"$ref": "#/$defs/{name}"}}}}, "$defs": {{{defs}}}}}"##);
        let told = parse(&text, "s.json").err().unwrap_or_default();
        assert_eq!(told.iter().map(|it| it.code).collect::<Vec<_>>(), ["schema-too-large"]);
    }
}

#[test]
fn a_schema_of_a_profile_is_an_object_in_json() {
    let code = |text: &str| parse(text, "s.json").err().unwrap_or_default().first().map(|it| it.code);
    assert_eq!(code(r#"{"type": "string"}"#), Some("schema-root"));
    assert_eq!(code("{"), Some("schema-syntax"));
    assert_eq!(code(r#"{"properties": {"as_of": {"type": "number"}}}"#), Some("schema-reserved"));
    assert_eq!(code(r#"{"properties": {"evidence": {"type": "string"}}}"#), Some("schema-reserved"));
}

#[test]
fn every_schema_has_the_reserved_keys() {
    for schema in
        [Schema::untyped(), read(r#"{"type": "object"}"#), read(r#"{"properties": {"evidence": {"type": "array"}}}"#)]
    {
        let kind = |name: &str| schema.field(Schema::ROOT, name).map(|id| schema.kind(id).clone());
        assert_eq!(kind("as_of"), Some(Kind::Date));
        assert!(matches!(kind("evidence"), Some(Kind::List(_))));
    }
}

#[test]
fn an_extension_adds_fields_at_any_depth() {
    let base = read(
        r#"{"properties": {"a": {"title": "甲", "properties": {"x": {"type": "string"}}}, "l": {"items": {"properties": {"id": {"type": "string"}}}}}}"#,
    );
    let extra = r#"{"properties": {"a": {"properties": {"y": {"type": "boolean"}}}, "l": {"items": {"properties": {"n": {"type": "number"}}}}, "z": {"type": "string"}}}"#;
    let schema = extend(&base, extra, "e.json").unwrap_or_else(|wrong| panic!("{wrong:?}"));
    for path in ["a.x", "a.y", "l[0].id", "l[0].n", "z", "as_of", "evidence[0].title"] {
        let path: crate::facts::path::FactPath = path.parse().unwrap_or_default();
        assert!(path.resolve(&schema).is_ok(), "{path}");
    }
}

#[test]
fn an_extension_redefines_nothing() {
    let base = read(
        r#"{"properties": {"a": {"properties": {"x": {"type": "string"}}}, "l": {"items": {"properties": {"id": {"type": "string"}}}}}}"#,
    );
    let extra = r#"{"properties": {"a": {"properties": {"x": {"type": "string"}}}, "l": {"items": {"properties": {"id": {}}}}, "as_of": {"type": "string", "format": "date"}}}"#;
    let told = extend(&base, extra, "e.json").err().unwrap_or_default();
    let paths: Vec<&str> = told.iter().filter_map(|it| it.path.as_deref()).collect();
    assert_eq!(paths, ["a.x", "as_of", "l[].id"]);
    assert!(told.iter().all(|it| it.code == "schema-redefined"));
}

proptest! {
    #[test]
    fn mutated_schemas_never_make_the_reader_panic(at in 0usize..4000, cut in 0usize..20, put in "[\\[\\]{}\",:0-9.nul#$/a-z-]{0,8}") {
        let mut text = super::SCHEMA.to_owned();
        let at = at % text.len();
        let boundary = |mut at: usize| {
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let (start, end) = (boundary(at), boundary((at + cut).min(text.len())));
        text.replace_range(start..end, &put);
        let _ = parse(&text, "s.json");
    }
}
