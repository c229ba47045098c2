//! What is wrong in a profile, gathered while it is read; the places in its text are looked up only when there is anything.

use super::json;
use super::path::{FactPath, ItemKeys, Step, item_key};
use super::raw::{self, Cut};
use crate::diagnostic::{Diagnostic, Place, Severity, phrase};
use crate::text::{Lang, Text};
use std::borrow::Cow;
use std::collections::BTreeMap;

/// More mistakes than anybody mends in one go; the rest are counted.
const MOST: usize = 1000;

/// Longer texts are cut short in messages.
const SHOWN: usize = 40;

pub(super) struct Mistake {
    pub code: &'static str,
    pub severity: Severity,
    pub path: FactPath,
    /// Whether the key is wrong and not its value.
    pub at_key: bool,
    /// What the field means.
    pub field: Text,
    pub args: Vec<(&'static str, Text)>,
    pub near: Option<String>,
}

#[derive(Default)]
pub(super) struct Mistakes {
    list: Vec<Mistake>,
    more: usize,
    errors: bool,
}

impl Mistakes {
    pub fn push(&mut self, mistake: Mistake) {
        self.errors |= mistake.severity == Severity::Error;
        if self.list.len() < MOST {
            self.list.push(mistake);
        } else {
            self.more += 1;
        }
    }

    pub fn any_error(&self) -> bool {
        self.errors
    }

    /// The mistakes as they are told, with their places in `text`.
    pub fn tell(self, text: &str, file: &str, keys: ItemKeys<'_>) -> Vec<Diagnostic> {
        if self.list.is_empty() {
            return Vec::new();
        }
        let mut finder = Finder { text, keys, mistakes: &self.list, found: BTreeMap::new() };
        finder.walk(text.trim_ascii(), &FactPath::default(), &(0..self.list.len()).collect::<Vec<_>>(), None);
        let found = finder.found;
        let mut told: Vec<Diagnostic> = Vec::with_capacity(self.list.len());
        for (number, mistake) in self.list.iter().enumerate() {
            let (place, item) = match found.get(&number) {
                Some(Found { offset, length, item }) => (json::place(file, text, *offset, *length), item.as_deref()),
                None => (Place::file(file), None),
            };
            let field = match item {
                Some(item) => in_item(&mistake.field, item),
                None => mistake.field.clone(),
            };
            let mut args = vec![("field", field)];
            args.extend(mistake.args.iter().cloned());
            let diagnostic = Diagnostic::speaking(mistake.code, mistake.severity, place, &args);
            let diagnostic =
                if mistake.near.is_some() { diagnostic.suggest(mistake.near.as_deref()) } else { diagnostic };
            told.push(if mistake.path.steps.is_empty() {
                diagnostic
            } else {
                diagnostic.on_path(mistake.path.to_string())
            });
        }
        if self.more > 0 {
            let severity = if self.errors { Severity::Error } else { Severity::Warning };
            let count = Text::plain(self.more.to_string());
            told.push(Diagnostic::speaking("profile-more-mistakes", severity, Place::file(file), &[("count", count)]));
        }
        told
    }
}

fn in_item(field: &Text, item: &str) -> Text {
    let by = |lang: Lang| phrase("field-of-item", &[("field", field.get(lang)), ("item", item)]);
    Text::new(by(Lang::Zh).get(Lang::Zh), by(Lang::En).get(Lang::En))
}

/// How a value is shown in a message.
pub(super) fn shown(raw: &str) -> Text {
    match raw.as_bytes().first() {
        Some(b'[') => phrase("found-list", &[]),
        Some(b'{') => phrase("found-object", &[]),
        _ => Text::plain(format!("`{}`", shorten(raw))),
    }
}

pub(super) fn shorten(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => Cow::Owned(format!("{}…", text.get(..end).unwrap_or(""))),
        None => Cow::Borrowed(text),
    }
}

struct Found {
    offset: usize,
    length: usize,
    /// The key of the innermost item that has one.
    item: Option<String>,
}

/// One walk over the text to the places of all mistakes.
struct Finder<'a> {
    text: &'a str,
    keys: ItemKeys<'a>,
    mistakes: &'a [Mistake],
    found: BTreeMap<usize, Found>,
}

impl<'a> Finder<'a> {
    fn walk(&mut self, raw: &'a str, path: &FactPath, targets: &[usize], item: Option<&str>) {
        let depth = path.steps.len();
        let mut below: BTreeMap<&'a Step, Vec<usize>> = BTreeMap::new();
        for number in targets {
            let Some(mistake) = self.mistakes.get(*number) else {
                continue;
            };
            match mistake.path.steps.get(depth) {
                Some(step) => below.entry(step).or_default().push(*number),
                None if mistake.at_key && self.found.contains_key(number) => {}
                None => self.put(*number, raw, item),
            }
        }
        if below.is_empty() {
            return;
        }
        match raw::cut(raw) {
            Ok(Cut::Object(entries)) => {
                for (key, value) in entries {
                    let step = Step::Key(key.clone().into_owned());
                    let Some(targets) = below.get(&step) else {
                        continue;
                    };
                    // a key that comes twice is wrong where it comes last
                    for number in targets {
                        let at_key =
                            self.mistakes.get(*number).is_some_and(|it| it.at_key && it.path.steps.len() == depth + 1);
                        match key {
                            Cow::Borrowed(key) if at_key => self.put(*number, key, item),
                            _ => {}
                        }
                    }
                    let mut inner = path.clone();
                    inner.steps.push(step);
                    self.walk(value, &inner, targets, item);
                }
            }
            Ok(Cut::List(elements)) => {
                for (index, value) in elements.into_iter().enumerate() {
                    let step = Step::Index(index);
                    if let Some(targets) = below.get(&step) {
                        let name = item_key(value, self.keys.of(path));
                        let mut inner = path.clone();
                        inner.steps.push(step);
                        self.walk(value, &inner, targets, name.as_deref().or(item));
                    }
                }
            }
            Ok(Cut::Scalar(_)) | Err(_) => {}
        }
    }

    fn put(&mut self, number: usize, part: &str, item: Option<&str>) {
        let offset = raw::offset(self.text, part);
        self.found.insert(number, Found { offset, length: part.len(), item: item.map(str::to_owned) });
    }
}
