//! The plain walk: what a function gives where every fact that it reads is known and nothing goes wrong.
//!
//! Most rows of most profiles are so, and then neither three truth values nor ranges nor observers are needed: booleans
//! and numbers are handed up as such, and a list is gone through without being built. Where anything is absent or open,
//! would be a fault, or is written in a way that this walk does not know, it gives nothing, and the machine decides: it
//! runs the function from its start. What the plain walk gives is what the machine would give, after as many steps.

mod control;
mod list;
mod number;
mod truth;

use super::code::Code;
use super::compare::index_into;
use super::eval::{Args, Inputs};
use super::expr::{Builtin, Each, Expr, FunctionId, Local, OutcomeKind, Site};
use super::functions;
use super::outcome::scaled;
use super::value::{Outcome, Truth, Value};
use crate::facts::fact::Fact;
use crate::number::Number;
use control::Wanted;

/// One plain walk after another over the same facts.
pub(crate) struct Plain<'a> {
    code: &'a Code,
    inputs: Inputs<'a>,
    locals: Vec<Value<'a>>,
    base: usize,
    steps: u64,
}

/// What a row is given.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Earned {
    NotApplicable,
    Points(Number),
}

/// What the function of a row gives, before it is known what the row is worth.
enum Given {
    Truth(bool),
    Number(Number),
    Earned(Earned),
}

impl<'a> Plain<'a> {
    pub fn new(code: &'a Code, inputs: Inputs<'a>) -> Plain<'a> {
        Plain { code, inputs, locals: Vec::new(), base: 0, steps: 0 }
    }

    /// What a row's function gives, worth at most `points`, and the steps that are left of `steps`.
    pub fn row(&mut self, id: FunctionId, args: &[Value<'a>], points: &Number, steps: u64) -> Option<(Earned, u64)> {
        let earned = match self.run(id, args, steps)? {
            Given::Earned(earned) => earned,
            Given::Truth(true) => Earned::Points(points.clone()),
            Given::Truth(false) => Earned::Points(Number::ZERO),
            Given::Number(number) => Earned::Points(within(OutcomeKind::Points, number, points)?),
        };
        Some((earned, self.steps))
    }

    /// What a function gives, and the steps that are left of `steps`.
    pub fn any(&mut self, id: FunctionId, args: &[Value<'a>], steps: u64) -> Option<(Value<'a>, u64)> {
        Some((self.run(id, args, steps)?, self.steps))
    }

    fn run<T: Wanted<'a>>(&mut self, id: FunctionId, args: &[Value<'a>], steps: u64) -> Option<T> {
        self.steps = steps;
        self.base = 0;
        self.locals.truncate(args.len());
        self.locals.resize(args.len(), Value::Absent);
        self.locals.clone_from_slice(args);
        self.enter(id, 0)
    }

    fn step(&mut self) -> Option<()> {
        self.steps = self.steps.checked_sub(1)?;
        Some(())
    }

    fn set(&mut self, local: Local, value: Value<'a>) -> Option<()> {
        *self.locals.get_mut(self.base + local as usize)? = value;
        Some(())
    }

    fn local(&self, local: Local) -> Option<&Value<'a>> {
        self.locals.get(self.base + local as usize)
    }

    /// The fact that an expression stands for, where it is one as it was read; an absent one is a fact too.
    fn fact(&self, expr: &'a Expr) -> Option<&'a Fact<'a>> {
        match expr {
            Expr::Constant(fact) => Some(fact),
            Expr::Fact(slot, _) => self.inputs.facts.get(slot.0 as usize),
            Expr::Field { base, slot, .. } => match &**base {
                Expr::Local(local) => match self.local(*local)? {
                    Value::Record(record) => record.get(slot.0 as usize),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        }
    }

    /// The value of an expression of any type.
    fn value(&mut self, expr: &'a Expr) -> Option<Value<'a>> {
        match (self.fact(expr), expr) {
            (Some(fact), _) => known(Value::from_fact(fact)),
            (None, Expr::Local(local)) => known(self.local(*local)?.clone()),
            (None, _) => self.made(expr),
        }
    }

    fn made(&mut self, expr: &'a Expr) -> Option<Value<'a>> {
        match expr {
            Expr::Profile => Some(Value::Object),
            Expr::AsOf => Some(Value::Date(self.inputs.as_of)),
            Expr::RulesOn => Some(Value::Date(self.inputs.rules_on)),
            Expr::Compare { .. } | Expr::And(..) | Expr::Or(..) | Expr::Not(..) | Expr::In { .. } | Expr::Has(_) => {
                self.truth(expr).map(Value::Bool)
            }
            Expr::Arithmetic { .. } | Expr::Negate(..) | Expr::Band { .. } | Expr::Extreme { .. } => {
                self.number(expr).map(Value::Number)
            }
            Expr::Each { op, list, item, body, .. } => match op {
                Each::Any | Each::All => self.truth(expr).map(Value::Bool),
                Each::Count | Each::Share | Each::Sum | Each::Mean => self.number(expr).map(Value::Number),
                Each::Filter | Each::Map => self.gathered(expr),
                Each::Find => self.found(list, *item, body),
                Each::SortBy => None,
            },
            Expr::Builtin { function, args, .. } => match self.quick_number(*function, args) {
                Some(number) => Some(Value::Number(number?)),
                None => self.builtin(*function, args),
            },
            Expr::List(items) => {
                let values: Option<Vec<Value<'a>>> = items.iter().map(|item| self.value(item)).collect();
                Some(Value::list(values?))
            }
            Expr::Index { base, index, lenient, site } => {
                if let (Some(Fact::Map(map)), Some(Fact::Text(key))) = (self.fact(base), self.fact(index)) {
                    return known(Value::from_fact(map.get(key)?));
                }
                let (base, index) = (self.value(base)?, self.value(index)?);
                known(index_into(&base, &index, *lenient, *site).ok()?)
            }
            Expr::Field { base, slot, .. } => match self.value(base)? {
                Value::Record(record) => known(Value::from_fact(record.get(slot.0 as usize)?)),
                _ => None,
            },
            Expr::Outcome { .. } => Some(match self.earned(expr)? {
                Earned::Points(points) => Value::Earned(points),
                // reasons are for those who tell of a row
                Earned::NotApplicable => Outcome::NotApplicable { why: None }.into(),
            }),
            Expr::Score { node, field, .. } => known(self.inputs.scores?.read(node, *field)),
            Expr::Coalesce(values) => self.coalesced(values),
            Expr::Open { value, .. } => self.value(value),
            _ => self.control(expr),
        }
    }

    /// The first value that is there, where those before it are seen to be absent.
    fn coalesced<T: Wanted<'a>>(&mut self, values: &'a [Expr]) -> Option<T> {
        let present = values.iter().find(|value| self.fact(value) != Some(&Fact::Absent))?;
        T::of(self, present)
    }

    /// What a function of plain values gives.
    fn builtin(&mut self, function: Builtin, args: &'a [Expr]) -> Option<Value<'a>> {
        let mut values = Args::new();
        for arg in args {
            values.push(self.value(arg)?);
        }
        known(functions::call(function, &values, self.inputs.as_of, Site::default()).ok()?)
    }

    /// What a row's function gives.
    fn given(&mut self, expr: &'a Expr) -> Option<Given> {
        match expr {
            Expr::Outcome { .. } => self.earned(expr).map(Given::Earned),
            Expr::If { .. } | Expr::Block { .. } | Expr::Switch { .. } | Expr::Call { .. } | Expr::Scope(_) => {
                self.control(expr)
            }
            _ => match self.value(expr)? {
                Value::Bool(truth) => Some(Given::Truth(truth)),
                Value::Number(number) => Some(Given::Number(number)),
                Value::Earned(points) => Some(Given::Earned(Earned::Points(points))),
                Value::Outcome(outcome) => match &*outcome {
                    Outcome::NotApplicable { .. } => Some(Given::Earned(Earned::NotApplicable)),
                    Outcome::Points { .. } => None,
                },
                _ => None,
            },
        }
    }

    /// What an outcome comes to.
    fn earned(&mut self, expr: &'a Expr) -> Option<Earned> {
        let Expr::Outcome { kind, value, points, .. } = expr else { return None };
        let earned = match (kind, value) {
            // the value is looked at first, and may be a fault
            (OutcomeKind::NotApplicable | OutcomeKind::Met | OutcomeKind::Unmet, Some(_)) => return None,
            (OutcomeKind::NotApplicable, None) => return Some(Earned::NotApplicable),
            (OutcomeKind::Met, None) => points.clone(),
            (OutcomeKind::Unmet, None) => Number::ZERO,
            (_, None) => return None,
            (kind, Some(value)) => within(*kind, self.number(value)?, points)?,
        };
        Some(Earned::Points(earned))
    }
}

/// What a row that is worth `points` earns by a number, where it may earn that.
fn within(kind: OutcomeKind, number: Number, points: &Number) -> Option<Number> {
    let (earned, _) = scaled(kind, &number, &number, points, Site::default()).ok()??;
    Some(earned)
}

/// The value, unless it is absent or open.
fn known(value: Value<'_>) -> Option<Value<'_>> {
    match value {
        Value::Absent | Value::Undecided | Value::Range(_) => None,
        value => Some(value),
    }
}

/// The truth, unless it is open.
fn decided(truth: Truth) -> Option<bool> {
    match truth {
        Truth::True => Some(true),
        Truth::False => Some(false),
        Truth::Undecided | Truth::Absent => None,
    }
}
