//! What one function of a rulebook finds in a profile: its value, and the account of how it came about.

use crate::diagnostic::Diagnostic;
use crate::facts::fact::Fact;
use crate::number::Number;
use crate::plan::code::Code;
use crate::plan::eval::{Inputs, Machine, Scores};
use crate::plan::expr::FunctionId;
use crate::plan::fault::Fault;
use crate::plan::trace::{BandMatch, ReadFact, Trace};
use crate::plan::value::{Outcome, Truth, Value};

/// A compiled function with the arguments that its entry in the table gives it.
#[derive(Clone, Copy, Debug)]
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
    pub fn row(&mut self, judge: Judge, points: &Number) -> Finding<'a, Option<Outcome>> {
        self.run(judge, |machine, value| {
            let site = machine.site(judge.function);
            machine.row_outcome(value, points, site)
        })
    }

    /// Runs a predicate.
    pub fn decide(&mut self, judge: Judge) -> Finding<'a, Truth> {
        self.run(judge, |machine, value| {
            let site = machine.site(judge.function);
            value.truth().ok_or_else(|| Fault::new("not-a-boolean", site).with("found", value.type_name()))
        })
    }

    /// Runs any function for its value.
    pub fn value(&mut self, judge: Judge) -> Finding<'a, Value<'a>> {
        self.run(judge, |_, value| Ok(value))
    }

    /// The same hearing with scores to read; steps taken there must be counted here by whoever asked for it.
    pub fn with_scores<'b>(&'b self, scores: &'b dyn Scores) -> Hearing<'b> {
        let Inputs { facts, as_of, rules_on, .. } = self.inputs;
        let inputs = Inputs { facts, as_of, rules_on, scores: Some(scores) };
        Hearing { code: self.code, inputs, item: self.item.clone(), steps: self.steps }
    }

    fn run<T>(
        &mut self,
        judge: Judge,
        read: impl FnOnce(&mut Machine<'a, Trace<'a>>, Value<'a>) -> Result<T, Fault>,
    ) -> Finding<'a, T> {
        let mut machine = Machine::new(self.code, self.inputs, Trace::default(), self.steps);
        let mut args = vec![Value::Object];
        if judge.per_item {
            args.extend(self.item.clone());
        }
        let value = machine.run(judge.function, &args).map_err(|fault| *fault);
        let result = value.and_then(|value| read(&mut machine, value));
        self.steps = machine.steps();
        let Trace { facts, bands, failed_texts, .. } = machine.into_probe();
        let files = &self.code.files;
        let failed = failed_texts.iter().map(|site| Fault::new("reason-failed", *site).warning(files));
        Finding { result: result.map_err(|fault| fault.warning(files)), facts, bands, warnings: failed.collect() }
    }
}
