//! An evaluation as a host sees it: every number of an assessment, and none of its texts.

use super::scored::{Parts, Scored, ScoredItem};
use crate::assess::assessment::Score;
use crate::assess::document::hundredfold;
use crate::assess::evaluate;
use crate::assess::gate::GateState;
use crate::assess::outcome::{Standing, State};
use crate::assess::tree::{ROOT, Tree};
use crate::assess::verdict::{Conclusion, Verdict};
use crate::date::Date;
use crate::error::Error;
use crate::number::Number;

/// A profile under a rulebook in numbers: status, score, level, and what each row, group and gate came to.
///
/// It says what the [`Assessment`](crate::Assessment) of the same profile says, without reasons, facts and texts, and
/// takes a small part of the time.
///
/// ```
/// use zhiheng::Library;
/// let rulebook = Library::builtin().get("three-same")?;
/// let profile = include_str!("../../examples/profiles/foshan-appliances.json");
/// let evaluation = rulebook.evaluate_json(profile)?;
/// for item in evaluation.items() {
///     println!("{} {:?} {}", item.key(), item.level(), item.score().and_then(|score| score.value).unwrap_or_default());
/// }
/// assert_eq!(evaluation.level(), rulebook.assess_json(profile)?.level.id());
/// # Ok::<(), zhiheng::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Evaluation {
    scored: Scored,
    name: Option<String>,
    as_of: Date,
    rules_on: Date,
}

/// What a row came to.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub struct RowScore<'e> {
    /// `GROUP.ROW`.
    pub id: &'e str,
    /// How far it was answered.
    pub state: State,
    /// 0 to `max`; none where it was not answered or does not apply.
    pub points: Option<&'e Number>,
    /// Full marks.
    pub max: &'e Number,
    /// The least that it can still become; none where it does not apply.
    pub lower: Option<&'e Number>,
    /// The most that it can still become.
    pub upper: Option<&'e Number>,
}

/// What a group came to.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct GroupScore<'e> {
    /// The group's id.
    pub id: &'e str,
    /// How far it was answered.
    pub status: State,
    /// On its own scale, after its rounding; none where nothing was answered or nothing applies.
    pub value: Option<&'e Number>,
    /// Full marks.
    pub max: &'e Number,
    /// The least that it can still become; none where it does not apply.
    pub lower: Option<&'e Number>,
    /// The most that it can still become.
    pub upper: Option<&'e Number>,
    /// The level, or `ungraded`; none where the group is not graded.
    pub level: Option<&'e str>,
}

impl Evaluation {
    pub(super) fn new(scored: Scored, name: Option<String>, (as_of, rules_on): (Date, Date)) -> Evaluation {
        Evaluation { scored, name, as_of, rules_on }
    }

    pub(super) fn scored(&self) -> &Scored {
        &self.scored
    }

    /// The name of the enterprise, if the profile has one.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// The day that the facts speak of.
    pub fn as_of(&self) -> Date {
        self.as_of
    }

    /// The day whose rules were applied.
    pub fn rules_on(&self) -> Date {
        self.rules_on
    }

    /// The status.
    pub fn status(&self) -> Verdict {
        match &self.scored.parts {
            Parts::NotInEffect | Parts::NotApplicable => Verdict::NotApplicable,
            Parts::One(evaluation, _) => evaluation.conclusion.verdict,
            Parts::Items(overall, _) => overall.verdict,
        }
    }

    /// The final level: its id, `ungraded` or `barred`; none where there are no levels, or nothing applies.
    pub fn level(&self) -> Option<&str> {
        match &self.scored.parts {
            Parts::NotInEffect | Parts::NotApplicable => None,
            Parts::One(evaluation, _) => self.tree().and_then(|tree| reached(tree, &evaluation.conclusion)),
            Parts::Items(overall, _) => self.tree().and_then(|tree| level(tree, overall.reached?)),
        }
    }

    /// The levels that are still possible, lowest first.
    pub fn possible(&self) -> Vec<&str> {
        let standings: &[Standing] = match &self.scored.parts {
            Parts::NotInEffect | Parts::NotApplicable => &[],
            Parts::One(evaluation, _) => &evaluation.conclusion.possible,
            Parts::Items(overall, _) => &overall.possible,
        };
        let Some(tree) = self.tree() else { return Vec::new() };
        standings.iter().filter_map(|standing| name(tree, *standing)).collect()
    }

    /// The score of the enterprise itself; none where nothing applies, or the rulebook assesses items.
    pub fn score(&self) -> Option<Score> {
        self.own().and_then(|(_, evaluation)| score(evaluation))
    }

    /// The rows, in the order of the table; of a rulebook that assesses items each item has its own.
    pub fn rows(&self) -> impl Iterator<Item = RowScore<'_>> {
        self.own().into_iter().flat_map(|(tree, evaluation)| rows(tree, evaluation))
    }

    /// The groups, in the order of the table.
    pub fn groups(&self) -> impl Iterator<Item = GroupScore<'_>> {
        self.own().into_iter().flat_map(|(tree, evaluation)| groups(tree, evaluation))
    }

    /// The gates by id, in the order of the table.
    pub fn gates(&self) -> impl Iterator<Item = (&str, GateState)> {
        self.own().into_iter().flat_map(|(tree, evaluation)| gates(tree, evaluation))
    }

    /// Percent of what applies that was answered, by weight; none where nothing applies.
    ///
    /// # Errors
    /// [`Error::Profile`] where exact numbers grow beyond their limit.
    pub fn coverage(&self) -> Result<Option<Number>, Error> {
        let share = match &self.scored.parts {
            Parts::NotInEffect | Parts::NotApplicable => None,
            Parts::One(evaluation, _) => evaluation.root_coverage(&self.scored.span()?.tree)?,
            Parts::Items(overall, _) => overall.coverage.clone(),
        };
        Ok(hundredfold(share.as_ref())?)
    }

    /// The items of the subject that are in scope.
    pub fn items(&self) -> impl Iterator<Item = ItemEvaluation<'_>> {
        let items = match &self.scored.parts {
            Parts::Items(_, Some(items)) => items.as_slice(),
            _ => &[],
        };
        let tree = self.tree();
        items.iter().filter_map(move |item| Some(ItemEvaluation { tree: tree?, item }))
    }

    /// The evaluations of the rulebooks that groups hold, by the group's id.
    pub fn held(&self) -> impl Iterator<Item = (&str, Evaluation)> {
        let held = match &self.scored.parts {
            Parts::One(_, held) => held.as_slice(),
            _ => &[],
        };
        held.iter().filter_map(|(node, scored)| {
            let group = self.tree()?.nodes.get(*node)?;
            Some((group.id.as_str(), Evaluation { scored: scored.clone(), name: self.name.clone(), ..*self }))
        })
    }

    fn tree(&self) -> Option<&Tree> {
        self.scored.span().ok().map(|span| &span.tree)
    }

    fn own(&self) -> Option<(&Tree, &evaluate::Evaluation)> {
        match &self.scored.parts {
            Parts::One(evaluation, _) => Some((self.tree()?, evaluation)),
            _ => None,
        }
    }
}

/// An item of the subject's list in numbers.
#[derive(Clone, Copy, Debug)]
pub struct ItemEvaluation<'e> {
    tree: &'e Tree,
    item: &'e ScoredItem,
}

impl<'e> ItemEvaluation<'e> {
    /// What names it: its key, or its position where it has none.
    pub fn key(&self) -> &'e str {
        &self.item.key
    }

    /// The status.
    pub fn status(&self) -> Verdict {
        self.item.evaluation.conclusion.verdict
    }

    /// The final level: its id, `ungraded` or `barred`; none where there are no levels, or nothing applies.
    pub fn level(&self) -> Option<&'e str> {
        reached(self.tree, &self.item.evaluation.conclusion)
    }

    /// The levels that are still possible, lowest first.
    pub fn possible(&self) -> Vec<&'e str> {
        let standings = self.item.evaluation.conclusion.possible.iter();
        standings.filter_map(|standing| name(self.tree, *standing)).collect()
    }

    /// The score; none where nothing applies.
    pub fn score(&self) -> Option<Score> {
        score(&self.item.evaluation)
    }

    /// Percent of what applies that was answered, by weight; none where nothing applies.
    ///
    /// # Errors
    /// [`Error::Profile`] where exact numbers grow beyond their limit.
    pub fn coverage(&self) -> Result<Option<Number>, Error> {
        Ok(hundredfold(self.item.item.outcome.coverage.as_ref())?)
    }

    /// The rows, in the order of the table.
    pub fn rows(&self) -> impl Iterator<Item = RowScore<'e>> + use<'e> {
        rows(self.tree, &self.item.evaluation)
    }

    /// The groups, in the order of the table.
    pub fn groups(&self) -> impl Iterator<Item = GroupScore<'e>> + use<'e> {
        groups(self.tree, &self.item.evaluation)
    }

    /// The gates by id, in the order of the table.
    pub fn gates(&self) -> impl Iterator<Item = (&'e str, GateState)> + use<'e> {
        gates(self.tree, &self.item.evaluation)
    }
}

fn score(evaluation: &evaluate::Evaluation) -> Option<Score> {
    evaluation.conclusion.score.as_ref().map(Score::from)
}

/// The final level of a subject to which the rulebook applies.
fn reached<'e>(tree: &'e Tree, conclusion: &Conclusion) -> Option<&'e str> {
    conclusion.score.as_ref()?;
    level(tree, conclusion.reached)
}

/// A standing by name; none where there are no levels.
fn level(tree: &Tree, standing: Standing) -> Option<&str> {
    let without_levels = tree.lists.get(ROOT).is_none_or(|list| list.levels.is_empty());
    if standing == Standing::Ungraded && without_levels { None } else { name(tree, standing) }
}

fn name(tree: &Tree, standing: Standing) -> Option<&str> {
    match standing {
        Standing::Barred => Some("barred"),
        Standing::Ungraded => Some("ungraded"),
        Standing::Level(place) => tree.lists.get(ROOT)?.levels.get(place).map(|level| level.id.as_str()),
    }
}

fn rows<'e>(tree: &'e Tree, evaluation: &'e evaluate::Evaluation) -> impl Iterator<Item = RowScore<'e>> + use<'e> {
    tree.rows.iter().zip(&evaluation.rows).map(|(row, outcome)| {
        let applies = outcome.state.applies();
        RowScore {
            id: &row.id,
            state: outcome.state,
            points: (applies && !outcome.state.is_open()).then_some(&outcome.value),
            max: &row.points,
            lower: applies.then_some(&outcome.lower),
            upper: applies.then_some(&outcome.upper),
        }
    })
}

fn groups<'e>(tree: &'e Tree, evaluation: &'e evaluate::Evaluation) -> impl Iterator<Item = GroupScore<'e>> + use<'e> {
    let nodes = tree.nodes.iter().zip(&evaluation.nodes).zip(evaluation.bounds.iter().zip(&evaluation.grades));
    nodes.skip(1).map(|((node, score), (bounds, grade))| {
        let applies = score.state.applies();
        let graded = grade.and_then(|grade| {
            let levels = &tree.lists.get(grade.list)?.levels;
            grade.earned.map_or(Some("ungraded"), |place| levels.get(place).map(|level| level.id.as_str()))
        });
        GroupScore {
            id: &node.id,
            status: score.state,
            value: (applies && !score.state.is_open()).then_some(&score.value),
            max: if applies { &score.max } else { &node.full },
            lower: bounds.as_ref().map(|bounds| &bounds.value.lower),
            upper: bounds.as_ref().map(|bounds| &bounds.value.upper),
            level: graded,
        }
    })
}

fn gates<'e>(
    tree: &'e Tree,
    evaluation: &'e evaluate::Evaluation,
) -> impl Iterator<Item = (&'e str, GateState)> + use<'e> {
    tree.gates.iter().zip(&evaluation.gates).map(|(gate, result)| (gate.id.as_str(), result.state))
}
