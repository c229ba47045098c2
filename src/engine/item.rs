//! The assessment of one subject: the enterprise, or one item of the subject's list.

use super::finding::{Finding, Hearing};
use super::load::{Loaded, Span};
use super::profile::Profile;
use super::scores::{ChildScores, TreeScores};
use super::tell::Teller;
use super::watch::Seat;
use crate::assess::assessment::Assessment;
use crate::assess::composite::{ChildResult, Outcome};
use crate::assess::decide::{ChildScore, Deciders, Decision, PredicateId, ScriptValue};
use crate::assess::document::Writer;
use crate::assess::evaluate::evaluate;
use crate::assess::outcome::{RowOutcome, State};
use crate::assess::scores::Scores;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::number::Number;
use crate::plan::value::{self, Truth, Value};
use std::collections::BTreeMap;

/// A row's finding, with the points that it counts for.
pub(super) type RowFinding<'a> = Finding<'a, Option<value::Outcome>>;

/// Evaluates one subject and writes its assessment; `blank` names the rulebook, the dates and the subject.
pub(super) fn assess<'a>(
    loaded: &Loaded,
    span: &Span,
    profile: &Profile<'a>,
    mut hearing: Hearing<'a>,
    children: &[(usize, ChildResult)],
    blank: Assessment,
) -> Result<(Assessment, Outcome), Error> {
    let tree = &span.tree;
    let mut findings: Vec<Option<RowFinding<'a>>> = Vec::with_capacity(tree.rows.len());
    let mut outcomes = Vec::with_capacity(tree.rows.len());
    for (place, (row, judge)) in tree.rows.iter().zip(&span.judges.rows).enumerate() {
        let finding = judge.map(|judge| hearing.row(judge, Seat::Row(place), &row.points));
        outcomes.push(outcome(finding.as_ref(), &row.points));
        findings.push(finding);
    }
    let mut bench = Bench { hearing, span, predicates: BTreeMap::new(), faults: Vec::new() };
    let evaluation = evaluate(tree, outcomes, children, &mut bench)?;
    if let Some((watch, scene)) = bench.hearing.watch {
        watch.evaluated(&scene, &evaluation);
    }
    let mut assessment = blank;
    Writer { manifest: &loaded.manifest, tree }.write(&evaluation, &mut assessment)?;
    let Bench { predicates, faults, .. } = bench;
    let teller = Teller { loaded, span, profile };
    teller.rows(&findings, &mut assessment)?;
    teller.predicates(&predicates, &mut assessment);
    for (about, fault) in faults {
        teller.warn(&fault, Some(about), &mut assessment);
    }
    let outcome = evaluation.outcome(tree)?;
    Ok((assessment, outcome))
}

/// What a row's finding counts for.
fn outcome(finding: Option<&RowFinding<'_>>, points: &Number) -> RowOutcome {
    match finding.map(|finding| &finding.result) {
        None | Some(Ok(None)) => RowOutcome::without_value(State::Unanswered),
        Some(Err(_)) => RowOutcome::without_value(State::Faulty),
        Some(Ok(Some(value::Outcome::NotApplicable { .. }))) => RowOutcome::without_value(State::NotApplicable),
        Some(Ok(Some(value::Outcome::Points { low, high, .. }))) => {
            if low == high {
                RowOutcome::answered(low.clone())
            } else if low.is_zero() && high == points {
                RowOutcome::without_value(State::Unanswered)
            } else {
                RowOutcome::partly(low.clone(), high.clone())
            }
        }
    }
}

/// A predicate's finding, apart from its result: facts by record and slot.
pub(super) type PredicateFacts<'a> = (Truth, Finding<'a, ()>);

/// Answers what the scoring asks of scripts, and keeps account.
struct Bench<'a, 's> {
    hearing: Hearing<'a>,
    span: &'s Span,
    /// The last finding of each predicate.
    predicates: BTreeMap<PredicateId, PredicateFacts<'a>>,
    faults: Vec<(String, Diagnostic)>,
}

impl Bench<'_, '_> {
    fn fault(&mut self, about: String, fault: Diagnostic) {
        if !self.faults.iter().any(|(known, other)| *known == about && *other == fault) {
            self.faults.push((about, fault));
        }
    }

    fn about(&self, id: PredicateId) -> String {
        match id {
            PredicateId::Gate(place) => self.span.tree.gates.get(place).map(|gate| gate.id.clone()),
            PredicateId::Level { level, .. } => {
                let levels = self.span.tree.lists.iter().flat_map(|list| &list.levels);
                levels.into_iter().find(|known| known.index == level).map(|level| level.id.clone())
            }
        }
        .unwrap_or_default()
    }
}

impl Deciders for Bench<'_, '_> {
    fn predicate(&mut self, id: PredicateId, scores: &Scores) -> Decision {
        let Some(judge) = self.span.judges.predicates.get(&id).copied() else { return Decision::Faulty };
        // facts are explained by a run of their own, since those of a run with scores live only as long as these
        let seat = Seat::Predicate(id);
        let reads = self.hearing.unwatched().decide(judge, seat);
        let scores = TreeScores(*scores);
        let (result, steps) = {
            let mut with_scores = self.hearing.with_scores(&scores);
            let finding = with_scores.decide(judge, seat);
            (finding.result, with_scores.steps)
        };
        self.hearing.steps = steps;
        let (decision, truth) = match result {
            Ok(Truth::True) => (Decision::True, Truth::True),
            Ok(Truth::False) => (Decision::False, Truth::False),
            Ok(open @ (Truth::Undecided | Truth::Absent)) => (Decision::Undecided, open),
            Err(fault) => {
                self.fault(self.about(id), fault);
                (Decision::Faulty, Truth::Undecided)
            }
        };
        let Finding { facts, bands, warnings, .. } = reads;
        self.predicates.insert(id, (truth, Finding { result: Ok(()), facts, bands, warnings }));
        decision
    }

    fn script_value(&mut self, node: usize, children: &[ChildScore]) -> ScriptValue {
        let Some(judge) = self.span.judges.script_groups.get(&node).copied() else { return ScriptValue::Faulty };
        let scores = ChildScores(children);
        let (result, steps) = {
            let mut with_scores = self.hearing.with_scores(&scores);
            let finding = with_scores.value(judge, Seat::Group(node));
            let result = finding.result.map(|value| match value {
                Value::Number(number) => Some(number),
                _ => None,
            });
            (result, with_scores.steps)
        };
        self.hearing.steps = steps;
        match result {
            Ok(Some(number)) => ScriptValue::Value(number),
            Ok(None) => ScriptValue::Absent,
            Err(fault) => {
                let about = self.span.tree.nodes.get(node).map(|node| node.id.clone()).unwrap_or_default();
                self.fault(about, fault);
                ScriptValue::Faulty
            }
        }
    }
}
