//! The schema, the types and the example profiles agree with one another and with what rulebooks rely on.

use super::*;
use crate::profile::{codes, uscc::check_uscc};
use crate::text::{Lang, Text};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use std::error::Error;
use std::path::Path;

type Outcome = Result<(), Box<dyn Error>>;

fn examples() -> Result<Vec<(String, Value)>, Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/profiles");
    let mut examples = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "json") {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            examples.push((name, known_part(&serde_json::from_slice(&std::fs::read(&path)?)?, &schema_json())));
        }
    }
    assert!(examples.len() >= 5);
    Ok(examples)
}

/// A profile without the fields that only the extension of some rulebook knows.
pub(crate) fn known_part(profile: &Value, schema: &Value) -> Value {
    match (profile, schema["properties"].as_object()) {
        (Value::Array(items), _) => items.iter().map(|item| known_part(item, &schema["items"])).collect(),
        (Value::Object(fields), Some(known)) => {
            let fields = fields.iter().filter_map(|(name, value)| Some((name, value, known.get(name)?)));
            Value::Object(fields.map(|(name, value, schema)| (name.clone(), known_part(value, schema))).collect())
        }
        _ => profile.clone(),
    }
}

/// Calls `visit` with the path and schema of every object's field, through lists.
fn fields(schema: &Value, path: &str, visit: &mut impl FnMut(&str, &str, &Value)) {
    let object = schema.get("items").unwrap_or(schema);
    for (name, field) in object["properties"].as_object().into_iter().flatten() {
        let path = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
        visit(&path, name, field);
        fields(field, &path, visit);
    }
}

/// Equal as JSON documents, where 79 and 79.0 are one number.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        _ => a == b,
    }
}

#[test]
fn every_example_is_valid_under_the_schema() -> Outcome {
    let validator = jsonschema::options().should_validate_formats(true).build(&schema_json())?;
    for (name, profile) in examples()? {
        let mistakes: Vec<String> =
            validator.iter_errors(&profile).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(mistakes.is_empty(), "{name}: {mistakes:#?}");
    }
    Ok(())
}

#[test]
fn every_example_reads_into_the_types_and_back_without_loss() -> Outcome {
    for (name, profile) in examples()? {
        let typed: Enterprise = serde_json::from_value(profile.clone()).map_err(|error| format!("{name}: {error}"))?;
        assert!(same(&serde_json::to_value(&typed)?, &profile), "{name}");
    }
    Ok(())
}

#[test]
fn every_example_says_that_it_is_fictional_and_has_sound_credit_codes() -> Outcome {
    let mut codes = BTreeSet::new();
    for (name, profile) in examples()? {
        assert!(profile["basic"]["name"].as_str().is_some_and(|name| name.ends_with("（虚构）")), "{name}");
        let typed: Enterprise = serde_json::from_value(profile)?;
        let own = typed.basic.and_then(|basic| basic.uscc).ok_or("no credit code")?;
        let rows = typed.three_same.into_iter().flatten();
        for code in rows.flat_map(|row| [row.export_maker, row.domestic_maker]).flatten().chain([own.clone()]) {
            assert_eq!(check_uscc(&code), Ok(()), "{name}: {code}");
        }
        assert!(codes.insert(own), "{name}: another example has the same credit code");
    }
    Ok(())
}

#[test]
fn references_between_the_tables_of_an_example_hold() -> Outcome {
    for (name, profile) in examples()? {
        let typed: Enterprise = serde_json::from_value(profile)?;
        let products: BTreeSet<_> = typed.products.into_iter().flatten().filter_map(|product| product.id).collect();
        let lines: BTreeSet<_> = typed.production_lines.into_iter().flatten().filter_map(|line| line.id).collect();
        for row in typed.three_same.into_iter().flatten() {
            assert!(row.product.is_some_and(|product| products.contains(&product)), "{name}");
            for line in [row.export_lines, row.domestic_lines].into_iter().flatten().flatten() {
                assert!(lines.contains(&line), "{name}: {line}");
            }
        }
    }
    Ok(())
}

#[test]
fn a_field_that_the_profile_does_not_have_is_refused_by_the_schema() -> Outcome {
    let validator = jsonschema::validator_for(&schema_json())?;
    assert!(validator.is_valid(&json!({ "basic": { "employees": 3 } })));
    assert!(!validator.is_valid(&json!({ "basic": { "employes": 3 } })));
    assert!(!validator.is_valid(&json!({ "products": [{ "nam": "x" }] })));
    Ok(())
}

#[test]
fn values_outside_a_fields_range_are_refused_by_the_schema() -> Outcome {
    let validator = jsonschema::options().should_validate_formats(true).build(&schema_json())?;
    for wrong in [
        json!({ "profile": 2 }),
        json!({ "as_of": "2023-02-30" }),
        json!({ "basic": { "employees": -1 } }),
        json!({ "basic": { "city": "443000" } }),
        json!({ "basic": { "local_feature_points": 15.5 } }),
        json!({ "finance": { "fiscal_year": 22 } }),
        json!({ "finance": { "last_year": { "revenue": -0.01 } } }),
        json!({ "qms": { "corrective_closed_pct": 100.1 } }),
        json!({ "maturity": { "people": [6] } }),
        json!({ "maturity": { "people": [2, 2] } }),
        json!({ "honours": [{ "rank": 0 }] }),
        json!({ "supply": { "suppliers": [{ "defect_ppm": 1_000_001 }] } }),
    ] {
        assert!(!validator.is_valid(&wrong), "{wrong}");
    }
    assert!(validator.is_valid(&json!({ "finance": { "last_year": { "net_profit": -120 } } })));
    assert!(validator.is_valid(&json!({ "production_lines": [{ "cpk": -0.2 }] })));
    Ok(())
}

#[test]
fn every_field_has_a_title_in_both_languages() {
    fields(&schema_json(), "", &mut |path, _, field| {
        for key in ["title", "x-title-en"] {
            assert!(field[key].as_str().is_some_and(|title| title.len() > 1), "{path}: {key}");
        }
    });
}

#[test]
fn every_leaf_but_those_of_all_rulebooks_names_its_clauses() {
    fields(&schema_json(), "", &mut |path, _, field| {
        let reserved = ["profile", "as_of", "finance.fiscal_year"].contains(&path) || path.starts_with("evidence");
        let section = field.get("properties").is_some();
        assert!(
            reserved || section || path == "evidence" || field.get("x-clauses").is_some() || path == "three_same",
            "{path}"
        );
    });
}

#[test]
fn a_profile_has_22_sections_in_the_order_of_the_form() {
    let mut order = Vec::new();
    fields(&schema_json(), "", &mut |path, name, field| {
        if path == name {
            order.push((field["x-order"].as_u64(), name.to_owned()));
        }
    });
    order.sort();
    let names: Vec<&str> = order.iter().map(|(_, name)| name.as_str()).collect();
    assert_eq!(names.len(), 2 + 22);
    assert_eq!(names[..4], ["profile", "as_of", "basic", "finance"]);
    assert_eq!(names.last(), Some(&"evidence"));
}

#[test]
fn rules_can_write_every_field_after_a_dot() {
    let engine = rhai::Engine::new();
    fields(&schema_json(), "", &mut |path, name, _| {
        assert!(engine.compile(format!("p.{name}")).is_ok(), "{path}");
    });
    assert!(engine.compile("p.default").is_err());
}

#[test]
fn an_empty_answer_means_something_only_where_whoever_fills_in_would_agree() {
    let mut absent = Vec::new();
    fields(&schema_json(), "", &mut |path, _, field| {
        absent.extend(field.get("x-absent").map(|value| (path.to_owned(), value.clone())));
    });
    assert_eq!(
        absent,
        [
            ("honours.valid_to".to_owned(), json!("9999-12-31")),
            ("three_same.indicators.no_cn_limit".to_owned(), json!(false)),
            ("three_same.indicators.no_target_limit".to_owned(), json!(false)),
            ("three_same.not_exported".to_owned(), json!(false)),
        ]
    );
}

#[test]
fn credit_codes_are_marked_for_checking() {
    let mut checked = Vec::new();
    fields(&schema_json(), "", &mut |path, _, field| {
        if field["x-check"] == json!("uscc") {
            checked.push(path.to_owned());
        }
    });
    assert_eq!(checked, ["basic.uscc", "three_same.domestic_maker", "three_same.export_maker"]);
}

fn coded<T: Serialize + DeserializeOwned + Copy + PartialEq + std::fmt::Debug>(
    all: &[T],
    written: impl Fn(T) -> (&'static str, Text),
) -> Result<Vec<(String, Text)>, serde_json::Error> {
    let mut list = Vec::new();
    for choice in all {
        let (code, label) = written(*choice);
        assert_eq!(serde_json::to_value(choice)?, json!(code));
        assert_eq!(serde_json::from_value::<T>(json!(code))?, *choice);
        list.push((code.to_owned(), label));
    }
    Ok(list)
}

#[test]
fn cities_are_those_of_the_code_list() -> Outcome {
    let listed: Vec<_> = codes::cities().iter().map(|city| (city.code.clone(), city.name.clone())).collect();
    assert_eq!(coded(City::ALL, |city| (city.code(), city.label()))?, listed);
    Ok(())
}

#[test]
fn clusters_are_those_of_the_code_list() -> Outcome {
    let listed: Vec<_> = codes::clusters().iter().map(|cluster| (cluster.id.clone(), cluster.name.clone())).collect();
    assert_eq!(coded(Cluster::ALL, |cluster| (cluster.code(), cluster.label()))?, listed);
    Ok(())
}

#[test]
fn every_code_has_a_label_in_both_languages() -> Outcome {
    let schema = schema_json();
    let lists = schema["$defs"].as_object().ok_or("no lists of codes")?;
    assert!(lists.len() > 30);
    for (name, list) in lists {
        let codes: Vec<String> = serde_json::from_value(list["enum"].clone())?;
        for code in &codes {
            let label: Text = serde_json::from_value(list["x-labels"][code].clone())?;
            assert!(label.is_translated() && !label.get(Lang::Zh).is_empty(), "{name}: {code}");
        }
        assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len(), "{name}");
    }
    Ok(())
}

#[test]
fn nothing_answered_is_an_empty_document_and_an_empty_list_is_an_answer() -> Outcome {
    assert_eq!(serde_json::to_value(Enterprise::default())?, json!({}));
    assert_eq!(serde_json::from_value::<Enterprise>(json!({ "honours": null }))?, Enterprise::default());
    let none = Enterprise { honours: Some(vec![]), ..Enterprise::default() };
    assert_eq!(serde_json::to_value(&none)?, json!({ "honours": [] }));
    Ok(())
}
