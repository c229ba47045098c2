//! Bounds: of band tables that numbers are looked up in, and of comparisons with what is fixed.

use super::goal::{About, GoalId, Goals, Kind};
use super::range::Range;
use super::table::Places;
use crate::diagnostic::{Place, speaking_phrase};
use crate::facts::fact::Fact;
use crate::number::Number;
use crate::plan::expr::{Arithmetic, BandKind, Builtin, Comparison, Expr};
use crate::plan::table::Table;
use crate::plan::value::Value;
use crate::text::Text;
use std::cmp::Ordering;
use std::sync::Arc;

pub(super) type LookupId = usize;
pub(super) type ThresholdId = usize;

/// A table that numbers are looked up in, at one place of a script.
#[derive(Debug)]
pub(super) struct Lookup {
    pub kind: BandKind,
    pub table: Arc<Table>,
    /// For each bound, what is reached by a number exactly on it.
    on: Vec<Option<GoalId>>,
    /// For each bound, what is reached by a number beside it, no farther than the next bound.
    beside: Vec<Option<GoalId>>,
}

/// A bound in a comparison.
#[derive(Debug)]
pub(super) struct Threshold {
    at: Fact<'static>,
    below: Option<GoalId>,
    on: Option<GoalId>,
    above: Option<GoalId>,
}

/// All bounds of a rulebook.
#[derive(Debug, Default)]
pub(super) struct Edges {
    pub lookups: Vec<Lookup>,
    pub thresholds: Vec<Threshold>,
}

/// On which side of a bound a table gives something else than beyond it.
fn is_beside_below(kind: BandKind) -> bool {
    matches!(kind, BandKind::Band | BandKind::Below)
}

impl Edges {
    /// A lookup of what `range` tells, in a table that stands at `place` or, of a parameter, in the table's file.
    pub fn lookup(
        &mut self,
        (kind, table): (BandKind, &Arc<Table>),
        range: &Range,
        at: (&Place, &str),
        params: &[(&str, Text)],
        (places, goals): (&Places, &mut Goals),
    ) -> LookupId {
        let named = params.iter().map(|(name, _)| format!("params.{name}")).collect::<Vec<_>>().join(", ");
        let table_title = match params {
            [] => speaking_phrase("cover-table-of", &[("name", Text::plain(at.1))]),
            [(_, title), ..] => speaking_phrase("cover-table-param", &[("title", title.clone())]),
        };
        let mut lookup = Lookup { kind, table: table.clone(), on: Vec::new(), beside: Vec::new() };
        let bounds: Vec<&Number> = table.entries().iter().map(|(bound, _)| bound).collect();
        let neighbour =
            |index: usize, step: isize| index.checked_add_signed(step).and_then(|at| bounds.get(at).copied());
        for (index, bound) in bounds.iter().enumerate() {
            let in_table = params.iter().find_map(|(name, _)| places.bound(name, bound));
            let place = in_table.unwrap_or_else(|| at.0.clone());
            let within = if named.is_empty() { at.1 } else { named.as_str() };
            let shown = |number: &Number| Text::plain(number.to_string());
            let mut about =
                goals.about(Kind::Edges, place, within, vec![("table", table_title.clone()), ("bound", shown(bound))]);
            lookup.on.push(range.holds(bound).then(|| goals.add(&about, "cover-bound-on")));
            let (next, code) = match kind {
                BandKind::Interpolate => (neighbour(index, 1), "cover-bound-between"),
                _ if is_beside_below(kind) => (neighbour(index, -1), "cover-bound-below"),
                _ => (neighbour(index, 1), "cover-bound-above"),
            };
            let possible = match (kind, next) {
                (BandKind::Interpolate, None) => false,
                (BandKind::Interpolate, Some(next)) => range.goes_above(bound) && range.goes_below(next),
                (_, None) if is_beside_below(kind) => range.goes_below(bound),
                (_, None) => range.goes_above(bound),
                (_, Some(next)) if is_beside_below(kind) => range.goes_below(bound) && range.meets(next, bound),
                (_, Some(next)) => range.goes_above(bound) && range.meets(bound, next),
            };
            let code = match next {
                Some(next) if kind != BandKind::Interpolate => {
                    about.args.push(("next", shown(next)));
                    "cover-bound-between"
                }
                Some(next) => {
                    about.args.push(("next", shown(next)));
                    code
                }
                None => code,
            };
            lookup.beside.push(possible.then(|| goals.add(&about, code)));
        }
        self.lookups.push(lookup);
        self.lookups.len() - 1
    }

    /// A comparison with `at` of what `range` tells; none where only one side is possible.
    pub fn threshold(
        &mut self,
        at: Fact<'static>,
        range: &Range,
        about: &About,
        goals: &mut Goals,
    ) -> Option<ThresholdId> {
        let (below, on, above) = match &at {
            Fact::Number(bound) => (range.goes_below(bound), range.holds(bound), range.goes_above(bound)),
            Fact::Date(_) => (true, true, true),
            _ => return None,
        };
        if !below && !above {
            return None;
        }
        let mut goal = |possible: bool, code| possible.then(|| goals.add(about, code));
        let on = goal(on, "cover-threshold-on");
        let below = goal(below, "cover-threshold-below");
        let above = goal(above, "cover-threshold-above");
        self.thresholds.push(Threshold { at, below, on, above });
        Some(self.thresholds.len() - 1)
    }
}

impl Lookup {
    /// What is reached by looking `x` up.
    pub fn reached(&self, x: &Number) -> impl Iterator<Item = GoalId> {
        let bounds: Vec<&Number> = self.table.entries().iter().map(|(bound, _)| bound).collect();
        let mut found = Vec::new();
        for (index, bound) in bounds.iter().enumerate() {
            let before = index.checked_sub(1).and_then(|at| bounds.get(at));
            let after = bounds.get(index + 1);
            let beside = match self.kind {
                BandKind::Interpolate => x > *bound && after.is_some_and(|after| x < *after),
                kind if is_beside_below(kind) => x < *bound && before.is_none_or(|before| x >= *before),
                _ => x > *bound && after.is_none_or(|after| x <= *after),
            };
            let goal = |list: &[Option<GoalId>]| list.get(index).copied().flatten();
            found.extend(goal(&self.on).filter(|_| x == *bound));
            found.extend(goal(&self.beside).filter(|_| beside));
        }
        found.into_iter()
    }
}

impl Threshold {
    /// What is reached by comparing `value` with the bound.
    pub fn reached(&self, value: &Value<'_>) -> Option<GoalId> {
        let ordering = match (value, &self.at) {
            (Value::Number(value), Fact::Number(bound)) => value.cmp(bound),
            (Value::Date(value), Fact::Date(bound)) => value.cmp(bound),
            _ => return None,
        };
        match ordering {
            Ordering::Less => self.below,
            Ordering::Equal => self.on,
            Ordering::Greater => self.above,
        }
    }
}

/// What is compared with what is fixed, and the fixed value, where the expression is such a comparison.
pub(super) fn compared(expr: &Expr) -> Option<(&Expr, Fact<'static>)> {
    let (left, right) = match expr {
        Expr::Compare { op: Comparison::Equal | Comparison::NotEqual, .. } => return None,
        Expr::Compare { left, right, .. } => (&**left, &**right),
        Expr::Builtin { function: Builtin::Meets, args, .. } => match args.as_slice() {
            [_, value, limit] => (value, limit),
            _ => return None,
        },
        _ => return None,
    };
    match (fixed(left), fixed(right)) {
        (None, Some(at)) => Some((left, at)),
        (Some(at), None) => Some((right, at)),
        _ => None,
    }
}

/// The number or date that an expression always gives.
fn fixed(expr: &Expr) -> Option<Fact<'static>> {
    Some(match expr {
        Expr::Constant(Fact::Number(number)) => Fact::Number(number.clone()),
        Expr::Constant(Fact::Date(date)) => Fact::Date(*date),
        Expr::Negate(value, _) => match fixed(value)? {
            Fact::Number(number) => Fact::Number(number.neg()),
            _ => return None,
        },
        Expr::Arithmetic { op, left, right, .. } => {
            let (Fact::Number(a), Fact::Number(b)) = (fixed(left)?, fixed(right)?) else { return None };
            Fact::Number(match op {
                Arithmetic::Add => a.add(&b).ok()?,
                Arithmetic::Subtract => a.sub(&b).ok()?,
                Arithmetic::Multiply => a.mul(&b).ok()?,
                Arithmetic::Divide => a.div(&b).ok()?,
                Arithmetic::Remainder | Arithmetic::Power => return None,
            })
        }
        _ => return None,
    })
}

/// A bound as sentences show it.
pub(super) fn shown(at: &Fact<'static>) -> Text {
    Text::plain(match at {
        Fact::Number(number) => number.to_string(),
        Fact::Date(date) => date.to_string(),
        _ => String::new(),
    })
}
