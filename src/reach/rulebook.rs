//! What a loaded rulebook may come to: its rows, gates, level rules and groups, on all days together.

use super::rollup::{self, NodeReach};
use super::seen::{Seen, Truths};
use super::set::Set;
use super::walk::Walker;
use crate::assess::decide::PredicateId;
use crate::engine::{Judge, Loaded, Span};
use crate::number::Number;
use crate::plan::expr::ScoreField;
use std::collections::BTreeMap;

/// What a row may earn.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct RowReach {
    /// Points; those of a row without an answer are 0.
    pub low: Number,
    pub high: Number,
    /// The least that it may earn once it is answered; none where it never is.
    pub least_answered: Option<Number>,
    pub not_applicable: bool,
    pub full: Number,
    /// The greatest number that it may return as points, where that is more than it has.
    pub above: Option<Number>,
}

/// What a rulebook may come to.
#[derive(Debug)]
pub(crate) struct Reach {
    pub seen: Seen,
    /// On each span of days: rows in the order of the table, nodes, and the truths of gates and level rules.
    pub spans: Vec<SpanReach>,
}

#[derive(Debug)]
pub(crate) struct SpanReach {
    pub rows: Vec<RowReach>,
    pub nodes: Vec<NodeReach>,
    pub predicates: BTreeMap<PredicateId, Truths>,
    pub applies: Option<Truths>,
    pub subject_when: Option<Truths>,
}

impl Reach {
    pub fn of(loaded: &Loaded) -> Reach {
        let mut seen = Seen::default();
        let mut spans = Vec::with_capacity(loaded.spans.len());
        for span in &loaded.spans {
            let (reach, now) = span_reach(loaded, span, std::mem::take(&mut seen));
            seen = now;
            spans.push(reach);
        }
        Reach { seen, spans }
    }
}

fn span_reach(loaded: &Loaded, span: &Span, seen: Seen) -> (SpanReach, Seen) {
    let scores = |_: &str, field: ScoreField| score(field);
    let mut walker = Walker::new(&loaded.code, &loaded.schema, &scores, seen);
    let item = loaded.subject.as_ref().map(|subject| Set { records: [subject.record].into(), ..Set::default() });
    let mut run = |judge: Judge| {
        let mut args = vec![Set { objects: true, ..Set::default() }];
        if judge.per_item {
            args.extend(item.clone());
        }
        walker.call(judge.function, args)
    };
    let rows: Vec<RowReach> = span
        .tree
        .rows
        .iter()
        .zip(&span.judges.rows)
        .map(|(row, judge)| match judge {
            Some(judge) => row_reach(&run(*judge), &row.points),
            None => anything(&row.points),
        })
        .collect();
    let predicates = span.judges.predicates.iter().map(|(id, judge)| (*id, truths(&run(*judge)))).collect();
    for judge in span.judges.script_groups.values() {
        run(*judge);
    }
    let applies = span.judges.applies.map(|judge| {
        let set = run(judge);
        Truths { no: set.can_be_false() || set.not_applicable, ..truths(&set) }
    });
    let subject_when = span.judges.subject_when.map(|judge| truths(&run(judge)));
    if let Some(title) = span.judges.subject_title {
        run(title);
    }
    let nodes = rollup::nodes(&span.tree, &rows);
    (SpanReach { rows, nodes, predicates, applies, subject_when }, walker.seen)
}

/// What scores read in a rule may be.
fn score(field: ScoreField) -> Set {
    match field {
        ScoreField::Value | ScoreField::Max | ScoreField::Percent => {
            Set::numbers(super::interval::Interval::ALL).or_absent(true)
        }
        ScoreField::Status | ScoreField::Level => Set::texts().or_absent(true),
        ScoreField::Applicable => Set::either(),
    }
}

fn truths(set: &Set) -> Truths {
    Truths { yes: set.can_be_true(), no: set.can_be_false(), absent: set.absent }
}

fn anything(points: &Number) -> RowReach {
    let (low, high) = (Number::ZERO, points.clone());
    RowReach { least_answered: Some(Number::ZERO), low, high, not_applicable: true, full: points.clone(), above: None }
}

fn row_reach(set: &Set, points: &Number) -> RowReach {
    if set.unknown {
        return anything(points);
    }
    let mut found: Vec<Number> = Vec::new();
    if set.yes {
        found.push(points.clone());
    }
    if set.no {
        found.push(Number::ZERO);
    }
    let inside = |number: &Option<Number>, missing: &Number| {
        number.clone().unwrap_or_else(|| missing.clone()).max(Number::ZERO).min(points.clone())
    };
    for numbers in [&set.points, &set.numbers].into_iter().flatten() {
        found.push(inside(&numbers.low.at, &Number::ZERO));
        found.push(inside(&numbers.high.at, points));
    }
    let least_answered = found.iter().min().cloned();
    let high = found.into_iter().max().unwrap_or(Number::ZERO);
    let low = if set.absent { Number::ZERO } else { least_answered.clone().unwrap_or(Number::ZERO) };
    let above = set.numbers.as_ref().and_then(|numbers| numbers.high.at.clone()).filter(|high| high > points);
    RowReach { above, low, high, least_answered, not_applicable: set.not_applicable, full: points.clone() }
}
