//! What scripts decide during the roll-up: predicates of levels and gates, and the values of script groups.

use super::outcome::State;
use super::scores::Scores;
use crate::number::Number;

/// A predicate of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum PredicateId {
    /// The `rule` of the `set`-th set of the `level`-th `[[levels]]` of the table.
    Level { level: usize, set: usize },
    /// The `when` or `require` of the gate with that place in the table.
    Gate(usize),
}

/// What is known of a predicate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    True,
    False,
    /// What is known does not decide it.
    Undecided,
    /// It failed at run time: undecided, and a fault.
    Faulty,
}

/// A child as a script group sees it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ChildScore<'t> {
    /// The group's id, or the row's without its group.
    pub id: &'t str,
    /// Absent where the child does not count: not applicable, or unanswered under `exclude`.
    pub value: Option<Number>,
    pub max: Number,
    pub percent: Option<Number>,
    pub status: State,
    pub applicable: bool,
}

/// What a script group's function gave.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ScriptValue {
    Value(Number),
    /// It ended absent.
    Absent,
    /// It failed at run time.
    Faulty,
}

/// The scripts behind a table.
pub(crate) trait Deciders {
    /// Decides a predicate that may read `scores`: numbers there are exact or ranges, as the reading has it.
    fn predicate(&mut self, id: PredicateId, scores: &Scores) -> Decision;

    /// The value of the script group or root with that number in the tree.
    fn script_value(&mut self, node: usize, children: &[ChildScore]) -> ScriptValue;
}
