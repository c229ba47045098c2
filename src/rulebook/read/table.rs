//! A small reader over parsed TOML: it is asked for keys, and reports each mistake with its place.

use crate::diagnostic::{Diagnostic, nearest};
use crate::rulebook::lines::Lines;
use crate::rulebook::manifest::Span;
use std::cell::RefCell;
use std::collections::BTreeSet;
use toml::de::{DeTable, DeValue};

/// The text that is read, and what was found wrong in it.
pub(crate) struct Reader<'d> {
    lines: Lines<'d>,
    findings: RefCell<Vec<Diagnostic>>,
    #[cfg(test)]
    asked: RefCell<std::collections::BTreeMap<&'static str, BTreeSet<&'static str>>>,
}

impl<'d> Reader<'d> {
    pub fn new(file: &'d str, text: &'d str) -> Reader<'d> {
        Reader {
            lines: Lines::new(file, text),
            findings: RefCell::default(),
            #[cfg(test)]
            asked: RefCell::default(),
        }
    }

    pub fn error(&self, code: &'static str, span: Span, args: &[(&str, &str)]) {
        self.report(Diagnostic::error(code, self.lines.place(span), args));
    }

    pub fn report(&self, diagnostic: Diagnostic) {
        self.findings.borrow_mut().push(diagnostic);
    }

    pub fn into_findings(self) -> Vec<Diagnostic> {
        self.findings.into_inner()
    }

    pub fn lines(&self) -> &Lines<'d> {
        &self.lines
    }

    /// The stretch as it was written, cut short enough for a message.
    pub fn snippet(&self, span: Span) -> String {
        const LONGEST: usize = 40;
        let written = self.lines.written(span);
        let line = written.lines().next().unwrap_or("");
        if line.chars().count() <= LONGEST && line.len() == written.len() {
            return line.to_owned();
        }
        line.chars().take(LONGEST).chain(std::iter::once('…')).collect()
    }

    /// Which keys were asked for, by kind of table.
    #[cfg(test)]
    pub fn asked(&self) -> std::collections::BTreeMap<&'static str, BTreeSet<&'static str>> {
        self.asked.borrow().clone()
    }
}

/// A table whose keys are asked for one by one.
pub(crate) struct Table<'r, 'd> {
    pub reader: &'r Reader<'d>,
    /// What the table says in the schema: `Group`, `Row` …
    #[cfg_attr(not(test), allow(dead_code, reason = "only a test asks which keys each kind of table has"))]
    kind: &'static str,
    entries: &'r DeTable<'d>,
    pub span: Span,
    asked: BTreeSet<&'static str>,
}

impl<'r, 'd> Table<'r, 'd> {
    pub fn new(reader: &'r Reader<'d>, kind: &'static str, entries: &'r DeTable<'d>, span: Span) -> Table<'r, 'd> {
        Table { reader, kind, entries, span, asked: BTreeSet::new() }
    }

    /// The value under `key`, if it is there.
    pub fn optional(&mut self, key: &'static str) -> Option<Value<'r, 'd>> {
        self.asked.insert(key);
        #[cfg(test)]
        self.reader.asked.borrow_mut().entry(self.kind).or_default().insert(key);
        self.entries.get_key_value(key).map(|(written, value)| Value {
            reader: self.reader,
            key,
            key_span: to_span(written.span()),
            span: to_span(value.span()),
            node: value.get_ref(),
        })
    }

    /// The value under `key`; that it is missing is reported.
    pub fn required(&mut self, key: &'static str) -> Option<Value<'r, 'd>> {
        let found = self.optional(key);
        if found.is_none() {
            self.missing(key);
        }
        found
    }

    /// Reports that `key` is missing.
    pub fn missing(&self, key: &str) {
        let (place, table) = if self.span == self.reader.lines.whole() {
            (self.reader.lines.file(), self.reader.lines.name().to_owned())
        } else {
            (self.reader.lines.place(self.span), self.reader.snippet(self.span))
        };
        self.reader.report(Diagnostic::error("missing-key", place, &[("key", key), ("table", &table)]));
    }

    /// Every entry, for tables whose keys are names that the author chose; in the order in which they were written.
    pub fn entries(mut self) -> Vec<(String, Value<'r, 'd>)> {
        self.asked.clear();
        let mut entries: Vec<_> = self
            .entries
            .iter()
            .map(|(key, value)| {
                let value = Value {
                    reader: self.reader,
                    key: key.get_ref(),
                    key_span: to_span(key.span()),
                    span: to_span(value.span()),
                    node: value.get_ref(),
                };
                (key.get_ref().to_string(), value)
            })
            .collect();
        entries.sort_by_key(|(_, value)| value.key_span.start);
        entries
    }

    /// Reports every key that nobody asked for.
    pub fn finish(self) {
        for key in self.entries.keys().filter(|key| !self.asked.contains(key.get_ref().as_ref())) {
            let name = key.get_ref().as_ref();
            let known: Vec<&str> = self.asked.iter().copied().collect();
            let place = self.reader.lines.place(to_span(key.span()));
            let args = [("key", name), ("known", &*known.join("、"))];
            let finding = Diagnostic::error("unknown-key", place, &args);
            self.reader.report(finding.suggest(nearest(name, known)));
        }
    }
}

/// A value, and the key that it stands under.
#[derive(Clone, Copy)]
pub(crate) struct Value<'r, 'd> {
    pub reader: &'r Reader<'d>,
    pub key: &'r str,
    pub key_span: Span,
    pub node: &'r DeValue<'d>,
    pub span: Span,
}

impl<'r, 'd> Value<'r, 'd> {
    /// Reports that the value is not what it should be.
    pub fn refuse(self, code: &'static str) {
        let found = self.reader.snippet(self.span);
        self.reader.error(code, self.span, &[("key", self.key), ("found", &found)]);
    }

    pub fn is_table(self) -> bool {
        matches!(self.node, DeValue::Table(_))
    }

    /// Whether the value is a table without entries.
    pub fn is_empty(self) -> bool {
        matches!(self.node, DeValue::Table(entries) if entries.is_empty())
    }

    /// Whether the value stands in one piece after its key, and not in tables with headers or under dotted keys.
    pub fn is_inline(self) -> bool {
        self.reader.lines.written(self.span).starts_with('{')
    }

    /// The value as a table.
    pub fn table(self, kind: &'static str) -> Option<Table<'r, 'd>> {
        match self.node {
            DeValue::Table(entries) => Some(Table::new(self.reader, kind, entries, self.span)),
            _ => {
                self.refuse("expects-table");
                None
            }
        }
    }

    /// The elements of a list.
    pub fn list(self) -> Option<Vec<Value<'r, 'd>>> {
        match self.node {
            DeValue::Array(_) => Some(self.elements()),
            _ => {
                self.refuse("expects-list");
                None
            }
        }
    }

    /// The tables of a list of tables; elements of another kind are reported and left out.
    pub fn tables(self, kind: &'static str) -> Vec<Table<'r, 'd>> {
        self.list().unwrap_or_default().into_iter().filter_map(|element| element.table(kind)).collect()
    }

    /// The elements of a list, none for anything else.
    pub fn elements(self) -> Vec<Value<'r, 'd>> {
        let DeValue::Array(elements) = self.node else { return Vec::new() };
        let element = |node: &'r toml::Spanned<DeValue<'d>>| {
            let span = to_span(node.span());
            Value { reader: self.reader, key: self.key, key_span: self.key_span, node: node.get_ref(), span }
        };
        elements.iter().map(element).collect()
    }
}

pub(crate) fn to_span(range: std::ops::Range<usize>) -> Span {
    Span { start: range.start, end: range.end }
}
