//! What is refused by its tokens alone, since features of `rhai` change or remove the nodes that would show it.

use super::source::Source;
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
            _ => continue,
        };
        diagnostics.push(source.error(code, token.pos, &[("word", token.text)]));
    }
}
