//! The evaluator: one walk over the plan, exact where facts are known, with ranges and joins where something is open.

use super::arithmetic;
use super::code::Code;
use super::compare::{compare, compare_facts, contains, holds, index_into};
use super::expr::{Comparison, Ends, Expr, FunctionId, Local, ScoreField, Site};
use super::fault::{Fault, Stop};
use super::functions;
use super::paths::{Paths, is_fatal};
use super::probe::Probe;
use super::value::{Truth, Value};
use crate::facts::fact::Fact;
use crate::text::Lang;
use jiff::civil::Date;
use smallvec::SmallVec;

/// What an expression gives, or why it gives nothing.
pub(crate) type Flow<'a> = Result<Value<'a>, Stop>;

/// The scores that predicates may read.
pub(crate) trait Scores {
    /// A property of the node `id`; absent where the node is not applicable.
    fn read<'a>(&self, id: &str, field: ScoreField) -> Value<'a>;
}

/// What an evaluation reads besides the plan.
#[derive(Clone, Copy)]
pub(crate) struct Inputs<'a> {
    /// The slots of the profile.
    pub facts: &'a [Fact<'a>],
    pub as_of: Date,
    pub rules_on: Date,
    pub scores: Option<&'a dyn Scores>,
}

/// The arguments of a call. Few functions take more.
pub(super) type Args<'a> = SmallVec<[Value<'a>; 4]>;

/// One evaluation in progress.
pub(crate) struct Machine<'a, P> {
    pub(super) code: &'a Code,
    pub(super) inputs: Inputs<'a>,
    pub(super) probe: P,
    pub(super) locals: Vec<Value<'a>>,
    pub(super) base: usize,
    /// Only where something is open: what became of the paths that ended while others went on.
    pub(super) paths: Option<Box<Paths<'a>>>,
    /// What is returned, on its way to the end of the function.
    pub(super) result: Value<'a>,
    pub(super) steps: u64,
    /// The language of the text being made, while one is.
    pub(super) lang: Option<Lang>,
}

impl<'a, P: Probe<'a>> Machine<'a, P> {
    /// A machine that may take `steps` steps: calls, iterations and visited elements.
    pub fn new(code: &'a Code, inputs: Inputs<'a>, probe: P, steps: u64) -> Machine<'a, P> {
        Machine {
            code,
            inputs,
            probe,
            locals: Vec::new(),
            base: 0,
            paths: None,
            result: Value::Absent,
            steps,
            lang: None,
        }
    }

    /// Steps that are left.
    pub fn steps(&self) -> u64 {
        self.steps
    }

    /// The value of an expression that reads no facts, as a constant.
    pub fn constant(&mut self, expr: &'a Expr) -> Option<Fact<'static>> {
        self.locals.resize(self.base + CONSTANT_LOCALS, Value::Absent);
        self.eval(expr).ok()?.to_constant()
    }

    /// Sets the steps that are left.
    pub fn set_steps(&mut self, steps: u64) {
        self.steps = steps;
    }

    pub fn into_probe(self) -> P {
        self.probe
    }

    /// Where a function was written.
    pub fn site(&self, id: FunctionId) -> Site {
        self.code.function(id).map(|function| function.site).unwrap_or_default()
    }

    /// Runs a function with the given arguments.
    pub fn run(&mut self, id: FunctionId, args: &[Value<'a>]) -> Result<Value<'a>, Box<Fault>> {
        let site = self.site(id);
        let value = match self.call(id, args.iter().cloned().collect(), site) {
            Ok(value) => value,
            Err(Stop::Fault(fault)) => return Err(fault),
            Err(_) => Value::Absent,
        };
        self.probe.gave(&value);
        Ok(value)
    }

    pub(super) fn step(&mut self, site: Site) -> Result<(), Fault> {
        match self.steps.checked_sub(1) {
            Some(left) => {
                self.steps = left;
                Ok(())
            }
            None => Err(Fault::new("too-many-steps", site)),
        }
    }

    pub(super) fn set(&mut self, local: Local, value: Value<'a>) {
        let index = self.base + local as usize;
        if let Some(place) = self.locals.get_mut(index) {
            *place = value;
            self.probe.forgets(index);
        }
    }

    fn local(&mut self, local: Local) -> Value<'a> {
        let index = self.base + local as usize;
        let value = self.locals.get(index).cloned().unwrap_or_default();
        if value.is_absent() {
            self.probe.local(index);
        }
        value
    }

    /// The value of an expression.
    pub(super) fn eval(&mut self, expr: &'a Expr) -> Flow<'a> {
        let value = self.value_of(expr)?;
        if P::VALUES {
            self.probe.seen(expr, &value);
        }
        Ok(value)
    }

    fn value_of(&mut self, expr: &'a Expr) -> Flow<'a> {
        match expr {
            Expr::Constant(fact) => Ok(Value::from_fact(fact)),
            Expr::Local(local) => Ok(self.local(*local)),
            Expr::Fact(slot, _) => {
                let fact = self.inputs.facts.get(slot.0 as usize).unwrap_or(&Fact::Absent);
                self.probe.fact(None, *slot, fact);
                Ok(Value::from_fact(fact))
            }
            Expr::Field { base, slot, .. } => match self.eval(base)? {
                Value::Record(record) => {
                    let fact = record.get(slot.0 as usize).unwrap_or(&Fact::Absent);
                    self.probe.fact(Some(record), *slot, fact);
                    Ok(Value::from_fact(fact))
                }
                _ => Ok(Value::Absent),
            },
            Expr::Compare { op, left, right, site } => Ok(self.compare(*op, left, right, *site)?.value()),
            Expr::If { condition, then, otherwise, scars, site } => {
                let truth = self.truth(condition, *site)?;
                if P::VALUES {
                    self.probe.decided(*site, truth);
                }
                match truth {
                    Truth::True => self.eval(then),
                    Truth::False => self.eval(otherwise),
                    Truth::Undecided => self.fork(&[then, otherwise], scars),
                    Truth::Absent => self.scar(scars),
                }
            }
            Expr::Block { statements, value } => {
                for statement in statements {
                    self.eval(statement)?;
                }
                match value {
                    Some(value) => self.eval(value),
                    None => Ok(Value::Absent),
                }
            }
            Expr::Set { local, value, .. } => {
                let from = self.probe.mark();
                let value = self.eval(value)?;
                let is_absent = value.is_absent();
                self.set(*local, value);
                if is_absent {
                    let to = self.probe.mark();
                    self.probe.keeps(self.base + *local as usize, from, to);
                }
                Ok(Value::Absent)
            }
            Expr::And(terms, site) => Ok(self.decide(terms, *site, Truth::True, Truth::and)?.value()),
            Expr::Or(terms, site) => Ok(self.decide(terms, *site, Truth::False, Truth::or)?.value()),
            Expr::Not(value, site) => Ok(self.truth(value, *site)?.not().value()),
            Expr::Arithmetic { op, left, right, site } => {
                let (left, right) = (self.eval(left)?, self.eval(right)?);
                Ok(arithmetic::combine(*op, &left, &right, *site)?)
            }
            Expr::Negate(value, site) => match self.eval(value)? {
                Value::Absent => Ok(Value::Absent),
                Value::Number(value) => Ok(Value::Number(value.neg())),
                Value::Range(ends) => Ok(Value::between(ends.1.neg(), ends.0.neg())),
                other => Err(Fault::new("not-a-number", *site).with("found", other.type_name()).into()),
            },
            Expr::Call { function, args, site } => {
                let mut values = Args::new();
                let mut marks = Vec::new();
                for arg in args {
                    let from = self.probe.mark();
                    let value = self.eval(arg)?;
                    if P::TEXTS && value.is_absent() {
                        marks.push((values.len(), from, self.probe.mark()));
                    }
                    values.push(value);
                }
                let frame = self.locals.len();
                (0..values.len()).for_each(|place| self.probe.forgets(frame + place));
                for (place, from, to) in marks {
                    self.probe.keeps(frame + place, from, to);
                }
                self.call(*function, values, *site)
            }
            Expr::Band { kind, value, table, site } => self.band(*kind, value, table, *site),
            Expr::Each { op, list, item, body, site } => self.each(*op, list, *item, body, *site),
            Expr::Builtin { function, args, site } => {
                let mut values = Args::new();
                for arg in args {
                    values.push(self.eval(arg)?);
                }
                Ok(functions::call(*function, &values, self.inputs.as_of, *site)?)
            }
            Expr::Outcome { kind, value, points, why, site } => {
                let value = match value {
                    Some(value) => Some(self.eval(value)?),
                    None => None,
                };
                self.outcome(*kind, value, points, why.as_deref(), *site)
            }
            Expr::In { item, list, negated, site } => Ok(self.is_in(item, list, *negated, *site)?.value()),
            Expr::Coalesce(values) => self.coalesce(values),
            Expr::Has(value) => {
                self.probe.begin_assuming();
                let value = self.eval(value);
                self.probe.end_assuming();
                Ok(Value::Bool(!value?.is_absent()))
            }
            Expr::Open { value, ends, site } => self.open(value, ends, *site),
            Expr::Extreme { greatest, list, bounds, site } => self.extreme(*greatest, list, bounds, *site),
            Expr::List(items) => {
                let mut values = Vec::with_capacity(items.len());
                for item in items {
                    values.push(self.eval(item)?);
                }
                Ok(Value::list(values))
            }
            Expr::Map(entries) => {
                let mut map = std::collections::BTreeMap::new();
                for (key, value) in entries {
                    map.insert(key.clone(), self.eval(value)?);
                }
                Ok(Value::Map(super::value::Map::Made(map.into())))
            }
            Expr::Index { base, index, lenient, site } => {
                let (base, index) = (self.eval(base)?, self.eval(index)?);
                Ok(index_into(&base, &index, *lenient, *site)?)
            }
            Expr::Interpolation(parts) => self.interpolate(parts),
            Expr::Switch { subject, arms, default, scars, site } => {
                let subject = self.eval(subject)?;
                self.switch(&subject, arms, default, scars, *site)
            }
            Expr::For { item, counter, over, body, scars, site } => {
                self.for_each(*item, *counter, over, body, scars, *site)
            }
            Expr::Return(value) => {
                self.result = self.eval(value)?;
                Err(Stop::Return)
            }
            Expr::Break => Err(Stop::Break),
            Expr::Continue => Err(Stop::Continue),
            Expr::Scope(body) => self.scope(body),
            Expr::AsOf => Ok(Value::Date(self.inputs.as_of)),
            Expr::RulesOn => Ok(Value::Date(self.inputs.rules_on)),
            Expr::Score { node, field, .. } => {
                Ok(self.inputs.scores.map_or(Value::Absent, |scores| scores.read(node, *field)))
            }
            Expr::Profile => Ok(Value::Object),
        }
    }

    /// The fact that an expression stands for, where that is seen without computing: no copy is made.
    fn known(&mut self, expr: &'a Expr) -> Option<&'a Fact<'a>> {
        // who wants the value of every expression gets it the long way
        if P::VALUES {
            return None;
        }
        match expr {
            Expr::Constant(fact) => Some(fact),
            Expr::Fact(slot, _) => {
                let fact = self.inputs.facts.get(slot.0 as usize)?;
                self.probe.fact(None, *slot, fact);
                Some(fact)
            }
            Expr::Field { base, slot, .. } => {
                let Expr::Local(local) = &**base else { return None };
                let Some(Value::Record(record)) = self.locals.get(self.base + *local as usize) else { return None };
                let record: &'a [Fact<'a>] = record;
                let fact = record.get(slot.0 as usize)?;
                self.probe.fact(Some(record), *slot, fact);
                Some(fact)
            }
            _ => None,
        }
    }

    /// The truth of an expression, decided without a value in between where that is possible.
    pub(super) fn truth(&mut self, expr: &'a Expr, site: Site) -> Result<Truth, Stop> {
        if !P::VALUES {
            match expr {
                Expr::Compare { op, left, right, site } => return self.compare(*op, left, right, *site),
                Expr::And(terms, site) => return self.decide(terms, *site, Truth::True, Truth::and),
                Expr::Or(terms, site) => return self.decide(terms, *site, Truth::False, Truth::or),
                Expr::Not(value, site) => return Ok(self.truth(value, *site)?.not()),
                Expr::In { item, list, negated, site } => return self.is_in(item, list, *negated, *site),
                _ => {}
            }
            match self.known(expr) {
                Some(Fact::Bool(value)) => return Ok(Truth::from(*value)),
                Some(Fact::Absent) => return Ok(Truth::Absent),
                Some(other) => return Ok(self.truth_of(&Value::from_fact(other), site)?),
                None => {}
            }
        }
        let value = self.eval(expr)?;
        Ok(self.truth_of(&value, site)?)
    }

    fn compare(&mut self, op: Comparison, left: &'a Expr, right: &'a Expr, site: Site) -> Result<Truth, Stop> {
        if let Some(left) = self.known(left) {
            if let Some(right) = self.known(right) {
                return Ok(match compare_facts(op, left, right) {
                    Some(truth) => truth,
                    None => compare(op, &Value::from_fact(left), &Value::from_fact(right), site)?,
                });
            }
            let right = self.eval(right)?;
            return Ok(compare(op, &Value::from_fact(left), &right, site)?);
        }
        let left = self.eval(left)?;
        if !P::VALUES
            && let (Value::Number(left), Expr::Constant(Fact::Number(right))) = (&left, right)
        {
            return Ok(Truth::from(holds(op, left.cmp(right))));
        }
        let right = self.eval(right)?;
        Ok(compare(op, &left, &right, site)?)
    }

    /// As in Rhai, where `x in l` is `contains(l, x)`.
    fn is_in(&mut self, item: &'a Expr, list: &'a Expr, negated: bool, site: Site) -> Result<Truth, Stop> {
        let list = match self.known(list) {
            Some(list) => Value::from_fact(list),
            None => self.eval(list)?,
        };
        let item = match self.known(item) {
            Some(item) => Value::from_fact(item),
            None => self.eval(item)?,
        };
        let found = contains(&item, &list, site)?;
        Ok(if negated { found.not() } else { found })
    }

    pub(super) fn truth_of(&self, value: &Value<'a>, site: Site) -> Result<Truth, Fault> {
        value.truth().ok_or_else(|| Fault::new("not-a-boolean", site).with("found", value.type_name()))
    }

    pub(super) fn enters(&mut self, site: Site, part: Option<usize>) {
        if P::VALUES {
            self.probe.enters(site, part);
        }
    }

    /// `&&` and `||`: the terms in order until what is known decides.
    fn decide(
        &mut self,
        terms: &'a [Expr],
        site: Site,
        start: Truth,
        join: impl Fn(Truth, Truth) -> Truth,
    ) -> Result<Truth, Stop> {
        let mut known = start;
        for (place, term) in terms.iter().enumerate() {
            self.enters(site, Some(place));
            known = match self.truth(term, site) {
                Ok(truth) => join(known, truth),
                // an earlier term may come to decide, and this one would never be read
                Err(Stop::Fault(fault)) if known.is_open() && !is_fatal(&fault) => join(known, Truth::Absent),
                Err(stop) => return Err(stop),
            };
            if known == start.not() {
                break;
            }
        }
        Ok(known)
    }

    fn coalesce(&mut self, values: &'a [Expr]) -> Flow<'a> {
        let Some((last, first)) = values.split_last() else { return Ok(Value::Absent) };
        for value in first {
            self.probe.begin_assuming();
            let value = self.eval(value);
            self.probe.end_assuming();
            let value = value?;
            if !value.is_absent() {
                return Ok(value);
            }
        }
        self.eval(last)
    }

    fn open(&mut self, value: &'a Expr, ends: &'a Ends, site: Site) -> Flow<'a> {
        let value = self.eval(value)?;
        if !value.is_absent() {
            return Ok(value);
        }
        match ends {
            Ends::Boolean => Ok(Value::Undecided),
            Ends::Bounds(low, high) => Ok(Value::between(low.clone(), high.clone())),
            Ends::Between(worst, best) => {
                let (worst, best) = (self.eval(worst)?, self.eval(best)?);
                match (&worst, &best) {
                    (Value::Absent, _) | (_, Value::Absent) => Ok(Value::Absent),
                    (Value::Bool(_) | Value::Undecided, Value::Bool(_) | Value::Undecided) => Ok(worst.join(best)),
                    _ if worst.ends().is_some() && best.ends().is_some() => Ok(worst.join(best)),
                    _ => Err(Fault::new("open-needs-numbers", site).with("found", worst.type_name()).into()),
                }
            }
        }
    }
}

/// Locals that a constant's closures may use.
const CONSTANT_LOCALS: usize = 64;
