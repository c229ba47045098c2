//! Another rulebook's result as the value of a group (`rulebook.md`, section 7).
//!
//! Decided where the page is silent: `worst` and `best` go by what each item is worth to the group (barred: 0), so that a
//! better item never lowers the group. Under `levels`, ungraded and barred are worth 0. Among items, what is unanswered
//! counts as the holding rulebook counts it. An item whose weight is not given may weigh anything. The group's coverage
//! is the mean of its items'.

use super::Failure;
use super::interval::{Piece, Range, greatest, least, mean, piece};
use super::outcome::{Standing, State};
use super::rollup::together;
use super::tree::CompositeRule;
use super::verdict::Verdict;
use crate::number::Number;
use crate::rulebook::manifest::{AsGroup, Unanswered};
use std::sync::Arc;

/// What a composite's group gets from outside.
#[derive(Clone, Debug)]
pub(crate) enum ChildResult {
    /// The rulebook is not in effect on that day.
    NotInEffect,
    Single(Outcome),
    /// One result for each item in scope; none where the subject's array is not answered.
    Items(Option<Vec<Item>>),
}

/// The result of a rulebook, or of one of its items.
#[derive(Clone, Debug)]
pub(crate) struct Outcome {
    pub verdict: Verdict,
    pub state: State,
    /// The final score.
    pub score: Option<Number>,
    /// The final score before rounding, over its maximum.
    pub ratio: Option<Number>,
    pub range: Option<Range>,
    /// Whether it may turn out not applicable.
    pub may_lapse: bool,
    pub reached: Standing,
    pub possible: Vec<Standing>,
    /// 0 to 1.
    pub coverage: Option<Number>,
    pub level_ids: Arc<[String]>,
}

impl Outcome {
    /// The result of a rulebook that does not apply.
    pub fn not_applicable() -> Outcome {
        Outcome {
            verdict: Verdict::NotApplicable,
            state: State::NotApplicable,
            score: None,
            ratio: None,
            range: None,
            may_lapse: false,
            reached: Standing::Ungraded,
            possible: Vec::new(),
            coverage: None,
            level_ids: Arc::new([]),
        }
    }
}

#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub outcome: Outcome,
    /// What `item_weight` reads; none where it is not answered.
    pub weight: Option<Number>,
    /// Whether the item may turn out of scope.
    pub may_leave: bool,
}

/// A composite's value as a share of its maximum.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Leaf {
    pub state: State,
    pub value: Number,
    pub range: Range,
    pub may_lapse: bool,
    /// 0 to 1.
    pub coverage: Option<Number>,
}

impl Leaf {
    fn not_applicable() -> Leaf {
        Leaf {
            state: State::NotApplicable,
            value: Number::ZERO,
            range: Range::point(Number::ZERO),
            may_lapse: false,
            coverage: None,
        }
    }

    fn unanswered(state: State, may_lapse: bool) -> Leaf {
        let range = Range::new(Number::ZERO, Number::ONE);
        Leaf { state, value: Number::ZERO, range, may_lapse, coverage: Some(Number::ZERO) }
    }
}

/// The value of a composite's group; `natural` is what the best result is worth.
pub(crate) fn leaf(
    rule: &CompositeRule,
    natural: &Number,
    child: &ChildResult,
    unanswered: Unanswered,
) -> Result<Leaf, Failure> {
    match child {
        ChildResult::NotInEffect => Ok(Leaf::not_applicable()),
        ChildResult::Single(outcome) => worth(rule, natural, outcome),
        ChildResult::Items(None) => Ok(Leaf::unanswered(State::Unanswered, true)),
        ChildResult::Items(Some(items)) => {
            let as_group =
                rule.as_group.as_ref().ok_or_else(|| Failure::broken("a group of items has no `as_group`"))?;
            let mut leaves = Vec::with_capacity(items.len());
            for item in items {
                let mut leaf = match as_group {
                    AsGroup::ShareAt(level) => reaches(level, &item.outcome)?,
                    _ => worth(rule, natural, &item.outcome)?,
                };
                leaf.may_lapse |= item.may_leave;
                if leaf.state.applies() && item.weight.as_ref().is_none_or(|weight| !weight.is_zero()) {
                    leaves.push((leaf, item.weight.as_ref()));
                }
            }
            together_as(as_group, &leaves, unanswered)
        }
    }
}

/// What one result is worth.
fn worth(rule: &CompositeRule, natural: &Number, outcome: &Outcome) -> Result<Leaf, Failure> {
    let (value, range) = match (outcome.verdict, &rule.levels) {
        (Verdict::NotApplicable, _) => return Ok(Leaf::not_applicable()),
        (Verdict::Barred, _) => (Number::ZERO, Range::point(Number::ZERO)),
        (_, Some(levels)) => {
            let points = |standing: &Standing| {
                let id = match standing {
                    Standing::Level(place) => outcome.level_ids.get(*place),
                    Standing::Barred | Standing::Ungraded => None,
                };
                let points = id.and_then(|id| levels.iter().find(|(level, _)| level == id));
                points.map_or(Ok(Number::ZERO), |(_, points)| points.div(natural))
            };
            let mut range = Range::point(points(&outcome.reached)?);
            for standing in &outcome.possible {
                let points = points(standing)?;
                range = Range::new(range.lower.min(points.clone()), range.upper.max(points));
            }
            (points(&outcome.reached)?, range)
        }
        (_, None) => match &outcome.range {
            Some(range) => {
                let mut range = range.clone();
                if outcome.possible.contains(&Standing::Barred) {
                    range.lower = range.lower.min(Number::ZERO);
                }
                (outcome.ratio.clone().unwrap_or(Number::ZERO), range)
            }
            // a base below zero may leave no maximum to take a percent of
            None => return Ok(Leaf::unanswered(State::Faulty, outcome.may_lapse)),
        },
    };
    let state = match outcome.state {
        _ if outcome.verdict == Verdict::Barred => State::Answered,
        State::Answered if !range.is_point() => State::Partly,
        state => state,
    };
    let may_lapse = outcome.may_lapse && outcome.verdict != Verdict::Barred;
    Ok(Leaf { state, value, range, may_lapse, coverage: outcome.coverage.clone() })
}

/// Whether an item is graded `level` or better, as 0 or 1.
fn reaches(level: &str, outcome: &Outcome) -> Result<Leaf, Failure> {
    if outcome.verdict == Verdict::NotApplicable {
        return Ok(Leaf::not_applicable());
    }
    let place = outcome.level_ids.iter().position(|id| id == level);
    let least = Standing::Level(place.ok_or_else(|| Failure::broken(format!("no level `{level}`")))?);
    let surely = outcome.possible.iter().all(|standing| *standing >= least);
    let maybe = outcome.possible.iter().any(|standing| *standing >= least);
    let now = surely || (outcome.verdict == Verdict::Graded && outcome.reached >= least);
    let share = |yes| if yes { Number::ONE } else { Number::ZERO };
    let state = match outcome.state {
        _ if surely || !maybe => State::Answered,
        State::Answered => State::Partly,
        state => state,
    };
    Ok(Leaf {
        state,
        value: share(now),
        range: Range::new(share(surely), share(maybe)),
        may_lapse: outcome.may_lapse,
        coverage: outcome.coverage.clone(),
    })
}

/// Items as one value; `leaves` apply and weigh something, or their weight is not known.
fn together_as(
    as_group: &AsGroup,
    leaves: &[(Leaf, Option<&Number>)],
    unanswered: Unanswered,
) -> Result<Leaf, Failure> {
    if leaves.is_empty() {
        return Ok(Leaf::not_applicable());
    }
    let coverage = Number::sum(leaves.iter().filter_map(|(leaf, _)| leaf.coverage.as_ref()))?;
    let coverage = Some(coverage.div(&Number::from(i64::try_from(leaves.len()).unwrap_or(i64::MAX)))?);
    let may_lapse = leaves.iter().all(|(leaf, _)| leaf.may_lapse);
    let counts = |leaf: &Leaf| !(unanswered == Unanswered::Exclude && leaf.state.is_open());
    let state = together(leaves.iter().map(|(leaf, _)| leaf.state));
    let values = leaves.iter().map(|(leaf, _)| leaf).filter(|leaf| counts(leaf)).map(|leaf| &leaf.value);
    let ratios: Vec<_> = leaves.iter().map(|(leaf, _)| (&leaf.range, leaf.may_lapse)).collect();
    let least_value = || values.clone().min().cloned().unwrap_or(Number::ZERO);
    let (state, value, range) = match as_group {
        AsGroup::Worst => (state, least_value(), least(&ratios)),
        AsGroup::Best => (state, values.max().cloned().unwrap_or(Number::ZERO), greatest(&ratios)),
        AsGroup::Mean | AsGroup::ShareAt(_) => {
            let unweighed = leaves.iter().any(|(_, weight)| weight.is_none());
            let known = leaves.iter().filter_map(|(leaf, weight)| Some((leaf, (*weight)?)));
            let pieces: Vec<Piece> =
                known.clone().map(|(leaf, weight)| piece(weight, leaf.may_lapse, leaf.range.clone())).collect();
            let (mut weights, mut sum) = (Number::ZERO, Number::ZERO);
            for (leaf, weight) in known.filter(|(leaf, _)| counts(leaf)) {
                weights = weights.add(weight)?;
                sum = sum.add(&leaf.value.mul(weight)?)?;
            }
            let now = if weights.is_zero() { None } else { Some(sum.div(&weights)?) };
            match unweighed {
                false => (state, now.unwrap_or(Number::ZERO), mean(&pieces)?),
                true => {
                    // whatever the missing weights are, the mean lies between the extremes
                    let all = leaves.iter().map(|(leaf, _)| &leaf.range);
                    let lower = all.clone().map(|range| &range.lower).min().cloned().unwrap_or(Number::ZERO);
                    let upper = all.map(|range| &range.upper).max().cloned().unwrap_or(Number::ONE);
                    let state = if state == State::Answered && lower != upper { State::Partly } else { state };
                    (state, least_value(), Range::new(lower, upper))
                }
            }
        }
    };
    Ok(Leaf { state, value, range, may_lapse, coverage })
}
