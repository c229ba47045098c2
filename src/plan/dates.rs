//! Functions of dates. Today is never asked for: the day is always given.

use super::expr::{Builtin, Site};
use super::fault::Fault;
use super::value::{Truth, Value};
use crate::number::Number;
use jiff::civil::Date;
use std::cmp::Ordering;

pub(super) fn call<'a>(function: Builtin, args: &[Value<'a>], as_of: Date, site: Site) -> Result<Value<'a>, Fault> {
    let arg = |index: usize| args.get(index).cloned().unwrap_or_default();
    match function {
        Builtin::Date => match arg(0) {
            Value::Absent => Ok(Value::Absent),
            Value::Date(date) => Ok(Value::Date(date)),
            Value::Text(text) => parse(text.as_str())
                .map(Value::Date)
                .ok_or_else(|| Fault::new("not-a-date-text", site).with("text", text.as_str())),
            other => Err(Fault::new("not-a-text", site).with("found", other.type_name())),
        },
        Builtin::Year => Ok(match date(&arg(0), site)? {
            Some(date) => number(i64::from(date.year())),
            None => Value::Absent,
        }),
        Builtin::YearsBetween => Ok(match (date(&arg(0), site)?, date(&arg(1), site)?) {
            (Some(from), Some(to)) => number(years_between(from, to)),
            _ => Value::Absent,
        }),
        Builtin::DaysBetween => Ok(match (date(&arg(0), site)?, date(&arg(1), site)?) {
            (Some(from), Some(to)) => number(days_between(from, to)),
            _ => Value::Absent,
        }),
        Builtin::AddYears => {
            let (from, years) = (date(&arg(0), site)?, whole(&arg(1), site)?);
            match (from, years) {
                (Some(from), Some(years)) => {
                    add_years(from, years).map(Value::Date).ok_or_else(|| Fault::new("date-out-of-range", site))
                }
                _ => Ok(Value::Absent),
            }
        }
        Builtin::WithinYears => {
            let years = arg(1);
            if years.ends().is_none() && !years.is_absent() {
                return Err(Fault::new("not-a-number", site).with("found", years.type_name()));
            }
            let Some(day) = date(&arg(0), site)? else { return Ok(Value::Absent) };
            if let Value::Number(years) = &years {
                return Ok(Value::Bool(within_years(day, years, as_of)));
            }
            let recent = number(years_between(day, as_of)).less(&years, false).unwrap_or(Truth::Absent);
            Ok(Truth::from(day <= as_of).and(recent).value())
        }
        Builtin::ValidOn => {
            let (from, to, day) = (date(&arg(0), site)?, date(&arg(1), site)?, date(&arg(2), site)?);
            let before = |a: Option<Date>, b: Option<Date>| match (a, b) {
                (Some(a), Some(b)) => Truth::from(a <= b),
                _ => Truth::Absent,
            };
            Ok(before(from, day).and(before(day, to)).value())
        }
        _ => Ok(Value::Absent),
    }
}

/// A date of the form `YYYY-MM-DD`.
pub(crate) fn parse(text: &str) -> Option<Date> {
    let well_formed = text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    if well_formed { text.parse().ok() } else { None }
}

/// Completed whole years from one day to another, negative when reversed.
fn years_between(from: Date, to: Date) -> i64 {
    if to < from {
        return -years_between(to, from);
    }
    let years = i64::from(to.year()) - i64::from(from.year());
    let anniversary = (to.month(), to.day()).cmp(&(from.month(), from.day()));
    // in a year without 29 February the year is completed on the 28th
    let leap_day = (from.month(), from.day()) == (2, 29) && (to.month(), to.day()) == (2, 28) && !to.in_leap_year();
    if anniversary == Ordering::Less && !leap_day { years - 1 } else { years }
}

/// Whether `day` is no later than `as_of`, and less than `years` completed years before it.
pub(super) fn within_years(day: Date, years: &Number, as_of: Date) -> bool {
    day <= as_of && Number::from(years_between(day, as_of)) < *years
}

fn days_between(from: Date, to: Date) -> i64 {
    from.duration_until(to).as_secs() / 86_400
}

fn add_years(date: Date, years: i64) -> Option<Date> {
    let year = i16::try_from(i64::from(date.year()).checked_add(years)?).ok()?;
    Date::new(year, date.month(), date.day()).or_else(|_| Date::new(year, 2, 28)).ok()
}

fn number<'a>(value: i64) -> Value<'a> {
    Value::Number(Number::from(value))
}

fn date(value: &Value<'_>, site: Site) -> Result<Option<Date>, Fault> {
    match value {
        Value::Absent => Ok(None),
        Value::Date(date) => Ok(Some(*date)),
        other => Err(Fault::new("not-a-date", site).with("found", other.type_name())),
    }
}

fn whole(value: &Value<'_>, site: Site) -> Result<Option<i64>, Fault> {
    match value {
        Value::Absent | Value::Range(_) => Ok(None),
        Value::Number(value) => {
            value.to_i64().map(Some).ok_or_else(|| Fault::new("not-a-whole-number", site).with("found", value))
        }
        other => Err(Fault::new("not-a-number", site).with("found", other.type_name())),
    }
}
