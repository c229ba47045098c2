//! The first syntax error of a script: Rhai's own words under a heading, with the remedy where the slip is a known one.

use super::source::Source;
use crate::diagnostic::{Diagnostic, half_width};
use crate::script::ast::Pos;
use crate::script::scan::Flaw;
use rhai::{LexError, ParseError, ParseErrorType};

/// Words of other languages, and what is written here.
const INSTEAD: &[(&str, &str)] = &[
    ("and", "&&"),
    ("or", "||"),
    ("not", "!"),
    ("且", "&&"),
    ("并且", "&&"),
    ("或", "||"),
    ("或者", "||"),
    ("elif", "else if"),
    ("elseif", "else if"),
    ("esle", "else"),
    ("function", "fn"),
    ("def", "fn"),
    ("=", "=="),
    ("?", "if"),
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
    let word = word(text, pos);
    if word.starts_with('#') {
        return words("comment-sign", &[]);
    }
    if word == "fn" {
        return words("brace-missing", &[]);
    }
    if matches!(word.as_str(), "null" | "nil" | "None" | "undefined") {
        return words("no-null", &[("name", &word)]);
    }
    if let Some((_, meant)) = INSTEAD.iter().find(|(other, _)| *other == word) {
        return words("write-instead", &[("found", &word), ("meant", meant)]);
    }
    if let ParseErrorType::Reserved(name) = error.err_type() {
        let before = source.at(error.position()).and_then(|index| index.checked_sub(1));
        return match before.is_some_and(|dot| source.is(dot, ".") || source.is(dot, "?.")) {
            true => words("reserved-field", &[("name", name)]),
            false => words("reserved-name", &[("name", name)]),
        };
    }
    match error.err_type() {
        ParseErrorType::MissingToken(..) => words("statement-unfinished", &[]),
        _ => None,
    }
}

/// The word that stands there, or the signs up to the next space.
fn word(text: &str, pos: Pos) -> String {
    let line = text.lines().nth((pos.line as usize).saturating_sub(1)).unwrap_or_default();
    let rest: Vec<char> = line.chars().skip((pos.column as usize).saturating_sub(1)).collect();
    let is_letter = |sign: &&char| sign.is_alphanumeric() || **sign == '_';
    if rest.first().is_some_and(|sign| is_letter(&sign)) {
        rest.iter().take_while(is_letter).collect()
    } else {
        rest.iter().take_while(|sign| !sign.is_whitespace() && !is_letter(sign)).collect()
    }
}

fn character(text: &str, pos: Pos) -> Option<char> {
    let line = text.lines().nth(usize::try_from(pos.line).ok()?.checked_sub(1)?)?;
    line.chars().nth(usize::try_from(pos.column).ok()?.checked_sub(1)?)
}
