//! The scores of one subject: the enterprise, or one item of the subject's list.

use super::finding::{Finding, Hearing};
use super::load::{Loaded, Span};
use super::profile::Profile;
use super::scores::{ChildScores, TreeScores, decision, group_value};
use super::tell::Teller;
use super::watch::Seat;
use crate::assess::assessment::Assessment;
use crate::assess::composite::ChildResult;
use crate::assess::decide::{ChildScore, Deciders, Decision, PredicateId, ScriptValue};
use crate::assess::document::Writer;
use crate::assess::evaluate::{Evaluation, evaluate};
use crate::assess::outcome::{RowOutcome, State};
use crate::assess::scores::Scores;
use crate::diagnostic::Diagnostic;
use crate::error::Error;
use crate::number::Number;
use crate::plan::plain::Earned;
use crate::plan::value::{self, Truth};
use std::collections::BTreeMap;

/// A row's finding, with the points that it counts for.
pub(super) type RowFinding<'a> = Finding<'a, Option<value::Outcome>>;

/// What is scored, and under what.
pub(super) struct Subject<'s, 'a> {
    pub loaded: &'s Loaded,
    pub span: &'s Span,
    /// Tells of the profile where an assessment is written.
    pub profile: Option<&'s Profile<'a>>,
}

/// Scores one subject, and writes its assessment into one that names the rulebook, the dates and the subject.
pub(super) fn score<'a>(
    subject: Subject<'_, 'a>,
    mut hearing: Hearing<'a>,
    children: &[(usize, ChildResult)],
    into: Option<&mut Assessment>,
) -> Result<Evaluation, Error> {
    let Subject { loaded, span, profile } = subject;
    let tree = &span.tree;
    let mut findings: Vec<Option<RowFinding<'a>>> = Vec::new();
    let mut outcomes = Vec::with_capacity(tree.rows.len());
    let rows = tree.rows.iter().zip(&span.judges.rows);
    if profile.is_some() {
        for (place, (row, judge)) in rows.enumerate() {
            let finding = judge.map(|judge| hearing.row(judge, Seat::Row(place), &row.points));
            outcomes.push(outcome(finding.as_ref().map(|finding| finding.result.as_ref()), &row.points));
            findings.push(finding);
        }
    } else {
        let mut quiet = hearing.quiet();
        for (row, judge) in rows {
            outcomes.push(match judge.map(|judge| (judge, quiet.earned(judge, &row.points))) {
                Some((_, Some(Earned::Points(points)))) => RowOutcome::answered(points),
                Some((_, Some(Earned::NotApplicable))) => RowOutcome::without_value(State::NotApplicable),
                Some((judge, None)) => outcome(Some(quiet.row(judge, &row.points).as_ref()), &row.points),
                None => outcome::<Diagnostic>(None, &row.points),
            });
        }
        hearing.steps = quiet.steps();
    }
    let facts_wanted = profile.is_some();
    let mut bench = Bench { hearing, span, facts_wanted, predicates: BTreeMap::new(), faults: Vec::new() };
    let evaluation = evaluate(tree, outcomes, children, &mut bench)?;
    if let Some((watch, scene)) = bench.hearing.watch {
        watch.evaluated(&scene, &evaluation);
    }
    if let (Some(profile), Some(assessment)) = (profile, into) {
        Writer { manifest: &loaded.manifest, tree }.write(&evaluation, assessment)?;
        let Bench { predicates, faults, .. } = bench;
        let teller = Teller { loaded, span, profile };
        teller.rows(&findings, assessment)?;
        teller.predicates(&predicates, assessment);
        for (about, fault) in faults {
            teller.warn(&fault, Some(about), assessment);
        }
    }
    Ok(evaluation)
}

/// What a row counts for, by what its function gave, if it has one.
fn outcome<E>(given: Option<Result<&Option<value::Outcome>, E>>, points: &Number) -> RowOutcome {
    match given {
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
    /// Whether the facts that predicates read are wanted.
    facts_wanted: bool,
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
        let scores = TreeScores(*scores);
        let (result, steps) = {
            let mut with_scores = self.hearing.with_scores(&scores);
            (with_scores.decide(judge, Seat::Predicate(id)), with_scores.steps)
        };
        self.hearing.steps = steps;
        let (decision, truth) = match result {
            Ok(truth) => (decision(truth), truth),
            Err(fault) => {
                self.fault(self.about(id), *fault);
                (Decision::Faulty, Truth::Undecided)
            }
        };
        if self.facts_wanted {
            // by a run of its own, since the facts of a run with scores live only as long as these
            self.predicates.insert(id, (truth, self.hearing.facts(judge)));
        }
        decision
    }

    fn script_value(&mut self, node: usize, children: &[ChildScore]) -> ScriptValue {
        let Some(judge) = self.span.judges.script_groups.get(&node).copied() else { return ScriptValue::Faulty };
        let scores = ChildScores(children);
        let (result, steps) = {
            let mut with_scores = self.hearing.with_scores(&scores);
            let given = with_scores.give(judge, Seat::Group(node));
            let result = given.map(group_value);
            (result, with_scores.steps)
        };
        self.hearing.steps = steps;
        match result {
            Ok(value) => value,
            Err(fault) => {
                let about = self.span.tree.nodes.get(node).map(|node| node.id.clone()).unwrap_or_default();
                self.fault(about, *fault);
                ScriptValue::Faulty
            }
        }
    }
}
