//! All the values that an expression may take, kind by kind.

use super::interval::Interval;
use crate::facts::shape::RecordId;
use crate::number::Number;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// A set of values. Nothing in it: the expression never gives one.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct Set {
    pub absent: bool,
    pub yes: bool,
    pub no: bool,
    pub numbers: Option<Interval>,
    pub texts: Option<Texts>,
    pub dates: bool,
    pub lists: Option<Rc<Lists>>,
    /// Elements of a list of objects.
    pub records: BTreeSet<RecordId>,
    /// A table with known keys.
    pub maps: Option<Rc<BTreeMap<String, Set>>>,
    pub not_applicable: bool,
    /// Outcomes with points.
    pub points: Option<Interval>,
    /// The profile, or an object in it.
    pub objects: bool,
    /// Anything at all.
    pub unknown: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Texts {
    Any,
    Of(BTreeSet<String>),
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Lists {
    /// What any element may be.
    pub element: Set,
    /// The elements one by one, where their number and order are known.
    pub exact: Option<Vec<Set>>,
    /// How many elements there may be.
    pub least: i64,
    pub most: Option<i64>,
}

impl Set {
    pub fn never() -> Set {
        Set::default()
    }

    pub fn unknown() -> Set {
        Set { absent: true, unknown: true, ..Set::default() }
    }

    pub fn absent() -> Set {
        Set { absent: true, ..Set::default() }
    }

    pub fn truths(yes: bool, no: bool) -> Set {
        Set { yes, no, ..Set::default() }
    }

    pub fn either() -> Set {
        Set::truths(true, true)
    }

    pub fn numbers(interval: Interval) -> Set {
        if interval.is_empty() { Set::never() } else { Set { numbers: Some(interval), ..Set::default() } }
    }

    pub fn text(text: &str) -> Set {
        Set { texts: Some(Texts::Of(BTreeSet::from([text.to_owned()]))), ..Set::default() }
    }

    pub fn texts() -> Set {
        Set { texts: Some(Texts::Any), ..Set::default() }
    }

    pub fn dates() -> Set {
        Set { dates: true, ..Set::default() }
    }

    pub fn list(element: Set, least: i64, most: Option<i64>) -> Set {
        Set { lists: Some(Rc::new(Lists { element, exact: None, least, most })), ..Set::default() }
    }

    pub fn exact_list(items: Vec<Set>) -> Set {
        let element = items.iter().fold(Set::never(), |all, item| all.join(item));
        let length = i64::try_from(items.len()).unwrap_or(i64::MAX);
        let lists = Lists { element, exact: Some(items), least: length, most: Some(length) };
        Set { lists: Some(Rc::new(lists)), ..Set::default() }
    }

    pub fn points(interval: Interval) -> Set {
        if interval.is_empty() { Set::never() } else { Set { points: Some(interval), ..Set::default() } }
    }

    pub fn or_absent(mut self, absent: bool) -> Set {
        self.absent |= absent;
        self
    }

    /// The same values without the absent one.
    pub fn present(mut self) -> Set {
        self.absent = false;
        self
    }

    pub fn is_never(&self) -> bool {
        *self == Set::default()
    }

    pub fn can_be_present(&self) -> bool {
        Set { absent: false, ..self.clone() } != Set::default()
    }

    pub fn can_be_true(&self) -> bool {
        self.yes || self.unknown
    }

    pub fn can_be_false(&self) -> bool {
        self.no || self.unknown
    }

    /// The numbers in it; every number where nothing is known.
    pub fn interval(&self) -> Option<Interval> {
        if self.unknown { Some(Interval::ALL) } else { self.numbers.clone() }
    }

    /// The only number that it may be, and nothing else.
    pub fn single(&self) -> Option<&Number> {
        let only = Set { numbers: self.numbers.clone(), ..Set::default() };
        if *self == only { self.numbers.as_ref()?.single() } else { None }
    }

    /// The lists in it; any list where nothing is known.
    pub fn list_of(&self) -> Option<Rc<Lists>> {
        if self.unknown {
            return Some(Rc::new(Lists { element: Set::unknown(), exact: None, least: 0, most: None }));
        }
        self.lists.clone()
    }

    pub fn join(&self, other: &Set) -> Set {
        let both = |a: &Option<Interval>, b: &Option<Interval>| match (a, b) {
            (Some(a), Some(b)) => Some(a.hull(b)),
            (one, other) => one.clone().or_else(|| other.clone()),
        };
        Set {
            absent: self.absent || other.absent,
            yes: self.yes || other.yes,
            no: self.no || other.no,
            numbers: both(&self.numbers, &other.numbers),
            texts: match (&self.texts, &other.texts) {
                (Some(Texts::Of(a)), Some(Texts::Of(b))) => Some(Texts::Of(a.union(b).cloned().collect())),
                (Some(_), Some(_)) => Some(Texts::Any),
                (one, other) => one.clone().or_else(|| other.clone()),
            },
            dates: self.dates || other.dates,
            lists: match (&self.lists, &other.lists) {
                (Some(a), Some(b)) if a == b => Some(a.clone()),
                (Some(a), Some(b)) => Some(Rc::new(a.join(b))),
                (one, other) => one.clone().or_else(|| other.clone()),
            },
            records: self.records.union(&other.records).copied().collect(),
            maps: match (&self.maps, &other.maps) {
                (Some(a), Some(b)) if a == b => Some(a.clone()),
                // two tables: the keys of either
                (Some(a), Some(b)) => {
                    let keys: BTreeSet<&String> = a.keys().chain(b.keys()).collect();
                    let join = |key: &String| match (a.get(key), b.get(key)) {
                        (Some(a), Some(b)) => a.join(b),
                        (one, other) => one.or(other).cloned().unwrap_or_default().or_absent(true),
                    };
                    Some(Rc::new(keys.into_iter().map(|key| (key.clone(), join(key))).collect()))
                }
                (one, other) => one.clone().or_else(|| other.clone()),
            },
            not_applicable: self.not_applicable || other.not_applicable,
            points: both(&self.points, &other.points),
            objects: self.objects || other.objects,
            unknown: self.unknown || other.unknown,
        }
    }

    /// The set with ends that moved since `before` given up, so that a loop comes to rest.
    pub fn widen(mut self, before: &Set) -> Set {
        if let (Some(now), Some(then)) = (&mut self.numbers, &before.numbers) {
            if now.low != then.low {
                now.low = Interval::ALL.low;
            }
            if now.high != then.high {
                now.high = Interval::ALL.high;
            }
        }
        self
    }
}

impl Lists {
    fn join(&self, other: &Lists) -> Lists {
        Lists {
            element: self.element.join(&other.element),
            exact: None,
            least: self.least.min(other.least),
            most: self.most.zip(other.most).map(|(a, b)| a.max(b)),
        }
    }

    /// How many elements there may be, as numbers.
    pub fn length(&self) -> Interval {
        Interval::of(Some(Number::from(self.least)), self.most.map(Number::from))
    }

    /// The elements one by one where they are known, else any of them.
    pub fn elements(&self) -> &[Set] {
        match &self.exact {
            Some(exact) => exact,
            None => std::slice::from_ref(&self.element),
        }
    }
}
