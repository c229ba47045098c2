//! Facts, parameters and bands as small tables.

use super::Teller;
use crate::assess::assessment::{BandKind, BandRead, FactRead, FactValue, ParamRead};
use crate::explain::Derivation;
use crate::number::Number;
use crate::report::figures::figure;
use crate::report::layout::{Page, width};
use crate::report::table::{Align, Table};

/// How many facts of a row are listed.
const FACTS: usize = 40;
/// A constant wider than this is told by its size.
const WIDEST: usize = 200;
/// Where tables stand.
const INDENT: usize = 4;

impl Teller<'_> {
    fn table(&self, titles: &[(&'static crate::text::Text, Align)]) -> Table {
        Table::new(titles.iter().map(|(title, align)| (self.text(title).to_owned(), *align)).collect())
    }

    /// What a rule read, as filled in.
    pub fn facts(&self, page: &mut Page, facts: &[FactRead]) {
        let words = &self.words.facts;
        if facts.is_empty() {
            return;
        }
        page.put(2, self.text(&words.title));
        let mut table =
            self.table(&[(&words.field, Align::Left), (&words.path, Align::Left), (&words.value, Align::Left)]);
        for fact in facts.iter().take(FACTS) {
            let title = fact.title.as_ref().map_or("", |title| self.names.voice.text(title));
            table.row(vec![title.to_owned(), fact.path.clone(), self.fact(fact)]);
        }
        table.put(page, INDENT);
        let more = facts.len().saturating_sub(FACTS);
        if more > 0 {
            page.put(INDENT, &self.fill(&words.more, &[("count", &more)]));
        }
    }

    /// The parameters that a rule reads, and the constants of its row.
    pub fn params(&self, page: &mut Page, derivation: &Derivation) {
        let words = &self.words.params;
        if derivation.params.is_empty() && derivation.constants.is_empty() {
            return;
        }
        page.put(2, self.text(&words.title));
        let mut table =
            self.table(&[(&words.name, Align::Left), (&words.value, Align::Left), (&words.basis, Align::Left)]);
        for constant in &derivation.constants {
            let name = self.fill(&words.constant, &[("name", &constant.name)]);
            table.row(vec![name, self.short(&constant.value), String::new()]);
        }
        for param in &derivation.params {
            let name = match &param.title {
                Some(title) => {
                    let title = self.names.voice.text(title);
                    self.fill(&words.named, &[("title", &title), ("name", &param.name)])
                }
                None => format!("params.{}", param.name),
            };
            table.row(vec![name, self.dated(param), self.names.basis(&param.basis)]);
        }
        table.put(page, INDENT);
    }

    /// The value of a parameter with its unit, and of a dated one the days on which it holds.
    fn dated(&self, param: &ParamRead) -> String {
        let words = &self.words.params;
        let unit = param.unit.as_ref().map_or("", |unit| self.names.voice.text(unit));
        let value = match &param.value {
            FactValue::Number(number) => {
                let gap = if unit.starts_with(|first: char| first.is_ascii_alphanumeric()) { " " } else { "" };
                format!("{number}{gap}{unit}")
            }
            value => self.short(value),
        };
        match (&param.from, &param.to) {
            (Some(from), Some(to)) => self.fill(&words.dated_between, &[("value", &value), ("from", from), ("to", to)]),
            (Some(from), None) => self.fill(&words.dated, &[("value", &value), ("from", from)]),
            (None, _) => value,
        }
    }

    /// A constant, by its size where it would fill the page.
    fn short(&self, value: &FactValue) -> String {
        let told = self.constant(value);
        let count = match value {
            FactValue::List(items) => items.len(),
            FactValue::Map(entries) => entries.len(),
            _ => return told,
        };
        if width(&told) <= WIDEST {
            return told;
        }
        self.fill(&self.words.params.long, &[("count", &count)])
    }

    fn constant(&self, value: &FactValue) -> String {
        let (voice, words) = (self.names.voice, &self.words.params);
        if let Some(pairs) = pairs(value) {
            let pairs = pairs
                .into_iter()
                .map(|(bound, result)| self.fill(&words.pair, &[("bound", bound), ("result", result)]));
            return voice.list(pairs);
        }
        match value {
            FactValue::Map(entries) => voice.clauses(entries.iter().map(|(key, value)| {
                let value = value.as_ref().map(|value| self.constant(value)).unwrap_or_default();
                self.fill(&words.entry, &[("key", key), ("value", &value)])
            })),
            FactValue::List(items) if !items.is_empty() => {
                voice.list(items.iter().flatten().map(|item| self.constant(item)))
            }
            _ => self.names.plain_value(value),
        }
    }

    /// A table of bands with the one that matched marked.
    pub fn band(&self, page: &mut Page, read: &BandRead, params: &[ParamRead]) {
        let words = &self.words.bands;
        let same = |param: &&ParamRead| {
            pairs(&param.value).is_some_and(|mut known| {
                known.sort();
                known.into_iter().eq(read.table.iter().map(|(bound, result)| (bound, result)))
            })
        };
        let mut named = params.iter().filter(same);
        let title = match (named.next().and_then(|param| param.title.as_ref()), named.next()) {
            (Some(title), None) => self.fill(&words.titled, &[("title", &self.names.voice.text(title))]),
            _ => self.text(&words.title).to_owned(),
        };
        page.put(2, &title);
        let mut table =
            self.table(&[(&words.condition, Align::Left), (&words.result, Align::Right), (&words.mark, Align::Left)]);
        let mark = |matched: bool| match &read.value_upper {
            None if matched => self.fill(&words.matched, &[("value", &self.beside(&read.value, read.bound.as_ref()))]),
            _ => String::new(),
        };
        let (sentence, falling) = match read.function {
            BandKind::Band => (&words.at_least, true),
            BandKind::BandAbove => (&words.above, true),
            BandKind::BandMax => (&words.at_most, false),
            BandKind::BandBelow => (&words.below, false),
            BandKind::Interpolate => (&words.point, false),
        };
        let mut entries: Vec<&(Number, Number)> = read.table.iter().collect();
        if falling {
            entries.reverse();
        }
        for (bound, result) in entries {
            let matched = read.bound.as_ref() == Some(bound);
            table.row(vec![self.fill(sentence, &[("bound", bound)]), figure(result), mark(matched)]);
        }
        if read.function != BandKind::Interpolate {
            table.row(vec![self.text(&words.otherwise).to_owned(), "0".to_owned(), mark(read.bound.is_none())]);
        }
        table.put(page, INDENT);
        let result = match &read.result_upper {
            Some(upper) => {
                self.fill(&self.words.note.between, &[("low", &figure(&read.result)), ("high", &figure(upper))])
            }
            None => self.number(&read.result),
        };
        if let Some(upper) = &read.value_upper {
            let (low, high) = (self.number(&read.value), self.number(upper));
            page.put(INDENT, &self.fill(&words.range, &[("low", &low), ("high", &high), ("result", &result)]));
        } else if read.function == BandKind::Interpolate {
            let value = self.number(&read.value);
            page.put(INDENT, &self.fill(&words.interpolated, &[("value", &value), ("result", &result)]));
        }
    }
}

/// The bounds and results of a table of bands.
fn pairs(value: &FactValue) -> Option<Vec<(&Number, &Number)>> {
    let FactValue::List(items) = value else { return None };
    let pairs = items.iter().map(|item| match item {
        Some(FactValue::List(pair)) => match pair.as_slice() {
            [Some(FactValue::Number(bound)), Some(FactValue::Number(result))] => Some((bound, result)),
            _ => None,
        },
        _ => None,
    });
    pairs.collect::<Option<Vec<_>>>().filter(|pairs| !pairs.is_empty())
}
