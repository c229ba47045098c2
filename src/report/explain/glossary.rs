//! What the built-in functions do that the rules shown have called, so that nobody needs to look them up.

use super::Teller;
use crate::explain::{Derivation, Explanation, Note, What};
use crate::report::layout::Page;
use crate::text::Text;
use std::collections::BTreeMap;

impl Teller<'_> {
    pub fn glossary(&self, page: &mut Page) {
        let mut called: BTreeMap<&str, &Text> = BTreeMap::new();
        self.collect(self.told, &mut called);
        if called.is_empty() {
            return;
        }
        page.heading(self.text(&self.words.head.functions));
        for text in called.values() {
            page.hang(2, "· ", text.get(self.names.voice.lang));
        }
    }

    fn collect<'t>(&'t self, told: &'t Explanation, called: &mut BTreeMap<&'t str, &'t Text>) {
        let rows = told.rows.iter().filter_map(|row| row.derivation.as_ref());
        let gates = told.gates.iter().filter_map(|gate| gate.derivation.as_ref());
        let groups = told.groups.iter().filter_map(|group| group.derivation.as_ref());
        let levels = told.levels.iter().map(|level| &level.derivation);
        for derivation in rows.chain(gates).chain(groups).chain(levels).chain(&told.applies) {
            for name in names(derivation) {
                if let Some(text) = self.words.functions.get(name) {
                    called.insert(name, text);
                }
            }
        }
        told.items.iter().chain(&told.held).for_each(|part| self.collect(part, called));
    }
}

/// The functions that a derivation tells of.
fn names(derivation: &Derivation) -> impl Iterator<Item = &str> {
    let notes = derivation.functions.iter().flat_map(|function| &function.lines).flat_map(|line| &line.notes);
    notes.filter_map(|note| match note {
        Note::Value { what: What::Function(name), .. } => Some(name.as_str()),
        Note::Value { what: What::Open, .. } => Some("open"),
        _ => None,
    })
}
