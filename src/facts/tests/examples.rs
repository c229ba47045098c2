//! The built-in schema and the example profiles.

use super::*;
use crate::facts::describe::{describe, profile_template};
use crate::facts::path::FactPath;
use crate::facts::typed;
use crate::profile::Enterprise;

fn schema() -> Schema {
    json_schema::parse(include_str!("../../../schemas/profile.schema.json"), "profile.schema.json")
        .unwrap_or_else(|wrong| panic!("{wrong:#?}"))
}

/// Everything that a rule could read: all fields of the built-in profile.
fn whole() -> Fixture {
    let schema = schema();
    let fields = describe(&schema);
    let paths: Vec<&str> = fields.iter().filter(|field| !field.is_section).map(|field| field.path.as_str()).collect();
    Fixture::of(schema.clone(), &paths)
}

fn examples() -> Vec<(String, String)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/profiles");
    let files = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{error}"));
    let mut examples = Vec::new();
    for file in files.flatten().filter(|file| file.path().extension().is_some_and(|ending| ending == "json")) {
        let text = std::fs::read_to_string(file.path()).unwrap_or_else(|error| panic!("{error}"));
        let profile = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error}"));
        let known = crate::profile::known_part(&profile, &crate::profile::schema_json());
        examples.push((file.file_name().to_string_lossy().into_owned(), known.to_string()));
    }
    assert!(examples.len() >= 2);
    examples
}

#[test]
fn the_built_in_schema_is_the_one_that_is_published() {
    let generated = crate::profile::schema_json().to_string();
    let generated = json_schema::parse(&generated, "").unwrap_or_else(|wrong| panic!("{wrong:#?}"));
    assert_eq!(generated, schema());
}

#[test]
fn every_example_reads_in_full_without_a_word() {
    let mut fixture = whole();
    fixture.strict = true;
    for (name, text) in examples() {
        let told = fixture.told(Mode::Full, text.as_bytes());
        assert!(told.is_empty(), "{name}: {told:#?}");
        assert_eq!(fixture.fast(&text).root, fixture.full(&text).root, "{name}");
    }
}

#[test]
fn text_value_and_typed_enterprise_give_the_same_facts() {
    let fixture = whole();
    for (name, text) in examples() {
        let facts = fixture.full(&text);
        let value: serde_json::Value = serde_json::from_str(&text).unwrap_or_default();
        let typed: Enterprise = serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        for json in [typed::to_json(&value), typed::to_json(&typed)] {
            let json = json.unwrap_or_else(|error| panic!("{name}: {error}"));
            let again = fixture.read(Mode::Full, &json).unwrap_or_else(|error| panic!("{name}: {error}"));
            assert_eq!(again.root, facts.root, "{name}");
            assert_eq!(again.evidence, facts.evidence, "{name}");
        }
    }
}

#[test]
fn evidence_of_the_examples_is_found_at_its_positions() {
    let mut found = 0;
    let fixture = whole();
    for (name, text) in examples() {
        for path in fixture.full(&text).evidence.iter().flat_map(|evidence| evidence.paths().collect::<Vec<_>>()) {
            assert!(path.positions(&text, ItemKeys::default()).is_some(), "{name}: {path}");
            found += 1;
        }
    }
    assert!(found > 0);
}

#[test]
fn every_field_of_the_built_in_profile_says_what_it_means() {
    let schema = schema();
    for field in describe(&schema) {
        assert!(field.title.is_translated(), "{}", field.path);
        let path: FactPath = field.path.replace("[]", "[0]").parse().unwrap_or_default();
        assert!(path.resolve(&schema).is_ok(), "{}", field.path);
    }
}

#[test]
fn the_blank_built_in_profile_reads_without_a_word_and_in_the_order_of_the_form() {
    let fixture = whole();
    let template = profile_template(&fixture.schema, None);
    let told = fixture.told(Mode::Full, template.as_bytes());
    assert!(told.is_empty(), "{told:#?}");
    let place = |key: &str| template.find(&format!("\"{key}\"")).unwrap_or_else(|| panic!("{key}"));
    let sections = ["as_of", "basic", "finance", "quality_org", "tqm", "methods", "qc", "qms", "products"];
    assert!(sections.map(place).is_sorted(), "{template}");
}
