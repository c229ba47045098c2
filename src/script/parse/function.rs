//! Functions, closures and top-level constants, in the order of the file: Rhai keeps functions in the order of hashes.

use super::engine::RawFunction;
use super::expr::block_expr;
use super::reader::Reader;
use crate::script::ast::{self, Const, ExprKind, Function, Name, Script, Statement};
use crate::script::scan::Kind;
use rhai::{ASTFlags, Position, Stmt};
use std::collections::BTreeSet;

impl Reader<'_> {
    /// The whole script.
    pub(super) fn script(&mut self, top: &[Stmt]) -> Script {
        let mut consts = Vec::new();
        let mut names = BTreeSet::new();
        for statement in top {
            let pos = self.source.pos(statement.position());
            let constant = matches!(statement, Stmt::Var(_, flags, _) if flags.contains(ASTFlags::CONSTANT));
            match self.statement(statement) {
                Statement::Let { name, value, .. } if constant => {
                    if !names.insert(name.text.clone()) {
                        self.refuse("duplicate-constant", name.pos, &[("name", &name.text)]);
                    }
                    if let Some(value) = value {
                        consts.push(Const { name, value });
                    }
                }
                _ => self.refuse_unless_told("top-level-statement", pos),
            }
        }
        Script { file: self.source.file.to_owned(), consts, functions: self.functions_in_order() }
    }

    fn functions_in_order(&mut self) -> Vec<Function> {
        let mut functions = Vec::new();
        let mut names = BTreeSet::new();
        for index in 0..self.source.tokens.len() {
            if !self.source.is(index, "fn") {
                continue;
            }
            // `fn Type.name` is refused by its tokens
            let at = if self.source.is(index + 2, ".") { index + 3 } else { index + 1 };
            let Some(name) = self.source.name(at) else { continue };
            let params = self.params(at + 1, ")");
            if !names.insert(name.text.clone()) {
                self.refuse("duplicate-function", name.pos, &[("name", &name.text)]);
            }
            match self.functions.remove(&(name.text.clone(), params.len())) {
                Some(raw) => {
                    let body = self.statements(&raw.statements, raw.start, raw.end);
                    functions.push(Function { name, params, body });
                }
                // a second function of one name, or a method, which was refused
                None if !self.diagnostics.is_empty() => {}
                None => self.refuse("unsupported-syntax", name.pos, &[]),
            }
        }
        functions
    }

    /// A closure, from the function that Rhai made of it; its first parameters are what it captures.
    pub(super) fn closure(&mut self, name: &str, captured: usize, position: Position) -> ast::Expr {
        let pos = self.source.pos(position);
        let first = self.functions.range((name.to_owned(), 0)..).next();
        let key = first.map(|(key, _)| key.clone()).filter(|(known, _)| known == name);
        let Some(raw) = key.and_then(|key| self.functions.remove(&key)) else { return self.unknown(position) };
        let params = match self.source.at(position) {
            Some(bar) if self.source.is(bar, "|") => self.params(bar, "|"),
            _ => Vec::new(),
        };
        if params.iter().map(|param| &param.text).ne(raw.params.iter().skip(captured)) {
            return self.unknown(position);
        }
        let body = Box::new(self.closure_body(&raw));
        ast::Expr { kind: ExprKind::Closure { params, body }, pos }
    }

    fn closure_body(&mut self, raw: &RawFunction) -> ast::Expr {
        let mut body = self.statements(&raw.statements, raw.start, raw.end);
        if !raw.end.is_none() {
            return block_expr(body);
        }
        match body.statements.pop() {
            Some(Statement::Expr(value)) if body.statements.is_empty() => value,
            Some(other) => {
                body.statements.push(other);
                block_expr(body)
            }
            None => block_expr(body),
        }
    }

    /// The names from the token after `opener` up to `end`.
    fn params(&self, opener: usize, end: &str) -> Vec<Name> {
        let inside = self.source.tokens.iter().skip(opener + 1).take_while(|token| !token.is(end));
        inside
            .filter(|token| token.kind == Kind::Word)
            .map(|token| Name { text: token.text.to_owned(), pos: token.pos })
            .collect()
    }
}
