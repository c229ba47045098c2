//! What a function touches, read off its tree: calls, names, assignments.

use crate::script::ast::{Block, Case, Expr, ExprKind, Function, Statement};
use std::collections::BTreeSet;

/// Calls `visit` for every expression of a function.
pub(crate) fn visit_function(function: &Function, visit: &mut dyn FnMut(&Expr)) {
    visit_block(&function.body, visit, &mut |_| {});
}

/// Calls `visit` for an expression and every expression in it.
#[cfg(feature = "authoring")]
pub(crate) fn visit_expr(expr: &Expr, visit: &mut dyn FnMut(&Expr)) {
    self::visit(expr, visit, &mut |_| {});
}

/// The names that a function assigns after they were declared.
pub(crate) fn assigned_names(function: &Function) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    visit_block(&function.body, &mut |_| {}, &mut |statement| {
        if let Statement::Assign { name, .. } = statement {
            names.insert(name.text.clone());
        }
    });
    names
}

type OnExpr<'v> = &'v mut dyn FnMut(&Expr);
type OnStatement<'v> = &'v mut dyn FnMut(&Statement);

fn visit_block(block: &Block, on_expr: OnExpr<'_>, on_statement: OnStatement<'_>) {
    for statement in &block.statements {
        on_statement(statement);
        match statement {
            Statement::Let { value: Some(value), .. }
            | Statement::Assign { value, .. }
            | Statement::Expr(value)
            | Statement::Return { value: Some(value), .. } => visit(value, on_expr, on_statement),
            Statement::For { over, body, .. } => {
                visit(over, on_expr, on_statement);
                visit_block(body, on_expr, on_statement);
            }
            Statement::Let { value: None, .. }
            | Statement::Return { value: None, .. }
            | Statement::Break(_)
            | Statement::Continue(_) => {}
        }
    }
}

fn visit(expr: &Expr, on_expr: OnExpr<'_>, on_statement: OnStatement<'_>) {
    on_expr(expr);
    match &expr.kind {
        ExprKind::Bool(_) | ExprKind::Number(_) | ExprKind::Str(_) | ExprKind::Variable(_) => {}
        ExprKind::Interpolation(parts)
        | ExprKind::Array(parts)
        | ExprKind::And(parts)
        | ExprKind::Or(parts)
        | ExprKind::Coalesce(parts)
        | ExprKind::Call { args: parts, .. } => {
            for part in parts {
                visit(part, on_expr, on_statement);
            }
        }
        ExprKind::Map(entries) => {
            for (_, value) in entries {
                visit(value, on_expr, on_statement);
            }
        }
        ExprKind::Range { from: a, to: b, .. }
        | ExprKind::Index { base: a, index: b }
        | ExprKind::Binary { left: a, right: b, .. }
        | ExprKind::In { item: a, list: b, .. } => {
            visit(a, on_expr, on_statement);
            visit(b, on_expr, on_statement);
        }
        ExprKind::Field { base, .. } => visit(base, on_expr, on_statement),
        ExprKind::Negate(value) | ExprKind::Not(value) | ExprKind::Closure { body: value, .. } => {
            visit(value, on_expr, on_statement);
        }
        ExprKind::If { condition, then, otherwise } => {
            visit(condition, on_expr, on_statement);
            visit_block(then, on_expr, on_statement);
            if let Some(otherwise) = otherwise {
                visit_block(otherwise, on_expr, on_statement);
            }
        }
        ExprKind::Switch { subject, arms, default } => {
            visit(subject, on_expr, on_statement);
            for arm in arms {
                for case in &arm.cases {
                    if let Case::Value(value) = case {
                        visit(value, on_expr, on_statement);
                    }
                }
                if let Some(guard) = &arm.guard {
                    visit(guard, on_expr, on_statement);
                }
                visit(&arm.value, on_expr, on_statement);
            }
            if let Some(default) = default {
                visit(default, on_expr, on_statement);
            }
        }
        ExprKind::Block(block) => visit_block(block, on_expr, on_statement),
    }
}
