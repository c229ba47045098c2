//! Calls: of built-in functions, each with its own checks, and of functions in scripts.

use super::builtins::{self, Kind, Signature};
use super::control::element_of;
use super::scope::{Hint, Lowered};
use super::types::Type;
use super::{Compiler, Role};
use crate::diagnostic::nearest;
use crate::facts::fact::Fact;
use crate::number::Number;
use crate::plan::dates;
use crate::plan::expr::{BandKind, BandTable, Bounds, Builtin, Each, Ends, Expr, OutcomeKind, Why};
use crate::plan::table::{Table, TableError};
use crate::script::ast::{self, ExprKind, Name, Pos};
use std::sync::Arc;

impl<'e> Compiler<'e> {
    pub(super) fn call(&mut self, name: &Name, args: &[ast::Expr], method: bool, pos: Pos) -> Lowered {
        if let Some(signature) = builtins::find(&name.text) {
            let (least, greatest) = signature.args;
            if args.len() < least || args.len() > greatest {
                let wanted = if least == greatest { least.to_string() } else { format!("{least}–{greatest}") };
                let found = args.len().to_string();
                let args = [("name", &*name.text), ("wanted", &*wanted), ("found", &*found)];
                return self.error("argument-count", name.pos, &args);
            }
            return self.builtin(signature, name, args, pos);
        }
        let script = self.script.clone();
        match self.resolve_function(&script, &name.text) {
            Some(_) if method => self.error("method-of-script", name.pos, &[("name", &name.text)]),
            Some((script, function)) => self.script_call(&script, function, name, args),
            None => self.unknown_function(name),
        }
    }

    fn unknown_function(&mut self, name: &Name) -> Lowered {
        let near = builtins::other_name(&name.text).map(str::to_owned).or_else(|| {
            let own = self.env.sources.get(&self.script).into_iter();
            let used = self.env.sources.values().filter(|source| source.used);
            let names = own.chain(used).flat_map(|source| &source.script.functions);
            let names = names.map(|function| function.name.text.as_str()).chain(builtins::names());
            nearest(&name.text, names).map(str::to_owned)
        });
        self.error_near("unknown-function", name.pos, &[("name", &name.text)], near.as_deref())
    }

    fn script_call(&mut self, script: &str, function: &'e ast::Function, name: &Name, args: &[ast::Expr]) -> Lowered {
        if function.params.len() != args.len() {
            let (wanted, found) = (function.params.len().to_string(), args.len().to_string());
            let args = [("name", &*name.text), ("wanted", &*wanted), ("found", &*found)];
            return self.error("argument-count", name.pos, &args);
        }
        let mut lowered = Vec::with_capacity(args.len());
        let assigned = super::uses::assigned_names(function);
        for (arg, param) in args.iter().zip(&function.params) {
            let value = self.expr(arg, true);
            let as_value = assigned.contains(&param.text) && self.is_untyped(&value.ty);
            let value = if as_value { self.value(value, arg.pos) } else { value };
            if value.ty == Type::Nothing {
                return self.error("no-value", arg.pos, &[]);
            }
            lowered.push(value);
        }
        let Some((id, ty)) = self.instance(script, function, &lowered) else { return Lowered::unknown() };
        let site = self.site(name.pos);
        let args = lowered.into_iter().map(|arg| arg.expr).collect();
        Lowered::new(Expr::Call { function: id, args, site }, ty)
    }

    fn builtin(&mut self, signature: &Signature, name: &Name, args: &[ast::Expr], pos: Pos) -> Lowered {
        match (signature.kind, args) {
            (Kind::Outcome(kind), _) => self.outcome(kind, args, name.pos),
            (Kind::Has, [value]) => {
                let lowered = self.expr(value, true);
                let lowered = self.presence(lowered, value.pos);
                Lowered::new(Expr::Has(Box::new(lowered.expr)), Type::Bool)
            }
            (Kind::Open, [value, ends @ ..]) => self.open(value, ends, pos),
            (Kind::Band(kind), [value, table]) => self.band(kind, value, table, name.pos),
            (Kind::Each(each), [list, rest @ ..]) => self.each(each, list, rest.first(), name.pos),
            (Kind::Extreme { greatest }, [list]) => self.extreme(greatest, list, name.pos),
            (Kind::Extreme { greatest: false }, [_, _]) => self.plain(Builtin::Min, args, name.pos),
            (Kind::Extreme { greatest: true }, [_, _]) => self.plain(Builtin::Max, args, name.pos),
            (Kind::Plain(function), _) => self.plain(function, args, name.pos),
            _ => Lowered::unknown(),
        }
    }

    // ---- outcomes ----

    fn outcome(&mut self, kind: OutcomeKind, args: &[ast::Expr], pos: Pos) -> Lowered {
        let points = match &self.role {
            Role::Row { points, .. } => points.clone(),
            Role::Applies if kind == OutcomeKind::NotApplicable => Number::ZERO,
            _ => return self.error("outcome-outside-row", pos, &[]),
        };
        let takes_value = matches!(kind, OutcomeKind::Points | OutcomeKind::Percent | OutcomeKind::Level);
        let (value, why) = match (takes_value, args) {
            (true, [value, why @ ..]) => (Some(self.operand(value, "number")), why.first()),
            (false, why) => (None, why.first()),
            (true, []) => (None, None),
        };
        if let Some(Fact::Number(number)) = value.as_ref().and_then(|value| value.constant.as_ref()) {
            self.check_outcome(kind, number, &points, pos);
        }
        let why = why.map(|why| Box::new(self.why(why)));
        let value = value.map(|value| Box::new(value.expr));
        let site = self.site(pos);
        Lowered::new(Expr::Outcome { kind, value, points, why, site }, Type::Outcome)
    }

    /// A constant outside what the row can earn would fail for everybody.
    fn check_outcome(&mut self, kind: OutcomeKind, value: &Number, points: &Number, pos: Pos) {
        let full = if kind == OutcomeKind::Percent { &Number::HUNDRED } else { points };
        if *value < Number::ZERO || value > full {
            let (found, points) = (value.to_string(), full.to_string());
            self.error("points-outside", pos, &[("found", &found), ("points", &points)]);
        } else if kind == OutcomeKind::Level && !value.is_integer() {
            let found = value.to_string();
            self.error("level-not-whole", pos, &[("found", &found)]);
        }
    }

    fn why(&mut self, why: &ast::Expr) -> Why {
        let entries = match &why.kind {
            ExprKind::Map(entries) => entries,
            _ => {
                let text = self.operand(why, "text");
                return Why::Plain(text.expr);
            }
        };
        let mut by_lang = (None, None);
        for (name, value) in entries {
            let text = self.operand(value, "text").expr;
            match name.text.as_str() {
                "zh" => by_lang.0 = Some(text),
                "en" => by_lang.1 = Some(text),
                _ => {
                    self.error_near(
                        "unknown-lang",
                        name.pos,
                        &[("name", &name.text)],
                        nearest(&name.text, ["zh", "en"]),
                    );
                }
            }
        }
        match by_lang {
            (Some(zh), en) => Why::ByLang { zh, en },
            (None, _) => {
                self.error("why-without-zh", why.pos, &[]);
                Why::Plain(Expr::Constant(Fact::Absent))
            }
        }
    }

    // ---- open values and bands ----

    fn open(&mut self, value: &ast::Expr, ends: &[ast::Expr], pos: Pos) -> Lowered {
        let lowered = self.expr(value, true);
        let lowered = self.value(lowered, value.pos);
        let site = self.site(pos);
        let ends = match ends {
            [] => match &lowered.hint {
                Some(Hint::Boolean) => Ends::Boolean,
                Some(Hint::Numbers(Bounds { minimum: Some(low), maximum: Some(high) })) => {
                    Ends::Bounds(low.clone(), high.clone())
                }
                _ => return self.error("open-without-bounds", pos, &[]),
            },
            [worst, best] => {
                if let Some(found) = lowered.ty.family().filter(|found| !matches!(*found, "boolean" | "number")) {
                    return self.error("open-needs-numbers", value.pos, &[("found", found)]);
                }
                let pos = worst.pos;
                let worst = self.expr(worst, true);
                let worst = self.value(worst, pos);
                // of an untyped fact the ends tell what it is
                let family = lowered.ty.family().or(worst.ty.family()).filter(|family| *family == "boolean");
                let family = family.unwrap_or("number");
                let worst = self.expect(worst, family, pos);
                let best = self.operand(best, family);
                Ends::Between(Box::new(worst.expr), Box::new(best.expr))
            }
            _ => {
                let args = [("name", "open"), ("wanted", "1 | 3"), ("found", "2")];
                return self.error("argument-count", pos, &args);
            }
        };
        let ty = lowered.ty.clone();
        Lowered::new(Expr::Open { value: Box::new(lowered.expr), ends, site }, ty)
    }

    fn band(&mut self, kind: BandKind, value: &ast::Expr, table: &ast::Expr, pos: Pos) -> Lowered {
        let value = self.operand(value, "number");
        let table_pos = table.pos;
        let table = self.operand(table, "list");
        let mut hint = None;
        let table = match &table.constant {
            Some(constant) => match Table::from_fact(constant) {
                Ok(table) => {
                    let (low, high) = table.hull(kind);
                    hint = Some(Hint::Numbers(Bounds { minimum: Some(low), maximum: Some(high) }));
                    let table = Arc::new(table);
                    self.frame.bands.push((kind, table.clone()));
                    BandTable::Known(table)
                }
                Err(TableError::NotPairs) => return self.error("not-a-band-table", table_pos, &[]),
                Err(TableError::EqualBounds) => return self.error("band-equal-bounds", table_pos, &[]),
            },
            None => BandTable::Computed(Box::new(table.expr)),
        };
        let site = self.site(pos);
        let expr = Expr::Band { kind, value: Box::new(value.expr), table, site };
        Lowered { hint, ..Lowered::new(expr, Type::NUMBER) }
    }

    // ---- lists ----

    fn each(&mut self, op: Each, list: &ast::Expr, function: Option<&ast::Expr>, pos: Pos) -> Lowered {
        let list = self.operand(list, "list");
        let element = element_of(&list.ty);
        let site = self.site(pos);
        let item = self.frame.local();
        let body = match function {
            None => Lowered::new(Expr::Local(item), element.clone()),
            Some(function) => match &function.kind {
                ExprKind::Closure { params, body } => match params.as_slice() {
                    [param] => self.closure(param, item, element.clone(), body),
                    _ => return self.error("closure-parameters", function.pos, &[]),
                },
                _ => return self.error("closure-needed", function.pos, &[]),
            },
        };
        let family = match op {
            Each::Count | Each::Share | Each::Any | Each::All | Each::Filter | Each::Find => Some("boolean"),
            Each::Sum | Each::Mean => Some("number"),
            Each::Map | Each::SortBy => None,
        };
        let body_pos = function.map_or(pos, |function| function.pos);
        let body = match family {
            Some(family) => self.expect(body, family, body_pos),
            None => body,
        };
        let ty = match op {
            Each::Count | Each::Share | Each::Sum | Each::Mean => Type::NUMBER,
            Each::Any | Each::All => Type::Bool,
            Each::Filter | Each::SortBy => Type::List(Box::new(element)),
            Each::Map => Type::List(Box::new(body.ty)),
            Each::Find => element,
        };
        let expr = Expr::Each { op, list: Box::new(list.expr), item, body: Box::new(body.expr), site };
        Lowered::new(expr, ty)
    }

    fn closure(&mut self, param: &Name, item: u32, element: Type, body: &ast::Expr) -> Lowered {
        let outer_loops = std::mem::take(&mut self.frame.loops);
        self.frame.closures += 1;
        self.frame.returned.push(Type::Never);
        let outer_effects = std::mem::take(&mut self.frame.effects);
        let lowered = self.scoped(|compiler| {
            compiler.bind(param, item, element);
            compiler.expr(body, true)
        });
        let effects = std::mem::replace(&mut self.frame.effects, outer_effects);
        let returned = self.frame.returned.pop().unwrap_or(Type::Never);
        self.frame.closures -= 1;
        self.frame.loops = outer_loops;
        let lowered = self.value(lowered, body.pos);
        if !effects.returns {
            return lowered;
        }
        let ty = returned.join(lowered.ty);
        Lowered::new(Expr::Scope(Box::new(lowered.expr)), ty)
    }

    fn extreme(&mut self, greatest: bool, list: &ast::Expr, pos: Pos) -> Lowered {
        let list_pos = list.pos;
        let list = self.operand(list, "list");
        let element = element_of(&list.ty);
        if let Some(found) = element.family().filter(|family| *family != "number") {
            return self.error("not-a-number", list_pos, &[("found", found)]);
        }
        let bounds = match (list.elements, element) {
            (Some(elements), _) => elements,
            (None, Type::Number(bounds)) => vec![bounds],
            (None, _) => Vec::new(),
        };
        let site = self.site(pos);
        Lowered::new(Expr::Extreme { greatest, list: Box::new(list.expr), bounds, site }, Type::NUMBER)
    }

    // ---- plain functions ----

    fn plain(&mut self, function: Builtin, args: &[ast::Expr], pos: Pos) -> Lowered {
        let families: &[&str] = match function {
            Builtin::Ladder | Builtin::First => &["list"],
            Builtin::PercentOf | Builtin::Min | Builtin::Max | Builtin::Round | Builtin::RoundHalfEven => {
                &["number", "number"]
            }
            Builtin::Meets => &["text", "number", "number"],
            Builtin::Clamp => &["number", "number", "number"],
            Builtin::Abs | Builtin::Floor | Builtin::Ceil | Builtin::Sqrt => &["number"],
            Builtin::Len => &["list | text"],
            Builtin::Contains | Builtin::Date => &["any", "any"],
            Builtin::YearsBetween | Builtin::DaysBetween => &["date", "date"],
            Builtin::AddYears | Builtin::WithinYears => &["date", "number"],
            Builtin::Year => &["date"],
            Builtin::ValidOn => &["date", "date", "date"],
            Builtin::StartsWith | Builtin::EndsWith | Builtin::Split => &["text", "text"],
            Builtin::ToUpper | Builtin::ToLower | Builtin::Trim => &["text"],
        };
        let mut values = Vec::with_capacity(args.len());
        for (arg, family) in args.iter().zip(families) {
            let value = self.expr(arg, true);
            let value = self.value(value, arg.pos);
            let value = match *family {
                "any" => value,
                "list | text" if value.ty.may_be("text") => value,
                "list | text" => self.expect(value, "list", arg.pos),
                family => self.expect(value, family, arg.pos),
            };
            values.push(value);
        }
        if let Some(refused) = self.check_plain(function, &values, args) {
            return refused;
        }
        let ty = match (function, values.first()) {
            (Builtin::Ladder | Builtin::PercentOf | Builtin::Min | Builtin::Max | Builtin::Clamp, _) => Type::NUMBER,
            (Builtin::Abs | Builtin::Floor | Builtin::Ceil | Builtin::Sqrt, _) => Type::NUMBER,
            (Builtin::Round | Builtin::RoundHalfEven | Builtin::Len, _) => Type::NUMBER,
            (Builtin::YearsBetween | Builtin::DaysBetween | Builtin::Year, _) => Type::NUMBER,
            (Builtin::Meets | Builtin::Contains | Builtin::WithinYears | Builtin::ValidOn, _) => Type::Bool,
            (Builtin::StartsWith | Builtin::EndsWith, _) => Type::Bool,
            (Builtin::Date | Builtin::AddYears, _) => Type::Date,
            (Builtin::ToUpper | Builtin::ToLower | Builtin::Trim, _) => Type::TEXT,
            (Builtin::Split, _) => Type::List(Box::new(Type::TEXT)),
            (Builtin::First, Some(list)) => element_of(&list.ty),
            (Builtin::First, None) => Type::Any,
        };
        let site = self.site(pos);
        let args = values.into_iter().map(|value| value.expr).collect();
        Lowered::new(Expr::Builtin { function, args, site }, ty)
    }

    fn check_plain(&mut self, function: Builtin, values: &[Lowered], args: &[ast::Expr]) -> Option<Lowered> {
        match (function, values, args) {
            (Builtin::Contains, [list, item], [_, item_pos]) => {
                self.check_contains(item, list, item_pos.pos);
                None
            }
            (Builtin::Date, [text], [arg]) => match (&text.constant, text.ty.family()) {
                (Some(Fact::Text(text)), _) => match dates::parse(text) {
                    Some(date) => Some(Lowered::constant(Fact::Date(date))),
                    None => {
                        let text = text.to_string();
                        Some(self.error("not-a-date-text", arg.pos, &[("text", &text)]))
                    }
                },
                (_, Some(found)) if found != "text" && found != "date" => {
                    Some(self.error("not-a-text", arg.pos, &[("found", found)]))
                }
                _ => None,
            },
            (Builtin::Ladder, [list], [arg]) => {
                let element = element_of(&list.ty);
                let found = element.family().filter(|family| *family != "boolean")?;
                Some(self.error("not-a-boolean", arg.pos, &[("found", found)]))
            }
            (Builtin::Meets, [direction, ..], [arg, ..]) => {
                let text = direction.text().filter(|text| !matches!(*text, "higher" | "lower"))?.to_owned();
                Some(self.error("not-a-direction", arg.pos, &[("found", &text)]))
            }
            _ => None,
        }
    }
}
