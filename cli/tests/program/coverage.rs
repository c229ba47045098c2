//! What comes out of `test --coverage`, `test --junit` and `test --update`.

use crate::run::{small, zhiheng, zhiheng_in};
use serde_json::Value;
use std::fs;
use tempfile::TempDir;

const FIRST: &str = "examples/rulebooks/first";

/// The small rulebook with cases of which one fails.
fn with_cases() -> TempDir {
    let folder = small(&[]);
    let cases = r#"# 案例
[[case]]
name = "次数 <够> & \"多\""
profile = "../../good.json"
expect = { score = 10 } # 满分
[[case.variant]]
name = "不够"
set = { times = 2 }
expect = { level = "pass", score = 6, rows = { "work.times" = 6 } }
"#;
    fs::create_dir_all(folder.path().join("small/cases")).unwrap();
    fs::write(folder.path().join("small/cases/a.toml"), cases).unwrap();
    folder
}

#[test]
fn what_no_case_reaches_is_listed_with_its_place() {
    insta::assert_snapshot!(zhiheng(&["test", "--coverage", FIRST]).exits(0).shown());
}

#[test]
fn what_no_case_reaches_is_listed_in_english_when_asked() {
    insta::assert_snapshot!(zhiheng(&["test", "--coverage", FIRST, "--lang", "en"]).exits(0).shown());
}

#[test]
fn too_little_reached_is_the_answer_no() {
    zhiheng(&["test", "--coverage", "--min-coverage", "50", FIRST]).exits(0);
    zhiheng(&["test", "--coverage", "--min-coverage", "100", FIRST]).exits(1);
    let ran = zhiheng(&["test", "--coverage", "--min-coverage", "101", FIRST]).exits(2);
    assert!(ran.err.contains("应为 0 至 100 的整数"), "{}", ran.err);
    zhiheng(&["test", "--min-coverage", "50", FIRST]).exits(2);
}

#[test]
fn coverage_mutation_and_updating_exclude_each_other() {
    for pair in [["--coverage", "--mutate"], ["--coverage", "--update"], ["--mutate", "--update"]] {
        let ran = zhiheng(&["test", pair[0], pair[1], FIRST]).exits(2);
        assert!(ran.err.contains("不能与"), "{}", ran.err);
    }
}

#[test]
fn programs_get_every_goal_with_the_cases_that_reach_it() {
    let ran = zhiheng(&["test", "--coverage", "--format", "json", FIRST]).exits(0);
    let document: Value = serde_json::from_str(&ran.out).unwrap();
    let book = &document[0];
    assert_eq!(book["folder"], FIRST);
    let goals = book["goals"].as_array().unwrap();
    let reached = goals.iter().filter(|goal| goal["cases"] != 0).count();
    assert_eq!(book["total"]["reached"], reached);
    assert_eq!(book["total"]["all"], goals.len());
    let full = goals.iter().find(|goal| goal["aim"] == "row-full" && goal["within"] == "basics.policy").unwrap();
    assert_eq!(
        (&full["kind"], &full["cases"], &full["place"]["file"]),
        (&"rows".into(), &2.into(), &"rulebook.toml".into())
    );
}

#[test]
fn failing_cases_are_told_and_count_as_run() {
    let folder = with_cases();
    let ran = zhiheng_in(folder.path(), &["test", "--coverage", "small"]).exits(1);
    assert!(ran.err.contains("1 个案例相符，1 个不符"), "{}", ran.err);
    assert!(!ran.out.contains("p.times >= params.least”没有案例取到"), "{}", ran.out);
}

#[test]
fn the_page_shows_the_sources_escaped_and_what_is_left() {
    let folder = with_cases();
    zhiheng_in(folder.path(), &["test", "--coverage", "small", "--html", "page.html"]).exits(1);
    let page = fs::read_to_string(folder.path().join("page.html")).unwrap();
    assert!(page.contains("fn times(p) { if p.times &gt;= params.least"), "{page}");
    assert!(page.contains("阈值 3 没有正好达到的案例"), "{page}");
    assert!(!page.contains("<script") && !page.contains("http"), "the page stands alone");
}

#[test]
fn the_tracefile_names_files_from_where_one_stands() {
    let folder = with_cases();
    zhiheng_in(folder.path(), &["test", "--coverage", "./small/", "--lcov", "cases.info"]).exits(1);
    insta::assert_snapshot!(fs::read_to_string(folder.path().join("cases.info")).unwrap());
}

#[test]
fn cases_go_into_junit_xml_escaped_and_without_times() {
    let folder = with_cases();
    zhiheng_in(folder.path(), &["test", "small", "--junit", "cases.xml"]).exits(1);
    insta::assert_snapshot!(fs::read_to_string(folder.path().join("cases.xml")).unwrap());
}

#[test]
fn expectations_that_do_not_hold_are_rewritten_and_told() {
    let folder = with_cases();
    let before = fs::read_to_string(folder.path().join("small/cases/a.toml")).unwrap();
    insta::assert_snapshot!(zhiheng_in(folder.path(), &["test", "--update", "small"]).exits(0).shown());
    let after = fs::read_to_string(folder.path().join("small/cases/a.toml")).unwrap();
    let expected = before.replace(
        "{ level = \"pass\", score = 6, rows = { \"work.times\" = 6 } }",
        "{ level = \"ungraded\", score = 5, rows = { \"work.times\" = 5 } }",
    );
    assert_eq!(after, expected);
    zhiheng_in(folder.path(), &["test", "small"]).exits(0);
    let again = zhiheng_in(folder.path(), &["test", "--update", "small"]).exits(0);
    assert!(again.out.contains("改写 0 处"), "{}", again.out);
}

#[test]
fn a_case_that_cannot_run_is_not_rewritten() {
    let folder = with_cases();
    let path = folder.path().join("small/cases/a.toml");
    let broken = fs::read_to_string(&path).unwrap().replace("times = 2", "tims = 2");
    fs::write(&path, &broken).unwrap();
    let ran = zhiheng_in(folder.path(), &["test", "--update", "small"]).exits(1);
    assert!(ran.out.contains("请先改正案例"), "{}", ran.out);
    assert_eq!(fs::read_to_string(&path).unwrap(), broken);
}
