//! `explain`: the rule beside its values, bands, the way to the score, one row or item, wrong names.

use crate::run::{small, zhiheng, zhiheng_in};
use insta::assert_snapshot;
use serde_json::Value;

const FOSHAN: &str = "examples/profiles/foshan-appliances.json";
const CHAOZHOU: &str = "examples/profiles/chaozhou-ceramics.json";

#[test]
fn a_small_rulebook_is_explained_in_full() {
    let folder = small(&[]);
    assert_snapshot!(zhiheng_in(folder.path(), &["explain", "good.json", "-r", "./small"]).exits(0).shown());
}

#[test]
fn a_row_with_bands_shows_the_one_that_matched() {
    assert_snapshot!(zhiheng(&["explain", FOSHAN, "-r", "srdi-sme", "--row", "specialization.growth"]).exits(0).out);
}

#[test]
fn a_row_reads_in_english_as_well() {
    let args = ["explain", FOSHAN, "-r", "srdi-sme", "--row", "innovation.ip", "--lang", "en"];
    assert_snapshot!(zhiheng(&args).exits(0).out);
}

#[test]
fn a_row_that_is_not_filled_in_says_what_it_lacks_and_could_add() {
    let args = ["explain", CHAOZHOU, "-r", "quality-digital", "--row", "fields.green_base"];
    assert_snapshot!(zhiheng(&args).exits(0).out);
}

#[test]
fn lists_are_summed_up_by_their_first_elements() {
    let args = ["explain", FOSHAN, "-r", "three-same", "--item", "RC-40", "--row", "same.standard"];
    assert_snapshot!(zhiheng(&args).exits(0).out);
}

#[test]
fn a_row_of_a_held_rulebook_goes_by_its_prefixed_id() {
    let args = ["explain", FOSHAN, "-r", "plan-2021", "--row", "clusters/membership.role"];
    assert_snapshot!(zhiheng(&args).exits(0).out);
}

#[test]
fn the_document_says_the_same_for_programs() {
    let folder = small(&[]);
    let ran = zhiheng_in(folder.path(), &["explain", "good.json", "-r", "./small", "--format", "json"]).exits(0);
    let document: Value = serde_json::from_str(&ran.out).unwrap();
    let row = &document["rows"][0];
    assert_eq!(row["result"]["contribution"], 10);
    assert_eq!(row["derivation"]["rule"], "rules.times");
    assert_eq!(row["derivation"]["functions"][0]["lines"][0]["number"], 1);
    assert_eq!(row["derivation"]["params"][0]["value"], 3);
    assert_eq!(row["steps"][1]["group"], "root");
    assert_eq!(row["gain"], Value::Null);
}

#[test]
fn an_unknown_row_or_item_is_an_error_with_the_nearest_name() {
    let err = |args: &[&str]| zhiheng(&[&["explain", FOSHAN, "-r"], args].concat()).exits(2).err;
    let row = err(&["srdi-sme", "--row", "innovation.ipp"]);
    assert!(row.contains("没有评价项 `innovation.ipp`") && row.contains("是不是想写 `innovation.ip`？"), "{row}");
    let row = err(&["plan-2021", "--row", "clusters/membership.rule"]);
    assert!(row.contains("是不是想写 `clusters/membership.role`？"), "{row}");
    let item = err(&["three-same", "--item", "RC-41"]);
    assert!(item.contains("没有评价对象 `RC-41`") && item.contains("`RC-40`"), "{item}");
    let item = err(&["srdi-sme", "--item", "RC-40"]);
    assert!(item.contains("评价企业整体") && item.contains("--item"), "{item}");
}

#[test]
fn a_call_without_a_rulebook_is_wrong() {
    let ran = zhiheng(&["explain", FOSHAN]).exits(2);
    assert!(ran.err.contains("--rulebook"), "{}", ran.err);
}

#[test]
fn the_same_explanation_has_the_same_bytes() {
    for format in ["text", "json"] {
        let run = || zhiheng(&["explain", FOSHAN, "-r", "srdi-sme", "--format", format]).exits(0).out;
        assert_eq!(run(), run());
    }
}
