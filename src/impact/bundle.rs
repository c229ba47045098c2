//! Edits that are tried as one: each alone where it can be, else together with those that it needs.
//!
//! A bundle must load both ways: the old rulebook with it, and the new one without it. One that does not is joined with
//! every bundle whose names it speaks of, or that speaks of its names: a row with the function that judges it, a function
//! with the parameter that it reads. Edits of texts are tried only where an edit needs them in this way. Where that is not enough, all that still fail are joined, and at last all edits are
//! one bundle, which is the new rulebook itself.

use super::edit::{Found, What};
use super::hybrid::{Way, hybrid};
use super::path::Step as PathStep;
use super::semver::Step;
use super::value::{Kind, Value};
use crate::Rulebook;
use crate::rulebook::sources::Sources;
use std::collections::BTreeSet;

/// Edits that are tried as one.
#[derive(Debug)]
pub(super) struct Bundle {
    /// Their places in the list of edits.
    pub edits: Vec<usize>,
    /// The old rulebook with them.
    pub alone: Rulebook,
    /// The new rulebook without them.
    pub without: Rulebook,
}

/// The two rulebooks and what lies between them.
pub(super) struct Pair<'s> {
    pub old: &'s Sources,
    pub new: &'s Sources,
    /// The same two, loaded.
    pub rulebooks: [&'s Rulebook; 2],
    pub found: &'s [Found],
}

impl Pair<'_> {
    /// The bundles of all edits that are more than texts.
    pub fn bundles(&self) -> Vec<Bundle> {
        let indices = 0..self.found.len();
        let (tried, spare): (Vec<usize>, Vec<usize>) = indices.partition(|index| self.is_tried(*index));
        let mut state = State { loaded: Vec::new(), spare };
        let mut open: Vec<Vec<usize>> = tried.into_iter().map(|index| vec![index]).collect();
        for effort in [Effort::Related, Effort::Failing] {
            loop {
                let failing = self.load_all(open, &mut state.loaded);
                if failing.is_empty() {
                    state.loaded.sort_by(|one, two| one.edits.cmp(&two.edits));
                    return state.loaded;
                }
                let before = failing.len() + state.loaded.len() + state.spare.len();
                open = self.join(failing, &mut state, effort);
                if open.len() + state.loaded.len() + state.spare.len() == before {
                    break;
                }
            }
        }
        let [old, new] = self.rulebooks;
        let edits = (0..self.found.len()).filter(|index| self.is_tried(*index)).collect();
        vec![Bundle { edits, alone: new.clone(), without: old.clone() }]
    }

    fn is_tried(&self, index: usize) -> bool {
        self.found.get(index).is_some_and(|found| found.edit.step >= Step::Minor)
    }

    /// Loads bundles, and gives the edits of those that do not load.
    fn load_all(&self, bundles: Vec<Vec<usize>>, loaded: &mut Vec<Bundle>) -> Vec<Vec<usize>> {
        let mut failing = Vec::new();
        for edits in bundles {
            let rulebook = |base, other, way| {
                let made: Vec<&Found> = edits.iter().filter_map(|index| self.found.get(*index)).collect();
                Rulebook::from_sources(&hybrid(base, other, &made, way)).ok()
            };
            let alone = rulebook(self.old, self.new, Way::Make);
            let without = alone.as_ref().and_then(|_| rulebook(self.new, self.old, Way::Undo));
            match alone.zip(without) {
                Some((alone, without)) => loaded.push(Bundle { edits, alone, without }),
                None => failing.push(edits),
            }
        }
        failing
    }

    /// Joins what fails with what it needs.
    fn join(&self, failing: Vec<Vec<usize>>, state: &mut State, effort: Effort) -> Vec<Vec<usize>> {
        let mut joined: Vec<Vec<usize>> = Vec::new();
        match effort {
            Effort::Related => {
                let mut rest = failing;
                while let Some(bundle) = rest.pop() {
                    let related = |other: &[usize]| self.related(&bundle, other);
                    let mut near: Vec<usize> = Vec::new();
                    near.extend(rest.extract_if(.., |other| related(other)).flatten());
                    near.extend(joined.extract_if(.., |other| related(other)).flatten());
                    near.extend(
                        state.loaded.extract_if(.., |other| related(&other.edits)).flat_map(|other| other.edits),
                    );
                    near.extend(state.spare.extract_if(.., |other| related(&[*other])));
                    joined.push(sorted(bundle.into_iter().chain(near)));
                }
            }
            Effort::Failing => joined.push(sorted(failing.into_iter().flatten())),
        }
        joined.sort();
        joined
    }

    fn related(&self, one: &[usize], two: &[usize]) -> bool {
        let [one, two] = [one, two].map(|edits| {
            let mut names = BTreeSet::new();
            let mut words = BTreeSet::new();
            for found in edits.iter().filter_map(|index| self.found.get(*index)) {
                found.deeds.iter().for_each(|deed| read(&deed.what, &mut names, &mut words));
            }
            (names, words)
        });
        !one.0.is_disjoint(&two.1) || !two.0.is_disjoint(&one.1)
    }
}

/// What is not failing.
struct State {
    loaded: Vec<Bundle>,
    /// Edits of texts, which are tried only with those that need them.
    spare: Vec<usize>,
}

#[derive(Clone, Copy)]
enum Effort {
    Related,
    Failing,
}

fn sorted(edits: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut edits: Vec<usize> = edits.collect();
    edits.sort_unstable();
    edits
}

/// The names that an edit gives or takes, and all words that stand in it.
fn read(what: &What, names: &mut BTreeSet<String>, words: &mut BTreeSet<String>) {
    match what {
        What::Table(change) => {
            match change.path.keys().as_slice() {
                ["groups", _, "rows", row, ..] => drop(names.insert((*row).to_owned())),
                ["groups" | "params" | "levels" | "gates", name, ..] => drop(names.insert((*name).to_owned())),
                _ => {}
            }
            for step in &change.path.0 {
                if let PathStep::Key(key) = step {
                    split(key, words);
                }
            }
            for value in change.before.iter().chain(&change.after) {
                within(value, words);
                if let Some(rows) = value.get("rows") {
                    names.extend(rows.names().into_iter().map(str::to_owned));
                }
            }
        }
        What::Function { name, before, after, .. } => {
            names.insert(name.clone());
            before.iter().chain(after).for_each(|text| split(text, words));
        }
        What::Schema { fields, .. } => names.extend(fields.iter().cloned()),
        What::Nothing => {}
    }
}

fn within(value: &Value, words: &mut BTreeSet<String>) {
    match &value.kind {
        Kind::Plain(text) | Kind::Text(text) => split(text, words),
        Kind::List(elements) => elements.iter().for_each(|element| within(element, words)),
        Kind::Table(entries) => {
            for (key, value) in entries {
                split(key, words);
                within(value, words);
            }
        }
        Kind::Keyed(elements) => elements.iter().for_each(|(_, value)| within(value, words)),
    }
}

fn split(text: &str, words: &mut BTreeSet<String>) {
    let parts = text.split(|char: char| !char.is_alphanumeric() && !matches!(char, '_' | '-'));
    words.extend(parts.filter(|part| !part.is_empty()).map(str::to_owned));
}
