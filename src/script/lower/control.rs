//! Blocks, branches and loops, with what each path may leave behind.

use super::Compiler;
use super::scope::{Binding, Effects, Lowered};
use super::types::Type;
use crate::facts::fact::Fact;
use crate::number::Number;
use crate::plan::expr::{Arm, Case, Expr, Over};
use crate::script::ast::{self, Block, ExprKind, Pos, Statement};

impl<'e> Compiler<'e> {
    /// Lowers something whose names end with it.
    pub(super) fn scoped<T>(&mut self, lower: impl FnOnce(&mut Self) -> T) -> T {
        let names = self.frame.bindings.len();
        let result = lower(self);
        self.frame.bindings.truncate(names);
        result
    }

    /// The effects of what `lower` lowers, merged into those around it.
    pub(super) fn effects_of<T>(&mut self, lower: impl FnOnce(&mut Self) -> T) -> (T, Effects) {
        let outer = std::mem::take(&mut self.frame.effects);
        let result = lower(self);
        let inner = std::mem::replace(&mut self.frame.effects, outer);
        self.frame.effects.merge(&inner);
        (result, inner)
    }

    /// The statements of a block in the current scope. Where its value is `wanted`, every path must end with one.
    pub(super) fn block(&mut self, block: &Block, wanted: bool) -> Lowered {
        let mut statements = Vec::with_capacity(block.statements.len());
        let mut ended = false;
        let last = block.statements.len().saturating_sub(1);
        for (index, statement) in block.statements.iter().enumerate() {
            if ended {
                // what follows a return is still checked, but nothing reaches it
                self.statement(statement, false);
                continue;
            }
            let gives = wanted && block.has_value && index == last;
            let lowered = self.statement(statement, gives);
            if gives {
                return Lowered {
                    expr: Expr::Block { statements, value: Some(Box::new(lowered.expr)) },
                    constant: lowered.constant.filter(|_| last == 0),
                    ty: lowered.ty,
                    hint: lowered.hint,
                    elements: lowered.elements,
                };
            }
            ended = lowered.ty == Type::Never;
            statements.push(lowered.expr);
        }
        if ended {
            return Lowered::new(Expr::Block { statements, value: None }, Type::Never);
        }
        if wanted {
            return self.error("no-value", block.pos, &[]);
        }
        Lowered::new(Expr::Block { statements, value: None }, Type::Nothing)
    }

    fn statement(&mut self, statement: &Statement, wanted: bool) -> Lowered {
        match statement {
            Statement::Let { name, value, constant } => {
                let value = match value {
                    Some(value) => self.expr(value, true),
                    None => Lowered::constant(Fact::Absent),
                };
                self.declare(name, value, *constant)
            }
            Statement::Assign { name, op, value } => self.assign(name, *op, value),
            Statement::Expr(expr) => {
                let lowered = self.expr(expr, wanted);
                // what stands in their blocks is told there
                let harmless = matches!(expr.kind, ExprKind::If { .. } | ExprKind::Switch { .. } | ExprKind::Block(_));
                if wanted {
                    return self.value(lowered, expr.pos);
                }
                if !harmless && lowered.ty != Type::Never {
                    self.error("unused-value", expr.pos, &[]);
                }
                lowered
            }
            Statement::For { item, counter, over, body, pos } => {
                self.for_loop(item, counter.as_ref(), over, body, *pos)
            }
            Statement::Break(pos) | Statement::Continue(pos) => {
                if self.frame.loops == 0 {
                    return self.error("outside-loop", *pos, &[]);
                }
                self.frame.effects.leaves_loop = true;
                let expr = if matches!(statement, Statement::Break(_)) { Expr::Break } else { Expr::Continue };
                Lowered::new(expr, Type::Never)
            }
            Statement::Return { value, pos } => {
                let Some(value) = value else { return self.error("no-value", *pos, &[]) };
                let lowered = self.expr(value, true);
                let lowered = self.value(lowered, value.pos);
                self.frame.effects.returns = true;
                if let Some(returned) = self.frame.returned.last_mut() {
                    *returned = std::mem::replace(returned, Type::Never).join(lowered.ty);
                }
                Lowered::new(Expr::Return(Box::new(lowered.expr)), Type::Never)
            }
        }
    }

    /// A new local. An object of facts is only a name for the way to it; its record, if any, is stored.
    fn declare(&mut self, name: &ast::Name, value: Lowered, constant: bool) -> Lowered {
        if value.ty == Type::Nothing {
            self.error("no-value", name.pos, &[]);
        }
        let known = !self.frame.assigned.contains(&name.text);
        // an untyped fact may be a value or hold others: one that is assigned later is a value
        let value = if !known && self.is_untyped(&value.ty) { self.value(value, name.pos) } else { value };
        if matches!(value.ty, Type::Namespace(_)) || matches!(value.expr, Expr::Profile) {
            let binding = Binding { name: name.text.clone(), value, local: None, constant, depth: self.frame.closures };
            self.frame.bindings.push(binding);
            return Lowered::new(Expr::Block { statements: Vec::new(), value: None }, Type::Nothing);
        }
        let local = self.frame.local();
        let bound = Lowered {
            expr: Expr::Local(local),
            ty: if known { value.ty } else { loosened(value.ty) },
            constant: value.constant.filter(|_| known),
            hint: value.hint.filter(|_| known),
            elements: value.elements.filter(|_| known),
        };
        self.frame.bindings.push(Binding {
            name: name.text.clone(),
            value: bound,
            local: Some(local),
            constant,
            depth: self.frame.closures,
        });
        self.frame.effects.assigned.insert(local);
        let site = self.site(name.pos);
        Lowered::new(Expr::Set { local, value: Box::new(value.expr), site }, Type::Nothing)
    }

    fn assign(&mut self, name: &ast::Name, op: Option<ast::BinaryOp>, value: &ast::Expr) -> Lowered {
        let pos = name.pos;
        let right = self.expr(value, true);
        let right = self.value(right, value.pos);
        let Some(binding) = self.frame.find(&name.text) else {
            return self.error("unknown-local", pos, &[("name", &name.text)]);
        };
        let (local, constant, depth, old) = (binding.local, binding.constant, binding.depth, binding.value.clone());
        if constant {
            return self.error("assign-constant", pos, &[("name", &name.text)]);
        }
        if depth < self.frame.closures {
            return self.error("assign-captured", pos, &[("name", &name.text)]);
        }
        let Some(local) = local else { return self.error("assign-object", pos, &[("name", &name.text)]) };
        let right = match op {
            Some(op) => self.combine(op, old.clone(), right, pos, value.pos),
            None => right,
        };
        if let (Some(a), Some(b)) = (old.ty.family(), right.ty.family())
            && a != b
        {
            return self.error("assign-other-type", pos, &[("name", &name.text), ("left", a), ("right", b)]);
        }
        if let Some(binding) = self.frame.bindings.iter_mut().rev().find(|binding| binding.local == Some(local)) {
            let ty = std::mem::replace(&mut binding.value.ty, Type::Any);
            binding.value.ty = ty.join(loosened(right.ty));
        }
        self.frame.effects.assigned.insert(local);
        let site = self.site(pos);
        Lowered::new(Expr::Set { local, value: Box::new(right.expr), site }, Type::Nothing)
    }

    pub(super) fn if_else(
        &mut self,
        condition: &ast::Expr,
        then: &Block,
        otherwise: Option<&Block>,
        wanted: bool,
        pos: Pos,
    ) -> Lowered {
        let condition = self.operand(condition, "boolean");
        let ((then, otherwise), effects) = self.effects_of(|compiler| {
            let then = compiler.scoped(|compiler| compiler.block(then, wanted));
            let otherwise = match otherwise {
                Some(block) => compiler.scoped(|compiler| compiler.block(block, wanted)),
                None if wanted && then.ty != Type::Never => compiler.error("if-without-else", pos, &[]),
                None => Lowered::new(Expr::Block { statements: Vec::new(), value: None }, Type::Nothing),
            };
            (then, otherwise)
        });
        let ty = self.join_branches(then.ty.clone(), otherwise.ty.clone(), pos);
        Lowered::new(
            Expr::If {
                condition: Box::new(condition.expr),
                then: Box::new(then.expr),
                otherwise: Box::new(otherwise.expr),
                scars: effects.scars(),
                site: self.site(pos),
            },
            ty,
        )
    }

    /// The type of either branch; objects must be of one kind, since a field could not be found otherwise.
    fn join_branches(&mut self, a: Type, b: Type, pos: Pos) -> Type {
        let mixed = matches!((&a, &b), (Type::Object(x), Type::Object(y)) if x != y);
        if mixed {
            self.error("objects-differ", pos, &[]);
        }
        a.join(b)
    }

    pub(super) fn switch(
        &mut self,
        subject: &ast::Expr,
        arms: &[ast::Arm],
        default: Option<&ast::Expr>,
        wanted: bool,
        pos: Pos,
    ) -> Lowered {
        let subject_pos = subject.pos;
        let subject = self.expr(subject, true);
        let subject = self.value(subject, subject_pos);
        let mut ty = Type::Never;
        let ((arms, default), effects) = self.effects_of(|compiler| {
            let mut lowered = Vec::with_capacity(arms.len());
            for arm in arms {
                let cases = arm.cases.iter().filter_map(|case| compiler.case(&subject, case, arm.pos)).collect();
                let guard = arm.guard.as_ref().map(|guard| compiler.operand(guard, "boolean").expr);
                let value = compiler.expr(&arm.value, wanted);
                let value = if wanted { compiler.value(value, arm.value.pos) } else { value };
                let joined = std::mem::replace(&mut ty, Type::Never);
                ty = compiler.join_branches(joined, value.ty, arm.pos);
                lowered.push(Arm { cases, guard, value: value.expr });
            }
            let default = match default {
                Some(default) => {
                    let pos = default.pos;
                    let value = compiler.expr(default, wanted);
                    if wanted { compiler.value(value, pos) } else { value }
                }
                None if wanted => compiler.error("switch-without-default", pos, &[]),
                None => Lowered::new(Expr::Block { statements: Vec::new(), value: None }, Type::Nothing),
            };
            (lowered, default)
        });
        let ty = self.join_branches(ty, default.ty, pos);
        let expr = Expr::Switch {
            subject: Box::new(subject.expr),
            arms,
            default: Box::new(default.expr),
            scars: effects.scars(),
            site: self.site(pos),
        };
        Lowered::new(expr, ty)
    }

    fn case(&mut self, subject: &Lowered, case: &ast::Case, pos: Pos) -> Option<Case> {
        match case {
            ast::Case::Range { from, to, inclusive } => {
                if !subject.ty.may_be("number") {
                    let found = subject.ty.family().unwrap_or("");
                    self.error("not-a-number", pos, &[("found", found)]);
                    return None;
                }
                let number = |end: &Option<i64>| end.map(Number::from);
                Some(Case::Range { from: number(from), to: number(to), inclusive: *inclusive })
            }
            ast::Case::Value(value) => {
                let lowered = self.expr(value, true);
                let constant = lowered.constant.clone()?;
                if let (Some(a), Some(b)) = (subject.ty.family(), lowered.ty.family())
                    && a != b
                {
                    self.error("different-types", value.pos, &[("left", a), ("right", b)]);
                    return None;
                }
                if let Type::Text(Some(node)) = subject.ty {
                    self.check_enum(node, &constant, value.pos);
                }
                Some(Case::Value(constant))
            }
        }
    }

    fn for_loop(
        &mut self,
        item: &ast::Name,
        counter: Option<&ast::Name>,
        over: &ast::Expr,
        body: &Block,
        pos: Pos,
    ) -> Lowered {
        let (over, element) = match &over.kind {
            ExprKind::Range { from, to, inclusive } => {
                let from = self.operand(from, "number").expr;
                let to = self.operand(to, "number").expr;
                (Over::Range { from: Box::new(from), to: Box::new(to), inclusive: *inclusive }, Type::NUMBER)
            }
            _ => {
                let list = self.operand(over, "list");
                let element = element_of(&list.ty);
                (Over::List(Box::new(list.expr)), element)
            }
        };
        let item_local = self.frame.local();
        let counter_local = counter.map(|_| self.frame.local());
        let outer_leaves = self.frame.effects.leaves_loop;
        let (body, effects) = self.effects_of(|compiler| {
            compiler.scoped(|compiler| {
                compiler.bind(item, item_local, element);
                if let (Some(counter), Some(local)) = (counter, counter_local) {
                    compiler.bind(counter, local, Type::NUMBER);
                }
                compiler.frame.loops += 1;
                let body = compiler.block(body, false);
                compiler.frame.loops -= 1;
                body
            })
        });
        // leaving this loop does not leave the one around it
        self.frame.effects.leaves_loop = outer_leaves;
        let mut scars = effects.scars();
        scars.leaves_loop = false;
        let site = self.site(pos);
        let expr = Expr::For { item: item_local, counter: counter_local, over, body: Box::new(body.expr), scars, site };
        Lowered::new(expr, Type::Nothing)
    }

    /// A local that a loop or a closure fills.
    pub(super) fn bind(&mut self, name: &ast::Name, local: u32, ty: Type) {
        let binding = Binding {
            name: name.text.clone(),
            value: Lowered::new(Expr::Local(local), ty),
            local: Some(local),
            constant: false,
            depth: self.frame.closures,
        };
        self.frame.bindings.push(binding);
    }
}

/// The type of a list's elements.
pub(super) fn element_of(ty: &Type) -> Type {
    match ty {
        Type::List(element) => (**element).clone(),
        _ => Type::Any,
    }
}

/// What remains known of a type where the value may be assigned anew: no bounds, no list of values.
fn loosened(ty: Type) -> Type {
    match ty {
        Type::Number(_) => Type::NUMBER,
        Type::Text(_) => Type::TEXT,
        other => other,
    }
}
