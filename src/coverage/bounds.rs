//! Bounds in the functions of a script: those of comparisons, of looked-up tables, and the keys of tables.

use super::edges::{compared, shown};
use super::goal::Kind;
use super::mark::Mark;
use super::script::Walk;
use crate::plan::expr::{BandKind, BandTable, Expr};
use crate::plan::table::Table;
use crate::script::ast::{self, Pos};
use crate::text::{Lang, Text};
use std::collections::BTreeMap;
use std::sync::Arc;

impl Walk<'_, '_, '_> {
    /// The bound of a comparison, one for each value that it has in one form or another.
    pub fn threshold(&mut self, expr: &ast::Expr, pos: Pos) {
        let mut known: BTreeMap<String, Option<usize>> = BTreeMap::new();
        for form in self.forms {
            for (value, at) in form.nodes.at(pos).iter().filter_map(|node| compared(node)) {
                let bound = shown(&at);
                let key = bound.get(Lang::En).to_owned();
                let id = match known.get(&key) {
                    Some(id) => *id,
                    None => {
                        let stretch = self.written.stretch(expr);
                        let place = stretch.map(|stretch| self.written.place(stretch));
                        let place = place.unwrap_or_else(|| self.written.at(expr.pos));
                        let args = vec![("text", Text::plain(self.text(expr))), ("bound", bound)];
                        let name = self.function.name.text.as_str();
                        let about = self.found.goals.about(Kind::Edges, place, name, args);
                        let range = form.reach.range(value);
                        let id = self.found.edges.threshold(at, &range, &about, self.found.goals);
                        known.insert(key, id);
                        id
                    }
                };
                if let Some(id) = id {
                    self.found.marks.add(value, Mark::Against(id));
                }
            }
        }
    }

    /// The tables of bands that a call looks numbers up in.
    pub fn lookup(&mut self, pos: Pos) {
        let mut known: Vec<(BandKind, Arc<Table>, usize)> = Vec::new();
        for form in self.forms {
            for node in form.nodes.at(pos) {
                let Expr::Band { kind, value, table: BandTable::Known(table), .. } = node else { continue };
                let same = known.iter().find(|(other, entries, _)| other == kind && **entries == **table);
                let id = match same {
                    Some((.., id)) => *id,
                    None => {
                        let params = self.ground.params.with_table(table);
                        let (place, name) = (self.written.at(pos), self.function.name.text.as_str());
                        let at = (&place, name);
                        let goals = (self.ground.places, &mut *self.found.goals);
                        let range = form.reach.range(value);
                        let id = self.found.edges.lookup((*kind, table), &range, at, &params, goals);
                        known.push((*kind, table.clone(), id));
                        id
                    }
                };
                self.found.marks.add(value, Mark::Lookup(id));
            }
        }
    }

    /// A key that is looked up in a table of parameters.
    pub fn key(&mut self, pos: Pos) {
        for node in self.at(pos) {
            if let Expr::Index { base, index, .. } = node
                && matches!(**base, Expr::Constant(_))
            {
                self.found.marks.add(index, Mark::Key);
            }
        }
    }
}
