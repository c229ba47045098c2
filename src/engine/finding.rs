//! What one function of a rulebook finds in a profile: its value, and the account of how it came about.

use super::watch::{Scene, Seat, Watch, Watched};
use crate::diagnostic::Diagnostic;
use crate::facts::fact::Fact;
use crate::number::Number;
use crate::plan::code::Code;
use crate::plan::eval::{Inputs, Machine, Scores};
use crate::plan::expr::{FunctionId, Site};
use crate::plan::fault::Fault;
use crate::plan::outcome::row_outcome;
use crate::plan::plain::{Earned, Plain};
use crate::plan::probe::{Probe, Silent};
use crate::plan::trace::{BandMatch, ReadFact, Trace};
use crate::plan::value::{Outcome, Truth, Value};
use smallvec::SmallVec;

/// A compiled function with the arguments that its entry in the table gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Judge {
    pub function: FunctionId,
    /// Whether it takes the subject's item after the profile.
    pub per_item: bool,
}

/// The evaluation of one subject: the inputs, and the steps that are left for it.
#[derive(Clone)]
pub(crate) struct Hearing<'a> {
    pub code: &'a Code,
    pub inputs: Inputs<'a>,
    pub item: Option<Value<'a>>,
    pub steps: u64,
    /// Who looks on, and what at.
    pub watch: Option<(&'a dyn Watch, Scene<'a>)>,
}

/// What a function gave, with everything that explains it.
#[derive(Debug)]
pub(crate) struct Finding<'a, T> {
    pub result: Result<T, Diagnostic>,
    pub facts: Vec<ReadFact<'a>>,
    pub bands: Vec<BandMatch>,
    /// Texts that could not be made.
    pub warnings: Vec<Diagnostic>,
}

impl<'a, T> Finding<'a, T> {
    /// The facts that were needed and not given.
    pub fn missing(&self) -> impl Iterator<Item = &ReadFact<'a>> {
        self.facts.iter().filter(|read| !read.assumed && *read.fact == Fact::Absent)
    }

    /// The facts that were not given and for which a default stood in.
    pub fn assumed(&self) -> impl Iterator<Item = &ReadFact<'a>> {
        self.facts.iter().filter(|read| read.assumed && *read.fact == Fact::Absent)
    }
}

impl<'a> Hearing<'a> {
    /// Runs a row's function, worth at most `points`; no outcome is unanswered.
    pub fn row(&mut self, judge: Judge, seat: Seat, points: &Number) -> Finding<'a, Option<Outcome>> {
        self.run(judge, seat, &|value, site| row_outcome(value, points, site))
    }

    /// Runs any function for its value, and tells of it.
    pub fn value(&mut self, judge: Judge, seat: Seat) -> Finding<'a, Value<'a>> {
        self.run(judge, seat, &|value, _| Ok(value))
    }

    /// The facts that a predicate reads.
    pub fn facts(&self, judge: Judge) -> Finding<'a, ()> {
        let mut unwatched = Hearing { watch: None, ..self.clone() };
        let Finding { facts, bands, warnings, .. } = unwatched.value(judge, Seat::Applies);
        Finding { result: Ok(()), facts, bands, warnings }
    }

    /// What a predicate decides.
    pub fn decide(&mut self, judge: Judge, seat: Seat) -> Result<Truth, Box<Diagnostic>> {
        let value = self.give(judge, seat)?;
        value.truth().ok_or_else(|| {
            let site = self.code.function(judge.function).map(|function| function.site).unwrap_or_default();
            Box::new(Fault::new("not-a-boolean", site).with("found", value.type_name()).warning(&self.code.files))
        })
    }

    /// The value of any function, of which nothing is told but to those who look on.
    pub fn give(&mut self, judge: Judge, seat: Seat) -> Result<Value<'a>, Box<Diagnostic>> {
        if self.watch.is_some() {
            return self.value(judge, seat).result.map_err(Box::new);
        }
        let mut quiet = self.quiet();
        let value = quiet.value(judge);
        self.steps = quiet.steps();
        value.map_err(|fault| Box::new(fault.warning(&self.code.files)))
    }

    /// Runs functions of which nothing is told, one after another.
    pub fn quiet(&self) -> Quiet<'a> {
        Quiet {
            plain: Plain::new(self.code, self.inputs),
            machine: Machine::new(self.code, self.inputs, Silent, self.steps),
            args: std::iter::once(Value::Object).chain(self.item.clone()).collect(),
        }
    }

    /// The same hearing with scores to read; steps taken there must be counted here by whoever asked for it.
    pub fn with_scores<'b>(&'b self, scores: &'b dyn Scores) -> Hearing<'b> {
        let Inputs { facts, as_of, rules_on, .. } = self.inputs;
        let inputs = Inputs { facts, as_of, rules_on, scores: Some(scores) };
        Hearing { code: self.code, inputs, item: self.item.clone(), steps: self.steps, watch: self.watch }
    }

    fn run<T>(&mut self, judge: Judge, seat: Seat, read: Read<'_, 'a, T>) -> Finding<'a, T> {
        let (result, trace) = match self.watch {
            None => self.run_with(judge, Trace::default(), read),
            Some((watch, scene)) => {
                watch.begin(&scene, seat);
                let (result, probe) = self.run_with(judge, Watched::new(watch, scene), read);
                (result, probe.into_trace())
            }
        };
        let Trace { facts, bands, failed_texts, .. } = trace;
        let files = &self.code.files;
        let failed = failed_texts.iter().map(|site| Fault::new("reason-failed", *site).warning(files));
        Finding { result: result.map_err(|fault| fault.warning(files)), facts, bands, warnings: failed.collect() }
    }

    fn run_with<T, P: Probe<'a>>(&mut self, judge: Judge, probe: P, read: Read<'_, 'a, T>) -> (Result<T, Fault>, P) {
        let mut machine = Machine::new(self.code, self.inputs, probe, self.steps);
        let mut args = vec![Value::Object];
        if judge.per_item {
            args.extend(self.item.clone());
        }
        let value = machine.run(judge.function, &args).map_err(|fault| *fault);
        let site = machine.site(judge.function);
        self.steps = machine.steps();
        (value.and_then(|value| read(value, site)), machine.into_probe())
    }
}

/// Runs functions for what they give, and nothing else.
pub(crate) struct Quiet<'a> {
    /// Comes first; where it gives nothing, the machine decides.
    plain: Plain<'a>,
    machine: Machine<'a, Silent>,
    args: SmallVec<[Value<'a>; 2]>,
}

impl<'a> Quiet<'a> {
    /// What a row's function gives where all that it reads is known, worth at most `points`.
    pub fn earned(&mut self, judge: Judge, points: &Number) -> Option<Earned> {
        let args = taken(&self.args, judge);
        let (earned, steps) = self.plain.row(judge.function, args, points, self.machine.steps())?;
        self.machine.set_steps(steps);
        Some(earned)
    }

    /// What a row's function gives, worth at most `points`; no outcome is unanswered.
    pub fn row(&mut self, judge: Judge, points: &Number) -> Result<Option<Outcome>, Box<Fault>> {
        let value = self.machine.run(judge.function, taken(&self.args, judge))?;
        Ok(row_outcome(value, points, self.machine.site(judge.function))?)
    }

    pub fn value(&mut self, judge: Judge) -> Result<Value<'a>, Box<Fault>> {
        let args = taken(&self.args, judge);
        match self.plain.any(judge.function, args, self.machine.steps()) {
            Some((value, steps)) => {
                self.machine.set_steps(steps);
                Ok(value)
            }
            None => self.machine.run(judge.function, args),
        }
    }

    /// Steps that are left.
    pub fn steps(&self) -> u64 {
        self.machine.steps()
    }
}

/// Of the profile and the item, what a function takes.
fn taken<'v, 'a>(args: &'v [Value<'a>], judge: Judge) -> &'v [Value<'a>] {
    args.get(..if judge.per_item { 2 } else { 1 }).unwrap_or(args)
}

/// What is made of a function's value; the site is the function's.
type Read<'r, 'a, T> = &'r dyn Fn(Value<'a>, Site) -> Result<T, Fault>;
