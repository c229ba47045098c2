//! Which facts a plan reads, and the slot that each of them goes into.
//!
//! Objects are flattened into the record that owns them: the profile itself, or one element of a list of objects.

use super::schema::{Kind, NodeId, Schema};
use std::collections::BTreeMap;

/// A record: number 0 is the profile, every other one the elements of some list of objects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct RecordId(pub u32);

/// A numbered place in a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Slot(pub u32);

/// What is read into a slot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Read {
    /// The value as its schema types it; lists and maps of anything but known objects included.
    Value,
    /// Only whether an object is there.
    Presence,
    /// A list of objects, each read as a record.
    Records(RecordId),
}

#[derive(Clone, Debug)]
pub(crate) struct SlotShape {
    /// Keys from the owning record down.
    pub path: Vec<String>,
    pub node: NodeId,
    pub read: Read,
}

/// The keys of one object that are read, and what below them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Keys {
    pub keys: BTreeMap<String, Key>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Key {
    /// The slot that the value under this key fills.
    pub slot: Option<Slot>,
    /// What is read below it.
    pub below: Keys,
}

#[derive(Clone, Debug)]
pub(crate) struct RecordShape {
    /// The schema's node of the record's object.
    pub node: NodeId,
    /// The list that holds the records; none for the profile itself.
    pub list: Option<(RecordId, Slot)>,
    pub slots: Vec<SlotShape>,
    pub keys: Keys,
}

/// The facts that a plan reads.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    records: Vec<RecordShape>,
}

impl Shape {
    pub const PROFILE: RecordId = RecordId(0);

    pub fn new(root: NodeId) -> Shape {
        Shape { records: vec![RecordShape { node: root, list: None, slots: Vec::new(), keys: Keys::default() }] }
    }

    pub fn record(&self, id: RecordId) -> Option<&RecordShape> {
        self.records.get(id.0 as usize)
    }

    pub fn records(&self) -> impl Iterator<Item = (RecordId, &RecordShape)> {
        (0u32..).map(RecordId).zip(&self.records)
    }

    pub fn slot_shape(&self, record: RecordId, slot: Slot) -> Option<&SlotShape> {
        self.record(record)?.slots.get(slot.0 as usize)
    }

    /// The slot of the value under `path` in `record`, new if nobody read it before.
    /// A list of objects gets a record for its elements; an object is read for its presence.
    pub fn slot(&mut self, schema: &Schema, record: RecordId, path: &[String], node: NodeId) -> Slot {
        if let Some(slot) = self.find(record, path) {
            return slot;
        }
        let elements = match schema.kind(node) {
            Kind::List(element) if matches!(schema.kind(*element), Kind::Object { .. }) => Some(*element),
            _ => None,
        };
        let next = self.record(record).map_or(0, |shape| shape.slots.len());
        let slot = Slot(u32::try_from(next).unwrap_or(u32::MAX));
        let read = match (elements, schema.kind(node)) {
            (Some(element), _) => {
                let id = RecordId(u32::try_from(self.records.len()).unwrap_or(u32::MAX));
                let list = Some((record, slot));
                self.records.push(RecordShape { node: element, list, slots: Vec::new(), keys: Keys::default() });
                Read::Records(id)
            }
            (None, Kind::Object { .. }) => Read::Presence,
            _ => Read::Value,
        };
        if let Some(shape) = self.records.get_mut(record.0 as usize) {
            shape.slots.push(SlotShape { path: path.to_vec(), node, read });
            let mut keys = &mut shape.keys;
            if let Some((last, parents)) = path.split_last() {
                for parent in parents {
                    keys = &mut keys.keys.entry(parent.clone()).or_default().below;
                }
                keys.keys.entry(last.clone()).or_default().slot = Some(slot);
            }
        }
        slot
    }

    fn find(&self, record: RecordId, path: &[String]) -> Option<Slot> {
        let slots = &self.record(record)?.slots;
        let index = slots.iter().position(|slot| slot.path == path)?;
        Some(Slot(u32::try_from(index).ok()?))
    }
}
