//! What a row's rule gave, and the state that a row, a group or a whole result is in.

use super::tree::Row;
use crate::diagnostic::phrase;
use crate::number::Number;
use crate::text::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How far a row, a group or a result was answered. The states are never folded into one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum State {
    /// Everything that it needs is known (已填).
    #[serde(rename = "answered")]
    Answered,
    /// Something is open: a row whose value is a range, a group with open parts (部分已填).
    #[serde(rename = "answered in part")]
    Partly,
    /// Not answered (未填).
    #[serde(rename = "unanswered")]
    Unanswered,
    /// Does not apply to this enterprise (不适用).
    #[serde(rename = "not applicable")]
    NotApplicable,
    /// An item that the rulebook does not assess (不在范围内).
    #[serde(rename = "out of scope")]
    OutOfScope,
    /// Its rule failed at run time; counted as unanswered (规则出错).
    #[serde(rename = "faulty")]
    Faulty,
}

impl State {
    /// The state in words.
    pub fn title(self) -> Text {
        let code = match self {
            State::Answered => "state-answered",
            State::Partly => "state-partly",
            State::Unanswered => "state-unanswered",
            State::NotApplicable => "state-not-applicable",
            State::OutOfScope => "state-out-of-scope",
            State::Faulty => "state-faulty",
        };
        phrase(code, &[])
    }

    /// Whether nothing is known: unanswered, or faulty, which counts as such.
    pub(crate) fn is_open(self) -> bool {
        matches!(self, State::Unanswered | State::Faulty)
    }

    /// Whether answers can still change a row in that state.
    pub(crate) fn may_change(self) -> bool {
        matches!(self, State::Partly | State::Unanswered | State::Faulty)
    }

    /// Whether a node takes part in the roll-up at all.
    pub(crate) fn applies(self) -> bool {
        !matches!(self, State::NotApplicable | State::OutOfScope)
    }
}

/// What a row's rule gave. A row answered in part has its lower end as value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RowOutcome {
    pub state: State,
    /// 0..points.
    pub value: Number,
    pub lower: Number,
    pub upper: Number,
}

impl RowOutcome {
    pub fn answered(value: Number) -> RowOutcome {
        RowOutcome { state: State::Answered, lower: value.clone(), upper: value.clone(), value }
    }

    pub fn partly(lower: Number, upper: Number) -> RowOutcome {
        RowOutcome { state: State::Partly, value: lower.clone(), lower, upper }
    }

    /// Unanswered, not applicable or faulty.
    pub fn without_value(state: State) -> RowOutcome {
        RowOutcome { state, value: Number::ZERO, lower: Number::ZERO, upper: Number::ZERO }
    }

    /// Makes the outcome what it counts for: what is unanswered or faulty is 0 out of 0..points, whatever was handed in.
    pub fn count(&mut self, row: &Row) {
        if self.state.is_open() {
            *self = RowOutcome { upper: row.points.clone(), ..RowOutcome::without_value(self.state) };
        } else if !self.state.applies() {
            *self = RowOutcome::without_value(self.state);
        }
    }
}

/// Where a result stands among the levels of a list, lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Standing {
    Barred,
    Ungraded,
    /// The place in the list of levels.
    Level(usize),
}

impl From<Option<usize>> for Standing {
    fn from(level: Option<usize>) -> Standing {
        level.map_or(Standing::Ungraded, Standing::Level)
    }
}
