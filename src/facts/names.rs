//! The paths of facts, found from the record and slot in which they were read.

use super::fact::Fact;
use super::path::{FactPath, Step, write_item, write_key};
use super::shape::{Read, RecordId, RecordShape, Shape, Slot};
use std::collections::HashMap;
use std::fmt::Write;

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
    /// The path of the element, by key where its list has one.
    path: String,
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
                        let path = self.path_of(id, parent, slot, (index, record));
                        let home = Home { record: id, parent, list: slot, index, path };
                        self.homes.insert(std::ptr::from_ref(first), home);
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

    fn path_of(
        &self,
        id: RecordId,
        parent: Option<&'a [Fact<'a>]>,
        list: Slot,
        (index, record): (usize, &'a [Fact<'a>]),
    ) -> String {
        let mut path = self.path(parent, list);
        let key = self.keyed.filter(|(keyed, _)| *keyed == id).and_then(|(_, slot)| record.get(slot.0 as usize));
        // writing into a text never fails
        let _ = match key {
            Some(Fact::Text(key)) => write_item(&mut path, key),
            Some(Fact::Number(key)) => write_item(&mut path, &key.to_string()),
            _ => write!(path, "[{index}]"),
        };
        path
    }

    /// The path of a slot, elements by key where their list has one.
    pub fn path(&self, record: Option<&'a [Fact<'a>]>, slot: Slot) -> String {
        let home = record.and_then(|record| self.home(record));
        let described = self.shape.slot_shape(home.map_or(Shape::PROFILE, |home| home.record), slot);
        let keys = described.map_or([].as_slice(), |slot| slot.path.as_slice());
        let start = home.map_or("", |home| &home.path);
        let mut path = String::with_capacity(start.len() + keys.iter().map(|key| key.len() + 1).sum::<usize>());
        path.push_str(start);
        for key in keys {
            let first = path.is_empty();
            let _ = write_key(&mut path, key, first);
        }
        path
    }

    /// The path of a slot, every element by position.
    pub fn positions(&self, record: Option<&'a [Fact<'a>]>, slot: Slot) -> FactPath {
        FactPath { steps: self.steps(record, slot) }
    }

    /// The path of an element, such as `products[AF-5L]`.
    pub fn element(&self, record: &'a [Fact<'a>]) -> String {
        self.home(record).map(|home| home.path.clone()).unwrap_or_default()
    }

    fn steps(&self, record: Option<&'a [Fact<'a>]>, slot: Slot) -> Vec<Step> {
        let home = record.and_then(|record| self.home(record));
        let mut steps = match home {
            Some(home) => {
                let mut steps = self.steps(home.parent, home.list);
                steps.push(Step::Index(home.index));
                steps
            }
            None => Vec::new(),
        };
        let described = self.shape.slot_shape(home.map_or(Shape::PROFILE, |home| home.record), slot);
        steps.extend(described.into_iter().flat_map(|slot| slot.path.iter().cloned().map(Step::Key)));
        steps
    }
}
