//! Profiles that cannot be read.

use crate::words::told;
use proptest::prelude::*;
use std::path::Path;
use std::sync::LazyLock;
use zhiheng::{Error, Lang, Library, Rulebook};

static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| Library::builtin().get("srdi-sme").unwrap());
static OF_ITEMS: LazyLock<Rulebook> = LazyLock::new(|| Library::builtin().get("three-same").unwrap());

/// Everything that is wrong with a whole profile.
#[track_caller]
fn mistakes(profile: &[u8], strict: bool) -> Vec<zhiheng::diagnostic::Diagnostic> {
    match RULEBOOK.check_profile(profile, strict) {
        Ok(warnings) => warnings,
        Err(Error::Profile(error)) => error.diagnostics().to_vec(),
        Err(other) => panic!("{other}"),
    }
}

/// What a profile is, what is told of it, and a part of the words in Chinese and English, remedy included.
const UNREADABLE: &[(&str, &[u8], &str, &str, &str)] = &[
    ("empty", b"", "profile-empty", "是空的", "is empty"),
    ("not JSON", b"{\n  \"basic\": nil\n}", ":2:13 profile-syntax", "不是合法的 JSON", "not valid JSON"),
    ("broken off", b"{ \"basic\": {", ":1:12 profile-truncated", "没有写完", "breaks off"),
    ("with a byte order mark", b"\xef\xbb\xbf{}", "profile-bom", "无 BOM", "without BOM"),
    ("GBK", b"{ \"x\": \"\xb9\xe3\xb6\xab\" }", ":1:9 profile-gbk", "以 GBK 打开", "open it as GBK"),
    ("UTF-16", b"\xff\xfe{\0}\0", "profile-utf16", "UTF-16", "UTF-16"),
    ("a list", b" []", ":1:2 profile-not-object", "应为花括号括起的对象", "is an object in braces"),
];

#[test]
fn what_is_no_profile_is_told_with_the_remedy() {
    for (what, profile, expected, zh, en) in UNREADABLE {
        let found = mistakes(profile, false);
        assert_eq!(found.iter().map(told).collect::<Vec<_>>(), [*expected], "{what}");
        for (lang, part) in [(Lang::Zh, zh), (Lang::En, en)] {
            let words = format!("{} {}", found[0].message(lang), found[0].help(lang).unwrap_or_default());
            assert!(words.contains(part), "{what}: {words}");
        }
        // the fast way tells the same
        let error = RULEBOOK.assess_json(profile).unwrap_err();
        assert_eq!(error.diagnostics(), found, "{what}");
    }
}

const WRONG: &[(&str, &str, &str, &str, &str)] = &[
    (
        "a text for a number",
        r#"{ "finance": { "last_year": { "assets": "2780万元" } } }"#,
        ":1:41 profile-expected-number finance.last_year.assets",
        "“上年末资产总额”应填数字，现为`\"2780万元\"` 数字不加引号",
        "expected a number, found `\"2780万元\"` numbers stand without quotes",
    ),
    (
        "a list for an object",
        r#"{ "ip": [] }"#,
        ":1:9 profile-expected-object ip",
        "应为花括号括起的对象，现为一个列表",
        "expected an object in braces, found a list",
    ),
    (
        "a text for a list",
        r#"{ "honours": "无" }"#,
        ":1:14 profile-expected-list honours",
        "应为方括号括起的列表，现为`\"无\"` 没有可列的写 `[]`",
        "expected a list in brackets, found `\"无\"` `[]` says there are none",
    ),
    (
        "a number for a yes or no",
        r#"{ "compliance": { "listed": 0 } }"#,
        ":1:29 profile-expected-bool compliance.listed",
        "应填 `true`（是）或 `false`（否），现为`0`",
        "expected `true` or `false`, found `0`",
    ),
    (
        "an unknown choice",
        r#"{ "rd": { "institution": "provinical" } }"#,
        ":1:26 profile-choice rd.institution",
        "是不是想写 `provincial`",
        "did you mean `provincial`?",
    ),
    (
        "the label of a choice",
        r#"{ "basic": { "city": "佛山" } }"#,
        ":1:22 profile-choice basic.city",
        "是不是想写 `440600`",
        "did you mean `440600`?",
    ),
    (
        "a day that does not exist",
        r#"{ "basic": { "niche_since": "2021-02-29" } }"#,
        ":1:29 profile-date-impossible basic.niche_since",
        "日期 `2021-02-29` 不存在",
        "there is no day `2021-02-29`",
    ),
    (
        "a wrong check digit",
        r#"{ "basic": { "uscc": "91445102560882312X" } }"#,
        ":1:22 profile-uscc-check basic.uscc",
        "校验位不符：按前 17 位推算应为 `D` 请对照营业执照",
        "should be `D` by the other 17 compare it with",
    ),
    (
        "a key that stands twice",
        r#"{ "ip": { "class1": 1, "class1": 2 } }"#,
        ":1:25 profile-key-twice ip.class1",
        "填了两次 只留一处",
        "the key stands twice keep one",
    ),
    (
        "a number below its bound in an item",
        r#"{ "products": [ {}, { "revenue": -1 } ] }"#,
        ":1:34 profile-below-minimum products[1].revenue",
        "不应小于 0，现为 `-1`",
        "`-1` is less than 0",
    ),
];

#[test]
fn a_wrong_fact_is_told_with_its_path_what_was_expected_and_what_was_found() {
    for (what, profile, expected, zh, en) in WRONG {
        let found = mistakes(profile.as_bytes(), false);
        assert_eq!(found.iter().map(told).collect::<Vec<_>>(), [*expected], "{what}");
        for (lang, part) in [(Lang::Zh, zh), (Lang::En, en)] {
            let words = format!("{} {}", found[0].message(lang), found[0].help(lang).unwrap_or_default());
            assert!(words.contains(part), "{what}: {words}");
        }
    }
}

#[test]
fn an_unknown_field_is_a_warning_that_names_the_nearest_and_in_strict_mode_an_error() {
    let profile = br#"{ "compliance": { "lsited": true } }"#;
    let warned = RULEBOOK.check_profile(profile, false).unwrap();
    assert_eq!(warned.iter().map(told).collect::<Vec<_>>(), [":1:20 profile-unknown-field compliance.lsited"]);
    assert_eq!(warned[0].help(Lang::En), Some("did you mean `listed`?"));
    let error = RULEBOOK.check_profile(profile, true).unwrap_err();
    assert_eq!(error.diagnostics()[0].code, "profile-unknown-field");
}

#[test]
fn ten_thousand_digits_and_a_thousand_levels_are_refused_in_few_words() {
    let digits = format!(r#"{{ "basic": {{ "employees": {} }} }}"#, "7".repeat(10_000));
    let found = mistakes(digits.as_bytes(), false);
    assert_eq!(found.iter().map(told).collect::<Vec<_>>(), [":1:27 profile-number-too-long basic.employees"]);
    for (open, close) in [("[", "]"), (r#"{"x":"#, "}")] {
        let deep = |field: &str| format!(r#"{{ "{field}": {}1{} }}"#, open.repeat(1000), close.repeat(1000));
        // what is not looked into may be as deep as it likes
        let found = mistakes(deep("nobody").as_bytes(), false);
        assert_eq!(found.iter().map(told).collect::<Vec<_>>(), [":1:4 profile-unknown-field nobody"]);
        let found = mistakes(deep("honours").as_bytes(), false);
        assert!(found.len() == 1 && told(&found[0]).contains(" profile-expected-"), "{found:?}");
    }
}

#[test]
fn without_a_date_or_out_of_its_time_a_rulebook_says_what_to_do() {
    for (profile, code, part) in
        [("{}", "no-as-of", "--as-of"), (r#"{ "as_of": "1999-01-01" }"#, "not-in-effect", "--rules-on")]
    {
        let Err(Error::Request(error)) = RULEBOOK.assess_json(profile) else { panic!("{code}") };
        assert_eq!(told(error.diagnostic()), code);
        for lang in [Lang::Zh, Lang::En] {
            assert!(error.diagnostic().help(lang).unwrap().contains(part));
        }
    }
}

#[test]
fn an_unknown_rulebook_names_the_nearest() {
    let error = Library::builtin().get("three-sams").unwrap_err();
    assert_eq!(error.diagnostics().iter().map(told).collect::<Vec<_>>(), ["unknown-rulebook"]);
    assert_eq!(error.diagnostics()[0].help(Lang::Zh), Some("是不是想写 `three-same`？"));
}

/// What is put into a profile at random.
const SHARDS: [&str; 14] =
    ["{", "}", "[", "]", "\"", ",", ":", "null", "-", "1e999", "\\ud800", "99999999999999999999", "：", "\u{0}"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn whatever_happens_to_a_profile_the_answer_is_a_result_or_words(
        at in any::<prop::sample::Index>(), taken in 0usize..6, shard in any::<prop::sample::Index>(), twice in any::<bool>(),
    ) {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/profiles/chaozhou-ceramics.json");
        let mut profile = std::fs::read(file).unwrap();
        let start = at.index(profile.len());
        let end = (start + taken).min(profile.len());
        let shard = shard.get(&SHARDS).as_bytes();
        // bytes are taken where they stand, in the middle of a character too
        profile.splice(start..end, shard.iter().copied());
        if twice {
            profile.truncate(start + 40);
        }
        for rulebook in [&*RULEBOOK, &*OF_ITEMS] {
            if let Err(error) = rulebook.assess_json(&profile) {
                prop_assert!(!error.diagnostics().is_empty(), "{error}");
                error.diagnostics().iter().for_each(|mistake| drop(told(mistake)));
            }
            if let Err(error) = rulebook.check_profile(&profile, true) {
                error.diagnostics().iter().for_each(|mistake| drop(told(mistake)));
            }
        }
    }
}
