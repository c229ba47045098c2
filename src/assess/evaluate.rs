//! One evaluation of a tree: from the outcomes of its rows to the conclusion, in the order in which scores may be read.

use super::composite::{ChildResult, Leaf, Outcome, leaf};
use super::contribution::{Contributions, contributions};
use super::coverage::{Coverage, coverage};
use super::decide::{Deciders, Decision, PredicateId};
use super::gate::{self, GateResult};
use super::interval::{Bounds, bounds};
use super::level::{End, Grade, Grading};
use super::outcome::RowOutcome;
use super::rollup::{Rolled, roll_up};
use super::scores::{Reading, Scores};
use super::tree::{Kind, ROOT, Tree};
use super::verdict::{Conclusion, Ground, conclude};
use super::{Failure, at};
use crate::number::Number;

/// A tree with every score, level and gate worked out.
#[derive(Clone, Debug)]
pub(crate) struct Evaluation {
    /// As they count.
    pub rows: Vec<RowOutcome>,
    pub nodes: Vec<Rolled>,
    /// None for nodes that are not applicable.
    pub bounds: Vec<Option<Bounds>>,
    /// Of graded nodes that apply.
    pub grades: Vec<Option<Grade>>,
    pub gates: Vec<GateResult>,
    pub conclusion: Conclusion,
    /// The results of other rulebooks, by node; empty where there are none.
    pub leaves: Vec<Option<Leaf>>,
    /// What the predicates of each node's levels gave: as earned, and over what is possible.
    pub rules: Vec<Rules>,
}

/// Predicates with what they gave as earned, and over what is possible.
pub(crate) type Rules = Vec<(PredicateId, Decision, Decision)>;

/// Evaluates `tree`: `rows` in the order of the table, `children` the results of other rulebooks by node.
pub(crate) fn evaluate<D: Deciders>(
    tree: &Tree,
    mut rows: Vec<RowOutcome>,
    children: &[(usize, ChildResult)],
    deciders: &mut D,
) -> Result<Evaluation, Failure> {
    if rows.len() != tree.rows.len() {
        return Err(Failure::broken(format!("{} outcomes for {} rows", rows.len(), tree.rows.len())));
    }
    for (outcome, row) in rows.iter_mut().zip(&tree.rows) {
        outcome.count(row);
    }
    let mut leaves: Vec<Option<Leaf>> = if children.is_empty() { Vec::new() } else { vec![None; tree.nodes.len()] };
    for (index, child) in children {
        let node = tree.node(*index)?;
        let Kind::Composite(rule) = &node.kind else {
            return Err(Failure::broken(format!("group `{}` holds no rulebook", node.id)));
        };
        if let Some(slot) = leaves.get_mut(*index) {
            *slot = Some(leaf(rule, &node.natural, child, tree.unanswered)?);
        }
    }
    let nodes = roll_up(tree, &rows, &leaves, deciders)?;
    let bounds = bounds(tree, &rows, &leaves, &nodes, deciders)?;
    let mut grades = vec![None; tree.nodes.len()];
    let mut all_rules: Vec<Rules> = vec![Vec::new(); tree.nodes.len()];
    let open = rows.iter().any(|row| row.state.may_change()) || bounds.iter().flatten().any(|bounds| bounds.open);
    for &index in &tree.bottom_up {
        let (Some(list), Some(own)) = (*at(&tree.list_of, index)?, at(&bounds, index)?) else { continue };
        let levels = at(&tree.lists, list)?;
        let mut scores =
            Scores { tree, rows: &rows, nodes: &nodes, bounds: &bounds, grades: &grades, reading: Reading::Earned };
        let mut rules = Vec::new();
        for rule in levels.levels.iter().flat_map(|level| &level.sets).filter_map(|set| set.rule) {
            scores.reading = Reading::Earned;
            let earned = deciders.predicate(rule, &scores);
            scores.reading = Reading::Possible;
            let possible = if open { deciders.predicate(rule, &scores) } else { earned };
            rules.push((rule, earned, possible));
        }
        let grading = Grading { scores, rules: &rules };
        let earned = grading.level(levels, index, End::Earned, None)?;
        let (worst, best) = match open || grading.is_open() {
            true => (grading.level(levels, index, End::Worst, None)?, grading.level(levels, index, End::Best, None)?),
            false => (earned, earned),
        };
        let grade = Grade { list, earned, worst, best, may_lapse: own.may_lapse };
        if let Some(slot) = grades.get_mut(index) {
            *slot = Some(grade);
        }
        if let Some(place) = all_rules.get_mut(index) {
            *place = rules;
        }
    }
    let scores =
        Scores { tree, rows: &rows, nodes: &nodes, bounds: &bounds, grades: &grades, reading: Reading::Possible };
    let gates = match at(&bounds, ROOT)? {
        Some(_) => gate::decide(&tree.gates, &scores, deciders),
        None => Vec::new(),
    };
    let grading = Grading { scores, rules: at(&all_rules, ROOT)? };
    let coverage = || coverage(tree, &rows, &leaves, &nodes);
    let conclusion = conclude(&Ground { tree, grading: &grading, gates: &gates, coverage: &coverage, open })?;
    Ok(Evaluation { rows, nodes, bounds, grades, gates, conclusion, leaves, rules: all_rules })
}

impl Evaluation {
    /// How the levels of `node` are read, as earned.
    pub fn grading<'a>(&'a self, tree: &'a Tree, node: usize) -> Result<Grading<'a>, Failure> {
        Ok(Grading { scores: self.scores(tree, Reading::Earned), rules: at(&self.rules, node)? })
    }

    /// How far the tree was answered.
    pub fn coverage(&self, tree: &Tree) -> Result<Coverage, Failure> {
        coverage(tree, &self.rows, &self.leaves, &self.nodes)
    }

    /// How far the root was answered, 0 to 1; none where nothing applies.
    pub fn root_coverage(&self, tree: &Tree) -> Result<Option<Number>, Failure> {
        if !at(&self.nodes, ROOT)?.state.applies() {
            return Ok(None);
        }
        // the shares of what applies make the whole
        if self.leaves.is_empty() && !self.rows.iter().any(|row| row.state.is_open()) {
            return Ok(Some(Number::ONE));
        }
        Ok(at(&self.coverage(tree)?.nodes, ROOT)?.clone())
    }

    /// What each row adds to the final score.
    pub fn contributions(&self, tree: &Tree) -> Result<Contributions, Failure> {
        let score = self.conclusion.score.as_ref().and_then(|score| score.value.as_ref());
        let score = score.map_or_else(|| at(&self.nodes, ROOT).map(|root| &root.value), Ok)?;
        contributions(tree, &self.rows, &self.nodes, score)
    }

    /// The scores as they can still become, gates aside.
    pub fn scores<'a>(&'a self, tree: &'a Tree, reading: Reading) -> Scores<'a> {
        let Evaluation { rows, nodes, bounds, grades, .. } = self;
        Scores { tree, rows, nodes, bounds, grades, reading }
    }

    /// The result as a rulebook that holds this one takes it.
    pub fn outcome(&self, tree: &Tree) -> Result<Outcome, Failure> {
        let Conclusion { verdict, score, reached, possible, .. } = &self.conclusion;
        let (root, bounds) = (at(&self.nodes, ROOT)?, at(&self.bounds, ROOT)?.as_ref());
        let (ratio, range) = match (score, bounds) {
            (Some(score), Some(bounds)) => (score.ratio(root)?, score.ratio_range(bounds)?),
            _ => (None, None),
        };
        Ok(Outcome {
            verdict: *verdict,
            state: root.state,
            score: score.as_ref().and_then(|score| score.value.clone()),
            ratio,
            range,
            may_lapse: bounds.is_some_and(|bounds| bounds.may_lapse),
            reached: *reached,
            possible: possible.clone(),
            coverage: self.root_coverage(tree)?,
            level_ids: at(&tree.lists, ROOT)?.ids.clone(),
        })
    }
}
