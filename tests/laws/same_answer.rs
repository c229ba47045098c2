//! The same profile gives the same answer, whoever asks and however it is written down.

use crate::dice::Dice;
use crate::examples::{assess, pairs, profiles, some_rulebooks};
use proptest::prelude::*;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fmt::Write;
use zhiheng::Assessment;
use zhiheng::profile::Enterprise;

fn bytes(assessment: &Assessment) -> String {
    serde_json::to_string(assessment).unwrap()
}

#[test]
fn eight_threads_give_the_bytes_of_one() {
    let each = || pairs().map(|(profile, rulebook)| bytes(&assess(rulebook, &profile.text)));
    let alone: Vec<String> = each().collect();
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(|| each().collect::<Vec<_>>())).collect();
        for thread in threads {
            assert!(thread.join().unwrap() == alone);
        }
    });
}

#[test]
fn a_rulebook_loaded_anew_gives_the_same_bytes() {
    for (profile, rulebook) in pairs() {
        let again = zhiheng::Library::builtin().get(rulebook.id()).unwrap();
        let results = [rulebook, &again].map(|rulebook| bytes(&assess(rulebook, &profile.text)));
        assert!(results[0] == results[1], "{} {}", profile.name, rulebook.id());
    }
}

#[test]
fn text_values_and_typed_profiles_give_the_same_bytes() {
    for (profile, rulebook) in pairs() {
        let typed: Enterprise = serde_json::from_str(&profile.text).unwrap();
        if !rulebook.is_in_effect(typed.as_of.unwrap()) {
            continue;
        }
        let of_text = bytes(&rulebook.assess_json(&profile.text).unwrap());
        let on = format!("{} {}", profile.name, rulebook.id());
        assert!(of_text == bytes(&rulebook.assess(&profile.json).unwrap()), "{on} as a value");
        // the types have no place for facts of extensions: what is typed is compared with its own text
        let typed_text = serde_json::to_string(&typed).unwrap();
        let of_typed_text = bytes(&rulebook.assess_json(&typed_text).unwrap());
        assert!(of_typed_text == bytes(&rulebook.assess(&typed).unwrap()), "{on} as an enterprise");
        if serde_json::to_value(&typed).unwrap() == profile.json {
            assert!(of_text == of_typed_text, "{on} typed");
        }
    }
}

/// JSON text with the keys of every object in another order.
fn reordered(value: &Value, dice: &mut Dice, out: &mut String) {
    match value {
        Value::Object(fields) => {
            let mut fields: Vec<_> = fields.iter().collect();
            dice.shuffle(&mut fields);
            out.push('{');
            for (place, (key, field)) in fields.into_iter().enumerate() {
                write!(out, "{}{} : ", if place > 0 { ",\n" } else { "" }, Value::from(key.as_str())).unwrap();
                reordered(field, dice, out);
            }
            out.push('}');
        }
        Value::Array(elements) => {
            out.push('[');
            for (place, element) in elements.iter().enumerate() {
                out.push_str(if place > 0 { " ," } else { "" });
                reordered(element, dice, out);
            }
            out.push(']');
        }
        single => write!(out, "{single}").unwrap(),
    }
}

/// The profile with every list in another order. No built-in rulebook asks what stands first.
fn rearranged(value: &mut Value, dice: &mut Dice) {
    match value {
        Value::Object(fields) => fields.values_mut().for_each(|field| rearranged(field, dice)),
        Value::Array(elements) => {
            dice.shuffle(elements);
            elements.iter_mut().for_each(|element| rearranged(element, dice));
        }
        _ => {}
    }
}

/// What an assessment decides: scores, levels, status, gates and points, items by key.
fn verdicts(assessment: &Assessment) -> Vec<(String, String)> {
    let mut found = BTreeMap::new();
    let mut put = |what: String, value: String| assert!(found.insert(what, value).is_none());
    put("status".into(), format!("{:?}", assessment.status));
    put("score".into(), format!("{:?}", assessment.score));
    let level = &assessment.level;
    put("level".into(), format!("{:?} {:?} {:?}", level.final_, level.earned, level.possible));
    put("coverage".into(), format!("{:?}", assessment.coverage));
    for gate in &assessment.gates {
        put(format!("gate {}", gate.id), format!("{:?}", gate.state));
    }
    for row in &assessment.rows {
        put(format!("row {}", row.id), format!("{:?} {:?} {:?} {:?}", row.state, row.points, row.lower, row.upper));
    }
    for item in &assessment.items {
        put(format!("item {:?}", item.subject.key), format!("{:?}", verdicts(item)));
    }
    found.into_iter().collect()
}

proptest! {
    #![proptest_config(crate::trials::trials(16))]

    #[test]
    fn the_order_of_keys_changes_no_byte(seed in any::<u64>()) {
        for profile in profiles() {
            let mut text = String::new();
            reordered(&profile.json, &mut Dice(seed), &mut text);
            for rulebook in some_rulebooks(&mut Dice(seed)) {
                let of_text = bytes(&assess(rulebook, &profile.text));
                let of_other = bytes(&assess(rulebook, &text));
                prop_assert!(of_text == of_other, "{} {}\n{text}", profile.name, rulebook.id());
            }
        }
    }

    #[test]
    fn the_order_of_lists_changes_no_verdict(seed in any::<u64>()) {
        for profile in profiles() {
            let mut other = profile.json.clone();
            rearranged(&mut other, &mut Dice(seed));
            for rulebook in some_rulebooks(&mut Dice(seed)) {
                let before = verdicts(&assess(rulebook, &profile.text));
                let after = verdicts(&assess(rulebook, other.to_string()));
                prop_assert_eq!(before, after, "{} {}", profile.name, rulebook.id());
            }
        }
    }
}
