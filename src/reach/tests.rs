//! What the walk says cannot happen does not happen; and it is close enough to find what it is for.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

use super::compare::{compare, contains};
use super::interval::{End, Interval};
use super::rulebook::Reach;
use super::seen::{Condition, spot};
use super::set::Set;
use crate::assess::outcome::State;
use crate::cases::Suite;
use crate::engine::watch::{Scene, Seat, Watch, Way};
use crate::engine::{Loaded, Rulebook};
use crate::number::Number;
use crate::plan::expr::{Comparison, Expr};
use crate::plan::value::Value;
use std::cell::RefCell;
use std::path::Path;

/// Compares every comparison of an assessment with what the walk allows it.
struct Witness<'r> {
    loaded: &'r Loaded,
    reach: &'r Reach,
    mine: RefCell<bool>,
    seen: RefCell<usize>,
    failures: RefCell<Vec<String>>,
}

impl Watch for Witness<'_> {
    fn begin(&self, scene: &Scene<'_>, _: Seat) {
        *self.mine.borrow_mut() = std::ptr::eq(scene.loaded, self.loaded);
    }

    fn seen(&self, expr: &Expr, value: &Value<'_>, way: Way) {
        let (Expr::Compare { site, .. } | Expr::In { site, .. }) = expr else { return };
        if way == Way::Text || !*self.mine.borrow() {
            return;
        }
        *self.seen.borrow_mut() += 1;
        if let Expr::Compare { left, right, .. } = expr
            && matches!((&**left, &**right), (Expr::Constant(_), Expr::Constant(_)))
        {
            return;
        }
        let allowed = self.reach.seen.conditions.get(&(spot(*site), Condition::Compared));
        let fits = allowed.is_some_and(|(_, truths)| match value {
            Value::Bool(true) => truths.yes,
            Value::Bool(false) => truths.no,
            Value::Absent => truths.absent,
            _ => truths.yes && truths.no,
        });
        if !fits {
            let file = &self.loaded.code.files[usize::from(site.file)];
            self.failures.borrow_mut().push(format!("{file}:{:?} gave {value:?}, allowed {allowed:?}", site.pos));
        }
    }
}

#[test]
fn no_case_of_the_built_in_rulebooks_does_what_cannot_happen() {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let mut seen = 0;
    for id in crate::Library::builtin().ids() {
        let folder = rules.join(id);
        let rulebook = Rulebook::load(&folder).unwrap();
        let reach = Reach::of(rulebook.loaded());
        assert!(!reach.seen.exhausted, "{id}");
        for (profile, options) in Suite::load(&folder).unwrap().profiles(&rulebook) {
            let witness = Witness {
                loaded: rulebook.loaded(),
                reach: &reach,
                mine: RefCell::default(),
                seen: RefCell::default(),
                failures: RefCell::default(),
            };
            let Ok(assessment) = rulebook.assess_watched(profile.as_bytes(), &options, &witness) else { continue };
            let failures = witness.failures.into_inner();
            assert!(failures.is_empty(), "{id}: {failures:#?}");
            seen += witness.seen.into_inner();
            for part in std::iter::once(&assessment).chain(&assessment.items) {
                for (place, row) in part.rows.iter().enumerate() {
                    if matches!(row.state, State::Faulty | State::Unanswered) {
                        continue;
                    }
                    let rows = || reach.spans.iter().map(|span| &span.rows[place]);
                    if row.state == State::NotApplicable {
                        assert!(rows().any(|row| row.not_applicable), "{id} {}", row.id);
                        continue;
                    }
                    let Some(points) = &row.points else { continue };
                    let within = rows().any(|row| row.low <= *points && *points <= row.high);
                    assert!(within, "{id} {}: {points} in {:?}", row.id, rows().collect::<Vec<_>>());
                }
            }
        }
    }
    assert!(seen > 50_000, "{seen} comparisons");
}

fn between(low: i64, high: i64) -> Set {
    Set::numbers(Interval::between(low.into(), high.into()))
}

fn truths(set: &Set) -> (bool, bool) {
    (set.yes, set.no)
}

#[test]
fn comparisons_are_decided_where_ranges_do_not_overlap() {
    let at_least = |left: &Set, right: &Set| truths(&compare(Comparison::GreaterOrEqual, left, right));
    assert_eq!(at_least(&between(0, 100), &between(0, 0)), (true, false));
    assert_eq!(at_least(&between(0, 100), &between(100, 100)), (true, true));
    assert_eq!(at_least(&between(0, 100), &between(101, 101)), (false, true));
    let below = Interval { low: End::at(Number::ZERO), high: End::beyond(Number::from(90)) };
    assert_eq!(at_least(&Set::numbers(below), &between(90, 90)), (false, true));
}

#[test]
fn a_choice_is_in_a_list_that_names_every_value_of_it() {
    let choice = Set::text("a").join(&Set::text("b"));
    let list = |words: &[&str]| Set::exact_list(words.iter().map(|word| Set::text(word)).collect());
    assert_eq!(truths(&contains(&choice, &list(&["a", "b", "c"]))), (true, false));
    assert_eq!(truths(&contains(&choice, &list(&["a"]))), (true, true));
    assert_eq!(truths(&contains(&choice, &list(&["c"]))), (false, true));
    assert_eq!(truths(&contains(&choice, &Set::exact_list(Vec::new()))), (false, true));
}

#[test]
fn arithmetic_keeps_within_what_the_ends_give() {
    let (a, b) = (Interval::between(1.into(), 4.into()), Interval::between((-2).into(), 3.into()));
    assert_eq!(a.add(&b), Interval::between((-1).into(), 7.into()));
    assert_eq!(a.mul(&b), Interval::between((-8).into(), 12.into()));
    assert_eq!(a.div(&b), Interval::ALL);
    assert_eq!(b.div(&a), Interval::between((-2).into(), 3.into()));
    assert_eq!(b.abs(), Interval::between(0.into(), 3.into()));
    let counts = Interval::from(Number::ZERO);
    assert_eq!(counts.mul(&counts), counts);
    assert_eq!(a.div(&counts), Interval::from(Number::ZERO));
}
