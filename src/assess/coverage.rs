//! Coverage: how much of what applies was answered, each row by its greatest possible contribution to the root
//! (`rulebook.md`, section 4, rule 7).
//!
//! Decided where the page is silent: the same weights make a row's effective share of the total. What is unanswered
//! weighs in even where `exclude` keeps it out of the score. How much of the whole table does not apply is reckoned by the
//! weights that all parts have when everything applies.

use super::composite::Leaf;
use super::outcome::{RowOutcome, State};
use super::rollup::{PartScore, Parts, Rolled};
use super::tree::{Kind, Node, Part, ROOT, Tree};
use super::{Failure, at};
use crate::number::Number;
use crate::rulebook::manifest::NotApplicable;

/// How far a tree was answered; shares from 0 to 1.
#[derive(Clone, Debug)]
pub(crate) struct Coverage {
    /// The answered part of each node; none where it is not applicable.
    pub nodes: Vec<Option<Number>>,
    /// Each node's greatest share of the root.
    pub node_shares: Vec<Number>,
    /// Each row's greatest share of the root.
    pub row_shares: Vec<Number>,
    /// How much of the whole table does not apply.
    pub not_applicable: Number,
}

pub(crate) fn coverage(
    tree: &Tree,
    rows: &[RowOutcome],
    leaves: &[Option<Leaf>],
    rolled: &[Rolled],
) -> Result<Coverage, Failure> {
    let parts = Parts { tree, rows, nodes: rolled };
    let mut maxima = vec![Number::ZERO; tree.nodes.len()];
    let mut covered: Vec<Option<Number>> = vec![None; tree.nodes.len()];
    let mut lapsed = vec![Number::ONE; tree.nodes.len()];
    let mut portions: Vec<Vec<(Part, Number)>> = vec![Vec::new(); tree.nodes.len()];
    for &index in &tree.bottom_up {
        let node = tree.node(index)?;
        let (max, cover, lapse) = match leaves.get(index).and_then(Option::as_ref) {
            Some(leaf) if leaf.state.applies() => (node.full.clone(), leaf.coverage.clone(), Number::ZERO),
            Some(_) => (node.full.clone(), None, Number::ONE),
            None => {
                let applicable = parts.applicable(node)?;
                let (own, max) = portions_of(tree, node, &applicable, &maxima)?;
                let cover =
                    if own.is_empty() { None } else { Some(weighed(&own, |part| answered(rows, &covered, part))?) };
                let lapse = weighed(&full_portions(tree, node)?, |part| not_applicable(rows, &lapsed, part))?;
                if let Some(slot) = portions.get_mut(index) {
                    *slot = own;
                }
                (max, cover, lapse)
            }
        };
        set(&mut maxima, index, max);
        set(&mut covered, index, cover);
        set(&mut lapsed, index, lapse);
    }
    let mut node_shares = vec![Number::ZERO; tree.nodes.len()];
    let mut row_shares = vec![Number::ZERO; tree.rows.len()];
    set(&mut node_shares, ROOT, Number::ONE);
    for &index in tree.bottom_up.iter().rev() {
        let share = at(&node_shares, index)?.clone();
        for (part, portion) in at(&portions, index)? {
            let share = share.mul(portion)?;
            match part {
                Part::Row(row) => set(&mut row_shares, *row, share),
                Part::Node(child) => set(&mut node_shares, *child, share),
            }
        }
    }
    let not_applicable = at(&lapsed, ROOT)?.clone();
    Ok(Coverage { nodes: covered, node_shares, row_shares, not_applicable })
}

fn set<T>(slots: &mut [T], index: usize, value: T) {
    if let Some(slot) = slots.get_mut(index) {
        *slot = value;
    }
}

/// How much each applicable part can make up of the node, and the node's maximum over all that applies.
fn portions_of(
    tree: &Tree,
    node: &Node,
    applicable: &[PartScore],
    maxima: &[Number],
) -> Result<(Vec<(Part, Number)>, Number), Failure> {
    if applicable.is_empty() {
        return Ok((Vec::new(), node.full.clone()));
    }
    let mut weights = Vec::with_capacity(applicable.len());
    for part in applicable {
        let weight = match (&node.kind, part.part) {
            (Kind::Sum, Part::Node(child)) => at(maxima, child)?.clone(),
            (Kind::Sum, Part::Row(_)) => part.max.clone(),
            (Kind::Mean, _) => part.weight.clone(),
            _ => Number::ONE,
        };
        weights.push((part.part, weight));
    }
    let whole = Number::sum(weights.iter().map(|(_, weight)| weight))?;
    let max = match node.kind {
        Kind::Sum if tree.not_applicable == NotApplicable::Reduce => whole.mul(&node.full)?.div(&node.natural)?,
        _ => node.full.clone(),
    };
    Ok((over(weights, &whole)?, max))
}

/// How much each part can make up of the node when everything applies.
fn full_portions(tree: &Tree, node: &Node) -> Result<Vec<(Part, Number)>, Failure> {
    let mut weights = Vec::with_capacity(node.counted.len());
    for &part in &node.counted {
        let weight = match node.kind {
            Kind::Sum => tree.full(part)?.clone(),
            Kind::Mean => tree.weight(part)?.clone(),
            _ => Number::ONE,
        };
        weights.push((part, weight));
    }
    let whole = Number::sum(weights.iter().map(|(_, weight)| weight))?;
    if whole.is_zero() { Ok(Vec::new()) } else { over(weights, &whole) }
}

fn over(weights: Vec<(Part, Number)>, whole: &Number) -> Result<Vec<(Part, Number)>, Failure> {
    weights.into_iter().map(|(part, weight)| Ok((part, weight.div(whole)?))).collect()
}

fn weighed(portions: &[(Part, Number)], share: impl Fn(Part) -> Result<Number, Failure>) -> Result<Number, Failure> {
    let mut sum = Number::ZERO;
    for (part, portion) in portions {
        sum = sum.add(&portion.mul(&share(*part)?)?)?;
    }
    Ok(sum)
}

fn answered(rows: &[RowOutcome], covered: &[Option<Number>], part: Part) -> Result<Number, Failure> {
    Ok(match part {
        Part::Row(row) if matches!(at(rows, row)?.state, State::Answered | State::Partly) => Number::ONE,
        Part::Row(_) => Number::ZERO,
        Part::Node(node) => at(covered, node)?.clone().unwrap_or(Number::ZERO),
    })
}

fn not_applicable(rows: &[RowOutcome], lapsed: &[Number], part: Part) -> Result<Number, Failure> {
    Ok(match part {
        Part::Row(row) if at(rows, row)?.state.applies() => Number::ZERO,
        Part::Row(_) => Number::ONE,
        Part::Node(node) => at(lapsed, node)?.clone(),
    })
}
