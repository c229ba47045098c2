//! What arrives in the slots.

use super::*;
use crate::number::Number;
use jiff::civil::date;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::borrow::Cow;

fn number(text: &str) -> Fact<'static> {
    Fact::Number(Number::parse(text).unwrap_or_else(|error| panic!("{error}")))
}

fn text(text: &str) -> Fact<'_> {
    Fact::Text(Cow::Borrowed(text))
}

const PROFILE: &str = r#"{
  "profile": 1,
  "as_of": "2023-04-30",
  "basic": { "name": "禾沐\t电器", "uscc": "91440606MA4X7Q2KXP", "city": "440600", "founded": "2009-06-18", "employees": 412.0 },
  "finance": { "revenue": 26800.5, "ratio": null },
  "tags": ["440600", "445100"],
  "products": [
    { "id": "A", "name": "锅", "price": 0.1, "tested": false, "indicators": [{ "value": 1 }, { "value": null }, null] },
    null,
    { "no_limit": true, "indicators": [] }
  ],
  "notes": { "x": "y" },
  "evidence": [
    { "title": "证书", "reference": "001", "verified_by": "机构", "covers": ["basic.name", "products[A].indicators"] },
    { "covers": [] }
  ]
}"#;

fn facts_are_as_written(fixture: &Fixture, facts: &Facts<'_>) {
    let get = |path: &str| fixture.get(facts, path).clone();
    assert_eq!(get("basic.name"), text("禾沐\t电器"));
    assert_eq!(get("basic.city"), text("440600"));
    assert_eq!(get("basic.founded"), Fact::Date(date(2009, 6, 18)));
    assert_eq!(get("basic.employees"), number("412"));
    assert_eq!(get("finance.revenue"), number("26800.5"));
    assert_eq!(get("finance.ratio"), Fact::Absent);
    assert_eq!(get("tags"), Fact::List(vec![text("440600"), text("445100")]));
    assert_eq!(get("products[0].price"), number("0.1"));
    assert_eq!(get("products[0].tested"), Fact::Bool(false));
    assert_eq!(get("products[0].indicators[0].value"), number("1"));
    assert_eq!(get("products[0].indicators[1].value"), Fact::Absent);
    assert_eq!(get("products[0].indicators[2].value"), Fact::Absent);
    assert_eq!(get("products[1].name"), Fact::Absent);
    assert_eq!(get("products[2].indicators"), Fact::List(Vec::new()));
    assert_eq!(facts.as_of, Some(date(2023, 4, 30)));
}

#[test]
fn both_modes_read_the_same_facts() {
    let fixture = Fixture::small();
    let (fast, full) = (fixture.fast(PROFILE), fixture.full(PROFILE));
    facts_are_as_written(&fixture, &fast);
    facts_are_as_written(&fixture, &full);
    assert_eq!(fast.root, full.root);
    assert!(full.warnings.is_empty(), "{:?}", full.warnings);
}

#[test]
fn an_empty_answer_means_what_the_schema_says_but_an_item_that_is_not_there_means_nothing() {
    let fixture = Fixture::small();
    let facts = fixture.fast(PROFILE);
    assert_eq!(fixture.get(&facts, "products[0].no_limit"), &Fact::Bool(false));
    assert_eq!(fixture.get(&facts, "products[1].no_limit"), &Fact::Absent);
    assert_eq!(fixture.get(&facts, "products[2].no_limit"), &Fact::Bool(true));
}

#[test]
fn an_empty_answer_has_its_meaning_even_where_its_section_is_missing() {
    let schema = r#"{"properties": {
        "a": {"properties": {"b": {"type": "string", "format": "date", "x-absent": "9999-12-31"}}},
        "l": {"items": {"type": "integer", "x-absent": 0}},
        "m": {"items": {"items": {"properties": {"n": {"type": "string", "x-absent": "none"}}}}},
        "e": {"items": {"type": "string"}, "x-absent": []}
    }}"#;
    let fixture = Fixture::new(schema, &["a.b", "l", "m", "e"]);
    let facts = fixture.full(r#"{"l": [1, null], "m": [[{}]]}"#);
    assert_eq!(fixture.get(&facts, "a.b"), &Fact::Date(date(9999, 12, 31)));
    assert_eq!(fixture.get(&facts, "l"), &Fact::List(vec![number("1"), number("0")]));
    let inner = Fact::Map([(Cow::Borrowed("n"), text("none"))].into());
    assert_eq!(fixture.get(&facts, "m"), &Fact::List(vec![Fact::List(vec![inner])]));
    assert_eq!(fixture.get(&facts, "e"), &Fact::List(Vec::new()));
}

#[test]
fn evidence_is_read_in_every_mode_and_with_every_schema() {
    let profile = PROFILE;
    for fixture in [Fixture::small(), Fixture::untyped(&["evidence"])] {
        for mode in [Mode::Fast, Mode::Full] {
            let facts = fixture.read(mode, profile.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
            let [first, second] = facts.evidence.as_slice() else { panic!("{:?}", facts.evidence) };
            assert_eq!(first.verified_by.as_deref(), Some("机构"));
            let paths: Vec<String> = first.paths().map(|path| path.to_string()).collect();
            assert_eq!(paths, ["basic.name", "products[A].indicators"]);
            assert_eq!((second.title.as_deref(), second.covers.len()), (None, 0));
            assert_eq!(facts.as_of, Some(date(2023, 4, 30)));
        }
    }
}

#[test]
fn an_object_is_present_where_rules_ask_only_that() {
    let fixture = Fixture::new(SCHEMA, &["basic", "finance", "notes", "basic.name"]);
    let facts = fixture.fast(r#"{"basic": {"name": "x"}, "finance": null}"#);
    assert_eq!(fixture.get(&facts, "basic"), &Fact::Present);
    assert_eq!(fixture.get(&facts, "basic.name"), &text("x"));
    assert_eq!(fixture.get(&facts, "finance"), &Fact::Absent);
    assert_eq!(fixture.get(&facts, "notes"), &Fact::Absent);
}

#[test]
fn untyped_facts_are_any_json() {
    let fixture = Fixture::untyped(&["a", "a.b", "a.b.c", "list", "t", "deep.x", "as_of"]);
    let profile = r#"{"a": {"b": {"c": 1.50}, "n": null}, "list": [1, "\u00e9", [true, null], {"k": "2020-01-01"}], "t": "2020-01-01", "deep": {"x": 2}, "as_of": "2020-01-02"}"#;
    let facts = fixture.full(profile);
    let b = Fact::Map([(Cow::Borrowed("c"), number("1.5"))].into());
    assert_eq!(fixture.get(&facts, "a.b"), &b);
    assert_eq!(fixture.get(&facts, "a"), &Fact::Map([(Cow::Borrowed("b"), b.clone())].into()));
    assert_eq!(fixture.get(&facts, "a.b.c"), &number("1.5"));
    assert_eq!(fixture.get(&facts, "deep.x"), &number("2"));
    let inner = Fact::Map([(Cow::Borrowed("k"), text("2020-01-01"))].into());
    let list = vec![number("1"), text("é"), Fact::List(vec![Fact::Bool(true), Fact::Absent]), inner];
    assert_eq!(fixture.get(&facts, "list"), &Fact::List(list));
    assert_eq!(fixture.get(&facts, "t"), &text("2020-01-01"));
    assert_eq!(fixture.get(&facts, "as_of"), &Fact::Date(date(2020, 1, 2)));
    assert_eq!(fixture.fast(profile).root, facts.root);
}

#[test]
fn texts_without_escapes_are_borrowed() {
    let fixture = Fixture::small();
    let facts = fixture.fast(r#"{"basic": {"name": "禾沐", "city": "440600"}}"#);
    for path in ["basic.name", "basic.city"] {
        assert!(matches!(fixture.get(&facts, path), Fact::Text(Cow::Borrowed(_))), "{path}");
    }
}

#[test]
fn keys_with_escapes_are_the_same_keys() {
    let fixture = Fixture::small();
    let facts = fixture.full(r#"{"bas\u0069c": {"n\u0061me": "x"}}"#);
    assert_eq!(fixture.get(&facts, "basic.name"), &text("x"));
}

#[test]
fn the_order_of_keys_does_not_matter() {
    let fixture = Fixture::small();
    let one =
        r#"{"basic": {"name": "x", "employees": 3}, "finance": {"revenue": 1}, "products": [{"id": "A", "price": 2}]}"#;
    let other =
        r#"{"products": [{"price": 2, "id": "A"}], "finance": {"revenue": 1}, "basic": {"employees": 3, "name": "x"}}"#;
    assert_eq!(fixture.fast(one).root, fixture.fast(other).root);
}

#[derive(serde::Serialize)]
struct Typed {
    basic: Basic,
    finance: Finance,
    products: Vec<Product>,
}

#[derive(serde::Serialize)]
struct Basic {
    name: &'static str,
    employees: u32,
}

#[derive(serde::Serialize)]
struct Finance {
    revenue: f64,
    ratio: Option<f32>,
}

#[derive(serde::Serialize)]
struct Product {
    price: f64,
    tested: Option<bool>,
}

#[test]
fn text_value_and_typed_profile_give_the_same_facts() {
    let fixture = Fixture::small();
    let text = r#"{"basic": {"name": "禾", "employees": 412}, "finance": {"revenue": 26800.10, "ratio": 12.5}, "products": [{"price": 1e-3, "tested": true}, {"price": 1234567.891, "tested": null}]}"#;
    let value: Value = serde_json::from_str(text).unwrap_or_default();
    let typed = Typed {
        basic: Basic { name: "禾", employees: 412 },
        finance: Finance { revenue: 26800.1, ratio: Some(12.5) },
        products: vec![Product { price: 0.001, tested: Some(true) }, Product { price: 1_234_567.891, tested: None }],
    };
    let from_value = crate::facts::typed::to_json(&value).unwrap_or_default();
    let from_typed = crate::facts::typed::to_json(&typed).unwrap_or_default();
    let facts = fixture.full(text);
    for bytes in [&from_value, &from_typed] {
        let again = fixture.read(Mode::Full, bytes).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(again.root, facts.root);
    }
}

/// Every profile that the small schema describes, more or less.
fn profiles() -> impl Strategy<Value = Value> {
    let price = prop_oneof![
        Just(json!(null)),
        any::<i32>().prop_map(|n| json!(n)),
        (-1e9..1e9f64).prop_map(|x| json!((x * 1000.0).round() / 1000.0)),
    ];
    let product = (price, any::<Option<bool>>(), ".{0,5}")
        .prop_map(|(price, tested, name)| json!({ "price": price, "tested": tested, "name": name }));
    let product = prop_oneof![4 => product, 1 => Just(json!(null))];
    (any::<Option<u32>>(), prop::collection::vec(product, 0..4)).prop_map(
        |(employees, products)| json!({ "basic": { "employees": employees }, "products": products, "notes": {} }),
    )
}

proptest! {
    #[test]
    fn fast_and_full_agree_on_whatever_is_read(profile in profiles()) {
        let text = profile.to_string();
        let fixture = Fixture::small();
        prop_assert_eq!(fixture.fast(&text).root, fixture.full(&text).root);
    }

    #[test]
    fn random_bytes_never_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let fixture = Fixture::small();
        let _ = fixture.read(Mode::Full, &bytes);
        let _ = fixture.read(Mode::Fast, &bytes);
    }

    #[test]
    fn mutated_profiles_never_make_the_reader_panic(at in 0usize..PROFILE.len(), cut in 0usize..12, put in "[\\[\\]{}\",:0-9eE.nul\\\\ -]{0,6}") {
        let mut bytes = PROFILE.as_bytes().to_vec();
        let end = (at + cut).min(bytes.len());
        bytes.splice(at..end, put.bytes());
        for fixture in [Fixture::small(), Fixture::untyped(&["basic", "basic.name", "products"])] {
            let full = fixture.read(Mode::Full, &bytes);
            let fast = fixture.read(Mode::Fast, &bytes);
            if let (Ok(full), Ok(fast)) = (&full, &fast) {
                prop_assert_eq!(&full.root, &fast.root);
            }
            prop_assert!(full.is_err() || fast.is_ok(), "what passes in full passes fast");
        }
    }
}
