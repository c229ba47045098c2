//! Section 4, rules 3 and 6: what a score can still become.

use super::*;

fn table(combine: &str, score: &str) -> String {
    format!(
        r#"
[score]
combine = "sum"
{score}
[[groups]]
id = "a"
title = "a"
combine = "{combine}"
points = 100
rows = [
  {{ id = "one", title = "1", points = 10, weight = 1 }},
  {{ id = "two", title = "2", points = 10, weight = 3 }},
]
"#
    )
}

#[test]
fn an_unanswered_row_counts_with_nothing_to_full_marks() {
    assert_eq!(case(&table("sum", ""), "8 ?").run().interval("a"), (n("40"), n("40"), n("90")));
}

#[test]
fn under_exclude_too_it_counts_with_nothing_to_full_marks() {
    let result = case(&table("sum", "unanswered = \"exclude\""), "8 ?").run();
    assert_eq!(result.interval("a"), (n("80"), n("40"), n("90")));
}

#[test]
fn a_row_answered_in_part_counts_with_its_range() {
    assert_eq!(case(&table("mean", ""), "8 2..4").run().interval("a"), (n("35"), n("35"), n("50")));
}

#[test]
fn a_row_that_may_become_not_applicable_can_raise_a_minimum() {
    assert_eq!(case(&table("min", ""), "8 ?").run().interval("a"), (n("0"), n("0"), n("80")));
    assert_eq!(case(&table("min", ""), "? ?").run().interval("a"), (n("0"), n("0"), n("100")));
}

#[test]
fn a_row_that_may_become_not_applicable_can_lower_a_maximum() {
    assert_eq!(case(&table("max", ""), "8 ?").run().interval("a"), (n("80"), n("80"), n("100")));
    assert_eq!(case(&table("max", ""), "? ?").run().interval("a"), (n("0"), n("0"), n("100")));
}

#[test]
fn a_group_that_may_become_not_applicable_leaves_a_mean() {
    let table = r#"
[score]
combine = "mean"
[[groups]]
id = "a"
title = "a"
rounding = { digits = 0, mode = "down" }
points = 1
rows = [{ id = "one", title = "1", points = 10 }]
[[groups]]
id = "b"
title = "b"
rows = [{ id = "one", title = "1", points = 10 }]
[[groups]]
id = "c"
title = "c"
points = 3
rounding = { digits = 0, mode = "half_up" }
rows = [{ id = "one", title = "1", points = 4 }]
"#;
    assert_eq!(case(table, "? 10 -").run().interval("root"), (n("50"), n("50"), n("100")));
    // c: half of 3 is rounded to 2
    assert_eq!(case(table, "? 10 2").run().interval("root"), (ratio(500, 9), ratio(500, 9), ratio(800, 9)));
}

#[test]
fn under_reduce_values_shrink_with_what_does_not_apply_and_percents_hold() {
    let result = case(&table("sum", "not_applicable = \"reduce\""), "8 ?").run();
    assert_eq!(result.interval("a"), (n("40"), n("40"), n("90")));
    let bounds = result.evaluation.bounds[ROOT].clone().unwrap();
    assert_eq!((bounds.max.lower.clone(), bounds.max.upper.clone()), (n("50"), n("100")));
    let percent = bounds.ratio().unwrap().unwrap();
    assert_eq!((percent.lower, percent.upper), (n("0.4"), n("0.9")));
}

const SCRIPT: &str = r#"
[score]
combine = "sum"
[[groups]]
id = "a"
title = "a"
combine = "script"
points = 20
MONOTONE
rows = [{ id = "one", title = "1", points = 10 }, { id = "two", title = "2", points = 10 }]
"#;

fn total(children: &[ChildScore]) -> ScriptValue {
    ScriptValue::Value(Number::sum(children.iter().filter_map(|child| child.value.as_ref())).unwrap())
}

#[test]
fn an_open_script_group_may_give_anything() {
    let result = case(&SCRIPT.replace("MONOTONE", ""), "8 3..4").script("a", total).run();
    assert_eq!(result.interval("a"), (n("11"), n("0"), n("20")));
}

#[test]
fn a_settled_script_group_has_its_value_as_interval() {
    let result = case(&SCRIPT.replace("MONOTONE", ""), "8 3").script("a", total).run();
    assert_eq!(result.interval("a"), (n("11"), n("11"), n("11")));
}

#[test]
fn a_monotone_script_group_lies_between_the_ends_of_its_children() {
    let monotone = SCRIPT.replace("MONOTONE", "monotone = true");
    assert_eq!(case(&monotone, "8 3..4").script("a", total).run().interval("a"), (n("11"), n("11"), n("12")));
    assert_eq!(case(&monotone, "8 ?").script("a", total).run().interval("a"), (n("8"), n("8"), n("18")));
    assert_eq!(case(&monotone, "? ?").script("a", total).run().interval("a"), (n("0"), n("0"), n("20")));
}

#[test]
fn a_script_group_that_fails_is_open() {
    let failing = case(&SCRIPT.replace("MONOTONE", "monotone = true"), "8 3").script("a", |_| ScriptValue::Faulty);
    assert_eq!(failing.run().interval("a"), (n("0"), n("0"), n("20")));
}

#[test]
fn the_ends_are_rounded_like_the_value_and_moved_by_the_base() {
    let score = "base = 1\nrounding = { digits = 0, mode = \"half_up\" }\nmax = 10";
    assert_eq!(case(&table("sum", score), "7 ?").run().score(), (Some(n("5")), n("5"), n("10")));
}
