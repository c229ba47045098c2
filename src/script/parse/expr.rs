//! Expressions: Rhai's nodes to those of the script tree.

use super::reader::Reader;
use crate::script::ast::{self, BinaryOp, ExprKind, Name, Pos, Statement};
use crate::script::scan::Kind;
use rhai::{ASTFlags, BinaryExpr, Expr, FnCallExpr, FnPtr, Position, Stmt, StmtBlock};

/// Functions that Rhai reserves; none of them is a rule's business.
const FORBIDDEN: &[&str] =
    &["eval", "print", "debug", "type_of", "Fn", "call", "curry", "is_shared", "is_def_var", "is_def_fn"];

/// Which link of a chain comes next.
#[derive(Clone, Copy)]
enum Link {
    Dot,
    Index,
}

impl Reader<'_> {
    pub(super) fn expr(&mut self, expr: &Expr) -> ast::Expr {
        let pos = self.source.pos(expr.position());
        let kind = match expr {
            Expr::BoolConstant(value, _) => ExprKind::Bool(*value),
            Expr::StringConstant(text, _) => ExprKind::Str(text.to_string()),
            Expr::InterpolatedString(parts, _) => {
                ExprKind::Interpolation(parts.iter().map(|part| self.part(part)).collect())
            }
            Expr::Array(items, _) => ExprKind::Array(items.iter().map(|item| self.expr(item)).collect()),
            Expr::Map(entries, _) => ExprKind::Map(
                entries
                    .0
                    .iter()
                    .map(|(key, value)| {
                        let name = Name { text: key.name.to_string(), pos: self.source.pos(key.pos) };
                        (name, self.expr(value))
                    })
                    .collect(),
            ),
            Expr::Unit(_) => return self.refused("unit", pos, &[]),
            Expr::Variable(variable, ..) => ExprKind::Variable(variable.1.to_string()),
            Expr::Stmt(block) => return self.statement_as_expr(block, expr),
            Expr::FnCall(call, position) => return self.call(call, *position),
            Expr::Dot(pair, flags, position) => return self.chain(pair, Link::Dot, *flags, *position),
            Expr::Index(pair, flags, position) => return self.chain(pair, Link::Index, *flags, *position),
            Expr::And(operands, _) => ExprKind::And(operands.iter().map(|operand| self.expr(operand)).collect()),
            Expr::Or(operands, _) => ExprKind::Or(operands.iter().map(|operand| self.expr(operand)).collect()),
            Expr::Coalesce(operands, _) => {
                ExprKind::Coalesce(operands.iter().map(|operand| self.expr(operand)).collect())
            }
            _ if closure(expr).is_some() => return self.closure_as_value(expr),
            // integers, floats and decimals: which of them Rhai made of it does not matter
            _ => return self.number_at(expr.position()),
        };
        ast::Expr { kind, pos }
    }

    /// An argument of a call: the one place where a closure may stand.
    fn argument(&mut self, expr: &Expr) -> ast::Expr {
        match closure(expr) {
            Some((name, captured, position)) => self.closure(&name, captured, position),
            None => self.expr(expr),
        }
    }

    /// A statement or block where a value is wanted.
    fn statement_as_expr(&mut self, block: &StmtBlock, expr: &Expr) -> ast::Expr {
        if closure(expr).is_some() {
            return self.closure_as_value(expr);
        }
        self.block_as_expr(block)
    }

    /// A closure that is kept in a variable or an array, refused; what stands in it is looked through all the same.
    fn closure_as_value(&mut self, expr: &Expr) -> ast::Expr {
        let Some((name, captured, position)) = closure(expr) else { return self.unknown(expr.position()) };
        self.closure(&name, captured, position);
        self.refused("closure-as-value", self.source.pos(position), &[])
    }

    /// `${…}` in a back-tick string, or the text between two of them.
    fn part(&mut self, part: &Expr) -> ast::Expr {
        let Expr::Stmt(block) = part else { return self.expr(part) };
        let inner = self.block(block);
        let pos = inner.pos;
        if inner.statements.is_empty() {
            return self.refused("empty-interpolation", pos, &[]);
        }
        match <[Statement; 1]>::try_from(inner.statements) {
            Ok([Statement::Expr(value)]) if inner.has_value => value,
            Ok(statement) => block_expr(ast::Block { statements: statement.into(), has_value: inner.has_value, pos }),
            Err(statements) => block_expr(ast::Block { statements, has_value: inner.has_value, pos }),
        }
    }

    /// A call or an operator: Rhai keeps both as calls, the token tells them apart.
    pub(super) fn call(&mut self, call: &FnCallExpr, position: Position) -> ast::Expr {
        let Some(index) = self.source.at(position) else { return self.unknown(position) };
        let Some(token) = self.source.token(index) else { return self.unknown(position) };
        let (pos, text) = (token.pos, token.text);
        if token.kind == Kind::Word && text != "in" {
            return self.function_call(call, None, position);
        }
        let kind = match (text, call.args.as_slice()) {
            ("in", [list, item]) => self.contains(item, list, false),
            ("!in", [Expr::FnCall(contains, _)]) => match contains.args.as_slice() {
                [list, item] => self.contains(item, list, true),
                _ => return self.unknown(position),
            },
            ("-", [operand]) => ExprKind::Negate(Box::new(self.expr(operand))),
            ("!", [operand]) => ExprKind::Not(Box::new(self.expr(operand))),
            ("+", [operand]) => {
                self.expr(operand);
                return self.refused("unary-plus", pos, &[]);
            }
            (".." | "..=", [from, to]) => {
                self.range(from, to, text == "..=", pos);
                return self.refused("range-as-value", pos, &[]);
            }
            (_, [left, right]) => {
                let (left, right) = (self.expr(left), self.expr(right));
                let Some(op) = binary_op(text) else {
                    return self.refused("bit-operator", pos, &[("operator", text)]);
                };
                ExprKind::Binary { op, left: Box::new(left), right: Box::new(right) }
            }
            _ => return self.unknown(position),
        };
        ast::Expr { kind, pos }
    }

    fn contains(&mut self, item: &Expr, list: &Expr, negated: bool) -> ExprKind {
        // in the order of the text
        let item = Box::new(self.expr(item));
        ExprKind::In { item, list: Box::new(self.expr(list)), negated }
    }

    fn function_call(&mut self, call: &FnCallExpr, receiver: Option<ast::Expr>, position: Position) -> ast::Expr {
        let name = Name { text: call.name.to_string(), pos: self.source.pos(position) };
        let pos = name.pos;
        let method = receiver.is_some();
        let mut args: Vec<ast::Expr> = receiver.into_iter().collect();
        args.extend(call.args.iter().map(|arg| self.argument(arg)));
        if FORBIDDEN.contains(&name.text.as_str()) {
            return self.refused("forbidden-function", pos, &[("name", &name.text)]);
        }
        if call.capture_parent_scope {
            return self.refused("call-with-bang", pos, &[("name", &name.text)]);
        }
        ast::Expr { kind: ExprKind::Call { name, args, method }, pos }
    }

    /// What a `for` walks: here a range may stand.
    pub(super) fn iterable(&mut self, expr: &Expr) -> ast::Expr {
        if let Expr::FnCall(call, position) = expr
            && let Some(token) = self.source.at(*position).and_then(|index| self.source.token(index))
            && let [from, to] = call.args.as_slice()
            && (token.is("..") || token.is("..="))
        {
            let (pos, inclusive) = (token.pos, token.is("..="));
            return self.range(from, to, inclusive, pos);
        }
        self.expr(expr)
    }

    fn range(&mut self, from: &Expr, to: &Expr, inclusive: bool, pos: Pos) -> ast::Expr {
        // an open start is a number that Rhai puts at the operator, an open end is `()`
        let starts = self.source.pos(from.position()) != pos;
        if !starts || matches!(to, Expr::Unit(_)) {
            if starts {
                self.expr(from);
            }
            if !matches!(to, Expr::Unit(_)) {
                self.expr(to);
            }
            return self.refused("open-range", pos, &[]);
        }
        let from = Box::new(self.expr(from));
        ast::Expr { kind: ExprKind::Range { from, to: Box::new(self.expr(to)), inclusive }, pos }
    }

    fn chain(&mut self, pair: &BinaryExpr, link: Link, flags: ASTFlags, position: Position) -> ast::Expr {
        let mut base = self.expr(&pair.lhs);
        let (mut link, mut flags, mut rest, mut at) = (link, flags, &pair.rhs, position);
        // chains are right-nested: a link and, unless this is the last, the chain that goes on from it
        loop {
            let (step, next) = match rest {
                Expr::Dot(pair, flags, position) => (&pair.lhs, Some((Link::Dot, flags, &pair.rhs, position))),
                Expr::Index(pair, flags, position) => (&pair.lhs, Some((Link::Index, flags, &pair.rhs, position))),
                last => (last, None),
            };
            // an index is an expression of its own, and a chain only goes on from it where Rhai says so
            let (step, next) = match link {
                Link::Index if flags.contains(ASTFlags::BREAK) => (rest, None),
                _ => (step, next),
            };
            base = self.link(base, link, step, at);
            let Some((next_link, next_flags, next_rest, next_at)) = next else { return base };
            (link, flags, rest, at) = (next_link, *next_flags, next_rest, *next_at);
        }
    }

    fn link(&mut self, base: ast::Expr, link: Link, step: &Expr, at: Position) -> ast::Expr {
        match (link, step) {
            (Link::Index, index) => {
                let pos = self.source.pos(at);
                let index = Box::new(self.expr(index));
                ast::Expr { kind: ExprKind::Index { base: Box::new(base), index }, pos }
            }
            (Link::Dot, Expr::Property(property, position)) => {
                let name = Name { text: property.2.to_string(), pos: self.source.pos(*position) };
                let pos = name.pos;
                ast::Expr { kind: ExprKind::Field { base: Box::new(base), name }, pos }
            }
            (Link::Dot, Expr::MethodCall(call, position)) => self.function_call(call, Some(base), *position),
            (Link::Dot, other) => self.unknown(other.position()),
        }
    }
}

/// The closure that an expression is: its name in Rhai's tree, how many variables it captures, where it starts.
fn closure(expr: &Expr) -> Option<(String, usize, Position)> {
    match expr {
        Expr::DynamicConstant(value, position) => {
            let pointer = value.read_lock::<FnPtr>()?;
            Some((pointer.fn_name().to_owned(), 0, *position))
        }
        // what it captures is shared first, then bound to its first parameters; such a block has no closing brace
        Expr::Stmt(block) if block.end_position().is_none() => match block.statements() {
            [_, Stmt::Expr(bound)] => match &**bound {
                Expr::FnCall(curry, _) => {
                    let (pointer, captured) = curry.args.split_first()?;
                    let (name, _, position) = closure(pointer)?;
                    Some((name, captured.len(), position))
                }
                _ => None,
            },
            _ => None,
        },
        _ => None,
    }
}

pub(super) fn block_expr(block: ast::Block) -> ast::Expr {
    let pos = block.pos;
    ast::Expr { kind: ExprKind::Block(block), pos }
}

pub(super) fn binary_op(text: &str) -> Option<BinaryOp> {
    Some(match text {
        "+" => BinaryOp::Add,
        "-" => BinaryOp::Subtract,
        "*" => BinaryOp::Multiply,
        "/" => BinaryOp::Divide,
        "%" => BinaryOp::Remainder,
        "**" => BinaryOp::Power,
        "==" => BinaryOp::Equal,
        "!=" => BinaryOp::NotEqual,
        "<" => BinaryOp::Less,
        "<=" => BinaryOp::LessOrEqual,
        ">" => BinaryOp::Greater,
        ">=" => BinaryOp::GreaterOrEqual,
        _ => return None,
    })
}
