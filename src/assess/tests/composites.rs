//! Section 7: another rulebook's result as a group.

use super::subjects::item;
use super::*;
use crate::assess::composite::{Item, Outcome};
use crate::assess::decide::Decision::{False, True, Undecided};

const TABLE: &str = r#"
[score]
combine = "sum"
[[groups]]
id = "own"
title = "o"
rows = [{ id = "one", title = "1", points = 50 }]
[[groups]]
id = "child"
title = "c"
points = 50
rulebook = "other"
HOW
"#;

fn holding(how: &str, child: ChildResult) -> Result {
    case(&TABLE.replace("HOW", how), "50").child("child", child).run()
}

fn single(rows: &str, bar: Decision) -> Result {
    holding("", ChildResult::Single(item(rows, bar)))
}

fn items(how: &str, items: &[Outcome]) -> Result {
    weighed(how, &items.iter().map(|outcome| (outcome.clone(), Some("1"))).collect::<Vec<_>>())
}

fn weighed(how: &str, items: &[(Outcome, Option<&str>)]) -> Result {
    let items = items.iter().map(|(outcome, weight)| Item {
        outcome: outcome.clone(),
        weight: weight.map(n),
        may_leave: false,
    });
    holding(how, ChildResult::Items(Some(items.collect())))
}

fn interval(result: &Result) -> (Number, Number, Number) {
    result.interval("child")
}

#[test]
fn a_composite_takes_the_percent_of_the_maximum() {
    let result = single("45 0", False);
    assert_eq!((interval(&result), result.state("child")), ((n("22.5"), n("22.5"), n("22.5")), State::Answered));
    assert_eq!(result.score().0, Some(n("72.5")));
    assert_eq!(result.contributions.lines[2], Some(n("22.5")));
}

#[test]
fn it_takes_the_final_score_before_rounding() {
    let rounding = "combine = \"sum\"\nrounding = { digits = 0, mode = \"down\" }";
    let table = subjects::TABLE.replace("combine = \"sum\"", rounding).replace("bar = true", "cap_score = 60");
    let outcome = |rows: &str, decision| {
        let result = case(&table, rows).gate("bar", decision).run();
        ChildResult::Single(result.evaluation.outcome(&result.tree).unwrap())
    };
    assert_eq!(holding("", outcome("45.5 0", False)).value("child"), n("22.75"));
    assert_eq!(holding("", outcome("45.5 40", True)).value("child"), n("30"));
}

#[test]
fn barred_is_zero_and_ungraded_its_score() {
    assert_eq!(interval(&single("60 40", True)), (n("0"), n("0"), n("0")));
    assert_eq!(single("10 0", False).value("child"), n("5"));
}

#[test]
fn indeterminate_gives_its_value_and_interval() {
    let result = single("? 40", False);
    assert_eq!((interval(&result), result.state("child")), ((n("20"), n("20"), n("50")), State::Partly));
}

#[test]
fn the_lower_end_is_zero_while_an_undecided_gate_may_bar() {
    assert_eq!(interval(&single("60 20", Undecided)), (n("40"), n("0"), n("40")));
}

#[test]
fn not_applicable_stays_so_and_unanswered_too() {
    let lapsed = single("- -", False);
    assert_eq!((lapsed.state("child"), lapsed.score().0), (State::NotApplicable, Some(n("100"))));
    let open = single("? ?", False);
    assert_eq!((open.state("child"), open.score().0), (State::Unanswered, Some(n("50"))));
    // it may still turn out not applicable
    assert_eq!(open.score().2, n("100"));
}

#[test]
fn a_rulebook_not_in_effect_is_not_applicable() {
    assert_eq!(holding("", ChildResult::NotInEffect).state("child"), State::NotApplicable);
}

#[test]
fn levels_may_be_mapped_to_points() {
    let how = "levels = { star3 = 20, star4 = 30, star5 = 40 }";
    let value = |rows| interval(&holding(how, ChildResult::Single(item(rows, False))));
    assert_eq!(value("60 0"), (n("37.5"), n("37.5"), n("37.5")));
    assert_eq!(value("0 0"), (n("0"), n("0"), n("0")));
    assert_eq!(value("? 40"), (n("25"), n("25"), n("50")));
}

#[test]
fn worst_and_best_take_the_least_and_the_greatest_worth() {
    let outcomes = [item("45 0", False), item("60 40", False), item("50 ?", False)];
    assert_eq!(interval(&items("as_group = \"worst\"", &outcomes)), (n("22.5"), n("22.5"), n("22.5")));
    assert_eq!(interval(&items("as_group = \"best\"", &outcomes[..1])), (n("22.5"), n("22.5"), n("22.5")));
    assert_eq!(items("as_group = \"best\"", &outcomes).value("child"), n("50"));
    let barred = [item("45 0", False), item("60 40", True)];
    assert_eq!(items("as_group = \"worst\"", &barred).value("child"), n("0"));
}

#[test]
fn a_mean_weighs_items() {
    let outcomes =
        [(item("40 0", False), Some("3")), (item("60 40", False), Some("1")), (item("9 0", False), Some("0"))];
    assert_eq!(interval(&weighed("as_group = \"mean\"", &outcomes)), (n("27.5"), n("27.5"), n("27.5")));
}

#[test]
fn an_item_of_unknown_weight_leaves_the_mean_open() {
    let outcomes = [(item("40 0", False), Some("3")), (item("60 40", False), None)];
    let result = weighed("as_group = \"mean\"", &outcomes);
    assert_eq!((interval(&result), result.state("child")), ((n("20"), n("20"), n("50")), State::Partly));
}

#[test]
fn a_share_counts_items_graded_that_level_or_better() {
    let outcomes = [item("60 0", False), item("60 40", False), item("30 0", False), item("? 40", False)];
    let share = items("as_group = \"share_at:star4\"", &outcomes);
    // the fourth may still reach it
    assert_eq!(interval(&share), (n("25"), n("25"), n("37.5")));
    let graded = [item("60 ?", False)];
    assert_eq!(items("as_group = \"share_at:star4\"", &graded).value("child"), n("50"));
    assert_eq!(items("as_group = \"share_at:star4\"", &[item("60 40", True)]).value("child"), n("0"));
}

#[test]
fn a_graded_item_that_may_fall_below_the_level_lowers_the_lower_end() {
    let open = "combine = \"sum\"\nunanswered = \"exclude\"";
    let table = subjects::TABLE.replace("combine = \"sum\"", open);
    let result = case(&table, "60 ?").gate("bar", False).run();
    let outcome = result.evaluation.outcome(&result.tree).unwrap();
    // 100 points of what was answered, 60 at worst
    assert_eq!(interval(&items("as_group = \"share_at:star5\"", &[outcome])), (n("50"), n("0"), n("50")));
}

#[test]
fn an_array_not_answered_is_unanswered_and_an_empty_one_not_applicable() {
    let absent = holding("as_group = \"mean\"", ChildResult::Items(None));
    assert_eq!((absent.state("child"), interval(&absent)), (State::Unanswered, (n("0"), n("0"), n("50"))));
    assert_eq!(items("as_group = \"mean\"", &[]).state("child"), State::NotApplicable);
    assert_eq!(items("as_group = \"mean\"", &[item("- -", False)]).state("child"), State::NotApplicable);
}

#[test]
fn an_item_that_may_leave_takes_its_worth_along() {
    let leaving = |outcome, may_leave| Item { outcome, weight: Some(Number::ONE), may_leave };
    let result = holding(
        "as_group = \"mean\"",
        ChildResult::Items(Some(vec![leaving(item("60 40", False), false), leaving(item("40 0", False), true)])),
    );
    assert_eq!(interval(&result), (n("35"), n("35"), n("50")));
}

#[test]
fn coverage_of_a_composite_is_its_own() {
    let covered = |result: &Result| result.coverage.nodes[2].clone();
    assert_eq!(covered(&single("? 40", False)), Some(n("0.4")));
    assert_eq!(covered(&items("as_group = \"mean\"", &[item("? 40", False), item("60 40", False)])), Some(n("0.7")));
    assert_eq!(single("? 40", False).coverage.nodes[0], Some(n("0.7")));
}
