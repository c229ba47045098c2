//! What comes out of `impact`.

use crate::run::{Ran, folder, program, root, small, with_input, zhiheng, zhiheng_in};
use serde_json::Value;
use std::fs;
use tempfile::TempDir;

/// The small rulebook, as `old`, and edited, as `new`; profiles in `people.ndjson`.
fn pair(edits: &[(&str, &str)]) -> TempDir {
    let (old, new) = (small(&[]), small(edits));
    let both = folder(&[("people.ndjson", &people(8))]);
    for (name, from) in [("old", &old), ("new", &new)] {
        fs::create_dir(both.path().join(name)).unwrap();
        for entry in fs::read_dir(from.path().join("small")).unwrap() {
            let path = entry.unwrap().path();
            fs::copy(&path, both.path().join(name).join(path.file_name().unwrap())).unwrap();
        }
    }
    both
}

/// So many enterprises, one a line, of 0, 1, 2 … times.
fn people(count: usize) -> String {
    let line =
        |times: usize| format!("{{ \"as_of\": \"2022-06-30\", \"name\": \"甲{times}厂\", \"times\": {times} }}\n");
    (0..count).map(line).collect()
}

/// Two times more are asked for, the row has more points, the level asks for less, one text is another.
const EDITS: &[(&str, &str)] = &[
    ("value = 3", "value = 5"),
    ("points = 10", "points = 12"),
    ("score = 6", "score = 5.5"),
    ("zh = \"工作\"", "zh = \"质量工作\""),
];

#[test]
fn whose_level_moves_and_why_is_told_with_places() {
    let folder = pair(EDITS);
    insta::assert_snapshot!(zhiheng_in(folder.path(), &["impact", "old", "new", "people.ndjson"]).exits(1).shown());
}

#[test]
fn the_same_in_english() {
    let folder = pair(EDITS);
    let ran = zhiheng_in(folder.path(), &["--lang", "en", "impact", "old", "new", "people.ndjson", "--movers", "1"]);
    insta::assert_snapshot!(ran.exits(1).shown());
}

#[test]
fn programs_get_edits_counts_and_movers() {
    let folder = pair(EDITS);
    let ran = zhiheng_in(folder.path(), &["impact", "old", "new", "people.ndjson", "--format", "json"]).exits(1);
    let mut document: Value = serde_json::from_str(&ran.out).unwrap();
    // digests are tested elsewhere
    for side in ["old", "new"] {
        assert!(document[side]["digest"].take().as_str().unwrap().starts_with("sha256:"));
    }
    insta::assert_snapshot!(serde_json::to_string_pretty(&document).unwrap());
}

#[test]
fn a_version_that_rises_enough_is_the_answer_yes() {
    let edits: Vec<_> = EDITS.iter().copied().chain([("version = \"1.0.0\"", "version = \"2.0.0\"")]).collect();
    let folder = pair(&edits);
    let ran = zhiheng_in(folder.path(), &["impact", "old", "new", "people.ndjson"]).exits(0);
    assert!(ran.out.contains("版本号由1.0.0改为2.0.0，与修改内容相称"), "{}", ran.out);
}

#[test]
fn rulebooks_that_do_not_differ_move_nobody() {
    let ran = zhiheng(&["impact", "three-same", "three-same", "examples/profiles"]).exits(0);
    assert!(ran.out.contains("两个规则册没有差别。"), "{}", ran.out);
}

#[test]
fn a_page_for_a_browser_is_written_whole() {
    let folder = pair(EDITS);
    zhiheng_in(folder.path(), &["impact", "old", "new", "people.ndjson", "--format", "html", "-o", "a.html"]).exits(1);
    let page = fs::read_to_string(folder.path().join("a.html")).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"), "{page}");
    assert!(page.contains("people.ndjson 第4行") && !page.contains("<script"));
}

#[test]
fn profiles_that_cannot_be_read_are_told_by_line_and_the_rest_goes_on() {
    let folder = pair(EDITS);
    let lines = format!("{}\n{{ \"as_of\": \"2022-06-30\", \"times\": \"x\" }}\nnot json\n", people(4));
    fs::write(folder.path().join("people.ndjson"), lines).unwrap();
    let ran = zhiheng_in(folder.path(), &["impact", "old", "new", "people.ndjson"]).exits(1);
    assert!(ran.out.contains("读入自评表6份，修改前后都能评价的4份。"), "{}", ran.out);
    assert!(ran.out.contains("people.ndjson 第6行\n    · `times`："), "{}", ran.out);
    assert!(ran.out.contains("people.ndjson 第7行"), "{}", ran.out);
}

fn piped(folder: &TempDir, input: &str) -> Ran {
    with_input(program(folder.path(), &["impact", "old", "new", "-"]), input.as_bytes())
}

#[test]
fn standard_input_holds_one_profile_or_one_a_line() {
    let folder = pair(EDITS);
    let one = piped(&folder, "{\n  \"as_of\": \"2022-06-30\",\n  \"times\": 4\n}\n").exits(1);
    assert!(one.out.contains("读入自评表1份，修改前后都能评价的1份。"), "{}", one.out);
    let many = piped(&folder, &people(5)).exits(1);
    assert!(many.out.contains("读入自评表5份，修改前后都能评价的5份。"), "{}", many.out);
    assert!(many.out.contains("标准输入 第4行"), "{}", many.out);
}

#[test]
fn wrong_rulebooks_and_missing_profiles_are_wrong_calls() {
    let folder = pair(&[("value = 3", "value = ")]);
    let ran = zhiheng_in(folder.path(), &["impact", "old", "new", "people.ndjson"]).exits(2);
    assert!(ran.err.contains("rulebook.toml:"), "{}", ran.err);
    let folder = pair(EDITS);
    zhiheng_in(folder.path(), &["impact", "old", "newer", "people.ndjson"]).exits(2);
    zhiheng_in(folder.path(), &["impact", "old", "new", "nobody.ndjson"]).exits(2);
    zhiheng_in(folder.path(), &["impact", "old", "new", "people.ndjson", "-o", "people.ndjson"]).exits(2);
    zhiheng_in(folder.path(), &["impact", "old", "new"]).exits(2);
}

#[test]
fn items_are_movers_by_their_key() {
    let folder = folder(&[("shared/.keep", "")]);
    let copy = folder.path().join("three-same");
    fs::create_dir(&copy).unwrap();
    for name in ["rulebook.toml", "gates.rhai", "same.rhai"] {
        fs::copy(root().join("rules/three-same").join(name), copy.join(name)).unwrap();
    }
    fs::create_dir(folder.path().join("lib")).unwrap();
    for entry in fs::read_dir(root().join("rules/lib")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.path().join("lib").join(path.file_name().unwrap())).unwrap();
    }
    let table = fs::read_to_string(copy.join("rulebook.toml")).unwrap();
    let edited = table.replace("effect = { bar = true }", "effect = { warn = true }");
    assert_ne!(table, edited);
    fs::write(copy.join("rulebook.toml"), edited).unwrap();
    let profiles = root().join("examples/profiles");
    let args = ["impact", "three-same", "./three-same", profiles.to_str().unwrap(), "--format", "json"];
    let ran = zhiheng_in(folder.path(), &args);
    let document: Value = serde_json::from_str(&ran.out).unwrap();
    assert!(document["items"]["all"].as_u64().unwrap() > document["enterprises"]["all"].as_u64().unwrap());
    for mover in document["movers"].as_array().unwrap() {
        assert!(!mover["causes"].as_array().unwrap().is_empty(), "{mover}");
    }
}
