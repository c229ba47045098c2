//! One test per kind of bad input: what is told, and where.

use super::*;
use crate::text::Lang;

fn full(profile: &str) -> Vec<String> {
    Fixture::small().told(Mode::Full, profile.as_bytes())
}

fn message(profile: &str, lang: Lang) -> String {
    match Fixture::small().read(Mode::Full, profile.as_bytes()) {
        Ok(facts) => facts.warnings.first().map(|it| it.message(lang).to_owned()),
        Err(error) => error.diagnostics().first().map(|it| it.message(lang).to_owned()),
    }
    .unwrap_or_default()
}

#[test]
fn wrong_types_are_told_all_in_one_go() {
    let profile = r#"{
  "basic": { "name": 7, "city": 440600, "founded": 2009, "employees": "412" },
  "finance": [],
  "products": [
    { "id": "A", "tested": "是", "indicators": {} },
    "B"
  ],
  "tags": { "x": 1 }
}"#;
    let expected = [
        "2:22 basic.name profile-expected-text",
        "2:33 basic.city profile-expected-choice",
        "2:52 basic.founded profile-expected-date",
        "2:71 basic.employees profile-expected-integer",
        "3:14 finance profile-expected-object",
        "5:28 products[0].tested profile-expected-bool",
        "5:47 products[0].indicators profile-expected-list",
        "6:5 products[1] profile-expected-object",
        "8:11 tags profile-expected-list",
    ];
    assert_eq!(full(profile), expected);
}

#[test]
fn numbers_as_serde_json_hands_them_out_under_arbitrary_precision_are_no_objects() {
    let profile = r#"{"finance": {"$serde_json::private::Number": "5"}}"#;
    assert_eq!(full(profile), ["1:13 finance profile-expected-object"]);
    assert_eq!(Fixture::small().told(Mode::Fast, profile.as_bytes()), ["1:13 finance profile-expected-object"]);
}

#[test]
fn fast_mode_tells_of_facts_that_are_read_and_of_no_others() {
    let fixture = Fixture::new(SCHEMA, &["basic.name"]);
    let profile = br#"{"basic": {"name": 1, "city": 2}, "finance": 3, "unknown": 4}"#;
    assert_eq!(fixture.told(Mode::Fast, profile), ["1:20 basic.name profile-expected-text"]);
}

#[test]
fn a_message_says_what_the_field_means_and_which_item_it_is() {
    let profile = r#"{"products": [{"id": "AF-5L", "name": 3}]}"#;
    assert_eq!(message(profile, Lang::En), "Name of `AF-5L`: expected a text in quotes, found `3`");
    assert_eq!(message(profile, Lang::Zh), "“AF-5L 的名称”应填文字，现为`3`");
}

#[test]
fn an_unknown_field_is_a_warning_with_the_nearest_known_one_and_an_error_where_that_is_asked() {
    let mut fixture = Fixture::small();
    let profile = br#"{"basic": {"employes": 3}, "finance": {"zzz": 1}, "notes": {"anything": "goes"}}"#;
    let expected = ["1:13 basic.employes profile-unknown-field", "1:41 finance.zzz profile-unknown-field"];
    assert_eq!(fixture.told(Mode::Full, profile), expected);
    let warnings = fixture.read(Mode::Full, profile).map(|facts| facts.warnings).unwrap_or_default();
    assert_eq!(warnings[0].help(Lang::En), Some("did you mean `employees`?"));
    assert_eq!(warnings[1].help(Lang::En), None);
    fixture.strict = true;
    assert!(fixture.read(Mode::Full, profile).is_err());
    assert!(fixture.read(Mode::Fast, profile).is_ok());
}

#[test]
fn a_choice_that_does_not_exist_lists_the_choices_and_knows_labels() {
    let told = |city: &str| {
        let profile = format!(r#"{{"basic": {{"city": "{city}"}}}}"#);
        let error = Fixture::small().read(Mode::Full, profile.as_bytes()).err();
        let first = error.and_then(|error| error.diagnostics().first().cloned());
        first.map(|it| (it.message(Lang::En).to_owned(), it.help(Lang::En).map(str::to_owned)))
    };
    let message = "City: `Foshan` is not a choice; the choices are `440600` (Foshan), `445100` (Chaozhou)".to_owned();
    assert_eq!(told("Foshan"), Some((message, Some("did you mean `440600`?".to_owned()))));
    for city in ["佛山", "44060O", "foshan"] {
        assert_eq!(told(city).and_then(|(_, help)| help).as_deref(), Some("did you mean `440600`?"), "{city}");
    }
    assert_eq!(told("x").and_then(|(_, help)| help), None);
}

#[test]
fn numbers_keep_to_their_bounds() {
    let profile = r#"{"basic": {"employees": -1}, "finance": {"ratio": 100.001}, "profile": 2}"#;
    let expected = [
        "1:25 basic.employees profile-below-minimum",
        "1:51 finance.ratio profile-above-maximum",
        "1:72 profile profile-above-maximum",
    ];
    assert_eq!(full(profile), expected);
    assert!(full(r#"{"finance": {"ratio": 100.000}}"#).is_empty());
}

#[test]
fn half_an_employee_is_refused_but_a_decimal_point_is_not() {
    assert_eq!(full(r#"{"basic": {"employees": 12.5}}"#), ["1:25 basic.employees profile-not-whole"]);
    assert!(full(r#"{"basic": {"employees": 12.0}}"#).is_empty());
}

#[test]
fn impossible_dates_and_other_ways_to_write_dates_are_told_apart() {
    assert_eq!(full(r#"{"basic": {"founded": "2023-02-30"}}"#), ["1:23 basic.founded profile-date-impossible"]);
    for date in ["2023/02/28", "2023-2-28", "2023年2月28日", "", "20230228"] {
        let profile = format!(r#"{{"basic": {{"founded": "{date}"}}}}"#);
        assert_eq!(full(&profile), ["1:23 basic.founded profile-date-form"], "{date}");
    }
    assert_eq!(full(r#"{"as_of": "2023-13-01"}"#), ["1:11 as_of profile-date-impossible"]);
}

#[test]
fn a_credit_code_is_checked() {
    let told = |code: &str| full(&format!(r#"{{"basic": {{"uscc": "{code}"}}}}"#));
    assert_eq!(told("91440606MA4X7Q2KXQ"), ["1:20 basic.uscc profile-uscc-check"]);
    assert_eq!(told("91440606MA4X7Q2KX"), ["1:20 basic.uscc profile-uscc-length"]);
    assert_eq!(told("91440606MA4X7Q2KXO"), ["1:20 basic.uscc profile-uscc-character"]);
    assert!(told("91440606MA4X7Q2KXP").is_empty());
}

#[test]
fn a_set_holds_nothing_twice() {
    assert_eq!(full(r#"{"tags": ["440600", "445100", "440600"]}"#), ["1:31 tags[2] profile-twice"]);
    let schema = r#"{"properties": {"set": {"uniqueItems": true, "items": {"type": "integer"}}}}"#;
    let fixture = Fixture::new(schema, &["set"]);
    let numbers: Vec<String> = (0..50).map(|n| n.to_string()).collect();
    let set = |more: &str| format!(r#"{{"set": [{}{more}]}}"#, numbers.join(","));
    assert!(fixture.told(Mode::Fast, set("").as_bytes()).is_empty());
    assert_eq!(fixture.told(Mode::Fast, set(",49.0").as_bytes()), ["1:150 set[50] profile-twice"]);
}

#[test]
fn a_key_that_stands_twice_is_an_error() {
    assert_eq!(full(r#"{"basic": {"name": "a", "name": "a"}}"#), ["1:26 basic.name profile-key-twice"]);
    assert_eq!(full(r#"{"notes": {"a": "x", "a": "x"}}"#), ["1:23 notes.a profile-key-twice"]);
    assert_eq!(full(r#"{"matrix": [], "matrix": []}"#), ["1:17 matrix profile-key-twice"]);
    let fixture = Fixture::new(SCHEMA, &["basic.name"]);
    let told = fixture.told(Mode::Fast, br#"{"basic": {"name": null, "name": "a"}}"#);
    assert_eq!(told, ["1:27 basic.name profile-key-twice"]);
}

#[test]
fn a_byte_order_mark_is_told_with_the_remedy() {
    assert_eq!(full("\u{feff}{}"), ["0:0 - profile-bom"]);
}

#[test]
fn bytes_that_are_not_utf8_are_told_with_their_place() {
    let told = Fixture::small().told(Mode::Fast, b"{\n \"\xc3\xfb\xb3\xc6\": 1}");
    assert_eq!(told, ["2:3 - profile-gbk"]);
    assert_eq!(Fixture::small().told(Mode::Fast, b"{\"\xff\": 1}"), ["1:3 - profile-not-utf8"]);
}

#[test]
fn an_empty_file_is_told() {
    assert_eq!(full(" \n"), ["0:0 - profile-empty"]);
}

#[test]
fn what_is_not_an_object_is_no_profile() {
    for profile in ["[]", "null", "1", "\"x\"", "true", "1.5", "[1, 2]"] {
        assert_eq!(full(profile), ["1:1 - profile-not-object"], "{profile}");
    }
}

#[test]
fn text_that_breaks_off_is_told_where_it_breaks() {
    assert_eq!(full("{\n  \"basic\": {"), ["2:12 - profile-truncated"]);
    assert_eq!(full(r#"{"basic": {"name": "禾"#), ["1:21 - profile-truncated"]);
}

#[test]
fn the_first_mistake_of_syntax_is_told_by_characters_and_alone() {
    assert_eq!(full("{\n  \"禾\": \"沐\",\n}"), ["3:1 - profile-syntax"]);
    assert_eq!(full(r#"{"basic": {"name": 1}} x"#), ["1:24 - profile-syntax"]);
    assert_eq!(full(r#"{"禾": tru}"#), ["1:10 - profile-syntax"]);
}

#[test]
fn full_width_punctuation_is_named() {
    assert_eq!(full("{\"a\"：1}"), ["1:5 - profile-full-width"]);
    assert_eq!(full("{\"a\": 1，\"b\": 2}"), ["1:8 - profile-full-width"]);
    assert_eq!(full("{“a”: 1}"), ["1:2 - profile-full-width"]);
}

#[test]
fn nesting_ends_at_the_limit() {
    let nested = |depth: usize| format!("{}{}{}", r#"{"x":"#.repeat(depth - 1), "1", "}".repeat(depth - 1));
    let lists = |depth: usize| format!(r#"{{"x": {}1{}}}"#, "[".repeat(depth - 2), "]".repeat(depth - 2));
    for fixture in [Fixture::untyped(&["x"]), Fixture::untyped(&[])] {
        assert!(fixture.told(Mode::Full, nested(128).as_bytes()).is_empty());
        assert!(fixture.told(Mode::Full, lists(128).as_bytes()).is_empty());
        for deep in [nested(129), nested(5_000), lists(129), lists(5_000)] {
            let told = fixture.told(Mode::Full, deep.as_bytes());
            assert!(told.iter().all(|line| line.ends_with("profile-too-deep")) && told.len() == 1, "{told:?}");
        }
    }
    let mut shallow = Fixture::small();
    shallow.limits.profile_depth = 3;
    assert!(shallow.told(Mode::Fast, br#"{"basic": {"name": "x"}}"#).is_empty());
    let told = shallow.told(Mode::Fast, br#"{"products": [{"name": "x"}]}"#);
    assert!(told.len() == 1 && told[0].ends_with("profile-too-deep"), "{told:?}");
}

#[test]
fn numbers_that_are_too_long_or_too_large_are_told() {
    let long = format!(r#"{{"finance": {{"revenue": {}}}}}"#, "9".repeat(10_000));
    assert_eq!(full(&long), ["1:25 finance.revenue profile-number-too-long"]);
    assert_eq!(full(r#"{"finance": {"revenue": 1e999}}"#), ["1:25 finance.revenue profile-number-too-large"]);
    let mut fixture = Fixture::small();
    fixture.limits.number_digits = 5;
    let told = fixture.told(Mode::Fast, br#"{"finance": {"revenue": 123456}}"#);
    assert_eq!(told, ["1:25 finance.revenue profile-number-too-long"]);
}

#[test]
fn broken_escapes_are_told() {
    assert_eq!(full(r#"{"basic": {"name": "\ud800"}}"#), ["1:20 basic.name profile-text-broken"]);
}

#[test]
fn evidence_for_what_does_not_exist_is_a_warning() {
    let profile =
        r#"{"evidence": [{"title": "证书", "covers": ["basic.nme", "basic", "products[A].name", "a..b", "notes.x"]}]}"#;
    let expected = ["1:42 evidence[0].covers[0] evidence-unknown-path", "1:84 evidence[0].covers[3] evidence-no-path"];
    assert_eq!(full(profile), expected);
    assert!(Fixture::small().told(Mode::Fast, profile.as_bytes()).is_empty());
}

#[test]
fn evidence_of_the_wrong_type_is_an_error_with_any_schema() {
    let profile = br#"{"evidence": [{"covers": "basic"}]}"#;
    let expected = ["1:26 evidence[0].covers profile-expected-list"];
    assert_eq!(Fixture::small().told(Mode::Fast, profile), expected);
    assert_eq!(Fixture::untyped(&[]).told(Mode::Fast, profile), expected);
}

#[test]
fn a_value_that_rules_look_into_must_have_fields() {
    let fixture = Fixture::untyped(&["a", "a.b", "c.d"]);
    let told = fixture.told(Mode::Fast, br#"{"a": 5, "c": "x"}"#);
    assert_eq!(told, ["1:7 a profile-expected-fields", "1:15 c profile-expected-object"]);
}

#[test]
fn endless_mistakes_are_counted() {
    let tags = vec!["1"; 3000].join(",");
    let told = full(&format!(r#"{{"tags": [{tags}]}}"#));
    assert_eq!(told.len(), 1001);
    assert_eq!(told.last().map(String::as_str), Some("0:0 - profile-more-mistakes"));
}

#[test]
fn every_code_of_the_reader_has_its_words() {
    let profile =
        r#"{"basic": {"name": 7, "uscc": "x", "city": "?", "employees": 1.5, "founded": "x", "q": 1}, "tags": 1}"#;
    let error = Fixture::small().read(Mode::Full, profile.as_bytes()).err();
    let told = error.map(|error| error.diagnostics().to_vec()).unwrap_or_default();
    assert!(told.len() > 5);
    for diagnostic in told {
        assert_ne!(diagnostic.message(Lang::Zh), diagnostic.code);
        for lang in [Lang::Zh, Lang::En] {
            let shown = format!("{}{}", diagnostic.message(lang), diagnostic.help(lang).unwrap_or(""));
            assert!(!shown.contains('{'), "{shown}");
        }
    }
}
