//! What is carried along while Rhai's tree becomes the script tree: tokens, functions, and all that is refused.

use super::engine::RawFunction;
use super::source::Source;
use crate::diagnostic::Diagnostic;
use crate::limits::Limits;
use crate::script::ast::{Expr, ExprKind, Pos};
use rhai::Position;
use std::collections::BTreeMap;

pub(super) struct Reader<'s> {
    pub source: &'s Source<'s>,
    pub functions: BTreeMap<(String, usize), RawFunction>,
    pub limits: &'s Limits,
    pub diagnostics: Vec<Diagnostic>,
}

impl<'s> Reader<'s> {
    pub(super) fn new(
        source: &'s Source<'s>,
        functions: BTreeMap<(String, usize), RawFunction>,
        limits: &'s Limits,
    ) -> Reader<'s> {
        Reader { source, functions, limits, diagnostics: Vec::new() }
    }

    pub(super) fn refuse(&mut self, code: &'static str, pos: Pos, args: &[(&str, &str)]) {
        self.diagnostics.push(self.source.error(code, pos, args));
    }

    /// Refuses what the rule language does not have, and gives something to go on with.
    pub(super) fn refused(&mut self, code: &'static str, pos: Pos, args: &[(&str, &str)]) -> Expr {
        self.refuse(code, pos, args);
        Reader::nothing(pos)
    }

    /// Refuses a node of a kind that has no rule of its own, unless its place was refused already.
    pub(super) fn unknown(&mut self, position: Position) -> Expr {
        let pos = self.source.pos(position);
        self.refuse_unless_told("unsupported-syntax", pos);
        Reader::nothing(pos)
    }

    /// Refuses what stands at `pos`, unless its place was refused already.
    pub(super) fn refuse_unless_told(&mut self, code: &'static str, pos: Pos) {
        let told = self.diagnostics.iter().any(|told| (told.place.line, told.place.column) == (pos.line, pos.column));
        if !told {
            self.refuse(code, pos, &[]);
        }
    }

    /// Stands where something was refused; the script that holds it is never given out.
    pub(super) fn nothing(pos: Pos) -> Expr {
        Expr { kind: ExprKind::Bool(false), pos }
    }
}
