//! What a schema says about a field beyond its type: titles, units, clauses, labels, the meaning of an empty answer.

use super::Reader;
use crate::diagnostic::nearest;
use crate::facts::date::date;
use crate::facts::json::{Json, Value};
use crate::facts::numeral::{self, MAX_DIGITS};
use crate::facts::schema::{Check, Constant, EnumValue, Kind, Node};
use crate::text::Text;

/// The text under `zh`, with its English under `en`.
pub(super) fn text_pair(json: &Json<'_>, zh: &str, en: &str) -> Option<Text> {
    let text = |key: &str| json.get(key).and_then(Json::as_text).filter(|text| !text.is_empty());
    match (text(zh), text(en)) {
        (Some(zh), Some(en)) => Some(Text::new(zh, en)),
        (Some(only), None) | (None, Some(only)) => Some(Text::plain(only)),
        (None, None) => None,
    }
}

impl<'t> Reader<'_, 't> {
    /// Lays what `json` says over what its parts said.
    pub(super) fn annotate(&mut self, node: &mut Node, json: &Json<'t>, at: &str) {
        for keyword in ["title", "x-title-en", "description", "x-description-en"] {
            if let Some(text) = json.get(keyword)
                && text.as_text().is_none()
            {
                self.error("schema-expected-text", text, at, &[("keyword", keyword)]);
            }
        }
        if let Some(title) = text_pair(json, "title", "x-title-en") {
            node.title = title;
        }
        if let Some(description) = text_pair(json, "description", "x-description-en") {
            node.description = Some(description);
        }
        if let Some(unit) = json.get("x-unit") {
            node.unit = self.text(unit, "x-unit", at);
        }
        if let Some(clauses) = json.get("x-clauses") {
            node.clauses = self.clauses(clauses, at);
        }
        if let Some(labels) = json.get("x-labels") {
            self.labels(node, labels, at);
        }
        if let Some(unique) = json.get("uniqueItems") {
            node.unique = matches!((&node.kind, &unique.value), (Kind::List(_), Value::Bool(true)));
        }
        if let Some(check) = json.get("x-check") {
            match (check.as_text(), &node.kind) {
                (Some("uscc"), Kind::Text) => node.check = Some(Check::Uscc),
                _ => self.error("schema-check", check, at, &[("found", check.raw)]),
            }
        }
        if let Some(absent) = json.get("x-absent") {
            node.absent = constant(&node.kind, absent);
            if node.absent.is_none() {
                self.error("schema-absent", absent, at, &[("found", absent.raw)]);
            }
        }
    }

    fn text(&mut self, json: &Json<'t>, keyword: &str, at: &str) -> Option<Text> {
        let text = match json.as_text() {
            Some(text) => Some(Text::plain(text)),
            None => json.get("zh").and_then(|_| text_pair(json, "zh", "en")),
        };
        if text.is_none() {
            self.error("schema-expected-words", json, at, &[("keyword", keyword)]);
        }
        text
    }

    fn clauses(&mut self, json: &Json<'t>, at: &str) -> Vec<String> {
        let clauses: Option<Vec<&str>> = json.as_list().and_then(|list| list.iter().map(Json::as_text).collect());
        if clauses.is_none() {
            self.error("schema-expected-texts", json, at, &[("keyword", "x-clauses")]);
        }
        clauses.unwrap_or_default().into_iter().map(str::to_owned).collect()
    }

    fn labels(&mut self, node: &mut Node, json: &Json<'t>, at: &str) {
        let (Kind::Enum(values), Some(labels)) = (&mut node.kind, json.as_object()) else {
            self.error("schema-labels", json, at, &[]);
            return;
        };
        for (name, label) in labels {
            let Some(text) = self.text(label, "x-labels", at) else {
                continue;
            };
            match values.iter_mut().find(|value| value.value == *name) {
                Some(value) => value.label = text,
                None => {
                    let near = nearest(name, values.iter().map(|value| value.value.as_str()));
                    self.error_near("schema-label-unknown", label, at, name, near);
                }
            }
        }
    }
}

/// The constant that `json` says, if a fact of `kind` can be that.
fn constant(kind: &Kind, json: &Json<'_>) -> Option<Constant> {
    let known = |values: &[EnumValue], text: &str| values.iter().any(|value| value.value == text);
    match (kind, &json.value) {
        (Kind::Bool, Value::Bool(value)) => Some(Constant::Bool(*value)),
        (Kind::Number { minimum, maximum, integer }, Value::Number) => {
            let number = numeral::number(json.raw, MAX_DIGITS).ok()?;
            let fits = minimum.as_ref().is_none_or(|minimum| number >= *minimum)
                && maximum.as_ref().is_none_or(|maximum| number <= *maximum)
                && (!integer || number.is_integer());
            fits.then_some(Constant::Number(number))
        }
        (Kind::Text, Value::Text(text)) => Some(Constant::Text(text.clone().into_owned())),
        (Kind::Enum(values), Value::Text(text)) if known(values, text) => {
            Some(Constant::Text(text.clone().into_owned()))
        }
        (Kind::Date, Value::Text(text)) => date(text).ok().map(Constant::Date),
        (Kind::List(_), Value::List(items)) if items.is_empty() => Some(Constant::EmptyList),
        _ => None,
    }
}
