//! Numbers between two ends, either of which may be missing.

use crate::number::Number;

/// One end of an interval: without a number there is no end.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(crate) struct End {
    pub at: Option<Number>,
    /// Whether the number itself is left out.
    pub open: bool,
}

/// The numbers from `low` to `high`.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub(crate) struct Interval {
    pub low: End,
    pub high: End,
}

impl End {
    pub fn at(number: Number) -> End {
        End { at: Some(number), open: false }
    }

    pub fn beyond(number: Number) -> End {
        End { at: Some(number), open: true }
    }

    fn closed(at: Option<Number>) -> End {
        End { at, open: false }
    }
}

impl Interval {
    /// Every number.
    pub const ALL: Interval = Interval { low: End { at: None, open: false }, high: End { at: None, open: false } };

    pub fn of(low: Option<Number>, high: Option<Number>) -> Interval {
        Interval { low: End::closed(low), high: End::closed(high) }
    }

    pub fn between(low: Number, high: Number) -> Interval {
        Interval::of(Some(low), Some(high))
    }

    pub fn point(number: Number) -> Interval {
        Interval::between(number.clone(), number)
    }

    pub fn from(low: Number) -> Interval {
        Interval::of(Some(low), None)
    }

    /// The only number in it, where there is one.
    pub fn single(&self) -> Option<&Number> {
        match (&self.low.at, &self.high.at) {
            (Some(low), Some(high)) if low == high => Some(low),
            _ => None,
        }
    }

    pub fn is_empty(&self) -> bool {
        match (&self.low.at, &self.high.at) {
            (Some(low), Some(high)) => low > high || (low == high && (self.low.open || self.high.open)),
            _ => false,
        }
    }

    /// Whether no number in it is below 0.
    pub fn is_not_negative(&self) -> bool {
        self.low.at.as_ref().is_some_and(|low| !low.is_negative())
    }

    pub fn contains(&self, number: &Number) -> bool {
        !self.meet(&Interval::point(number.clone())).is_empty()
    }

    /// The least interval that holds both.
    pub fn hull(&self, other: &Interval) -> Interval {
        Interval { low: lower(&self.low, &other.low), high: higher(&self.high, &other.high) }
    }

    /// What both have.
    pub fn meet(&self, other: &Interval) -> Interval {
        let low = match (&self.low.at, &other.low.at) {
            (None, _) => other.low.clone(),
            (_, None) => self.low.clone(),
            (Some(a), Some(b)) if a > b || (a == b && self.low.open) => self.low.clone(),
            _ => other.low.clone(),
        };
        let high = match (&self.high.at, &other.high.at) {
            (None, _) => other.high.clone(),
            (_, None) => self.high.clone(),
            (Some(a), Some(b)) if a < b || (a == b && self.high.open) => self.high.clone(),
            _ => other.high.clone(),
        };
        Interval { low, high }
    }

    /// Both ends without what is beyond them: a wider interval, for what is computed from it.
    fn ends(&self) -> (Option<&Number>, Option<&Number>) {
        (self.low.at.as_ref(), self.high.at.as_ref())
    }

    pub fn add(&self, other: &Interval) -> Interval {
        let ((al, ah), (bl, bh)) = (self.ends(), other.ends());
        let add = |a: Option<&Number>, b: Option<&Number>| a?.add(b?).ok();
        Interval::of(add(al, bl), add(ah, bh))
    }

    pub fn neg(&self) -> Interval {
        let (low, high) = self.ends();
        Interval::of(high.map(Number::neg), low.map(Number::neg))
    }

    pub fn mul(&self, other: &Interval) -> Interval {
        let ((al, ah), (bl, bh)) = (self.ends(), other.ends());
        if let (Some(al), Some(ah), Some(bl), Some(bh)) = (al, ah, bl, bh) {
            let corners: Option<Vec<Number>> =
                [(al, bl), (al, bh), (ah, bl), (ah, bh)].into_iter().map(|(a, b)| a.mul(b).ok()).collect();
            let Some(corners) = corners else { return Interval::ALL };
            return Interval::of(corners.iter().min().cloned(), corners.iter().max().cloned());
        }
        match (al, bl) {
            (Some(a), Some(b)) if !a.is_negative() && !b.is_negative() => {
                let high = ah.and_then(|ah| ah.mul(bh?).ok());
                Interval::of(a.mul(b).ok().or(Some(Number::ZERO)), high)
            }
            _ => Interval::ALL,
        }
    }

    pub fn div(&self, other: &Interval) -> Interval {
        let ((al, ah), (bl, bh)) = (self.ends(), other.ends());
        let apart = bl.is_some_and(|low| *low > Number::ZERO) || bh.is_some_and(|high| high.is_negative());
        if let (true, Some(al), Some(ah), Some(bl), Some(bh)) = (apart, al, ah, bl, bh) {
            let corners: Option<Vec<Number>> =
                [(al, bl), (al, bh), (ah, bl), (ah, bh)].into_iter().map(|(a, b)| a.div(b).ok()).collect();
            let Some(corners) = corners else { return Interval::ALL };
            return Interval::of(corners.iter().min().cloned(), corners.iter().max().cloned());
        }
        if !self.is_not_negative() || !other.is_not_negative() {
            return Interval::ALL;
        }
        let low = al.and_then(|al| al.div(bh?).ok()).unwrap_or(Number::ZERO);
        let high = ah.and_then(|ah| ah.div(bl.filter(|low| !low.is_zero())?).ok());
        Interval::of(Some(low), high)
    }

    /// The remainder is no farther from 0 than the dividend, and on its side of it.
    pub fn rem(&self, other: &Interval) -> Interval {
        let widest = match other.ends() {
            (Some(low), Some(high)) => Some(low.abs().max(high.abs())),
            _ => None,
        };
        let low = if self.is_not_negative() { Some(Number::ZERO) } else { widest.as_ref().map(Number::neg) };
        Interval::of(low, widest)
    }

    /// A function that never falls as its argument rises.
    pub fn rising<E>(&self, function: impl Fn(&Number) -> Result<Number, E>) -> Interval {
        let (low, high) = self.ends();
        Interval::of(low.and_then(|low| function(low).ok()), high.and_then(|high| function(high).ok()))
    }

    pub fn abs(&self) -> Interval {
        if self.is_not_negative() {
            return self.clone();
        }
        let high = match self.ends() {
            (Some(low), Some(high)) => Some(low.abs().max(high.abs())),
            _ => None,
        };
        Interval::of(Some(Number::ZERO), high)
    }

    /// The lesser or the greater of two numbers.
    pub fn pick(&self, other: &Interval, greatest: bool) -> Interval {
        let ((al, ah), (bl, bh)) = (self.ends(), other.ends());
        let both = |a: Option<&Number>, b: Option<&Number>, pick: fn(Number, Number) -> Number| {
            a.cloned().zip(b.cloned()).map(|(a, b)| pick(a, b))
        };
        let either = |a: Option<&Number>, b: Option<&Number>, pick: fn(Number, Number) -> Number| match (a, b) {
            (Some(a), Some(b)) => Some(pick(a.clone(), b.clone())),
            (one, other) => one.or(other).cloned(),
        };
        if greatest {
            Interval::of(either(al, bl, Ord::max), both(ah, bh, Ord::max))
        } else {
            Interval::of(both(al, bl, Ord::min), either(ah, bh, Ord::min))
        }
    }
}

fn lower(a: &End, b: &End) -> End {
    match (&a.at, &b.at) {
        (Some(x), Some(y)) if x < y || (x == y && !a.open) => a.clone(),
        (Some(_), Some(_)) => b.clone(),
        _ => End::default(),
    }
}

fn higher(a: &End, b: &End) -> End {
    match (&a.at, &b.at) {
        (Some(x), Some(y)) if x > y || (x == y && !a.open) => a.clone(),
        (Some(_), Some(_)) => b.clone(),
        _ => End::default(),
    }
}
