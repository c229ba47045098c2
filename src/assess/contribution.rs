//! Contributions: what each row, script group and composite adds to the root, and what rounding, base and caps add
//! (`rulebook.md`, section 4, rule 5).
//!
//! Lines are the rows outside of script groups, and each script group and composite as one; together with the adjustments
//! they add up to the final score exactly.

use super::outcome::RowOutcome;
use super::rollup::{Link, PartScore, Parts, Rolled};
use super::tree::{Kind, Part, ROOT, Tree};
use super::{Failure, at};
use crate::number::Number;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What moves a score that is not a row's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum AdjustmentKind {
    /// The declared base of the score.
    Base,
    /// What a node's declared rounding added or took.
    Rounding,
    /// What a gate's cap took off the score.
    Cap,
}

/// An adjustment in points of the score; `node` is a number in the tree.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct NodeAdjustment {
    pub kind: AdjustmentKind,
    pub node: usize,
    pub value: Number,
}

#[derive(Clone, Debug)]
pub(crate) struct Contributions {
    /// In points of the root; none for rows that a script group counts as one.
    pub rows: Vec<Option<Number>>,
    /// What each group gives to the root after its own rounding, so that the top-level groups and what the root adjusts
    /// make the score; none within a script group.
    pub nodes: Vec<Option<Number>>,
    /// The lines of script groups and composites: their contribution before their own rounding.
    pub lines: Vec<Option<Number>>,
    pub adjustments: Vec<NodeAdjustment>,
}

/// Splits the root's earned score, and the cap that gives the final one.
pub(crate) fn contributions(
    tree: &Tree,
    rows: &[RowOutcome],
    rolled: &[Rolled],
    final_score: &Number,
) -> Result<Contributions, Failure> {
    let parts = Parts { tree, rows, nodes: rolled };
    let mut all = Contributions {
        rows: vec![None; tree.rows.len()],
        nodes: vec![None; tree.nodes.len()],
        lines: vec![None; tree.nodes.len()],
        adjustments: Vec::new(),
    };
    // points of the root for one point of the node; none within a script group
    let mut factors: Vec<Option<Number>> = vec![None; tree.nodes.len()];
    set(&mut factors, ROOT, Some(Number::ONE));
    for &index in tree.bottom_up.iter().rev() {
        let (node, score) = (tree.node(index)?, at(rolled, index)?);
        let Some(factor) = at(&factors, index)?.clone() else { continue };
        set(&mut all.nodes, index, Some(score.value.mul(&factor)?));
        let rounding = score.value.sub(&score.raw)?.mul(&factor)?;
        if !rounding.is_zero() {
            all.adjustments.push(NodeAdjustment { kind: AdjustmentKind::Rounding, node: index, value: rounding });
        }
        if matches!(node.kind, Kind::Script { .. } | Kind::Composite(_)) {
            let base = if index == ROOT { tree.base.clone() } else { Number::ZERO };
            set(&mut all.lines, index, Some(score.raw.sub(&base)?.mul(&factor)?));
            continue;
        }
        for &part in &node.parts {
            let part = parts.of(part)?;
            let factor = link(tree, score, &part)?.mul(&factor)?;
            match part.part {
                Part::Row(row) => set(&mut all.rows, row, Some(part.value.mul(&factor)?)),
                Part::Node(child) => set(&mut factors, child, Some(factor)),
            }
        }
    }
    // in the order of the table, the root last
    all.adjustments.sort_by_key(|adjustment| (adjustment.node == ROOT, adjustment.node));
    let root = at(rolled, ROOT)?;
    if !tree.base.is_zero() && root.state.applies() {
        let base = NodeAdjustment { kind: AdjustmentKind::Base, node: ROOT, value: tree.base.clone() };
        all.adjustments.insert(0, base);
    }
    let cap = final_score.sub(&root.value)?;
    if !cap.is_zero() {
        all.adjustments.push(NodeAdjustment { kind: AdjustmentKind::Cap, node: ROOT, value: cap });
    }
    Ok(all)
}

fn set<T>(slots: &mut [T], index: usize, value: T) {
    if let Some(slot) = slots.get_mut(index) {
        *slot = value;
    }
}

/// What one point of the part adds to its node.
fn link(tree: &Tree, score: &Rolled, part: &PartScore) -> Result<Number, Failure> {
    let counts = !part.weight.is_zero() && super::rollup::counts(tree, part.state);
    Ok(match &score.link {
        Link::Each(each) if counts => each.clone(),
        Link::ByWeight(factor) if counts => factor.mul(part.weight)?.div(part.max)?,
        Link::Deciding(deciding, factor) if *deciding == part.part => factor.clone(),
        _ => Number::ZERO,
    })
}
