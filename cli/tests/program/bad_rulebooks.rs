//! What `check` finds in rulebooks, and where it points.

use crate::run::{SCHEMA, SCRIPT, TABLE, folder, small, zhiheng, zhiheng_in};
use insta::assert_snapshot;

#[test]
fn a_clean_rulebook_is_a_yes() {
    let folder = small(&[]);
    let ran = zhiheng_in(folder.path(), &["check", "small"]).exits(0);
    assert_eq!((ran.out.as_str(), ran.err.as_str()), ("small：未发现问题\n", ""));
}

#[test]
fn the_built_in_rulebooks_are_clean() {
    zhiheng(&["check", "rules"]).exits(0);
}

/// Faults by replacement in the table, each with its code.
const FAULTS: &[(&str, &str, &str, &str)] = &[
    ("a script that is not there", "script = \"rules\"", "script = \"rule\"", "unknown-script"),
    ("a key that is not known", "combine = \"sum\"", "combine = \"sum\"\nrownding = 1", "unknown-key"),
    (
        "two rows with one id",
        "rows = [\n",
        "rows = [\n  { id = \"times\", points = 1, title = \"又\" },\n",
        "duplicate-id",
    ),
    (
        "a dated gap",
        "value = 3",
        "dated = [{ from = 2021-01-01, to = 2021-06-30, value = 3 }, { from = 2021-08-01, value = 4 }]",
        "dated-gap",
    ),
    ("a level on an unknown group", "{ score = 6 }", "{ groups = { wrok = 6 } }", "unknown-group"),
    ("a script outside", "status = \"project\"", "status = \"project\"\nuse = [\"../../x.rhai\"]", "outside-library"),
    (
        "a script in use that is missing",
        "status = \"project\"",
        "status = \"project\"\nuse = [\"../lib/x.rhai\"]",
        "missing-script",
    ),
    ("a table that is no TOML", "combine = \"sum\"", "combine = sum", "toml-syntax"),
];

#[test]
fn each_fault_is_found_and_marked() {
    for (what, from, to, code) in FAULTS {
        let folder = small(&[(from, to)]);
        let ran = zhiheng_in(folder.path(), &["check", "small"]).exits(1);
        assert!(ran.out.contains(&format!("[{code}]")), "{what}: {}", ran.out);
        assert!(ran.out.contains("small/rulebook.toml:") && ran.out.contains('^'), "{what}: {}", ran.out);
        // what cannot be used cannot be assessed with, and that is the input's fault
        let ran = zhiheng_in(folder.path(), &["assess", "good.json", "-r", "./small"]).exits(2);
        assert!(ran.out.is_empty() && ran.err.contains(code), "{what}: {}", ran.err);
    }
}

#[test]
fn rulebooks_that_hold_one_another_are_told() {
    let group = "[[groups]]\nid = \"other\"\ntitle = \"另\"\npoints = 5\nrulebook = ";
    let a = format!("{TABLE}\n{group}\"b\"\n").replacen("\"small\"", "\"a\"", 1);
    let b = format!("{TABLE}\n{group}\"a\"\n").replacen("\"small\"", "\"b\"", 1);
    let folder = folder(&[
        ("a/rulebook.toml", &a),
        ("a/rules.rhai", SCRIPT),
        ("a/profile.schema.json", SCHEMA),
        ("b/rulebook.toml", &b),
        ("b/rules.rhai", SCRIPT),
        ("b/profile.schema.json", SCHEMA),
    ]);
    let ran = zhiheng_in(folder.path(), &["check", "."]).exits(1);
    assert!(ran.out.contains("[rulebook-cycle]"), "{}", ran.out);
}

#[test]
fn mistakes_in_table_and_script_are_told_in_one_go() {
    let folder = small(&[("{ score = 6 }", "{ groups = { wrok = 6 } }"), ("[\"plan:一\"]", "[\"plam:一\"]")]);
    let script = "fn times(p) { if p.tims >= params.least { points(10) } else { points(\"五分\") } }\n";
    std::fs::write(folder.path().join("small/rules.rhai"), script).unwrap();
    assert_snapshot!("check", zhiheng_in(folder.path(), &["check", "small"]).exits(1).shown());
    let english = zhiheng_in(folder.path(), &["check", "small", "--lang", "en"]).exits(1);
    assert_snapshot!("check_in_english", english.shown());
    let json = zhiheng_in(folder.path(), &["check", "small", "--format", "json"]).exits(1);
    assert_snapshot!("check_json", json.out);
}

#[test]
fn a_script_that_does_not_parse_keeps_the_words_of_the_parser() {
    let folder = small(&[]);
    std::fs::write(folder.path().join("small/rules.rhai"), "fn times(p) { if p.times > { 1 } }\n").unwrap();
    assert_snapshot!(zhiheng_in(folder.path(), &["check", "small"]).exits(1).shown());
}
