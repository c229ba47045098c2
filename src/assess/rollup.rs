//! Roll-up: the value and maximum of every node, from the bottom up (`rulebook.md`, section 4, rules 1 to 4).
//!
//! Decided where the page is silent: a weight of 0 takes a part out of every combination but `script`, which sees all its
//! parts. A group's maximum under `rescale` is that of all its counted parts, applicable or not. A faulty part is counted
//! as an unanswered one. A group is answered in part as soon as one counted part is open and another is not.

use super::composite::Leaf;
use super::decide::{ChildScore, Deciders, ScriptValue};
use super::outcome::{RowOutcome, State};
use super::tree::{Kind, Node, Part, ROOT, Tree};
use super::{Failure, at};
use crate::number::Number;
use crate::rulebook::manifest::{NotApplicable, Rounding, Unanswered};
use smallvec::SmallVec;

/// A node's score.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Rolled {
    pub state: State,
    /// On the node's own scale, before its rounding; of the root with its base. 0 where nothing is known.
    pub raw: Number,
    /// After rounding: what everything above goes by.
    pub value: Number,
    /// Of the root with its base.
    pub max: Number,
    /// How parts make up `raw`.
    pub link: Link,
}

/// What one unit of a part's value adds to the node's.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Link {
    /// Nothing counts.
    Nothing,
    /// The same for each counting part.
    Each(Number),
    /// By its weight over its maximum, times this.
    ByWeight(Number),
    /// This for the deciding part, nothing for the others.
    Deciding(Part, Number),
    /// Parts cannot be told apart.
    AsOne,
}

/// A part with its score.
#[derive(Clone, Debug)]
pub(crate) struct PartScore<'a> {
    pub part: Part,
    pub weight: &'a Number,
    pub state: State,
    pub value: &'a Number,
    pub max: &'a Number,
}

/// As many as a group mostly has, without an allocation.
pub(crate) type Few<T> = SmallVec<[T; 12]>;

/// The parts of a node with their scores, once these are known.
pub(crate) struct Parts<'a> {
    pub tree: &'a Tree,
    pub rows: &'a [RowOutcome],
    pub nodes: &'a [Rolled],
}

impl<'a> Parts<'a> {
    pub fn of(&self, part: Part) -> Result<PartScore<'a>, Failure> {
        Ok(match part {
            Part::Row(index) => {
                let (row, outcome) = (at(&self.tree.rows, index)?, at(self.rows, index)?);
                PartScore { part, weight: &row.weight, state: outcome.state, value: &outcome.value, max: &row.points }
            }
            Part::Node(index) => {
                let (node, rolled) = (at(&self.tree.nodes, index)?, at(self.nodes, index)?);
                PartScore { part, weight: &node.weight, state: rolled.state, value: &rolled.value, max: &rolled.max }
            }
        })
    }

    /// The parts that weigh something and apply.
    pub fn applicable(&self, node: &Node) -> Result<Few<PartScore<'a>>, Failure> {
        let mut parts = Few::with_capacity(node.counted.len());
        for &part in &node.counted {
            let score = self.of(part)?;
            if score.state.applies() {
                parts.push(score);
            }
        }
        Ok(parts)
    }
}

/// Whether an applicable part in that state counts.
pub(crate) fn counts(tree: &Tree, state: State) -> bool {
    state.applies() && !(tree.unanswered == Unanswered::Exclude && state.is_open())
}

/// Scores every node; `rows` as they count, `leaves` the results of other rulebooks by node.
pub(crate) fn roll_up<D: Deciders>(
    tree: &Tree,
    rows: &[RowOutcome],
    leaves: &[Option<Leaf>],
    deciders: &mut D,
) -> Result<Vec<Rolled>, Failure> {
    let unknown = Rolled {
        state: State::NotApplicable,
        raw: Number::ZERO,
        value: Number::ZERO,
        max: Number::ZERO,
        link: Link::Nothing,
    };
    let mut nodes = vec![unknown; tree.nodes.len()];
    for &index in &tree.bottom_up {
        let node = tree.node(index)?;
        let mut rolled = match &node.kind {
            Kind::Composite(_) => composite(node, leaves.get(index).and_then(Option::as_ref))?,
            _ => combine(tree, index, node, &Parts { tree, rows, nodes: &nodes }, deciders)?,
        };
        if index == ROOT && rolled.state.applies() {
            rolled.max = rolled.max.add(&tree.base)?;
            rolled.raw = rolled.raw.add(&tree.base)?;
        }
        rolled.value = rounded(&rolled.raw, node.rounding)?;
        if let Some(slot) = nodes.get_mut(index) {
            *slot = rolled;
        }
    }
    Ok(nodes)
}

/// The value under the node's declared rounding.
pub(crate) fn rounded(value: &Number, rounding: Option<Rounding>) -> Result<Number, Failure> {
    Ok(match rounding {
        Some(Rounding { digits, mode }) => value.round(i32::from(digits), mode)?,
        None => value.clone(),
    })
}

fn composite(node: &Node, leaf: Option<&Leaf>) -> Result<Rolled, Failure> {
    let leaf = leaf.ok_or_else(|| Failure::broken(format!("no result for group `{}`", node.id)))?;
    let raw = if leaf.state.is_open() || !leaf.state.applies() { Number::ZERO } else { leaf.value.mul(&node.full)? };
    Ok(Rolled { state: leaf.state, value: Number::ZERO, raw, max: node.full.clone(), link: Link::AsOne })
}

fn combine<D: Deciders>(
    tree: &Tree,
    index: usize,
    node: &Node,
    parts: &Parts,
    deciders: &mut D,
) -> Result<Rolled, Failure> {
    if let Some(rolled) = whole(tree, node, parts)? {
        return Ok(rolled);
    }
    let applicable = parts.applicable(node)?;
    let state = together(applicable.iter().map(|part| part.state));
    let counting: Few<&PartScore> = applicable.iter().filter(|part| counts(tree, part.state)).collect();
    let is_whole = counting.len() == node.counted.len();
    let reduce = matches!(node.kind, Kind::Sum) && tree.not_applicable == NotApplicable::Reduce;
    let mut rolled =
        Rolled { state, raw: Number::ZERO, value: Number::ZERO, max: node.full.clone(), link: Link::Nothing };
    if counting.is_empty() {
        return Ok(rolled);
    }
    if reduce {
        let maxima = Number::sum(counting.iter().map(|part| part.max))?;
        rolled.max = maxima.mul(&node.full)?.div(&node.natural)?;
    }
    if state.is_open() {
        return Ok(rolled);
    }
    match node.kind {
        Kind::Sum => {
            // where every part counts, their maxima are those of the table
            let whole = match reduce || is_whole {
                true => node.natural.clone(),
                false => Number::sum(counting.iter().map(|part| part.max))?,
            };
            let each = node.full.div(&whole)?;
            rolled.raw = Number::sum(counting.iter().map(|part| part.value))?.mul(&each)?;
            rolled.link = Link::Each(each);
        }
        Kind::Mean => {
            let weights = Number::sum(counting.iter().map(|part| part.weight))?;
            let factor = node.full.div(&weights)?;
            let mut sum = Number::ZERO;
            for part in &counting {
                sum = sum.add(&part.weight.mul(part.value)?.div(part.max)?)?;
            }
            rolled.raw = sum.mul(&factor)?;
            rolled.link = Link::ByWeight(factor);
        }
        Kind::Min | Kind::Max => {
            if let Some((part, ratio)) = deciding(&counting, matches!(node.kind, Kind::Max))? {
                rolled.raw = ratio.mul(&node.full)?;
                rolled.link = Link::Deciding(part.part, node.full.div(part.max)?);
            }
        }
        Kind::Script { .. } => {
            let children = children(tree, node, parts)?;
            rolled.link = Link::AsOne;
            match deciders.script_value(index, &children) {
                ScriptValue::Value(value) if !value.is_negative() && value <= node.full => rolled.raw = value,
                ScriptValue::Absent => rolled.state = State::Unanswered,
                ScriptValue::Value(_) | ScriptValue::Faulty => rolled.state = State::Faulty,
            }
        }
        Kind::Composite(_) => return Err(Failure::broken("a composite has no parts")),
    }
    Ok(rolled)
}

/// A sum or a mean whose parts are all answered, as most are; none for any other node.
fn whole(tree: &Tree, node: &Node, parts: &Parts) -> Result<Option<Rolled>, Failure> {
    let Some(factor) = node.whole.as_ref().filter(|_| tree.not_applicable != NotApplicable::Reduce) else {
        return Ok(None);
    };
    if node.counted.is_empty() {
        return Ok(None);
    }
    let is_mean = matches!(node.kind, Kind::Mean);
    let mut sum = Number::ZERO;
    for &part in &node.counted {
        let (state, value) = match part {
            Part::Row(row) => at(parts.rows, row).map(|row| (row.state, &row.value))?,
            Part::Node(child) => at(parts.nodes, child).map(|child| (child.state, &child.value))?,
        };
        if state != State::Answered {
            return Ok(None);
        }
        sum = if is_mean {
            let PartScore { weight, max, .. } = parts.of(part)?;
            sum.add(&weight.mul(value)?.div(max)?)?
        } else {
            sum.add(value)?
        };
    }
    let raw = sum.mul(factor)?;
    let link = if is_mean { Link::ByWeight(factor.clone()) } else { Link::Each(factor.clone()) };
    Ok(Some(Rolled { state: State::Answered, value: Number::ZERO, raw, max: node.full.clone(), link }))
}

/// The first part, in the order of the table, with the least or the greatest value over maximum.
fn deciding<'p, 'a>(
    parts: &[&'p PartScore<'a>],
    greatest: bool,
) -> Result<Option<(&'p PartScore<'a>, Number)>, Failure> {
    let mut best: Option<(&PartScore, Number)> = None;
    for part in parts {
        let ratio = part.value.div(part.max)?;
        let better = match &best {
            None => true,
            Some((_, so_far)) if greatest => ratio > *so_far,
            Some((_, so_far)) => ratio < *so_far,
        };
        if better {
            best = Some((part, ratio));
        }
    }
    Ok(best)
}

/// The parts of a script group as its function sees them.
fn children<'t>(tree: &'t Tree, node: &Node, parts: &Parts) -> Result<Vec<ChildScore<'t>>, Failure> {
    let mut children = Vec::with_capacity(node.parts.len());
    for &part in &node.parts {
        let score = parts.of(part)?;
        let value = counts(tree, score.state).then(|| score.value.clone());
        children.push(ChildScore {
            id: child_id(tree, part)?,
            percent: percent(value.as_ref(), score.max)?,
            value,
            max: score.max.clone(),
            status: score.state,
            applicable: score.state.applies(),
        });
    }
    Ok(children)
}

/// The name of a part under a script: the group's id, or the row's without its group.
pub(crate) fn child_id(tree: &Tree, part: Part) -> Result<&str, Failure> {
    Ok(match part {
        Part::Node(node) => &tree.node(node)?.id,
        Part::Row(row) => {
            let row = tree.row(row)?;
            row.id.get(tree.node(row.node)?.id.len() + 1..).unwrap_or(&row.id)
        }
    })
}

/// 100 · value / maximum; none where there is no value or the maximum is not above 0.
pub(crate) fn percent(value: Option<&Number>, max: &Number) -> Result<Option<Number>, Failure> {
    match value {
        Some(value) if *max > Number::ZERO => Ok(Some(value.mul(&Number::HUNDRED)?.div(max)?)),
        _ => Ok(None),
    }
}

/// The state of a node, from those of its applicable parts.
pub(crate) fn together(states: impl Iterator<Item = State>) -> State {
    let mut seen = None;
    for state in states {
        seen = Some(match (seen, state) {
            (None, state) => state,
            (Some(before), state) if before == state => state,
            (Some(State::Faulty | State::Unanswered), State::Faulty | State::Unanswered) => State::Faulty,
            _ => State::Partly,
        });
    }
    seen.unwrap_or(State::NotApplicable)
}
