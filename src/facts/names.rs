//! The paths of facts, found from the record and slot in which they were read.

use super::fact::Fact;
use super::path::{FactPath, Step};
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

    /// The record that a list element belongs to; that of the profile for none.
    pub fn record_of(&self, record: Option<&'a [Fact<'a>]>) -> RecordId {
        record.and_then(|record| self.home(record)).map_or(Shape::PROFILE, |home| home.record)
    }

    fn home(&self, record: &'a [Fact<'a>]) -> Option<&Home<'a>> {
        self.homes.get(&std::ptr::from_ref(record.first()?))
    }

    /// The path of a slot, elements by key where their list has one.
    pub fn path(&self, record: Option<&'a [Fact<'a>]>, slot: Slot) -> String {
        FactPath { steps: self.steps(record, slot, true) }.to_string()
    }

    /// The path of a slot, every element by position.
    pub fn positions(&self, record: Option<&'a [Fact<'a>]>, slot: Slot) -> FactPath {
        FactPath { steps: self.steps(record, slot, false) }
    }

    /// The path of an element, such as `products[AF-5L]`.
    pub fn element(&self, record: &'a [Fact<'a>]) -> String {
        FactPath { steps: self.element_steps(record, true) }.to_string()
    }

    fn steps(&self, record: Option<&'a [Fact<'a>]>, slot: Slot, by_key: bool) -> Vec<Step> {
        let mut steps = record.map(|record| self.element_steps(record, by_key)).unwrap_or_default();
        let described = self.shape.slot_shape(self.record_of(record), slot);
        steps.extend(described.into_iter().flat_map(|slot| slot.path.iter().cloned().map(Step::Key)));
        steps
    }

    fn element_steps(&self, record: &'a [Fact<'a>], by_key: bool) -> Vec<Step> {
        let Some(home) = self.home(record) else { return Vec::new() };
        let mut steps = self.steps(home.parent, home.list, by_key);
        let key = self.keyed.filter(|(keyed, _)| by_key && *keyed == home.record);
        steps.push(match key.and_then(|(_, slot)| record.get(slot.0 as usize)) {
            Some(Fact::Text(key)) => Step::Item(key.to_string()),
            Some(Fact::Number(key)) => Step::Item(key.to_string()),
            _ => Step::Index(home.index),
        });
        steps
    }
}
