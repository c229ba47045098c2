//! The evaluator: one walk over the plan, exact where facts are known, with ranges and joins where something is open.

use super::arithmetic;
use super::code::Code;
use super::expr::{Arm, Case, Comparison, Ends, Expr, Function, FunctionId, Local, Over, Scars, ScoreField, Site};
use super::fault::{Fault, Stop};
use super::functions;
use super::probe::Probe;
use super::value::{List, Truth, Value};
use crate::facts::fact::Fact;
use crate::number::Number;
use crate::text::Lang;
use jiff::civil::Date;
use smallvec::SmallVec;
use std::cmp::Ordering;

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

/// Paths of the running function that ended while others went on.
#[derive(Default)]
struct Paths<'a> {
    /// The joined results of those that returned.
    returned: Option<Value<'a>>,
    /// The joined locals of those that left the running loop, or its iteration.
    left: Option<Frame<'a>>,
    continued: Option<Frame<'a>>,
}

/// The locals of a running function.
type Frame<'a> = Vec<Value<'a>>;

/// The arguments of a call. Few functions take more.
pub(super) type Args<'a> = SmallVec<[Value<'a>; 4]>;

/// One evaluation in progress.
pub(crate) struct Machine<'a, P> {
    pub(super) code: &'a Code,
    pub(super) inputs: Inputs<'a>,
    pub(super) probe: P,
    locals: Vec<Value<'a>>,
    base: usize,
    /// Only where something is open: what became of the paths that ended while others went on.
    paths: Option<Box<Paths<'a>>>,
    /// What is returned, on its way to the end of the function.
    result: Value<'a>,
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

    // ---- control ----

    fn call(&mut self, id: FunctionId, args: Args<'a>, site: Site) -> Flow<'a> {
        self.step(site)?;
        if P::VALUES {
            self.probe.calls(id);
        }
        let Some(function) = self.code.function(id) else { return Ok(Value::Absent) };
        let Function { locals, body, .. } = function;
        let caller = (self.base, self.locals.len());
        let outer = self.paths.take();
        self.base = caller.1;
        self.locals.extend(args);
        self.locals.resize_with(self.base + *locals as usize, Value::default);
        let flow = self.eval(body);
        let flow = self.end_of_function(flow, outer);
        self.locals.truncate(caller.1);
        self.base = caller.0;
        flow
    }

    /// What a function gives: its last value, what it returned, and what other paths returned before.
    fn end_of_function(&mut self, flow: Flow<'a>, outer: Option<Box<Paths<'a>>>) -> Flow<'a> {
        let early = std::mem::replace(&mut self.paths, outer).and_then(|paths| paths.returned);
        let last = match flow {
            Ok(value) => Some(value),
            Err(Stop::Return) => Some(std::mem::take(&mut self.result)),
            Err(Stop::Fault(fault)) => return Err(Stop::Fault(fault)),
            Err(Stop::Dead | Stop::Break | Stop::Continue) => None,
        };
        Ok(match (last, early) {
            (Some(value), Some(early)) => early.join(value),
            (Some(value), None) | (None, Some(value)) => value,
            (None, None) => Value::Absent,
        })
    }

    fn scope(&mut self, body: &'a Expr) -> Flow<'a> {
        let outer = self.paths.take();
        let flow = self.eval(body);
        self.end_of_function(flow, outer)
    }

    fn frame(&self) -> Frame<'a> {
        self.locals.get(self.base..).map(<[Value<'a>]>::to_vec).unwrap_or_default()
    }

    fn restore(&mut self, frame: Frame<'a>) {
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
        let mut joined: Option<(Frame<'a>, Value<'a>)> = None;
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
                Err(Stop::Return) => self.add_returned(),
                Err(Stop::Break) => self.add_left(),
                Err(Stop::Continue) => {
                    let other = self.paths().continued.take();
                    let joined = self.join_with_frame(other);
                    self.paths().continued = Some(joined);
                }
                Err(Stop::Dead) => {}
                Err(Stop::Fault(fault)) if is_fatal(&fault) => return Err(Stop::Fault(fault)),
                // a path that would fail leaves nothing known: the row may come to stand at 0
                Err(Stop::Fault(_)) => {
                    self.restore(before);
                    self.paths().returned = Some(Value::Absent);
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
    fn add_returned(&mut self) {
        let value = std::mem::take(&mut self.result);
        let paths = self.paths();
        paths.returned = Some(match paths.returned.take() {
            None => value,
            Some(other) => other.join(value),
        });
    }

    /// One more path that left the running loop while others go on.
    fn add_left(&mut self) {
        let other = self.paths().left.take();
        let joined = self.join_with_frame(other);
        self.paths().left = Some(joined);
    }

    fn paths(&mut self) -> &mut Paths<'a> {
        self.paths.get_or_insert_default()
    }

    fn take_left(&mut self) -> Option<Frame<'a>> {
        self.paths.as_mut().and_then(|paths| paths.left.take())
    }

    fn join_with_frame(&self, other: Option<Frame<'a>>) -> Frame<'a> {
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
            self.result = Value::Absent;
            return Err(Stop::Return);
        }
        if scars.leaves_loop {
            // how often the loop still runs is unknown; the loop itself scars what it assigns
            if let Some(paths) = &mut self.paths {
                (paths.left, paths.continued) = (None, None);
            }
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
                fits = match self.truth(guard, site) {
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
        let outer = self.paths.as_mut().map(|paths| (paths.left.take(), paths.continued.take()));
        let flow = self.iterate(item, counter, &list, body, site);
        if let Some(paths) = &mut self.paths {
            (paths.left, paths.continued) = outer.unwrap_or_default();
        }
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
                    self.add_left();
                    false
                }
                // other paths left the loop, or go on in it
                Err(Stop::Return)
                    if self.paths.as_ref().is_some_and(|paths| paths.left.is_some() || paths.continued.is_some()) =>
                {
                    self.add_returned();
                    false
                }
                Err(stop) => return Err(stop),
            };
            match (alive, self.paths.as_mut().and_then(|paths| paths.continued.take())) {
                (true, Some(other)) => {
                    let frame = self.join_with_frame(Some(other));
                    self.restore(frame);
                }
                (false, Some(frame)) => self.restore(frame),
                (true, None) => {}
                (false, None) => {
                    return match self.take_left() {
                        Some(frame) => {
                            self.restore(frame);
                            Ok(Value::Absent)
                        }
                        None => Err(Stop::Dead),
                    };
                }
            }
        }
        if let Some(left) = self.take_left() {
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

fn join_frames<'a>(one: Frame<'a>, other: Frame<'a>) -> Frame<'a> {
    one.into_iter().zip(other).map(|(a, b)| a.join(b)).collect()
}

/// Two facts of one kind compared; none where it takes more to tell.
pub(super) fn compare_facts(op: Comparison, left: &Fact<'_>, right: &Fact<'_>) -> Option<Truth> {
    let equality = |same: bool| match op {
        Comparison::Equal => Some(Truth::from(same)),
        Comparison::NotEqual => Some(Truth::from(!same)),
        _ => None,
    };
    match (left, right) {
        (Fact::Number(left), Fact::Number(right)) => Some(Truth::from(holds(op, left.cmp(right)))),
        (Fact::Text(left), Fact::Text(right)) => equality(left == right),
        (Fact::Bool(left), Fact::Bool(right)) => equality(left == right),
        (Fact::Date(left), Fact::Date(right)) => Some(Truth::from(holds(op, left.cmp(right)))),
        (Fact::Absent, _) | (_, Fact::Absent) => Some(Truth::Absent),
        _ => None,
    }
}

pub(super) fn holds(op: Comparison, ordering: Ordering) -> bool {
    match op {
        Comparison::Equal => ordering.is_eq(),
        Comparison::NotEqual => ordering.is_ne(),
        Comparison::Less => ordering.is_lt(),
        Comparison::LessOrEqual => ordering.is_le(),
        Comparison::Greater => ordering.is_gt(),
        Comparison::GreaterOrEqual => ordering.is_ge(),
    }
}

pub(super) fn compare<'a>(op: Comparison, left: &Value<'a>, right: &Value<'a>, site: Site) -> Result<Truth, Fault> {
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
pub(super) fn index_into<'a>(
    base: &Value<'a>,
    index: &Value<'a>,
    lenient: bool,
    site: Site,
) -> Result<Value<'a>, Fault> {
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

pub(super) fn matches_case<'a>(subject: &Value<'a>, case: &'a Case, site: Site) -> Result<Truth, Fault> {
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
