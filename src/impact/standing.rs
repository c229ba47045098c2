//! What came of a profile under one rulebook, as far as it can be compared: states and scores.

use crate::assess::assessment::{Score, Verdict};
use crate::diagnostic::Diagnostic;
use crate::engine::{Evaluation, Options, Rulebook};
use crate::error::Error;
use crate::number::Number;
use crate::text::Text;
use serde::{Serialize, Serializer};

/// The level of a subject, or what stands in its place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum State {
    /// The rulebook, or all of its rows, does not apply.
    NotApplicable,
    /// The item is not in the scope of the rulebook.
    OutOfScope,
    /// Too little is known.
    Indeterminate,
    /// A gate bars.
    Barred,
    /// No level was reached.
    Ungraded,
    /// The level with that id.
    Level(String),
    /// A result of a rulebook without levels.
    Graded,
}

impl State {
    /// The id of the level, or `not applicable`, `out of scope`, `indeterminate`, `barred`, `ungraded`, `graded`.
    pub fn id(&self) -> &str {
        match self {
            State::NotApplicable => "not applicable",
            State::OutOfScope => "out of scope",
            State::Indeterminate => "indeterminate",
            State::Barred => "barred",
            State::Ungraded => "ungraded",
            State::Level(id) => id,
            State::Graded => "graded",
        }
    }
}

impl Serialize for State {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

/// What came of one subject.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Standing {
    /// Its level, or what stands in its place.
    pub state: State,
    /// The final score, in points; null without one.
    pub score: Option<Number>,
}

/// What came of a profile.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Outcome {
    Assessed(Assessed),
    NotInEffect,
    Refused(Vec<Diagnostic>),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Assessed {
    pub enterprise: Option<String>,
    pub whole: Standing,
    /// With a subject, each item by its key.
    pub items: Vec<Item>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Item {
    pub key: String,
    pub standing: Standing,
}

impl Outcome {
    /// What comes of `profile` under `rulebook`; only a mistake of this library is an error.
    pub fn of(rulebook: &Rulebook, profile: &[u8], options: &Options) -> Result<Outcome, Error> {
        match rulebook.evaluate_with(profile, options) {
            Ok(evaluation) => Ok(Outcome::Assessed(Assessed::of(&evaluation))),
            Err(Error::Request(error)) if error.diagnostic().code == "not-in-effect" => Ok(Outcome::NotInEffect),
            Err(error @ Error::Internal(_)) => Err(error),
            Err(error) => Ok(Outcome::Refused(error.diagnostics().to_vec())),
        }
    }

    pub fn assessed(&self) -> Option<&Assessed> {
        match self {
            Outcome::Assessed(assessed) => Some(assessed),
            _ => None,
        }
    }

    /// What came of the enterprise (no key) or of an item; one that is not there is out of scope.
    pub fn standing(&self, key: Option<&str>) -> Option<Standing> {
        let assessed = self.assessed()?;
        let Some(key) = key else { return Some(assessed.whole.clone()) };
        let item = assessed.items.iter().find(|item| item.key == key);
        Some(item.map_or(Standing { state: State::OutOfScope, score: None }, |item| item.standing.clone()))
    }
}

impl Assessed {
    fn of(evaluation: &Evaluation) -> Assessed {
        let items = evaluation.items().map(|item| Item {
            key: item.key().to_owned(),
            standing: standing(item.status(), item.level(), item.score()),
        });
        Assessed {
            enterprise: evaluation.name().map(str::to_owned),
            whole: standing(evaluation.status(), evaluation.level(), evaluation.score()),
            items: items.collect(),
        }
    }
}

fn standing(status: Verdict, level: Option<&str>, score: Option<Score>) -> Standing {
    let state = match (status, level) {
        (Verdict::NotApplicable, _) => State::NotApplicable,
        (Verdict::Barred, _) => State::Barred,
        (Verdict::Indeterminate, _) => State::Indeterminate,
        (Verdict::Ungraded, _) => State::Ungraded,
        (Verdict::Graded, Some(id)) => State::Level(id.to_owned()),
        (Verdict::Graded, None) => State::Graded,
    };
    Standing { state, score: score.and_then(|score| score.value) }
}

/// The levels of both rulebooks, lowest first.
#[derive(Debug)]
pub(super) struct Ladder {
    pub levels: Vec<(String, Text)>,
}

impl Ladder {
    /// The levels of the new rulebook, and between them those that only the old one has.
    pub fn of(old: &Rulebook, new: &Rulebook) -> Ladder {
        let levels = |rulebook: &Rulebook| -> Vec<(String, Text)> {
            let levels = rulebook.loaded().manifest.levels.iter().filter(|level| level.of.is_none());
            levels.map(|level| (level.id.value.clone(), level.title.clone())).collect()
        };
        let mut merged = levels(new);
        let mut below = None;
        for (id, title) in levels(old) {
            match merged.iter().position(|(known, _)| *known == id) {
                Some(place) => below = Some(place),
                None => {
                    let place = below.map_or(0, |below: usize| below + 1);
                    merged.insert(place, (id, title));
                    below = Some(place);
                }
            }
        }
        Ladder { levels: merged }
    }

    /// How high a state is; none where it is neither high nor low.
    pub fn rank(&self, state: &State) -> Option<usize> {
        match state {
            State::Barred => Some(0),
            State::Ungraded => Some(1),
            State::Level(id) => self.levels.iter().position(|(known, _)| known == id).map(|place| place + 2),
            _ => None,
        }
    }

    /// Which way a subject moves; none where it stays.
    pub fn direction(&self, old: &State, new: &State) -> Option<Direction> {
        match (self.rank(old), self.rank(new)) {
            _ if old == new => None,
            (Some(before), Some(after)) if before < after => Some(Direction::Up),
            (Some(before), Some(after)) if before > after => Some(Direction::Down),
            _ => Some(Direction::Sideways),
        }
    }
}

/// Which way a subject moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Direction {
    /// To a higher level; barred is below ungraded, which is below every level.
    Up,
    /// To a lower one.
    Down,
    /// To or from a result that is neither high nor low: indeterminate, not applicable, out of scope.
    Sideways,
}
