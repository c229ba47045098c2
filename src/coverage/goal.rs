//! What the cases of a rulebook should reach, one thing at a time.

use crate::diagnostic::{Place, phrase, speaking_phrase};
use crate::text::Text;
use serde::Serialize;

/// What a goal is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Kind {
    /// What became of a row: full marks, nothing, between, unanswered, not applicable.
    Rows,
    /// A level, a set of its conditions, or an entry of a set.
    Levels,
    /// A gate that fires or stays clear; whether the rulebook applies, and what its subject takes in.
    Gates,
    /// A condition either way, an arm, a loop, an early return, a function.
    Branches,
    /// A bound of a band table or of a comparison: exactly on it, and beside it.
    Edges,
    /// A parameter that is read, on each stretch of its dates and for each of its entries.
    Params,
}

impl Kind {
    /// Every kind, in the order in which they are told.
    pub const ALL: [Kind; 6] = [Kind::Rows, Kind::Levels, Kind::Gates, Kind::Branches, Kind::Edges, Kind::Params];

    /// The kind in words.
    pub fn title(self) -> Text {
        let code = match self {
            Kind::Rows => "cover-kind-rows",
            Kind::Levels => "cover-kind-levels",
            Kind::Gates => "cover-kind-gates",
            Kind::Branches => "cover-kind-branches",
            Kind::Edges => "cover-kind-edges",
            Kind::Params => "cover-kind-params",
        };
        phrase(code, &[])
    }
}

/// One thing that a case should reach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Goal {
    /// What it is about.
    pub kind: Kind,
    /// Where it is written: in `rulebook.toml` or in a script of the rulebook.
    pub place: Place,
    /// The row, level, gate or parameter by its id, or the function by its name.
    pub within: String,
    /// What is to be reached, in a word that does not change: `condition-true`.
    pub aim: &'static str,
    /// What is to be said while no case reaches it.
    pub unreached: Text,
    /// How many cases reach it.
    pub cases: usize,
    /// The choice that it is one side of, by number in the rulebook.
    #[serde(skip)]
    pub(super) choice: usize,
}

impl Goal {
    /// Whether a case reaches it.
    pub fn is_reached(&self) -> bool {
        self.cases > 0
    }
}

/// The number of a goal.
pub(super) type GoalId = usize;

/// Goals as they are found.
#[derive(Debug, Default)]
pub(super) struct Goals {
    pub list: Vec<Goal>,
    choices: usize,
}

/// What several goals have in common: they are the sides of one choice.
#[derive(Clone, Debug)]
pub(super) struct About {
    pub kind: Kind,
    pub place: Place,
    pub within: String,
    pub args: Vec<(&'static str, Text)>,
    choice: usize,
}

impl Goals {
    pub fn about(
        &mut self,
        kind: Kind,
        place: Place,
        within: impl Into<String>,
        args: Vec<(&'static str, Text)>,
    ) -> About {
        self.choices += 1;
        About { kind, place, within: within.into(), args, choice: self.choices }
    }

    /// One side of what `about` tells; `code` is that of its sentence.
    pub fn add(&mut self, about: &About, code: &'static str) -> GoalId {
        self.list.push(Goal {
            kind: about.kind,
            place: about.place.clone(),
            within: about.within.clone(),
            aim: code.strip_prefix("cover-").unwrap_or(code),
            unreached: speaking_phrase(code, &about.args),
            cases: 0,
            choice: about.choice,
        });
        self.list.len() - 1
    }
}
