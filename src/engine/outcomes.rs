//! Row outcomes of many profiles, held compactly, to be rolled up again under another table.

use super::evaluation::Evaluation;
use super::finding::{Hearing, Judge};
use super::load::{Loaded, Span};
use super::rulebook::Rulebook;
use super::run::Options;
use super::scored::{Parts, Scored, ScoredItem};
use super::scores::{ChildScores, TreeScores, decision, group_value};
use super::watch::Seat;
use crate::assess::Failure;
use crate::assess::composite::Item;
use crate::assess::decide::{ChildScore, Deciders, Decision, PredicateId, ScriptValue};
use crate::assess::evaluate::{self, evaluate};
use crate::assess::gate::GateState;
use crate::assess::outcome::{RowOutcome, State};
use crate::assess::scores::Scores;
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Place};
use crate::error::{Error, RequestError};
use crate::number::Number;
use crate::plan::eval::Inputs;
use crate::plan::expr::FunctionId;
use std::collections::HashMap;
use std::sync::Arc;

/// What the rows and gates of a rulebook gave for many profiles, to be rolled up again under other weights, levels,
/// thresholds, effects of gates or ways of combining, without running a script on a profile again.
///
/// A row takes 12 bytes. Points of rows, scripts, and the parameters that scripts read stay as they were.
///
/// ```
/// use zhiheng::{Library, Outcomes};
/// let rulebook = Library::builtin().get("tqm")?;
/// let mut outcomes = Outcomes::new(&rulebook)?;
/// outcomes.push(include_str!("../../examples/profiles/foshan-appliances.json"))?;
/// outcomes.push(include_str!("../../examples/profiles/zhanjiang-seafood.json"))?;
///
/// // mostly a rulebook of which weights were changed
/// let tuned = outcomes.under(&rulebook)?;
/// let levels: Vec<_> = (0..tuned.len()).map(|profile| Ok(tuned.get(profile)?.level().map(str::to_owned))).collect::<Result<_, zhiheng::Error>>()?;
/// assert_eq!(levels.len(), 2);
/// # Ok::<(), zhiheng::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Outcomes {
    rulebook: Rulebook,
    options: Options,
    /// Predicates that read facts and no scores: what they decided is kept.
    kept: Vec<FunctionId>,
    profiles: Vec<Profile>,
    subjects: Vec<Subject>,
    /// For each subject as many as the table has rows.
    rows: Vec<PackedRow>,
    /// For each subject as many as there are kept predicates.
    decisions: Vec<Option<Decision>>,
    numbers: Numbers,
}

#[derive(Clone, Debug)]
struct Profile {
    name: Option<Box<str>>,
    as_of: Date,
    rules_on: Date,
    kind: Kind,
    /// The place of its first subject.
    first: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    NotApplicable,
    One,
    /// The list of items is not answered.
    NoList,
    Items(usize),
}

/// The enterprise, or an item.
#[derive(Clone, Debug)]
struct Subject {
    key: Box<str>,
    may_leave: bool,
}

/// An outcome, its ends by their places among the numbers.
#[derive(Clone, Copy, Debug)]
struct PackedRow {
    state: State,
    lower: u32,
    upper: u32,
}

/// Every number that occurs, once. The map is only looked up, so its order never shows.
#[derive(Clone, Debug, Default)]
struct Numbers {
    all: Vec<Number>,
    places: HashMap<Number, u32>,
}

impl Numbers {
    fn place(&mut self, number: &Number) -> u32 {
        if let Some(place) = self.places.get(number) {
            return *place;
        }
        let place = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        self.all.push(number.clone());
        self.places.insert(number.clone(), place);
        place
    }

    fn at(&self, place: u32) -> Result<&Number, Failure> {
        crate::assess::at(&self.all, place as usize)
    }
}

impl Outcomes {
    /// Outcomes of no profile yet, of profiles assessed as of their own `as_of`.
    ///
    /// # Errors
    /// [`Error::Request`] where the rulebook holds others, or a gate, level or script group reads facts and scores alike,
    /// so that scores alone do not decide it.
    pub fn new(rulebook: &Rulebook) -> Result<Outcomes, Error> {
        Outcomes::with(rulebook, &Options::default())
    }

    /// The same, of profiles assessed as `options` say.
    ///
    /// # Errors
    /// As [`new`](Outcomes::new).
    pub fn with(rulebook: &Rulebook, options: &Options) -> Result<Outcomes, Error> {
        let loaded = rulebook.loaded();
        if !loaded.children.is_empty() {
            return Err(refused("outcomes-composite", rulebook.id()));
        }
        let mut kept = Vec::new();
        for span in &loaded.spans {
            for (id, judge) in &span.judges.predicates {
                match reads(loaded, *judge) {
                    (true, true) => return Err(refused("outcomes-mixed", &entry(loaded, *id))),
                    (false, true) => {}
                    _ if kept.contains(&judge.function) => {}
                    _ => kept.push(judge.function),
                }
            }
            let groups = span.judges.script_groups.iter();
            if let Some((node, _)) = groups.clone().find(|(_, judge)| reads(loaded, **judge).0) {
                let node = span.tree.nodes.get(*node).map(|node| node.id.clone()).unwrap_or_default();
                return Err(refused("outcomes-mixed", &node));
            }
        }
        Ok(Outcomes {
            rulebook: rulebook.clone(),
            options: options.clone(),
            kept,
            profiles: Vec::new(),
            subjects: Vec::new(),
            rows: Vec::new(),
            decisions: Vec::new(),
            numbers: Numbers::default(),
        })
    }

    /// Runs the rules on a profile given as JSON, and keeps what they gave.
    ///
    /// # Errors
    /// As [`Rulebook::evaluate_with`]; then nothing is kept of the profile.
    pub fn push(&mut self, profile: impl AsRef<[u8]>) -> Result<(), Error> {
        let evaluation = self.rulebook.evaluate_with(profile, &self.options)?;
        let scored = evaluation.scored();
        let first = self.subjects.len();
        let kind = match &scored.parts {
            Parts::NotInEffect | Parts::NotApplicable => Kind::NotApplicable,
            Parts::Items(_, None) => Kind::NoList,
            Parts::One(one, _) => {
                self.keep(scored.span()?, one)?;
                self.subjects.push(Subject { key: "".into(), may_leave: false });
                Kind::One
            }
            Parts::Items(_, Some(items)) => {
                for item in items {
                    self.keep(scored.span()?, &item.evaluation)?;
                    let may_leave = item.item.may_leave;
                    self.subjects.push(Subject { key: item.key.as_str().into(), may_leave });
                }
                Kind::Items(items.len())
            }
        };
        let name = evaluation.name().map(Box::from);
        let (as_of, rules_on) = (evaluation.as_of(), evaluation.rules_on());
        self.profiles.push(Profile { name, as_of, rules_on, kind, first });
        Ok(())
    }

    fn keep(&mut self, span: &Span, evaluation: &evaluate::Evaluation) -> Result<(), Error> {
        let start = self.decisions.len();
        self.decisions.resize(start + self.kept.len(), None);
        let gates = evaluation.gates.iter().zip(&span.tree.gates).enumerate().map(|(place, (result, gate))| {
            let decision = match result.state {
                _ if result.faulty => Decision::Faulty,
                GateState::Undecided => Decision::Undecided,
                GateState::Fired if gate.fires_on => Decision::True,
                GateState::Clear if !gate.fires_on => Decision::True,
                GateState::Fired | GateState::Clear => Decision::False,
            };
            (PredicateId::Gate(place), decision)
        });
        let rules = evaluation.rules.iter().flatten().map(|(id, earned, _)| (*id, *earned));
        for (id, decision) in gates.chain(rules) {
            let function = span.judges.predicates.get(&id).map(|judge| judge.function);
            let column = self.kept.iter().position(|kept| Some(*kept) == function);
            if let Some(place) = column.and_then(|column| self.decisions.get_mut(start + column)) {
                *place = Some(decision);
            }
        }
        for row in &evaluation.rows {
            let (lower, upper) = (self.numbers.place(&row.lower), self.numbers.place(&row.upper));
            self.rows.push(PackedRow { state: row.state, lower, upper });
        }
        Ok(())
    }

    /// How many profiles there are.
    pub fn len(&self) -> usize {
        self.profiles.len()
    }

    /// Whether there is no profile.
    pub fn is_empty(&self) -> bool {
        self.profiles.is_empty()
    }

    /// How many outcomes of rows there are.
    pub fn row_outcomes(&self) -> usize {
        self.rows.len()
    }

    /// The same outcomes under another table: `changed` has the same rows, scripts, parameters of scripts and dates.
    ///
    /// # Errors
    /// [`Error::Request`] where `changed` differs in what scripts do or in its rows, so that they must run again.
    pub fn under<'o>(&'o self, changed: &Rulebook) -> Result<Tuned<'o>, Error> {
        let (old, new) = (self.rulebook.loaded(), changed.loaded());
        let rows = |loaded: &Loaded| {
            let rows = loaded.spans.iter().flat_map(|span| &span.tree.rows);
            rows.map(|row| (row.id.clone(), row.points.clone())).collect::<Vec<_>>()
        };
        let subject = |loaded: &Loaded| {
            let subject = loaded.manifest.subject.as_ref();
            subject.map(|subject| (subject.each.value.clone(), subject.key.as_ref().map(|key| key.value.clone())))
        };
        let same_code = old.code.functions == new.code.functions;
        let same_entries = old.spans.len() == new.spans.len()
            && old.spans.iter().zip(&new.spans).all(|(old, new)| {
                let (before, after) = (&old.judges, &new.judges);
                old.epoch.from == new.epoch.from
                    && before.rows == after.rows
                    && before.applies == after.applies
                    && before.subject_when == after.subject_when
            });
        if !same_code || !same_entries || rows(old) != rows(new) || subject(old) != subject(new) {
            return Err(refused("outcomes-other-rules", changed.id()));
        }
        let predicates = new.spans.iter().flat_map(|span| &span.judges.predicates);
        for (id, judge) in predicates {
            if !self.kept.contains(&judge.function) && reads(new, *judge).0 {
                return Err(refused("outcomes-new-predicate", &entry(new, *id)));
            }
        }
        let groups = new.spans.iter().flat_map(|span| span.judges.script_groups.values());
        if !new.children.is_empty() || groups.copied().any(|judge| reads(new, judge).0) {
            return Err(refused("outcomes-composite", changed.id()));
        }
        Ok(Tuned { outcomes: self, loaded: changed.shared() })
    }
}

/// Kept outcomes under a changed table. Threads may share it.
#[derive(Clone, Debug)]
pub struct Tuned<'o> {
    outcomes: &'o Outcomes,
    loaded: Arc<Loaded>,
}

impl Tuned<'_> {
    /// How many profiles there are.
    pub fn len(&self) -> usize {
        self.outcomes.len()
    }

    /// Whether there is no profile.
    pub fn is_empty(&self) -> bool {
        self.outcomes.is_empty()
    }

    /// What the changed rulebook makes of a profile, counted from 0 in the order in which they were added: the same as
    /// if it evaluated the profile itself.
    ///
    /// # Errors
    /// [`Error::Request`] where there is no such profile or the changed rulebook is not in effect on its day;
    /// [`Error::Profile`] where exact numbers grow beyond their limit.
    pub fn get(&self, profile: usize) -> Result<Evaluation, Error> {
        let known = self.outcomes.profiles.get(profile);
        let known = known.ok_or_else(|| refused("outcomes-no-profile", &profile.to_string()))?;
        let Profile { as_of, rules_on, kind, first, .. } = *known;
        super::run::effective(&self.loaded, rules_on, &self.outcomes.options)?;
        let (place, span) = self.loaded.span_on(rules_on)?;
        let roll_up = |subject: usize| self.roll_up(span, subject, (as_of, rules_on));
        let parts = match kind {
            Kind::NotApplicable => Parts::NotApplicable,
            Kind::One => Parts::One(Box::new(roll_up(first)?), Vec::new()),
            Kind::NoList => Parts::of_items(&self.loaded, &span.tree, None)?,
            Kind::Items(count) => {
                let mut items = Vec::with_capacity(count);
                for subject in first..first + count {
                    let Subject { key, may_leave } = crate::assess::at(&self.outcomes.subjects, subject)?;
                    let evaluation = roll_up(subject)?;
                    let outcome = evaluation.outcome(&span.tree)?;
                    let item = Item { outcome, weight: Some(Number::ONE), may_leave: *may_leave };
                    items.push(ScoredItem { key: key.to_string(), evaluation, item });
                }
                Parts::of_items(&self.loaded, &span.tree, Some(items))?
            }
        };
        let scored = Scored { loaded: self.loaded.clone(), span: place, parts };
        Ok(Evaluation::new(scored, known.name.as_deref().map(str::to_owned), (as_of, rules_on)))
    }

    fn roll_up(&self, span: &Span, subject: usize, dates: (Date, Date)) -> Result<evaluate::Evaluation, Error> {
        let Outcomes { rows, decisions, kept, numbers, options, .. } = self.outcomes;
        let (width, columns) = (span.tree.rows.len(), kept.len());
        let packed = rows.get(subject * width..(subject + 1) * width).unwrap_or_default();
        let mut outcomes = Vec::with_capacity(width);
        for row in packed {
            let lower = numbers.at(row.lower)?;
            let upper = if row.upper == row.lower { lower } else { numbers.at(row.upper)? };
            outcomes.push(RowOutcome {
                state: row.state,
                value: lower.clone(),
                lower: lower.clone(),
                upper: upper.clone(),
            });
        }
        let inputs = Inputs { facts: &[], as_of: dates.0.as_civil(), rules_on: dates.1.as_civil(), scores: None };
        let hearing = Hearing { code: &self.loaded.code, inputs, item: None, steps: options.limits.steps, watch: None };
        let decisions = decisions.get(subject * columns..(subject + 1) * columns).unwrap_or_default();
        let mut recalled = Recalled { span, hearing, kept, decisions };
        Ok(evaluate(&span.tree, outcomes, &[], &mut recalled)?)
    }
}

/// Predicates as they were decided, but for those that read scores alone: these run again.
struct Recalled<'r> {
    span: &'r Span,
    hearing: Hearing<'r>,
    kept: &'r [FunctionId],
    decisions: &'r [Option<Decision>],
}

impl Deciders for Recalled<'_> {
    fn predicate(&mut self, id: PredicateId, scores: &Scores) -> Decision {
        let Some(judge) = self.span.judges.predicates.get(&id).copied() else { return Decision::Faulty };
        if let Some(column) = self.kept.iter().position(|kept| *kept == judge.function)
            && let Some(Some(decision)) = self.decisions.get(column)
        {
            return *decision;
        }
        let scores = TreeScores(*scores);
        match self.hearing.with_scores(&scores).decide(judge, Seat::Predicate(id)) {
            Ok(truth) => decision(truth),
            Err(_) => Decision::Faulty,
        }
    }

    fn script_value(&mut self, node: usize, children: &[ChildScore]) -> ScriptValue {
        let Some(judge) = self.span.judges.script_groups.get(&node).copied() else { return ScriptValue::Faulty };
        let scores = ChildScores(children);
        match self.hearing.with_scores(&scores).give(judge, Seat::Group(node)) {
            Ok(given) => group_value(given),
            Err(_) => ScriptValue::Faulty,
        }
    }
}

/// Whether a function reads facts, and whether it reads scores.
fn reads(loaded: &Loaded, judge: Judge) -> (bool, bool) {
    loaded
        .code
        .function(judge.function)
        .map_or((false, false), |function| (!function.reads.is_empty(), function.scores))
}

/// A predicate by its entry in the table.
fn entry(loaded: &Loaded, id: PredicateId) -> String {
    match id {
        PredicateId::Gate(place) => loaded.manifest.gates.get(place).map(|gate| gate.id.value.clone()),
        PredicateId::Level { level, .. } => loaded.manifest.levels.get(level).map(|level| level.id.value.clone()),
    }
    .unwrap_or_default()
}

fn refused(code: &'static str, name: &str) -> Error {
    RequestError::new(Diagnostic::error(code, Place::default(), &[("name", name)])).into()
}
