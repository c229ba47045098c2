//! What a rulebook that holds others' results knows and says of them.

use zhiheng::Library;

#[test]
fn fields_that_only_a_held_rulebook_knows_are_known() {
    let plan = Library::builtin().get("plan-2021").unwrap();
    let profile = r#"{ "quality_org": { "cqo": { "release_power": true, "release_pover": true } } }"#;
    let alone = Library::builtin().get("tqm").unwrap().check_profile(profile, false).unwrap();
    let codes: Vec<&str> = alone.iter().map(|found| found.code).collect();
    assert_eq!(codes, ["profile-unknown-field"; 2]);
    let together = plan.check_profile(profile, false).unwrap();
    let told: Vec<_> = together.iter().map(|found| (found.code, found.path.as_deref())).collect();
    assert_eq!(told, [("profile-unknown-field", Some("quality_org.cqo.release_pover"))]);
    assert!(plan.check_profile(profile, true).is_err());
}
