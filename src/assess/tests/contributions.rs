//! Section 4, rule 5: every line of a result; that the lines add up is asserted for every case.

use super::*;
use crate::assess::contribution::AdjustmentKind;

const TABLE: &str = r#"
[score]
combine = "COMBINE"
max = 50
SCORE
[[groups]]
id = "a"
title = "a"
combine = "mean"
weight = 3
GROUP
rows = [
  { id = "one", title = "1", points = 10, weight = 2 },
  { id = "two", title = "2", points = 5 },
  { id = "shown", title = "3", points = 5, weight = 0 },
]
[[groups]]
id = "b"
title = "b"
rows = [{ id = "one", title = "1", points = 100 }]
"#;

fn table(combine: &str, score: &str, group: &str) -> String {
    TABLE.replace("COMBINE", combine).replace("SCORE", score).replace("GROUP", group)
}

fn rows(result: &Result) -> Vec<Number> {
    result.contributions.rows.iter().flatten().cloned().collect()
}

fn adjustments(result: &Result) -> Vec<(AdjustmentKind, &str, Number)> {
    let named = result.contributions.adjustments.iter();
    named.map(|line| (line.kind, result.tree.nodes[line.node].id.as_str(), line.value.clone())).collect()
}

#[test]
fn under_sum_and_mean_each_row_gives_its_exact_share() {
    // a: 100 · (2 · 0.6 + 0.4) / 3; the root: 50 · (a + b) / 200
    let result = case(&table("sum", "", ""), "6 2 5 40").run();
    assert_eq!(rows(&result), [n("10"), ratio(10, 3), n("0"), n("10")]);
    let mean = case(&table("mean", "", ""), "6 2 5 40").run();
    assert_eq!(rows(&mean), [n("15"), n("5"), n("0"), n("5")]);
    assert_eq!(mean.contributions.nodes[1], Some(n("20")));
}

#[test]
fn what_does_not_count_gives_nothing() {
    let result = case(&table("mean", "unanswered = \"exclude\"", ""), "6 ? 5 -").run();
    assert_eq!(rows(&result), [n("30"), n("0"), n("0"), n("0")]);
}

#[test]
fn under_min_and_max_the_first_deciding_child_carries_the_whole() {
    let result = case(&table("min", "", ""), "4 2 0 40").run();
    assert_eq!(rows(&result), [ratio(40, 3), ratio(20, 3), n("0"), n("0")]);
    let greatest = case(&table("max", "", ""), "4 2 0 41").run();
    assert_eq!(rows(&greatest), [n("0"), n("0"), n("0"), n("20.5")]);
}

#[test]
fn a_script_group_contributes_as_one() {
    let script = table("sum", "", "").replace("combine = \"mean\"", "combine = \"script\"\npoints = 100");
    let result = case(&script, "6 2 5 40").script("a", |_| ScriptValue::Value(n("30"))).run();
    let contributions = &result.contributions;
    assert_eq!(contributions.rows, [None, None, None, Some(n("10"))]);
    assert_eq!((&contributions.lines[1], &contributions.nodes[1]), (&Some(n("7.5")), &Some(n("7.5"))));
}

#[test]
fn each_rounding_adds_a_line_to_its_node() {
    let rounding = "rounding = { digits = 0, mode = \"half_up\" }";
    // a: 160/3 is rounded to 53; the root: 23.25 to 23
    let result = case(&table("sum", rounding, rounding), "6 2 5 40").run();
    let lines = [(AdjustmentKind::Rounding, "a", ratio(-1, 12)), (AdjustmentKind::Rounding, "root", n("-0.25"))];
    assert_eq!(adjustments(&result), lines);
    assert_eq!(rows(&result), [n("10"), ratio(10, 3), n("0"), n("10")]);
}

#[test]
fn the_base_and_what_a_cap_takes_are_lines() {
    let gate = "\n[[gates]]\nid = \"cap\"\ntitle = \"c\"\nwhen = \"s.f\"\neffect = { cap_score = 20 }\n";
    let table = table("mean", "base = 7", "") + gate;
    let result = case(&table, "6 2 5 40").gate("cap", Decision::True).run();
    assert_eq!(adjustments(&result), [(AdjustmentKind::Base, "root", n("7")), (AdjustmentKind::Cap, "root", n("-12"))]);
    assert_eq!(result.score().0, Some(n("20")));
}
