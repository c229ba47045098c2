//! Which parameters an expression of a script names.

use crate::script::ast::{Expr, ExprKind};
use std::collections::BTreeSet;

/// The parameters that an expression names, without those in blocks of its own, whose statements tell them; and whether it
/// picks one by a name that is not written there.
pub(super) fn mentions(expr: &Expr, names: &mut BTreeSet<String>, any: &mut bool) {
    let is_params = |base: &Expr| matches!(&base.kind, ExprKind::Variable(name) if name == "params");
    match &expr.kind {
        ExprKind::Field { base, name } if is_params(base) => {
            names.insert(name.text.clone());
        }
        ExprKind::Index { base, index } if is_params(base) => match &index.kind {
            ExprKind::Str(name) => {
                names.insert(name.clone());
            }
            _ => *any = true,
        },
        ExprKind::If { condition: first, .. } | ExprKind::Switch { subject: first, .. } => mentions(first, names, any),
        ExprKind::Block(_) => {}
        _ => parts(expr).into_iter().for_each(|part| mentions(part, names, any)),
    }
}

/// What an expression without statements is made of.
fn parts(expr: &Expr) -> Vec<&Expr> {
    match &expr.kind {
        ExprKind::Interpolation(parts)
        | ExprKind::Array(parts)
        | ExprKind::And(parts)
        | ExprKind::Or(parts)
        | ExprKind::Coalesce(parts)
        | ExprKind::Call { args: parts, .. } => parts.iter().collect(),
        ExprKind::Map(entries) => entries.iter().map(|(_, value)| value).collect(),
        ExprKind::Range { from: a, to: b, .. }
        | ExprKind::Index { base: a, index: b }
        | ExprKind::Binary { left: a, right: b, .. }
        | ExprKind::In { item: a, list: b, .. } => vec![a, b],
        ExprKind::Field { base: part, .. }
        | ExprKind::Negate(part)
        | ExprKind::Not(part)
        | ExprKind::Closure { body: part, .. } => vec![part],
        _ => Vec::new(),
    }
}
