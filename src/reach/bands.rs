//! Band tables: which entries a set of numbers reaches, and what they give.

use super::interval::{End, Interval};
use super::set::Set;
use super::walk::{Env, Walker};
use crate::number::Number;
use crate::plan::expr::{BandKind, BandTable, Expr, Site};
use crate::plan::table::Table;
use std::sync::Arc;

impl Walker<'_> {
    pub(super) fn band(&mut self, kind: BandKind, value: &Expr, table: &BandTable, site: Site, env: &mut Env) -> Set {
        let value = self.eval(value, env);
        let Some(numbers) = value.interval() else { return Set { absent: value.absent, ..Set::default() } };
        match table {
            BandTable::Known(table) => {
                let (matched, result) = bands(kind, table, &numbers);
                self.seen.band(kind, site, table, &numbers, &matched);
                Set::numbers(result).or_absent(value.absent)
            }
            BandTable::Computed(table) => {
                self.eval(table, env);
                Set::numbers(Interval::ALL).or_absent(true)
            }
        }
    }
}

/// The entries that numbers of the interval reach, and what the table gives for them.
fn bands(kind: BandKind, table: &Arc<Table>, numbers: &Interval) -> (Vec<usize>, Interval) {
    let entries = table.entries();
    if kind == BandKind::Interpolate {
        let (low, high) = table.hull(kind);
        return ((0..entries.len()).collect(), Interval::between(low, high));
    }
    let mut matched = Vec::new();
    let mut result: Option<Interval> = None;
    let mut give = |value: Number| {
        let point = Interval::point(value);
        result = Some(result.take().map_or(point.clone(), |known| known.hull(&point)));
    };
    for (place, (_, value)) in entries.iter().enumerate() {
        if !stretch(kind, entries, Some(place)).meet(numbers).is_empty() {
            matched.push(place);
            give(value.clone());
        }
    }
    if !stretch(kind, entries, None).meet(numbers).is_empty() {
        give(Number::ZERO);
    }
    (matched, result.unwrap_or_default())
}

/// The numbers for which an entry decides, or for which none does.
fn stretch(kind: BandKind, entries: &[(Number, Number)], place: Option<usize>) -> Interval {
    let bound = |place: Option<usize>| place.and_then(|place| entries.get(place)).map(|(bound, _)| bound.clone());
    let end = |at: Option<Number>, open: bool| End { at, open };
    match kind {
        BandKind::Band | BandKind::Above => {
            let above = kind == BandKind::Above;
            let next = place.map_or(0, |place| place + 1);
            Interval { low: end(bound(place), above), high: end(bound(Some(next)), !above) }
        }
        _ => {
            let below = kind == BandKind::Below;
            let before = match place {
                Some(place) => place.checked_sub(1),
                None => entries.len().checked_sub(1),
            };
            Interval { low: end(bound(before), !below), high: end(bound(place), below) }
        }
    }
}
