//! What stands between the final level and the next one: the entries that fail, by how much, and the gates that hold.
//!
//! A set is listed with its failing entries only; a level that was earned and taken away by gates lists no sets.

use super::decide::PredicateId;
use super::evaluate::Evaluation;
use super::gate::{Effect, GateState};
use super::level::{End, Entry, On, Test};
use super::outcome::Standing;
use super::rollup::{Parts, percent};
use super::tree::{Part, ROOT, Tree};
use super::verdict::Verdict;
use super::{Failure, at};
use crate::number::Number;

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Limiting {
    /// What would be reached next; of a barred result, what it would be without the bar.
    pub next: Standing,
    /// Any of them is enough.
    pub sets: Vec<LimitingSet>,
    /// Places in the table of gates that hold the level down, undecided ones included.
    pub gates: Vec<usize>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LimitingSet {
    pub entries: Vec<LimitingEntry>,
    /// The predicate, if it is not true.
    pub rule: Option<PredicateId>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct LimitingEntry {
    pub on: Part,
    pub test: Test,
    /// Points, percent, or a level's ordinal (0 for ungraded), as the test is.
    pub actual: Option<Number>,
    /// What is lacking, in the unit of the test; 0 where it must be more than it is.
    pub gap: Option<Number>,
}

/// What limits the result; none where there is nothing above it.
pub(crate) fn limiting(tree: &Tree, evaluation: &Evaluation) -> Result<Option<Limiting>, Failure> {
    let conclusion = &evaluation.conclusion;
    let list = at(&tree.lists, ROOT)?;
    let gates_that = |has: fn(&Effect, usize) -> bool, next: usize| {
        let held = |(place, (gate, result)): (usize, (&super::gate::Gate, &super::gate::GateResult))| {
            (result.state != GateState::Clear && has(&gate.effect, next)).then_some(place)
        };
        tree.gates.iter().zip(&evaluation.gates).enumerate().filter_map(held).collect::<Vec<usize>>()
    };
    let next = match (conclusion.verdict, conclusion.reached) {
        (Verdict::NotApplicable, _) => return Ok(None),
        (Verdict::Barred, _) => {
            let gates = gates_that(|effect, _| *effect == Effect::Bar, 0);
            return Ok(Some(Limiting { next: conclusion.unbarred, sets: Vec::new(), gates }));
        }
        (_, Standing::Level(place)) => place + 1,
        _ => 0,
    };
    let Some(level) = list.levels.get(next) else { return Ok(None) };
    let gates = gates_that(
        |effect, next| match effect {
            Effect::CapLevel(place) => *place < next,
            Effect::Bar | Effect::Demote(_) | Effect::CapScore(_) => true,
            Effect::Warn => false,
        },
        next,
    );
    let mut sets = Vec::new();
    let grading = evaluation.grading(tree, ROOT)?;
    let cap = conclusion.score.as_ref().and_then(|score| score.value.as_ref());
    if conclusion.earned < Standing::Level(next) {
        for set in &level.sets {
            let mut failing = LimitingSet { entries: Vec::new(), rule: None };
            for entry in &set.entries {
                if !grading.entry(entry, ROOT, End::Earned, cap)?.holds {
                    failing.entries.push(limiting_entry(tree, evaluation, entry, cap)?);
                }
            }
            failing.rule = set.rule.filter(|rule| !grading.rule(*rule, End::Earned));
            sets.push(failing);
        }
    }
    Ok(Some(Limiting { next: Standing::Level(next), sets, gates }))
}

fn limiting_entry(
    tree: &Tree,
    evaluation: &Evaluation,
    entry: &Entry,
    cap: Option<&Number>,
) -> Result<LimitingEntry, Failure> {
    let on = match entry.on {
        On::Itself => Part::Node(ROOT),
        On::Part(part) => part,
    };
    let score = Parts { tree, rows: &evaluation.rows, nodes: &evaluation.nodes }.of(on)?;
    let value = match (entry.on, cap) {
        (On::Itself, Some(cap)) => score.value.min(cap),
        _ => score.value,
    };
    let lacking = |needed: &Number, actual: &Number| needed.sub(actual).map(|gap| gap.max(Number::ZERO));
    let (actual, gap) = match &entry.test {
        Test::Score(needed) | Test::Above(needed) => (Some(value.clone()), Some(lacking(needed, value)?)),
        Test::Percent(needed) => {
            let actual = percent(Some(value), score.max)?;
            let gap = actual.as_ref().map(|actual| lacking(needed, actual)).transpose()?;
            (actual, gap)
        }
        Test::Level(needed) => {
            let Part::Node(node) = on else { return Err(Failure::broken("a row has no level")) };
            let earned = at(&evaluation.grades, node)?.and_then(|grade| grade.earned);
            let ordinal = |place: usize| Number::from(i64::try_from(place + 1).unwrap_or(i64::MAX));
            let actual = earned.map_or(Number::ZERO, ordinal);
            let gap = ordinal(*needed).sub(&actual)?;
            (Some(actual), Some(gap))
        }
    };
    Ok(LimitingEntry { on, test: entry.test.clone(), actual, gap })
}
