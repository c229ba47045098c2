//! An evaluation says in numbers what the assessment of the same profile says.

use crate::completions::{shaken, thinned};
use crate::dice::Dice;
use crate::examples::{assess, pairs, profiles, some_rulebooks};
use proptest::prelude::*;
use zhiheng::assessment::{GateState, State, Verdict};
use zhiheng::{Assessment, Evaluation, Number, Options, Rulebook};

fn evaluate(rulebook: &Rulebook, profile: &str) -> Evaluation {
    let mut options = Options::default();
    options.even_if_not_in_effect = true;
    rulebook.evaluate_with(profile, &options).unwrap()
}

/// A group: id, status, value, max, lower, upper, level.
type Group = (String, State, [Option<Number>; 4], Option<String>);

/// What both say of one subject, in one form.
#[derive(Debug, PartialEq)]
struct Said {
    status: Verdict,
    level: Option<String>,
    possible: Vec<String>,
    score: Option<[Option<Number>; 5]>,
    rows: Vec<(String, State, [Option<Number>; 4])>,
    groups: Vec<Group>,
    gates: Vec<(String, GateState)>,
}

impl Said {
    fn in_full(assessment: &Assessment) -> Said {
        let score = assessment.score.clone();
        let rows = assessment.rows.iter().map(|row| {
            (
                row.id.clone(),
                row.state,
                [row.points.clone(), Some(row.max.clone()), row.lower.clone(), row.upper.clone()],
            )
        });
        let groups = assessment.groups.iter().map(|group| {
            let numbers = [group.value.clone(), Some(group.max.clone()), group.lower.clone(), group.upper.clone()];
            (group.id.clone(), group.status, numbers, group.level.as_ref().map(|level| level.id.clone()))
        });
        Said {
            status: assessment.status,
            level: assessment.level.id().map(str::to_owned),
            possible: assessment.level.possible.clone(),
            score: score
                .map(|score| [score.value, Some(score.max), Some(score.lower), Some(score.upper), score.earned]),
            rows: rows.collect(),
            groups: groups.collect(),
            gates: assessment.gates.iter().map(|gate| (gate.id.clone(), gate.state)).collect(),
        }
    }
}

macro_rules! in_short {
    ($evaluation:expr) => {{
        let evaluation = $evaluation;
        let rows = evaluation.rows().map(|row| {
            let numbers = [row.points.cloned(), Some(row.max.clone()), row.lower.cloned(), row.upper.cloned()];
            (row.id.to_owned(), row.state, numbers)
        });
        let groups = evaluation.groups().map(|group| {
            let numbers = [group.value.cloned(), Some(group.max.clone()), group.lower.cloned(), group.upper.cloned()];
            (group.id.to_owned(), group.status, numbers, group.level.map(str::to_owned))
        });
        let gates = evaluation.gates().map(|(id, state)| (id.to_owned(), state));
        Said {
            status: evaluation.status(),
            level: evaluation.level().map(str::to_owned),
            possible: evaluation.possible().into_iter().map(str::to_owned).collect(),
            score: evaluation
                .score()
                .map(|score| [score.value, Some(score.max), Some(score.lower), Some(score.upper), score.earned]),
            rows: rows.collect(),
            groups: groups.collect(),
            gates: gates.collect(),
        }
    }};
}

fn compare(assessment: &Assessment, evaluation: &Evaluation, about: &str) {
    assert_eq!(in_short!(evaluation), Said::in_full(assessment), "{about}");
    assert_eq!(evaluation.coverage().unwrap(), assessment.coverage, "{about}");
    assert_eq!((evaluation.as_of(), evaluation.rules_on()), (assessment.as_of, assessment.rules_on), "{about}");
    let name = assessment.subject.title.as_ref().map(|title| title.get(zhiheng::Lang::Zh));
    assert_eq!(evaluation.name(), name, "{about}");
    assert_eq!(evaluation.items().count(), assessment.items.len(), "{about}");
    for (short, full) in evaluation.items().zip(&assessment.items) {
        assert_eq!(Some(short.key()), full.subject.key.as_deref(), "{about}");
        assert_eq!(in_short!(short), Said::in_full(full), "{about}");
        assert_eq!(short.coverage().unwrap(), full.coverage, "{about}");
    }
    let held: Vec<(&str, Evaluation)> = evaluation.held().collect();
    let groups = assessment.groups.iter().filter_map(|group| Some((&group.id, group.assessment.as_ref()?)));
    assert_eq!(held.len(), groups.clone().count(), "{about}");
    for ((short_id, short), (id, full)) in held.iter().zip(groups) {
        assert_eq!(short_id, id, "{about}");
        assert_eq!((short.status(), short.level()), (full.status, full.level.id()), "{about} {id}");
    }
}

#[test]
fn every_example_has_the_same_numbers_in_short_and_in_full() {
    for (profile, rulebook) in pairs() {
        let about = format!("{} {}", profile.name, rulebook.id());
        compare(&assess(rulebook, &profile.text), &evaluate(rulebook, &profile.text), &about);
    }
}

proptest! {
    #![proptest_config(crate::trials::trials(60))]

    #[test]
    fn a_profile_with_gaps_has_the_same_numbers_in_short_and_in_full(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let profile = &profiles()[dice.roll(profiles().len())];
        let mut json = profile.json.clone();
        shaken(&mut json, &mut dice);
        thinned(&mut json, &mut dice, [40, 12, 3][seed as usize % 3]);
        let text = json.to_string();
        for rulebook in some_rulebooks(&mut dice) {
            let about = format!("{} {} {text}", profile.name, rulebook.id());
            compare(&assess(rulebook, &text), &evaluate(rulebook, &text), &about);
        }
    }
}
