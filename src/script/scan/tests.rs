#![allow(clippy::unwrap_used, reason = "a test that fails panics")]

use super::*;
use proptest::prelude::*;

fn texts(text: &str) -> Vec<&str> {
    scan(text).tokens.iter().map(|token| token.text).collect()
}

fn flaw(text: &str) -> (&'static str, u32, u32) {
    let flaw = scan(text).flaw.unwrap();
    (flaw.code, flaw.pos.line, flaw.pos.column)
}

#[test]
fn comments_white_space_and_line_ends_do_not_matter_to_the_canonical_form() {
    let written = "fn 评分(p) { // 说明\r\n  /* a /* nested */ b */ p.x+1\r\n}\r\n";
    let packed = "\u{feff}fn 评分 (p){p . x + 1}";
    assert_eq!(canonical(written), "fn\n评分\n(\np\n)\n{\np\n.\nx\n+\n1\n}\n");
    assert_eq!(canonical(written), canonical(packed));
}

#[test]
fn white_space_within_strings_matters_and_line_ends_there_do_not() {
    assert_ne!(canonical("\"a b\""), canonical("\"a  b\""));
    assert_eq!(canonical("`a\r\nb`"), "`a\nb`\n");
    assert_eq!(canonical("#\"a\r\n\"b\"#"), canonical("#\"a\n\"b\"#"));
}

#[test]
fn the_canonical_form_tells_apart_what_the_tokens_tell_apart() {
    assert_ne!(canonical("a !in b"), canonical("a ! in b"));
    assert_ne!(canonical("1.0"), canonical("1"));
    assert_ne!(canonical("\"//\""), canonical("\"\"//"));
}

#[test]
fn what_cannot_be_split_stays_in_the_canonical_form() {
    assert_eq!(canonical("a \"b\nc"), "a\n\"b\nc");
}

#[test]
fn operators_are_the_longest_that_fit() {
    assert_eq!(texts("a**=b..=c??d?.e?[f]"), ["a", "**=", "b", "..=", "c", "??", "d", "?.", "e", "?[", "f", "]"]);
    assert_eq!(texts("!in !inner !=x"), ["!in", "!", "inner", "!=", "x"]);
    assert_eq!(texts("#{a:1}"), ["#{", "a", ":", "1", "}"]);
    assert_eq!(texts("f()"), texts("f ( )"));
}

#[test]
fn numbers_keep_their_text() {
    assert_eq!(
        texts("1_000 0.10 1e+5 2E3 0xFF_0a 0b11 1. 3"),
        ["1_000", "0.10", "1e+5", "2E3", "0xFF_0a", "0b11", "1.", "3"]
    );
    assert_eq!(texts("1..2 1.abs 1._x 7e"), ["1", "..", "2", "1", ".", "abs", "1", ".", "_x", "7", "e"]);
    assert_eq!(texts("-5"), ["-", "5"]);
}

#[test]
fn strings_end_where_rhai_ends_them() {
    assert_eq!(texts(r#""a\"b" "c""d" '"' "#), [r#""a\"b""#, r#""c""d""#, r#"'"'"#]);
    assert_eq!(texts("#\"a\"b\"# ##\"a\"#b\"##"), ["#\"a\"b\"#", "##\"a\"#b\"##"]);
    assert_eq!(texts("\"a\\\n b\" c"), ["\"a\\\n b\"", "c"]);
    assert_eq!(texts("`a``b` c"), ["`a``b`", "c"]);
}

#[test]
fn back_tick_strings_are_split_at_what_they_interpolate() {
    assert_eq!(
        texts("`a ${f(#{x: `${1}`})} b ${2}` \\"),
        ["`a ${", "f", "(", "#{", "x", ":", "`${", "1", "}`", "}", ")", "} b ${", "2", "}`", "\\"]
    );
    assert_eq!(texts(r"`\${a} $b`"), [r"`\${a} $b`"]);
}

#[test]
fn places_count_characters_from_one() {
    let scan = scan("甲 = \"乙丙\";\n\t`丁\n戊`");
    let places: Vec<_> = scan.tokens.iter().map(|t| (t.pos.line, t.pos.column, t.pos.length)).collect();
    assert_eq!(places, [(1, 1, 1), (1, 3, 1), (1, 5, 4), (1, 9, 1), (2, 2, 2)]);
}

#[test]
fn what_has_no_end_is_a_flaw_at_its_start() {
    assert_eq!(flaw("a\n \"b\n"), ("unclosed-string", 2, 2));
    assert_eq!(flaw("`b ${c"), ("unclosed-bracket", 1, 7));
    assert_eq!(flaw("`b ${c} d"), ("unclosed-string", 1, 7));
    assert_eq!(flaw("#\"b\""), ("unclosed-string", 1, 1));
    assert_eq!(flaw("x /* /* */"), ("unclosed-comment", 1, 3));
    assert_eq!(flaw("( ]"), ("unopened-bracket", 1, 3));
    assert_eq!(flaw("a\rb"), ("lone-carriage-return", 1, 2));
}

#[test]
fn many_hashes_are_read_at_once() {
    let hashes = "#".repeat(1_000_000);
    assert_eq!(texts(&hashes).len(), 1);
}

proptest! {
    #[test]
    fn any_text_is_scanned_and_a_sound_one_has_the_tokens_of_its_canonical_form(text in "[ -~\\n\\r甲#\"'`$(){}\\[\\]/*\\\\]{0,40}") {
        let once = canonical(&text);
        if scan(&text).flaw.is_none() {
            prop_assert_eq!(canonical(&once), once);
        }
    }
}
