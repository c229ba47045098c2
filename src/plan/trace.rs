//! The probe that explains: which facts a rule read, which it lacked, which bands matched.

use super::expr::{BandKind, Site};
use super::probe::Probe;
use super::table::Table;
use super::value::Value;
use crate::facts::fact::Fact;
use crate::facts::shape::Slot;
use crate::number::Number;

/// A fact that was read, by its record and slot.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ReadFact<'a> {
    /// The element of a list that it belongs to; none for the profile itself.
    pub record: Option<&'a [Fact<'a>]>,
    pub slot: Slot,
    pub fact: &'a Fact<'a>,
    /// Whether a default stood ready for it.
    pub assumed: bool,
}

/// A table that was looked up.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct BandMatch {
    pub kind: BandKind,
    pub low: Number,
    pub high: Number,
    /// Bounds and values, in rising order of the bounds.
    pub entries: Vec<(Number, Number)>,
    /// The entry whose bound was reached, where the value is exact.
    pub matched: Option<usize>,
    /// What the table gave: low and high end.
    pub result: (Number, Number),
}

/// Records what happens, each fact and each band once.
#[derive(Debug, Default)]
pub(crate) struct Trace<'a> {
    pub facts: Vec<ReadFact<'a>>,
    pub bands: Vec<BandMatch>,
    pub failed_texts: Vec<Site>,
    assuming: u32,
    texts: u32,
}

impl Trace<'_> {
    /// Whether what happens now only serves a text.
    pub fn in_text(&self) -> bool {
        self.texts > 0
    }
}

impl<'a> Probe<'a> for Trace<'a> {
    const TEXTS: bool = true;

    fn fact(&mut self, record: Option<&'a [Fact<'a>]>, slot: Slot, fact: &'a Fact<'a>) {
        if self.in_text() {
            return;
        }
        let assumed = self.assuming > 0;
        let same = |read: &&mut ReadFact<'a>| {
            read.slot == slot
                && match (read.record, record) {
                    (None, None) => true,
                    (Some(a), Some(b)) => std::ptr::eq(a, b),
                    _ => false,
                }
        };
        match self.facts.iter_mut().find(same) {
            // what is needed anywhere without a default is needed
            Some(read) => read.assumed &= assumed,
            None => self.facts.push(ReadFact { record, slot, fact, assumed }),
        }
    }

    fn begin_assuming(&mut self) {
        self.assuming += 1;
    }

    fn end_assuming(&mut self) {
        self.assuming -= 1;
    }

    fn begin_text(&mut self) {
        self.texts += 1;
    }

    fn end_text(&mut self) {
        self.texts -= 1;
    }

    fn text_failed(&mut self, site: Site) {
        if !self.failed_texts.contains(&site) {
            self.failed_texts.push(site);
        }
    }

    fn band(&mut self, kind: BandKind, value: &Value<'a>, table: &Table, result: &Value<'a>) {
        if self.in_text() {
            return;
        }
        let (Some((low, high)), Some((least, greatest))) = (value.ends(), result.ends()) else { return };
        let band = BandMatch {
            kind,
            low: low.clone(),
            high: high.clone(),
            entries: table.entries().to_vec(),
            matched: if low == high { table.matched(kind, low) } else { None },
            result: (least.clone(), greatest.clone()),
        };
        if !self.bands.contains(&band) {
            self.bands.push(band);
        }
    }
}
