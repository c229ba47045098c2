//! How two sets compare: whether some of their values do, and whether some do not.

use super::interval::Interval;
use super::set::{Set, Texts};
use crate::plan::expr::Comparison;
use std::collections::BTreeSet;

/// The truths of `left op right`.
pub(super) fn compare(op: Comparison, left: &Set, right: &Set) -> Set {
    let (yes, no) = match op {
        Comparison::Equal => equal(left, right),
        Comparison::NotEqual => swap(equal(left, right)),
        Comparison::Less => less(left, right),
        Comparison::GreaterOrEqual => swap(less(left, right)),
        Comparison::Greater => less(right, left),
        Comparison::LessOrEqual => swap(less(right, left)),
    };
    Set::truths(yes, no).or_absent(left.absent || right.absent)
}

fn swap((yes, no): (bool, bool)) -> (bool, bool) {
    (no, yes)
}

/// Whether some values are the same, and whether some are not.
fn equal(left: &Set, right: &Set) -> (bool, bool) {
    let mut found = Found::default();
    if let (Some(a), Some(b)) = (left.interval(), right.interval()) {
        let same = !a.meet(&b).is_empty();
        found.add(same, a.single().is_none() || b.single().is_none() || !same);
    }
    if let (Some(a), Some(b)) = (&left.texts, &right.texts) {
        match (a, b) {
            (Texts::Of(a), Texts::Of(b)) => {
                let one = a.len() == 1 && b.len() == 1;
                found.add(!a.is_disjoint(b), !one || a != b);
            }
            _ => found.add(true, true),
        }
    }
    found.add((left.yes && right.yes) || (left.no && right.no), (left.yes && right.no) || (left.no && right.yes));
    let alike = left.dates && right.dates
        || left.lists.is_some() && right.lists.is_some()
        || !left.records.is_empty() && !right.records.is_empty()
        || left.maps.is_some() && right.maps.is_some();
    found.add_where(alike || unknown(left, right));
    (found.yes, found.no)
}

/// Whether some value is less than some other, and whether some is not.
fn less(left: &Set, right: &Set) -> (bool, bool) {
    let mut found = Found::default();
    if let (Some(a), Some(b)) = (left.interval(), right.interval()) {
        found.add(some_less(&a, &b), some_not_less(&a, &b));
    }
    let alike = left.dates && right.dates || left.texts.is_some() && right.texts.is_some();
    found.add_where(alike || unknown(left, right));
    (found.yes, found.no)
}

fn unknown(left: &Set, right: &Set) -> bool {
    (left.unknown && right.can_be_present()) || (right.unknown && left.can_be_present())
}

fn some_less(a: &Interval, b: &Interval) -> bool {
    match (&a.low.at, &b.high.at) {
        (Some(low), Some(high)) => low < high,
        _ => true,
    }
}

fn some_not_less(a: &Interval, b: &Interval) -> bool {
    match (&a.high.at, &b.low.at) {
        (Some(high), Some(low)) => high > low || (high == low && !a.high.open && !b.low.open),
        _ => true,
    }
}

/// Whether some item is among some list, and whether some is not.
pub(super) fn contains(item: &Set, list: &Set) -> Set {
    let absent = item.absent || list.absent;
    let mut found = Found::default();
    if let Some(lists) = list.list_of() {
        let (mut yes, mut no) = (false, true);
        for element in lists.elements() {
            let (same, _) = equal(item, element);
            yes |= same;
        }
        if let (Some(known), Some(Texts::Of(texts))) = (&lists.exact, &item.texts)
            && only_texts(item)
        {
            // every text that the item may be stands in the list for certain
            let sure: BTreeSet<&String> = known.iter().filter_map(single_text).collect();
            no = !texts.iter().all(|text| sure.contains(text));
        }
        found.add(yes && item.can_be_present(), no && item.can_be_present());
    }
    found.add_where(list.texts.is_some() || list.maps.is_some() || list.unknown);
    Set::truths(found.yes, found.no).or_absent(absent)
}

fn only_texts(set: &Set) -> bool {
    *set == Set { texts: set.texts.clone(), absent: set.absent, ..Set::default() }
}

fn single_text(set: &Set) -> Option<&String> {
    match &set.texts {
        Some(Texts::Of(texts)) if only_texts(set) && !set.absent && texts.len() == 1 => texts.first(),
        _ => None,
    }
}

#[derive(Default)]
struct Found {
    yes: bool,
    no: bool,
}

impl Found {
    fn add(&mut self, yes: bool, no: bool) {
        self.yes |= yes;
        self.no |= no;
    }

    /// Both ways where nothing closer is known.
    fn add_where(&mut self, possible: bool) {
        self.add(possible, possible);
    }
}
