//! The sentences of `rulebook.md`, sections 4 to 7, each as a test; and laws over random rulebooks.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod builtin;
mod composites;
mod contributions;
mod coverage;
mod document;
mod gates;
mod intervals;
mod laws;
mod levels;
mod limiting;
mod rollup;
mod statuses;
mod subjects;

use super::composite::ChildResult;
use super::contribution::Contributions;
use super::coverage::Coverage;
use super::decide::{ChildScore, Deciders, Decision, PredicateId, ScriptValue};
use super::evaluate::{Evaluation, evaluate};
use super::outcome::{RowOutcome, Standing, State};
use super::scores::Scores;
use super::tree::{ROOT, Tree};
use crate::number::Number;
use crate::rulebook::manifest::Manifest;
use crate::rulebook::read::read;
use std::collections::BTreeMap;

/// A number as written.
fn n(text: &str) -> Number {
    Number::parse(text).unwrap()
}

fn ratio(numerator: i64, denominator: i64) -> Number {
    Number::from_ratio(numerator, denominator).unwrap()
}

/// A table of which only the scoring part is written.
fn manifest(table: &str) -> Manifest {
    let head = "format = 1\nid = \"t\"\nversion = \"1.0.0\"\ntitle = \"t\"\nstatus = \"project\"\n\
        effective = { from = 2021-05-17 }\n[params.pass]\nvalue = 60\n";
    let (manifest, diagnostics) = read("rulebook.toml", &format!("{head}{table}"));
    assert!(diagnostics.is_empty(), "{}", diagnostics[0]);
    manifest.unwrap()
}

fn tree(table: &str) -> Tree {
    let manifest = manifest(table);
    let params = crate::rulebook::dated::params_on(&manifest, manifest.effective.from);
    Tree::build(&manifest, &|name| params.get(name).map(|param| param.value.clone())).unwrap()
}

type Predicate<'f> = Box<dyn Fn(&Scores) -> Decision + 'f>;
type Script<'f> = Box<dyn Fn(&[ChildScore]) -> ScriptValue + 'f>;

/// A tree with outcomes and scripts, to be evaluated.
struct Case<'f> {
    tree: Tree,
    rows: Vec<RowOutcome>,
    children: Vec<(usize, ChildResult)>,
    scripts: Scripts<'f>,
}

#[derive(Default)]
struct Scripts<'f> {
    predicates: BTreeMap<PredicateId, Predicate<'f>>,
    groups: BTreeMap<usize, Script<'f>>,
}

impl Deciders for Scripts<'_> {
    fn predicate(&mut self, id: PredicateId, scores: &Scores) -> Decision {
        self.predicates.get(&id).map_or(Decision::Undecided, |decide| decide(scores))
    }

    fn script_value(&mut self, node: usize, children: &[ChildScore]) -> ScriptValue {
        self.groups.get(&node).map_or(ScriptValue::Absent, |script| script(children))
    }
}

/// How an outcome is written in these tests: `5`, `2..8`, `?` unanswered, `-` not applicable, `!` faulty.
fn outcome(text: &str) -> RowOutcome {
    match text {
        "?" => RowOutcome::without_value(State::Unanswered),
        "-" => RowOutcome::without_value(State::NotApplicable),
        "!" => RowOutcome::without_value(State::Faulty),
        _ => match text.split_once("..") {
            Some((lower, upper)) => RowOutcome::partly(n(lower), n(upper)),
            None => RowOutcome::answered(n(text)),
        },
    }
}

/// A table and the outcomes of its rows, in order.
fn case<'f>(table: &str, rows: &str) -> Case<'f> {
    Case {
        tree: tree(table),
        rows: rows.split_whitespace().map(outcome).collect(),
        children: Vec::new(),
        scripts: Scripts::default(),
    }
}

impl<'f> Case<'f> {
    /// What the predicate of a gate gives.
    fn gate(self, id: &str, decision: Decision) -> Self {
        self.gate_on(id, move |_| decision)
    }

    fn gate_on(mut self, id: &str, decide: impl Fn(&Scores) -> Decision + 'f) -> Self {
        let place = self.tree.gates.iter().position(|gate| gate.id == id).unwrap();
        self.scripts.predicates.insert(PredicateId::Gate(place), Box::new(decide));
        self
    }

    /// What the `rule` of a level's set gives.
    fn rule(mut self, level: usize, set: usize, decide: impl Fn(&Scores) -> Decision + 'f) -> Self {
        self.scripts.predicates.insert(PredicateId::Level { level, set }, Box::new(decide));
        self
    }

    fn script(mut self, id: &str, script: impl Fn(&[ChildScore]) -> ScriptValue + 'f) -> Self {
        let node = self.tree.node_named(id).unwrap();
        self.scripts.groups.insert(node, Box::new(script));
        self
    }

    fn child(mut self, id: &str, result: ChildResult) -> Self {
        self.children.push((self.tree.node_named(id).unwrap(), result));
        self
    }

    fn run(mut self) -> Result {
        let evaluation = evaluate(&self.tree, self.rows, &self.children, &mut self.scripts).unwrap();
        let (coverage, contributions) = (evaluation.coverage(&self.tree), evaluation.contributions(&self.tree));
        let (coverage, contributions) = (coverage.unwrap(), contributions.unwrap());
        assert_eq!(evaluation.root_coverage(&self.tree).unwrap(), coverage.nodes[ROOT]);
        let result = Result { tree: self.tree, evaluation, coverage, contributions };
        result.assert_lines_add_up();
        result
    }
}

struct Result {
    tree: Tree,
    evaluation: Evaluation,
    coverage: Coverage,
    contributions: Contributions,
}

impl Result {
    fn node(&self, id: &str) -> usize {
        self.tree.node_named(id).unwrap_or_else(|| panic!("no node {id}"))
    }

    fn value(&self, id: &str) -> Number {
        self.evaluation.nodes[self.node(id)].value.clone()
    }

    fn max(&self, id: &str) -> Number {
        self.evaluation.nodes[self.node(id)].max.clone()
    }

    fn state(&self, id: &str) -> State {
        self.evaluation.nodes[self.node(id)].state
    }

    /// Value, lower and upper end of a node.
    fn interval(&self, id: &str) -> (Number, Number, Number) {
        let bounds = self.evaluation.bounds[self.node(id)].clone().unwrap();
        (self.value(id), bounds.value.lower, bounds.value.upper)
    }

    /// Final value, lower and upper end of the score.
    fn score(&self) -> (Option<Number>, Number, Number) {
        let score = self.evaluation.conclusion.score.clone().unwrap();
        (score.value, score.range.lower, score.range.upper)
    }

    fn name(&self, standing: Standing) -> &str {
        match standing {
            Standing::Barred => "barred",
            Standing::Ungraded => "ungraded",
            Standing::Level(place) => &self.tree.lists[0].levels[place].id,
        }
    }

    fn level(&self) -> &str {
        self.name(self.evaluation.conclusion.reached)
    }

    fn earned_level(&self) -> &str {
        self.name(self.evaluation.conclusion.earned)
    }

    fn possible(&self) -> Vec<&str> {
        self.evaluation.conclusion.possible.iter().map(|standing| self.name(*standing)).collect()
    }

    /// The level of a group, `ungraded` if it has none.
    fn group_level(&self, id: &str) -> &str {
        let grade = self.evaluation.grades[self.node(id)].unwrap();
        grade.earned.map_or("ungraded", |place| &self.tree.lists[grade.list].levels[place].id)
    }

    fn assert_lines_add_up(&self) {
        let Result { contributions, evaluation: Evaluation { conclusion, nodes, .. }, .. } = self;
        let lines = contributions.rows.iter().chain(&contributions.lines).flatten();
        let adjustments = contributions.adjustments.iter().map(|adjustment| &adjustment.value);
        let sum = Number::sum(lines.chain(adjustments)).unwrap();
        let score = conclusion.score.as_ref().and_then(|score| score.value.clone());
        assert_eq!(sum, score.unwrap_or(nodes[ROOT].value.clone()), "the lines of the score");
    }
}
