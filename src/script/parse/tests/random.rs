//! Whatever the text, there is an answer.

use super::*;
use crate::script::scan::canonical;
use proptest::prelude::*;

const SAMPLE: &str = r##"
const 分档 = [[90, 30], [-0.5, 0]];
fn 评(p, it) {
    let n = p.l.count(|x| x.a?.b[0] in ["甲", "乙"] && x !in it.c);
    for (i, k) in 0..=3 { n += i ** k; if n > 1_000 { break; } else if !n { continue; } }
    switch n ?? 0 { "a" | `b` => return 1.50, 5..=9 if n < 2 => { 3 } _ => 4 }
    points((n ?? 0) * 2, #{ zh: `得 ${round(n, 1)} 分\${}`, en: #"raw"# }) // 完
}
"##;

proptest! {
    #[test]
    fn any_text_gives_a_script_or_its_mistakes(text in "[ -~\\n甲'\"`#${}()|]{0,60}") {
        let _ = parse("t.rhai", &text, &Limits::default());
    }

    #[test]
    fn any_bytes_give_a_script_or_its_mistakes(bytes in proptest::collection::vec(any::<u8>(), 0..80)) {
        let _ = parse("t.rhai", &String::from_utf8_lossy(&bytes), &Limits::default());
    }

    #[test]
    fn any_words_of_the_language_give_a_script_or_its_mistakes(
        words in proptest::collection::vec(prop::sample::select(WORDS), 0..40)
    ) {
        let text = format!("fn f(p) {{ {} }}", words.join(" "));
        prop_assert!(is_understood(&text), "{}", text);
    }

    #[test]
    fn any_slip_in_a_sound_script_gives_a_script_or_its_mistakes(at in 0..SAMPLE.len(), c in "[ -~甲]?") {
        let mut text = SAMPLE.to_owned();
        if text.is_char_boundary(at) && text.is_char_boundary(at + 1) {
            text.replace_range(at..=at, &c);
        }
        prop_assert!(is_understood(&text), "{}", text);
    }

    #[test]
    fn the_canonical_form_means_the_same(words in proptest::collection::vec(prop::sample::select(WORDS), 0..24)) {
        let text = format!("fn f(p) {{ {} }}", words.join(" "));
        if let Ok(script) = parse("t.rhai", &text, &Limits::default()) {
            let again = parse("t.rhai", &canonical(&text), &Limits::default());
            let bodies = |script: &Script| script.functions.iter().map(|f| print::block(&f.body)).collect::<Vec<_>>();
            prop_assert_eq!(again.map(|script| bodies(&script)), Ok(bodies(&script)));
        }
    }
}

const WORDS: &[&str] = &[
    "a",
    "甲",
    "f",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    "#{",
    "a:",
    ",",
    ";",
    ".",
    "?.",
    "?[",
    "1",
    "-2.5",
    "\"s\"",
    "`t`",
    "`${",
    "}`",
    "+",
    "-",
    "**",
    "==",
    "<",
    "&&",
    "||",
    "??",
    "!",
    "in",
    "!in",
    "|x|",
    "|",
    "=>",
    "=",
    "+=",
    "if",
    "else",
    "switch",
    "for x in",
    "0..3",
    "return",
    "break",
    "continue",
    "let y =",
    "const z =",
    "true",
    "_",
    "while",
    "loop",
    "do",
    "try",
    "throw",
    "..",
    "..=",
    "this",
    "()",
    "'c'",
];

#[test]
fn every_beginning_of_a_script_is_answered() {
    assert!(parse("t.rhai", SAMPLE, &Limits::default()).is_ok());
    for (end, _) in SAMPLE.char_indices() {
        assert!(is_understood(&SAMPLE[..end]), "{end}");
    }
}

/// Whether nothing surprised the parser: every mistake has words of its own.
fn is_understood(text: &str) -> bool {
    match parse("t.rhai", text, &Limits::default()) {
        Ok(_) => true,
        Err(told) => {
            !told.is_empty() && told.iter().all(|d| d.code != "parser-failed" && d.code != "unsupported-syntax")
        }
    }
}

#[test]
fn reading_twice_gives_the_same() {
    assert_eq!(parse("t.rhai", SAMPLE, &Limits::default()), parse("t.rhai", SAMPLE, &Limits::default()));
}
