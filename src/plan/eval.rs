//! The evaluator: one walk over the plan, exact where facts are known, with ranges and joins where something is open.

use super::arithmetic;
use super::code::Code;
use super::expr::{Arm, Case, Comparison, Ends, Expr, Function, FunctionId, Local, Over, Scars, ScoreField, Site};
use super::fault::{Fault, Stop};
use super::probe::Probe;
use super::value::{List, Truth, Value};
use crate::facts::fact::Fact;
use crate::number::Number;
use crate::text::Lang;
use jiff::civil::Date;
use std::cmp::Ordering;

/// What an expression gives, or why it gives nothing.
pub(crate) type Flow<'a> = Result<Value<'a>, Stop<Value<'a>>>;

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

/// One evaluation in progress.
pub(crate) struct Machine<'a, P> {
    pub(super) code: &'a Code,
    pub(super) inputs: Inputs<'a>,
    pub(super) probe: P,
    locals: Vec<Value<'a>>,
    base: usize,
    /// The joined results of paths that returned from the running function while others went on.
    returned: Option<Value<'a>>,
    /// The joined locals of paths that left the running loop, or its iteration, while others went on.
    left: Option<Vec<Value<'a>>>,
    continued: Option<Vec<Value<'a>>>,
    steps: u64,
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
            returned: None,
            left: None,
            continued: None,
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

    pub(super) fn set_steps(&mut self, steps: u64) {
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
        let value = match self.call(id, args.to_vec(), site) {
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
            Expr::Compare { op, left, right, site } => {
                let (left, right) = (self.eval(left)?, self.eval(right)?);
                Ok(compare(*op, &left, &right, *site)?.value())
            }
            Expr::If { condition, then, otherwise, scars, site } => {
                let condition = self.eval(condition)?;
                let truth = self.truth_of(&condition, *site)?;
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
            Expr::And(terms, site) => self.decide(terms, *site, Truth::True, Truth::and),
            Expr::Or(terms, site) => self.decide(terms, *site, Truth::False, Truth::or),
            Expr::Not(value, site) => {
                let value = self.eval(value)?;
                Ok(self.truth_of(&value, *site)?.not().value())
            }
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
                let mut values = Vec::with_capacity(args.len());
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
                let mut values = Vec::with_capacity(args.len());
                for arg in args {
                    values.push(self.eval(arg)?);
                }
                Ok(self.builtin(*function, &values, *site)?)
            }
            Expr::Outcome { kind, value, points, why, site } => {
                let value = match value {
                    Some(value) => Some(self.eval(value)?),
                    None => None,
                };
                self.outcome(*kind, value, points, why.as_deref(), *site)
            }
            Expr::In { item, list, negated, site } => {
                // as in Rhai, where `x in l` is `contains(l, x)`
                let (list, item) = (self.eval(list)?, self.eval(item)?);
                let found = contains(&item, &list, *site)?;
                Ok(if *negated { found.not() } else { found }.value())
            }
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
                let value = self.eval(value)?;
                Err(Stop::Return(value))
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

    pub(super) fn truth_of(&self, value: &Value<'a>, site: Site) -> Result<Truth, Fault> {
        value.truth().ok_or_else(|| Fault::new("not-a-boolean", site).with("found", value.type_name()))
    }

    fn enters(&mut self, site: Site, part: Option<usize>) {
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
    ) -> Flow<'a> {
        let mut known = start;
        for (place, term) in terms.iter().enumerate() {
            self.enters(site, Some(place));
            let truth = self.eval(term).and_then(|value| Ok(self.truth_of(&value, site)?));
            known = match truth {
                Ok(truth) => join(known, truth),
                // an earlier term may come to decide, and this one would never be read
                Err(Stop::Fault(fault)) if known.is_open() && !is_fatal(&fault) => join(known, Truth::Absent),
                Err(stop) => return Err(stop),
            };
            if known == start.not() {
                break;
            }
        }
        Ok(known.value())
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

    // ---- control ----

    fn call(&mut self, id: FunctionId, args: Vec<Value<'a>>, site: Site) -> Flow<'a> {
        self.step(site)?;
        if P::VALUES {
            self.probe.calls(id);
        }
        let Some(function) = self.code.function(id) else { return Ok(Value::Absent) };
        let Function { locals, body, .. } = function;
        let caller = (self.base, self.locals.len());
        let outer = (self.returned.take(), self.left.take(), self.continued.take());
        self.base = caller.1;
        self.locals.extend(args);
        self.locals.resize(self.base + *locals as usize, Value::Absent);
        let flow = self.eval(body);
        let early = self.returned.take();
        (self.returned, self.left, self.continued) = outer;
        self.locals.truncate(caller.1);
        self.base = caller.0;
        end_of_function(flow, early)
    }

    fn scope(&mut self, body: &'a Expr) -> Flow<'a> {
        let outer = (self.returned.take(), self.left.take(), self.continued.take());
        let flow = self.eval(body);
        let early = self.returned.take();
        (self.returned, self.left, self.continued) = outer;
        end_of_function(flow, early)
    }

    fn frame(&self) -> Vec<Value<'a>> {
        self.locals.get(self.base..).map(<[Value<'a>]>::to_vec).unwrap_or_default()
    }

    fn restore(&mut self, frame: Vec<Value<'a>>) {
        self.locals.truncate(self.base);
        self.locals.extend(frame);
    }

    /// Walks every branch from the same locals and joins what they leave and give.
    fn fork(&mut self, branches: &[&'a Expr], scars: &Scars) -> Flow<'a> {
        self.probe.begin_fork();
        let flow = self.walk_each(branches, scars);
        self.probe.end_fork();
        flow
    }

    fn walk_each(&mut self, branches: &[&'a Expr], scars: &Scars) -> Flow<'a> {
        let before = self.frame();
        let mut joined: Option<(Vec<Value<'a>>, Value<'a>)> = None;
        for branch in branches {
            self.restore(before.clone());
            match self.eval(branch) {
                Ok(value) => {
                    let frame = self.frame();
                    joined = Some(match joined {
                        None => (frame, value),
                        Some((other, result)) => (join_frames(other, frame), result.join(value)),
                    });
                }
                Err(Stop::Return(value)) => self.add_returned(value),
                Err(Stop::Break) => self.left = Some(self.join_with_frame(self.left.clone())),
                Err(Stop::Continue) => self.continued = Some(self.join_with_frame(self.continued.clone())),
                Err(Stop::Dead) => {}
                Err(Stop::Fault(fault)) if is_fatal(&fault) => return Err(Stop::Fault(fault)),
                // a path that would fail leaves nothing known: the row may come to stand at 0
                Err(Stop::Fault(_)) => {
                    self.restore(before);
                    self.returned = Some(Value::Absent);
                    return self.scar(scars);
                }
            }
        }
        match joined {
            Some((frame, value)) => {
                self.restore(frame);
                Ok(value)
            }
            None => Err(Stop::Dead),
        }
    }

    /// One more path that returned from the running function while others go on.
    fn add_returned(&mut self, value: Value<'a>) {
        self.returned = Some(match self.returned.take() {
            None => value,
            Some(other) => other.join(value),
        });
    }

    fn join_with_frame(&self, other: Option<Vec<Value<'a>>>) -> Vec<Value<'a>> {
        let frame = self.frame();
        match other {
            None => frame,
            Some(other) => join_frames(other, frame),
        }
    }

    /// A branch that cannot be chosen: what it would have set is absent.
    fn scar(&mut self, scars: &Scars) -> Flow<'a> {
        for local in &scars.locals {
            self.set(*local, Value::Absent);
        }
        if scars.returns {
            return Err(Stop::Return(Value::Absent));
        }
        if scars.leaves_loop {
            // how often the loop still runs is unknown; the loop itself scars what it assigns
            self.left = None;
            self.continued = None;
            return Err(Stop::Fault(Box::new(Fault::new(LOOP_UNKNOWN, Site::default()))));
        }
        Ok(Value::Absent)
    }

    fn switch(
        &mut self,
        subject: &Value<'a>,
        arms: &'a [Arm],
        default: &'a Expr,
        scars: &Scars,
        site: Site,
    ) -> Flow<'a> {
        if subject.is_absent() {
            self.enters(site, None);
            return self.scar(scars);
        }
        let mut possible: Vec<&'a Expr> = Vec::new();
        for (place, arm) in arms.iter().enumerate() {
            let mut fits = Truth::False;
            for case in &arm.cases {
                fits = fits.or(matches_case(subject, case, site)?);
            }
            if fits == Truth::False {
                continue;
            }
            if let Some(guard) = &arm.guard {
                let truth = self.eval(guard).and_then(|value| Ok(self.truth_of(&value, site)?));
                fits = match truth {
                    // an earlier case may come to fit, and this guard would never be read
                    Err(Stop::Fault(fault)) if (fits.is_open() || !possible.is_empty()) && !is_fatal(&fault) => {
                        Truth::Absent
                    }
                    truth => fits.and(truth?),
                };
            }
            if matches!(fits, Truth::True | Truth::Undecided) {
                self.enters(site, Some(place));
            }
            match fits {
                Truth::True if possible.is_empty() => return self.eval(&arm.value),
                Truth::True => {
                    possible.push(&arm.value);
                    return self.fork(&possible, scars);
                }
                Truth::Undecided => possible.push(&arm.value),
                Truth::False => {}
                Truth::Absent => {
                    self.enters(site, None);
                    return self.scar(scars);
                }
            }
        }
        self.enters(site, Some(arms.len()));
        if possible.is_empty() {
            return self.eval(default);
        }
        possible.push(default);
        self.fork(&possible, scars)
    }

    fn for_each(
        &mut self,
        item: Local,
        counter: Option<Local>,
        over: &'a Over,
        body: &'a Expr,
        scars: &Scars,
        site: Site,
    ) -> Flow<'a> {
        let list = match over {
            Over::List(list) => match self.eval(list)? {
                Value::Absent => return self.scar(&Scars { leaves_loop: false, ..scars.clone() }),
                Value::List(list) => list,
                other => return Err(Fault::new("not-a-list", site).with("found", other.type_name()).into()),
            },
            Over::Range { from, to, inclusive } => {
                let (from, to) = (self.eval(from)?, self.eval(to)?);
                if from.is_absent() || to.is_absent() {
                    return self.scar(&Scars { leaves_loop: false, ..scars.clone() });
                }
                self.code.range(&from, &to, *inclusive, site)?
            }
        };
        let outer = (self.left.take(), self.continued.take());
        let flow = self.iterate(item, counter, &list, body, site);
        (self.left, self.continued) = outer;
        match flow {
            Err(Stop::Fault(fault)) if fault.code == LOOP_UNKNOWN => {
                self.scar(&Scars { leaves_loop: false, ..scars.clone() })
            }
            other => other,
        }
    }

    fn iterate(
        &mut self,
        item: Local,
        counter: Option<Local>,
        list: &List<'a>,
        body: &'a Expr,
        site: Site,
    ) -> Flow<'a> {
        for (index, element) in list.iter().enumerate() {
            self.step(site)?;
            self.enters(site, Some(index));
            self.set(item, element);
            if let Some(counter) = counter {
                self.set(counter, Value::Number(Number::from(i64::try_from(index).unwrap_or(i64::MAX))));
            }
            let alive = match self.eval(body) {
                Ok(_) | Err(Stop::Continue) => true,
                Err(Stop::Dead) => false,
                Err(Stop::Break) => {
                    self.left = Some(self.join_with_frame(self.left.clone()));
                    false
                }
                // other paths left the loop, or go on in it
                Err(Stop::Return(value)) if self.left.is_some() || self.continued.is_some() => {
                    self.add_returned(value);
                    false
                }
                Err(stop) => return Err(stop),
            };
            match (alive, self.continued.take()) {
                (true, Some(other)) => {
                    let frame = self.join_with_frame(Some(other));
                    self.restore(frame);
                }
                (false, Some(frame)) => self.restore(frame),
                (true, None) => {}
                (false, None) => {
                    return match self.left.take() {
                        Some(frame) => {
                            self.restore(frame);
                            Ok(Value::Absent)
                        }
                        None => Err(Stop::Dead),
                    };
                }
            }
        }
        if let Some(left) = self.left.take() {
            let frame = self.join_with_frame(Some(left));
            self.restore(frame);
        }
        Ok(Value::Absent)
    }
}

/// Locals that a constant's closures may use.
const CONSTANT_LOCALS: usize = 64;

/// Marks a loop whose number of iterations is unknown, on its way from the branch to the loop.
const LOOP_UNKNOWN: &str = "loop-unknown";

/// Whether a fault ends the evaluation whatever other paths would give.
pub(super) fn is_fatal(fault: &Fault) -> bool {
    matches!(fault.code, "too-many-steps" | LOOP_UNKNOWN)
}

fn end_of_function<'a>(flow: Flow<'a>, early: Option<Value<'a>>) -> Flow<'a> {
    let last = match flow {
        Ok(value) | Err(Stop::Return(value)) => Some(value),
        Err(Stop::Fault(fault)) => return Err(Stop::Fault(fault)),
        Err(Stop::Dead | Stop::Break | Stop::Continue) => None,
    };
    Ok(match (last, early) {
        (Some(value), Some(early)) => early.join(value),
        (Some(value), None) | (None, Some(value)) => value,
        (None, None) => Value::Absent,
    })
}

fn join_frames<'a>(one: Vec<Value<'a>>, other: Vec<Value<'a>>) -> Vec<Value<'a>> {
    one.into_iter().zip(other).map(|(a, b)| a.join(b)).collect()
}

fn compare<'a>(op: Comparison, left: &Value<'a>, right: &Value<'a>, site: Site) -> Result<Truth, Fault> {
    let truth = match op {
        Comparison::Equal => left.equals(right),
        Comparison::NotEqual => left.equals(right).map(Truth::not),
        Comparison::Less => left.less(right, false),
        Comparison::LessOrEqual => left.less(right, true),
        Comparison::Greater => right.less(left, false),
        Comparison::GreaterOrEqual => right.less(left, true),
    };
    truth.ok_or_else(|| {
        Fault::new("different-types", site).with("left", left.type_name()).with("right", right.type_name())
    })
}

/// Whether `item` is in `list`: an element of a list, a part of a text.
pub(super) fn contains<'a>(item: &Value<'a>, list: &Value<'a>, site: Site) -> Result<Truth, Fault> {
    match list {
        Value::Absent => Ok(Truth::Absent),
        Value::List(list) => {
            let mut found = Truth::False;
            for element in list.iter() {
                let same = item.equals(&element).ok_or_else(|| {
                    Fault::new("different-types", site)
                        .with("left", item.type_name())
                        .with("right", element.type_name())
                })?;
                found = found.or(same);
                if found == Truth::True {
                    break;
                }
            }
            // a known element of an empty list is still no element, but an absent one stays absent
            Ok(if item.is_absent() { Truth::Absent } else { found })
        }
        Value::Text(text) => match item {
            Value::Absent => Ok(Truth::Absent),
            Value::Text(part) => Ok(Truth::from(text.as_str().contains(part.as_str()))),
            other => Err(Fault::new("different-types", site).with("left", other.type_name()).with("right", "text")),
        },
        Value::Map(map) => match item {
            Value::Absent => Ok(Truth::Absent),
            Value::Text(key) => Ok(Truth::from(map.get(key.as_str()).is_some())),
            other => Err(Fault::new("different-types", site).with("left", other.type_name()).with("right", "text")),
        },
        other => Err(Fault::new("not-a-list", site).with("found", other.type_name())),
    }
}

/// An element by position (from the end where negative; absent out of range), or a value by key. A key that a map does
/// not have is absent in facts (`lenient`) and a fault in tables.
fn index_into<'a>(base: &Value<'a>, index: &Value<'a>, lenient: bool, site: Site) -> Result<Value<'a>, Fault> {
    match (base, index) {
        (Value::Absent, _) | (_, Value::Absent | Value::Range(_)) => Ok(Value::Absent),
        (Value::List(list), Value::Number(position)) => {
            let Some(position) = position.to_i64() else {
                return Err(Fault::new("index-not-whole", site).with("index", position));
            };
            let from_end = i64::try_from(list.len()).unwrap_or(i64::MAX);
            let position = if position < 0 { position.checked_add(from_end) } else { Some(position) };
            Ok(position.and_then(|at| usize::try_from(at).ok()).and_then(|at| list.get(at)).unwrap_or_default())
        }
        (Value::Map(map), Value::Text(key)) => match map.get(key.as_str()) {
            Some(value) => Ok(value),
            None if lenient => Ok(Value::Absent),
            None => Err(Fault::new("key-not-in-table", site).with("key", key.as_str())),
        },
        (base, index) => {
            Err(Fault::new("not-indexable", site).with("base", base.type_name()).with("index", index.type_name()))
        }
    }
}

fn matches_case<'a>(subject: &Value<'a>, case: &'a Case, site: Site) -> Result<Truth, Fault> {
    match case {
        Case::Value(value) => {
            let value = Value::from_fact(value);
            subject.equals(&value).ok_or_else(|| {
                Fault::new("different-types", site).with("left", subject.type_name()).with("right", value.type_name())
            })
        }
        Case::Range { from, to, inclusive } => {
            let Some((low, high)) = subject.ends() else {
                return Err(Fault::new("not-a-number", site).with("found", subject.type_name()));
            };
            let below_end = |x: &Number| {
                to.as_ref().is_none_or(|to| match x.cmp(to) {
                    Ordering::Less => true,
                    Ordering::Equal => *inclusive,
                    Ordering::Greater => false,
                })
            };
            let above_start = |x: &Number| from.as_ref().is_none_or(|from| x >= from);
            Ok(if above_start(low) && below_end(high) {
                Truth::True
            } else if !above_start(high) || !below_end(low) {
                Truth::False
            } else {
                Truth::Undecided
            })
        }
    }
}
