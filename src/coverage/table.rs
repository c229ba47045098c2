//! Where things stand in `rulebook.toml`: bounds and keys of parameters, and where the table reads parameters.

use crate::diagnostic::Place;
use crate::number::Number;
use crate::rulebook::lines::Lines;
use crate::rulebook::manifest::Span;
use crate::rulebook::read::table::to_span;
use std::collections::{BTreeMap, BTreeSet};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

type Entries<'d> = DeTable<'d>;

/// Places in the table that its typed form does not keep.
#[derive(Debug, Default)]
pub(super) struct Places {
    bounds: BTreeMap<(String, Number), Place>,
    keys: BTreeMap<(String, String), Place>,
    /// The parameters that the table itself reads, outside of the constants of rows.
    pub read: BTreeSet<String>,
    /// The parameters in the constants of each row, in the order of the table.
    pub read_by_rows: Vec<BTreeSet<String>>,
}

impl Places {
    /// The places in a table that was loaded.
    pub fn of(lines: &Lines<'_>, text: &str) -> Places {
        let (document, _) = DeTable::parse_recoverable(text);
        let mut places = Places::default();
        let document = document.get_ref();
        if let Some(DeValue::Table(params)) = document.get("params").map(Spanned::get_ref) {
            for (name, param) in params {
                let DeValue::Table(param) = param.get_ref() else { continue };
                places.param(name.get_ref(), param, lines);
            }
        }
        for (key, value) in document.iter().filter(|(key, _)| key.get_ref() != "params") {
            if key.get_ref() == "groups" {
                places.groups(value.get_ref());
            } else {
                mentions(value.get_ref(), &mut places.read);
            }
        }
        places
    }

    /// Where a bound of a band table stands that is the value of a parameter.
    pub fn bound(&self, param: &str, bound: &Number) -> Option<Place> {
        self.bounds.get(&(param.to_owned(), bound.clone())).cloned()
    }

    /// Where a key of a table stands that is the value of a parameter.
    pub fn key(&self, param: &str, key: &str) -> Option<Place> {
        self.keys.get(&(param.to_owned(), key.to_owned())).cloned()
    }

    fn param(&mut self, name: &str, param: &Entries<'_>, lines: &Lines<'_>) {
        if let Some(value) = param.get("value") {
            self.value(name, value.get_ref(), lines);
        }
        if let Some(DeValue::Array(dated)) = param.get("dated").map(Spanned::get_ref) {
            for entry in dated {
                if let DeValue::Table(entry) = entry.get_ref()
                    && let Some(value) = entry.get("value")
                {
                    self.value(name, value.get_ref(), lines);
                }
            }
        }
    }

    fn value(&mut self, name: &str, value: &DeValue<'_>, lines: &Lines<'_>) {
        match value {
            DeValue::Array(pairs) => {
                for pair in pairs {
                    let DeValue::Array(pair) = pair.get_ref() else { continue };
                    let Some(bound) = pair.first() else { continue };
                    let span = to_span(bound.span());
                    if let Some(number) = number(lines.written(span)) {
                        self.bounds.entry((name.to_owned(), number)).or_insert_with(|| lines.place(span));
                    }
                }
            }
            DeValue::Table(entries) => {
                for (key, _) in entries {
                    let place = lines.place(to_span(key.span()));
                    self.keys.entry((name.to_owned(), key.get_ref().to_string())).or_insert(place);
                }
            }
            _ => {}
        }
    }

    fn groups(&mut self, groups: &DeValue<'_>) {
        let DeValue::Array(groups) = groups else { return };
        for group in groups {
            let DeValue::Table(group) = group.get_ref() else { continue };
            for (key, value) in group {
                match (key.get_ref().as_ref(), value.get_ref()) {
                    ("rows", DeValue::Array(rows)) => rows.iter().for_each(|row| self.row(row.get_ref())),
                    (_, value) => mentions(value, &mut self.read),
                }
            }
        }
    }

    fn row(&mut self, row: &DeValue<'_>) {
        let mut own = BTreeSet::new();
        if let DeValue::Table(row) = row {
            for (key, value) in row {
                let found = if key.get_ref() == "with" { &mut own } else { &mut self.read };
                mentions(value.get_ref(), found);
            }
        }
        self.read_by_rows.push(own);
    }
}

/// The number that `text` writes, as TOML does.
fn number(text: &str) -> Option<Number> {
    Number::parse(text.replace('_', "").trim_start_matches('+')).ok()
}

/// The parameters that stand as `"params.NAME"` in a value.
fn mentions(value: &DeValue<'_>, found: &mut BTreeSet<String>) {
    match value {
        DeValue::String(text) => found.extend(text.strip_prefix("params.").map(str::to_owned)),
        DeValue::Array(items) => items.iter().for_each(|item| mentions(item.get_ref(), found)),
        DeValue::Table(entries) => entries.iter().for_each(|(_, value)| mentions(value.get_ref(), found)),
        _ => {}
    }
}

/// The stretch of the table as a sentence shows it: on one line.
pub(super) fn written(lines: &Lines<'_>, span: Span) -> String {
    lines.written(span).split_whitespace().collect::<Vec<_>>().join(" ")
}
