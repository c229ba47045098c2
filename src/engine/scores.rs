//! The bridge by which scripts read scores: of the whole tree in predicates, of its children in a script group.

use crate::assess::decide::{ChildScore, Decision, ScriptValue};
use crate::assess::interval::Range;
use crate::assess::outcome::State;
use crate::assess::scores::{LevelView, Scores};
use crate::assess::tree::Part;
use crate::plan::eval;
use crate::plan::expr::ScoreField;
use crate::plan::value::{Truth, Value};

/// The scores of a tree.
pub(super) struct TreeScores<'s>(pub Scores<'s>);

impl eval::Scores for TreeScores<'_> {
    fn read<'a>(&self, id: &str, field: ScoreField) -> Value<'a> {
        let tree = self.0.tree;
        let part = tree.node_named(id).map(Part::Node).or_else(|| tree.row_named(id).map(Part::Row));
        let Some(Ok(view)) = part.map(|part| self.0.get(part)) else { return Value::Absent };
        match field {
            ScoreField::Value => view.value.map_or(Value::Absent, between),
            ScoreField::Max => between(view.max),
            ScoreField::Percent => view.percent.map_or(Value::Absent, between),
            ScoreField::Status => view.status.map_or(Value::Absent, |status| Value::text(name(status))),
            ScoreField::Applicable => view.applicable.map_or(Value::Undecided, Value::Bool),
            ScoreField::Level => match view.level {
                LevelView::Is(id) => Value::text(id),
                LevelView::Absent | LevelView::Open => Value::Absent,
            },
        }
    }
}

/// The children of a script group.
pub(super) struct ChildScores<'s>(pub &'s [ChildScore<'s>]);

impl eval::Scores for ChildScores<'_> {
    fn read<'a>(&self, id: &str, field: ScoreField) -> Value<'a> {
        let Some(child) = self.0.iter().find(|child| child.id == id) else { return Value::Absent };
        match field {
            ScoreField::Value => child.value.clone().map_or(Value::Absent, Value::Number),
            ScoreField::Max => Value::Number(child.max.clone()),
            ScoreField::Percent => child.percent.clone().map_or(Value::Absent, Value::Number),
            ScoreField::Status => Value::text(name(child.status)),
            ScoreField::Applicable => Value::Bool(child.applicable),
            ScoreField::Level => Value::Absent,
        }
    }
}

/// What the truth of a predicate decides.
pub(super) fn decision(truth: Truth) -> Decision {
    match truth {
        Truth::True => Decision::True,
        Truth::False => Decision::False,
        Truth::Undecided | Truth::Absent => Decision::Undecided,
    }
}

/// What the function of a script group gave, as its value.
pub(super) fn group_value(given: Value<'_>) -> ScriptValue {
    match given {
        Value::Number(number) => ScriptValue::Value(number),
        _ => ScriptValue::Absent,
    }
}

fn between<'a>(range: Range) -> Value<'a> {
    Value::between(range.lower, range.upper)
}

/// The state as the result's JSON writes it.
fn name(state: State) -> &'static str {
    match state {
        State::Answered => "answered",
        State::Partly => "answered in part",
        State::Unanswered => "unanswered",
        State::NotApplicable => "not applicable",
        State::OutOfScope => "out of scope",
        State::Faulty => "faulty",
    }
}
