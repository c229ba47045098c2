//! Section 6: gates, their order and effects, and what an undecided one means.

use super::*;
use crate::assess::decide::Decision::{False, True, Undecided};
use crate::assess::gate::GateState;
use crate::assess::tree::Part;
use crate::assess::verdict::Verdict;

/// Levels at 20, 40, 60, 80 of 100 points, and a gate for each effect.
fn table(floor: bool, effects: &[&str]) -> String {
    let mut table = "[score]\ncombine = \"sum\"\n[[groups]]\nid = \"a\"\ntitle = \"a\"\n\
        rows = [{ id = \"one\", title = \"1\", points = 100 }]\n"
        .to_owned();
    for (id, score) in [("L1", 20), ("L2", 40), ("L3", 60), ("L4", 80)] {
        table += &format!("[[levels]]\nid = \"{id}\"\ntitle = \"{id}\"\n");
        if !(floor && id == "L1") {
            table += &format!("any = [{{ score = {score} }}]\n");
        }
    }
    for (place, effect) in effects.iter().enumerate() {
        table += &format!("[[gates]]\nid = \"g{place}\"\ntitle = \"g\"\nwhen = \"s.f\"\neffect = {{ {effect} }}\n");
    }
    table
}

fn fired(effects: &[&str], points: &str) -> Result {
    let gates = effects.iter().enumerate();
    gates.fold(case(&table(false, effects), points), |case, (place, _)| case.gate(&format!("g{place}"), True)).run()
}

#[test]
fn when_fires_on_true_and_require_on_false() {
    let when = table(false, &["warn = true"]);
    let require = when.replace("when", "require");
    let state = |table: &str, decision| case(table, "50").gate("g0", decision).run().evaluation.gates[0].state;
    assert_eq!((state(&when, True), state(&when, False)), (GateState::Fired, GateState::Clear));
    assert_eq!((state(&require, True), state(&require, False)), (GateState::Clear, GateState::Fired));
    assert_eq!((state(&when, Undecided), state(&require, Undecided)), (GateState::Undecided, GateState::Undecided));
}

#[test]
fn a_bar_takes_every_level_and_leaves_the_score() {
    let result = fired(&["bar = true"], "70");
    assert_eq!((result.level(), result.earned_level(), result.possible()), ("barred", "L3", vec!["barred"]));
    assert_eq!((result.evaluation.conclusion.verdict, result.score().0), (Verdict::Barred, Some(n("70"))));
}

#[test]
fn the_lowest_cap_of_the_score_counts_and_the_level_follows_it() {
    let result = fired(&["cap_score = 70", "cap_score = 59"], "85");
    assert_eq!((result.score().0, result.level(), result.earned_level()), (Some(n("59")), "L2", "L4"));
    assert_eq!(fired(&["cap_score = 70"], "50").score().0, Some(n("50")));
}

#[test]
fn after_a_cap_of_the_score_other_entries_stand_as_earned() {
    let table = table(false, &["cap_score = 59"])
        .replace("any = [{ score = 60 }]", "any = [{ groups = { a = 60 } }]")
        .replace("any = [{ score = 80 }]", "any = [{ percent = 80 }]");
    let result = case(&table, "85").gate("g0", True).run();
    assert_eq!((result.level(), result.earned_level()), ("L3", "L4"));
}

#[test]
fn the_level_after_a_cap_is_never_above_the_earned_one() {
    let table = table(false, &["cap_score = 90"]).replace("any = [{ score = 20 }]", "any = [{ groups = { a = 101 } }]");
    assert_eq!(case(&table, "95").gate("g0", True).run().level(), "ungraded");
}

#[test]
fn steps_of_demotion_add_up() {
    assert_eq!(fired(&["demote = 1", "demote = 2"], "85").level(), "L1");
    assert_eq!(fired(&["demote = 2", "demote = 2"], "85").level(), "ungraded");
}

#[test]
fn a_lowest_level_without_conditions_is_never_left() {
    let table = table(true, &["demote = 3"]);
    assert_eq!(case(&table, "70").gate("g0", True).run().level(), "L1");
}

#[test]
fn demotion_comes_before_the_lowest_cap_of_the_level() {
    assert_eq!(fired(&["cap_level = \"L3\"", "demote = 1", "cap_level = \"L2\""], "85").level(), "L2");
    assert_eq!(fired(&["cap_level = \"L3\"", "demote = 1"], "85").level(), "L3");
    assert_eq!(fired(&["cap_level = \"L3\""], "50").level(), "L2");
}

#[test]
fn a_warning_changes_nothing() {
    let result = fired(&["warn = true"], "85");
    assert_eq!((result.level(), result.evaluation.gates[0].state), ("L4", GateState::Fired));
}

#[test]
fn an_undecided_gate_counts_as_fired_for_the_result_and_clear_for_the_best() {
    let undecided = |effect, points| case(&table(false, &[effect]), points).gate("g0", Undecided).run();
    let demoted = undecided("demote = 1", "85");
    assert_eq!((demoted.level(), demoted.possible()), ("L3", vec!["L3", "L4"]));
    let capped = undecided("cap_score = 59", "85");
    assert_eq!((capped.level(), capped.possible()), ("L2", vec!["L2", "L3", "L4"]));
    assert_eq!(capped.score(), (Some(n("59")), n("59"), n("85")));
    assert_eq!(capped.evaluation.conclusion.verdict, Verdict::Indeterminate);
}

#[test]
fn an_undecided_bar_is_indeterminate() {
    let result = case(&table(false, &["bar = true"]), "85").gate("g0", Undecided).run();
    assert_eq!((result.evaluation.conclusion.verdict, result.level()), (Verdict::Indeterminate, "L4"));
    assert_eq!(result.possible(), ["barred", "L4"]);
}

#[test]
fn an_undecided_gate_that_cannot_change_the_level_is_no_matter() {
    let result = case(&table(false, &["cap_level = \"L3\""]), "70").gate("g0", Undecided).run();
    assert_eq!((result.evaluation.conclusion.verdict, result.level()), (Verdict::Graded, "L3"));
}

#[test]
fn gates_read_what_scores_can_still_become() {
    let under_half = |scores: &Scores| {
        let range = scores.get(Part::Node(1)).unwrap().percent.unwrap();
        match range {
            range if range.upper < n("50") => True,
            range if range.lower >= n("50") => False,
            _ => Undecided,
        }
    };
    let state =
        |points| case(&table(false, &["bar = true"]), points).gate_on("g0", under_half).run().evaluation.gates[0].state;
    assert_eq!((state("49"), state("50")), (GateState::Fired, GateState::Clear));
    assert_eq!(state("40..60"), GateState::Undecided);
}

#[test]
fn a_faulty_predicate_is_undecided_and_a_fault() {
    let result = case(&table(false, &["demote = 1"]), "85").gate("g0", Decision::Faulty).run();
    assert_eq!(result.evaluation.gates[0].state, GateState::Undecided);
    assert_eq!(result.evaluation.conclusion.verdict, Verdict::Indeterminate);
}
