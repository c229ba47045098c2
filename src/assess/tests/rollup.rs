//! Section 4, rules 1 to 4: values, maxima, states, rounding.

use super::*;

const SUM: &str = r#"
[score]
combine = "sum"
not_applicable = "NA"
unanswered = "OPEN"
[[groups]]
id = "a"
title = "a"
rows = [
  { id = "one", title = "1", points = 10 },
  { id = "two", title = "2", points = 30 },
]
[[groups]]
id = "b"
title = "b"
rows = [{ id = "one", title = "1", points = 60 }]
"#;

fn sum(not_applicable: &str, unanswered: &str) -> String {
    SUM.replace("NA", not_applicable).replace("OPEN", unanswered)
}

#[test]
fn a_sum_adds_values_and_maxima() {
    let result = case(&sum("rescale", "zero"), "5 15 40").run();
    assert_eq!((result.value("a"), result.max("a")), (n("20"), n("40")));
    assert_eq!((result.value("root"), result.max("root")), (n("60"), n("100")));
}

#[test]
fn under_rescale_a_sum_keeps_its_full_marks() {
    let result = case(&sum("rescale", "zero"), "5 - 30").run();
    assert_eq!((result.value("a"), result.max("a")), (n("20"), n("40")));
    assert_eq!((result.value("root"), result.max("root")), (n("50"), n("100")));
}

#[test]
fn under_reduce_a_sum_lets_its_maximum_shrink() {
    let result = case(&sum("reduce", "zero"), "5 - 30").run();
    assert_eq!((result.value("a"), result.max("a")), (n("5"), n("10")));
    assert_eq!((result.value("root"), result.max("root")), (n("35"), n("70")));
}

#[test]
fn under_reduce_declared_points_shrink_in_proportion() {
    let table = sum("reduce", "zero")
        .replace("combine = \"sum\"", "combine = \"sum\"\nmax = 50")
        .replace("id = \"a\"\ntitle = \"a\"", "id = \"a\"\ntitle = \"a\"\npoints = 80");
    // a: 40 full marks stand on 80 points, so the root has 140 on a maximum of 50
    let result = case(&table, "5 - 30").run();
    assert_eq!((result.value("a"), result.max("a")), (n("10"), n("20")));
    assert_eq!((result.value("root"), result.max("root")), (ratio(400, 28), ratio(800, 28)));
}

#[test]
fn unanswered_counts_as_zero_under_zero() {
    let result = case(&sum("rescale", "zero"), "10 ? 60").run();
    assert_eq!((result.value("a"), result.state("a")), (n("10"), State::Partly));
    assert_eq!(result.value("root"), n("70"));
}

#[test]
fn unanswered_does_not_count_under_exclude() {
    let result = case(&sum("rescale", "exclude"), "10 ? 30").run();
    assert_eq!((result.value("a"), result.max("a"), result.state("a")), (n("40"), n("40"), State::Partly));
    assert_eq!(result.value("root"), n("70"));
    let reduced = case(&sum("reduce", "exclude"), "10 ? 30").run();
    assert_eq!((reduced.value("a"), reduced.max("a")), (n("10"), n("10")));
    assert_eq!((reduced.value("root"), reduced.max("root")), (n("40"), n("70")));
}

#[test]
fn an_unanswered_group_does_not_count_under_exclude() {
    let result = case(&sum("rescale", "exclude"), "? ? 30").run();
    assert_eq!((result.state("a"), result.value("root")), (State::Unanswered, n("50")));
}

#[test]
fn all_children_not_applicable_make_a_group_not_applicable() {
    let result = case(&sum("rescale", "zero"), "- - 30").run();
    assert_eq!((result.state("a"), result.value("root")), (State::NotApplicable, n("50")));
    let none = case(&sum("rescale", "zero"), "- - -").run();
    assert_eq!(none.state("root"), State::NotApplicable);
    assert!(none.evaluation.conclusion.score.is_none());
}

#[test]
fn all_unanswered_is_unanswered_and_not_zero() {
    let result = case(&sum("rescale", "zero"), "? - ?").run();
    assert_eq!((result.state("a"), result.state("root")), (State::Unanswered, State::Unanswered));
    assert_eq!(result.score().0, None);
}

#[test]
fn a_faulty_row_counts_as_unanswered_and_is_not_folded_into_it() {
    let result = case(&sum("rescale", "zero"), "! ? 60").run();
    assert_eq!((result.state("a"), result.value("root")), (State::Faulty, n("60")));
    assert_eq!(case(&sum("rescale", "exclude"), "! 30 0").run().value("a"), n("40"));
}

const MEAN: &str = r#"
[score]
combine = "COMBINE"
[[groups]]
id = "a"
title = "a"
combine = "COMBINE"
points = 20
weight = 3
rows = [
  { id = "one", title = "1", points = 10, weight = 2 },
  { id = "two", title = "2", points = 5 },
  { id = "shown", title = "3", points = 5, weight = 0 },
]
[[groups]]
id = "b"
title = "b"
rows = [{ id = "one", title = "1", points = 4 }]
"#;

#[test]
fn a_mean_weighs_value_over_maximum() {
    let result = case(&MEAN.replace("COMBINE", "mean"), "6 3 0 1").run();
    assert_eq!((result.value("a"), result.max("a")), (n("12"), n("20")));
    // (3 · 0.6 + 1 · 0.25) / 4 on 100, the default
    assert_eq!((result.value("root"), result.max("root")), (n("51.25"), n("100")));
}

#[test]
fn a_mean_leaves_out_what_does_not_apply_and_keeps_its_maximum() {
    let result = case(&MEAN.replace("COMBINE", "mean"), "6 - 0 -").run();
    assert_eq!((result.value("a"), result.value("root"), result.max("root")), (n("12"), n("60"), n("100")));
}

#[test]
fn min_and_max_take_the_least_and_the_greatest_ratio() {
    let least = case(&MEAN.replace("COMBINE", "min"), "6 4 0 3").run();
    assert_eq!((least.value("a"), least.value("root")), (n("12"), n("60")));
    let greatest = case(&MEAN.replace("COMBINE", "max"), "6 4 5 3").run();
    assert_eq!((greatest.value("a"), greatest.value("root")), (n("16"), n("80")));
}

#[test]
fn a_weight_of_zero_is_shown_and_not_counted() {
    let result = case(&MEAN.replace("COMBINE", "sum"), "6 4 5 3").run();
    assert_eq!((result.value("a"), result.max("a")), (ratio(40, 3), n("20")));
    assert_eq!(result.evaluation.rows[2].value, n("5"));
}

#[test]
fn all_counting_weights_zero_is_not_applicable() {
    let table = MEAN.replace("COMBINE", "mean").replace("weight = 3", "weight = 0");
    let result = case(&table, "6 4 5 -").run();
    assert_eq!((result.state("root"), result.state("a")), (State::NotApplicable, State::Answered));
    let shown = case(&MEAN.replace("COMBINE", "mean"), "- - 5 4").run();
    assert_eq!((shown.state("a"), shown.value("root")), (State::NotApplicable, n("100")));
}

const SCRIPT: &str = r#"
[score]
combine = "sum"
unanswered = "OPEN"
[[groups]]
id = "a"
title = "a"
combine = "script"
points = 20
rows = [{ id = "one", title = "1", points = 10 }, { id = "two", title = "2", points = 8, weight = 0 }]
[[groups]]
id = "b"
title = "b"
parent = "a"
rows = [{ id = "one", title = "1", points = 4 }]
"#;

#[test]
fn a_script_gets_its_children_by_id_and_gives_the_value() {
    let result = case(&SCRIPT.replace("OPEN", "zero"), "5 - 3").script("a", |children| {
        let ids: Vec<_> = children.iter().map(|child| (child.id, child.applicable)).collect();
        assert_eq!(ids, [("one", true), ("two", false), ("b", true)]);
        assert_eq!(
            (&children[0].value, &children[0].max, &children[0].percent),
            (&Some(n("5")), &n("10"), &Some(n("50")))
        );
        assert_eq!((&children[1].value, children[1].status), (&None, State::NotApplicable));
        assert_eq!((&children[2].value, children[2].status), (&Some(n("3")), State::Answered));
        ScriptValue::Value(n("7"))
    });
    let result = result.run();
    assert_eq!((result.value("a"), result.max("root")), (n("7"), n("20")));
}

#[test]
fn under_exclude_a_script_sees_no_value_of_what_is_unanswered() {
    let see = |children: &[ChildScore]| match children[0].value {
        None => ScriptValue::Value(n("1")),
        Some(_) => ScriptValue::Value(n("2")),
    };
    assert_eq!(case(&SCRIPT.replace("OPEN", "exclude"), "? 1 3").script("a", see).run().value("a"), n("1"));
    assert_eq!(case(&SCRIPT.replace("OPEN", "zero"), "? 1 3").script("a", see).run().value("a"), n("2"));
}

#[test]
fn a_script_value_outside_of_its_points_is_a_fault() {
    for value in ["21", "-1"] {
        let result = case(&SCRIPT.replace("OPEN", "zero"), "5 1 3").script("a", |_| ScriptValue::Value(n(value))).run();
        assert_eq!(result.state("a"), State::Faulty);
    }
    let absent = case(&SCRIPT.replace("OPEN", "zero"), "5 1 3").script("a", |_| ScriptValue::Absent).run();
    assert_eq!(absent.state("a"), State::Unanswered);
}

#[test]
fn what_follows_a_rounding_uses_the_rounded_value() {
    let table =
        MEAN.replace("COMBINE", "mean").replace("points = 20", "points = 20\nrounding = { digits = 0, mode = \"up\" }");
    // 20 · (2 · 0.51 + 0.2) / 3 = 8.13…, rounded up to 9
    let result = case(&table, "5.1 1 0 -").run();
    assert_eq!((result.value("a"), result.value("root")), (n("9"), n("45")));
}

#[test]
fn the_base_is_added_after_scaling_maximum_included_and_before_rounding() {
    let table = sum("rescale", "zero").replace(
        "combine = \"sum\"",
        "combine = \"sum\"\nmax = 313\nbase = -203\nrounding = { digits = 0, mode = \"half_up\" }",
    );
    let result = case(&table, "10 30 0").run();
    assert_eq!((result.value("root"), result.max("root")), (n("-78"), n("110")));
    assert_eq!(result.evaluation.nodes[ROOT].raw, n("-77.8"));
}
