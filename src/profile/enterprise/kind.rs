//! The kinds of fields in the profile: the Rust type of each, its JSON Schema, and what its docs say of unit and range.

use schemars::{JsonSchema, SchemaGenerator};
use serde_json::{Value, json};

/// `kind!(type K)`, `kind!(schema generator, K)` and `kind!(doc K)` for the kind `K` of a field.
macro_rules! kind {
    (type text) => { String };
    (type uscc) => { String };
    (type flag) => { bool };
    (type date) => { $crate::date::Date };
    (type year) => { u16 };
    (type count $unit:tt) => { u64 };
    (type ordinal) => { u64 };
    (type level $range:tt) => { u8 };
    (type levels) => { Vec<u8> };
    (type number) => { $crate::number::Number };
    (type amount $unit:tt) => { $crate::number::Number };
    (type capped $unit:tt) => { $crate::number::Number };
    (type percent) => { $crate::number::Number };
    (type money) => { $crate::number::Number };
    (type balance) => { $crate::number::Number };
    (type texts) => { Vec<String> };
    (type one($Choice:ident)) => { $Choice };
    (type set($Choice:ident)) => { Vec<$Choice> };
    (type part($Section:ident)) => { $Section };
    (type list($Section:ident)) => { Vec<$Section> };

    (schema $generator:ident, one($Choice:ident)) => { kind::of::<$Choice>($generator) };
    (schema $generator:ident, set($Choice:ident)) => { kind::set(kind::of::<$Choice>($generator)) };
    (schema $generator:ident, part($Section:ident)) => { kind::of::<$Section>($generator) };
    (schema $generator:ident, list($Section:ident)) => { kind::list(kind::of::<$Section>($generator)) };
    (schema $generator:ident, $kind:ident $(($($argument:expr),+))?) => { kind::$kind($($($argument),+)?) };

    (doc uscc) => { ": 18 characters by GB 32100-2015" };
    (doc year) => { ": a year, 1949 to 9999" };
    (doc count($zh:literal, $en:literal)) => { concat!(": a number of ", $en, " (", $zh, ")") };
    (doc ordinal) => { ": from 1" };
    (doc level($low:literal, $high:literal)) => { concat!(": ", $low, " to ", $high) };
    (doc levels) => { ": levels 1 to 5, each once" };
    (doc amount($zh:literal, $en:literal)) => { concat!(": ", $en, " (", $zh, "), at least 0") };
    (doc capped($zh:literal, $en:literal, $high:literal)) => { concat!(": ", $en, " (", $zh, "), 0 to ", $high) };
    (doc percent) => { ": percent, 0 to 100" };
    (doc money) => { ": 万元, at least 0" };
    (doc balance) => { ": 万元, negative for a loss" };
    (doc texts) => { ": each once" };
    (doc set($Choice:ident)) => { ": each once" };
    (doc $($other:tt)+) => { "" };
}

const MONEY_ZH: &str = "万元";
const MONEY_EN: &str = "10k CNY";

pub(super) fn text() -> Value {
    json!({ "type": "string" })
}

pub(super) fn uscc() -> Value {
    json!({ "type": "string", "x-check": "uscc" })
}

pub(super) fn flag() -> Value {
    json!({ "type": "boolean" })
}

pub(super) fn date() -> Value {
    json!({ "type": "string", "format": "date" })
}

pub(super) fn year() -> Value {
    json!({ "type": "integer", "minimum": 1949, "maximum": 9999 })
}

pub(super) fn count(zh: &str, en: &str) -> Value {
    json!({ "type": "integer", "minimum": 0, "x-unit": unit(zh, en) })
}

pub(super) fn ordinal() -> Value {
    json!({ "type": "integer", "minimum": 1 })
}

pub(super) fn level(low: u8, high: u8) -> Value {
    json!({ "type": "integer", "minimum": low, "maximum": high })
}

pub(super) fn levels() -> Value {
    set(level(1, 5))
}

pub(super) fn number() -> Value {
    json!({ "type": "number" })
}

pub(super) fn amount(zh: &str, en: &str) -> Value {
    json!({ "type": "number", "minimum": 0, "x-unit": unit(zh, en) })
}

pub(super) fn capped(zh: &str, en: &str, high: u32) -> Value {
    json!({ "type": "number", "minimum": 0, "maximum": high, "x-unit": unit(zh, en) })
}

pub(super) fn percent() -> Value {
    json!({ "type": "number", "minimum": 0, "maximum": 100, "x-unit": "%" })
}

pub(super) fn money() -> Value {
    amount(MONEY_ZH, MONEY_EN)
}

pub(super) fn balance() -> Value {
    json!({ "type": "number", "x-unit": unit(MONEY_ZH, MONEY_EN) })
}

pub(super) fn texts() -> Value {
    set(text())
}

pub(super) fn of<T: JsonSchema>(generator: &mut SchemaGenerator) -> Value {
    generator.subschema_for::<T>().to_value()
}

pub(super) fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

pub(super) fn set(items: Value) -> Value {
    json!({ "type": "array", "items": items, "uniqueItems": true })
}

fn unit(zh: &str, en: &str) -> Value {
    json!({ "zh": zh, "en": en })
}
