//! Paths of facts: `products[AF-5L].indicators[3].value`, dotted, an item by its position from 0 or by its key.

use super::raw::{self, Cut};
use super::schema::{Kind, NodeId, Schema};
use std::fmt::{self, Write};
use std::str::FromStr;

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// A field of an object.
    Key(String),
    /// An item of a list, by position.
    Index(usize),
    /// An item of a list, by its key; on an object, a field whose name needs quotes.
    Item(String),
}

impl Step {
    fn same(&self, other: &Step) -> bool {
        match (self, other) {
            (Step::Index(a), Step::Index(b)) => a == b,
            (Step::Key(a) | Step::Item(a), Step::Key(b) | Step::Item(b)) => a == b,
            _ => false,
        }
    }
}

/// A place in a profile.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct FactPath {
    pub steps: Vec<Step>,
}

/// A text that is not a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a path of facts: character {column}")]
pub(crate) struct PathError {
    /// The character, from 1, that cannot stand there.
    pub column: usize,
}

/// Where a path leaves what the schema knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct UnknownPath {
    /// The step that leads nowhere, printed.
    pub step: String,
    /// The known field that it most likely means.
    pub nearest: Option<String>,
}

/// Which fields name the items of a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ItemKeys<'a> {
    /// The list of subjects and the field that names them, as the rulebook says.
    pub subject: Option<(&'a str, &'a str)>,
}

impl<'a> ItemKeys<'a> {
    /// Fields that name items where no rulebook says otherwise; the first that is there counts.
    const USUAL: [&'static str; 3] = ["id", "product", "name"];

    pub fn of(&self, list: &FactPath) -> impl Iterator<Item = &'a str> {
        let own = self.subject.filter(|(each, _)| list.to_string() == *each).map(|(_, key)| key);
        let usual = if own.is_some() { [].as_slice() } else { Self::USUAL.as_slice() };
        own.into_iter().chain(usual.iter().copied())
    }
}

impl FactPath {
    /// Whether `other` is this fact or lies below it.
    pub fn covers(&self, other: &FactPath) -> bool {
        self.steps.len() <= other.steps.len() && self.steps.iter().zip(&other.steps).all(|(a, b)| a.same(b))
    }

    /// The type of the fact, positions and keys of items taken as given.
    pub fn resolve(&self, schema: &Schema) -> Result<NodeId, UnknownPath> {
        let mut node = Schema::ROOT;
        for step in &self.steps {
            node = match (schema.kind(node), step) {
                (Kind::Any, _) => node,
                (Kind::List(element), Step::Index(_) | Step::Item(_)) => *element,
                (kind, Step::Key(name) | Step::Item(name)) => schema.field(node, name).ok_or_else(|| {
                    let fields = match kind {
                        Kind::Object { fields, .. } => Some(fields.keys().map(String::as_str)),
                        _ => None,
                    };
                    let nearest = fields.and_then(|fields| crate::diagnostic::nearest(name, fields));
                    UnknownPath { step: name.clone(), nearest: nearest.map(str::to_owned) }
                })?,
                (_, Step::Index(index)) => return Err(UnknownPath { step: format!("[{index}]"), nearest: None }),
            };
        }
        Ok(node)
    }

    /// The same place with every item by position, as it stands in the profile `text`; none where it is not there.
    pub fn positions(&self, text: &str, keys: ItemKeys<'_>) -> Option<FactPath> {
        let mut path = FactPath::default();
        let mut raw = text.trim_ascii();
        for step in &self.steps {
            let (next, value) = match (raw::cut(raw).ok()?, step) {
                (Cut::Object(entries), Step::Key(name) | Step::Item(name)) => {
                    let (_, value) = entries.into_iter().find(|(key, _)| key == name)?;
                    (Step::Key(name.clone()), value)
                }
                (Cut::List(elements), Step::Index(index)) => (step.clone(), *elements.get(*index)?),
                (Cut::List(elements), Step::Item(key)) => {
                    let is_named = |element: &&str| item_key(element, keys.of(&path)).as_ref() == Some(key);
                    let index = elements.iter().position(is_named)?;
                    (Step::Index(index), *elements.get(index)?)
                }
                _ => return None,
            };
            path.steps.push(next);
            raw = value;
        }
        Some(path)
    }
}

/// The key of an item: the first of `fields` that it answers.
pub(super) fn item_key<'f>(item: &str, fields: impl Iterator<Item = &'f str>) -> Option<String> {
    let Ok(Cut::Object(entries)) = raw::cut(item) else {
        return None;
    };
    for field in fields {
        let value = entries.iter().find(|(key, _)| key == field).map(|(_, value)| *value);
        match value {
            None | Some("null") => {}
            Some(value) if value.starts_with('"') => return raw::text(value).ok().map(|key| key.into_owned()),
            Some(value) => return Some(value.to_owned()),
        }
    }
    None
}

impl fmt::Display for FactPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, step) in self.steps.iter().enumerate() {
            match step {
                Step::Index(index) => write!(f, "[{index}]")?,
                Step::Item(key) => write_item(f, key)?,
                Step::Key(key) => write_key(f, key, number == 0)?,
            }
        }
        Ok(())
    }
}

/// Prints the step to an item by its key.
pub(super) fn write_item(out: &mut impl Write, key: &str) -> fmt::Result {
    match is_plain(key, &['[', ']', '"']) && !is_position(key) {
        true => write!(out, "[{key}]"),
        false => write_quoted(out, key),
    }
}

/// Prints the step to a field; `first` where no step comes before it.
pub(super) fn write_key(out: &mut impl Write, key: &str, first: bool) -> fmt::Result {
    if !is_plain(key, &['.', '[', ']', '"']) {
        return write_quoted(out, key);
    }
    if !first {
        out.write_char('.')?;
    }
    out.write_str(key)
}

fn write_quoted(out: &mut impl Write, key: &str) -> fmt::Result {
    write!(out, "[{}]", serde_json::Value::from(key))
}

fn is_plain(key: &str, special: &[char]) -> bool {
    !key.is_empty() && !key.contains(special)
}

fn is_position(key: &str) -> bool {
    key.bytes().all(|byte| byte.is_ascii_digit())
}

impl FromStr for FactPath {
    type Err = PathError;

    fn from_str(text: &str) -> Result<FactPath, PathError> {
        let mut steps = Vec::new();
        let mut rest = text;
        let stop = |rest: &str| PathError { column: text.chars().count() - rest.chars().count() + 1 };
        let mut dotted = true;
        while dotted || !rest.is_empty() {
            if let Some(inner) = rest.strip_prefix('[')
                && (!dotted || steps.is_empty())
            {
                let (step, after) = bracket(inner).ok_or_else(|| stop(rest))?;
                steps.push(step);
                rest = after;
            } else if dotted {
                let end = rest.find(['.', '[', ']', '"']).unwrap_or(rest.len());
                let (key, after) =
                    rest.split_at_checked(end).filter(|(key, _)| !key.is_empty()).ok_or_else(|| stop(rest))?;
                steps.push(Step::Key(key.to_owned()));
                rest = after;
            } else {
                return Err(stop(rest));
            }
            dotted = match rest.strip_prefix('.') {
                Some(after) => {
                    rest = after;
                    true
                }
                None => false,
            };
        }
        Ok(FactPath { steps })
    }
}

/// The step in brackets and what follows the closing one.
fn bracket(inner: &str) -> Option<(Step, &str)> {
    if inner.starts_with('"') {
        let mut texts = serde_json::Deserializer::from_str(inner).into_iter::<String>();
        let key = texts.next()?.ok()?;
        let rest = inner.get(texts.byte_offset()..)?.strip_prefix(']')?;
        return Some((Step::Item(key), rest));
    }
    let (key, rest) = inner.split_once(']')?;
    let step = match is_position(key) {
        true => Step::Index(key.parse().ok()?),
        false if key.contains(['[', '"']) => return None,
        false => Step::Item(key.to_owned()),
    };
    Some((step, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn path(text: &str) -> FactPath {
        text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn a_path_is_keys_positions_and_items() {
        let steps = path("products[AF-5L].indicators[3].value").steps;
        let expected = [
            Step::Key("products".into()),
            Step::Item("AF-5L".into()),
            Step::Key("indicators".into()),
            Step::Index(3),
            Step::Key("value".into()),
        ];
        assert_eq!(steps, expected);
        assert_eq!(path(r#"a["12"]["b]\"c"]"#).steps[1..], [Step::Item("12".into()), Step::Item("b]\"c".into())]);
        assert_eq!(path("m[空气炸锅 5.0L].x").to_string(), "m[空气炸锅 5.0L].x");
    }

    #[test]
    fn what_is_no_path_is_refused_at_its_character() {
        for (text, column) in [
            ("", 1),
            (".a", 1),
            ("a.", 3),
            ("a..b", 3),
            ("a[", 2),
            ("a[]", 2),
            ("a]", 2),
            ("质量[0]b", 6),
            ("a.[0]", 3),
        ] {
            assert_eq!(text.parse::<FactPath>(), Err(PathError { column }), "{text}");
        }
    }

    #[test]
    fn a_path_covers_itself_and_everything_below() {
        assert!(path("finance").covers(&path("finance.last_year.revenue")));
        assert!(path("a[k].b").covers(&path("a[k].b")));
        assert!(!path("a[k]").covers(&path("a[0]")));
        assert!(!path("finance.last_year").covers(&path("finance.last_year_before")));
        assert!(!path("a.b.c").covers(&path("a.b")));
    }

    #[test]
    fn items_by_key_are_found_in_the_text() {
        let text = r#"{"products":[{"id":"A"},null,{"id":"B","indicators":[{"name":"噪声"}]}],"same":[{"product":"B","name":"x"}]}"#;
        let found = |p: &str| path(p).positions(text, ItemKeys::default()).map(|p| p.to_string());
        assert_eq!(found("products[B].indicators[噪声].value"), None);
        assert_eq!(found("products[B].indicators[噪声].name").as_deref(), Some("products[2].indicators[0].name"));
        assert_eq!(found("same[B]").as_deref(), Some("same[0]"));
        assert_eq!(found("same[x]"), None, "the first field that is there names the item");
        let keys = ItemKeys { subject: Some(("same", "name")) };
        assert_eq!(path("same[x]").positions(text, keys).map(|p| p.to_string()).as_deref(), Some("same[0]"));
    }

    fn step() -> impl Strategy<Value = Step> {
        prop_oneof![".{1,6}".prop_map(Step::Key), (0usize..1000).prop_map(Step::Index), ".{0,6}".prop_map(Step::Item),]
    }

    proptest! {
        #[test]
        fn a_printed_path_reads_back(first in ".{1,6}".prop_map(Step::Key), rest in prop::collection::vec(step(), 0..5)) {
            let steps = std::iter::once(first).chain(rest).collect();
            let path = FactPath { steps };
            let again: FactPath = path.to_string().parse().map_err(|e| TestCaseError::fail(format!("{path}: {e}")))?;
            prop_assert!(path.covers(&again) && again.covers(&path), "{path} {again}");
        }

        #[test]
        fn no_text_makes_the_parser_panic(text in ".{0,40}") {
            let _ = text.parse::<FactPath>();
        }
    }
}
