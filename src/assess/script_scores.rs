//! Scores as scripts read them: `scores["ID"]` of a predicate, and the children that a script group is called with.
//!
//! What answers can still change reads as a range or as undecided; a status or level that they can change as absent.

use super::decide::ChildScore;
use super::interval::Range;
use super::scores::{LevelView, Scores};
use super::tree::Part;
use crate::number::Number;
use crate::plan::eval;
use crate::plan::expr::ScoreField;
use crate::plan::value::{Str, Value};
use std::rc::Rc;

impl eval::Scores for Scores<'_> {
    fn read<'a>(&self, id: &str, field: ScoreField) -> Value<'a> {
        let node = self.tree.node_named(id).map(Part::Node);
        let part = node.or_else(|| self.tree.row_named(id).map(Part::Row));
        let Some(Ok(score)) = part.map(|part| self.get(part)) else { return Value::Absent };
        match field {
            ScoreField::Value => range(score.value),
            ScoreField::Max => range(Some(score.max)),
            ScoreField::Percent => range(score.percent),
            ScoreField::Status => score.status.map_or(Value::Absent, |status| Value::Text(Str::Known(status.code()))),
            ScoreField::Applicable => score.applicable.map_or(Value::Undecided, Value::Bool),
            ScoreField::Level => match score.level {
                LevelView::Is(id) => Value::Text(Str::Made(Rc::from(id))),
                LevelView::Absent | LevelView::Open => Value::Absent,
            },
        }
    }
}

/// The children of a script group.
pub(crate) struct Children<'c>(pub &'c [ChildScore<'c>]);

impl eval::Scores for Children<'_> {
    fn read<'a>(&self, id: &str, field: ScoreField) -> Value<'a> {
        let Some(child) = self.0.iter().find(|child| child.id == id) else { return Value::Absent };
        let number = |number: &Option<Number>| number.clone().map_or(Value::Absent, Value::Number);
        match field {
            ScoreField::Value => number(&child.value),
            ScoreField::Max => Value::Number(child.max.clone()),
            ScoreField::Percent => number(&child.percent),
            ScoreField::Status => Value::Text(Str::Known(child.status.code())),
            ScoreField::Applicable => Value::Bool(child.applicable),
            ScoreField::Level => Value::Absent,
        }
    }
}

fn range<'a>(range: Option<Range>) -> Value<'a> {
    match range {
        None => Value::Absent,
        Some(range) if range.is_point() => Value::Number(range.lower),
        Some(range) => Value::Range(Rc::new((range.lower, range.upper))),
    }
}
