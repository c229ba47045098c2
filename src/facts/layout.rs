//! What is read and where it goes, compiled once: tables of keys in place of the tree of a `Shape`.

use super::fact::Fact;
use super::reserved::{AS_OF, EVIDENCE};
use super::schema::{Constant, Kind, NodeId, Schema};
use super::shape::{Keys, Read, RecordId, RecordShape, Shape};
use std::borrow::Cow;

#[derive(Debug)]
pub(super) struct Layout {
    records: Vec<Record>,
    /// The slot of `as_of` in the profile.
    pub as_of: usize,
    /// The slot of `evidence` in the profile.
    pub evidence: usize,
    /// In a piece of evidence: title, reference, verified_by, covers.
    pub evidence_fields: [usize; 4],
}

#[derive(Debug)]
pub(super) struct Record {
    pub node: NodeId,
    pub slots: usize,
    pub table: Table,
    /// What the empty slots of a record that is there mean.
    pub constants: Vec<(usize, Fact<'static>)>,
}

/// The keys of an object that are read.
#[derive(Debug)]
pub(super) struct Table {
    pub entries: Vec<Entry>,
    /// Open addressing by the hash of a key; a power of two long.
    index: Box<[u32]>,
}

#[derive(Debug)]
pub(super) struct Entry {
    pub name: Box<str>,
    pub node: NodeId,
    pub fill: Fill,
    pub below: Table,
}

/// What the value under a key fills.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fill {
    /// Only slots below it.
    Nothing,
    Value(usize),
    Presence(usize),
    Records(usize, RecordId),
}

const NONE: u32 = u32::MAX;

impl Layout {
    pub fn new(schema: &Schema, shape: &Shape) -> Layout {
        let mut shape = shape.clone();
        let field = |node, name| schema.field(node, name).unwrap_or(node);
        let mut slot = |record, name: &str, node| shape.slot(schema, record, &[name.to_owned()], node).0 as usize;
        let as_of = slot(Shape::PROFILE, AS_OF, field(Schema::ROOT, AS_OF));
        let list = field(Schema::ROOT, EVIDENCE);
        let evidence = slot(Shape::PROFILE, EVIDENCE, list);
        let mut evidence_fields = [0; 4];
        let records = shape.record(Shape::PROFILE).and_then(|record| record.slots.get(evidence)).map(|slot| slot.read);
        if let (Kind::List(element), Some(Read::Records(record))) = (schema.kind(list), records) {
            for (place, name) in evidence_fields.iter_mut().zip(["title", "reference", "verified_by", "covers"]) {
                let path = [name.to_owned()];
                *place = shape.slot(schema, record, &path, field(*element, name)).0 as usize;
            }
        }
        let records = shape.records().map(|(_, record)| Record::new(schema, record)).collect();
        Layout { records, as_of, evidence, evidence_fields }
    }

    pub fn record(&self, id: RecordId) -> Option<&Record> {
        self.records.get(id.0 as usize)
    }
}

impl Record {
    fn new(schema: &Schema, shape: &RecordShape) -> Record {
        let constants = (0..).zip(&shape.slots).filter_map(|(slot, read)| {
            let constant = schema.node(read.node)?.absent.as_ref()?;
            Some((slot, fact(constant)))
        });
        Record {
            node: shape.node,
            slots: shape.slots.len(),
            table: Table::new(schema, shape, shape.node, &shape.keys),
            constants: constants.collect(),
        }
    }
}

/// What an empty answer means, as a fact.
pub(super) fn fact(constant: &Constant) -> Fact<'static> {
    match constant {
        Constant::Bool(value) => Fact::Bool(*value),
        Constant::Number(value) => Fact::Number(value.clone()),
        Constant::Text(value) => Fact::Text(Cow::Owned(value.clone())),
        Constant::Date(value) => Fact::Date(*value),
        Constant::EmptyList => Fact::List(Vec::new()),
    }
}

impl Table {
    fn new(schema: &Schema, record: &RecordShape, node: NodeId, keys: &Keys) -> Table {
        let entries: Vec<Entry> = keys
            .keys
            .iter()
            .filter_map(|(name, key)| {
                let node = schema.field(node, name)?;
                let fill = key.slot.and_then(|slot| {
                    let number = slot.0 as usize;
                    Some(match record.slots.get(number)?.read {
                        Read::Value => Fill::Value(number),
                        Read::Presence => Fill::Presence(number),
                        Read::Records(id) => Fill::Records(number, id),
                    })
                });
                let below = Table::new(schema, record, node, &key.below);
                Some(Entry { name: name.as_str().into(), node, fill: fill.unwrap_or(Fill::Nothing), below })
            })
            .collect();
        let mut index = vec![NONE; (entries.len() * 2).max(1).next_power_of_two()].into_boxed_slice();
        for (number, entry) in (0..).zip(&entries) {
            let mut place = first_place(&entry.name, index.len());
            while index.get(place).is_some_and(|taken| *taken != NONE) {
                place = (place + 1) & (index.len() - 1);
            }
            if let Some(free) = index.get_mut(place) {
                *free = number;
            }
        }
        Table { entries, index }
    }

    pub fn find(&self, key: &str) -> Option<(usize, &Entry)> {
        let mut place = first_place(key, self.index.len());
        // there are more places than keys, so that an empty one is always reached
        loop {
            let number = *self.index.get(place)? as usize;
            let entry = self.entries.get(number)?;
            if *entry.name == *key {
                return Some((number, entry));
            }
            place = (place + 1) & (self.index.len() - 1);
        }
    }
}

/// The place where a key stands, unless others took it.
fn first_place(key: &str, places: usize) -> usize {
    let bytes = key.as_bytes();
    let (head, tail) = match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (Some(head), Some(tail)) => (u64::from_le_bytes(*head), u64::from_le_bytes(*tail)),
        _ => match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
            (Some(head), Some(tail)) => (u32::from_le_bytes(*head).into(), u32::from_le_bytes(*tail).into()),
            _ => (bytes.iter().fold(0, |word, byte| word << 8 | u64::from(*byte)), 0),
        },
    };
    let mixed = (head ^ tail.rotate_left(29) ^ bytes.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 40) as usize & (places - 1)
}

/// Which keys of an object came already.
pub(super) enum Seen {
    Few(u64),
    Many(Vec<bool>),
}

impl Seen {
    pub fn new(keys: usize) -> Seen {
        if keys <= 64 { Seen::Few(0) } else { Seen::Many(vec![false; keys]) }
    }

    /// Whether the key came before; from now on it has.
    pub fn again(&mut self, key: usize) -> bool {
        match self {
            Seen::Few(bits) => {
                let bit = 1 << key;
                let again = *bits & bit != 0;
                *bits |= bit;
                again
            }
            Seen::Many(keys) => keys.get_mut(key).is_some_and(|seen| std::mem::replace(seen, true)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_of_a_table_is_found_and_no_other() {
        let mut shape = Shape::new(Schema::ROOT);
        let schema = Schema::untyped();
        let names: Vec<String> = (0..300).map(|n| format!("{}_{n}", "k".repeat(n % 13))).collect();
        for name in &names {
            let node = schema.field(Schema::ROOT, name).unwrap_or(Schema::ROOT);
            shape.slot(&schema, Shape::PROFILE, std::slice::from_ref(name), node);
        }
        let layout = Layout::new(&schema, &shape);
        let table = &layout.records[0].table;
        for name in &names {
            assert_eq!(table.find(name).map(|(_, entry)| &*entry.name), Some(name.as_str()));
        }
        assert!(table.find("k_0").is_none() && table.find("").is_none() && table.find("质量").is_none());
    }
}
