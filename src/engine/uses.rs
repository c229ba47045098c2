//! What the functions of a table rest on: parameters, facts, and how parameters are looked up as bands.

use super::compile::constant;
use super::load::Loaded;
use crate::assess::decide::PredicateId;
use crate::facts::describe::read_path;
use crate::plan::expr::{BandKind, Function};
use crate::plan::table::Table;
use crate::rulebook::manifest::Const;
use std::collections::BTreeSet;

impl Loaded {
    /// The parameters that the function of the row at `place` among all rows reads on some day.
    pub fn params_of_row(&self, place: usize) -> BTreeSet<&str> {
        params(self.row_functions(place))
    }

    /// The parameters that the function in a set of conditions of a level reads on some day.
    pub fn params_of_level(&self, level: usize, set: usize) -> BTreeSet<&str> {
        params(self.level_functions(level, set))
    }

    /// The paths of the facts that the function in a set of conditions of a level reads.
    pub fn facts_of_level(&self, level: usize, set: usize) -> BTreeSet<String> {
        let reads = self.level_functions(level, set).flat_map(|function| &function.reads);
        reads.filter_map(|(record, slot)| read_path(&self.code.shape, *record, *slot)).collect()
    }

    /// How functions that read the parameter look `value` up as a table of bands; none where they do so in several ways, or
    /// not at all.
    pub fn band_kind(&self, name: &str, value: &Const) -> Option<BandKind> {
        let table = Table::from_fact(&constant(value)).ok()?;
        let readers = self.code.functions.iter().filter(|function| function.params.iter().any(|param| param == name));
        let same = readers.flat_map(|function| &function.bands).filter(|(_, known)| **known == table);
        let mut kinds: Vec<BandKind> = same.map(|(kind, _)| *kind).collect();
        kinds.dedup();
        match kinds.as_slice() {
            [kind] => Some(*kind),
            _ => None,
        }
    }

    fn row_functions(&self, place: usize) -> impl Iterator<Item = &Function> {
        let judges = self.spans.iter().filter_map(move |span| span.judges.rows.get(place).copied().flatten());
        judges.filter_map(|judge| self.code.function(judge.function))
    }

    fn level_functions(&self, level: usize, set: usize) -> impl Iterator<Item = &Function> {
        let id = PredicateId::Level { level, set };
        let judges = self.spans.iter().filter_map(move |span| span.judges.predicates.get(&id));
        judges.filter_map(|judge| self.code.function(judge.function))
    }
}

fn params<'f>(functions: impl Iterator<Item = &'f Function>) -> BTreeSet<&'f str> {
    functions.flat_map(|function| &function.params).map(String::as_str).collect()
}
