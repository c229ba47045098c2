//! The scores that predicates read: as earned, or as everything that they can still become.

use super::Failure;
use super::interval::{Bounds, Range};
use super::level::Grade;
use super::outcome::{RowOutcome, State};
use super::rollup::{Parts, Rolled, counts};
use super::tree::{Part, Tree};
use crate::number::Number;

/// Which scores a predicate reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reading {
    /// Each score as it stands: what is unanswered as it counts.
    Earned,
    /// Each score as the range of what it can become.
    Possible,
}

/// The scores of a tree, before gates.
#[derive(Clone, Copy)]
pub(crate) struct Scores<'a> {
    pub tree: &'a Tree,
    pub rows: &'a [RowOutcome],
    pub nodes: &'a [Rolled],
    pub bounds: &'a [Option<Bounds>],
    /// Of the nodes graded so far.
    pub grades: &'a [Option<Grade>],
    pub reading: Reading,
}

/// `scores["ID"]`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ScoreView<'a> {
    /// Absent if the node is not applicable, or may turn out so, or does not count.
    pub value: Option<Range>,
    pub max: Range,
    pub percent: Option<Range>,
    /// Open (none) where answers can change it.
    pub status: Option<State>,
    /// Open (none) where answers can change it.
    pub applicable: Option<bool>,
    pub level: LevelView<'a>,
}

/// The level of a node, in `scores`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LevelView<'a> {
    /// Not graded, or not yet, or not applicable.
    Absent,
    /// A level's id, or `ungraded`.
    Is(&'a str),
    /// Answers can change it.
    Open,
}

impl<'a> Scores<'a> {
    /// The score of a node or row; `Tree::node_named` and `Tree::row_named` resolve its id once.
    pub fn get(&self, part: Part) -> Result<ScoreView<'a>, Failure> {
        let score = Parts { tree: self.tree, rows: self.rows, nodes: self.nodes }.of(part)?;
        let absent = |applicable| ScoreView {
            value: None,
            max: Range::point(score.max.clone()),
            percent: None,
            status: Some(score.state),
            applicable: Some(applicable),
            level: LevelView::Absent,
        };
        if !score.state.applies() {
            return Ok(absent(false));
        }
        let (value, max, ratio, may_lapse, open) = match (self.reading, part) {
            (Reading::Earned, _) => {
                if !counts(self.tree, score.state) {
                    return Ok(ScoreView { level: self.level(part), ..absent(true) });
                }
                let ratio = (*score.max > Number::ZERO).then(|| score.value.div(score.max)).transpose()?;
                let value = Range::point(score.value.clone());
                (value, Range::point(score.max.clone()), ratio.map(Range::point), false, false)
            }
            (Reading::Possible, Part::Row(row)) => {
                let outcome = super::at(self.rows, row)?;
                let value = Range::new(outcome.lower.clone(), outcome.upper.clone());
                let ratio = Range::new(value.lower.div(score.max)?, value.upper.div(score.max)?);
                let lapse = outcome.state.is_open();
                let open = lapse || outcome.state == State::Partly;
                (value, Range::point(score.max.clone()), Some(ratio), lapse, open)
            }
            (Reading::Possible, Part::Node(node)) => {
                let bounds = super::at(self.bounds, node)?.as_ref();
                let bounds = bounds.ok_or_else(|| Failure::broken("a group applies without bounds"))?;
                let ratio = bounds.ratio()?;
                let Bounds { value, max, may_lapse, open, .. } = bounds.clone();
                (value, max, ratio, may_lapse, open)
            }
        };
        let percent = match ratio.filter(|_| !may_lapse) {
            Some(ratio) => Some(Range::new(ratio.lower.mul(&Number::HUNDRED)?, ratio.upper.mul(&Number::HUNDRED)?)),
            None => None,
        };
        Ok(ScoreView {
            value: (!may_lapse).then_some(value),
            max,
            percent,
            status: (!open).then_some(score.state),
            applicable: (!may_lapse).then_some(true),
            level: self.level(part),
        })
    }

    fn level(&self, part: Part) -> LevelView<'a> {
        let Part::Node(node) = part else { return LevelView::Absent };
        let Some(Some(grade)) = self.grades.get(node) else { return LevelView::Absent };
        let Some(list) = self.tree.lists.get(grade.list) else { return LevelView::Absent };
        let name = |level: Option<usize>| match level {
            Some(level) => list.levels.get(level).map_or(LevelView::Absent, |level| LevelView::Is(&level.id)),
            None => LevelView::Is("ungraded"),
        };
        match self.reading {
            Reading::Earned => name(grade.earned),
            Reading::Possible if grade.may_lapse || grade.worst != grade.best => LevelView::Open,
            Reading::Possible => name(grade.best),
        }
    }
}
