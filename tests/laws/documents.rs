//! Assessments and profiles as documents: what is written can be read, and is what the schemas say.

use crate::examples::{assess, pairs, profiles, rulebooks};
use jsonschema::Validator;
use serde_json::Value;
use zhiheng::Assessment;

#[track_caller]
fn validator(schema: &str) -> Validator {
    jsonschema::validator_for(&serde_json::from_str(schema).unwrap()).unwrap()
}

fn mistakes(validator: &Validator, document: &Value) -> Vec<String> {
    validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn an_assessment_read_back_writes_the_same_bytes() {
    for (profile, rulebook) in pairs() {
        let written = serde_json::to_string(&assess(rulebook, &profile.text)).unwrap();
        let read: Assessment = serde_json::from_str(&written).unwrap();
        assert!(serde_json::to_string(&read).unwrap() == written, "{} {}", profile.name, rulebook.id());
    }
}

#[test]
fn every_assessment_is_what_its_schema_says() {
    let validator = validator(&zhiheng::schema::assessment());
    for (profile, rulebook) in pairs() {
        let assessment = serde_json::to_value(assess(rulebook, &profile.text)).unwrap();
        assert_eq!(mistakes(&validator, &assessment), [""; 0], "{} {}", profile.name, rulebook.id());
    }
}

#[test]
fn every_example_profile_is_what_the_schema_says_and_has_no_unknown_field() {
    let validator = validator(&zhiheng::schema::profile());
    for profile in profiles() {
        // fields that only the extension of some rulebook knows are no mistake
        let mut mistakes = mistakes(&validator, &profile.json);
        mistakes.retain(|mistake| !mistake.contains("Additional properties are not allowed"));
        assert_eq!(mistakes, [""; 0], "{}", profile.name);
        assert_eq!(zhiheng::check_profile(rulebooks(), &profile.text, true).unwrap(), [], "{}", profile.name);
    }
}
