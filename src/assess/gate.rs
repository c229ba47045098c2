//! Gates: conditions that bar, cap or demote, whatever the score (`rulebook.md`, section 6).
//!
//! Decided where the page is silent: a gate reads scores as ranges of what they can still become, so that one which
//! answers can still turn is undecided, and leaving a question blank never pays.

use super::decide::{Deciders, Decision, PredicateId};
use super::level::LevelList;
use super::scores::Scores;
use super::tree::{ROOT, Resolver};
use super::{Failure, at};
use crate::diagnostic::phrase;
use crate::number::Number;
use crate::rulebook::manifest::{self, Manifest, Trigger};
use crate::text::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug)]
pub(crate) struct Gate {
    pub id: String,
    /// Whether the predicate's truth fires the gate, or its falsehood.
    pub fires_on: bool,
    pub effect: Effect,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Effect {
    Bar,
    /// The place in the root's list of levels.
    CapLevel(usize),
    CapScore(Number),
    Demote(usize),
    Warn,
}

/// What became of a gate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum GateState {
    /// It bars, caps, demotes or warns.
    Fired,
    /// It does nothing.
    Clear,
    /// What is known does not decide it; it counts as fired until it is known to be clear.
    Undecided,
}

impl GateState {
    /// The state in words.
    pub fn title(self) -> Text {
        let code = match self {
            GateState::Fired => "gate-fired",
            GateState::Clear => "gate-clear",
            GateState::Undecided => "gate-undecided",
        };
        phrase(code, &[])
    }
}

/// What became of the gates, in the order of the table.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct GateResult {
    pub state: GateState,
    /// Whether its predicate failed at run time.
    pub faulty: bool,
}

pub(crate) fn resolve(manifest: &Manifest, resolver: &Resolver, lists: &[LevelList]) -> Result<Vec<Gate>, Failure> {
    let levels = &at(lists, ROOT)?.levels;
    let mut gates = Vec::with_capacity(manifest.gates.len());
    for gate in &manifest.gates {
        let effect = match &gate.effect {
            manifest::Effect::Bar => Effect::Bar,
            manifest::Effect::CapLevel(id) => {
                let level = levels.iter().position(|level| level.id == id.value);
                Effect::CapLevel(level.ok_or_else(|| Failure::broken(format!("no level `{}`", id.value)))?)
            }
            manifest::Effect::CapScore(score) => Effect::CapScore(resolver.amount(&score.value)?),
            manifest::Effect::Demote(steps) => {
                let steps = resolver.amount(&steps.value)?.to_i64().and_then(|steps| usize::try_from(steps).ok());
                Effect::Demote(steps.ok_or_else(|| Failure::broken("a gate demotes by no whole number of levels"))?)
            }
            manifest::Effect::Warn => Effect::Warn,
        };
        gates.push(Gate { id: gate.id.value.clone(), fires_on: matches!(gate.trigger, Trigger::When(_)), effect });
    }
    Ok(gates)
}

/// Decides every gate; `scores` are ranges of what is possible.
pub(crate) fn decide<D: Deciders>(gates: &[Gate], scores: &Scores, deciders: &mut D) -> Vec<GateResult> {
    let decide = |(place, gate): (usize, &Gate)| {
        let decision = deciders.predicate(PredicateId::Gate(place), scores);
        let state = match decision {
            Decision::True if gate.fires_on => GateState::Fired,
            Decision::False if !gate.fires_on => GateState::Fired,
            Decision::True | Decision::False => GateState::Clear,
            Decision::Undecided | Decision::Faulty => GateState::Undecided,
        };
        GateResult { state, faulty: decision == Decision::Faulty }
    };
    gates.iter().enumerate().map(decide).collect()
}
