//! Names, fields and elements: from what a script writes to slots, locals and constants.

use super::scope::{Hint, Lowered};
use super::types::{Namespace, Object, Type};
use super::{Compiler, Role, uses};
use crate::diagnostic::nearest;
use crate::facts::fact::Fact;
use crate::facts::schema::{Kind, NodeId};
use crate::facts::shape::{Read, RecordId, Shape};
use crate::plan::eval::{Inputs, Machine};
use crate::plan::expr::{Bounds, Expr, ScoreField};
use crate::plan::probe::Silent;
use crate::script::ast::{self, Pos};
use std::borrow::Cow;
use std::sync::Arc;

/// Names that a script reads without declaring them.
const FREE_NAMES: [&str; 5] = ["params", "row", "scores", "as_of", "rules_on"];

fn is_changing(name: &str) -> bool {
    matches!(name, "row" | "scores" | "as_of" | "rules_on")
}

impl<'e> Compiler<'e> {
    pub(super) fn variable(&mut self, name: &str, pos: Pos) -> Lowered {
        if let Some(binding) = self.frame.find(name) {
            return binding.value.clone();
        }
        if let Some(value) = self.top_level_const(name, pos) {
            return value;
        }
        let foreign = self.env.sources.get(&self.script).is_some_and(|source| source.foreign);
        match name {
            "as_of" => Lowered::new(Expr::AsOf, Type::Date),
            "rules_on" => Lowered::new(Expr::RulesOn, Type::Date),
            "params" | "row" | "scores" if foreign => self.error("not-in-shared-script", pos, &[("name", name)]),
            "params" => Lowered::new(Expr::Profile, Type::Namespace(Namespace::Params)),
            "row" if matches!(self.role, Role::Row { .. }) => {
                Lowered::new(Expr::Profile, Type::Namespace(Namespace::Row))
            }
            "row" => self.error("row-outside-row", pos, &[]),
            "scores" if matches!(self.role, Role::Predicate) => {
                Lowered::new(Expr::Profile, Type::Namespace(Namespace::Scores))
            }
            "scores" => self.error("scores-outside-predicate", pos, &[]),
            _ if self.resolve_function(&self.script, name).is_some() || super::builtins::find(name).is_some() => {
                self.error("function-as-value", pos, &[("name", name)])
            }
            _ => {
                let consts = self.env.sources.get(&self.script).map(|source| &source.script.consts);
                let known = self.frame.bindings.iter().map(|binding| binding.name.as_str());
                let known = known.chain(consts.into_iter().flatten().map(|item| item.name.text.as_str()));
                let near = nearest(name, known.chain(FREE_NAMES)).map(str::to_owned);
                self.error_near("unknown-name", pos, &[("name", name)], near.as_deref())
            }
        }
    }

    /// A top-level `const` of the running script, computed once.
    fn top_level_const(&mut self, name: &str, pos: Pos) -> Option<Lowered> {
        let item = self.env.sources.get(&self.script)?.script.consts.iter().find(|item| item.name.text == name)?;
        let key = (self.script.clone(), name.to_owned());
        if let Some(known) = self.consts.get(&key) {
            return Some(known.clone().map_or_else(Lowered::unknown, Lowered::constant));
        }
        // what changes with the day or the row is no constant
        let mut changing = None;
        uses::visit_expr(&item.value, &mut |expr| match &expr.kind {
            ast::ExprKind::Variable(name) if is_changing(name) => changing = Some(expr.pos),
            ast::ExprKind::Call { name, .. } if name.text == "within_years" => changing = Some(expr.pos),
            _ => {}
        });
        if FREE_NAMES.contains(&name) {
            self.error("constant-hides-name", item.name.pos, &[("name", name)]);
        } else if let Some(pos) = changing {
            self.error("const-not-constant", pos, &[("name", name)]);
            self.consts.insert(key, None);
            return Some(Lowered::unknown());
        }
        // while it is being computed it is unknown: a constant may not read itself
        self.consts.insert(key.clone(), None);
        let frame = std::mem::take(&mut self.frame);
        let value = self.expr(&item.value, true);
        self.frame = frame;
        let constant = value.constant.clone().or_else(|| self.compute(&value.expr));
        if constant.is_none() && value.ty != Type::Any {
            self.error("const-not-constant", pos, &[("name", name)]);
        }
        self.consts.insert(key, constant.clone());
        Some(constant.map_or_else(Lowered::unknown, Lowered::constant))
    }

    /// The value of an expression that reads no facts.
    fn compute(&self, expr: &Expr) -> Option<Fact<'static>> {
        let code = crate::plan::code::Code {
            functions: Vec::new(),
            shape: Shape::new(NodeId(0)),
            files: Vec::new(),
            shared: Vec::new(),
            range_limit: self.env.range_limit,
        };
        let day = jiff::civil::Date::ZERO;
        let inputs = Inputs { facts: &[], as_of: day, rules_on: day, scores: None };
        let value = Machine::new(&code, inputs, Silent, 10_000).constant(expr)?;
        Some(value).filter(|value| *value != Fact::Absent)
    }

    pub(super) fn field(&mut self, base: &ast::Expr, name: &ast::Name) -> Lowered {
        let base = self.expr(base, true);
        self.field_of(base, &name.text, name.pos)
    }

    pub(super) fn index(&mut self, base: &ast::Expr, index: &ast::Expr) -> Lowered {
        let base = self.expr(base, true);
        let key = self.expr(index, true);
        match &base.ty {
            Type::Namespace(_) | Type::Object(_) => match key.text().map(str::to_owned) {
                Some(name) => self.field_of(base, &name, index.pos),
                None if self.is_untyped(&base.ty) => {
                    let base = self.value(base, index.pos);
                    self.dynamic(base, key, true, index.pos)
                }
                None => self.error("key-not-known", index.pos, &[]),
            },
            Type::Map(_) if key.text().is_some() => {
                let name = key.text().unwrap_or_default().to_owned();
                self.field_of(base, &name, index.pos)
            }
            Type::Map(fields) if key.ty.may_be("text") => {
                let ty = fields.values().cloned().reduce(Type::join).unwrap_or(Type::Any);
                self.check_keys_covered(&base, &key, index.pos);
                let mut value = self.dynamic(base, key, false, index.pos);
                value.ty = ty;
                value
            }
            Type::List(element) if key.ty.may_be("number") => {
                let ty = (**element).clone();
                let key = self.value(key, index.pos);
                let mut value = self.dynamic(base, key, false, index.pos);
                value.ty = ty;
                value
            }
            Type::Any | Type::Never | Type::Absent => self.dynamic(base, key, true, index.pos),
            other => {
                let (found, key) = (other.family().unwrap_or(""), key.ty.family().unwrap_or("any"));
                self.error("not-indexable", index.pos, &[("base", found), ("index", key)])
            }
        }
    }

    fn dynamic(&mut self, base: Lowered, key: Lowered, lenient: bool, pos: Pos) -> Lowered {
        let key = self.value(key, pos);
        let site = self.site(pos);
        let expr = Expr::Index { base: Box::new(base.expr), index: Box::new(key.expr), lenient, site };
        Lowered::new(expr, Type::Any)
    }

    /// A table looked up by an enum must have every value of it, or a row would fail for somebody.
    fn check_keys_covered(&mut self, table: &Lowered, key: &Lowered, pos: Pos) {
        let (Type::Map(fields), Type::Text(Some(node))) = (&table.ty, &key.ty) else { return };
        let Kind::Enum(values) = self.env.schema.kind(*node) else { return };
        let missing: Vec<&str> =
            values.iter().map(|value| value.value.as_str()).filter(|value| !fields.contains_key(*value)).collect();
        if !missing.is_empty() {
            let missing = missing.join("`, `");
            self.error("keys-not-covered", pos, &[("missing", &missing)]);
        }
    }

    pub(super) fn is_untyped(&self, ty: &Type) -> bool {
        matches!(ty, Type::Object(object) if *self.env.schema.kind(object.node) == Kind::Any)
    }

    pub(super) fn field_of(&mut self, base: Lowered, name: &str, pos: Pos) -> Lowered {
        match base.ty.clone() {
            Type::Object(object) => self.fact(base.expr, object, name, pos),
            Type::Namespace(namespace) => self.namespace(namespace, name, pos),
            Type::Map(fields) => self.map_field(base, &fields, name, pos),
            Type::Any | Type::Never | Type::Absent => {
                let site = self.site(pos);
                let key = Expr::Constant(Fact::Text(Cow::Owned(name.to_owned())));
                let expr = Expr::Index { base: Box::new(base.expr), index: Box::new(key), lenient: true, site };
                Lowered::new(expr, Type::Any)
            }
            other => {
                let family = other.family().unwrap_or("");
                self.error("no-fields", pos, &[("found", family), ("name", name)])
            }
        }
    }

    fn map_field(
        &mut self,
        base: Lowered,
        fields: &std::collections::BTreeMap<String, Type>,
        name: &str,
        pos: Pos,
    ) -> Lowered {
        if let Some(Fact::Map(map)) = &base.constant {
            if let Some(value) = map.get(name) {
                return Lowered::constant(value.clone());
            }
        } else if let Some(ty) = fields.get(name) {
            let site = self.site(pos);
            let key = Expr::Constant(Fact::Text(Cow::Owned(name.to_owned())));
            let expr = Expr::Index { base: Box::new(base.expr), index: Box::new(key), lenient: false, site };
            return Lowered::new(expr, ty.clone());
        }
        let near = nearest(name, fields.keys().map(String::as_str)).map(str::to_owned);
        self.error_near("unknown-table-key", pos, &[("name", name)], near.as_deref())
    }

    fn namespace(&mut self, namespace: Namespace, name: &str, pos: Pos) -> Lowered {
        match namespace {
            Namespace::Params => {
                if let Some(value) = self.env.params.get(name).cloned() {
                    self.frame.params.insert(name.to_owned());
                    return Lowered::constant(value);
                }
                let near = nearest(name, self.env.params.keys().map(String::as_str)).map(str::to_owned);
                self.error_near("unknown-param", pos, &[("name", name)], near.as_deref())
            }
            Namespace::Row => {
                let Role::Row { id, points, with } = &self.role else { return Lowered::unknown() };
                match name {
                    "id" => Lowered::constant(Fact::Text(Cow::Owned((*id).to_owned()))),
                    "points" => Lowered::constant(Fact::Number(points.clone())),
                    _ => match with.get(name) {
                        Some(value) => Lowered::constant(value.clone()),
                        None => {
                            let known = with.keys().map(String::as_str).chain(["id", "points"]);
                            let near = nearest(name, known).map(str::to_owned);
                            self.error_near("unknown-row-key", pos, &[("name", name)], near.as_deref())
                        }
                    },
                }
            }
            Namespace::Scores => {
                let known = match &self.role {
                    Role::ScriptGroup { children } => children,
                    _ => &self.env.nodes,
                };
                if known.contains(name) {
                    return Lowered::new(Expr::Profile, Type::Namespace(Namespace::Score(name.to_owned())));
                }
                let near = nearest(name, known.iter().map(String::as_str)).map(str::to_owned);
                self.error_near("unknown-score", pos, &[("name", name)], near.as_deref())
            }
            Namespace::Score(node) => {
                let (field, ty) = match name {
                    "value" => (ScoreField::Value, Type::NUMBER),
                    "max" => (ScoreField::Max, Type::NUMBER),
                    "percent" => (ScoreField::Percent, Type::NUMBER),
                    "status" => (ScoreField::Status, Type::TEXT),
                    "applicable" => (ScoreField::Applicable, Type::Bool),
                    "level" => (ScoreField::Level, Type::TEXT),
                    _ => {
                        let known = ["value", "max", "percent", "status", "applicable", "level"];
                        let near = nearest(name, known);
                        return self.error_near("unknown-score-field", pos, &[("name", name)], near);
                    }
                };
                let site = self.site(pos);
                self.frame.scores = true;
                Lowered::new(Expr::Score { node: Arc::from(node), field, site }, ty)
            }
        }
    }

    /// A field of an object of facts: an object below it, or the slot of a value.
    fn fact(&mut self, base: Expr, object: Object, name: &str, pos: Pos) -> Lowered {
        let Some(node) = self.env.schema.field(object.node, name) else {
            let known = match self.env.schema.kind(object.node) {
                Kind::Object { fields, .. } => nearest(name, fields.keys().map(String::as_str)).map(str::to_owned),
                _ => None,
            };
            let mut path = object.path.clone();
            path.push(name.to_owned());
            let path = path.join(".");
            return self.error_near("unknown-fact", pos, &[("name", name), ("path", &path)], known.as_deref());
        };
        let mut path = object.path;
        path.push(name.to_owned());
        match self.env.schema.kind(node) {
            Kind::Object { .. } | Kind::Any => {
                Lowered::new(base, Type::Object(Object { record: object.record, path, node }))
            }
            _ => self.leaf(base, object.record, &path, node, pos),
        }
    }

    /// The value under a path of a record.
    fn leaf(&mut self, base: Expr, record: RecordId, path: &[String], node: NodeId, pos: Pos) -> Lowered {
        let slot = self.shape.slot(self.env.schema, record, path, node);
        self.frame.reads.insert((record, slot));
        let site = self.site(pos);
        let expr = if record == Shape::PROFILE {
            Expr::Fact(slot, site)
        } else {
            Expr::Field { base: Box::new(base), slot, site }
        };
        let read = self.shape.slot_shape(record, slot).map(|shape| shape.read);
        let (ty, hint) = match (read, self.env.schema.kind(node)) {
            (Some(Read::Records(id)), _) => {
                let element = self.shape.record(id).map_or(node, |shape| shape.node);
                let element = Type::Object(Object { record: id, path: Vec::new(), node: element });
                (Type::List(Box::new(element)), None)
            }
            (Some(Read::Presence), _) => (Type::Any, None),
            _ => self.type_of(node),
        };
        Lowered { hint, ..Lowered::new(expr, ty) }
    }

    /// The type of a value of the schema that is not a list of known objects.
    fn type_of(&self, node: NodeId) -> (Type, Option<Hint>) {
        match self.env.schema.kind(node) {
            Kind::Any | Kind::Object { .. } => (Type::Any, None),
            Kind::Bool => (Type::Bool, Some(Hint::Boolean)),
            Kind::Number { minimum, maximum, .. } => {
                let bounds = Bounds { minimum: minimum.clone(), maximum: maximum.clone() };
                (Type::Number(bounds.clone()), Some(Hint::Numbers(bounds)))
            }
            Kind::Text => (Type::TEXT, None),
            Kind::Date => (Type::Date, None),
            Kind::Enum(_) => (Type::Text(Some(node)), None),
            Kind::List(element) => (Type::List(Box::new(self.type_of(*element).0)), None),
        }
    }

    /// The expression as a value: what stands for untyped facts becomes their slot, an object as such is refused.
    pub(super) fn value(&mut self, lowered: Lowered, pos: Pos) -> Lowered {
        match &lowered.ty {
            Type::Object(object) if self.is_untyped(&lowered.ty) && !object.path.is_empty() => {
                let object = object.clone();
                self.leaf(lowered.expr, object.record, &object.path, object.node, pos)
            }
            Type::Object(object) if object.path.is_empty() && object.record != Shape::PROFILE => lowered,
            Type::Object(_) => self.error("object-as-value", pos, &[]),
            Type::Namespace(_) => self.error("namespace-as-value", pos, &[]),
            Type::Nothing => self.error("no-value", pos, &[]),
            _ => lowered,
        }
    }

    /// The presence of an object of facts.
    pub(super) fn presence(&mut self, lowered: Lowered, pos: Pos) -> Lowered {
        match lowered.ty.clone() {
            Type::Object(object) if !object.path.is_empty() => {
                self.leaf(lowered.expr, object.record, &object.path, object.node, pos)
            }
            Type::Object(object) if object.record == Shape::PROFILE => Lowered::constant(Fact::Bool(true)),
            _ => self.value(lowered, pos),
        }
    }
}
