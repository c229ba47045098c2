//! Section 4, rule 7: how far what applies was answered.

use super::*;

const TABLE: &str = r#"
[score]
combine = "COMBINE"
unanswered = "exclude"
max_not_applicable = 30
[[groups]]
id = "a"
title = "a"
weight = 3
rows = [
  { id = "one", title = "1", points = 10 },
  { id = "two", title = "2", points = 30 },
]
[[groups]]
id = "b"
title = "b"
combine = "min"
weight = 1
rows = [
  { id = "one", title = "1", points = 5, weight = 7 },
  { id = "two", title = "2", points = 50 },
]
"#;

fn covered(combine: &str, rows: &str) -> Result {
    case(&TABLE.replace("COMBINE", combine), rows).run()
}

fn percent(result: &Result, id: &str) -> Option<Number> {
    let share = result.coverage.nodes[result.node(id)].clone();
    share.map(|share| share.mul(&Number::HUNDRED).unwrap())
}

fn shares(result: &Result) -> Vec<Number> {
    let shares = result.coverage.row_shares.iter();
    shares.map(|share| share.mul(&Number::HUNDRED).unwrap()).collect()
}

#[test]
fn each_row_weighs_by_its_greatest_possible_contribution() {
    assert_eq!(shares(&covered("mean", "0 0 0 0")), [n("18.75"), n("56.25"), n("12.5"), n("12.5")]);
    let result = covered("mean", "1 ? 1 ?");
    assert_eq!(percent(&result, "root"), Some(n("31.25")));
    assert_eq!((percent(&result, "a"), percent(&result, "b")), (Some(n("25")), Some(n("50"))));
}

#[test]
fn children_of_min_max_and_script_weigh_equally() {
    assert_eq!(shares(&covered("max", "0 0 0 0")), [n("12.5"), n("37.5"), n("25"), n("25")]);
}

#[test]
fn what_does_not_apply_is_left_out_and_what_is_unanswered_is_not() {
    let result = covered("mean", "1 - ? -");
    assert_eq!(shares(&result), [n("75"), n("0"), n("25"), n("0")]);
    assert_eq!(percent(&result, "root"), Some(n("75")));
    assert_eq!(percent(&covered("mean", "- - - -"), "root"), None);
}

#[test]
fn a_row_answered_in_part_counts_as_answered_and_a_faulty_one_does_not() {
    assert_eq!(percent(&covered("mean", "1..2 ! 1 1"), "root"), Some(n("43.75")));
}

#[test]
fn too_much_that_does_not_apply_is_noticed() {
    // 3/4 of 75 % of the table
    assert_eq!(covered("mean", "1 - 1 1").coverage.not_applicable, n("0.5625"));
    assert!(covered("mean", "1 - 1 1").evaluation.conclusion.too_much_not_applicable);
    assert!(!covered("mean", "- 1 1 1").evaluation.conclusion.too_much_not_applicable);
}
