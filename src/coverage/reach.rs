//! What an expression of the plan can come to, as far as it can be told without running it: so that nothing is asked of
//! cases that no profile gives.

use super::plan::visit;
use super::range::{Range, arithmetic};
use super::truths::Truths;
use crate::facts::fact::Fact;
use crate::facts::schema::{Kind, Node, Schema};
use crate::facts::shape::{Read, RecordId, Shape, SlotShape};
use crate::number::Number;
use crate::plan::code::Code;
use crate::plan::expr::{BandKind, BandTable, Builtin, Each, Ends, Expr, Function, Local, Over};
use std::collections::{BTreeMap, BTreeSet};

/// Calls and locals are followed so far.
const DEEPEST: u32 = 12;
/// One compiled function, and what its expressions can come to.
#[derive(Clone)]
pub(super) struct Reach<'e> {
    code: &'e Code,
    schema: &'e Schema,
    function: &'e Function,
    /// What each local is set to, where it is set once.
    locals: BTreeMap<Local, Option<&'e Expr>>,
    /// The list whose items a local holds.
    items: BTreeMap<Local, &'e Expr>,
    /// What the first locals can be, which are handed in.
    args: Vec<Given>,
    depth: u32,
}

/// What is known of an argument.
#[derive(Clone, Debug, Default)]
pub(super) struct Given {
    pub range: Range,
    pub numbers: Option<BTreeSet<Number>>,
    pub truths: Truths,
}

impl<'e> Reach<'e> {
    pub fn of(code: &'e Code, schema: &'e Schema, function: &'e Function) -> Reach<'e> {
        // the profile, and the item of a subject
        Reach::within(code, schema, function, vec![Given::default(); 2], 0)
    }

    fn within(code: &'e Code, schema: &'e Schema, function: &'e Function, args: Vec<Given>, depth: u32) -> Reach<'e> {
        let mut locals: BTreeMap<Local, Option<&'e Expr>> = BTreeMap::new();
        let mut items = BTreeMap::new();
        visit(&function.body, &mut |expr| match expr {
            Expr::Each { item, list, .. } => {
                items.insert(*item, &**list);
            }
            Expr::Set { local, value, .. } => {
                locals.entry(*local).and_modify(|known| *known = None).or_insert(Some(value));
            }
            Expr::For { item, counter, over, .. } => {
                if let Over::List(list) = over {
                    items.insert(*item, &**list);
                }
                locals.insert(*item, None);
                locals.extend(counter.map(|counter| (counter, None)));
            }
            _ => {}
        });
        Reach { code, schema, function, locals, items, args, depth }
    }

    /// The same one step deeper, while that is not too deep.
    pub fn deeper(&self) -> Option<Reach<'e>> {
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
    pub fn given(&self, local: Local) -> Option<&Given> {
        // one that is set anew is not what was handed in
        if self.locals.contains_key(&local) { None } else { self.args.get(usize::try_from(local).ok()?) }
    }

    /// The fields of the schema that an expression may read; of an element of an unknown list, those of every record that has
    /// the slot.
    pub fn fields(&self, expr: &'e Expr) -> Vec<&'e Node> {
        self.shapes(expr).into_iter().filter_map(|shape| self.schema.node(shape.node)).collect()
    }

    fn shapes(&self, expr: &'e Expr) -> Vec<&'e SlotShape> {
        let shape = &self.code.shape;
        match expr {
            Expr::Fact(slot, _) => shape.slot_shape(Shape::PROFILE, *slot).into_iter().collect(),
            Expr::Field { base, slot, .. } => match self.record(base) {
                Some(record) => shape.slot_shape(record, *slot).into_iter().collect(),
                None => {
                    let reads = self.function.reads.iter();
                    let same = reads.filter(|(record, other)| other == slot && *record != Shape::PROFILE);
                    same.filter_map(|(record, slot)| shape.slot_shape(*record, *slot)).collect()
                }
            },
            _ => Vec::new(),
        }
    }

    /// The record that an element is, where its list is a fact.
    fn record(&self, element: &'e Expr) -> Option<RecordId> {
        let deeper = self.deeper()?;
        match element {
            Expr::Local(local) => match self.items.get(local) {
                Some(list) => deeper.record_in(list),
                None => deeper.record(self.set_to(*local)?),
            },
            Expr::Each { op: Each::Find, list, .. } | Expr::Index { base: list, .. } => deeper.record_in(list),
            _ => None,
        }
    }

    /// The record that the elements of a list are.
    fn record_in(&self, list: &'e Expr) -> Option<RecordId> {
        match list {
            Expr::Each { op: Each::Filter | Each::SortBy, list, .. } => self.deeper()?.record_in(list),
            Expr::Local(local) => self.deeper()?.record_in(self.set_to(*local)?),
            _ => match self.shapes(list).as_slice() {
                [shape] => match shape.read {
                    Read::Records(record) => Some(record),
                    Read::Value | Read::Presence => None,
                },
                _ => None,
            },
        }
    }

    /// The numbers that an expression can give.
    pub fn range(&self, expr: &'e Expr) -> Range {
        let Some(deeper) = self.deeper() else { return Range::default() };
        let of = |expr: &'e Expr| deeper.range(expr);
        match expr {
            Expr::Constant(Fact::Number(number)) => Range::point(number),
            Expr::Fact(..) | Expr::Field { .. } => {
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

    /// Whether an expression can be absent because a fact is not given.
    pub fn may_be_absent(&self, expr: &'e Expr) -> bool {
        let Some(deeper) = self.deeper() else { return true };
        let of = |expr: &'e Expr| deeper.may_be_absent(expr);
        match expr {
            Expr::Constant(fact) => *fact == Fact::Absent,
            Expr::Profile | Expr::AsOf | Expr::RulesOn | Expr::Has(_) | Expr::Break | Expr::Continue => false,
            Expr::Fact(..) | Expr::Field { .. } => {
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
pub(super) fn table_values(base: &Expr) -> Option<Vec<Number>> {
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
