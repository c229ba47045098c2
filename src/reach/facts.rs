//! The values that facts and constants may take.

use super::interval::Interval;
use super::set::{Set, Texts};
use crate::facts::fact::Fact;
use crate::facts::schema::{Constant, Kind, NodeId, Schema};
use crate::facts::shape::{Read, RecordId, Shape, Slot};
use crate::number::Number;
use std::rc::Rc;

/// What the slot of a record may hold.
pub(super) fn slot(schema: &Schema, shape: &Shape, record: RecordId, slot: Slot) -> Set {
    let Some(read) = shape.slot_shape(record, slot) else { return Set::unknown() };
    match read.read {
        Read::Presence => Set { objects: true, absent: true, ..Set::default() },
        Read::Records(record) => {
            let element = Set { records: [record].into(), ..Set::default() };
            given(schema, read.node, Set::list(element, 0, None))
        }
        Read::Value => value(schema, read.node),
    }
}

/// What a value of the schema's node may be.
fn value(schema: &Schema, node: NodeId) -> Set {
    let set = match schema.kind(node) {
        Kind::Any => Set::unknown(),
        Kind::Bool => Set::either(),
        Kind::Number { minimum, maximum, .. } => Set::numbers(Interval::of(minimum.clone(), maximum.clone())),
        Kind::Text => Set::texts(),
        Kind::Date => Set::dates(),
        Kind::Enum(values) => {
            Set { texts: Some(Texts::Of(values.iter().map(|value| value.value.clone()).collect())), ..Set::default() }
        }
        Kind::List(element) => {
            let unique = schema.node(node).is_some_and(|node| node.unique);
            let most = match schema.kind(*element) {
                Kind::Enum(values) if unique => i64::try_from(values.len()).ok(),
                _ => None,
            };
            Set::list(value(schema, *element), 0, most)
        }
        Kind::Object { .. } => Set::unknown(),
    };
    given(schema, node, set)
}

/// With what no answer means: nothing, or what the schema says.
fn given(schema: &Schema, node: NodeId, set: Set) -> Set {
    match schema.node(node).and_then(|node| node.absent.as_ref()) {
        None => set.or_absent(true),
        Some(meant) => set.join(&match meant {
            Constant::Bool(value) => Set::truths(*value, !*value),
            Constant::Number(number) => Set::numbers(Interval::point(number.clone())),
            Constant::Text(text) => Set::text(text),
            Constant::Date(_) => Set::dates(),
            Constant::EmptyList => Set::list(Set::never(), 0, Some(0)),
        }),
    }
}

/// A constant of the plan.
pub(super) fn constant(fact: &Fact<'_>) -> Set {
    match fact {
        Fact::Absent => Set::absent(),
        Fact::Present | Fact::Record(_) => Set { objects: true, ..Set::default() },
        Fact::Bool(value) => Set::truths(*value, !*value),
        Fact::Number(number) => Set::numbers(Interval::point(number.clone())),
        Fact::Text(text) => Set::text(text),
        Fact::Date(_) => Set::dates(),
        Fact::List(items) => Set::exact_list(items.iter().map(constant).collect()),
        Fact::Map(map) => {
            let entries = map.iter().map(|(key, value)| (key.to_string(), constant(value)));
            Set { maps: Some(Rc::new(entries.collect())), ..Set::default() }
        }
    }
}

/// Whole numbers from 0.
pub(super) fn counts() -> Interval {
    Interval::from(Number::ZERO)
}
