//! From a row's points to what they give to the score, one group after the other up to the root.

use crate::assess::evaluate::Evaluation;
use crate::assess::rollup::{Link, Parts, counts};
use crate::assess::tree::{Kind, Part, ROOT, Tree};
use crate::number::{ArithmeticError, Number};
use serde::Serialize;

/// What becomes of a value in the group around it, before the group's rounding.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Step {
    /// The group, or `root`.
    pub group: String,
    /// What is made of it there.
    pub how: How,
    /// What comes in, on the scale below.
    pub from: Number,
    /// What it gives, on the group's scale; none where that cannot be told.
    pub to: Option<Number>,
}

/// How a part counts in its group. Each factor is exact: `from` times it is `to`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "combine", rename_all = "snake_case")]
#[non_exhaustive]
pub enum How {
    /// Added up, and brought to the group's full marks: times `full`, by `counted`.
    Sum {
        /// Full marks of all that counts.
        counted: Number,
        /// Full marks of the group.
        full: Number,
    },
    /// Weighed: by `max`, times `weight`, by `weights`, times `full`.
    Mean {
        /// Full marks of the part.
        max: Number,
        /// Its weight.
        weight: Number,
        /// The weights of all that counts.
        weights: Number,
        /// Full marks of the group.
        full: Number,
    },
    /// The weakest or best part alone counts, and this is it: by `max`, times `full`.
    Deciding {
        /// Whether it is the best and not the weakest.
        best: bool,
        /// Full marks of the part.
        max: Number,
        /// Full marks of the group.
        full: Number,
    },
    /// The weakest or best part alone counts, and this is another.
    NotDeciding {
        /// Whether that is the best and not the weakest.
        best: bool,
    },
    /// A weight of 0: shown, not counted.
    Weightless,
    /// Not counted: it does not apply, or is left out while it is not filled in.
    Uncounted,
    /// A function makes one value of all parts, and none can be told apart.
    Script,
}

impl How {
    /// By what a value is multiplied; none within a script.
    ///
    /// # Errors
    /// Where a full mark is 0, which no checked rulebook has.
    pub fn factor(&self) -> Result<Option<Number>, ArithmeticError> {
        Ok(Some(match self {
            How::Sum { counted, full } => full.div(counted)?,
            How::Mean { max, weight, weights, full } => weight.div(weights)?.mul(full)?.div(max)?,
            How::Deciding { max, full, .. } => full.div(max)?,
            How::NotDeciding { .. } | How::Weightless | How::Uncounted => Number::ZERO,
            How::Script => return Ok(None),
        }))
    }
}

/// The steps of each row and of each group, in the order of the table; none of one for which they cannot be worked out.
#[derive(Debug, Default)]
pub(super) struct Steps {
    pub rows: Vec<Vec<Step>>,
    /// From the value of the group before its rounding.
    pub groups: Vec<Vec<Step>>,
}

pub(super) fn steps(tree: &Tree, evaluation: &Evaluation) -> Steps {
    let rows = tree.rows.iter().enumerate().map(|(row, table)| {
        let from = evaluation.rows.get(row)?.value.clone();
        upwards(tree, evaluation, Part::Row(row), from, Some(table.node))
    });
    let groups = tree.nodes.iter().enumerate().skip(1).map(|(node, group)| {
        let from = evaluation.nodes.get(node)?.raw.clone();
        upwards(tree, evaluation, Part::Node(node), from, group.parent)
    });
    Steps {
        rows: rows.map(Option::unwrap_or_default).collect(),
        groups: groups.map(Option::unwrap_or_default).collect(),
    }
}

fn upwards(tree: &Tree, evaluation: &Evaluation, part: Part, from: Number, node: Option<usize>) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    let (mut part, mut from, mut next) = (part, Some(from), node);
    while let (Some(node), Some(value)) = (next, from) {
        let how = how(tree, evaluation, node, part)?;
        let to = how.factor().ok()?.and_then(|factor| value.mul(&factor).ok());
        let group = tree.node(node).ok()?;
        steps.push(Step { group: group.id.clone(), how, from: value, to: to.clone() });
        (part, next, from) = (Part::Node(node), group.parent.filter(|_| node != ROOT), to);
    }
    Some(steps)
}

fn how(tree: &Tree, evaluation: &Evaluation, node: usize, part: Part) -> Option<How> {
    let (group, rolled) = (tree.node(node).ok()?, evaluation.nodes.get(node)?);
    let score = Parts { tree, rows: &evaluation.rows, nodes: &evaluation.nodes }.of(part).ok()?;
    let best = matches!(group.kind, Kind::Max);
    if let Link::AsOne = rolled.link {
        return Some(How::Script);
    }
    if score.weight.is_zero() {
        return Some(How::Weightless);
    }
    if !counts(tree, score.state) {
        return Some(How::Uncounted);
    }
    let full = group.full.clone();
    Some(match &rolled.link {
        Link::Each(each) => How::Sum { counted: full.div(each).ok()?, full },
        Link::ByWeight(factor) => {
            let weights = full.div(factor).ok()?;
            How::Mean { max: score.max.clone(), weight: score.weight.clone(), weights, full }
        }
        Link::Deciding(deciding, _) if *deciding == part => How::Deciding { best, max: score.max.clone(), full },
        Link::Deciding(..) => How::NotDeciding { best },
        Link::Nothing | Link::AsOne => How::Uncounted,
    })
}
