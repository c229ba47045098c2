//! What comes out of `test --mutate`.

use crate::run::{zhiheng, zhiheng_in};
use serde_json::Value;

const FIRST: &str = "examples/rulebooks/first";

#[test]
fn changes_that_no_case_notices_are_listed_with_their_place() {
    insta::assert_snapshot!(zhiheng(&["test", "--mutate", FIRST]).exits(0).shown());
}

#[test]
fn too_little_noticed_is_the_answer_no() {
    zhiheng(&["test", "--mutate", "--min-killed", "1", FIRST]).exits(0);
    zhiheng(&["test", "--mutate", "--min-killed", "100", FIRST]).exits(1);
    zhiheng(&["test", "--min-killed", "50", FIRST]).exits(2);
}

#[test]
fn programs_get_every_change_with_its_fate() {
    let ran = zhiheng(&["test", "--mutate", "--format", "json", FIRST]).exits(0);
    let document: Value = serde_json::from_str(&ran.out).unwrap();
    let mutants = document[0]["mutants"].as_array().unwrap();
    let fate = |change: &str| {
        let (before, after) = change.split_once(" → ").unwrap();
        mutants.iter().find(|mutant| mutant["before"] == before && mutant["after"] == after).unwrap()["fate"].clone()
    };
    assert_eq!(fate("80 → 81"), "killed");
    assert_eq!(fate("50 → 51"), "survived");
}

#[test]
fn a_reason_given_for_a_survivor_counts_and_a_stale_one_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let copy = |name: &str| {
        let target = folder.path().join("first").join(name);
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::copy(crate::run::root().join(FIRST).join(name), target).unwrap();
    };
    ["rulebook.toml", "rules.rhai", "cases/first.toml"].into_iter().for_each(copy);
    let reasons = r#"
[[survivor]]
file = "rulebook.toml"
change = "params.trained[1][0] 50 → 51"
reason = "试用期不测这一档"
[[survivor]]
file = "rulebook.toml"
change = "params.trained[0][0] 80 → 81"
reason = "已经测到"
"#;
    std::fs::write(folder.path().join("first/mutants.toml"), reasons).unwrap();
    let ran = zhiheng_in(folder.path(), &["test", "--mutate", "first"]).exits(1);
    assert!(!ran.out.contains("`50` 改为 `51`"), "{}", ran.out);
    assert!(ran.out.contains("另有 1 处已说明理由"), "{}", ran.out);
    assert!(ran.out.contains("mutants.toml:6  这条说明没有对应的未察觉改动"), "{}", ran.out);
}
