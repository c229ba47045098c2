//! How deep and long a script may be, checked on its tokens before anything recursive reads it.

use super::source::KEYWORDS;
use crate::diagnostic::{Diagnostic, Place};
use crate::limits::Limits;
use crate::script::scan::{Kind, Token};

/// Operators, brackets and keywords in a row, from one comma or semicolon to the next, summed over the open brackets.
const CHAIN: usize = 500;

/// Lines and columns: Rhai counts them in 16 bits.
const PLACES: u32 = 65_535;

/// How many levels a parser may go down at most; or the first place where the tokens go beyond a limit.
pub(super) fn measure(file: &str, tokens: &[Token<'_>], limits: &Limits) -> Result<usize, Vec<Diagnostic>> {
    let mut deepest = 0;
    let mut chains = vec![0_usize];
    let mut total = 0_usize;
    for (index, token) in tokens.iter().enumerate() {
        let refuse = |code, limit: usize| {
            let place = Place::at(file, token.pos.line, token.pos.column, token.pos.length);
            Err(vec![Diagnostic::error(code, place, &[("limit", &limit.to_string())])])
        };
        if token.rhai.0 >= PLACES || token.rhai.1.saturating_add(token.pos.length) >= PLACES {
            return refuse("script-too-long", PLACES as usize);
        }
        if token.closes() && chains.len() > 1 {
            total -= chains.pop().unwrap_or(0);
        }
        if let Some(chain) = chains.last_mut() {
            let ends = token.is(",")
                || token.is(";")
                || token.is("=>")
                || (token.is("}") && !tokens.get(index + 1).is_some_and(goes_on));
            if ends {
                total -= *chain;
                *chain = 0;
            } else if links(token) {
                total += 1;
                *chain += 1;
            }
        }
        if token.opens() {
            chains.push(0);
        }
        if chains.len() - 1 > limits.nesting {
            return refuse("script-too-deep", limits.nesting);
        }
        if total > CHAIN {
            return refuse("expression-too-long", CHAIN);
        }
        deepest = deepest.max(total + chains.len());
    }
    Ok(deepest)
}

/// Whether an expression may go a level down, or on by a link, with this token; braces only nest.
fn links(token: &Token<'_>) -> bool {
    match token.kind {
        Kind::Symbol => !token.closes() && !matches!(token.text, "{" | "#{"),
        Kind::Word => KEYWORDS.contains(&token.text),
        _ => false,
    }
}

/// Whether an expression that ends in `}` can go on with this token.
fn goes_on(token: &Token<'_>) -> bool {
    match token.kind {
        Kind::Symbol => !matches!(token.text, "{" | "#{" | "!" | ";" | ","),
        Kind::Word => matches!(token.text, "else" | "in" | "catch" | "while" | "until"),
        _ => false,
    }
}
