//! Scripts that do not parse.

use super::*;
use crate::Lang;

fn first(text: &str) -> (String, String, Option<String>) {
    let diagnostics = parse("t.rhai", text, &Limits::default()).unwrap_err();
    assert_eq!(diagnostics.len(), 1, "{diagnostics:#?}");
    let d = &diagnostics[0];
    assert_eq!(d.code, "syntax");
    (d.place.to_string(), d.message(Lang::Zh).to_owned(), d.help(Lang::En).map(str::to_owned))
}

#[test]
fn only_the_first_syntax_error_is_told_under_a_chinese_heading() {
    let (place, message, _) = first("fn f(p) {\n  while x { }\n  let = 3;\n let = 4; 'c' }");
    assert_eq!(
        (place.as_str(), message.as_str()),
        ("t.rhai:3:7", "语法错误（解析器原文）：Expecting name of a variable")
    );
}

#[test]
fn an_error_before_an_open_string_goes_first() {
    assert_eq!(first("fn f(p) { let = 1; \"abc }").0, "t.rhai:1:15");
    let (place, message, _) = first("fn f(p) { \"abc }");
    assert_eq!((place.as_str(), message.as_str()), ("t.rhai:1:11", "字符串没有结束"));
}

#[test]
fn an_open_comment_is_an_error_though_rhai_takes_it() {
    assert_eq!(first("fn f(p) { 1 }\n/* 说明").0, "t.rhai:2:1");
}

#[test]
fn open_brackets_and_ends_of_file_are_errors() {
    assert_eq!(first("fn f(p) { (1 }").0, "t.rhai:1:14");
    first("fn f(p) { if a {");
    first("fn f(p) { `${");
}

#[test]
fn full_width_signs_are_named() {
    for (sign, meant) in
        [('\u{ff0c}', ","), ('\u{3001}', ","), ('\u{201c}', "\""), ('\u{3000}', " "), ('\u{2265}', ">=")]
    {
        let (place, _, help) = first(&format!("fn f(p) {{ max(a{sign} b) }}"));
        assert_eq!(place, "t.rhai:1:16");
        assert_eq!(help, Some(format!("this is the full-width sign `{sign}`; write `{meant}`")));
    }
    assert!(parse("t.rhai", "fn f(p) { \"\u{ff0c}\" } // \u{ff0c}", &Limits::default()).is_ok());
}

#[test]
fn reserved_words_are_named() {
    assert_eq!(
        first("fn f(p) { p.default }").2.as_deref(),
        Some("`default` is reserved and cannot follow a dot; write `[\"default\"]`")
    );
    assert_eq!(first("fn f(p) { let case = 1; }").2.as_deref(), Some("`case` is reserved; take another name"));
}

#[test]
fn lone_carriage_returns_are_told() {
    assert_eq!(refused("fn f(p) { 1 }\r// b"), ["lone-carriage-return 1:14+1"]);
}
