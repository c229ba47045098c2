//! The paths of facts, found from the record and slot in which they were read.

use super::fact::Fact;
use super::shape::{Read, RecordId, RecordShape, Shape, Slot};
use std::collections::HashMap;

/// Which list, and which position in it, each record of a profile has.
///
/// Records are told apart by where they lie in memory. The map is only looked up, never walked, so its order never shows.
pub(crate) struct Names<'a> {
    shape: &'a Shape,
    homes: HashMap<*const Fact<'a>, Home<'a>>,
    /// The list whose elements are named by a key instead of their position, and the slot of the key.
    keyed: Option<(RecordId, Slot)>,
}

struct Home<'a> {
    record: RecordId,
    parent: Option<&'a [Fact<'a>]>,
    list: Slot,
    index: usize,
}

impl<'a> Names<'a> {
    pub fn new(shape: &'a Shape, facts: &'a [Fact<'a>], keyed: Option<(RecordId, Slot)>) -> Names<'a> {
        let mut names = Names { shape, homes: HashMap::new(), keyed };
        if let Some(profile) = shape.record(Shape::PROFILE) {
            names.enter(profile, None, facts);
        }
        names
    }

    fn enter(&mut self, shape: &'a RecordShape, parent: Option<&'a [Fact<'a>]>, slots: &'a [Fact<'a>]) {
        for ((slot, described), fact) in (0u32..).map(Slot).zip(&shape.slots).zip(slots) {
            let (Read::Records(id), Fact::List(elements)) = (described.read, fact) else { continue };
            let Some(element_shape) = self.shape.record(id) else { continue };
            for (index, element) in elements.iter().enumerate() {
                if let Fact::Record(record) = element {
                    if let Some(first) = record.first() {
                        self.homes.insert(std::ptr::from_ref(first), Home { record: id, parent, list: slot, index });
                    }
                    self.enter(element_shape, Some(record), record);
                }
            }
        }
    }

    /// The record that a list element belongs to.
    pub fn record_of(&self, record: Option<&'a [Fact<'a>]>) -> RecordId {
        record.and_then(|record| self.home(record)).map_or(Shape::PROFILE, |home| home.record)
    }

    fn home(&self, record: &'a [Fact<'a>]) -> Option<&Home<'a>> {
        self.homes.get(&std::ptr::from_ref(record.first()?))
    }

    /// The dotted path of a slot, elements by key where their list has one, else by position.
    pub fn path(&self, record: Option<&'a [Fact<'a>]>, slot: Slot) -> String {
        let mut path = record.map(|record| self.element(record)).unwrap_or_default();
        if let Some(described) = self.shape.slot_shape(self.record_of(record), slot) {
            for key in &described.path {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(key);
            }
        }
        path
    }

    /// The path of an element, such as `products[AF-5L].indicators[3]`.
    pub fn element(&self, record: &'a [Fact<'a>]) -> String {
        let Some(home) = self.home(record) else { return String::new() };
        let list = self.path(home.parent, home.list);
        let key =
            self.keyed.filter(|(keyed, _)| *keyed == home.record).and_then(|(_, slot)| record.get(slot.0 as usize));
        match key {
            Some(Fact::Text(key)) => format!("{list}[{key}]"),
            Some(Fact::Number(key)) => format!("{list}[{key}]"),
            _ => format!("{list}[{}]", home.index),
        }
    }
}
