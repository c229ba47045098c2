//! Looks on while cases run, and keeps account of which goals each of them reaches.

use super::edges::Edges;
use super::gates::GateGoals;
use super::goal::GoalId;
use super::levels::{self, LevelGoals};
use super::mark::{Mark, Marks};
use super::params::ParamGoals;
use super::rows::RowGoals;
use crate::assess::evaluate::Evaluation;
use crate::engine::Loaded;
use crate::engine::finding::Judge;
use crate::engine::watch::{Scene, Seat, Watch, Way};
use crate::plan::expr::{Expr, FunctionId};
use crate::plan::value::{Outcome, Value};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// Everything that is to be seen.
#[derive(Debug)]
pub(super) struct Sights {
    pub marks: Marks,
    pub edges: Edges,
    pub rows: Vec<RowGoals>,
    pub levels: Vec<LevelGoals>,
    pub gates: Vec<GateGoals>,
    pub params: ParamGoals,
    /// The parameters that the table reads, by their numbers.
    pub table_reads: Vec<usize>,
    /// Those in the constants of each row.
    pub row_reads: Vec<Vec<usize>>,
}

/// How many cases reached each thing.
#[derive(Clone, Debug, Default)]
struct Counts {
    cases: Vec<usize>,
    /// What the running case has reached.
    now: BTreeSet<usize>,
}

impl Counts {
    fn reach(&mut self, id: usize) {
        if self.now.insert(id)
            && let Some(cases) = self.cases.get_mut(id)
        {
            *cases += 1;
        }
    }
}

#[derive(Debug, Default)]
struct State {
    goals: Counts,
    lines: Counts,
    /// What runs: whether it is of this rulebook, for which entry of the table, by which function, in which span.
    own: bool,
    seat: Option<Seat>,
    function: Option<FunctionId>,
    span: usize,
}

/// Who looks on.
#[derive(Debug)]
pub(super) struct Onlooker<'o> {
    loaded: &'o Loaded,
    sights: &'o Sights,
    state: RefCell<State>,
}

impl<'o> Onlooker<'o> {
    pub fn new(loaded: &'o Loaded, sights: &'o Sights, goals: usize, lines: usize) -> Onlooker<'o> {
        let of = |count: usize| Counts { cases: vec![0; count], now: BTreeSet::new() };
        let state = State { goals: of(goals), lines: of(lines), ..State::default() };
        Onlooker { loaded, sights, state: RefCell::new(state) }
    }

    /// What comes now is another case.
    pub fn next_case(&self) {
        let mut state = self.state.borrow_mut();
        state.goals.now.clear();
        state.lines.now.clear();
        state.own = false;
    }

    /// How many cases reached each goal, and ran each line.
    pub fn into_counts(self) -> (Vec<usize>, Vec<usize>) {
        let State { goals, lines, .. } = self.state.into_inner();
        (goals.cases, lines.cases)
    }

    fn read(&self, state: &mut State, params: &[usize]) {
        let Some(span) = self.loaded.spans.get(state.span) else { return };
        for goal in params.iter().filter_map(|number| self.sights.params.read(*number, span)) {
            state.goals.reach(goal);
        }
    }

    /// The names of the parameters that the running function reads, or what it calls.
    fn reads(&self, state: &State) -> &'o [String] {
        let function = state.function.and_then(|id| self.loaded.code.function(id));
        function.map_or(&[], |function| function.params.as_slice())
    }

    fn learn(&self, state: &mut State, mark: &Mark, value: &Value<'_>, aside: bool) {
        if let Mark::Ran(goal) = mark {
            return state.goals.reach(*goal);
        }
        if aside {
            return;
        }
        let reached: Vec<GoalId> = match (mark, value) {
            (Mark::Entered(goal), _) => vec![*goal],
            (Mark::Line(line), _) => return state.lines.reach(*line),
            (Mark::Truth { yes, no }, Value::Bool(truth)) => (if *truth { *yes } else { *no }).into_iter().collect(),
            (Mark::Verdict { yes, no }, value) if is_verdict(state.seat) => match value {
                Value::Bool(true) => vec![*yes],
                Value::Bool(false) => vec![*no],
                Value::Outcome(outcome) if matches!(**outcome, Outcome::NotApplicable { .. }) => vec![*no],
                _ => Vec::new(),
            },
            (Mark::Against(threshold), value) => {
                let threshold = self.sights.edges.thresholds.get(*threshold);
                threshold.and_then(|threshold| threshold.reached(value)).into_iter().collect()
            }
            (Mark::Lookup(lookup), Value::Number(x)) => match self.sights.edges.lookups.get(*lookup) {
                Some(lookup) => {
                    let matched = self.sights.params.matched(lookup.kind, &lookup.table, x, self.reads(state));
                    lookup.reached(x).chain(matched).collect()
                }
                None => Vec::new(),
            },
            (Mark::Key, Value::Text(key)) => self.sights.params.looked_up(key.as_str(), self.reads(state)),
            (Mark::Params(params), _) => return self.read(state, params),
            _ => Vec::new(),
        };
        reached.into_iter().for_each(|goal| state.goals.reach(goal));
    }
}

fn is_verdict(seat: Option<Seat>) -> bool {
    matches!(seat, Some(Seat::Applies | Seat::SubjectWhen))
}

impl Watch for Onlooker<'_> {
    fn begin(&self, scene: &Scene<'_>, seat: Seat) {
        let mut state = self.state.borrow_mut();
        // what another rulebook makes of the profile is that one's to test
        state.own = std::ptr::eq(scene.loaded, self.loaded);
        if !state.own {
            return;
        }
        state.seat = Some(seat);
        let span = self.loaded.spans.iter().position(|span| std::ptr::eq(span, scene.span));
        state.span = span.unwrap_or_default();
        let judges = &scene.span.judges;
        let judge: Option<Judge> = match seat {
            Seat::Row(place) => judges.rows.get(place).copied().flatten(),
            Seat::Predicate(id) => judges.predicates.get(&id).copied(),
            Seat::Group(node) => judges.script_groups.get(&node).copied(),
            Seat::Applies => judges.applies,
            Seat::SubjectWhen => judges.subject_when,
            Seat::SubjectTitle => judges.subject_title,
        };
        state.function = judge.map(|judge| judge.function);
        if let Seat::Row(place) = seat
            && let Some(reads) = self.sights.row_reads.get(place)
        {
            self.read(&mut state, reads);
        }
    }

    fn seen(&self, expr: &Expr, value: &Value<'_>, way: Way) {
        let marks = self.sights.marks.of(expr);
        if marks.is_empty() {
            return;
        }
        let mut state = self.state.borrow_mut();
        if state.own {
            marks.iter().for_each(|mark| self.learn(&mut state, mark, value, way != Way::Taken));
        }
    }

    fn evaluated(&self, scene: &Scene<'_>, evaluation: &Evaluation) {
        if !std::ptr::eq(scene.loaded, self.loaded) {
            return;
        }
        let tree = &scene.span.tree;
        let rows = self.sights.rows.iter().zip(&evaluation.rows).zip(&tree.rows);
        let rows = rows.filter_map(|((goals, outcome), row)| goals.reached(outcome, &row.points));
        let gates = self.sights.gates.iter().zip(&evaluation.gates).filter_map(|(goals, result)| goals.reached(result));
        // an evaluation that holds together has every level that its tree has
        let levels = levels::reached(&self.sights.levels, tree, evaluation).unwrap_or_default();
        let mut state = self.state.borrow_mut();
        rows.chain(gates).chain(levels).for_each(|goal| state.goals.reach(goal));
        let span = self.loaded.spans.iter().position(|span| std::ptr::eq(span, scene.span));
        state.span = span.unwrap_or_default();
        self.read(&mut state, &self.sights.table_reads);
    }
}
