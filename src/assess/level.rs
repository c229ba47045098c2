//! Levels: which sets of conditions hold, now, at worst and at best (`rulebook.md`, section 6).
//!
//! Decided where the page is silent: an entry reads what is unanswered as it counts, 0; `"*"` stands for every top-level
//! group, or every row; a set without entries holds; `cumulative = false` is for all lists. "At worst" a set that could
//! hold only through what is not applicable does not hold; "at best" it does.

use super::decide::{Decision, PredicateId};
use super::interval::{Bounds, Range};
use super::outcome::RowOutcome;
use super::rollup::Parts;
use super::scores::Scores;
use super::tree::{Node, Part, ROOT, Resolver, Row};
use super::{Failure, at};
use crate::number::Number;
use crate::rulebook::manifest::{self, Manifest, Of, Threshold};
use std::sync::Arc;

/// The levels that grade the root, or some groups; lowest first.
#[derive(Clone, Debug)]
pub(crate) struct LevelList {
    pub nodes: Vec<usize>,
    pub levels: Vec<Level>,
    /// The ids of the levels.
    pub ids: Arc<[String]>,
}

#[derive(Clone, Debug)]
pub(crate) struct Level {
    /// The place among the `[[levels]]` of the table.
    pub index: usize,
    pub id: String,
    /// Any of them is enough; none: always reached.
    pub sets: Vec<Set>,
}

/// Entries that must all hold.
#[derive(Clone, Debug)]
pub(crate) struct Set {
    pub entries: Vec<Entry>,
    pub rule: Option<PredicateId>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Entry {
    pub on: On,
    pub test: Test,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum On {
    /// The node that is graded.
    Itself,
    Part(Part),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Test {
    /// At least so many points.
    Score(Number),
    /// More than so many points.
    Above(Number),
    /// At least so many percent of the maximum.
    Percent(Number),
    /// At least the level with that place in the node's list.
    Level(usize),
}

/// Which level a node has, as a place in its list; none for ungraded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Grade {
    pub list: usize,
    pub earned: Option<usize>,
    pub worst: Option<usize>,
    pub best: Option<usize>,
    /// Whether the node may turn out not applicable.
    pub may_lapse: bool,
}

/// Which end of what is possible an entry is read at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    Earned,
    /// What is undecided fails.
    Worst,
    /// What is undecided holds.
    Best,
}

/// Whether an entry holds, and whether it does so by more than not being applicable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Held {
    pub holds: bool,
    pub properly: bool,
}

/// Level lists of the table and the list of each node.
pub(crate) fn resolve(
    manifest: &Manifest,
    resolver: &Resolver,
    nodes: &[Node],
    rows: &[Row],
) -> Result<(Vec<LevelList>, Vec<Option<usize>>), Failure> {
    let named = |id: &str| {
        let index = nodes.iter().position(|node| node.id == id);
        index.ok_or_else(|| Failure::broken(format!("no group `{id}`")))
    };
    let top_level = top_level(nodes)?;
    let mut lists = vec![LevelList { nodes: vec![ROOT], levels: Vec::new(), ids: Arc::new([]) }];
    let mut list_of = vec![None; nodes.len()];
    let mut lists_of_levels = Vec::with_capacity(manifest.levels.len());
    for level in &manifest.levels {
        let graded = match &level.of {
            None => vec![ROOT],
            Some(Of::TopLevel) => top_level.clone(),
            Some(Of::Groups(groups)) => {
                let mut graded = groups.iter().map(|id| named(&id.value)).collect::<Result<Vec<_>, _>>()?;
                graded.sort_unstable();
                graded
            }
        };
        let list = lists.iter().position(|list| list.nodes == graded).unwrap_or_else(|| {
            lists.push(LevelList { nodes: graded, levels: Vec::new(), ids: Arc::new([]) });
            lists.len() - 1
        });
        if let Some(list) = lists.get_mut(list) {
            let (index, id) = (lists_of_levels.len(), level.id.value.clone());
            list.levels.push(Level { index, id, sets: Vec::new() });
        }
        lists_of_levels.push(list);
    }
    for (number, list) in lists.iter().enumerate() {
        for &node in &list.nodes {
            match list_of.get_mut(node) {
                Some(place @ None) => *place = Some(number),
                _ => return Err(Failure::broken("a group is graded by two lists of levels")),
            }
        }
    }
    for list in &mut lists {
        list.ids = list.levels.iter().map(|level| level.id.clone()).collect();
    }
    // thresholds that name levels need every list
    let names = lists.clone();
    let reader = Reader { resolver, nodes, rows, top_level: &top_level, lists: &names, list_of: &list_of };
    for level in lists.iter_mut().flat_map(|list| &mut list.levels) {
        for (set, conditions) in at(&manifest.levels, level.index)?.any.iter().enumerate() {
            let rule = conditions.rule.as_ref().map(|_| PredicateId::Level { level: level.index, set });
            level.sets.push(Set { entries: reader.entries(conditions)?, rule });
        }
    }
    Ok((lists, list_of))
}

/// Every group right under the root.
fn top_level(nodes: &[Node]) -> Result<Vec<usize>, Failure> {
    let parts = &at(nodes, ROOT)?.parts;
    Ok(parts.iter().filter_map(|part| if let Part::Node(node) = part { Some(*node) } else { None }).collect())
}

struct Reader<'a> {
    resolver: &'a Resolver<'a>,
    nodes: &'a [Node],
    rows: &'a [Row],
    top_level: &'a [usize],
    lists: &'a [LevelList],
    list_of: &'a [Option<usize>],
}

impl Reader<'_> {
    fn entries(&self, conditions: &manifest::Conditions) -> Result<Vec<Entry>, Failure> {
        let mut entries = Vec::new();
        let mut itself = |test| entries.push(Entry { on: On::Itself, test });
        if let Some(score) = &conditions.score {
            itself(Test::Score(self.resolver.amount(&score.value)?));
        }
        if let Some(above) = &conditions.above {
            itself(Test::Above(self.resolver.amount(&above.value)?));
        }
        if let Some(percent) = &conditions.percent {
            itself(Test::Percent(self.resolver.amount(&percent.value)?));
        }
        for (id, threshold) in &conditions.groups {
            let nodes = match id.value.as_str() {
                "*" => self.top_level.to_vec(),
                id => vec![self.find(id, self.nodes.iter().map(|node| &node.id))?],
            };
            for node in nodes {
                let test = self.test(&threshold.value, Some(node))?;
                entries.push(Entry { on: On::Part(Part::Node(node)), test });
            }
        }
        for (id, threshold) in &conditions.rows {
            let rows = match id.value.as_str() {
                "*" => (0..self.rows.len()).collect(),
                id => vec![self.find(id, self.rows.iter().map(|row| &row.id))?],
            };
            for row in rows {
                let test = self.test(&threshold.value, None)?;
                entries.push(Entry { on: On::Part(Part::Row(row)), test });
            }
        }
        Ok(entries)
    }

    fn find<'i>(&self, id: &str, mut ids: impl Iterator<Item = &'i String>) -> Result<usize, Failure> {
        ids.position(|other| other == id)
            .ok_or_else(|| Failure::broken(format!("a level names `{id}`, which is not there")))
    }

    fn test(&self, threshold: &Threshold, node: Option<usize>) -> Result<Test, Failure> {
        Ok(match threshold {
            // the steps of a row are its points
            Threshold::Points(amount) | Threshold::Step(amount) => Test::Score(self.resolver.amount(amount)?),
            Threshold::Percent(percent) => Test::Percent(percent.clone()),
            Threshold::Level(id) => {
                let list = node.and_then(|node| *self.list_of.get(node)?).and_then(|list| self.lists.get(list));
                let level = list.and_then(|list| list.levels.iter().position(|level| level.id == *id));
                Test::Level(level.ok_or_else(|| Failure::broken(format!("no level `{id}` there")))?)
            }
        })
    }
}

/// A node or row as an entry reads it.
struct Reach<'a> {
    value: &'a Number,
    max: &'a Number,
    lower: &'a Number,
    upper: &'a Number,
    /// Of a node that applies.
    bounds: Option<&'a Bounds>,
    may_lapse: bool,
    /// What the value goes no higher than.
    cap: Option<&'a Number>,
}

impl<'a> Reach<'a> {
    fn number(&self, end: End) -> &'a Number {
        let number = match end {
            End::Earned => self.value,
            End::Worst => self.lower,
            End::Best => self.upper,
        };
        self.cap.map_or(number, |cap| number.min(cap))
    }

    fn percent_is_at_least(&self, least: &Number, end: End) -> Result<bool, Failure> {
        let is_settled = self.bounds.is_none_or(|bounds| !bounds.open);
        if end == End::Earned || (is_settled && *self.max > Number::ZERO) {
            let enough = self.number(end).mul(&Number::HUNDRED)? >= self.max.mul(least)?;
            return Ok(*self.max > Number::ZERO && enough);
        }
        let ratio = match self.bounds {
            Some(bounds) => bounds.ratio()?,
            None => None,
        };
        let Some(Range { lower, upper }) = ratio else { return Ok(end == End::Best) };
        let mut ratio = if end == End::Worst { lower } else { upper };
        if let (Some(cap), Some(bounds)) = (self.cap, self.bounds) {
            // a cap is the smaller a share, the larger the maximum
            let max = if cap.is_negative() == (end == End::Worst) { &bounds.max.lower } else { &bounds.max.upper };
            ratio = ratio.min(cap.div(max)?);
        }
        Ok(ratio.mul(&Number::HUNDRED)? >= *least)
    }
}

/// What grading reads.
pub(crate) struct Grading<'a> {
    pub scores: Scores<'a>,
    /// What the predicates of levels gave, as earned and over what is possible.
    pub rules: &'a [(PredicateId, Decision, Decision)],
}

impl<'a> Grading<'a> {
    /// Whether a predicate is not decided.
    pub fn is_open(&self) -> bool {
        let decided = |decision: &Decision| matches!(decision, Decision::True | Decision::False);
        self.rules.iter().any(|(_, earned, possible)| !decided(earned) || !decided(possible))
    }

    /// The level of `node` in `list` at one end, its own score no more than `cap`; a place in the list.
    pub fn level(
        &self,
        list: &LevelList,
        node: usize,
        end: End,
        cap: Option<&Number>,
    ) -> Result<Option<usize>, Failure> {
        let mut reached = None;
        for (place, level) in list.levels.iter().enumerate() {
            if self.reached(level, node, end, cap)? {
                reached = Some(place);
            } else if self.scores.tree.cumulative {
                break;
            }
        }
        Ok(reached)
    }

    fn reached(&self, level: &Level, node: usize, end: End, cap: Option<&Number>) -> Result<bool, Failure> {
        if level.sets.is_empty() {
            return Ok(true);
        }
        for set in &level.sets {
            if self.set_holds(set, node, end, cap)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether a set holds at that end.
    pub fn set_holds(&self, set: &Set, node: usize, end: End, cap: Option<&Number>) -> Result<bool, Failure> {
        let mut properly = set.entries.is_empty();
        for entry in &set.entries {
            let held = self.entry(entry, node, end, cap)?;
            if !held.holds {
                return Ok(false);
            }
            properly |= held.properly;
        }
        if let Some(rule) = set.rule {
            return Ok(self.rule(rule, end));
        }
        Ok(properly)
    }

    /// Whether a predicate counts as true at that end.
    pub fn rule(&self, rule: PredicateId, end: End) -> bool {
        let decided = self.rules.iter().find(|(id, ..)| *id == rule);
        match (end, decided) {
            (End::Earned, Some((_, earned, _))) => *earned == Decision::True,
            (End::Worst, Some((.., possible))) => *possible == Decision::True,
            (End::Best, Some((.., possible))) => *possible != Decision::False,
            (_, None) => end == End::Best,
        }
    }

    /// Whether an entry holds at that end.
    pub fn entry(&self, entry: &Entry, node: usize, end: End, cap: Option<&Number>) -> Result<Held, Failure> {
        let part = match entry.on {
            On::Itself => Part::Node(node),
            On::Part(part) => part,
        };
        let Some(mut reach) = self.reach(part)? else {
            return Ok(Held { holds: true, properly: false });
        };
        if entry.on == On::Itself {
            reach.cap = cap;
        }
        let holds = match &entry.test {
            Test::Score(least) => reach.number(end) >= least,
            Test::Above(bound) => reach.number(end) > bound,
            Test::Percent(least) => reach.percent_is_at_least(least, end)?,
            Test::Level(least) => {
                let Part::Node(graded) = part else { return Err(Failure::broken("a row has no level")) };
                let grade = at(self.scores.grades, graded)?;
                let grade = grade.ok_or_else(|| Failure::broken("a level is read before it is given"))?;
                let level = match end {
                    End::Earned => grade.earned,
                    End::Worst => grade.worst,
                    End::Best => grade.best,
                };
                level.is_some_and(|level| level >= *least)
            }
        };
        Ok(match end {
            End::Earned => Held { holds, properly: holds },
            End::Worst => Held { holds, properly: holds && !reach.may_lapse },
            End::Best => Held { holds: holds || reach.may_lapse, properly: holds },
        })
    }

    /// What a part is and can become; nothing where it does not apply.
    fn reach(&self, part: Part) -> Result<Option<Reach<'a>>, Failure> {
        let Scores { tree, rows, nodes, bounds, .. } = self.scores;
        let score = Parts { tree, rows, nodes }.of(part)?;
        if !score.state.applies() {
            return Ok(None);
        }
        let (value, max) = (score.value, score.max);
        Ok(Some(match part {
            Part::Row(row) => {
                let RowOutcome { lower, upper, state, .. } = at(rows, row)?;
                Reach { value, max, lower, upper, bounds: None, may_lapse: state.is_open(), cap: None }
            }
            Part::Node(node) => {
                let bounds = at(bounds, node)?.as_ref();
                let bounds = bounds.ok_or_else(|| Failure::broken("a group applies without bounds"))?;
                let Range { lower, upper } = &bounds.value;
                Reach { value, max, lower, upper, bounds: Some(bounds), may_lapse: bounds.may_lapse, cap: None }
            }
        }))
    }
}
