//! Section 6: the status of a result, the first that fits.

use super::*;
use crate::assess::decide::Decision::Undecided;
use crate::assess::verdict::{Cause, Verdict};

const TABLE: &str = r#"
[score]
combine = "sum"
max = 100
SCORE
[[groups]]
id = "a"
title = "a"
GROUP
rows = [{ id = "one", title = "1", points = 10 }, { id = "two", title = "2", points = 10 }]
[[groups]]
id = "b"
title = "b"
rows = [{ id = "one", title = "1", points = 30 }]
LEVELS
"#;

fn table(score: &str, group: &str) -> String {
    let levels = "[[levels]]\nid = \"pass\"\ntitle = \"p\"\nany = [{ score = 60 }]";
    TABLE.replace("SCORE", score).replace("GROUP", group).replace("LEVELS", levels)
}

fn verdict(table: &str, rows: &str) -> (Verdict, Vec<Cause>) {
    let conclusion = case(table, rows).run().evaluation.conclusion;
    (conclusion.verdict, conclusion.causes)
}

#[test]
fn complete_answers_are_graded_or_ungraded() {
    let table = table("min_coverage = \"2/3\"", "");
    assert_eq!(verdict(&table, "0 0 30"), (Verdict::Graded, vec![]));
    assert_eq!(verdict(&table, "0 0 29"), (Verdict::Ungraded, vec![]));
}

#[test]
fn too_little_coverage_is_indeterminate_while_the_level_could_change() {
    let table = table("min_coverage = \"2/3\"", "");
    assert_eq!(verdict(&table, "0 ? 20"), (Verdict::Ungraded, vec![]));
    assert_eq!(verdict(&table, "10 10 ?"), (Verdict::Indeterminate, vec![Cause::Coverage(0)]));
    let more = table.replace("2/3", "9/10");
    assert_eq!(verdict(&more, "? 0 29"), (Verdict::Indeterminate, vec![Cause::Coverage(0)]));
    // 60 points are there whatever the answers
    assert_eq!(verdict(&more, "? 0 30"), (Verdict::Graded, vec![]));
}

#[test]
fn coverage_of_exactly_the_minimum_is_enough() {
    assert_eq!(verdict(&table("min_coverage = 80", ""), "? 10 19"), (Verdict::Ungraded, vec![]));
    assert_eq!(verdict(&table("min_coverage = 80.1", ""), "? 10 19").0, Verdict::Indeterminate);
}

#[test]
fn a_group_may_ask_for_coverage_of_its_own() {
    let table = table("min_coverage = 50", "min_coverage = 60");
    assert_eq!(verdict(&table, "? 4 25"), (Verdict::Indeterminate, vec![Cause::Coverage(1)]));
}

#[test]
fn a_fault_is_indeterminate_while_the_level_could_change() {
    assert_eq!(verdict(&table("", ""), "! 4 25"), (Verdict::Indeterminate, vec![Cause::Fault]));
    assert_eq!(verdict(&table("", ""), "! 0 0"), (Verdict::Ungraded, vec![]));
}

#[test]
fn nothing_answered_is_indeterminate() {
    assert_eq!(verdict(&table("", ""), "? ? ?"), (Verdict::Indeterminate, vec![Cause::Unanswered]));
}

#[test]
fn nothing_that_applies_is_not_applicable() {
    assert_eq!(verdict(&table("min_coverage = 50", ""), "- - -").0, Verdict::NotApplicable);
}

#[test]
fn barred_comes_before_indeterminate() {
    let bar = "\n[[gates]]\nid = \"g\"\ntitle = \"g\"\nwhen = \"s.f\"\neffect = { bar = true }\n";
    let result = case(&(table("min_coverage = 90", "") + bar), "? ? 10").gate("g", Decision::True).run();
    assert_eq!(result.evaluation.conclusion.verdict, Verdict::Barred);
    assert_eq!(result.possible(), ["barred"]);
}

#[test]
fn levels_possible_reach_from_the_worst_to_the_best() {
    let bar = "\n[[gates]]\nid = \"g\"\ntitle = \"g\"\nrequire = \"s.f\"\neffect = { bar = true }\n";
    let result = case(&(table("", "") + bar), "? 0 29").gate("g", Undecided).run();
    assert_eq!(result.possible(), ["barred", "ungraded", "pass"]);
    assert_eq!(result.score(), (Some(n("58")), n("58"), n("78")));
}

#[test]
fn too_much_not_applicable_warns_or_is_indeterminate() {
    let warn = "max_not_applicable = 30";
    assert_eq!(verdict(&table(warn, ""), "- - 30"), (Verdict::Graded, vec![]));
    let more = "max_not_applicable = 30\nmax_not_applicable_effect = \"indeterminate\"";
    assert_eq!(verdict(&table(more, ""), "- - 30"), (Verdict::Indeterminate, vec![Cause::NotApplicable]));
    assert_eq!(verdict(&table(more, ""), "- 10 30"), (Verdict::Graded, vec![]));
}

#[test]
fn a_rulebook_without_levels_is_graded() {
    let table = TABLE.replace("SCORE", "min_coverage = 50").replace("GROUP", "").replace("LEVELS", "");
    assert_eq!(verdict(&table, "0 0 0"), (Verdict::Graded, vec![]));
    assert_eq!(verdict(&table, "? 1 1"), (Verdict::Graded, vec![]));
    // there the score stands in for the level
    assert_eq!(verdict(&table, "1 1 ?"), (Verdict::Indeterminate, vec![Cause::Coverage(0)]));
}
