//! Looks on while a profile is assessed, and keeps what explanations tell.

use super::note::{Element, ListSeen};
use super::run::{Named, Run, Visit};
use super::steps::{Steps, steps};
use super::value::Value;
use crate::assess::assessment::FactRead;
use crate::assess::evaluate::Evaluation;
use crate::engine::watch::{self, Scene, Seat, Watch};
use crate::plan::expr::{Arithmetic, Comparison, Expr, FunctionId, ScoreField, Site};
use crate::plan::value::{self, Truth};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// A rulebook by its id, and the item of its subject.
pub(super) type Subject = (String, Option<usize>);

/// Everything that was seen.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub runs: BTreeMap<(Subject, Seat), Run>,
    pub steps: BTreeMap<Subject, Steps>,
}

#[derive(Debug, Default)]
pub(super) struct Observer(RefCell<State>);

#[derive(Debug, Default)]
struct State {
    seen: Seen,
    /// What is running now.
    key: Option<(Subject, Seat)>,
    run: Run,
    /// The functions that are running, outermost first.
    calls: Vec<FunctionId>,
    visits: Vec<Visit>,
    /// The fact whose expression comes next.
    fact: Option<FactRead>,
    /// The last value of each expression, by its address; only looked up.
    values: BTreeMap<usize, Value>,
    /// The value seen last.
    last: Option<Value>,
}

impl Observer {
    /// Everything that was seen.
    pub fn finish(self) -> Seen {
        let mut state = self.0.into_inner();
        state.file_away();
        state.seen
    }
}

impl Watch for Observer {
    fn begin(&self, scene: &Scene<'_>, seat: Seat) {
        let mut state = self.0.borrow_mut();
        state.file_away();
        state.key = Some(((scene.loaded.manifest.id.value.clone(), scene.item), seat));
    }

    fn seen(&self, expr: &Expr, value: &value::Value<'_>, way: watch::Way) {
        if way != watch::Way::Text {
            self.0.borrow_mut().seen(expr, Value::of(value));
        }
    }

    fn step<'s>(&self, scene: &Scene<'s>, step: watch::Step<'_, 's>) {
        let mut state = self.0.borrow_mut();
        match step {
            watch::Step::Fact(read) => state.fact = scene.profile.fact(&read),
            watch::Step::Decided(site, truth) => {
                state.run.decide(site, truth);
                let result = match truth {
                    Truth::True => Value::Bool(true),
                    Truth::False => Value::Bool(false),
                    Truth::Undecided => Value::Undecided,
                    Truth::Absent => Value::Absent,
                };
                state.note(site, Named::Condition, Vec::new(), &result);
            }
            watch::Step::Enters(site, part) => {
                state.run.entered.entry(super::run::at(site)).or_default().insert(part);
            }
            watch::Step::Element(site, position, element) => {
                let (path, value) = match element {
                    value::Value::Record(record) => (Some(scene.profile.names.element(record)), None),
                    other => (None, Some(Value::of(other))),
                };
                state.element(site, Element { position, path, value, facts: Vec::new(), result: Value::Absent });
            }
            watch::Step::Gave(value) => state.run.result = Some(Value::of(value)),
            watch::Step::Calls(function) => {
                state.calls.push(function);
                if !state.run.functions.contains(&function) {
                    state.run.functions.push(function);
                }
            }
        }
    }

    fn evaluated(&self, scene: &Scene<'_>, evaluation: &Evaluation) {
        let subject = (scene.loaded.manifest.id.value.clone(), scene.item);
        self.0.borrow_mut().seen.steps.insert(subject, steps(&scene.span.tree, evaluation));
    }
}

impl State {
    /// Keeps the first run of each entry: a rule of a level is asked again for what is still possible.
    fn file_away(&mut self) {
        let run = std::mem::take(&mut self.run);
        if let Some(key) = self.key.take() {
            self.seen.runs.entry(key).or_insert(run);
        }
        self.calls.clear();
        self.visits.clear();
        self.values.clear();
        self.fact = None;
        self.last = None;
    }

    /// Whether a closure itself runs, and not a function that it called.
    fn in_closure(&self) -> bool {
        self.visits.last().is_some_and(|visit| visit.depth == self.calls.len())
    }

    fn element(&mut self, site: Site, element: Element) {
        let last = self.last.take();
        // what a closure inside was at when it failed is over
        let depth = self.calls.len();
        if let Some(place) = self.visits.iter().rposition(|visit| visit.site == site && visit.depth <= depth) {
            self.visits.truncate(if element.position == 0 { place } else { place + 1 });
        }
        match self.visits.last_mut().filter(|visit| visit.site == site) {
            Some(visit) => {
                if let (Some(before), Some(last)) = (visit.elements.last_mut(), last) {
                    before.result = last;
                }
                self.calls.truncate(visit.depth);
                visit.elements.push(element);
            }
            None => self.visits.push(Visit { site, depth: self.calls.len(), elements: vec![element] }),
        }
    }

    fn seen(&mut self, expr: &Expr, value: Value) {
        match expr {
            Expr::Fact(_, site) | Expr::Field { site, .. } => self.fact(*site),
            Expr::Call { function, args, site } => {
                while self.calls.pop().is_some_and(|running| running != *function) {}
                let depth = self.calls.len();
                self.visits.retain(|visit| visit.depth <= depth);
                if value != Value::Object {
                    self.note(*site, Named::Function, args.iter().collect(), &value);
                }
            }
            Expr::Each { list, site, .. } => self.list(list, *site, &value),
            _ => self.plain(expr, &value),
        }
        self.values.insert(address(expr), value.clone());
        self.last = Some(value);
    }

    fn plain(&mut self, expr: &Expr, value: &Value) {
        match expr {
            Expr::Set { value: from, site, .. } => {
                let set = self.value_of(from);
                // an object is a name for what is read of it
                if set != Value::Object {
                    self.note(*site, Named::Local(site_of(from)), Vec::new(), &set);
                }
            }
            Expr::Compare { op, left, right, site } => {
                self.note(*site, Named::Operation(comparison(*op)), vec![left, right], value);
            }
            Expr::Arithmetic { op, left, right, site } => {
                self.note(*site, Named::Operation(arithmetic(*op)), vec![left, right], value);
            }
            Expr::In { item, list, negated, site } => {
                let sign = if *negated { "!in" } else { "in" };
                self.note(*site, Named::Operation(sign), vec![item, list], value);
            }
            Expr::Band { value: from, site, .. } => self.note(*site, Named::Band, vec![from], value),
            Expr::Builtin { args, site, .. } => self.note(*site, Named::Function, args.iter().collect(), value),
            Expr::Extreme { list, site, .. } => self.note(*site, Named::Function, vec![list], value),
            Expr::Index { index, site, .. } => self.note(*site, Named::Lookup, vec![index], value),
            Expr::Outcome { value: from, site, .. } => {
                self.note(*site, Named::Outcome, from.iter().map(|from| &**from).collect(), value);
            }
            Expr::Open { value: from, site, .. } if self.value_of(from) == Value::Absent => {
                self.note(*site, Named::Open, Vec::new(), value);
            }
            Expr::Coalesce(values) => {
                let first = values.first().filter(|first| self.value_of(first) == Value::Absent);
                if let Some(site) = first.and_then(site_of) {
                    self.note(site, Named::Default, Vec::new(), value);
                }
            }
            Expr::Score { node, field, site } => {
                self.note(*site, Named::Score(node.to_string(), property(*field)), Vec::new(), value);
            }
            _ => {}
        }
    }

    fn note(&mut self, site: Site, named: Named, operands: Vec<&Expr>, result: &Value) {
        if !self.in_closure() {
            let operands = operands.into_iter().map(|operand| self.value_of(operand)).collect();
            self.run.value(site, named, operands, result.clone());
        }
    }

    fn fact(&mut self, site: Site) {
        let Some(read) = self.fact.take() else { return };
        if !self.in_closure() {
            self.run.fact(site, read.clone());
        }
        if let Some(element) = self.visits.last_mut().and_then(|visit| visit.elements.last_mut())
            && !element.facts.contains(&read)
        {
            element.facts.push(read);
        }
    }

    /// A function over a list has come to its value.
    fn list(&mut self, list: &Expr, site: Site, result: &Value) {
        let count = match self.value_of(list) {
            Value::List(items) => Some(items.len()),
            Value::Items(count) => Some(count),
            _ => None,
        };
        let mut elements = Vec::new();
        if let Some(place) = self.visits.iter().rposition(|visit| visit.site == site) {
            self.visits.truncate(place + 1);
            elements = self.visits.pop().map(|visit| visit.elements).unwrap_or_default();
            if let (Some(element), Some(last)) = (elements.last_mut(), self.last.take()) {
                element.result = last;
            }
        }
        let list = ListSeen { count, elements, result: result.clone() };
        if self.in_closure() {
            // a list within an element: what was read there belongs to the element
            let inner = list.elements.into_iter().flat_map(|element| element.facts);
            if let Some(element) = self.visits.last_mut().and_then(|visit| visit.elements.last_mut()) {
                for read in inner {
                    if !element.facts.contains(&read) {
                        element.facts.push(read);
                    }
                }
            }
        } else {
            self.run.list(site, list);
        }
    }

    fn value_of(&self, expr: &Expr) -> Value {
        self.values.get(&address(expr)).cloned().unwrap_or(Value::Absent)
    }
}

fn address(expr: &Expr) -> usize {
    std::ptr::from_ref(expr).addr()
}

fn site_of(expr: &Expr) -> Option<Site> {
    match expr {
        Expr::Fact(_, site) | Expr::Field { site, .. } | Expr::Call { site, .. } | Expr::Each { site, .. } => {
            Some(*site)
        }
        Expr::Index { site, .. } | Expr::Builtin { site, .. } | Expr::Extreme { site, .. } => Some(*site),
        Expr::Compare { site, .. } | Expr::Arithmetic { site, .. } | Expr::Band { site, .. } => Some(*site),
        Expr::In { site, .. } | Expr::Score { site, .. } => Some(*site),
        _ => None,
    }
}

fn comparison(op: Comparison) -> &'static str {
    match op {
        Comparison::Equal => "=",
        Comparison::NotEqual => "≠",
        Comparison::Less => "<",
        Comparison::LessOrEqual => "≤",
        Comparison::Greater => ">",
        Comparison::GreaterOrEqual => "≥",
    }
}

fn arithmetic(op: Arithmetic) -> &'static str {
    match op {
        Arithmetic::Add => "+",
        Arithmetic::Subtract => "−",
        Arithmetic::Multiply => "×",
        Arithmetic::Divide => "÷",
        Arithmetic::Remainder => "%",
        Arithmetic::Power => "^",
    }
}

fn property(field: ScoreField) -> &'static str {
    match field {
        ScoreField::Value => "value",
        ScoreField::Max => "max",
        ScoreField::Percent => "percent",
        ScoreField::Status => "status",
        ScoreField::Applicable => "applicable",
        ScoreField::Level => "level",
    }
}
