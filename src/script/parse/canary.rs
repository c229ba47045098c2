//! A script read once, at first load: another crate of the build may have switched on a feature of `rhai` that makes it
//! parse differently, and then no rule would mean what it says.

use super::{engine, read_all};
use crate::limits::Limits;
use crate::number::Number;
use crate::script::ast::{ExprKind, Script, Statement};
use rhai::{Expr, Stmt};
use std::sync::LazyLock;

const CANARY: &str = r#"
const 大 = 3000000000;
const 小 = 1.5;
fn 评(p) {
    let n = [-1, p.a?.b[0], p["c"] ?? 2];
    for (i, 序) in 0..3 { n2 += i ** 序; }
    if n.any(|x| x !in p.d && !n2) { return #{ zh: `${n2}` }; }
    switch p.e { "x" | "y" => 1, 5..=9 if n2 > 1 => 2, _ => 3 }
}
"#;

static SOUND: LazyLock<bool> = LazyLock::new(|| {
    let read = read_all(&[("canary.rhai", CANARY)], &Limits::default());
    matches!(read.as_slice(), [Ok(script)] if means_what_it_says(script)) && integers_are_wide()
});

/// Whether the Rhai of this build parses as the rule language needs.
pub(super) fn rhai_is_sound() -> bool {
    *SOUND
}

fn means_what_it_says(script: &Script) -> bool {
    let number = |index: usize, text: &str| {
        let value = script.consts.get(index).map(|constant| &constant.value.kind);
        matches!((value, Number::parse(text)), (Some(ExprKind::Number(found)), Ok(wanted)) if *found == wanted)
    };
    let body = script.functions.first().map(|function| function.body.statements.as_slice());
    number(0, "3000000000")
        && number(1, "1.5")
        && matches!(
            body,
            Some([
                Statement::Let { .. },
                Statement::For { counter: Some(_), .. },
                Statement::Expr(_),
                Statement::Expr(last),
            ]) if matches!(&last.kind, ExprKind::Switch { arms, default: Some(_), .. } if arms.len() == 2)
        )
}

/// Under `only_i32` a long integer becomes a float; the tree would not show it, ranges of `switch` would.
fn integers_are_wide() -> bool {
    let Ok(parsed) = engine::parse(CANARY) else { return false };
    parsed.top.iter().any(|statement| match statement {
        Stmt::Var(variable, ..) => integer(&variable.1).is_some_and(|value| value == "3000000000"),
        _ => false,
    })
}

fn integer(expr: &Expr) -> Option<String> {
    let value = expr.get_literal_value(None)?;
    value.is_int().then(|| value.to_string())
}
