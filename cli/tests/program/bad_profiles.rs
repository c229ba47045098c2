//! Profiles that cannot be read: each exits with 2 and says in Chinese what is wrong and where.

use crate::run::{Ran, folder, program, small, with_input, zhiheng_in};
use insta::assert_snapshot;

/// Runs a profile, given as bytes on standard input, against a built-in rulebook.
fn assess(profile: &[u8], more: &[&str]) -> Ran {
    let folder = folder(&[]);
    let args = [&["assess", "-", "-r", "three-same"], more].concat();
    with_input(program(folder.path(), &args), profile)
}

/// Documents that are not profiles, each with a part of its message.
const UNREADABLE: &[(&str, &[u8], &str)] = &[
    ("empty", b"", "是空的"),
    ("blank", b" \n\t", "是空的"),
    ("broken off", b"{ \"basic\": {", "中断"),
    ("bad syntax", b"{ \"basic\": nil }", "不是合法的 JSON"),
    ("a byte order mark", b"\xef\xbb\xbf{}", "BOM"),
    ("GBK", b"{ \"basic\": { \"name\": \"\xb9\xe3\xb6\xab\" } }", "GBK"),
    ("UTF-16", b"\xff\xfe{\0}\0", "UTF-16"),
    ("a list", b"[]", "对象"),
    ("a number", b"7", "对象"),
];

#[test]
fn what_is_no_profile_is_refused() {
    for (what, bytes, message) in UNREADABLE {
        let ran = assess(bytes, &["--as-of", "2023-04-30"]).exits(2);
        assert_eq!(ran.out, "", "{what}");
        assert!(ran.err.contains(message) && ran.err.contains("标准输入"), "{what}: {}", ran.err);
    }
}

/// Mistakes in single facts, each with parts of its message.
const WRONG_FACTS: &[(&str, &str, &[&str])] = &[
    ("a text for a number", r#"{ "basic": { "employees": "八十六" } }"#, &["年末从业人数", "basic.employees"]),
    ("a number for a text", r#"{ "basic": { "name": 7 } }"#, &["企业名称"]),
    ("an object for a list", r#"{ "products": {} }"#, &["列表"]),
    ("an unknown choice", r#"{ "basic": { "city": "广州" } }"#, &["所在地级以上市", "440100"]),
    ("an impossible date", r#"{ "basic": { "founded": "2023-02-30" } }"#, &["不存在"]),
    ("a date in another form", r#"{ "basic": { "founded": "2023.2.3" } }"#, &["2023-04-30"]),
    ("a wrong check digit", r#"{ "basic": { "uscc": "914403001922038210" } }"#, &["校验位"]),
    ("a key twice", r#"{ "basic": { "employees": 1, "employees": 2 } }"#, &["填了两次"]),
    ("a percentage above 100", r#"{ "supply": { "incoming": { "inspected_pct": 101 } } }"#, &["不应大于 100"]),
    ("an impossible as_of", r#"{ "as_of": "2023-13-01" }"#, &["2023-13-01"]),
];

#[test]
fn a_wrong_fact_is_named_and_shown() {
    for (what, profile, messages) in WRONG_FACTS {
        let ran = assess(profile.as_bytes(), &["--as-of", "2023-04-30"]).exits(2);
        assert_eq!(ran.out, "", "{what}");
        for message in *messages {
            assert!(ran.err.contains(message), "{what}: {}", ran.err);
        }
        assert!(ran.err.contains('^'), "{what}: {}", ran.err);
    }
}

#[test]
fn hostile_sizes_are_refused_in_words() {
    let digits = format!(r#"{{ "basic": {{ "employees": {} }} }}"#, "9".repeat(10_000));
    let ran = assess(digits.as_bytes(), &["--as-of", "2023-04-30"]).exits(2);
    assert!(ran.err.contains("年末从业人数") && ran.err.len() < 5_000, "{}", ran.err);
    // without a schema, every fact may hold anything
    let folder = small(&[("[profile]\nschema = \"profile.schema.json\"\n", "")]);
    let deep = format!(r#"{{ "times": {}{} }}"#, "[".repeat(1000), "]".repeat(1000));
    std::fs::write(folder.path().join("deep.json"), deep).unwrap();
    let args = ["assess", "deep.json", "-r", "./small", "--as-of", "2023-04-30"];
    let ran = zhiheng_in(folder.path(), &args).exits(2);
    assert!(ran.err.contains("嵌套超过 128 层"), "{}", ran.err);
}

#[test]
fn all_mistakes_are_told_at_once_with_marks_under_them() {
    let folder = small(&[]);
    let profile = "{\n  \"as_of\": \"2022-06-31\",\n  \"name\": 甲厂,\n  \"times\": 4\n}\n";
    std::fs::write(folder.path().join("syntax.json"), profile).unwrap();
    assert_snapshot!("syntax", zhiheng_in(folder.path(), &["assess", "syntax.json", "-r", "./small"]).exits(2).shown());
    let profile = "{\n  \"as_of\": \"2022-06-31\",\n  \"name\": \"甲厂\", \"times\": -4,\n  \"time\": 4\n}\n";
    std::fs::write(folder.path().join("facts.json"), profile).unwrap();
    assert_snapshot!("facts", zhiheng_in(folder.path(), &["assess", "facts.json", "-r", "./small"]).exits(2).shown());
    let english = zhiheng_in(folder.path(), &["assess", "facts.json", "-r", "./small", "--lang", "en"]).exits(2);
    assert_snapshot!("facts_in_english", english.shown());
}

#[test]
fn an_unknown_field_is_a_warning_and_with_strict_an_error() {
    let folder = small(&[]);
    std::fs::write(folder.path().join("p.json"), r#"{ "as_of": "2022-06-30", "times": 4, "timse": 5 }"#).unwrap();
    let ran = zhiheng_in(folder.path(), &["assess", "p.json", "-r", "./small", "--format", "json"]).exits(0);
    assert!(ran.err.contains("提醒") && ran.err.contains("`timse`"), "{}", ran.err);
    assert!(ran.out.starts_with('{'), "{}", ran.out);
    let ran = zhiheng_in(folder.path(), &["assess", "p.json", "-r", "./small", "--strict"]).exits(2);
    assert!(ran.err.contains("错误") && ran.err.contains("`timse`") && ran.out.is_empty(), "{}", ran.err);
}

#[test]
fn a_field_that_another_built_in_rulebook_declares_is_known() {
    let folder = small(&[]);
    let profile =
        r#"{ "as_of": "2022-06-30", "times": 4, "basic": { "name": "某厂" }, "quality_digital": {}, "qualty": 1 }"#;
    std::fs::write(folder.path().join("p.json"), profile).unwrap();
    let ran = zhiheng_in(folder.path(), &["assess", "p.json", "-r", "./small"]).exits(0);
    assert!(ran.err.contains("没有 `qualty`") && ran.err.matches("没有 `").count() == 1, "{}", ran.err);
    let ran = zhiheng_in(folder.path(), &["assess", "p.json", "-r", "./small", "--strict"]).exits(2);
    assert!(ran.err.contains("没有 `qualty`") && ran.err.matches("没有 `").count() == 1, "{}", ran.err);
}

#[test]
fn a_missing_date_names_both_ways_to_give_it() {
    let ran = assess(b"{}", &[]).exits(2);
    assert!(ran.err.contains("as_of") && ran.out.is_empty(), "{}", ran.err);
}

#[test]
fn files_that_cannot_be_read_are_named() {
    let folder = small(&[]);
    let run = |path: &str| zhiheng_in(folder.path(), &["assess", path, "-r", "./small"]).exits(2).err;
    assert!(run("nothing.json").contains("找不到文件 `nothing.json`"));
    assert!(run("small").contains("`small` 是文件夹，这里应为文件"));
    assert!(run("good.json/x").contains("good.json/x"));
}

#[test]
fn every_bad_profile_of_several_is_told() {
    let folder = small(&[]);
    std::fs::write(folder.path().join("bad.json"), "{").unwrap();
    let ran = zhiheng_in(folder.path(), &["assess", "good.json", "bad.json", "none.json", "-r", "./small"]).exits(2);
    assert!(ran.out.is_empty() && ran.err.contains("bad.json") && ran.err.contains("none.json"), "{}", ran.err);
}
