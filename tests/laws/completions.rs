//! Whatever is still filled in, the result stays within what was said before (`rulebook.md`, section 4, rule 6).

use crate::contributions::add_up;
use crate::dice::Dice;

use crate::examples::{all, assess, profiles, rulebook, rulebooks, some_rulebooks};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeSet;
use zhiheng::Assessment;
use zhiheng::assessment::Verdict;

/// Fields that the law does not speak of: those that name items, those with a default in a rule, and those that mean
/// something when they are left empty.
const KEPT: [&str; 12] = [
    "as_of",
    "evaluated_on",
    "evidence",
    "id",
    "product",
    "industry",
    "limit_cn",
    "limit_target",
    "name",
    "no_cn_limit",
    "no_target_limit",
    "not_exported",
];

/// The profile with one field in `rarity` taken away; no list loses an item.
pub fn thinned(value: &mut Value, dice: &mut Dice, rarity: usize) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields.iter_mut() {
                // a list or object carries much: it goes away less often
                let rarity = if field.is_array() || field.is_object() { rarity * 4 } else { rarity };
                // an honour without an end is valid for good
                if KEPT.contains(&name.as_str()) || name == "valid_to" {
                    continue;
                }
                if dice.roll(rarity) == 0 {
                    *field = Value::Null;
                } else {
                    thinned(field, dice, rarity);
                }
            }
        }
        Value::Array(elements) => elements.iter_mut().for_each(|element| thinned(element, dice, rarity)),
        _ => {}
    }
}

/// The profile with some answers changed: numbers halved or zero, yes and no turned round.
pub fn shaken(value: &mut Value, dice: &mut Dice) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields.iter_mut() {
                // zero is no rank and no format
                let is_ordinal = ["profile", "fiscal_year", "rank", "target_level"].contains(&name.as_str());
                match field {
                    Value::Bool(answer) if dice.roll(6) == 0 => *answer = !*answer,
                    Value::Number(number) if !is_ordinal && dice.roll(6) == 0 => {
                        let less = match number.as_i64() {
                            Some(whole) => Value::from(whole / 2),
                            None => Value::from(number.as_f64().unwrap() / 2.0),
                        };
                        *field = if dice.roll(2) == 0 { 0.into() } else { less };
                    }
                    _ => shaken(field, dice),
                }
            }
        }
        Value::Array(elements) => elements.iter_mut().for_each(|element| shaken(element, dice)),
        _ => {}
    }
}

/// Whether a rule took a default for a fact that was given before.
fn assumes_more(thin: &Assessment, full: &Assessment) -> bool {
    let paths = |of: &Assessment| of.assumed.iter().map(|fact| fact.path.clone()).collect::<BTreeSet<_>>();
    !paths(thin).is_subset(&paths(full))
}

/// What must hold of `thin`, of whose profile that of `full` is a completion.
fn holds(thin: &Assessment, full: &Assessment) -> Result<(), String> {
    if let Some(score) = &thin.score {
        if score.lower > score.upper {
            return Err(format!("{} is above {}", score.lower, score.upper));
        }
        if score.value.as_ref().is_some_and(|value| *value < score.lower || *value > score.upper) {
            return Err(format!("{score:?} is not in order"));
        }
        if let Some(then) = &full.score {
            if then.lower < score.lower || then.upper > score.upper {
                return Err(format!("{then:?} is wider than {score:?}"));
            }
            if then.value.as_ref().is_some_and(|value| *value < score.lower || *value > score.upper) {
                return Err(format!("{then:?} is not in {score:?}"));
            }
        }
    }
    for (row, then) in thin.rows.iter().zip(&full.rows) {
        if let (Some(lower), Some(upper), Some(points)) = (&row.lower, &row.upper, &then.points)
            && (points < lower || points > upper)
        {
            return Err(format!("row {}: {points} is not in {lower} to {upper}", row.id));
        }
    }
    for (group, then) in thin.groups.iter().zip(&full.groups) {
        if let (Some(lower), Some(upper), Some(value)) = (&group.lower, &group.upper, &then.value)
            && (value < lower || value > upper)
        {
            return Err(format!("group {}: {value} is not in {lower} to {upper}", group.id));
        }
        // what an empty answer means by the schema (no evaluation yet: not applicable) was answered by leaving it empty
        if let Some(level) = &then.level
            && !group.possible.is_empty()
            && !group.possible.contains(&level.id)
        {
            return Err(format!("group {}: {} is none of {:?}", group.id, level.id, group.possible));
        }
    }
    if full.status != Verdict::NotApplicable {
        let reached = full.level.id().map(str::to_owned);
        if let Some(level) = reached.iter().chain(&full.level.possible).find(|id| !thin.level.possible.contains(*id)) {
            return Err(format!("{level} is none of {:?}", thin.level.possible));
        }
    }
    // without the list there are no items to compare
    for then in full.items.iter().filter(|_| !thin.items.is_empty()) {
        let key = then.subject.key.as_deref().unwrap_or_default();
        match thin.item(key) {
            None => return Err(format!("item {key} is not there")),
            // what holds for the completion of assumed facts is not said
            Some(item) if assumes_more(item, then) => {}
            Some(item) => holds(item, then).map_err(|error| format!("item {key}: {error}"))?,
        }
    }
    Ok(())
}

fn try_out(seed: u64) -> Result<(), TestCaseError> {
    let mut dice = Dice(seed);
    let profile = &profiles()[dice.roll(profiles().len())];
    // a little, a lot, or nearly everything
    let rarity = [20, 6, 2][dice.roll(3)];
    let mut full = profile.json.clone();
    if dice.roll(2) == 0 {
        shaken(&mut full, &mut dice);
    }
    let mut thin = full.clone();
    thinned(&mut thin, &mut dice, rarity);
    for rulebook in some_rulebooks(&mut dice) {
        let full = assess(rulebook, full.to_string());
        let less = assess(rulebook, thin.to_string());
        for part in all(&less) {
            add_up(part, &format!("{} {}", profile.name, rulebook.id()));
        }
        if assumes_more(&less, &full) || less.items.iter().any(|item| !item.assumed.is_empty()) {
            continue;
        }
        let held = holds(&less, &full);
        prop_assert!(held.is_ok(), "{} {}: {}\n{thin}", profile.name, rulebook.id(), held.unwrap_err());
    }
    Ok(())
}

proptest! {
    #![proptest_config(crate::trials::trials(300))]

    #[test]
    fn a_complete_profile_stays_within_what_a_thinned_one_left_open(seed in any::<u64>()) {
        try_out(seed)?;
    }
}

#[test]
fn a_complete_profile_stays_within_what_an_empty_one_leaves_open() {
    for profile in profiles() {
        let empty = serde_json::json!({ "as_of": profile.json["as_of"] });
        for rulebook in rulebooks() {
            let full = assess(rulebook, &profile.text);
            let less = assess(rulebook, empty.to_string());
            assert_eq!(holds(&less, &full), Ok(()), "{} {}", profile.name, rulebook.id());
        }
    }
}

#[test]
fn a_rulebook_that_does_not_apply_says_what_it_took_for_granted() {
    let thin = serde_json::json!({ "as_of": "2023-04-30", "cluster": { "makes_equipment": false } });
    let assessment = assess(rulebook("first-set"), thin.to_string());
    assert_eq!(assessment.status, Verdict::NotApplicable);
    let assumed: Vec<(&str, bool)> = assessment.assumed.iter().map(|fact| (fact.path.as_str(), fact.applies)).collect();
    assert_eq!(assumed, [("cluster.first_sets", true), ("basic.industry", true)]);
}

#[test]
fn facts_that_decide_whether_a_rulebook_applies_are_named_as_missing() {
    let assessment = assess(rulebook("first-set"), serde_json::json!({ "as_of": "2023-04-30" }).to_string());
    let open = assessment.missing.iter().find(|fact| fact.applies);
    assert_eq!(open.map(|fact| fact.path.as_str()), Some("cluster.makes_equipment"));
}

/// A profile that one day broke the law: nothing was said of a list that was taken for empty.
#[test]
fn a_list_that_applicability_takes_for_empty_is_assumed() {
    try_out(3338463703802205577).unwrap();
}
