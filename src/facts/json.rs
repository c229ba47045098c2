//! JSON as it is written: with the order of its keys, the digits of its numbers and the place of every value.

use super::raw::{self, Cut};
use crate::diagnostic::Place;
use std::borrow::Cow;

/// How deep a document may nest.
pub(crate) const MAX_DEPTH: usize = 128;

#[derive(Clone, Debug)]
pub(super) struct Json<'t> {
    pub raw: &'t str,
    pub value: Value<'t>,
}

#[derive(Clone, Debug)]
pub(super) enum Value<'t> {
    Null,
    Bool(bool),
    Number,
    Text(Cow<'t, str>),
    List(Vec<Json<'t>>),
    Object(Vec<(Cow<'t, str>, Json<'t>)>),
}

impl<'t> Json<'t> {
    /// Reads a whole document.
    pub fn parse(text: &'t str) -> serde_json::Result<Json<'t>> {
        let raw: &'t serde_json::value::RawValue = serde_json::from_str(text)?;
        Json::read(raw.get(), 0)
    }

    fn read(raw: &'t str, depth: usize) -> serde_json::Result<Json<'t>> {
        if depth > MAX_DEPTH {
            return Err(<serde_json::Error as serde::de::Error>::custom("recursion limit exceeded"));
        }
        let value = match raw::cut(raw)? {
            Cut::Object(entries) => {
                let read = |(key, raw)| Ok((key, Json::read(raw, depth + 1)?));
                Value::Object(entries.into_iter().map(read).collect::<serde_json::Result<_>>()?)
            }
            Cut::List(elements) => {
                let read = |raw| Json::read(raw, depth + 1);
                Value::List(elements.into_iter().map(read).collect::<serde_json::Result<_>>()?)
            }
            Cut::Scalar("null") => Value::Null,
            Cut::Scalar("true") => Value::Bool(true),
            Cut::Scalar("false") => Value::Bool(false),
            Cut::Scalar(raw) if raw.starts_with('"') => Value::Text(raw::text(raw)?),
            Cut::Scalar(_) => Value::Number,
        };
        Ok(Json { raw, value })
    }

    pub fn get(&self, key: &str) -> Option<&Json<'t>> {
        match &self.value {
            Value::Object(fields) => fields.iter().find(|(name, _)| name == key).map(|(_, value)| value),
            _ => None,
        }
    }

    pub fn as_text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    pub fn as_list(&self) -> Option<&[Json<'t>]> {
        match &self.value {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    pub fn as_object(&self) -> Option<&[(Cow<'t, str>, Json<'t>)]> {
        match &self.value {
            Value::Object(fields) => Some(fields),
            _ => None,
        }
    }
}

/// The place of the stretch of `text` that begins at byte `offset`.
pub(super) fn place(file: &str, text: &str, offset: usize, length: usize) -> Place {
    let before = text.get(..offset).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let column = before.get(line_start..).map_or(0, |start| start.chars().count()) + 1;
    let shown = text.get(offset..offset.saturating_add(length)).unwrap_or("");
    let length = shown.lines().next().map_or(1, |line| line.chars().count().max(1));
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Place::at(file, number(line), number(column), number(length))
}
