//! Single values as their type says: numbers, texts, dates, choices, and values of which nothing is known.

use super::date::{DateError, date};
use super::fact::Fact;
use super::layout;
use super::mistake::{shorten, shown};
use super::numeral::{self, NumeralError};
use super::raw::{self, Cut};
use super::read::Context;
use super::schema::{Check, EnumValue, Kind, NodeId};
use super::trail::Trail;
use crate::diagnostic::nearest;
use crate::number::Number;
use crate::profile::uscc::{UsccError, check_uscc};
use crate::text::{Lang, Text};
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Choices that a message lists before it breaks off.
const LISTED: usize = 30;

/// Sets up to this size are looked through without allocating.
const SHORT: usize = 32;

/// The fact that `raw`, a value of valid JSON, says.
pub(super) fn read<'t>(context: &mut Context<'_>, raw: &'t str, node: NodeId, trail: &Trail<'_>) -> Fact<'t> {
    let schema = context.schema();
    let kind = schema.kind(node);
    let first = raw.as_bytes().first().copied().unwrap_or_default();
    let code = match (kind, first) {
        (_, b'n') => return Fact::Absent,
        (Kind::Any, b'[' | b'{') => return structure(context, raw, node, trail),
        (Kind::Bool | Kind::Any, b't') => return Fact::Bool(true),
        (Kind::Bool | Kind::Any, b'f') => return Fact::Bool(false),
        (Kind::Number { .. } | Kind::Any, b'-' | b'0'..=b'9') => return number(context, raw, kind, trail),
        (Kind::Text | Kind::Date | Kind::Enum(_) | Kind::Any, b'"') => {
            let Ok(text) = raw::text(raw) else {
                context.mistake(trail, "profile-text-broken", vec![("found", shown(raw))]);
                return Fact::Absent;
            };
            return of_text(context, text, node, trail);
        }
        (Kind::Number { integer: true, .. }, _) => "profile-expected-integer",
        (Kind::Number { .. }, _) => "profile-expected-number",
        (Kind::Bool, _) => "profile-expected-bool",
        (Kind::Date, _) => "profile-expected-date",
        (Kind::Enum(values), _) => {
            let args = vec![("found", shown(raw)), ("choices", listed(values))];
            context.mistake(trail, "profile-expected-choice", args);
            return Fact::Absent;
        }
        _ => "profile-expected-text",
    };
    context.mistake(trail, code, vec![("found", shown(raw))]);
    Fact::Absent
}

/// The fact that a text says.
pub(super) fn of_text<'t>(context: &mut Context<'_>, text: Cow<'t, str>, node: NodeId, trail: &Trail<'_>) -> Fact<'t> {
    match context.schema().kind(node) {
        Kind::Date => day(context, &text, trail),
        Kind::Enum(values) => choice(context, text, values, trail),
        _ => {
            check_text(context, &text, node, trail);
            Fact::Text(text)
        }
    }
}

fn number<'t>(context: &mut Context<'_>, raw: &'t str, kind: &Kind, trail: &Trail<'_>) -> Fact<'t> {
    let limit = context.reading.limits.number_digits;
    let number = match numeral::number(raw, limit) {
        Ok(number) => number,
        Err(NumeralError::TooLong) => {
            let args = vec![("limit", Text::plain(limit.to_string())), ("found", Text::plain(raw.len().to_string()))];
            context.mistake(trail, "profile-number-too-long", args);
            return Fact::Absent;
        }
        Err(NumeralError::OutOfRange) => {
            context.mistake(trail, "profile-number-too-large", vec![("found", shown(raw))]);
            return Fact::Absent;
        }
    };
    let (code, bound) = match refused(&number, kind) {
        None => return Fact::Number(number),
        Some(refused) => refused,
    };
    let bound = bound.map(|bound| ("bound", Text::plain(bound.to_string())));
    context.mistake(trail, code, std::iter::once(("found", shown(raw))).chain(bound).collect());
    Fact::Absent
}

/// What is wrong with a number of its type, if anything is, and the bound that it breaks.
pub(super) fn refused<'k>(number: &Number, kind: &'k Kind) -> Option<(&'static str, Option<&'k Number>)> {
    let Kind::Number { minimum, maximum, integer } = kind else { return None };
    if *integer && !number.is_integer() {
        return Some(("profile-not-whole", None));
    }
    match (minimum, maximum) {
        (Some(minimum), _) if number < minimum => Some(("profile-below-minimum", Some(minimum))),
        (_, Some(maximum)) if number > maximum => Some(("profile-above-maximum", Some(maximum))),
        _ => None,
    }
}

fn day<'t>(context: &mut Context<'_>, text: &str, trail: &Trail<'_>) -> Fact<'t> {
    let code = match date(text) {
        Ok(date) => return Fact::Date(date),
        Err(DateError::Form) => "profile-date-form",
        Err(DateError::Impossible) => "profile-date-impossible",
    };
    context.mistake(trail, code, vec![("found", Text::plain(format!("`{}`", shorten(text))))]);
    Fact::Absent
}

fn choice<'t>(context: &mut Context<'_>, text: Cow<'t, str>, values: &[EnumValue], trail: &Trail<'_>) -> Fact<'t> {
    if values.iter().any(|value| value.value == text) {
        return Fact::Text(text);
    }
    let names = |value: &EnumValue| {
        [value.value.clone(), value.label.get(Lang::Zh).to_owned(), value.label.get(Lang::En).to_owned()]
    };
    let known: Vec<(String, &str)> =
        values.iter().flat_map(|value| names(value).map(|name| (name, value.value.as_str()))).collect();
    let near = nearest(&text, known.iter().map(|(name, _)| name.as_str()));
    let near = near.and_then(|near| known.iter().find(|(name, _)| name == near)).map(|(_, value)| (*value).to_owned());
    let found = Text::plain(format!("`{}`", shorten(&text)));
    context.mistake_near(trail, "profile-choice", vec![("found", found), ("choices", listed(values))], near);
    Fact::Absent
}

/// The values that may be chosen, with their labels.
fn listed(values: &[EnumValue]) -> Text {
    let by = |lang: Lang, comma: &str, open: &str, close: &str| {
        let mut list: Vec<String> = Vec::new();
        for value in values.iter().take(LISTED) {
            let label = value.label.get(lang);
            list.push(match label == value.value || label.is_empty() {
                true => format!("`{}`", value.value),
                false => format!("`{}`{open}{label}{close}", value.value),
            });
        }
        if values.len() > LISTED {
            list.push("…".to_owned());
        }
        list.join(comma)
    };
    Text::new(by(Lang::Zh, "、", "（", "）"), by(Lang::En, ", ", " (", ")"))
}

fn check_text(context: &mut Context<'_>, text: &str, node: NodeId, trail: &Trail<'_>) {
    match context.schema().node(node).and_then(|node| node.check) {
        Some(Check::Uscc) => {
            let plain = |value: &dyn ToString| Text::plain(value.to_string());
            let (code, mut args) = match check_uscc(text) {
                Ok(()) => return,
                Err(UsccError::Length { length }) => ("profile-uscc-length", vec![("length", plain(&length))]),
                Err(UsccError::Character { character, place }) => {
                    ("profile-uscc-character", vec![("character", plain(&character)), ("place", plain(&place))])
                }
                Err(UsccError::Check { expected, .. }) => ("profile-uscc-check", vec![("expected", plain(&expected))]),
            };
            args.push(("found", Text::plain(format!("`{}`", shorten(text)))));
            context.mistake(trail, code, args);
        }
        None => {}
    }
}

/// A list or an object of which nothing is known.
fn structure<'t>(context: &mut Context<'_>, raw: &'t str, node: NodeId, trail: &Trail<'_>) -> Fact<'t> {
    if context.is_too_deep(trail) {
        return Fact::Absent;
    }
    match raw::cut(raw) {
        Ok(Cut::List(elements)) => {
            let elements = elements.into_iter().enumerate();
            Fact::List(elements.map(|(index, raw)| read(context, raw, node, &trail.index(index, node))).collect())
        }
        Ok(Cut::Object(entries)) => {
            let mut map = BTreeMap::new();
            let mut seen = BTreeSet::new();
            for (key, raw) in entries {
                let below = trail.key(&key, Some(node));
                if !seen.insert(key.clone()) {
                    context.mistake(&below, "profile-key-twice", Vec::new());
                }
                let fact = read(context, raw, node, &below);
                if fact != Fact::Absent {
                    map.insert(key, fact);
                }
            }
            Fact::Map(map)
        }
        Ok(Cut::Scalar(_)) | Err(_) => {
            context.mistake(trail, "profile-text-broken", vec![("found", shown(raw))]);
            Fact::Absent
        }
    }
}

/// The fact, or what an empty answer of its type means.
pub(super) fn or_constant<'t>(context: &Context<'_>, node: NodeId, fact: Fact<'t>) -> Fact<'t> {
    match (fact, context.schema().node(node).and_then(|node| node.absent.as_ref())) {
        (Fact::Absent, Some(constant)) => layout::fact(constant),
        (fact, _) => fact,
    }
}

/// Puts what empty answers mean into an object that was read as a whole.
pub(super) fn fill_fields<'t>(context: &Context<'_>, node: NodeId, map: &mut BTreeMap<Cow<'t, str>, Fact<'t>>) {
    let Kind::Object { fields, .. } = context.schema().kind(node) else {
        return;
    };
    for (name, field) in fields {
        let constant = context.schema().node(*field).and_then(|node| node.absent.as_ref());
        if let (Some(constant), false) = (constant, map.contains_key(name.as_str())) {
            map.insert(Cow::Owned(name.clone()), layout::fact(constant));
        }
    }
}

/// A value that a set may hold once.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
enum Distinct<'f> {
    Bool(bool),
    Number(&'f Number),
    Text(&'f str),
    Date(Date),
}

impl<'f> Distinct<'f> {
    fn of(fact: &'f Fact<'_>) -> Option<Distinct<'f>> {
        match fact {
            Fact::Bool(value) => Some(Distinct::Bool(*value)),
            Fact::Number(value) => Some(Distinct::Number(value)),
            Fact::Text(value) => Some(Distinct::Text(value)),
            Fact::Date(value) => Some(Distinct::Date(*value)),
            Fact::Absent | Fact::Present | Fact::List(_) | Fact::Record(_) | Fact::Map(_) => None,
        }
    }

    fn shown(&self) -> String {
        match self {
            Distinct::Bool(value) => value.to_string(),
            Distinct::Number(value) => value.to_string(),
            Distinct::Text(value) => shorten(value).into_owned(),
            Distinct::Date(value) => value.to_string(),
        }
    }
}

/// Tells the first item that a set has twice.
pub(super) fn check_list(context: &mut Context<'_>, list: &[Fact<'_>], node: NodeId, trail: &Trail<'_>) {
    if !context.schema().node(node).is_some_and(|node| node.unique) {
        return;
    }
    let values = || (0..).zip(list).filter_map(|(index, fact)| Some((index, Distinct::of(fact)?)));
    let twice = if list.len() <= SHORT {
        values().find(|(index, value)| values().take_while(|(earlier, _)| earlier < index).any(|(_, it)| it == *value))
    } else {
        let mut seen = BTreeSet::new();
        values().find(|(index, _)| list.get(*index).and_then(Distinct::of).is_some_and(|value| !seen.insert(value)))
    };
    if let Some((index, value)) = twice {
        let found = Text::plain(format!("`{}`", value.shown()));
        context.mistake(&trail.index(index, node), "profile-twice", vec![("found", found)]);
    }
}
