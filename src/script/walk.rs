//! Walking a script's tree.

use super::ast::{Block, Case, Expr, ExprKind, Function, Statement};

/// What is looked at on the way: parts come after what holds them.
pub(crate) trait Visit<'s> {
    fn expr(&mut self, _expr: &'s Expr) {}

    fn statement(&mut self, _statement: &'s Statement) {}
}

pub(crate) fn walk_function<'s>(function: &'s Function, visit: &mut dyn Visit<'s>) {
    walk_block(&function.body, visit);
}

fn walk_block<'s>(block: &'s Block, visit: &mut dyn Visit<'s>) {
    for statement in &block.statements {
        visit.statement(statement);
        match statement {
            Statement::Let { value, .. } | Statement::Return { value, .. } => {
                value.iter().for_each(|value| walk(value, visit));
            }
            Statement::Assign { value, .. } | Statement::Expr(value) => walk(value, visit),
            Statement::For { over, body, .. } => {
                walk(over, visit);
                walk_block(body, visit);
            }
            Statement::Break(_) | Statement::Continue(_) => {}
        }
    }
}

pub(crate) fn walk<'s>(expr: &'s Expr, visit: &mut dyn Visit<'s>) {
    visit.expr(expr);
    if let ExprKind::If { then, otherwise, .. } = &expr.kind {
        children(expr).into_iter().for_each(|part| walk(part, visit));
        walk_block(then, visit);
        otherwise.iter().for_each(|block| walk_block(block, visit));
        return;
    }
    if let ExprKind::Block(block) = &expr.kind {
        return walk_block(block, visit);
    }
    children(expr).into_iter().for_each(|part| walk(part, visit));
}

/// The expressions that an expression is made of, without those in blocks.
fn children(expr: &Expr) -> Vec<&Expr> {
    match &expr.kind {
        ExprKind::Bool(_) | ExprKind::Number(_) | ExprKind::Str(_) | ExprKind::Variable(_) | ExprKind::Block(_) => {
            Vec::new()
        }
        ExprKind::Interpolation(parts)
        | ExprKind::Array(parts)
        | ExprKind::And(parts)
        | ExprKind::Or(parts)
        | ExprKind::Coalesce(parts)
        | ExprKind::Call { args: parts, .. } => parts.iter().collect(),
        ExprKind::Map(entries) => entries.iter().map(|(_, value)| value).collect(),
        ExprKind::Range { from, to, .. } => vec![from, to],
        ExprKind::Field { base: inner, .. }
        | ExprKind::Negate(inner)
        | ExprKind::Not(inner)
        | ExprKind::If { condition: inner, .. }
        | ExprKind::Closure { body: inner, .. } => vec![inner],
        ExprKind::Index { base, index } => vec![base, index],
        ExprKind::Binary { left, right, .. } => vec![left, right],
        ExprKind::In { item, list, .. } => vec![item, list],
        ExprKind::Switch { subject, arms, default } => {
            let mut parts: Vec<&Expr> = vec![subject];
            for arm in arms {
                parts.extend(arm.cases.iter().filter_map(|case| match case {
                    Case::Value(value) => Some(value),
                    Case::Range { .. } => None,
                }));
                parts.extend(arm.guard.iter().chain([&arm.value]));
            }
            parts.extend(default.as_deref());
            parts
        }
    }
}
