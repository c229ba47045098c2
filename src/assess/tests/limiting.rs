//! What stands between a result and the next level.

use super::*;
use crate::assess::level::Test;
use crate::assess::limiting::{Limiting, limiting};
use crate::assess::tree::Part;

const TABLE: &str = r#"
[score]
combine = "sum"
[[groups]]
id = "a"
title = "a"
rows = [{ id = "one", title = "1", points = 40 }]
[[groups]]
id = "b"
title = "b"
rows = [{ id = "one", title = "1", points = 60 }]
[[levels]]
id = "low"
title = "l"
any = [{ score = 20 }]
[[levels]]
id = "high"
title = "h"
any = [{ score = 70, groups = { a = "50%" }, rows = { "b.one" = 10 } }, { rule = "s.f" }]
[[gates]]
id = "cap"
title = "c"
when = "s.f"
effect = { cap_level = "low" }
[[gates]]
id = "bar"
title = "b"
when = "s.f"
effect = { bar = true }
"#;

fn limits(rows: &str, cap: Decision, bar: Decision) -> Option<Limiting> {
    let result = case(TABLE, rows).gate("cap", cap).gate("bar", bar).rule(1, 1, |_| Decision::False).run();
    limiting(&result.tree, &result.evaluation).unwrap()
}

#[test]
fn failing_entries_of_the_next_level_are_listed_with_what_is_lacking() {
    let limits = limits("10 50", Decision::False, Decision::False).unwrap();
    assert_eq!((limits.next, limits.gates.len(), limits.sets.len()), (Standing::Level(1), 0, 2));
    let entries = &limits.sets[0].entries;
    assert_eq!((entries[0].on, entries[0].test.clone()), (Part::Node(ROOT), Test::Score(n("70"))));
    assert_eq!((&entries[0].actual, &entries[0].gap), (&Some(n("60")), &Some(n("10"))));
    assert_eq!((entries[1].on, entries[1].test.clone()), (Part::Node(1), Test::Percent(n("50"))));
    assert_eq!((&entries[1].actual, &entries[1].gap), (&Some(n("25")), &Some(n("25"))));
    assert_eq!((entries.len(), limits.sets[1].rule), (2, Some(PredicateId::Level { level: 1, set: 1 })));
}

#[test]
fn a_level_that_gates_took_lists_the_gates() {
    let limits = limits("30 50", Decision::True, Decision::False).unwrap();
    assert_eq!((limits.next, limits.sets.len(), limits.gates), (Standing::Level(1), 0, vec![0]));
}

#[test]
fn a_barred_result_lists_what_bars() {
    let limits = limits("30 50", Decision::False, Decision::True).unwrap();
    assert_eq!((limits.next, limits.gates), (Standing::Level(1), vec![1]));
}

#[test]
fn nothing_limits_the_highest_level_but_an_undecided_bar() {
    assert_eq!(limits("30 50", Decision::False, Decision::False), None);
}

#[test]
fn without_the_veto_the_other_gates_still_hold() {
    let limits = limits("30 50", Decision::True, Decision::True).unwrap();
    assert_eq!((limits.next, limits.gates), (Standing::Level(0), vec![1]));
}
