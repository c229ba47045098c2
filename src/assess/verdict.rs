//! Final score, final level, the levels still possible, and the status that sums them up (`rulebook.md`, section 6).
//!
//! Decided where the page is silent: `barred` is possible only while a gate that bars is undecided, and the levels
//! possible beside it are those without that gate. A result of which nothing was answered is indeterminate. Without
//! levels, the score stands in for the level: indeterminate needs a score that can still change. A `warn` gate never
//! makes a result indeterminate. Too much that is not applicable does so whatever else could change.

use super::coverage::Coverage;
use super::decide::Decision;
use super::gate::{Effect, Gate, GateResult, GateState};
use super::interval::{Bounds, Range};
use super::level::{End, Grading};
use super::outcome::{Standing, State};
use super::rollup::Rolled;
use super::tree::{ROOT, Tree};
use super::{Failure, at};
use crate::diagnostic::phrase;
use crate::number::Number;
use crate::rulebook::manifest::NotApplicableEffect;
use crate::text::Text;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What came out, in one word: the first of these that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Verdict {
    /// The rulebook, or all of its rows, does not apply (不适用).
    #[serde(rename = "not applicable")]
    NotApplicable,
    /// A gate bars (否决).
    #[serde(rename = "barred")]
    Barred,
    /// Too little is known: the level could still change (待定).
    #[serde(rename = "indeterminate")]
    Indeterminate,
    /// A level was reached, or the rulebook has none (已评定).
    #[serde(rename = "graded")]
    Graded,
    /// No level was reached (未达级).
    #[serde(rename = "ungraded")]
    Ungraded,
}

impl Verdict {
    /// The status in words.
    pub fn title(self) -> Text {
        let code = match self {
            Verdict::NotApplicable => "status-not-applicable",
            Verdict::Barred => "status-barred",
            Verdict::Indeterminate => "status-indeterminate",
            Verdict::Graded => "status-graded",
            Verdict::Ungraded => "status-ungraded",
        };
        phrase(code, &[])
    }
}

/// Why a result is indeterminate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Cause {
    /// Nothing was answered.
    Unanswered,
    /// The node was answered less far than its `min_coverage`.
    Coverage(usize),
    /// A row, script group or predicate failed at run time.
    Fault,
    /// The gate with that place in the table is undecided.
    Gate(usize),
    /// More than `max_not_applicable` does not apply.
    NotApplicable,
}

/// The root's score through the gates.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct FinalScore {
    /// Before gates; none if nothing was answered.
    pub earned: Option<Number>,
    /// After caps, those of undecided gates included.
    pub value: Option<Number>,
    pub max: Number,
    pub range: Range,
    /// What gates cap the score at: those that fired and those that are undecided, then those that fired alone.
    caps: (Option<Number>, Option<Number>),
}

impl FinalScore {
    /// The final score before rounding over its maximum, for a rulebook that holds this one; none without a maximum.
    pub fn ratio(&self, root: &Rolled) -> Result<Option<Number>, Failure> {
        let known = root.max > Number::ZERO && !root.state.is_open();
        Ok(known.then(|| capped(&root.raw, self.caps.0.as_ref()).div(&root.max)).transpose()?)
    }

    /// The range of the same.
    pub fn ratio_range(&self, bounds: &Bounds) -> Result<Option<Range>, Failure> {
        let Some(range) = bounds.raw_ratio()? else { return Ok(None) };
        let of = |cap: &Option<Number>, most: &Number, least: &Number, ratio: Number| match cap {
            Some(cap) => Ok::<_, Failure>(ratio.min(cap.div(if cap.is_negative() { least } else { most })?)),
            None => Ok(ratio),
        };
        let (max, (cautious, fired)) = (&bounds.max, &self.caps);
        Ok(Some(Range::new(
            of(cautious, &max.upper, &max.lower, range.lower)?,
            of(fired, &max.lower, &max.upper, range.upper)?,
        )))
    }
}

fn capped(score: &Number, cap: Option<&Number>) -> Number {
    cap.map_or(score, |cap| score.min(cap)).clone()
}

/// What the root's score and the gates come to.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Conclusion {
    pub verdict: Verdict,
    pub causes: Vec<Cause>,
    /// None where the root is not applicable.
    pub score: Option<FinalScore>,
    pub earned: Standing,
    /// After gates, undecided ones counted as fired; `Barred` if one that bars has fired.
    pub reached: Standing,
    /// The same but for gates that bar.
    pub unbarred: Standing,
    /// Lowest first; empty where the root is not applicable or there are no levels.
    pub possible: Vec<Standing>,
    pub too_much_not_applicable: bool,
}

/// Everything that a conclusion rests on.
pub(crate) struct Ground<'a> {
    pub tree: &'a Tree,
    pub grading: &'a Grading<'a>,
    pub gates: &'a [GateResult],
    /// How far the tree was answered, worked out only where it is asked for.
    pub coverage: &'a dyn Fn() -> Result<Coverage, Failure>,
    /// Whether the outcome of a row, or of a rulebook that a group holds, is open.
    pub open: bool,
}

pub(crate) fn conclude(ground: &Ground) -> Result<Conclusion, Failure> {
    let Ground { tree, grading, coverage, .. } = *ground;
    let root = at(grading.scores.nodes, ROOT)?;
    let Some(bounds) = at(grading.scores.bounds, ROOT)? else {
        return Ok(Conclusion {
            verdict: Verdict::NotApplicable,
            causes: Vec::new(),
            score: None,
            earned: Standing::Ungraded,
            reached: Standing::Ungraded,
            unbarred: Standing::Ungraded,
            possible: Vec::new(),
            too_much_not_applicable: false,
        });
    };
    let score = final_score(ground, bounds)?;
    let levels = &at(&tree.lists, ROOT)?.levels;
    let earned = ground.standing(End::Earned, None)?;
    let held = ground.standing(End::Earned, Some(Counted::Cautious))?;
    let barred = ground.gates_that(|effect| *effect == Effect::Bar, Counted::Fired).next().is_some();
    let may_be_barred = ground.gates_that(|effect| *effect == Effect::Bar, Counted::Cautious).next().is_some();
    let mut possible = Vec::new();
    if may_be_barred {
        possible.push(Standing::Barred);
    }
    if !barred && !levels.is_empty() {
        if ground.is_settled() {
            possible.push(held);
        } else {
            let worst = ground.standing(End::Worst, Some(Counted::Cautious))?;
            let best = ground.standing(End::Best, Some(Counted::Fired))?;
            let all = std::iter::once(Standing::Ungraded).chain((0..levels.len()).map(Standing::Level));
            possible.extend(all.filter(|standing| (worst..=best).contains(standing)));
        }
    }
    let score_is_open = levels.is_empty() && !score.range.is_point();
    let could_change = possible.len() > 1 || (may_be_barred && !barred) || score_is_open;
    let too_much_not_applicable = match &tree.max_not_applicable {
        Some((limit, _)) => coverage()?.not_applicable.mul(&Number::HUNDRED)? > *limit,
        None => false,
    };
    let mut causes = if could_change && !barred { ground.causes(root.state)? } else { Vec::new() };
    if too_much_not_applicable
        && !barred
        && matches!(tree.max_not_applicable, Some((_, NotApplicableEffect::Indeterminate)))
    {
        causes.push(Cause::NotApplicable);
    }
    let verdict = match held {
        _ if barred => Verdict::Barred,
        _ if !causes.is_empty() => Verdict::Indeterminate,
        Standing::Ungraded if !levels.is_empty() => Verdict::Ungraded,
        _ => Verdict::Graded,
    };
    let reached = if barred { Standing::Barred } else { held };
    let score = Some(score);
    Ok(Conclusion { verdict, causes, score, earned, reached, unbarred: held, possible, too_much_not_applicable })
}

/// Which gates count as fired.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Counted {
    Fired,
    /// Undecided ones too.
    Cautious,
}

impl<'a> Ground<'a> {
    fn gates_that(&self, has: fn(&Effect) -> bool, counted: Counted) -> impl Iterator<Item = &'a Gate> + use<'a> {
        let counts = move |state| match counted {
            Counted::Fired => state == GateState::Fired,
            Counted::Cautious => state != GateState::Clear,
        };
        let gates = self.tree.gates.iter().zip(self.gates);
        gates.filter(move |(gate, result)| counts(result.state) && has(&gate.effect)).map(|(gate, _)| gate)
    }

    fn score_cap(&self, counted: Counted) -> Option<&'a Number> {
        let caps = self.gates_that(|effect| matches!(effect, Effect::CapScore(_)), counted);
        caps.filter_map(|gate| if let Effect::CapScore(cap) = &gate.effect { Some(cap) } else { None }).min()
    }

    /// Where the root stands at one end, before gates or with those that count; bars apart.
    fn standing(&self, end: End, counted: Option<Counted>) -> Result<Standing, Failure> {
        let list = at(&self.tree.lists, ROOT)?;
        let mut level = self.grading.level(list, ROOT, end, None)?;
        let Some(counted) = counted else { return Ok(level.into()) };
        if let Some(cap) = self.score_cap(counted) {
            level = level.min(self.grading.level(list, ROOT, end, Some(cap))?);
        }
        let mut steps: usize = 0;
        let mut cap = None;
        for gate in self.gates_that(|_| true, counted) {
            match gate.effect {
                Effect::Demote(by) => steps = steps.saturating_add(by),
                Effect::CapLevel(place) => cap = Some(cap.map_or(place, |cap: usize| cap.min(place))),
                Effect::Bar | Effect::CapScore(_) | Effect::Warn => {}
            }
        }
        let floor = list.levels.first().filter(|lowest| lowest.sets.is_empty()).map(|_| 0);
        level = level.and_then(|place| place.checked_sub(steps).or(floor));
        if let Some(cap) = cap {
            level = level.min(Some(cap));
        }
        Ok(level.into())
    }

    /// Whether nothing is open: then the worst and the best are what was earned.
    fn is_settled(&self) -> bool {
        let decided = self.gates.iter().all(|gate| gate.state != GateState::Undecided);
        decided && !self.open && !self.grading.is_open()
    }

    /// What keeps a result that could still change from being given.
    fn causes(&self, root: State) -> Result<Vec<Cause>, Failure> {
        let mut causes = Vec::new();
        if root.is_open() {
            causes.push(Cause::Unanswered);
        }
        if self.tree.nodes.iter().any(|node| node.min_coverage.is_some()) {
            let coverage = (self.coverage)()?;
            for (index, node) in self.tree.nodes.iter().enumerate() {
                if let (Some(least), Some(covered)) = (&node.min_coverage, at(&coverage.nodes, index)?)
                    && covered.mul(&Number::HUNDRED)? < *least
                {
                    causes.push(Cause::Coverage(index));
                }
            }
        }
        let scores = &self.grading.scores;
        let faulty = scores.rows.iter().any(|row| row.state == State::Faulty)
            || scores.nodes.iter().any(|node| node.state == State::Faulty)
            || self.gates.iter().any(|gate| gate.faulty)
            || self
                .grading
                .rules
                .iter()
                .any(|(_, earned, possible)| *earned == Decision::Faulty || *possible == Decision::Faulty);
        if faulty {
            causes.push(Cause::Fault);
        }
        for (place, (gate, result)) in self.tree.gates.iter().zip(self.gates).enumerate() {
            if result.state == GateState::Undecided && gate.effect != Effect::Warn {
                causes.push(Cause::Gate(place));
            }
        }
        Ok(causes)
    }
}

fn final_score(ground: &Ground, bounds: &Bounds) -> Result<FinalScore, Failure> {
    let root = at(ground.grading.scores.nodes, ROOT)?;
    let (cautious, fired) = (ground.score_cap(Counted::Cautious), ground.score_cap(Counted::Fired));
    let known = !root.state.is_open();
    Ok(FinalScore {
        earned: known.then(|| root.value.clone()),
        value: known.then(|| capped(&root.value, cautious)),
        max: root.max.clone(),
        range: Range::new(capped(&bounds.value.lower, cautious), capped(&bounds.value.upper, fired)),
        caps: (cautious.cloned(), fired.cloned()),
    })
}
