//! Values against values: order, equality, what is in what, and what an index finds.

use super::expr::{Case, Comparison, Site};
use super::fault::Fault;
use super::value::{Truth, Value};
use crate::facts::fact::Fact;
use crate::number::Number;
use std::cmp::Ordering;

/// Two facts of one kind compared; none where it takes more to tell.
pub(super) fn compare_facts(op: Comparison, left: &Fact<'_>, right: &Fact<'_>) -> Option<Truth> {
    let equality = |same: bool| match op {
        Comparison::Equal => Some(Truth::from(same)),
        Comparison::NotEqual => Some(Truth::from(!same)),
        _ => None,
    };
    match (left, right) {
        (Fact::Number(left), Fact::Number(right)) => Some(Truth::from(holds(op, left.cmp(right)))),
        (Fact::Text(left), Fact::Text(right)) => equality(left == right),
        (Fact::Bool(left), Fact::Bool(right)) => equality(left == right),
        (Fact::Date(left), Fact::Date(right)) => Some(Truth::from(holds(op, left.cmp(right)))),
        (Fact::Absent, _) | (_, Fact::Absent) => Some(Truth::Absent),
        _ => None,
    }
}

pub(super) fn holds(op: Comparison, ordering: Ordering) -> bool {
    match op {
        Comparison::Equal => ordering.is_eq(),
        Comparison::NotEqual => ordering.is_ne(),
        Comparison::Less => ordering.is_lt(),
        Comparison::LessOrEqual => ordering.is_le(),
        Comparison::Greater => ordering.is_gt(),
        Comparison::GreaterOrEqual => ordering.is_ge(),
    }
}

pub(super) fn compare<'a>(op: Comparison, left: &Value<'a>, right: &Value<'a>, site: Site) -> Result<Truth, Fault> {
    let truth = match op {
        Comparison::Equal => left.equals(right),
        Comparison::NotEqual => left.equals(right).map(Truth::not),
        Comparison::Less => left.less(right, false),
        Comparison::LessOrEqual => left.less(right, true),
        Comparison::Greater => right.less(left, false),
        Comparison::GreaterOrEqual => right.less(left, true),
    };
    truth.ok_or_else(|| {
        Fault::new("different-types", site).with("left", left.type_name()).with("right", right.type_name())
    })
}

/// Whether `item` is in `list`: an element of a list, a part of a text.
pub(super) fn contains<'a>(item: &Value<'a>, list: &Value<'a>, site: Site) -> Result<Truth, Fault> {
    match list {
        Value::Absent => Ok(Truth::Absent),
        Value::List(list) => {
            let mut found = Truth::False;
            for element in list.iter() {
                let same = item.equals(&element).ok_or_else(|| {
                    Fault::new("different-types", site)
                        .with("left", item.type_name())
                        .with("right", element.type_name())
                })?;
                found = found.or(same);
                if found == Truth::True {
                    break;
                }
            }
            // a known element of an empty list is still no element, but an absent one stays absent
            Ok(if item.is_absent() { Truth::Absent } else { found })
        }
        Value::Text(text) => match item {
            Value::Absent => Ok(Truth::Absent),
            Value::Text(part) => Ok(Truth::from(text.as_str().contains(part.as_str()))),
            other => Err(Fault::new("different-types", site).with("left", other.type_name()).with("right", "text")),
        },
        Value::Map(map) => match item {
            Value::Absent => Ok(Truth::Absent),
            Value::Text(key) => Ok(Truth::from(map.get(key.as_str()).is_some())),
            other => Err(Fault::new("different-types", site).with("left", other.type_name()).with("right", "text")),
        },
        other => Err(Fault::new("not-a-list", site).with("found", other.type_name())),
    }
}

/// An element by position (from the end where negative; absent out of range), or a value by key. A key that a map does
/// not have is absent in facts (`lenient`) and a fault in tables.
pub(super) fn index_into<'a>(
    base: &Value<'a>,
    index: &Value<'a>,
    lenient: bool,
    site: Site,
) -> Result<Value<'a>, Fault> {
    match (base, index) {
        (Value::Absent, _) | (_, Value::Absent | Value::Range(_)) => Ok(Value::Absent),
        (Value::List(list), Value::Number(position)) => {
            let Some(position) = position.to_i64() else {
                return Err(Fault::new("index-not-whole", site).with("index", position));
            };
            let from_end = i64::try_from(list.len()).unwrap_or(i64::MAX);
            let position = if position < 0 { position.checked_add(from_end) } else { Some(position) };
            Ok(position.and_then(|at| usize::try_from(at).ok()).and_then(|at| list.get(at)).unwrap_or_default())
        }
        (Value::Map(map), Value::Text(key)) => match map.get(key.as_str()) {
            Some(value) => Ok(value),
            None if lenient => Ok(Value::Absent),
            None => Err(Fault::new("key-not-in-table", site).with("key", key.as_str())),
        },
        (base, index) => {
            Err(Fault::new("not-indexable", site).with("base", base.type_name()).with("index", index.type_name()))
        }
    }
}

pub(super) fn matches_case<'a>(subject: &Value<'a>, case: &'a Case, site: Site) -> Result<Truth, Fault> {
    match case {
        Case::Value(value) => {
            let value = Value::from_fact(value);
            subject.equals(&value).ok_or_else(|| {
                Fault::new("different-types", site).with("left", subject.type_name()).with("right", value.type_name())
            })
        }
        Case::Range { from, to, inclusive } => {
            let Some((low, high)) = subject.ends() else {
                return Err(Fault::new("not-a-number", site).with("found", subject.type_name()));
            };
            let below_end = |x: &Number| {
                to.as_ref().is_none_or(|to| match x.cmp(to) {
                    Ordering::Less => true,
                    Ordering::Equal => *inclusive,
                    Ordering::Greater => false,
                })
            };
            let above_start = |x: &Number| from.as_ref().is_none_or(|from| x >= from);
            Ok(if above_start(low) && below_end(high) {
                Truth::True
            } else if !above_start(high) || !below_end(low) {
                Truth::False
            } else {
                Truth::Undecided
            })
        }
    }
}
