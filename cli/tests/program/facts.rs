//! What `facts`, `rulebooks show` and `schema` print.

use crate::run::{small, zhiheng, zhiheng_in};
use insta::assert_snapshot;
use serde_json::Value;

#[test]
fn a_choice_for_each_of_several_things_is_told_from_several_choices() {
    let line = |rulebook: &str, path: &str| {
        let listed = zhiheng(&["facts", rulebook]).exits(0).out;
        listed.lines().find(|line| line.starts_with(path)).unwrap_or_default().to_owned()
    };
    assert!(line("smart-manufacturing", "smart_manufacturing.level_1.data ").contains("依次单选 full|most|part|none"));
    assert!(line("clusters", "cluster.six_projects ").contains("多选"));
}

#[test]
fn facts_are_listed_with_titles_units_and_readers() {
    let folder = small(&[]);
    assert_snapshot!(zhiheng_in(folder.path(), &["facts", "./small"]).exits(0).out);
}

#[test]
fn facts_of_all_rulebooks_name_each_field_once() {
    let facts: Value = serde_json::from_str(&zhiheng(&["facts", "--format", "json"]).exits(0).out).unwrap();
    let paths: Vec<&str> = facts.as_array().unwrap().iter().map(|fact| fact["path"].as_str().unwrap()).collect();
    let mut once = paths.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(paths.len(), once.len());
    assert!(paths.contains(&"basic.employees"));
}

#[test]
fn a_template_is_a_profile_in_which_nothing_is_answered() {
    let folder = small(&[]);
    let ran = zhiheng_in(folder.path(), &["facts", "./small", "--template", "-o", "blank.json"]).exits(0);
    assert_eq!(ran.out, "");
    let blank = std::fs::read_to_string(folder.path().join("blank.json")).unwrap();
    assert_eq!(blank, "{\n  \"as_of\": null,\n  \"times\": null\n}\n");
    let args = ["assess", "blank.json", "-r", "./small", "--as-of", "2022-06-30", "--format", "json", "--strict"];
    let assessment: Value = serde_json::from_str(&zhiheng_in(folder.path(), &args).exits(0).out).unwrap();
    assert_eq!(assessment["missing"][0]["path"], "times");
}

#[test]
fn the_template_of_the_built_in_rulebooks_can_be_assessed_as_it_is() {
    let folder = small(&[]);
    zhiheng_in(folder.path(), &["facts", "--template", "-o", "blank.json"]).exits(0);
    zhiheng_in(folder.path(), &["assess", "blank.json", "--as-of", "2023-04-30", "--strict"]).exits(0);
}

#[test]
fn schemas_are_json() {
    for document in ["profile", "rulebook", "assessment"] {
        let schema: Value = serde_json::from_str(&zhiheng(&["schema", document]).exits(0).out).unwrap();
        assert!(schema["$schema"].is_string(), "{document}");
    }
}

#[test]
fn one_rulebook_is_shown_as_the_printed_standard() {
    let folder = small(&[]);
    assert_snapshot!(zhiheng_in(folder.path(), &["rulebooks", "show", "./small"]).exits(0).out);
    let english = zhiheng(&["rulebooks", "show", "three-same", "--lang", "en"]).exits(0).out;
    assert!(english.starts_with("# Three-same: line, standard, quality\n"), "{english}");
    let args = ["rulebooks", "show", "./small", "-o", "small.md"];
    assert_eq!(zhiheng_in(folder.path(), &args).exits(0).out, "");
    assert!(std::fs::read_to_string(folder.path().join("small.md")).unwrap().starts_with("# 小评价\n"));
}
