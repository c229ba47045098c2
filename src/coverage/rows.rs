//! Rows: which of the outcomes that their functions can have the cases see.

use super::goal::{GoalId, Goals, Kind};
use super::outcomes::{Outcomes, outcomes};
use super::reach::Reach;
use crate::assess::outcome::{RowOutcome, State};
use crate::engine::Loaded;
use crate::number::Number;
use crate::rulebook::lines::Lines;
use crate::text::Text;

/// What is to be seen of a row.
#[derive(Debug, Default)]
pub(super) struct RowGoals {
    full: Option<GoalId>,
    nothing: Option<GoalId>,
    between: Option<GoalId>,
    unanswered: Option<GoalId>,
    not_applicable: Option<GoalId>,
}

/// The goals of every row, in the order of the table.
pub(super) fn rows(loaded: &Loaded, lines: &Lines<'_>, goals: &mut Goals) -> Vec<RowGoals> {
    let rows = loaded.manifest.groups.iter().flat_map(|group| group.rows.iter().map(move |row| (group, row)));
    let mut found = Vec::new();
    for (index, (group, row)) in rows.enumerate() {
        let possible = possible(loaded, index);
        let id = format!("{}.{}", group.id.value, row.id.value);
        let args = vec![("title", row.title.clone()), ("id", Text::plain(&id))];
        let about = goals.about(Kind::Rows, lines.place(row.id.span), &id, args);
        let mut goal = |wanted: bool, code| wanted.then(|| goals.add(&about, code));
        found.push(RowGoals {
            full: goal(possible.full, "cover-row-full"),
            nothing: goal(possible.nothing, "cover-row-nothing"),
            between: goal(possible.between, "cover-row-between"),
            unanswered: goal(possible.unanswered, "cover-row-unanswered"),
            not_applicable: goal(possible.not_applicable, "cover-row-not-applicable"),
        });
    }
    found
}

/// What the row can come to on one day or another.
fn possible(loaded: &Loaded, index: usize) -> Outcomes {
    let mut all = Outcomes::default();
    for span in &loaded.spans {
        let (Some(row), Some(Some(judge))) = (span.tree.rows.get(index), span.judges.rows.get(index)) else { continue };
        let Some(function) = loaded.code.function(judge.function) else { continue };
        let reach = Reach::of(&loaded.code, &loaded.schema, function);
        let found = outcomes(&reach, function, &row.points);
        all.full |= found.full;
        all.nothing |= found.nothing;
        all.between |= found.between;
        all.not_applicable |= found.not_applicable;
        all.unanswered |= found.unanswered;
    }
    all
}

impl RowGoals {
    /// What is reached by an outcome of the row, worth `points`.
    pub fn reached(&self, outcome: &RowOutcome, points: &Number) -> Option<GoalId> {
        match outcome.state {
            State::Answered if outcome.value == *points => self.full,
            State::Answered if outcome.value.is_zero() => self.nothing,
            State::Answered => self.between,
            State::Unanswered => self.unanswered,
            State::NotApplicable => self.not_applicable,
            State::Partly | State::OutOfScope | State::Faulty => None,
        }
    }
}
