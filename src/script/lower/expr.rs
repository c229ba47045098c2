//! Expressions: literals, operators, texts.

use super::Compiler;
use super::scope::Lowered;
use super::types::Type;
use crate::diagnostic::nearest;
use crate::facts::fact::Fact;
use crate::facts::schema::{Kind, NodeId};
use crate::plan::expr::{Arithmetic, Bounds, Comparison, Expr, Part, Site};
use crate::script::ast::{self, BinaryOp, ExprKind, Pos};
use crate::text::Text;
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

impl<'e> Compiler<'e> {
    /// Lowers an expression. `wanted` says whether its value is used: an `if` without `else` then has none.
    pub(super) fn expr(&mut self, expr: &ast::Expr, wanted: bool) -> Lowered {
        let pos = expr.pos;
        match &expr.kind {
            ExprKind::Bool(value) => Lowered::constant(Fact::Bool(*value)),
            ExprKind::Number(value) => Lowered::constant(Fact::Number(value.clone())),
            ExprKind::Str(value) => Lowered::constant(Fact::Text(Cow::Owned(value.clone()))),
            ExprKind::Interpolation(parts) => self.interpolation(parts),
            ExprKind::Array(items) => self.array(items),
            ExprKind::Map(entries) => self.map(entries, pos),
            ExprKind::Range { .. } => self.error("range-outside-for", pos, &[]),
            ExprKind::Variable(name) => self.variable(name, pos),
            ExprKind::Field { base, name } => self.field(base, name),
            ExprKind::Index { base, index } => self.index(base, index),
            ExprKind::Call { name, args, method } => self.call(name, args, *method, pos),
            ExprKind::Negate(value) => {
                let value = self.operand(value, "number");
                match &value.constant {
                    Some(Fact::Number(number)) => Lowered::constant(Fact::Number(number.neg())),
                    _ => Lowered::new(Expr::Negate(Box::new(value.expr), self.site(pos)), Type::NUMBER),
                }
            }
            ExprKind::Not(value) => {
                let value = self.operand(value, "boolean");
                Lowered::new(Expr::Not(Box::new(value.expr), self.site(pos)), Type::Bool)
            }
            ExprKind::Binary { op, left, right } => self.binary(*op, left, right, pos),
            ExprKind::And(terms) => self.logic(terms, Expr::And, false, pos),
            ExprKind::Or(terms) => self.logic(terms, Expr::Or, true, pos),
            ExprKind::Coalesce(values) => self.coalesce(values),
            ExprKind::In { item, list, negated } => self.is_in(item, list, *negated, pos),
            ExprKind::If { condition, then, otherwise } => {
                self.if_else(condition, then, otherwise.as_ref(), wanted, pos)
            }
            ExprKind::Switch { subject, arms, default } => self.switch(subject, arms, default.as_deref(), wanted, pos),
            ExprKind::Block(block) => self.scoped(|compiler| compiler.block(block, wanted)),
            ExprKind::Closure { .. } => self.error("closure-as-value", pos, &[]),
        }
    }

    /// `&&` and `||`. A term that assigns or leaves (`a && { return 1; }`) is walked only where the terms before it do not
    /// decide, so it and what follows become a branch on them.
    fn logic(&mut self, terms: &[ast::Expr], make: fn(Vec<Expr>, Site) -> Expr, decided: bool, pos: Pos) -> Lowered {
        let site = self.site(pos);
        let mut known: Vec<Expr> = Vec::with_capacity(terms.len());
        for (index, term) in terms.iter().enumerate() {
            let first = self.frame.next;
            let (value, effects) = self.effects_of(|compiler| compiler.operand(term, "boolean"));
            if index > 0 && effects.reach_beyond(first) {
                let (rest, later) = self.effects_of(|compiler| {
                    let rest = terms.get(index + 1..).unwrap_or_default();
                    let rest = rest.iter().map(|term| compiler.operand(term, "boolean").expr);
                    std::iter::once(value.expr).chain(rest).collect()
                });
                let mut all = effects;
                all.merge(&later);
                let (rest, decided) = (Box::new(make(rest, site)), Box::new(Expr::Constant(Fact::Bool(decided))));
                let (then, otherwise) = if matches!(*decided, Expr::Constant(Fact::Bool(true))) {
                    (decided, rest)
                } else {
                    (rest, decided)
                };
                let condition = Box::new(make(known, site));
                let expr = Expr::If { condition, then, otherwise, scars: all.scars(), site };
                return Lowered::new(expr, Type::Bool);
            }
            known.push(value.expr);
        }
        Lowered::new(make(known, site), Type::Bool)
    }

    /// A value of the family that an operator or a function needs.
    pub(super) fn operand(&mut self, expr: &ast::Expr, family: &str) -> Lowered {
        let lowered = self.expr(expr, true);
        let value = self.value(lowered, expr.pos);
        self.expect(value, family, expr.pos)
    }

    pub(super) fn expect(&mut self, value: Lowered, family: &str, pos: Pos) -> Lowered {
        match value.ty.family() {
            Some(found) if found != family => {
                let code = match family {
                    "number" => "not-a-number",
                    "boolean" => "not-a-boolean",
                    "text" => "not-a-text",
                    "date" => "not-a-date",
                    _ => "not-a-list",
                };
                self.error(code, pos, &[("found", found)])
            }
            _ => value,
        }
    }

    fn array(&mut self, items: &[ast::Expr]) -> Lowered {
        let mut values = Vec::with_capacity(items.len());
        let mut constants = Some(Vec::with_capacity(items.len()));
        let mut elements = Vec::with_capacity(items.len());
        let mut ty: Option<Type> = None;
        for item in items {
            let value = self.expr(item, true);
            let value = self.value(value, item.pos);
            constants = match (constants, value.constant) {
                (Some(mut list), Some(constant)) => {
                    list.push(constant);
                    Some(list)
                }
                _ => None,
            };
            elements.push(match &value.ty {
                Type::Number(bounds) => bounds.clone(),
                _ => Bounds::default(),
            });
            ty = Some(match ty {
                None => value.ty,
                Some(ty) => ty.join(value.ty),
            });
            values.push(value.expr);
        }
        if let Some(list) = constants {
            return Lowered::constant(Fact::List(list));
        }
        let ty = Type::List(Box::new(ty.unwrap_or(Type::Never)));
        Lowered { elements: Some(elements), ..Lowered::new(Expr::List(values), ty) }
    }

    fn map(&mut self, entries: &[(ast::Name, ast::Expr)], pos: Pos) -> Lowered {
        let mut values = Vec::with_capacity(entries.len());
        let mut types = BTreeMap::new();
        let mut constants = Some(BTreeMap::new());
        for (name, value) in entries {
            let lowered = self.expr(value, true);
            let lowered = self.value(lowered, value.pos);
            if types.insert(name.text.clone(), lowered.ty).is_some() {
                self.error("duplicate-key", name.pos, &[("name", &name.text)]);
            }
            constants = match (constants, lowered.constant) {
                (Some(mut map), Some(constant)) => {
                    map.insert(Cow::Owned(name.text.clone()), constant);
                    Some(map)
                }
                _ => None,
            };
            values.push((name.text.clone(), lowered.expr));
        }
        let _ = pos;
        match constants {
            Some(map) => Lowered::constant(Fact::Map(map)),
            None => Lowered::new(Expr::Map(values), Type::Map(types)),
        }
    }

    fn interpolation(&mut self, parts: &[ast::Expr]) -> Lowered {
        let mut lowered = Vec::with_capacity(parts.len());
        for part in parts {
            let value = self.expr(part, true);
            let value = self.value(value, part.pos);
            let labels = match &value.ty {
                Type::Text(Some(node)) => self.labels(*node),
                _ => None,
            };
            lowered.push(Part { value: value.expr, labels });
        }
        Lowered::new(Expr::Interpolation(lowered), Type::TEXT)
    }

    fn labels(&self, node: NodeId) -> Option<Arc<BTreeMap<String, Text>>> {
        match self.env.schema.kind(node) {
            Kind::Enum(values) => {
                Some(Arc::new(values.iter().map(|value| (value.value.clone(), value.label.clone())).collect()))
            }
            _ => None,
        }
    }

    fn coalesce(&mut self, values: &[ast::Expr]) -> Lowered {
        let mut ty: Option<Type> = None;
        let mut lowered = Vec::with_capacity(values.len());
        for value in values {
            let pos = value.pos;
            let value = self.expr(value, true);
            let value = self.value(value, pos);
            if let (Some(a), Some(b)) = (ty.as_ref().and_then(Type::family), value.ty.family())
                && a != b
            {
                self.error("different-types", pos, &[("left", a), ("right", b)]);
            }
            ty = Some(match ty {
                None => value.ty,
                Some(ty) => ty.join(value.ty),
            });
            lowered.push(value.expr);
        }
        Lowered::new(Expr::Coalesce(lowered), ty.unwrap_or(Type::Absent))
    }

    fn is_in(&mut self, item: &ast::Expr, list: &ast::Expr, negated: bool, pos: Pos) -> Lowered {
        let list_pos = list.pos;
        let list = self.expr(list, true);
        let list = self.value(list, list_pos);
        let item_pos = item.pos;
        let item = self.expr(item, true);
        let item = self.value(item, item_pos);
        self.check_contains(&item, &list, list_pos);
        let site = self.site(pos);
        let expr = Expr::In { item: Box::new(item.expr), list: Box::new(list.expr), negated, site };
        Lowered::new(expr, Type::Bool)
    }

    /// Whether `item` can be an element of `list`, by type and by the values that the schema allows.
    pub(super) fn check_contains(&mut self, item: &Lowered, list: &Lowered, pos: Pos) {
        match &list.ty {
            Type::List(element) => {
                if let (Some(left), Some(right)) = (item.ty.family(), element.family())
                    && left != right
                {
                    self.error("different-types", pos, &[("left", left), ("right", right)]);
                }
                if let (Type::Text(Some(node)), Some(Fact::List(values))) = (&item.ty, &list.constant) {
                    for value in values {
                        self.check_enum(*node, value, pos);
                    }
                }
                if let (Type::Text(Some(node)), Some(constant)) = (&**element, &item.constant) {
                    self.check_enum(*node, constant, pos);
                }
            }
            Type::Map(_) | Type::Text(_) => {
                if !item.ty.may_be("text") {
                    let found = item.ty.family().unwrap_or("");
                    self.error("not-a-text", pos, &[("found", found)]);
                }
            }
            other => {
                if let Some(found) = other.family() {
                    self.error("not-a-list", pos, &[("found", found)]);
                }
            }
        }
    }

    /// A text compared with an enum must be one of its values: anything else can never be equal.
    pub(super) fn check_enum(&mut self, node: NodeId, value: &Fact<'static>, pos: Pos) {
        let Fact::Text(text) = value else { return };
        let Kind::Enum(values) = self.env.schema.kind(node) else { return };
        if values.iter().any(|known| known.value == **text) {
            return;
        }
        let by_label = values.iter().find(|known| {
            [crate::text::Lang::Zh, crate::text::Lang::En].into_iter().any(|lang| known.label.get(lang) == &**text)
        });
        let near = by_label
            .map(|known| known.value.as_str())
            .or_else(|| nearest(text, values.iter().map(|known| known.value.as_str())))
            .map(str::to_owned);
        let list: Vec<&str> = values.iter().map(|known| known.value.as_str()).collect();
        let list = list.join("`, `");
        let text = text.to_string();
        self.error_near("not-in-enum", pos, &[("value", &text), ("values", &list)], near.as_deref());
    }

    fn binary(&mut self, op: BinaryOp, left: &ast::Expr, right: &ast::Expr, pos: Pos) -> Lowered {
        let (left_pos, right_pos) = (left.pos, right.pos);
        let left = self.expr(left, true);
        let left = self.value(left, left_pos);
        let right = self.expr(right, true);
        let right = self.value(right, right_pos);
        self.combine(op, left, right, pos, right_pos)
    }

    /// An operator applied to two values.
    pub(super) fn combine(&mut self, op: BinaryOp, left: Lowered, right: Lowered, pos: Pos, right_pos: Pos) -> Lowered {
        let site = self.site(pos);
        let families = (left.ty.family(), right.ty.family());
        if let (Some(a), Some(b)) = families
            && a != b
        {
            return self.error("different-types", pos, &[("left", a), ("right", b)]);
        }
        let family = families.0.or(families.1);
        if let Some(op) = comparison(op) {
            for (side, other) in [(&left, &right), (&right, &left)] {
                if let (Type::Text(Some(node)), Some(constant)) = (&side.ty, &other.constant) {
                    self.check_enum(*node, constant, right_pos);
                }
            }
            let ordered = !matches!(op, Comparison::Equal | Comparison::NotEqual);
            if let Some(found) = family.filter(|family| ordered && !matches!(*family, "number" | "text" | "date")) {
                return self.error("not-ordered", pos, &[("found", found)]);
            }
            if let Some(found) = family.filter(|family| matches!(*family, "outcome" | "nothing")) {
                return self.error("not-comparable", pos, &[("found", found)]);
            }
            let expr = Expr::Compare { op, left: Box::new(left.expr), right: Box::new(right.expr), site };
            return Lowered::new(expr, Type::Bool);
        }
        let op = arithmetic(op);
        let ty = match (op, family) {
            (Arithmetic::Add, Some("text")) => Type::TEXT,
            (_, Some("number") | None) => {
                if family.is_none() {
                    Type::Any
                } else {
                    Type::NUMBER
                }
            }
            (_, Some(found)) => return self.error("not-a-number", pos, &[("found", found)]),
        };
        if op == Arithmetic::Divide && matches!(&right.constant, Some(Fact::Number(zero)) if zero.is_zero()) {
            return self.error("division-by-zero", right_pos, &[]);
        }
        let expr = Expr::Arithmetic { op, left: Box::new(left.expr), right: Box::new(right.expr), site };
        Lowered::new(expr, ty)
    }
}

fn comparison(op: BinaryOp) -> Option<Comparison> {
    Some(match op {
        BinaryOp::Equal => Comparison::Equal,
        BinaryOp::NotEqual => Comparison::NotEqual,
        BinaryOp::Less => Comparison::Less,
        BinaryOp::LessOrEqual => Comparison::LessOrEqual,
        BinaryOp::Greater => Comparison::Greater,
        BinaryOp::GreaterOrEqual => Comparison::GreaterOrEqual,
        _ => return None,
    })
}

fn arithmetic(op: BinaryOp) -> Arithmetic {
    match op {
        BinaryOp::Subtract => Arithmetic::Subtract,
        BinaryOp::Multiply => Arithmetic::Multiply,
        BinaryOp::Divide => Arithmetic::Divide,
        BinaryOp::Remainder => Arithmetic::Remainder,
        BinaryOp::Power => Arithmetic::Power,
        _ => Arithmetic::Add,
    }
}
