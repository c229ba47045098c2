//! Section 7: the overall result over items.

use super::*;
use crate::assess::composite::Outcome;
use crate::assess::overall::{ItemOutcome, Ladder, Overall, overall};
use crate::assess::verdict::Verdict;
use crate::rulebook::manifest;

pub(super) const TABLE: &str = r#"
[score]
combine = "sum"
min_coverage = 60
[[groups]]
id = "a"
title = "a"
rows = [{ id = "one", title = "1", points = 60 }, { id = "two", title = "2", points = 40 }]
[[levels]]
id = "star3"
title = "3"
any = [{ score = 30 }]
[[levels]]
id = "star4"
title = "4"
any = [{ score = 60 }]
[[levels]]
id = "star5"
title = "5"
any = [{ score = 90 }]
[[gates]]
id = "bar"
title = "b"
when = "s.f"
effect = { bar = true }
"#;

/// The result of an item; `bar` is what its gate gives.
pub(super) fn item(rows: &str, bar: Decision) -> Outcome {
    let result = case(TABLE, rows).gate("bar", bar).run();
    result.evaluation.outcome(&result.tree).unwrap()
}

fn clear(rows: &str) -> Outcome {
    item(rows, Decision::False)
}

fn of(mode: manifest::Overall, items: &[Outcome]) -> Overall {
    let items: Vec<(&Outcome, bool)> = items.iter().map(|item| (item, false)).collect();
    overall(mode, Ladder::of(&tree(TABLE)), Some(&items)).unwrap()
}

use manifest::Overall::{Best, None as NoOverall, Worst};

fn level(place: usize) -> Standing {
    Standing::Level(place)
}

#[test]
fn worst_orders_barred_before_ungraded_before_levels() {
    let items = [clear("60 0"), item("60 40", Decision::True), clear("0 0")];
    let worst = of(Worst, &items);
    assert_eq!((worst.verdict, worst.reached, worst.decided_by), (Verdict::Barred, Some(Standing::Barred), Some(1)));
    assert_eq!(of(Worst, &[clear("60 0"), clear("0 0")]).verdict, Verdict::Ungraded);
    assert_eq!(of(Worst, &[clear("60 0"), clear("0 30")]).reached, Some(level(0)));
    assert_eq!(of(Best, &items).reached, Some(level(1)));
}

#[test]
fn of_equal_levels_the_score_decides() {
    let items = [clear("50 0"), clear("40 0"), clear("59 0")];
    assert_eq!((of(Worst, &items).decided_by, of(Best, &items).decided_by), (Some(1), Some(2)));
}

#[test]
fn an_indeterminate_item_makes_the_overall_indeterminate_with_its_range() {
    let worst = of(Worst, &[clear("60 0"), clear("? 30")]);
    assert_eq!((worst.verdict, worst.possible), (Verdict::Indeterminate, vec![level(0), level(1)]));
    let best = of(Best, &[clear("60 0"), clear("? 30")]);
    assert_eq!((best.verdict, best.possible), (Verdict::Indeterminate, vec![level(1), level(2)]));
}

#[test]
fn an_indeterminate_item_makes_the_overall_so_even_where_another_holds_it_down() {
    let worst = of(Worst, &[clear("0 0"), clear("? 30")]);
    assert_eq!((worst.verdict, worst.possible), (Verdict::Indeterminate, vec![Standing::Ungraded]));
}

#[test]
fn a_barred_item_decides_the_worst_beside_an_indeterminate_one() {
    let worst = of(Worst, &[clear("? 30"), item("60 40", Decision::True)]);
    assert_eq!((worst.verdict, worst.possible), (Verdict::Barred, vec![Standing::Barred]));
}

#[test]
fn an_item_that_may_leave_does_not_hold_the_overall() {
    let (low, open) = (clear("0 30"), clear("60 ?"));
    let ladder = Ladder::of(&tree(TABLE));
    let certain = overall(Worst, ladder, Some(&[(&low, false), (&open, false)])).unwrap();
    assert_eq!(certain.possible, [level(0)]);
    let leaving = overall(Worst, ladder, Some(&[(&low, true), (&open, false)])).unwrap();
    assert_eq!(leaving.possible, [level(0), level(1), level(2)]);
}

#[test]
fn an_array_that_is_not_answered_is_indeterminate_with_everything_possible() {
    let absent = overall(Worst, Ladder::of(&tree(TABLE)), None).unwrap();
    assert_eq!((absent.verdict, absent.coverage), (Verdict::Indeterminate, Some(Number::ZERO)));
    assert_eq!(absent.possible, [Standing::Barred, Standing::Ungraded, level(0), level(1), level(2)]);
}

#[test]
fn an_empty_array_or_none_in_scope_is_not_applicable() {
    assert_eq!(of(Worst, &[]).verdict, Verdict::NotApplicable);
    let none = of(Worst, &[clear("- -")]);
    assert_eq!((none.verdict, none.coverage), (Verdict::NotApplicable, None));
}

#[test]
fn an_item_that_does_not_apply_does_not_count() {
    assert_eq!(of(Worst, &[clear("- -"), clear("60 0")]).reached, Some(level(1)));
}

#[test]
fn without_overall_there_is_no_level_but_shares() {
    let none = of(NoOverall, &[clear("60 0"), clear("0 0")]);
    assert_eq!((none.verdict, none.reached, none.possible.len()), (Verdict::Graded, None, 0));
    assert_eq!(of(NoOverall, &[clear("60 0"), clear("? 30")]).verdict, Verdict::Indeterminate);
}

#[test]
fn the_share_of_each_level_is_reported_and_states_are_kept_apart() {
    let items = [clear("60 0"), clear("60 5"), clear("? 30"), clear("- -"), item("9 9", Decision::True)];
    let shares: Vec<_> =
        of(Worst, &items).shares.into_iter().map(|share| (share.outcome, share.count, share.share)).collect();
    let stands = ItemOutcome::Stands;
    assert_eq!(
        shares,
        [
            (ItemOutcome::NotApplicable, 1, n("20")),
            (ItemOutcome::Indeterminate, 1, n("20")),
            (stands(Standing::Barred), 1, n("20")),
            (stands(level(0)), 0, n("0")),
            (stands(level(1)), 2, n("40")),
            (stands(level(2)), 0, n("0")),
        ]
    );
}

#[test]
fn coverage_is_the_mean_of_the_items() {
    assert_eq!(of(Worst, &[clear("60 0"), clear("? 30")]).coverage, Some(n("0.7")));
}
