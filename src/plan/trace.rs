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
    /// The reads so far: the place of each fact, and whether it had no default.
    reads: Vec<(usize, bool)>,
    /// How many reads need each fact, and how many have a default for it.
    uses: Vec<(u32, u32)>,
    /// The facts that made each local absent. What reads the local needs them, or has a default for them.
    held: Vec<Vec<usize>>,
    assuming: u32,
    texts: u32,
}

impl Trace<'_> {
    fn uses(&mut self, place: usize) {
        let needed = self.assuming == 0;
        self.reads.push((place, needed));
        if let Some((needs, defaults)) = self.uses.get_mut(place) {
            *(if needed { needs } else { defaults }) += 1;
        }
        self.judge(place);
    }

    /// What is needed anywhere without a default is needed.
    fn judge(&mut self, place: usize) {
        if let (Some(read), Some((needs, defaults))) = (self.facts.get_mut(place), self.uses.get(place)) {
            read.assumed = *needs == 0 && *defaults > 0;
        }
    }

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
        let same = |read: &ReadFact<'a>| {
            read.slot == slot
                && match (read.record, record) {
                    (None, None) => true,
                    (Some(a), Some(b)) => std::ptr::eq(a, b),
                    _ => false,
                }
        };
        let place = self.facts.iter().position(same).unwrap_or_else(|| {
            self.facts.push(ReadFact { record, slot, fact, assumed: false });
            self.uses.push((0, 0));
            self.facts.len() - 1
        });
        self.uses(place);
    }

    fn mark(&mut self) -> usize {
        self.reads.len()
    }

    fn keeps(&mut self, place: usize, from: usize, to: usize) {
        let mut held: Vec<usize> = Vec::new();
        // reading into a local needs nothing yet
        for (fact, needed) in self.reads.get_mut(from..to).unwrap_or_default() {
            if std::mem::take(needed) {
                held.push(*fact);
            }
        }
        for fact in &held {
            if let Some((needs, _)) = self.uses.get_mut(*fact) {
                *needs -= 1;
            }
            self.judge(*fact);
        }
        if self.held.len() <= place {
            self.held.resize(place + 1, Vec::new());
        }
        if let Some(entry) = self.held.get_mut(place) {
            *entry = held;
        }
    }

    fn forgets(&mut self, place: usize) {
        if let Some(held) = self.held.get_mut(place) {
            held.clear();
        }
    }

    fn local(&mut self, place: usize) {
        if self.in_text() {
            return;
        }
        let held = self.held.get(place).cloned().unwrap_or_default();
        held.into_iter().for_each(|fact| self.uses(fact));
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
