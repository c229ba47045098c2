//! The first syntax error of a script: Rhai's own words under a heading, with the remedy where the slip is a known one.

use super::source::Source;
use crate::diagnostic::Diagnostic;
use crate::script::ast::Pos;
use crate::script::scan::Flaw;
use rhai::{LexError, ParseError, ParseErrorType};

/// Signs that an input method leaves in a script, and what was meant; the full-width forms of ASCII stand beside.
const MEANT: &[(char, &str)] = &[
    ('\u{3010}', "["),
    ('\u{3011}', "]"),
    ('\u{201c}', "\""),
    ('\u{201d}', "\""),
    ('\u{2018}', "\""),
    ('\u{2019}', "\""),
    ('\u{3001}', ","),
    ('\u{3002}', "."),
    ('\u{d7}', "*"),
    ('\u{f7}', "/"),
    ('\u{2264}', "<="),
    ('\u{2265}', ">="),
    ('\u{2260}', "!="),
    ('\u{3000}', " "),
    ('\u{a0}', " "),
];

/// What Rhai says of a script that does not parse.
pub(super) fn diagnostic(source: &Source<'_>, text: &str, error: &ParseError, found: Option<Flaw>) -> Diagnostic {
    let pos = source.pos(error.position());
    if let Some(flaw_at) = found
        && (flaw_at.pos.line, flaw_at.pos.column) == (pos.line, pos.column)
    {
        return flaw(source, flaw_at);
    }
    let message = error.err_type().to_string();
    let mut diagnostic = source.error("syntax", pos, &[("message", &message)]);
    diagnostic.help = remedy(source, text, error, pos).or(diagnostic.help);
    diagnostic
}

/// What cannot be split into tokens.
pub(super) fn flaw(source: &Source<'_>, flaw: Flaw) -> Diagnostic {
    Diagnostic { code: "syntax", ..flaw.diagnostic(source.file) }
}

fn remedy(source: &Source<'_>, text: &str, error: &ParseError, pos: Pos) -> Option<crate::Text> {
    // a remedy is the message of a code that never stands alone
    let words = |code, args: &[(&str, &str)]| Some(source.error(code, pos, args).message);
    let found = match error.err_type() {
        ParseErrorType::BadInput(LexError::UnexpectedInput(found)) => found.chars().next(),
        _ => None,
    };
    if let Some(sign) = found.or_else(|| character(text, pos))
        && let Some(meant) = half_width(sign)
    {
        return words("full-width-sign", &[("found", &sign.to_string()), ("meant", &meant)]);
    }
    if let ParseErrorType::Reserved(name) = error.err_type() {
        let before = source.at(error.position()).and_then(|index| index.checked_sub(1));
        return match before.is_some_and(|dot| source.is(dot, ".") || source.is(dot, "?.")) {
            true => words("reserved-field", &[("name", name)]),
            false => words("reserved-name", &[("name", name)]),
        };
    }
    None
}

fn character(text: &str, pos: Pos) -> Option<char> {
    let line = text.lines().nth(usize::try_from(pos.line).ok()?.checked_sub(1)?)?;
    line.chars().nth(usize::try_from(pos.column).ok()?.checked_sub(1)?)
}

fn half_width(sign: char) -> Option<String> {
    match sign {
        // the full-width forms stand in the order of ASCII
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0).map(String::from),
        _ => MEANT.iter().find(|(known, _)| *known == sign).map(|(_, meant)| (*meant).to_owned()),
    }
}
