//! What the edits come to over all profiles: counts, movers, and why they move.

use super::shift::Shifts;
use super::standing::{Direction, Standing, State};
use crate::diagnostic::Diagnostic;
use crate::text::Text;
use serde::Serialize;

/// How many profiles were read, and what became of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Profiles {
    /// All that were read.
    pub read: u64,
    /// Those that both rulebooks assessed.
    pub compared: u64,
    /// Those that either rulebook refused.
    pub refused: u64,
    /// Those for whose date only the old rulebook is not in effect.
    pub old_not_in_effect: u64,
    /// Those for whose date only the new rulebook is not in effect.
    pub new_not_in_effect: u64,
    /// Those for whose date neither is in effect.
    pub neither_in_effect: u64,
}

/// How many subjects were where, and are where.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Moves {
    /// Subjects that both rulebooks assessed.
    pub all: u64,
    /// Those that stay.
    pub same: u64,
    /// Those that rise; barred is below ungraded, which is below every level.
    pub up: u64,
    /// Those that fall.
    pub down: u64,
    /// Those that go to or come from a result that is neither high nor low: indeterminate, not applicable, out of scope.
    pub sideways: u64,
    /// How many went from where to where; pairs that do not occur are left out.
    pub matrix: Vec<Cell>,
}

impl Moves {
    /// How many change their level or status.
    pub fn moved(&self) -> u64 {
        self.up + self.down + self.sideways
    }
}

/// A cell of the matrix.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Cell {
    /// Under the old rulebook.
    pub old: State,
    /// Under the new one.
    pub new: State,
    /// How many subjects.
    pub count: u64,
}

/// A subject whose level or status changes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Mover {
    /// What its profile is called: its file.
    pub profile: String,
    /// The line of the profile in that file, from 1, where it holds one a line.
    pub line: Option<u64>,
    /// The name of the enterprise, if the profile has one.
    pub enterprise: Option<String>,
    /// The key of the item; null for the enterprise itself.
    pub item: Option<String>,
    /// The name of the item, if it has one.
    pub item_title: Option<String>,
    /// Under the old rulebook.
    pub old: Standing,
    /// Under the new one.
    pub new: Standing,
    /// Which way it moves.
    pub direction: Direction,
    /// The edits that are responsible, in their order.
    pub causes: Vec<Cause>,
    /// Whether no edit moves it by itself: it takes several together.
    pub only_together: bool,
}

/// Edits (of one bundle) that are responsible for a move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Cause {
    /// Their numbers.
    pub edits: Vec<usize>,
    /// Whether they move it by themselves: the old rulebook with them gives the new level, or one further in the same
    /// direction than the old level.
    pub alone: bool,
    /// Whether undoing them undoes the move: the new rulebook without them gives the old level, or one nearer to it.
    pub undone: bool,
}

/// A profile that a rulebook refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Refusal {
    /// What the profile is called: its file.
    pub profile: String,
    /// Its line in that file, from 1, where it holds one a line.
    pub line: Option<u64>,
    /// Which rulebook refused it.
    pub by: RefusedBy,
    /// What is wrong: its first mistakes, with their paths.
    pub mistakes: Vec<Diagnostic>,
}

/// Which rulebook refused a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum RefusedBy {
    /// The old one only.
    Old,
    /// The new one only.
    New,
    /// Both.
    Both,
}

/// A rulebook that was compared.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Compared {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: Text,
    /// Its version.
    pub version: String,
    /// `sha256:` and its digest: the same where nothing but comments and layout changed.
    pub digest: String,
}

/// A level or what stands in its place, with its title.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Named {
    /// The level's id.
    pub id: String,
    /// Its title, as the new rulebook has it.
    pub title: Text,
}

/// How scores shift, and of whom.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct ScoreShifts {
    /// Whether scores are those of items and not of enterprises.
    pub of_items: bool,
    /// How far.
    #[serde(flatten)]
    pub shifts: Shifts,
}
