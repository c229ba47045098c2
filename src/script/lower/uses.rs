//! What a function touches, read off its tree: calls, names, assignments.

use crate::script::ast::{Expr, Function, Statement};
use crate::script::walk::{Visit, walk, walk_function};
use std::collections::BTreeSet;

/// Calls `visit` for every expression of a function.
pub(crate) fn visit_function<'s>(function: &'s Function, visit: &mut dyn FnMut(&'s Expr)) {
    walk_function(function, &mut Exprs(visit));
}

/// Calls `visit` for an expression and all that it is made of.
pub(crate) fn visit_expr<'s>(expr: &'s Expr, visit: &mut dyn FnMut(&'s Expr)) {
    walk(expr, &mut Exprs(visit));
}

struct Exprs<'v, 's>(&'v mut dyn FnMut(&'s Expr));

impl<'s> Visit<'s> for Exprs<'_, 's> {
    fn expr(&mut self, expr: &'s Expr) {
        (self.0)(expr);
    }
}

/// The names that a function assigns after they were declared.
pub(crate) fn assigned_names(function: &Function) -> BTreeSet<String> {
    let mut assigned = Assigned(BTreeSet::new());
    walk_function(function, &mut assigned);
    assigned.0.into_iter().map(str::to_owned).collect()
}

struct Assigned<'s>(BTreeSet<&'s str>);

impl<'s> Visit<'s> for Assigned<'s> {
    fn statement(&mut self, statement: &'s Statement) {
        if let Statement::Assign { name, .. } = statement {
            self.0.insert(&name.text);
        }
    }
}
