//! From what rows may earn to what groups and the root may reach.

use super::interval::Interval;
use super::rulebook::RowReach;
use crate::assess::tree::{Kind, Node, Part, ROOT, Tree};
use crate::number::Number;
use crate::rulebook::manifest::NotApplicable;

/// What a node may reach, on its own scale.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NodeReach {
    pub low: Number,
    pub high: Number,
    /// Whether it may come to count for nothing.
    pub may_not_apply: bool,
}

/// What each node may reach; groups that a script or another rulebook gives may reach anything up to their points.
pub(super) fn nodes(tree: &Tree, rows: &[RowReach]) -> Vec<NodeReach> {
    let blank = NodeReach { low: Number::ZERO, high: Number::ZERO, may_not_apply: false };
    let mut reached = vec![blank; tree.nodes.len()];
    for &index in &tree.bottom_up {
        let Some(node) = tree.nodes.get(index) else { continue };
        let reach = node_reach(tree, node, rows, &reached);
        if let Some(place) = reached.get_mut(index) {
            *place = if index == ROOT { based(reach, &tree.base) } else { reach };
        }
    }
    reached
}

fn based(reach: NodeReach, base: &Number) -> NodeReach {
    let add = |number: &Number| number.add(base).unwrap_or_else(|_| number.clone());
    NodeReach { low: add(&reach.low), high: add(&reach.high), ..reach }
}

fn node_reach(tree: &Tree, node: &Node, rows: &[RowReach], reached: &[NodeReach]) -> NodeReach {
    let anything = |may_not_apply| NodeReach { low: Number::ZERO, high: node.full.clone(), may_not_apply };
    if matches!(node.kind, Kind::Script { .. } | Kind::Composite(_)) {
        return anything(true);
    }
    let parts = node.counted.iter();
    let parts: Option<Vec<Share>> = parts.map(|part| share(tree, *part, rows, reached)).collect();
    let Some(parts) = parts else { return anything(true) };
    let may_not_apply = !parts.is_empty() && parts.iter().all(|part| part.may_not_apply);
    // where a part may drop out, the others stand for it: only what holds for each of them holds for all
    let shifting = parts.iter().any(|part| part.may_not_apply) && tree.not_applicable == NotApplicable::Rescale;
    let combined = if shifting || matches!(node.kind, Kind::Min | Kind::Max) {
        let greatest = parts.iter().map(|part| part.high.clone()).max();
        let least = parts.iter().map(|part| part.low.clone()).min();
        least.zip(greatest).map(|(low, high)| Interval::between(low, high))
    } else {
        weighted(&parts)
    };
    let Some(Interval { low, high }) = combined else { return anything(may_not_apply) };
    let scaled = |share: Option<Number>| share.and_then(|share| share.mul(&node.full).ok());
    match (scaled(low.at), scaled(high.at)) {
        (Some(low), Some(high)) => NodeReach { low, high, may_not_apply },
        _ => anything(may_not_apply),
    }
}

/// A part of a node: the share of its maximum that it may reach, and what it weighs.
struct Share {
    low: Number,
    high: Number,
    weight: Number,
    may_not_apply: bool,
}

fn share(tree: &Tree, part: Part, rows: &[RowReach], reached: &[NodeReach]) -> Option<Share> {
    let full = tree.full(part).ok()?;
    let (low, high, may_not_apply) = match part {
        Part::Row(row) => {
            let row = rows.get(row)?;
            (row.low.clone(), row.high.clone(), row.not_applicable)
        }
        Part::Node(node) => {
            let node = reached.get(node)?;
            (node.low.clone(), node.high.clone(), node.may_not_apply)
        }
    };
    let owner = match part {
        Part::Row(row) => tree.rows.get(row).map(|row| row.node),
        Part::Node(node) => tree.nodes.get(node).and_then(|node| node.parent),
    };
    let summed = owner.and_then(|owner| tree.nodes.get(owner)).is_some_and(|owner| owner.kind == Kind::Sum);
    let weight = if summed { full.clone() } else { tree.weight(part).ok()?.clone() };
    if full.is_zero() {
        return Some(Share { low: Number::ZERO, high: Number::ZERO, weight: Number::ZERO, may_not_apply });
    }
    Some(Share { low: low.div(full).ok()?, high: high.div(full).ok()?, weight, may_not_apply })
}

fn weighted(parts: &[Share]) -> Option<Interval> {
    let (mut low, mut high, mut all) = (Number::ZERO, Number::ZERO, Number::ZERO);
    for part in parts {
        low = low.add(&part.low.mul(&part.weight).ok()?).ok()?;
        high = high.add(&part.high.mul(&part.weight).ok()?).ok()?;
        all = all.add(&part.weight).ok()?;
    }
    Some(Interval::between(low.div(&all).ok()?, high.div(&all).ok()?))
}
