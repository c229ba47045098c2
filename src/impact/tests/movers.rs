//! Who moves, which edits move whom, and what is counted.

use super::super::comparison::{Comparison, Settings};
use super::super::{Profile, State};
use super::{edit, first, impact, profile};

#[test]
fn responsible_edits_are_found_by_trying_each_alone() {
    let old = first(&[], &[]);
    let new = first(
        &[("any = [{ score = 60 }]", "any = [{ score = 75 }]"), ("[[80, 40], [50, 20]]", "[[80, 40], [50, 10]]")],
        &[],
    );
    let impact = impact(
        &old,
        &new,
        vec![
            // 70 before and after: the bound of the level alone
            profile("甲", 90, false),
            // 80 before, 70 after: only the two together
            profile("乙", 60, true),
            // 50 before, 40 after: nothing moves
            profile("丙", 60, false),
            // 100 before and after
            profile("丁", 90, true),
        ],
    );
    let names: Vec<&str> = impact.movers.iter().filter_map(|mover| mover.enterprise.as_deref()).collect();
    assert_eq!(names, ["甲", "乙"]);
    let bound = edit(&impact, "levels.good.any[0].score").number;
    let band = edit(&impact, "params.trained[1][1]").number;
    let causes = |place: usize| -> Vec<(Vec<usize>, bool, bool)> {
        let causes = impact.movers[place].causes.iter();
        causes.map(|cause| (cause.edits.clone(), cause.alone, cause.undone)).collect()
    };
    assert_eq!(causes(0), [(vec![bound], true, true)]);
    assert!(!impact.movers[0].only_together);
    assert_eq!(causes(1), [(vec![bound], false, true), (vec![band], false, true)]);
    assert!(impact.movers[1].only_together);
    assert_eq!(edit(&impact, "levels.good.any[0].score").moved_alone, 1);
    assert_eq!(edit(&impact, "params.trained[1][1]").moved_back, 1);
    assert_eq!((impact.enterprises.down, impact.enterprises.same), (2, 2));
    assert_eq!((impact.shifts.shifts.changed, impact.shifts.shifts.changed_within_level), (2, 1));
}

#[test]
fn of_two_edits_each_enough_both_are_responsible() {
    let old = first(&[], &[]);
    let new = first(
        &[("any = [{ score = 60 }]", "any = [{ score = 90 }]"), ("[[80, 40], [50, 20]]", "[[80, 40], [70, 20]]")],
        &[("p.quality_org.policy }", "!p.quality_org.policy }")],
    );
    let impact = impact(&old, &new, vec![profile("甲", 60, true)]);
    let causes: Vec<(bool, bool)> = impact.movers[0].causes.iter().map(|cause| (cause.alone, cause.undone)).collect();
    // 80 before: below 90, and 50 where a policy no longer counts; the band alone leaves 60, which is enough
    assert_eq!(causes, [(true, false), (true, false)], "{:?}", impact.movers[0].causes);
}

#[test]
fn edits_without_effect_on_anybody_are_named() {
    let old = first(&[], &[]);
    let new = first(
        &[
            ("[[80, 40], [50, 20]]", "[[80, 40], [50, 20], [5, 1]]"),
            ("any = [{ score = 60 }]", "any = [{ score = 75 }]"),
        ],
        &[],
    );
    let impact = impact(&old, &new, vec![profile("甲", 90, false)]);
    let idle: Vec<&str> = impact.idle_edits().map(|edit| edit.path.as_str()).collect();
    assert_eq!(idle, ["params.trained"]);
}

#[test]
fn a_profile_that_cannot_be_read_is_told_and_the_rest_goes_on() {
    let old = first(&[], &[]);
    let new = first(&[("any = [{ score = 60 }]", "any = [{ score = 90 }]")], &[]);
    let bad = Profile { name: "all.ndjson".to_owned(), line: Some(2), bytes: b"{ \"basic\": 3 ".to_vec() };
    let early = Profile { name: "old.json".to_owned(), line: None, bytes: br#"{ "as_of": "2019-01-01" }"#.to_vec() };
    let impact = impact(&old, &new, vec![profile("甲", 60, true), bad, early, profile("乙", 60, true)]);
    assert_eq!((impact.profiles.read, impact.profiles.compared, impact.profiles.refused), (4, 2, 1));
    assert_eq!(impact.profiles.neither_in_effect, 1);
    assert_eq!(impact.refused[0].line, Some(2));
    assert_eq!(impact.movers.len(), 2);
    assert_eq!(impact.movers[0].old.state, State::Level("good".to_owned()));
    assert_eq!(impact.movers[0].new.state, State::Ungraded);
}

#[test]
fn the_number_of_threads_and_of_listed_movers_does_not_change_the_counts() {
    let old = first(&[], &[]);
    let new = first(
        &[("any = [{ score = 60 }]", "any = [{ score = 75 }]"), ("[[80, 40], [50, 20]]", "[[80, 40], [50, 10]]")],
        &[],
    );
    let comparison = Comparison::of(&old, &new).unwrap();
    let run = |threads, movers| {
        let profiles = (0..400).map(|number| profile(&number.to_string(), number % 100, number % 3 == 0));
        let settings = Settings { threads, movers, ..Settings::default() };
        comparison.run(profiles, &settings).unwrap()
    };
    let (one, four, few) = (run(1, 1000), run(4, 1000), run(3, 5));
    assert_eq!(one, four);
    assert_eq!((few.movers.as_slice(), few.enterprises.clone()), (&one.movers[..5], one.enterprises.clone()));
    assert_eq!(few.movers_not_listed, one.enterprises.moved() - 5);
    assert_eq!(few.edits, one.edits);
}
