//! Levels: each of them reached, each set of conditions and each entry of it holding and failing, each threshold met exactly.
//!
//! Entries are read as earned, what is unanswered as it counts; those on what does not apply are neither.

use super::goal::{GoalId, Goals, Kind};
use super::table::written;
use crate::assess::decide::Decision;
use crate::assess::evaluate::Evaluation;
use crate::assess::level::{End, Entry, Grading, On, Set, Test};
use crate::assess::outcome::Standing;
use crate::assess::rollup::Parts;
use crate::assess::tree::{Part, ROOT, Tree};
use crate::assess::{Failure, at};
use crate::number::Number;
use crate::rulebook::lines::Lines;
use crate::rulebook::manifest::{Conditions, Level, Manifest, Rule, Span, Threshold};
use crate::text::Text;

/// What is to be seen of a level.
#[derive(Debug)]
pub(super) struct LevelGoals {
    reached: GoalId,
    sets: Vec<SetGoals>,
}

#[derive(Debug)]
struct SetGoals {
    /// None where the set has one entry, which tells as much.
    whole: Option<Sides>,
    entries: Vec<EntryGoals>,
    rule: Option<Sides>,
}

/// An entry as it is written; one for every group or row is several in the tree.
#[derive(Debug)]
struct EntryGoals {
    count: usize,
    sides: Sides,
    on: Option<GoalId>,
}

#[derive(Clone, Copy, Debug)]
struct Sides {
    holds: GoalId,
    fails: GoalId,
}

/// The goals of every level, in the order of the table.
pub(super) fn levels(manifest: &Manifest, lines: &Lines<'_>, goals: &mut Goals) -> Vec<LevelGoals> {
    manifest.levels.iter().map(|level| Writer { manifest, lines, level }.level(goals)).collect()
}

struct Writer<'w> {
    manifest: &'w Manifest,
    lines: &'w Lines<'w>,
    level: &'w Level,
}

impl Writer<'_> {
    fn level(&self, goals: &mut Goals) -> LevelGoals {
        let args = vec![("level", self.level.title.clone())];
        let about = goals.about(Kind::Levels, self.lines.place(self.level.id.span), &self.level.id.value, args);
        let reached = goals.add(&about, "cover-level");
        let sets = self.level.any.iter().enumerate();
        LevelGoals { reached, sets: sets.map(|(number, set)| self.set(number, set, goals)).collect() }
    }

    fn set(&self, number: usize, set: &Conditions, goals: &mut Goals) -> SetGoals {
        let mut entries = Vec::new();
        let one = |amount: &str, key: &str| format!("{key} = {amount}");
        for (key, amount) in [("score", &set.score), ("above", &set.above), ("percent", &set.percent)] {
            let Some(amount) = amount else { continue };
            let text = one(&written(self.lines, amount.span), key);
            entries.push(self.entry(1, amount.span, &text, true, goals));
        }
        for (kind, named, all) in [("groups", &set.groups, self.groups()), ("rows", &set.rows, self.rows())] {
            for (id, threshold) in named {
                let count = if id.value == "*" { all } else { 1 };
                let text = one(&written(self.lines, threshold.span), &format!("{kind}.{}", id.value));
                let exact = !matches!(threshold.value, Threshold::Level(_));
                entries.push(self.entry(count, id.span, &text, exact, goals));
            }
        }
        let rule = set.rule.as_ref().map(|rule| {
            let Rule { script, function } = &rule.value;
            let script = script.as_deref().map(|script| format!("{script}.")).unwrap_or_default();
            self.sides(rule.span, &format!("rule = \"{script}{function}\""), goals)
        });
        let single = entries.len() + usize::from(rule.is_some()) <= 1;
        let whole = (!single).then(|| {
            let args = vec![("level", self.level.title.clone()), ("number", Text::plain((number + 1).to_string()))];
            let place = self.lines.place(set.span);
            let about = goals.about(Kind::Levels, place, &self.level.id.value, args);
            Sides { holds: goals.add(&about, "cover-set-holds"), fails: goals.add(&about, "cover-set-fails") }
        });
        SetGoals { whole, entries, rule }
    }

    fn entry(&self, count: usize, span: Span, text: &str, exact: bool, goals: &mut Goals) -> EntryGoals {
        let sides = self.sides(span, text, goals);
        let on = exact.then(|| {
            let args = vec![("level", self.level.title.clone()), ("text", Text::plain(text))];
            let about = goals.about(Kind::Edges, self.lines.place(span), &self.level.id.value, args);
            goals.add(&about, "cover-entry-on")
        });
        EntryGoals { count, sides, on }
    }

    fn sides(&self, span: Span, text: &str, goals: &mut Goals) -> Sides {
        let args = vec![("level", self.level.title.clone()), ("text", Text::plain(text))];
        let about = goals.about(Kind::Levels, self.lines.place(span), &self.level.id.value, args);
        Sides { holds: goals.add(&about, "cover-entry-holds"), fails: goals.add(&about, "cover-entry-fails") }
    }

    /// How many groups `*` stands for.
    fn groups(&self) -> usize {
        self.manifest.groups.iter().filter(|group| group.parent.is_none()).count()
    }

    fn rows(&self) -> usize {
        self.manifest.groups.iter().map(|group| group.rows.len()).sum()
    }
}

/// Everything about levels that an evaluation reaches.
pub(super) fn reached(goals: &[LevelGoals], tree: &Tree, evaluation: &Evaluation) -> Result<Vec<GoalId>, Failure> {
    let mut found = Vec::new();
    let conclusion = &evaluation.conclusion;
    for list in &tree.lists {
        for &node in &list.nodes {
            if at(&evaluation.bounds, node)?.is_none() {
                continue;
            }
            let earned = at(&evaluation.grades, node)?.and_then(|grade| grade.earned);
            let after_gates = match conclusion.reached {
                Standing::Level(place) if node == ROOT => Some(place),
                _ => None,
            };
            for place in earned.into_iter().chain(after_gates) {
                found.push(at(goals, at(&list.levels, place)?.index)?.reached);
            }
            let grading = evaluation.grading(tree, node)?;
            let walk = Walk { tree, evaluation, grading: &grading, node };
            for level in &list.levels {
                for (set, goals) in level.sets.iter().zip(&at(goals, level.index)?.sets) {
                    walk.set(set, goals, &mut found)?;
                }
            }
        }
    }
    Ok(found)
}

struct Walk<'w> {
    tree: &'w Tree,
    evaluation: &'w Evaluation,
    grading: &'w Grading<'w>,
    node: usize,
}

impl Walk<'_> {
    fn set(&self, set: &Set, goals: &SetGoals, found: &mut Vec<GoalId>) -> Result<(), Failure> {
        let mut rest = set.entries.as_slice();
        let mut failing = false;
        for goals in &goals.entries {
            let (own, others) = rest.split_at_checked(goals.count).unwrap_or((rest, &[]));
            rest = others;
            let (mut holds, mut fails) = (false, false);
            for entry in own {
                let held = self.grading.entry(entry, self.node, End::Earned, None)?;
                holds |= held.properly;
                fails |= !held.holds;
                if self.is_exact(entry)? {
                    found.extend(goals.on);
                }
            }
            failing |= fails;
            let side = if fails { Some(goals.sides.fails) } else { holds.then_some(goals.sides.holds) };
            found.extend(side);
        }
        let ruled = set.rule.and_then(|rule| self.grading.rules.iter().find(|(id, ..)| *id == rule));
        let ruled = ruled.map(|(_, earned, _)| *earned);
        if let (Some(sides), Some(decision)) = (goals.rule, ruled) {
            found.extend(match decision {
                Decision::True => Some(sides.holds),
                Decision::False => Some(sides.fails),
                Decision::Undecided | Decision::Faulty => None,
            });
        }
        if let Some(whole) = goals.whole {
            if self.grading.set_holds(set, self.node, End::Earned, None)? {
                found.push(whole.holds);
            } else if failing || ruled == Some(Decision::False) {
                found.push(whole.fails);
            }
        }
        Ok(())
    }

    /// Whether what an entry reads is exactly its threshold.
    fn is_exact(&self, entry: &Entry) -> Result<bool, Failure> {
        let part = match entry.on {
            On::Itself => Part::Node(self.node),
            On::Part(part) => part,
        };
        let score = Parts { tree: self.tree, rows: &self.evaluation.rows, nodes: &self.evaluation.nodes }.of(part)?;
        if !score.state.applies() {
            return Ok(false);
        }
        Ok(match &entry.test {
            Test::Score(bound) | Test::Above(bound) => score.value == bound,
            Test::Percent(bound) => score.value.mul(&Number::HUNDRED)? == score.max.mul(bound)?,
            Test::Level(_) => false,
        })
    }
}
