//! `??` beside another operator: Rhai's tree does not tell `a ?? 0 + b` from `a ?? (0 + b)`, so parentheses must.

use super::source::{KEYWORDS, Source, Unit};
use crate::diagnostic::Diagnostic;
use crate::script::scan::Kind;

/// Adds a message for every expression in which `??` stands beside another binary operator, or beside a keyword.
pub(super) fn check(source: &Source<'_>, diagnostics: &mut Vec<Diagnostic>) {
    if !source.tokens.iter().any(|token| token.is("??")) {
        return;
    }
    for group in source.groups() {
        let mut run = Run::default();
        let mut before = Role::Separator;
        // the first `in` after a `for` is its own
        let mut after_for = false;
        for unit in source.units(group) {
            let role = role(source, unit, before, after_for);
            match role {
                Role::Coalesce => {
                    run.coalesce.get_or_insert(unit.first);
                    run.mixed |= before == Role::Separator;
                }
                Role::Operator => run.mixed |= true,
                Role::Separator => {
                    run.mixed |= before == Role::Coalesce;
                    run.end(source, diagnostics);
                    after_for = source.is(unit.first, "for") || (after_for && !source.is(unit.first, "in"));
                }
                Role::Operand | Role::Sign => {}
            }
            before = role;
        }
        run.end(source, diagnostics);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Operand,
    /// Before its one operand.
    Sign,
    Operator,
    Coalesce,
    Separator,
}

/// What a unit is in its expression, given what stands before it.
fn role(source: &Source<'_>, unit: Unit, before: Role, after_for: bool) -> Role {
    let Some(token) = source.token(unit.first) else { return Role::Separator };
    let binary_after_operand = |otherwise| if before == Role::Operand { Role::Operator } else { otherwise };
    match (token.kind, token.text) {
        (Kind::Word, "in") if !after_for => Role::Operator,
        (Kind::Word, word) if KEYWORDS.contains(&word) => Role::Separator,
        (Kind::Symbol, "??") => Role::Coalesce,
        (Kind::Symbol, "!") => Role::Sign,
        (Kind::Symbol, "+" | "-") => binary_after_operand(Role::Sign),
        // without an operand before it, an empty list of parameters
        (Kind::Symbol, "||") => binary_after_operand(Role::Separator),
        (
            Kind::Symbol,
            "!in" | "*" | "/" | "%" | "**" | "==" | "!=" | "<" | "<=" | ">" | ">=" | "&&" | ".." | "..=",
        ) => Role::Operator,
        // the body of a statement, or a statement
        (Kind::Symbol, "{") if matches!(before, Role::Operand | Role::Separator) => Role::Separator,
        (Kind::Symbol, "(" | "[" | "?[" | "{" | "#{" | "." | "?.") => Role::Operand,
        (Kind::Symbol, _) => Role::Separator,
        _ => Role::Operand,
    }
}

/// One expression, between separators.
#[derive(Default)]
struct Run {
    coalesce: Option<usize>,
    mixed: bool,
}

impl Run {
    fn end(&mut self, source: &Source<'_>, diagnostics: &mut Vec<Diagnostic>) {
        if let Some(token) = self.coalesce.and_then(|index| source.token(index))
            && self.mixed
        {
            diagnostics.push(source.error("coalesce-mixed", token.pos, &[]));
        }
        *self = Run::default();
    }
}
