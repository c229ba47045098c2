//! JSON text cut into its values without reading them: for values whose type nobody knows, for schemas, and to find the
//! place of a mistake. The text keeps the order of keys and the digits of numbers.

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::borrow::Cow;
use std::fmt;

/// The values below one value; not deeper.
pub(super) enum Cut<'t> {
    Object(Vec<(Cow<'t, str>, &'t str)>),
    List(Vec<&'t str>),
    /// Anything else, as it is written.
    Scalar(&'t str),
}

/// Cuts the text of one value.
pub(super) fn cut(raw: &str) -> serde_json::Result<Cut<'_>> {
    let mut deserializer = serde_json::Deserializer::from_str(raw);
    match raw.as_bytes().first() {
        Some(b'{') => deserializer.deserialize_map(Cutter),
        Some(b'[') => deserializer.deserialize_seq(Cutter),
        _ => Ok(Cut::Scalar(raw)),
    }
}

/// A text without its quotes; borrowed where it has no escapes.
pub(super) fn text(raw: &str) -> serde_json::Result<Cow<'_, str>> {
    match raw.get(1..raw.len().saturating_sub(1)) {
        Some(inner) if !inner.as_bytes().contains(&b'\\') => Ok(Cow::Borrowed(inner)),
        _ => serde_json::from_str(raw).map(Cow::Owned),
    }
}

/// Where `part`, a stretch of `whole`, begins in it.
pub(super) fn offset(whole: &str, part: &str) -> usize {
    (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize)
}

struct Cutter;

impl<'t> Visitor<'t> for Cutter {
    type Value = Cut<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object or a list")
    }

    fn visit_map<A: MapAccess<'t>>(self, mut map: A) -> Result<Cut<'t>, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key_seed(Key)? {
            entries.push((key, map.next_value::<&RawValue>()?.get()));
        }
        Ok(Cut::Object(entries))
    }

    fn visit_seq<A: SeqAccess<'t>>(self, mut seq: A) -> Result<Cut<'t>, A::Error> {
        let mut elements = Vec::new();
        while let Some(element) = seq.next_element::<&RawValue>()? {
            elements.push(element.get());
        }
        Ok(Cut::List(elements))
    }
}

/// A key, borrowed where it has no escapes.
pub(super) struct Key;

impl<'t> serde::de::DeserializeSeed<'t> for Key {
    type Value = Cow<'t, str>;

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<Cow<'t, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'t> Visitor<'t> for Key {
    type Value = Cow<'t, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_borrowed_str<E>(self, key: &'t str) -> Result<Cow<'t, str>, E> {
        Ok(Cow::Borrowed(key))
    }

    fn visit_str<E>(self, key: &str) -> Result<Cow<'t, str>, E> {
        Ok(Cow::Owned(key.to_owned()))
    }
}
