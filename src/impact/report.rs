//! The impact of an edited rulebook, as one document.

use super::edit::{Edit, Part};
use super::population::{Compared, Mover, Moves, Named, Profiles, Refusal, ScoreShifts};
use super::semver::Step;
use serde::Serialize;

/// What the edits of a rulebook come to: for its version, and for the enterprises whose profiles were at hand.
///
/// Scores and shifts are in points of the rulebooks. Counts are exact however many movers are listed.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Impact {
    /// The rulebook before.
    pub old: Compared,
    /// The rulebook after.
    pub new: Compared,
    /// Whether the versions fit the edits.
    pub version: VersionCheck,
    /// Every edit, in the order of the files.
    pub edits: Vec<Edit>,
    /// The levels of both rulebooks, lowest first.
    pub levels: Vec<Named>,
    /// What became of the profiles.
    pub profiles: Profiles,
    /// The enterprises.
    pub enterprises: Moves,
    /// The items, where either rulebook assesses items of a list; else null.
    pub items: Option<Moves>,
    /// How scores shift.
    pub shifts: ScoreShifts,
    /// Whose level or status changes, in the order of the profiles; the enterprise before its items. Cut short at the
    /// number that was asked for.
    pub movers: Vec<Mover>,
    /// How many movers are not listed.
    pub movers_not_listed: u64,
    /// Profiles that could not be compared, cut short at the same number.
    pub refused: Vec<Refusal>,
}

/// Whether the versions fit the edits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct VersionCheck {
    /// The step that the edits call for by what they are, and that movers call for.
    pub called_for: Step,
    /// The step that the edits call for by what they are.
    pub by_edits: Step,
    /// Whether the level or status of some subject changed in fact.
    pub by_movers: bool,
    /// The step from the old version to the new one.
    pub declared: Step,
    /// The lowest version that the new rulebook may have.
    pub at_least: String,
    /// Whether its version is at least that. True where the two rulebooks have different ids, which no version compares.
    pub sufficient: bool,
}

impl Impact {
    /// Whether the version of the new rulebook is high enough for its edits.
    pub fn is_version_sufficient(&self) -> bool {
        self.version.sufficient
    }

    /// Edits that may change a result.
    pub fn effective_edits(&self) -> impl Iterator<Item = &Edit> {
        self.edits.iter().filter(|edit| edit.step >= Step::Minor)
    }

    /// Edits that change texts, comments or layout only.
    pub fn text_edits(&self) -> impl Iterator<Item = &Edit> {
        self.edits.iter().filter(|edit| edit.step < Step::Minor || edit.part == Part::Comments)
    }

    /// Edits that change nothing of any profile at hand.
    pub fn idle_edits(&self) -> impl Iterator<Item = &Edit> {
        self.edits.iter().filter(|edit| edit.idle)
    }
}
