//! What one function of a rulebook finds in a profile: its value, and the account of how it came about.

use crate::diagnostic::Diagnostic;
use crate::facts::names::Names;
use crate::number::Number;
use crate::plan::code::Code;
use crate::plan::eval::{Inputs, Machine};
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
pub(crate) struct Hearing<'a> {
    pub code: &'a Code,
    pub inputs: Inputs<'a>,
    pub names: &'a Names<'a>,
    pub item: Option<Value<'a>>,
    pub steps: u64,
}

/// A row's outcome with everything that explains it.
#[derive(Debug)]
pub(crate) struct Finding<'a> {
    /// None: unanswered, or faulty where there is a fault.
    pub outcome: Option<Outcome>,
    pub fault: Option<Diagnostic>,
    pub facts: Vec<ReadFact<'a>>,
    pub bands: Vec<BandMatch>,
    /// The paths of facts that were needed and not given.
    pub missing: Vec<String>,
    /// The paths of facts that were not given and for which a default stood in.
    pub assumed: Vec<String>,
    /// Texts that could not be made.
    pub warnings: Vec<Diagnostic>,
}

/// What a predicate says, and the facts that it lacked if it says nothing.
#[derive(Debug)]
pub(crate) struct Decision {
    pub truth: Truth,
    pub missing: Vec<String>,
    pub assumed: Vec<String>,
    pub fault: Option<Diagnostic>,
}

impl<'a> Hearing<'a> {
    /// Runs a row's function on the profile, worth at most `points`.
    pub fn row(&mut self, judge: Judge, points: &Number) -> Finding<'a> {
        let (result, trace) = self.run(judge, |machine, value| {
            let site = machine.site(judge.function);
            machine.row_outcome(value, points, site)
        });
        let (outcome, fault) = match result {
            Ok(outcome) => (outcome, None),
            Err(fault) => (None, Some(fault.warning(&self.code.files))),
        };
        let open = match &outcome {
            None => true,
            Some(Outcome::Points { low, high, .. }) => low != high,
            Some(Outcome::NotApplicable { .. }) => false,
        };
        let missing = if open { self.paths(trace.missing()) } else { Vec::new() };
        let assumed = self.paths(trace.assumed());
        let warnings = trace
            .failed_texts
            .iter()
            .map(|site| Fault::new("reason-failed", *site).warning(&self.code.files))
            .collect();
        Finding { outcome, fault, facts: trace.facts, bands: trace.bands, missing, assumed, warnings }
    }

    /// Runs a predicate.
    pub fn decide(&mut self, judge: Judge) -> Decision {
        let (result, trace) = self.run(judge, |machine, value| {
            let site = machine.site(judge.function);
            value.truth().ok_or_else(|| Fault::new("not-a-boolean", site).with("found", value.type_name()))
        });
        let (truth, fault) = match result {
            Ok(truth) => (truth, None),
            Err(fault) => (Truth::Undecided, Some(fault.warning(&self.code.files))),
        };
        let open = matches!(truth, Truth::Undecided | Truth::Absent);
        let missing = if open { self.paths(trace.missing()) } else { Vec::new() };
        Decision { truth, missing, assumed: self.paths(trace.assumed()), fault }
    }

    /// Runs any function for its value.
    pub fn value(&mut self, judge: Judge) -> Result<Value<'a>, Diagnostic> {
        self.run(judge, |_, value| Ok(value)).0.map_err(|fault| fault.warning(&self.code.files))
    }

    fn run<T>(
        &mut self,
        judge: Judge,
        read: impl FnOnce(&mut Machine<'a, Trace<'a>>, Value<'a>) -> Result<T, Fault>,
    ) -> (Result<T, Fault>, Trace<'a>) {
        let mut machine = Machine::new(self.code, self.inputs, Trace::default(), self.steps);
        let mut args = vec![Value::Object];
        if judge.per_item {
            args.extend(self.item.clone());
        }
        let value = machine.run(judge.function, &args).map_err(|fault| *fault);
        let result = value.and_then(|value| read(&mut machine, value));
        self.steps = machine.steps();
        (result, machine.into_probe())
    }

    fn paths<'r>(&self, reads: impl Iterator<Item = &'r ReadFact<'a>>) -> Vec<String>
    where
        'a: 'r,
    {
        let mut paths: Vec<String> = Vec::new();
        for read in reads {
            let path = self.names.path(read.record, read.slot);
            if !paths.contains(&path) {
                paths.push(path);
            }
        }
        paths
    }
}
