//! What is refused by its tokens alone, since features of `rhai` change or remove the nodes that would show it.

use super::source::{Source, ends_operand};
use crate::diagnostic::Diagnostic;
use crate::script::scan::Kind;

/// Adds a message for every token that the rule language does not have.
pub(super) fn check(source: &Source<'_>, diagnostics: &mut Vec<Diagnostic>) {
    for (index, token) in source.tokens.iter().enumerate() {
        let code = match (token.kind, token.text) {
            (Kind::Char, _) => "character",
            (Kind::Word, "import" | "export") => "module-statement",
            (Kind::Word, "private") => "private-function",
            (Kind::Word, "this") => "this",
            (Kind::Symbol, "::") => "module-path",
            (Kind::Word, "fn") if source.is(index + 2, ".") => "method-definition",
            (Kind::Number, _) if goes_on(source, index) && is_signed(source, index) => "sign-and-chain",
            _ => continue,
        };
        diagnostics.push(source.error(code, token.pos, &[("word", token.text)]));
    }
}

/// Whether a field, an index or a method follows.
fn goes_on(source: &Source<'_>, number: usize) -> bool {
    [".", "?.", "[", "?["].iter().any(|link| source.is(number + 1, link))
}

/// Whether a sign stands before a number: to Rhai `-5.abs()` is `(-5).abs()`, but `- 5.abs()` is `-(5.abs())`.
fn is_signed(source: &Source<'_>, number: usize) -> bool {
    let Some(sign) = number.checked_sub(1).filter(|sign| source.is(*sign, "-")) else { return false };
    !sign.checked_sub(1).and_then(|before| source.token(before)).is_some_and(ends_operand)
}
