//! The script tree on one line, in brackets.

use crate::script::ast::*;

pub(super) fn block(block: &Block) -> String {
    let statements: Vec<String> = block.statements.iter().map(statement).collect();
    format!("{{{}}}{}", statements.join("; "), if block.has_value { "=" } else { "" })
}

pub(super) fn statement(s: &Statement) -> String {
    match s {
        Statement::Let { name, value, constant } => {
            let word = if *constant { "const" } else { "let" };
            let value = value.as_ref().map(|value| format!(" {}", expr(value))).unwrap_or_default();
            format!("({word} {}{value})", name.text)
        }
        Statement::Assign { name, op, value } => {
            let op = op.map(|op| symbol(op).to_owned()).unwrap_or_default();
            format!("({op}= {} {})", name.text, expr(value))
        }
        Statement::Expr(value) => expr(value),
        Statement::For { item, counter, over, body, .. } => {
            let counter = counter.as_ref().map(|counter| format!(",{}", counter.text)).unwrap_or_default();
            format!("(for {}{counter} {} {})", item.text, expr(over), block(body))
        }
        Statement::Break(_) => "break".to_owned(),
        Statement::Continue(_) => "continue".to_owned(),
        Statement::Return { value, .. } => {
            format!("(return{})", value.as_ref().map(|value| format!(" {}", expr(value))).unwrap_or_default())
        }
    }
}

pub(super) fn expr(e: &Expr) -> String {
    match &e.kind {
        ExprKind::Bool(value) => value.to_string(),
        ExprKind::Number(value) => value.to_string(),
        ExprKind::Str(value) => format!("{value:?}"),
        ExprKind::Interpolation(parts) => format!("(text {})", list(parts)),
        ExprKind::Array(items) => format!("[{}]", list(items)),
        ExprKind::Map(entries) => {
            let entries: Vec<String> = entries.iter().map(|(k, v)| format!("{}: {}", k.text, expr(v))).collect();
            format!("#{{{}}}", entries.join(", "))
        }
        ExprKind::Range { from, to, inclusive } => {
            format!("({} {} {})", if *inclusive { "..=" } else { ".." }, expr(from), expr(to))
        }
        ExprKind::Variable(name) => name.clone(),
        ExprKind::Field { base, name } => format!("(. {} {})", expr(base), name.text),
        ExprKind::Index { base, index } => format!("([] {} {})", expr(base), expr(index)),
        ExprKind::Call { name, args, method } => {
            format!("({}{} {})", if *method { "." } else { "" }, name.text, list(args))
        }
        ExprKind::Negate(operand) => format!("(neg {})", expr(operand)),
        ExprKind::Not(operand) => format!("(not {})", expr(operand)),
        ExprKind::Binary { op, left, right } => format!("({} {} {})", symbol(*op), expr(left), expr(right)),
        ExprKind::And(operands) => format!("(&& {})", list(operands)),
        ExprKind::Or(operands) => format!("(|| {})", list(operands)),
        ExprKind::Coalesce(operands) => format!("(?? {})", list(operands)),
        ExprKind::In { item, list, negated } => {
            format!("({} {} {})", if *negated { "!in" } else { "in" }, expr(item), expr(list))
        }
        ExprKind::If { condition, then, otherwise } => {
            let otherwise = otherwise.as_ref().map(|other| format!(" {}", block(other))).unwrap_or_default();
            format!("(if {} {}{otherwise})", expr(condition), block(then))
        }
        ExprKind::Switch { subject, arms, default } => {
            let mut parts: Vec<String> = arms.iter().map(arm).collect();
            parts.extend(default.as_ref().map(|value| format!("_ => {}", expr(value))));
            format!("(switch {} {})", expr(subject), parts.join(", "))
        }
        ExprKind::Block(inner) => block(inner),
        ExprKind::Closure { params, body } => {
            let params: Vec<&str> = params.iter().map(|param| param.text.as_str()).collect();
            format!("(|{}| {})", params.join(" "), expr(body))
        }
    }
}

fn arm(arm: &Arm) -> String {
    let cases: Vec<String> = arm.cases.iter().map(case).collect();
    let guard = arm.guard.as_ref().map(|guard| format!(" if {}", expr(guard))).unwrap_or_default();
    format!("{}{guard} => {}", cases.join(" | "), expr(&arm.value))
}

fn case(case: &Case) -> String {
    let end = |end: Option<i64>| end.map(|end| end.to_string()).unwrap_or_default();
    match case {
        Case::Value(value) => expr(value),
        Case::Range { from, to, inclusive } => {
            format!("{}{}{}", end(*from), if *inclusive { "..=" } else { ".." }, end(*to))
        }
    }
}

fn list(items: &[Expr]) -> String {
    items.iter().map(expr).collect::<Vec<_>>().join(" ")
}

fn symbol(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "+",
        BinaryOp::Subtract => "-",
        BinaryOp::Multiply => "*",
        BinaryOp::Divide => "/",
        BinaryOp::Remainder => "%",
        BinaryOp::Power => "**",
        BinaryOp::Equal => "==",
        BinaryOp::NotEqual => "!=",
        BinaryOp::Less => "<",
        BinaryOp::LessOrEqual => "<=",
        BinaryOp::Greater => ">",
        BinaryOp::GreaterOrEqual => ">=",
    }
}
