//! Statements and blocks: Rhai's nodes to those of the script tree.

use super::expr::{binary_op, block_expr};
use super::reader::Reader;
use crate::script::ast::{self, Block, ExprKind, Name, Statement};
use rhai::{ASTFlags, Expr, FlowControl, Ident, Position, Stmt, StmtBlock};

impl Reader<'_> {
    /// The statements between braces, or the one that stands without any.
    pub(super) fn block(&mut self, block: &StmtBlock) -> Block {
        self.statements(block.statements(), block.position(), block.end_position())
    }

    pub(super) fn statements(&mut self, statements: &[Stmt], start: Position, end: Position) -> Block {
        let statements: Vec<Statement> = statements.iter().map(|statement| self.statement(statement)).collect();
        // Rhai gives the value of the last statement even behind a semicolon, and forgets the semicolon
        let ended =
            self.source.at(end).and_then(|brace| brace.checked_sub(1)).is_some_and(|last| self.source.is(last, ";"));
        let has_value = matches!(statements.last(), Some(Statement::Expr(_))) && !ended;
        Block { statements, has_value, pos: self.source.pos(start) }
    }

    /// A block where a value is wanted; without braces it stands for its one statement.
    pub(super) fn block_as_expr(&mut self, block: &StmtBlock) -> ast::Expr {
        match block.statements() {
            [statement] if block.end_position().is_none() => match self.statement(statement) {
                Statement::Expr(expr) => expr,
                other => {
                    let pos = self.source.pos(statement.position());
                    block_expr(Block { statements: vec![other], has_value: false, pos })
                }
            },
            _ => block_expr(self.block(block)),
        }
    }

    pub(super) fn statement(&mut self, statement: &Stmt) -> Statement {
        let pos = self.source.pos(statement.position());
        match statement {
            Stmt::Var(variable, flags, _) => {
                self.variable(&variable.0, &variable.1, flags.contains(ASTFlags::CONSTANT))
            }
            Stmt::Assignment(assignment) => {
                let position = assignment.0.position();
                self.assignment(&assignment.1.lhs, &assignment.1.rhs, position)
            }
            Stmt::Expr(expr) => Statement::Expr(self.expr(expr)),
            Stmt::FnCall(call, position) => Statement::Expr(self.call(call, *position)),
            Stmt::Block(block) => Statement::Expr(block_expr(self.block(block))),
            Stmt::If(flow, position) => Statement::Expr(self.condition(flow, *position)),
            Stmt::Switch(parts, position) => Statement::Expr(self.switch(&parts.0, &parts.1, *position)),
            Stmt::For(parts, _) => {
                let (item, counter, flow) = &**parts;
                let over = self.iterable(&flow.expr);
                let counter = counter.as_ref().map(|counter| self.ident(counter));
                Statement::For { item: self.ident(item), counter, over, body: self.block(&flow.body), pos }
            }
            Stmt::BreakLoop(value, flags, _) => {
                if let Some(value) = value {
                    self.expr(value);
                    self.refuse("break-value", pos, &[]);
                }
                if flags.contains(ASTFlags::BREAK) { Statement::Break(pos) } else { Statement::Continue(pos) }
            }
            Stmt::Return(value, flags, _) => {
                let value = value.as_ref().map(|value| self.expr(value));
                if flags.contains(ASTFlags::BREAK) {
                    self.refuse("exception", pos, &[("word", "throw")]);
                }
                Statement::Return { value, pos }
            }
            Stmt::While(flow, position) | Stmt::Do(flow, _, position) => {
                // `loop` has no condition, and no place for one
                if !flow.expr.position().is_none() {
                    self.expr(&flow.expr);
                }
                self.block(&flow.body);
                let word = self.source.at(*position).and_then(|index| self.source.token(index)).map_or("", |t| t.text);
                Statement::Expr(self.refused("unbounded-loop", pos, &[("word", word)]))
            }
            Stmt::TryCatch(flow, _) => {
                self.block(&flow.body);
                self.block(&flow.branch);
                Statement::Expr(self.refused("exception", pos, &[("word", "try")]))
            }
            other => Statement::Expr(self.unknown(other.position())),
        }
    }

    fn variable(&mut self, name: &Ident, value: &Expr, constant: bool) -> Statement {
        let name = self.ident(name);
        // without a value Rhai puts `()` at no place
        let value = match value {
            Expr::Unit(position) if position.is_none() => None,
            value => Some(self.expr(value)),
        };
        if constant && value.is_none() {
            self.refuse("constant-without-value", name.pos, &[("name", &name.text)]);
        }
        Statement::Let { name, value, constant }
    }

    fn assignment(&mut self, target: &Expr, value: &Expr, position: Position) -> Statement {
        let pos = self.source.pos(position);
        let symbol = self.source.at(position).and_then(|index| self.source.token(index)).map_or("", |token| token.text);
        let value = self.expr(value);
        let op = binary_op(symbol.trim_end_matches('='));
        if op.is_none() && symbol != "=" {
            self.refuse("bit-operator", pos, &[("operator", symbol)]);
        }
        let target = match target {
            Expr::Variable(..) => self.expr(target),
            other => {
                let pos = self.source.pos(other.start_position());
                self.refuse_unless_told("assignment-target", pos);
                Reader::nothing(pos)
            }
        };
        let text = match target.kind {
            ExprKind::Variable(text) => text,
            _ => String::new(),
        };
        Statement::Assign { name: Name { text, pos: target.pos }, op, value }
    }

    fn condition(&mut self, flow: &FlowControl, position: Position) -> ast::Expr {
        let condition = Box::new(self.expr(&flow.expr));
        let then = self.block(&flow.body);
        // an absent `else` is an empty block at no place
        let absent = flow.branch.is_empty() && flow.branch.position().is_none();
        let otherwise = (!absent).then(|| self.block(&flow.branch));
        ast::Expr { kind: ExprKind::If { condition, then, otherwise }, pos: self.source.pos(position) }
    }

    pub(super) fn ident(&self, ident: &Ident) -> Name {
        Name { text: ident.name.to_string(), pos: self.source.pos(ident.pos) }
    }
}
