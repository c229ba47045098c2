//! Values on the way through a rule, in words and figures.

use super::Teller;
use crate::assess::assessment::{FactRead, FactValue};
use crate::explain::Value;
use crate::number::{Number, RoundingMode};
use crate::report::figures::apart;
use crate::report::layout::width;

/// Decimals that are printed; what has more is marked as rounded.
const DIGITS: i32 = 4;
/// A list wider than this is told by its size.
const WIDEST: usize = 48;

impl Teller<'_> {
    /// A number as it stands, or rounded and marked so.
    pub fn number(&self, number: &Number) -> String {
        let near = number.round(DIGITS, RoundingMode::HalfUp).unwrap_or_else(|_| number.clone());
        if near == *number {
            return near.to_string();
        }
        self.fill(&self.words.note.about, &[("number", &near)])
    }

    /// A number beside another one, never printed as if it were on its other side.
    pub fn beside(&self, number: &Number, other: Option<&Number>) -> String {
        let printed = self.number(number);
        let near = number.round(DIGITS, RoundingMode::HalfUp).unwrap_or_else(|_| number.clone());
        match other.filter(|other| near.cmp(other) != number.cmp(other)) {
            Some(other) => self.fill(&self.words.note.about, &[("number", &apart(number, std::iter::once(other)))]),
            None => printed,
        }
    }

    pub fn value(&self, value: &Value) -> String {
        let (names, words) = (&self.names.voice.words.names, &self.words.note);
        let voice = self.names.voice;
        match value {
            Value::Absent => voice.text(&names.not_given).to_owned(),
            Value::Undecided => voice.text(&words.undecided).to_owned(),
            Value::Bool(true) => voice.text(&names.yes).to_owned(),
            Value::Bool(false) => voice.text(&names.no).to_owned(),
            Value::Number(number) => self.number(number),
            Value::Range { low, high } => {
                self.fill(&words.between, &[("low", &self.number(low)), ("high", &self.number(high))])
            }
            Value::Text(text) => text.clone(),
            Value::Date(date) => date.to_string(),
            Value::List(list) if list.is_empty() => voice.text(&words.empty).to_owned(),
            Value::List(list) => {
                let joined = voice.list(list.iter().map(|item| self.value(item)));
                if width(&joined) <= WIDEST { format!("[{joined}]") } else { self.items(list.len()) }
            }
            Value::Items(count) => self.items(*count),
            Value::Object => "…".to_owned(),
            Value::NotApplicable => voice.text(&names.not_applicable).to_owned(),
            Value::Points { low, high } if low == high => self.fill(&words.points, &[("points", &self.number(low))]),
            Value::Points { low, high } => {
                self.fill(&words.points_between, &[("low", &self.number(low)), ("high", &self.number(high))])
            }
        }
    }

    /// A value as a script would write it, so that a text is told from a name.
    pub fn operand(&self, value: &Value) -> String {
        match value {
            Value::Text(text) => format!("\"{text}\""),
            _ => self.value(value),
        }
    }

    fn items(&self, count: usize) -> String {
        self.fill(&self.words.note.items, &[("count", &count)])
    }

    /// What a field is called, and what stands in it.
    pub fn read(&self, read: &FactRead) -> String {
        let title = read.title.as_ref().map_or(read.path.as_str(), |title| self.names.voice.text(title));
        self.fill(&self.words.note.fact, &[("title", &title), ("value", &self.fact(read))])
    }

    /// The answer to a field: a choice by its label and its code, an amount with its unit.
    pub fn fact(&self, read: &FactRead) -> String {
        if let (Some(FactValue::Map(list)), None) = (&read.value, &read.label)
            && let Some(Some(FactValue::Number(count))) = list.get("items")
        {
            return self.fill(&self.words.note.items, &[("count", count)]);
        }
        let value = self.names.value(read);
        match (&read.label, &read.value) {
            (Some(_), Some(FactValue::Text(code))) => {
                self.fill(&self.words.note.coded, &[("label", &value), ("code", code)])
            }
            _ => value,
        }
    }
}
