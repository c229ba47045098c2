//! A rulebook's table as a tree that can be compared, changed and written anew.
//!
//! Lists whose elements have a name of their own (groups, rows, levels, gates, sources, values by date) are kept by that
//! name, so that an edit can say which of them it means wherever it stands.

use crate::number::Number;
use crate::rulebook::manifest::Span;
use crate::rulebook::read::table::to_span;
use crate::text::Text;
use std::collections::BTreeMap;
use std::fmt::Write;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// A value and where it is written.
#[derive(Clone, Debug)]
pub(super) struct Value {
    pub kind: Kind,
    pub span: Span,
}

#[derive(Clone, Debug)]
pub(super) enum Kind {
    /// A number, boolean or date, as it is written.
    Plain(String),
    Text(String),
    List(Vec<Value>),
    Table(BTreeMap<String, Value>),
    /// A list of tables, each by its name, in their order.
    Keyed(Vec<(String, Value)>),
}

/// The key of such lists by which their elements are named, by the key under which the list stands.
const NAMES: [(&str, &str); 6] =
    [("groups", "id"), ("rows", "id"), ("levels", "id"), ("gates", "id"), ("sources", "id"), ("dated", "from")];

/// Where a value stands means nothing, nor does how a number is written.
impl PartialEq for Value {
    fn eq(&self, other: &Value) -> bool {
        match (&self.kind, &other.kind) {
            (Kind::Plain(one), Kind::Plain(two)) => {
                one == two || number(one).is_some_and(|one| Some(one) == number(two))
            }
            (Kind::Text(one), Kind::Text(two)) => one == two,
            (Kind::List(one), Kind::List(two)) => one == two,
            (Kind::Table(one), Kind::Table(two)) => one == two,
            (Kind::Keyed(one), Kind::Keyed(two)) => one == two,
            _ => false,
        }
    }
}

fn number(written: &str) -> Option<Number> {
    Number::parse(written.trim_start_matches('+')).ok()
}

/// The table in `text`; none where it is not TOML.
pub(super) fn read(text: &str) -> Option<Value> {
    let (document, errors) = DeTable::parse_recoverable(text);
    let span = Span { start: 0, end: text.len() };
    errors.is_empty().then(|| Value { kind: Kind::Table(entries(document.get_ref())), span })
}

fn entries(table: &DeTable<'_>) -> BTreeMap<String, Value> {
    let entry = |(key, value): (&Spanned<std::borrow::Cow<'_, str>>, &Spanned<DeValue<'_>>)| {
        (key.get_ref().to_string(), convert(key.get_ref(), value))
    };
    table.iter().map(entry).collect()
}

fn convert(key: &str, node: &Spanned<DeValue<'_>>) -> Value {
    let kind = match node.get_ref() {
        DeValue::String(text) => Kind::Text(text.to_string()),
        DeValue::Integer(number) => Kind::Plain(number.as_str().to_owned()),
        DeValue::Float(number) => Kind::Plain(number.as_str().to_owned()),
        DeValue::Boolean(truth) => Kind::Plain(truth.to_string()),
        DeValue::Datetime(date) => Kind::Plain(date.to_string()),
        DeValue::Array(elements) => {
            let values: Vec<Value> = elements.iter().map(|element| convert("", element)).collect();
            match NAMES.iter().find(|(list, _)| *list == key).and_then(|(_, name)| keyed(&values, name)) {
                Some(named) => Kind::Keyed(named),
                None => Kind::List(values),
            }
        }
        DeValue::Table(table) => Kind::Table(entries(table)),
    };
    Value { kind, span: to_span(node.span()) }
}

/// The elements by name; a name that comes again (a level of another list) is numbered.
fn keyed(values: &[Value], name: &str) -> Option<Vec<(String, Value)>> {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut named = Vec::with_capacity(values.len());
    for value in values {
        let key = value.get(name)?.word()?;
        let times = seen.entry(key).or_default();
        *times += 1;
        let key = if *times > 1 { format!("{key}#{times}") } else { key.to_owned() };
        named.push((key, value.clone()));
    }
    Some(named)
}

impl Value {
    pub fn new(kind: Kind) -> Value {
        Value { kind, span: Span::default() }
    }

    /// The entry or element of that name.
    pub fn get(&self, key: &str) -> Option<&Value> {
        match &self.kind {
            Kind::Table(entries) => entries.get(key),
            Kind::Keyed(elements) => elements.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    /// A text or a plain value as it is.
    pub fn word(&self) -> Option<&str> {
        match &self.kind {
            Kind::Text(text) | Kind::Plain(text) => Some(text),
            _ => None,
        }
    }

    /// A text for people.
    pub fn text(&self) -> Option<Text> {
        if let Kind::Text(text) = &self.kind {
            return Some(Text::plain(text.clone()));
        }
        let word = |key| self.get(key).and_then(Value::word);
        match (word("zh"), word("en")) {
            (Some(zh), Some(en)) => Some(Text::new(zh, en)),
            (Some(only), None) | (None, Some(only)) => Some(Text::plain(only)),
            (None, None) => None,
        }
    }

    /// The names of entries or elements, in order.
    pub fn names(&self) -> Vec<&str> {
        match &self.kind {
            Kind::Table(entries) => entries.keys().map(String::as_str).collect(),
            Kind::Keyed(elements) => elements.iter().map(|(name, _)| name.as_str()).collect(),
            _ => Vec::new(),
        }
    }

    pub fn is_empty(&self) -> bool {
        match &self.kind {
            Kind::Table(entries) => entries.is_empty(),
            Kind::Keyed(elements) => elements.is_empty(),
            _ => false,
        }
    }

    /// The value as TOML on one line.
    pub fn inline(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    /// The whole table as TOML.
    pub fn document(&self) -> String {
        let mut out = String::new();
        if let Kind::Table(entries) = &self.kind {
            for (key, value) in entries {
                write_key(&mut out, key);
                value.write(&mut out);
                out.push('\n');
            }
        }
        out
    }

    fn write(&self, out: &mut String) {
        match &self.kind {
            Kind::Plain(written) => out.push_str(written),
            Kind::Text(text) => write_text(out, text),
            Kind::List(elements) => write_list(out, elements.iter()),
            Kind::Keyed(elements) => write_list(out, elements.iter().map(|(_, value)| value)),
            Kind::Table(entries) => {
                out.push_str("{ ");
                for (place, (key, value)) in entries.iter().enumerate() {
                    if place > 0 {
                        out.push_str(", ");
                    }
                    write_key(out, key);
                    value.write(out);
                }
                out.push_str(" }");
            }
        }
    }
}

fn write_list<'v>(out: &mut String, elements: impl Iterator<Item = &'v Value>) {
    out.push('[');
    for (place, element) in elements.enumerate() {
        if place > 0 {
            out.push_str(", ");
        }
        element.write(out);
    }
    out.push(']');
}

fn write_key(out: &mut String, key: &str) {
    let bare = !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
    if bare {
        out.push_str(key);
    } else {
        write_text(out, key);
    }
    out.push_str(" = ");
}

fn write_text(out: &mut String, text: &str) {
    out.push('"');
    for char in text.chars() {
        match char {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            char if char.is_control() => {
                // writing to a string cannot fail
                let _ = write!(out, "\\u{:04X}", u32::from(char));
            }
            char => out.push(char),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Library;
    use crate::rulebook::digest::canonical_toml;

    #[test]
    fn a_table_written_anew_means_the_same() {
        for id in Library::builtin().ids() {
            let sources = Library::builtin().sources(id).unwrap();
            let anew = read(&sources.manifest_text).unwrap().document();
            assert_eq!(canonical_toml(&anew), canonical_toml(&sources.manifest_text), "{id}");
        }
    }

    #[test]
    fn what_is_written_otherwise_and_means_the_same_is_equal() {
        let same = |one: &str, two: &str| read(one) == read(two);
        assert!(same("a = 12.0\nb = { c = 1 }", "b.c = +1\na = 12"));
        assert!(!same("a = 12", "a = \"12\""));
        assert!(!same("a = [1, 2]", "a = [2, 1]"));
    }
}
