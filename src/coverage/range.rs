//! The numbers between two ends, and what arithmetic makes of them.

use crate::number::Number;
use crate::plan::expr::Arithmetic;

/// The numbers that an expression can give, ends included; without an end, any.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Range {
    pub low: Option<Number>,
    pub high: Option<Number>,
    /// Whether only whole numbers.
    pub whole: bool,
}

impl Range {
    pub fn point(number: &Number) -> Range {
        Range { low: Some(number.clone()), high: Some(number.clone()), whole: number.is_integer() }
    }

    pub fn from_zero(whole: bool) -> Range {
        Range { low: Some(Number::ZERO), high: None, whole }
    }

    pub fn join(self, other: Range) -> Range {
        let low = self.low.zip(other.low).map(|(a, b)| a.min(b));
        let high = self.high.zip(other.high).map(|(a, b)| a.max(b));
        Range { low, high, whole: self.whole && other.whole }
    }

    pub fn is_not_negative(&self) -> bool {
        self.low.as_ref().is_some_and(|low| *low >= Number::ZERO)
    }

    /// Whether a number below `bound` is possible.
    pub fn goes_below(&self, bound: &Number) -> bool {
        self.low.as_ref().is_none_or(|low| low < bound)
    }

    /// Whether a number above `bound` is possible.
    pub fn goes_above(&self, bound: &Number) -> bool {
        self.high.as_ref().is_none_or(|high| high > bound)
    }

    /// Whether anything from `from` up to `to` is possible.
    pub fn meets(&self, from: &Number, to: &Number) -> bool {
        self.low.as_ref().is_none_or(|low| low <= to) && self.high.as_ref().is_none_or(|high| high >= from)
    }

    /// Whether `bound` itself is possible.
    pub fn holds(&self, bound: &Number) -> bool {
        self.low.as_ref().is_none_or(|low| low <= bound)
            && self.high.as_ref().is_none_or(|high| high >= bound)
            && (!self.whole || bound.is_integer())
    }
}

/// What an operation makes of two numbers.
type Join = fn(&Number, &Number) -> Option<Number>;

/// What arithmetic gives over two ranges.
pub(super) fn arithmetic(op: Arithmetic, a: Range, b: Range) -> Range {
    let both =
        |x: &Option<Number>, y: &Option<Number>, join: Join| x.as_ref().zip(y.as_ref()).and_then(|(x, y)| join(x, y));
    let (add, sub): (Join, Join) = (|x, y| x.add(y).ok(), |x, y| x.sub(y).ok());
    let whole = a.whole && b.whole;
    match op {
        Arithmetic::Add => Range { low: both(&a.low, &b.low, add), high: both(&a.high, &b.high, add), whole },
        Arithmetic::Subtract => Range { low: both(&a.low, &b.high, sub), high: both(&a.high, &b.low, sub), whole },
        Arithmetic::Multiply if a.is_not_negative() && b.is_not_negative() => Range {
            low: both(&a.low, &b.low, |x, y| x.mul(y).ok()),
            high: both(&a.high, &b.high, |x, y| x.mul(y).ok()),
            whole,
        },
        Arithmetic::Divide if a.is_not_negative() && b.is_not_negative() => Range::from_zero(false),
        Arithmetic::Multiply => Range { whole, ..Range::default() },
        _ => Range::default(),
    }
}
