//! What an expression of the plan can come to, as far as it can be told without running it: so that nothing is asked of
//! cases that no profile gives.

use super::plan::visit;
use crate::facts::fact::Fact;
use crate::facts::schema::{Kind, Node, Schema};
use crate::facts::shape::{Shape, Slot};
use crate::number::Number;
use crate::plan::code::Code;
use crate::plan::expr::{Arithmetic, BandKind, BandTable, Builtin, Comparison, Each, Ends, Expr, Function, Local};
use std::collections::{BTreeMap, BTreeSet};

/// Calls and locals are followed so far.
const DEEPEST: u32 = 12;
/// Sets of possible numbers are kept up to this size.
const MOST: usize = 64;

/// The numbers that an expression can give, ends included; without an end, any.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Range {
    pub low: Option<Number>,
    pub high: Option<Number>,
    /// Whether only whole numbers.
    pub whole: bool,
}

impl Range {
    fn point(number: &Number) -> Range {
        Range { low: Some(number.clone()), high: Some(number.clone()), whole: number.is_integer() }
    }

    fn from_zero(whole: bool) -> Range {
        Range { low: Some(Number::ZERO), high: None, whole }
    }

    fn join(self, other: Range) -> Range {
        let low = self.low.zip(other.low).map(|(a, b)| a.min(b));
        let high = self.high.zip(other.high).map(|(a, b)| a.max(b));
        Range { low, high, whole: self.whole && other.whole }
    }

    fn is_not_negative(&self) -> bool {
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

/// One compiled function, and what its expressions can come to.
#[derive(Clone)]
pub(super) struct Reach<'e> {
    code: &'e Code,
    schema: &'e Schema,
    function: &'e Function,
    /// What each local is set to, where it is set once.
    locals: BTreeMap<Local, Option<&'e Expr>>,
    /// What the first locals can be, which are handed in.
    args: Vec<Given>,
    depth: u32,
}

/// What is known of an argument.
#[derive(Clone, Debug, Default)]
struct Given {
    range: Range,
    numbers: Option<BTreeSet<Number>>,
    truths: Truths,
}

/// Which way a condition can come out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Truths {
    pub yes: bool,
    pub no: bool,
}

impl Default for Truths {
    fn default() -> Truths {
        Truths { yes: true, no: true }
    }
}

impl Truths {
    fn not(self) -> Truths {
        Truths { yes: self.no, no: self.yes }
    }
}

impl<'e> Reach<'e> {
    pub fn of(code: &'e Code, schema: &'e Schema, function: &'e Function) -> Reach<'e> {
        // the profile, and the item of a subject
        Reach::within(code, schema, function, vec![Given::default(); 2], 0)
    }

    fn within(code: &'e Code, schema: &'e Schema, function: &'e Function, args: Vec<Given>, depth: u32) -> Reach<'e> {
        let mut locals: BTreeMap<Local, Option<&'e Expr>> = BTreeMap::new();
        visit(&function.body, &mut |expr| match expr {
            Expr::Set { local, value } => {
                locals.entry(*local).and_modify(|known| *known = None).or_insert(Some(value));
            }
            Expr::For { item, counter, .. } => {
                locals.insert(*item, None);
                locals.extend(counter.map(|counter| (counter, None)));
            }
            _ => {}
        });
        Reach { code, schema, function, locals, args, depth }
    }

    fn deeper(&self) -> Option<Reach<'e>> {
        (self.depth < DEEPEST).then(|| Reach { depth: self.depth + 1, ..self.clone() })
    }

    /// The function that a call runs.
    pub fn called(&self, call: &'e Expr) -> Option<(Reach<'e>, &'e Function)> {
        let Expr::Call { function, args, .. } = call else { return None };
        let function = self.code.function(*function).filter(|_| self.depth < DEEPEST)?;
        let deeper = self.deeper()?;
        let given = |arg| Given { range: deeper.range(arg), numbers: deeper.numbers(arg), truths: deeper.truths(arg) };
        let args = args.iter().map(given).collect();
        Some((Reach::within(self.code, self.schema, function, args, self.depth + 1), function))
    }

    /// What the local is set to, where that is one expression.
    pub fn set_to(&self, local: Local) -> Option<&'e Expr> {
        self.locals.get(&local).copied().flatten()
    }

    /// What is known of a local that is handed in.
    fn given(&self, local: Local) -> Option<&Given> {
        // one that is set anew is not what was handed in
        if self.locals.contains_key(&local) { None } else { self.args.get(usize::try_from(local).ok()?) }
    }

    /// The fields of the schema that an expression may read; of an element, those of every record that has the slot.
    pub fn fields(&self, expr: &Expr) -> Vec<&'e Node> {
        let read = |slot: &Slot, profile: bool| {
            let reads = self.function.reads.iter();
            let same = reads.filter(move |(record, other)| other == slot && (*record == Shape::PROFILE) == profile);
            let shapes = same.filter_map(|(record, slot)| self.code.shape.slot_shape(*record, *slot));
            shapes.filter_map(|shape| self.schema.node(shape.node)).collect()
        };
        match expr {
            Expr::Fact(slot) => read(slot, true),
            Expr::Field { slot, .. } => read(slot, false),
            _ => Vec::new(),
        }
    }

    /// The numbers that an expression can give.
    pub fn range(&self, expr: &'e Expr) -> Range {
        let Some(deeper) = self.deeper() else { return Range::default() };
        let of = |expr: &'e Expr| deeper.range(expr);
        match expr {
            Expr::Constant(Fact::Number(number)) => Range::point(number),
            Expr::Fact(_) | Expr::Field { .. } => {
                let fields = self.fields(expr);
                let number = |node: &&Node| match &node.kind {
                    Kind::Number { minimum, maximum, integer } => {
                        Range { low: minimum.clone(), high: maximum.clone(), whole: *integer }
                    }
                    _ => Range::default(),
                };
                fields.iter().map(number).reduce(Range::join).unwrap_or_default()
            }
            Expr::Local(local) => match self.given(*local) {
                Some(given) => given.range.clone(),
                None => self.set_to(*local).map(of).unwrap_or_default(),
            },
            Expr::Coalesce(values) => values.iter().map(of).reduce(Range::join).unwrap_or_default(),
            Expr::Open { value, ends, .. } => match ends {
                Ends::Between(worst, best) => of(value).join(of(worst)).join(of(best)),
                Ends::Bounds(..) | Ends::Boolean => of(value),
            },
            Expr::Each { op, list, body, .. } => match op {
                Each::Count => Range { high: self.length(list), ..Range::from_zero(true) },
                Each::Share => Range { high: Some(Number::HUNDRED), ..Range::from_zero(false) },
                Each::Sum | Each::Mean if of(body).is_not_negative() => {
                    Range::from_zero(*op == Each::Sum && of(body).whole)
                }
                _ => Range::default(),
            },
            Expr::Band { kind, table: BandTable::Known(table), .. } => {
                let (low, high) = table.hull(*kind);
                let whole = table.entries().iter().all(|(_, value)| value.is_integer());
                let whole = whole && !matches!(kind, BandKind::Interpolate);
                Range { low: Some(low), high: Some(high), whole }
            }
            Expr::Extreme { list, .. } => match &**list {
                Expr::List(items) => items.iter().map(of).reduce(Range::join).unwrap_or_default(),
                _ => Range::default(),
            },
            Expr::Builtin { function, args, .. } => self.builtin(*function, args, &deeper),
            Expr::Arithmetic { op, left, right, .. } => arithmetic(*op, of(left), of(right)),
            Expr::Negate(value, _) => {
                let Range { low, high, whole } = of(value);
                Range { low: high.map(|high| high.neg()), high: low.map(|low| low.neg()), whole }
            }
            Expr::If { then, otherwise, .. } => of(then).join(of(otherwise)),
            Expr::Switch { arms, default, .. } => arms.iter().fold(of(default), |all, arm| all.join(of(&arm.value))),
            Expr::Block { value: Some(value), .. } => of(value),
            Expr::Index { base, .. } => match table_values(base) {
                Some(numbers) => numbers.iter().map(Range::point).reduce(Range::join).unwrap_or_default(),
                None => Range::default(),
            },
            Expr::Call { .. } => match self.called(expr) {
                Some((reach, function)) if !returns_early(&function.body) => reach.range(&function.body),
                _ => Range::default(),
            },
            _ => Range::default(),
        }
    }

    fn builtin(&self, function: Builtin, args: &'e [Expr], deeper: &Reach<'e>) -> Range {
        let range = |index: usize| args.get(index).map(|arg| deeper.range(arg)).unwrap_or_default();
        let mapped = |change: fn(&Number) -> Number| {
            let Range { low, high, .. } = range(0);
            Range { low: low.as_ref().map(change), high: high.as_ref().map(change), whole: true }
        };
        match function {
            Builtin::Len => Range::from_zero(true),
            Builtin::Ladder => {
                Range { high: args.first().and_then(|list| self.length(list)), ..Range::from_zero(true) }
            }
            Builtin::PercentOf if range(0).is_not_negative() && range(1).is_not_negative() => Range::from_zero(false),
            Builtin::Abs => Range::from_zero(range(0).whole),
            Builtin::Floor => mapped(Number::floor),
            Builtin::Ceil => mapped(Number::ceil),
            Builtin::YearsBetween | Builtin::DaysBetween | Builtin::Year => Range { whole: true, ..Range::default() },
            // rounding stays between the ends, up to the last digit
            Builtin::Round | Builtin::RoundHalfEven => {
                let Range { low, high, .. } = mapped(Number::floor);
                Range { low, high: high.and_then(|high| high.add(&Number::ONE).ok()), whole: false }
            }
            Builtin::Min => {
                let (a, b) = (range(0), range(1));
                let high = [a.high.clone(), b.high.clone()].into_iter().flatten().min();
                Range { high, ..a.join(b) }
            }
            Builtin::Max => {
                let (a, b) = (range(0), range(1));
                let low = [a.low.clone(), b.low.clone()].into_iter().flatten().max();
                Range { low, ..a.join(b) }
            }
            Builtin::Clamp => {
                let (x, low, high) = (range(0), range(1), range(2));
                Range { low: low.low, high: high.high, whole: x.whole && low.whole && high.whole }
            }
            _ => Range::default(),
        }
    }

    /// How long a list is at most.
    fn length(&self, list: &'e Expr) -> Option<Number> {
        let count = match list {
            Expr::List(items) => items.len(),
            Expr::Constant(Fact::List(items)) => items.len(),
            Expr::Local(local) => return self.deeper()?.length(self.set_to(*local)?),
            _ => return None,
        };
        i64::try_from(count).ok().map(Number::from)
    }

    /// The numbers that an expression can give, where they can be counted.
    pub fn numbers(&self, expr: &'e Expr) -> Option<BTreeSet<Number>> {
        let deeper = self.deeper()?;
        let of = |expr: &'e Expr| deeper.numbers(expr);
        let all = |mut sets: Vec<Option<BTreeSet<Number>>>| {
            let first = sets.pop()??;
            sets.into_iter().try_fold(first, |all, set| Some(all.into_iter().chain(set?).collect()))
        };
        let found: Option<BTreeSet<Number>> = match expr {
            Expr::Constant(Fact::Number(number)) => Some(BTreeSet::from([number.clone()])),
            Expr::Band { kind, value, table: BandTable::Known(table), .. }
                if *kind != BandKind::Interpolate =>
            {
                let mut values: BTreeSet<Number> = table.entries().iter().map(|(_, value)| value.clone()).collect();
                let range = deeper.range(value);
                let (first, last) = (table.entries().first(), table.entries().last());
                let misses = match kind {
                    BandKind::Band => first.is_none_or(|(bound, _)| range.goes_below(bound)),
                    BandKind::Above => first.is_none_or(|(bound, _)| range.goes_below(bound) || range.holds(bound)),
                    BandKind::Max => last.is_none_or(|(bound, _)| range.goes_above(bound)),
                    _ => last.is_none_or(|(bound, _)| range.goes_above(bound) || range.holds(bound)),
                };
                values.extend(misses.then_some(Number::ZERO));
                Some(values)
            }
            Expr::Index { base, .. } => table_values(base).map(|values| values.into_iter().collect()),
            Expr::Local(local) => match self.given(*local) {
                Some(given) => given.numbers.clone(),
                None => self.set_to(*local).and_then(of),
            },
            Expr::Coalesce(values) => all(values.iter().map(of).collect()),
            Expr::Open { value, ends: Ends::Between(worst, best), .. } => all(vec![of(value), of(worst), of(best)]),
            Expr::If { then, otherwise, .. } => all(vec![of(then), of(otherwise)]),
            Expr::Switch { arms, default, .. } => {
                all(arms.iter().map(|arm| &arm.value).chain([&**default]).map(of).collect())
            }
            Expr::Block { value: Some(value), .. } => of(value),
            Expr::Arithmetic { op, left, right, .. } => combined(of(left), of(right), |a, b| match op {
                Arithmetic::Add => a.add(b).ok(),
                Arithmetic::Subtract => a.sub(b).ok(),
                Arithmetic::Multiply => a.mul(b).ok(),
                Arithmetic::Divide => a.div(b).ok(),
                _ => None,
            }),
            Expr::Builtin { function: Builtin::Min, args, .. } => match args.as_slice() {
                [a, b] => combined(of(a), of(b), |a, b| Some(a.min(b).clone())),
                _ => None,
            },
            Expr::Builtin { function: Builtin::Max, args, .. } => match args.as_slice() {
                [a, b] => combined(of(a), of(b), |a, b| Some(a.max(b).clone())),
                _ => None,
            },
            Expr::Call { .. } => match self.called(expr) {
                Some((reach, function)) if !returns_early(&function.body) => reach.numbers(&function.body),
                _ => None,
            },
            _ => None,
        };
        found.or_else(|| whole_numbers(&deeper.range(expr))).filter(|numbers| numbers.len() <= MOST)
    }

    /// Which way a condition can come out, as far as bounds and constants tell.
    pub fn truths(&self, expr: &'e Expr) -> Truths {
        let Some(deeper) = self.deeper() else { return Truths::default() };
        let of = |expr: &'e Expr| deeper.truths(expr);
        match expr {
            Expr::Constant(Fact::Bool(truth)) => Truths { yes: *truth, no: !truth },
            Expr::Not(value, _) => of(value).not(),
            Expr::And(terms, _) => {
                let all: Vec<Truths> = terms.iter().map(of).collect();
                Truths { yes: all.iter().all(|term| term.yes), no: all.iter().any(|term| term.no) }
            }
            Expr::Or(terms, _) => {
                let all: Vec<Truths> = terms.iter().map(of).collect();
                Truths { yes: all.iter().any(|term| term.yes), no: all.iter().all(|term| term.no) }
            }
            Expr::Each { op: Each::Any, body, .. } => Truths { yes: of(body).yes, no: true },
            Expr::Each { op: Each::All, body, .. } => Truths { yes: true, no: of(body).no },
            Expr::Local(local) => match self.given(*local) {
                Some(given) => given.truths,
                None => self.set_to(*local).map(of).unwrap_or_default(),
            },
            Expr::Compare { op, left, right, .. } => deeper.comparison(*op, left, right),
            _ => Truths::default(),
        }
    }

    fn comparison(&self, op: Comparison, left: &'e Expr, right: &'e Expr) -> Truths {
        if let (Expr::Constant(left), Expr::Constant(right)) = (left, right)
            && matches!(op, Comparison::Equal | Comparison::NotEqual)
        {
            let equal = Truths { yes: left == right, no: left != right };
            return if op == Comparison::Equal { equal } else { equal.not() };
        }
        let (a, b) = (self.range(left), self.range(right));
        let less = |a: &Range, b: &Range| Truths {
            yes: a.low.as_ref().zip(b.high.as_ref()).is_none_or(|(low, high)| low < high),
            no: a.high.as_ref().zip(b.low.as_ref()).is_none_or(|(high, low)| high >= low),
        };
        match op {
            Comparison::Less => less(&a, &b),
            Comparison::Greater => less(&b, &a),
            Comparison::LessOrEqual => less(&b, &a).not(),
            Comparison::GreaterOrEqual => less(&a, &b).not(),
            Comparison::Equal | Comparison::NotEqual => Truths::default(),
        }
    }

    /// Whether an expression can be absent because a fact is not given.
    pub fn may_be_absent(&self, expr: &'e Expr) -> bool {
        let Some(deeper) = self.deeper() else { return true };
        let of = |expr: &'e Expr| deeper.may_be_absent(expr);
        match expr {
            Expr::Constant(fact) => *fact == Fact::Absent,
            Expr::Profile | Expr::AsOf | Expr::RulesOn | Expr::Has(_) | Expr::Break | Expr::Continue => false,
            Expr::Fact(_) | Expr::Field { .. } => {
                let fields = self.fields(expr);
                fields.is_empty() || fields.iter().any(|node| node.absent.is_none())
            }
            // what is handed in is told where it is computed; an item of a list may be absent
            Expr::Local(local) => match self.set_to(*local) {
                Some(value) => of(value),
                None => usize::try_from(*local).is_ok_and(|local| local >= self.args.len()),
            },
            Expr::Coalesce(values) => values.last().is_some_and(of),
            Expr::Open { ends, .. } => match ends {
                Ends::Between(worst, best) => of(worst) || of(best),
                Ends::Bounds(..) | Ends::Boolean => false,
            },
            Expr::Each { op: Each::Count | Each::Share, list, .. } => !is_made(list) && of(list),
            Expr::Builtin { function: Builtin::Ladder | Builtin::Len, args, .. } => {
                args.first().is_some_and(|list| !is_made(list) && of(list))
            }
            Expr::Call { args, .. } => {
                let absent = self.called(expr).is_none_or(|(reach, function)| reach.may_be_absent(&function.body));
                absent || args.iter().any(of)
            }
            // a branch that returns gives its value elsewhere
            Expr::Block { statements, value } => statements.iter().chain(value.as_deref()).any(of),
            Expr::Outcome { value, .. } => value.as_deref().is_some_and(of),
            Expr::List(_) | Expr::Map(_) => false,
            Expr::Score { .. } => true,
            other => super::plan::parts(other).into_iter().any(of),
        }
    }
}

/// Whether a list is written out where it stands, so that it is there whatever its elements are.
fn is_made(list: &Expr) -> bool {
    matches!(list, Expr::List(_) | Expr::Constant(_))
}

/// Whether a function can end before its last value.
pub(super) fn returns_early(body: &Expr) -> bool {
    let mut found = false;
    visit(body, &mut |expr| found |= matches!(expr, Expr::Return(_)));
    found
}

/// The numbers of a constant table that is looked up by key or position.
fn table_values(base: &Expr) -> Option<Vec<Number>> {
    let number = |fact: &Fact<'_>| match fact {
        Fact::Number(number) => Some(number.clone()),
        _ => None,
    };
    match base {
        Expr::Constant(Fact::Map(entries)) => entries.values().map(number).collect(),
        Expr::Constant(Fact::List(items)) => items.iter().map(number).collect(),
        _ => None,
    }
}

/// The whole numbers of a short range.
fn whole_numbers(range: &Range) -> Option<BTreeSet<Number>> {
    let (low, high) = (range.low.as_ref()?.to_i64()?, range.high.as_ref()?.to_i64()?);
    let short = range.whole && usize::try_from(high.checked_sub(low)?).ok()? < MOST;
    short.then(|| (low..=high).map(Number::from).collect())
}

fn combined(
    left: Option<BTreeSet<Number>>,
    right: Option<BTreeSet<Number>>,
    join: impl Fn(&Number, &Number) -> Option<Number>,
) -> Option<BTreeSet<Number>> {
    let (left, right) = (left?, right?);
    if left.len() * right.len() > MOST * MOST {
        return None;
    }
    left.iter().flat_map(|a| right.iter().map(move |b| (a, b))).map(|(a, b)| join(a, b)).collect()
}

fn arithmetic(op: Arithmetic, a: Range, b: Range) -> Range {
    let both = |x: &Option<Number>, y: &Option<Number>, join: fn(&Number, &Number) -> Option<Number>| {
        x.as_ref().zip(y.as_ref()).and_then(|(x, y)| join(x, y))
    };
    let (add, sub): (fn(&Number, &Number) -> Option<Number>, fn(&Number, &Number) -> Option<Number>) =
        (|x, y| x.add(y).ok(), |x, y| x.sub(y).ok());
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
