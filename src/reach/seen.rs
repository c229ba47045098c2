//! What the walk saw at each place of the scripts, all rows, calls and dates together.

use super::interval::Interval;
use super::set::Set;
use crate::number::Number;
use crate::plan::expr::{BandKind, Site};
use crate::plan::table::Table;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The truths that a condition takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Truths {
    pub yes: bool,
    pub no: bool,
    pub absent: bool,
}

/// What kind of condition it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Condition {
    /// A comparison, or `in`.
    Compared,
    /// The condition of an `if`, where it is neither.
    If,
}

/// The lookups in one table at one place.
#[derive(Clone, Debug)]
pub(crate) struct Looked {
    pub kind: BandKind,
    pub table: Arc<Table>,
    /// The entries that are reached.
    pub matched: BTreeSet<usize>,
    /// The numbers that are looked up.
    pub values: Interval,
}

/// A place, in the order of files and lines.
pub(crate) type Spot = (u16, u32, u32);

#[derive(Debug, Default)]
pub(crate) struct Seen {
    pub conditions: BTreeMap<(Spot, Condition), (Site, Truths)>,
    pub bands: BTreeMap<Spot, (Site, Vec<Looked>)>,
    /// The arms of a `switch` that are reached, of how many, and whether the default is.
    pub switches: BTreeMap<Spot, (Site, Switched)>,
    /// `??` whose left side always has a value.
    pub coalesced: BTreeMap<Spot, (Site, bool)>,
    /// Outcomes that may give more than their rows have: the greatest number of points, and the row's.
    pub above: BTreeMap<Spot, (Site, Number, Number)>,
    /// Whether the walk was given up: then nothing that it did not see can be told.
    pub exhausted: bool,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Switched {
    pub arms: usize,
    pub reached: BTreeSet<usize>,
    pub default: bool,
}

pub(super) fn spot(site: Site) -> Spot {
    (site.file, site.pos.line, site.pos.column)
}

impl Seen {
    pub fn condition(&mut self, kind: Condition, site: Site, set: &Set) {
        let (_, truths) = self.conditions.entry((spot(site), kind)).or_insert((site, Truths::default()));
        truths.yes |= set.can_be_true();
        truths.no |= set.can_be_false();
        truths.absent |= set.absent;
    }

    pub fn band(&mut self, kind: BandKind, site: Site, table: &Arc<Table>, values: &Interval, matched: &[usize]) {
        let (_, all) = self.bands.entry(spot(site)).or_insert((site, Vec::new()));
        match all.iter_mut().find(|looked| looked.table == *table && looked.kind == kind) {
            Some(looked) => {
                looked.matched.extend(matched);
                looked.values = looked.values.hull(values);
            }
            None => all.push(Looked {
                kind,
                table: table.clone(),
                matched: matched.iter().copied().collect(),
                values: values.clone(),
            }),
        }
    }

    /// Points that are given; only what is known to be greater than the row's is told, not what has no end.
    pub fn outcome(&mut self, site: Site, earned: &Interval, points: &Number) {
        if let Some(high) = earned.high.at.as_ref().filter(|high| *high > points) {
            self.above.entry(spot(site)).or_insert((site, high.clone(), points.clone()));
        }
    }

    pub fn switch(&mut self, site: Site, arms: usize, reached: &[usize], default: bool) {
        let (_, switched) = self.switches.entry(spot(site)).or_insert((site, Switched::default()));
        switched.arms = arms;
        switched.reached.extend(reached);
        switched.default |= default;
    }
}
