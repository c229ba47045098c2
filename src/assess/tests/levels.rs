//! Section 6: sets, entries, cumulative and other lists, levels of groups.

use super::*;
use crate::assess::decide::Decision::{False, True, Undecided};
use crate::assess::interval::Range;
use crate::assess::scores::{LevelView, Reading};
use crate::assess::tree::Part;

const GROUPS: &str = r#"
[[groups]]
id = "a"
title = "a"
rows = [{ id = "one", title = "1", points = 10 }]
[[groups]]
id = "b"
title = "b"
rows = [{ id = "one", title = "1", points = 10 }, { id = "two", title = "2", points = 30 }]
"#;

fn levels(score: &str, levels: &str) -> String {
    let levels: Vec<String> = levels
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| match line.trim().split_once(' ') {
            Some((id, any)) => format!("[[levels]]\nid = \"{id}\"\ntitle = \"{id}\"\nany = [{any}]\n"),
            None => format!("[[levels]]\nid = \"{0}\"\ntitle = \"{0}\"\n", line.trim()),
        })
        .collect();
    format!("[score]\ncombine = \"sum\"\n{score}\n{GROUPS}\n{}", levels.concat())
}

fn level(table: &str, rows: &str) -> String {
    case(table, rows).run().level().to_owned()
}

#[test]
fn score_is_at_least_and_above_is_more() {
    let table = levels("", "at { score = 20 }\nover { above = 20 }");
    assert_eq!(level(&table, "0 0 19.9"), "ungraded");
    assert_eq!(level(&table, "0 0 20"), "at");
    assert_eq!(level(&table, "0 0 20.1"), "over");
}

#[test]
fn percent_is_of_the_maximum() {
    let table = levels("not_applicable = \"reduce\"", "half { percent = 50 }");
    assert_eq!(level(&table, "5 0 20"), "half");
    assert_eq!(level(&table, "5 0 19"), "ungraded");
    assert_eq!(level(&table, "- 0 20"), "half");
    let parameter = levels("", "pass { percent = \"params.pass\" }");
    assert_eq!(level(&parameter, "10 0 20"), "pass");
    assert_eq!(level(&parameter, "10 0 19"), "ungraded");
}

#[test]
fn thresholds_of_the_root_are_read_after_rounding() {
    let table = levels("rounding = { digits = 0, mode = \"half_up\" }", "pass { score = 20 }");
    assert_eq!(level(&table, "0 0 19.5"), "pass");
    assert_eq!(level(&table, "0 0 19.4"), "ungraded");
}

#[test]
fn any_set_is_enough_and_all_entries_of_a_set_must_hold() {
    let table = levels("", "l { score = 20, groups = { a = 5 } }, { rows = { \"b.one\" = 10 } }");
    assert_eq!(level(&table, "5 0 15"), "l");
    assert_eq!(level(&table, "4 0 30"), "ungraded");
    assert_eq!(level(&table, "0 10 0"), "l");
}

#[test]
fn groups_and_rows_are_read_in_points_or_percent_or_steps() {
    let table = levels("", "l { groups = { b = \"50%\" }, rows = { \"a.one\" = \"30%\", \"b.one\" = { level = 2 } } }");
    assert_eq!(level(&table, "3 2 18"), "l");
    assert_eq!(level(&table, "2.9 2 18"), "ungraded");
    assert_eq!(level(&table, "3 1.9 18.1"), "ungraded");
    assert_eq!(level(&table, "3 2 17.9"), "ungraded");
}

#[test]
fn a_star_stands_for_every_top_level_group_or_every_row() {
    let groups = levels("", "l { groups = { \"*\" = \"20%\" } }");
    assert_eq!(level(&groups, "2 8 0"), "l");
    assert_eq!(level(&groups, "1 40 0"), "ungraded");
    let rows = levels("", "l { rows = { \"*\" = 1 } }");
    assert_eq!(level(&rows, "1 1 1"), "l");
    assert_eq!(level(&rows, "1 1 0"), "ungraded");
}

#[test]
fn an_entry_on_what_does_not_apply_holds_but_no_set_by_that_alone() {
    let table = levels("", "alone { groups = { a = 5 } }");
    assert_eq!(level(&table, "- 10 30"), "ungraded");
    let beside = levels("", "beside { score = 10, groups = { a = 5 } }");
    assert_eq!(level(&beside, "- 10 30"), "beside");
}

#[test]
fn what_may_become_not_applicable_may_reach_a_level() {
    // 12 points can never be had of a, but a may turn out not applicable
    let table = levels("", "beside { score = 10, groups = { a = 12 } }");
    assert_eq!(case(&table, "? 10 30").run().possible(), ["ungraded", "beside"]);
    assert_eq!(case(&table, "3..4 10 30").run().possible(), ["ungraded"]);
}

#[test]
fn a_level_reached_only_by_what_may_become_not_applicable_may_be_lost() {
    let table = levels("", "alone { groups = { a = 0 } }");
    let result = case(&table, "? 10 30").run();
    assert_eq!((result.level(), result.possible()), ("alone", vec!["ungraded", "alone"]));
}

#[test]
fn a_level_without_conditions_is_always_reached() {
    assert_eq!(level(&levels("", "floor\nhigh { score = 30 }"), "0 0 0"), "floor");
}

#[test]
fn levels_are_cumulative_unless_switched_off() {
    let three = "low { score = 10 }\nmiddle { groups = { a = 5 } }\nhigh { score = 30 }";
    assert_eq!(level(&levels("", three), "0 10 30"), "low");
    assert_eq!(level(&levels("cumulative = false", three), "0 10 30"), "high");
}

#[test]
fn none_reached_is_ungraded() {
    let result = case(&levels("", "l { score = 30 }"), "0 0 0").run();
    assert_eq!((result.level(), result.earned_level()), ("ungraded", "ungraded"));
}

#[test]
fn a_rule_entry_holds_when_true_and_fails_while_undecided() {
    let table = levels("", "l { rule = \"s.f\" }");
    for (decision, level, possible) in
        [(True, "l", vec!["l"]), (False, "ungraded", vec!["ungraded"]), (Undecided, "ungraded", vec!["ungraded", "l"])]
    {
        let result = case(&table, "1 1 1").rule(0, 0, move |_| decision).run();
        assert_eq!((result.level(), result.possible()), (level, possible));
    }
}

const GRADED: &str = r#"
[score]
combine = "mean"
[[groups]]
id = "a"
title = "a"
rows = [{ id = "one", title = "1", points = 10 }]
[[groups]]
id = "inner"
title = "i"
parent = "b"
rows = [{ id = "one", title = "1", points = 10 }]
[[groups]]
id = "b"
title = "b"
[[levels]]
of = "*"
id = "weak"
title = "w"
[[levels]]
of = "*"
id = "strong"
title = "s"
any = [{ percent = 70 }]
[[levels]]
of = "inner"
id = "good"
title = "g"
any = [{ score = 5 }]
[[levels]]
id = "all"
title = "a"
any = [{ groups = { a = { level = "strong" }, inner = { level = "good" } } }]
"#;

#[test]
fn levels_grade_groups_and_are_tested_by_others() {
    let result = case(GRADED, "7 5").run();
    assert_eq!(
        (result.group_level("a"), result.group_level("b"), result.group_level("inner")),
        ("strong", "weak", "good")
    );
    assert_eq!(result.level(), "all");
    assert_eq!(level(GRADED, "6.9 5"), "ungraded");
    assert_eq!(level(GRADED, "7 4.9"), "ungraded");
}

#[test]
fn a_group_level_that_is_open_leaves_the_level_open() {
    assert_eq!(case(GRADED, "6..8 5").run().possible(), ["ungraded", "all"]);
}

#[test]
fn a_group_that_does_not_apply_has_no_level_and_its_entries_hold() {
    let result = case(GRADED, "- 5").run();
    assert!(result.evaluation.grades[result.node("a")].is_none());
    assert_eq!(result.level(), "all");
}

#[test]
fn predicates_read_levels_of_nodes_graded_earlier() {
    let table = GRADED.replace(
        "any = [{ groups = { a = { level = \"strong\" }, inner = { level = \"good\" } } }]",
        "any = [{ rule = \"s.f\" }]",
    );
    let read = |scores: &Scores| {
        assert_eq!(scores.get(Part::Node(ROOT)).unwrap().level, LevelView::Absent);
        assert_eq!(scores.get(Part::Row(0)).unwrap().level, LevelView::Absent);
        match scores.get(Part::Node(1)).unwrap().level {
            LevelView::Is("strong") => True,
            LevelView::Is("weak") => False,
            LevelView::Open => Undecided,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(case(&table, "7 5").rule(3, 0, read).run().level(), "all");
    assert_eq!(case(&table, "6..8 5").rule(3, 0, read).run().possible(), ["ungraded", "all"]);
}

#[test]
fn predicates_of_levels_read_scores_as_earned() {
    let table = levels("unanswered = \"exclude\"", "l { rule = \"s.f\" }");
    let read = |scores: &Scores| {
        let view = scores.get(Part::Node(ROOT)).unwrap();
        let range = view.value.unwrap();
        if scores.reading == Reading::Earned {
            assert!(range.is_point());
        }
        match range {
            range if range.lower >= n("30") => True,
            range if range.upper < n("30") => False,
            _ => Undecided,
        }
    };
    let result = case(&table, "9 ? 27").rule(0, 0, read).run();
    assert_eq!((result.level(), result.possible()), ("l", vec!["l"]));
    let open = case(&table, "9 ? ?").rule(0, 0, read).run();
    assert_eq!((open.level(), open.possible()), ("l", vec!["ungraded", "l"]));
}

#[test]
fn of_a_node_that_does_not_apply_value_and_percent_are_absent() {
    let table = levels("", "l { rule = \"s.f\" }");
    let read = |scores: &Scores| {
        let view = scores.get(Part::Node(1)).unwrap();
        assert_eq!((view.value, view.percent, view.applicable), (None, None, Some(false)));
        assert_eq!(view.status, Some(State::NotApplicable));
        True
    };
    assert_eq!(case(&table, "- 1 1").rule(0, 0, read).run().level(), "l");
}

#[test]
fn predicates_read_ranges_or_nothing_where_answers_can_change_a_score() {
    let result = case(GRADED, "? 6..8").run();
    let scores = result.evaluation.scores(&result.tree, Reading::Possible);
    let view = |id: &str| scores.get(Part::Node(result.node(id))).unwrap();
    assert_eq!(view("inner").value, Some(Range::new(n("6"), n("8"))));
    assert_eq!((view("inner").status, view("inner").level), (None, LevelView::Is("good")));
    assert_eq!((view("b").percent, view("b").level), (Some(Range::new(n("60"), n("80"))), LevelView::Open));
    assert_eq!((view("a").value, view("a").applicable, view("a").status), (None, None, None));
    let earned = result.evaluation.scores(&result.tree, Reading::Earned).get(Part::Node(result.node("a"))).unwrap();
    assert_eq!((earned.value, earned.status), (Some(Range::point(n("0"))), Some(State::Unanswered)));
}
