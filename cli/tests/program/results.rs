//! What comes out of `assess`, `rulebooks` and `test`.

use crate::run::{small, zhiheng, zhiheng_in};
use serde_json::Value;

const PROFILE: &str = "examples/profiles/foshan-appliances.json";

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn one_rulebook_gives_the_assessment_itself() {
    let folder = small(&[]);
    let ran = zhiheng_in(folder.path(), &["assess", "good.json", "-r", "./small", "--format", "json"]).exits(0);
    let assessment = json(&ran.out);
    assert_eq!(assessment["rulebook"]["id"], "small");
    assert_eq!(assessment["score"]["value"], 10);
    assert_eq!(assessment["level"]["final"]["id"], "pass");
    assert_eq!(ran.err, "");
}

#[test]
fn several_rulebooks_or_profiles_give_a_document_that_names_them() {
    let folder = small(&[]);
    let several = ["assess", "good.json", "-r", "./small", "-r", "small/", "--format", "json"];
    let document = json(&zhiheng_in(folder.path(), &several).exits(0).out);
    assert_eq!(document["assessments"].as_array().unwrap().len(), 2);
    assert_eq!(document["skipped"], json("[]"));
    let several = ["assess", "good.json", "./good.json", "-r", "./small", "--format", "json"];
    let document = json(&zhiheng_in(folder.path(), &several).exits(0).out);
    assert_eq!(document["profiles"][1]["profile"], "./good.json");
    assert_eq!(document["profiles"][1]["assessments"][0]["score"]["value"], 10);
}

#[test]
fn without_a_rulebook_all_built_in_ones_are_assessed_or_skipped_with_a_reason() {
    let ran = zhiheng(&["assess", PROFILE, "--format", "json"]).exits(0);
    let document = json(&ran.out);
    let assessed = document["assessments"].as_array().unwrap();
    let skipped = document["skipped"].as_array().unwrap();
    assert!(!assessed.is_empty());
    let ids = json(&zhiheng(&["rulebooks", "--format", "json"]).exits(0).out);
    assert_eq!(assessed.len() + skipped.len(), ids.as_array().unwrap().len());
    for skipped in skipped {
        assert!(!skipped["reason"].is_null());
    }
    // long before any of them
    let ran = zhiheng(&["assess", PROFILE, "--rules-on", "1999-01-01"]).exits(0);
    assert!(ran.out.contains("没有适用的内置规则册") && ran.out.contains("〔three-same〕"), "{}", ran.out);
}

#[test]
fn a_rulebook_that_is_not_in_effect_is_refused_unless_it_is_wanted_all_the_same() {
    let folder = small(&[]);
    let args = ["assess", "good.json", "-r", "./small", "--rules-on", "2020-12-31", "--format", "json"];
    let ran = zhiheng_in(folder.path(), &args).exits(2);
    assert!(ran.err.contains("2020-12-31") && ran.out.is_empty(), "{}", ran.err);
    zhiheng_in(folder.path(), &[&args[..], &["--even-if-not-in-effect"]].concat()).exits(0);
}

#[test]
fn the_same_call_gives_the_same_bytes() {
    for format in ["json", "text"] {
        let run = || zhiheng(&["assess", PROFILE, "--format", format]).exits(0).out;
        assert_eq!(run(), run());
    }
}

#[test]
fn the_report_for_people_is_in_the_language_asked_for() {
    let folder = small(&[]);
    let run = |lang| zhiheng_in(folder.path(), &["assess", "good.json", "-r", "./small", "--lang", lang]).exits(0).out;
    assert!(run("zh").contains("小评价") && run("zh").contains("合格"));
    assert!(run("en").contains("Small rulebook") && run("en").contains("Pass"));
}

#[test]
fn rulebooks_are_listed_with_what_they_are() {
    let out = zhiheng(&["rulebooks"]).exits(0).out;
    assert!(out.starts_with("编号"));
    for id in ["three-same", "product-grading", "quality-maturity", "srdi-sme"] {
        assert!(out.contains(id), "{out}");
    }
}

#[test]
fn cases_that_hold_are_a_yes_and_one_that_fails_is_a_no() {
    let folder = small(&[]);
    let cases = folder.path().join("small/cases");
    std::fs::create_dir(&cases).unwrap();
    let case = |score: u32| {
        format!(
            "name = \"次数够\"\nas_of = 2022-06-30\n[profile]\ntimes = 4\n[expect]\nscore = {score}\nlevel = \"pass\"\n"
        )
    };
    std::fs::write(cases.join("a.toml"), case(10)).unwrap();
    zhiheng_in(folder.path(), &["test", "small"]).exits(0);
    std::fs::write(cases.join("b.toml"), case(9)).unwrap();
    let ran = zhiheng_in(folder.path(), &["test", "small"]).exits(1);
    assert!(ran.out.contains("次数够") && ran.out.contains("cases/b.toml"), "{}", ran.out);
    let report = json(&zhiheng_in(folder.path(), &["test", ".", "--format", "json"]).exits(1).out);
    assert_eq!(report[0]["cases"][1]["passed"], false);
    std::fs::write(cases.join("c.toml"), "name = 1\n[expects]\n").unwrap();
    let ran = zhiheng_in(folder.path(), &["test", "small"]).exits(2);
    assert!(ran.err.contains("small/cases/c.toml"), "{}", ran.err);
}
