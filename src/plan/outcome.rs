//! What rows return: outcomes with their reasons, bands, and the texts that tell of them.

use super::eval::{Flow, Machine};
use super::expr::{BandKind, BandTable, Expr, OutcomeKind, Part, Site, Why};
use super::fault::{Fault, Stop};
use super::probe::Probe;
use super::table::{Table, TableError};
use super::value::{Outcome, Value};
use crate::diagnostic::words;
use crate::number::{ArithmeticError, Number};
use crate::text::{Lang, Text};
use std::borrow::Cow;
use std::rc::Rc;

impl<'a, P: Probe<'a>> Machine<'a, P> {
    pub(super) fn band(&mut self, kind: BandKind, value: &'a Expr, table: &'a BandTable, site: Site) -> Flow<'a> {
        let value = self.eval(value)?;
        let table: Cow<'a, Table> = match table {
            BandTable::Known(table) => Cow::Borrowed(table.as_ref()),
            BandTable::Computed(table) => match self.eval(table)? {
                Value::Absent => return Ok(Value::Absent),
                table => match table.to_constant().as_ref().map(Table::from_fact) {
                    Some(Ok(table)) => Cow::Owned(table),
                    Some(Err(TableError::EqualBounds)) => return Err(Fault::new("band-equal-bounds", site).into()),
                    _ => return Err(Fault::new("not-a-band-table", site).into()),
                },
            },
        };
        let result = match &value {
            Value::Absent => return Ok(Value::Absent),
            Value::Number(x) => table.at(kind, x).map(Value::Number),
            Value::Range(ends) => table.over(kind, &ends.0, &ends.1),
            other => return Err(Fault::new("not-a-number", site).with("found", other.type_name()).into()),
        };
        let result = result.map_err(|error| Fault::arithmetic(error, site))?;
        // what a shared function looks up on its way is no band of this rulebook
        if !self.code.shared.get(usize::from(site.file)).copied().unwrap_or(false) {
            self.probe.band(kind, &value, &table, &result);
        }
        Ok(result)
    }

    pub(super) fn outcome(
        &mut self,
        kind: OutcomeKind,
        value: Option<Value<'a>>,
        points: &Number,
        why: Option<&'a Why>,
        site: Site,
    ) -> Flow<'a> {
        let ends = match (kind, &value) {
            (OutcomeKind::NotApplicable, _) => None,
            (OutcomeKind::Met, _) => Some((points.clone(), points.clone())),
            (OutcomeKind::Unmet, _) => Some((Number::ZERO, Number::ZERO)),
            (_, None | Some(Value::Absent)) => return Ok(Value::Absent),
            (_, Some(value)) => {
                let Some((low, high)) = value.ends() else {
                    return Err(Fault::new("not-a-number", site).with("found", value.type_name()).into());
                };
                match scaled(kind, low, high, points, site)? {
                    Some(ends) => Some(ends),
                    None => return Ok(Value::Absent),
                }
            }
        };
        let why = why.and_then(|why| self.why(why, site));
        Ok(Value::from(match ends {
            None => Outcome::NotApplicable { why },
            Some((low, high)) => Outcome::Points { low, high, why },
        }))
    }

    /// The reason in both languages, if anybody wants it. A failure here never changes the outcome.
    fn why(&mut self, why: &'a Why, site: Site) -> Option<Rc<Text>> {
        if !P::TEXTS {
            return None;
        }
        let steps = self.steps();
        self.probe.begin_text();
        let text = match why {
            Why::Plain(text) => {
                let (zh, en) = (self.text(text, Lang::Zh, site), self.text(text, Lang::En, site));
                if zh == en { Text::plain(zh) } else { Text::new(zh, en) }
            }
            Why::ByLang { zh, en: None } => Text::plain(self.text(zh, Lang::Zh, site)),
            Why::ByLang { zh, en: Some(en) } => Text::new(self.text(zh, Lang::Zh, site), self.text(en, Lang::En, site)),
        };
        self.probe.end_text();
        self.set_steps(steps);
        Some(Rc::new(text))
    }

    fn text(&mut self, text: &'a Expr, lang: Lang, site: Site) -> String {
        let outer = self.lang.replace(lang);
        let value = self.eval(text);
        self.lang = outer;
        match value {
            Ok(value) => print(&value, lang),
            Err(_) => {
                self.probe.text_failed(site);
                words("value-failed", lang)
            }
        }
    }

    pub(super) fn interpolate(&mut self, parts: &'a [Part]) -> Flow<'a> {
        let mut text = String::new();
        for part in parts {
            match (self.eval(&part.value), self.lang) {
                (Ok(value), Some(lang)) => match (&value, &part.labels) {
                    (Value::Text(value), Some(labels)) => match labels.get(value.as_str()) {
                        Some(label) => text.push_str(label.get(lang)),
                        None => text.push_str(value.as_str()),
                    },
                    _ => text.push_str(&print(&value, lang)),
                },
                (Err(Stop::Fault(fault)), Some(lang)) => {
                    self.probe.text_failed(fault.site);
                    text.push_str(&words("value-failed", lang));
                }
                (Ok(Value::Absent | Value::Range(_) | Value::Undecided), None) => return Ok(Value::Absent),
                (Ok(Value::Bool(value)), None) => text.push_str(if value { "true" } else { "false" }),
                (Ok(value), None) => text.push_str(&print(&value, Lang::Zh)),
                (Err(stop), _) => return Err(stop),
            }
        }
        Ok(Value::text(text))
    }
}

/// The outcome of a row's function: what it returned, as points between 0 and the row's.
pub(crate) fn row_outcome(value: Value<'_>, points: &Number, site: Site) -> Result<Option<Outcome>, Fault> {
    let ends = match &value {
        Value::Absent => return Ok(None),
        Value::Earned(_) | Value::Outcome(_) => return Ok(value.outcome()),
        Value::Bool(met) => {
            let earned = if *met { points.clone() } else { Number::ZERO };
            Some((earned.clone(), earned))
        }
        Value::Undecided => Some((Number::ZERO, points.clone())),
        Value::Number(_) | Value::Range(_) => {
            value.ends().map_or(Ok(None), |(low, high)| scaled(OutcomeKind::Points, low, high, points, site))?
        }
        other => return Err(Fault::new("not-an-outcome", site).with("found", other.type_name())),
    };
    Ok(ends.map(|(low, high)| Outcome::Points { low, high, why: None }))
}

/// The points of a number or percentage; none where a range reaches outside what the row can earn.
pub(super) fn scaled(
    kind: OutcomeKind,
    low: &Number,
    high: &Number,
    points: &Number,
    site: Site,
) -> Result<Option<(Number, Number)>, Fault> {
    let scale = |x: &Number| -> Result<Number, ArithmeticError> {
        match kind {
            OutcomeKind::Percent => x.mul(points)?.div(&Number::HUNDRED),
            _ => Ok(x.clone()),
        }
    };
    let whole = kind != OutcomeKind::Level || (low.is_integer() && high.is_integer());
    let low_points = scale(low).map_err(|error| Fault::arithmetic(error, site))?;
    let is_point = low == high;
    let high_points = match is_point {
        true => low_points.clone(),
        false => scale(high).map_err(|error| Fault::arithmetic(error, site))?,
    };
    let inside = low_points >= Number::ZERO && high_points <= *points;
    match (whole && inside, is_point) {
        (true, _) => Ok(Some((low_points, high_points))),
        // what is open may still come to lie inside
        (false, false) => Ok(None),
        (false, true) if !whole => Err(Fault::new("level-not-whole", site).with("found", low)),
        (false, true) => Err(Fault::new("points-outside", site).with("found", &low_points).with("points", points)),
    }
}

/// A value as people read it.
fn print(value: &Value<'_>, lang: Lang) -> String {
    match value {
        Value::Absent => words("value-absent", lang),
        Value::Undecided => words("value-undecided", lang),
        Value::Bool(true) => words("value-true", lang),
        Value::Bool(false) => words("value-false", lang),
        Value::Number(number) => number.to_string(),
        Value::Range(ends) => format!("{}–{}", ends.0, ends.1),
        Value::Text(text) => text.as_str().to_owned(),
        Value::Date(date) => date.to_string(),
        Value::List(list) => {
            let items: Vec<String> = list.iter().map(|item| print(&item, lang)).collect();
            items.join(&words("list-separator", lang))
        }
        Value::Record(_) | Value::Object | Value::Map(_) | Value::Earned(_) | Value::Outcome(_) => {
            words("value-failed", lang)
        }
    }
}
