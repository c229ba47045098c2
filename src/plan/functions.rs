//! Functions of plain values: numbers, texts, comparison helpers.

use super::arithmetic::{combine, rising};
use super::compare::contains;
use super::dates;
use super::expr::{Arithmetic, Builtin, Site};
use super::fault::Fault;
use super::value::{Truth, Value};
use crate::number::{Number, RoundingMode};
use jiff::civil::Date;

/// What a function gives of its arguments; `as_of` is the day that the facts speak of.
pub(super) fn call<'a>(function: Builtin, args: &[Value<'a>], as_of: Date, site: Site) -> Result<Value<'a>, Fault> {
    let arg = |index: usize| args.get(index).cloned().unwrap_or_default();
    match function {
        Builtin::Ladder => ladder(&arg(0), site),
        Builtin::PercentOf => percent_of(&arg(0), &arg(1), site),
        Builtin::Meets => meets(&arg(0), &arg(1), &arg(2), site),
        Builtin::Min => pick(&arg(0), &arg(1), false, site),
        Builtin::Max => pick(&arg(0), &arg(1), true, site),
        Builtin::Clamp => pick(&pick(&arg(0), &arg(1), true, site)?, &arg(2), false, site),
        Builtin::Abs => absolute(&arg(0), site),
        Builtin::Floor => rising(&arg(0), site, |x| Ok(x.floor())),
        Builtin::Ceil => rising(&arg(0), site, |x| Ok(x.ceil())),
        Builtin::Sqrt => rising(&arg(0), site, Number::sqrt),
        Builtin::Round => round(&arg(0), &arg(1), RoundingMode::HalfUp, site),
        Builtin::RoundHalfEven => round(&arg(0), &arg(1), RoundingMode::HalfEven, site),
        Builtin::First => match arg(0) {
            Value::Absent => Ok(Value::Absent),
            Value::List(list) => Ok(list.get(0).unwrap_or_default()),
            other => Err(Fault::new("not-a-list", site).with("found", other.type_name())),
        },
        Builtin::Len => match arg(0) {
            Value::Absent => Ok(Value::Absent),
            Value::List(list) => Ok(count(list.len())),
            Value::Text(text) => Ok(count(text.as_str().chars().count())),
            other => Err(Fault::new("not-a-list", site).with("found", other.type_name())),
        },
        Builtin::Contains => Ok(contains(&arg(1), &arg(0), site)?.value()),
        Builtin::YearsBetween
        | Builtin::DaysBetween
        | Builtin::AddYears
        | Builtin::Year
        | Builtin::Date
        | Builtin::WithinYears
        | Builtin::ValidOn => dates::call(function, args, as_of, site),
        Builtin::StartsWith => of_texts(&arg(0), &arg(1), site, |a, b| Value::Bool(a.starts_with(b))),
        Builtin::EndsWith => of_texts(&arg(0), &arg(1), site, |a, b| Value::Bool(a.ends_with(b))),
        Builtin::Split => of_texts(&arg(0), &arg(1), site, |a, b| {
            Value::list(a.split(b).map(|part| Value::text(part.to_owned())).collect())
        }),
        Builtin::ToUpper => of_text(&arg(0), site, str::to_uppercase),
        Builtin::ToLower => of_text(&arg(0), site, str::to_lowercase),
        Builtin::Trim => of_text(&arg(0), site, |text| text.trim().to_owned()),
    }
}

fn count<'a>(length: usize) -> Value<'a> {
    Value::Number(Number::from(i64::try_from(length).unwrap_or(i64::MAX)))
}

/// The number of leading true steps; from the surely true ones to those before the first surely false one.
fn ladder<'a>(steps: &Value<'a>, site: Site) -> Result<Value<'a>, Fault> {
    let list = match steps {
        Value::Absent => return Ok(Value::Absent),
        Value::List(list) => list,
        other => return Err(Fault::new("not-a-list", site).with("found", other.type_name())),
    };
    let (mut sure, mut possible, mut unbroken) = (0i64, 0i64, true);
    for step in list.iter() {
        match step.truth() {
            Some(Truth::True) => {
                possible += 1;
                sure += i64::from(unbroken);
            }
            Some(Truth::Undecided | Truth::Absent) => {
                possible += 1;
                unbroken = false;
            }
            Some(Truth::False) => break,
            None => return Err(Fault::new("not-a-boolean", site).with("found", step.type_name())),
        }
    }
    Ok(Value::between(Number::from(sure), Number::from(possible)))
}

fn percent_of<'a>(part: &Value<'a>, whole: &Value<'a>, site: Site) -> Result<Value<'a>, Fault> {
    if matches!(whole, Value::Number(whole) if whole.is_zero()) && (part.ends().is_some() || part.is_absent()) {
        return Ok(Value::Absent);
    }
    let hundredfold = combine(Arithmetic::Multiply, part, &Value::Number(Number::HUNDRED), site)?;
    combine(Arithmetic::Divide, &hundredfold, whole, site)
}

fn meets<'a>(direction: &Value<'a>, value: &Value<'a>, limit: &Value<'a>, site: Site) -> Result<Value<'a>, Fault> {
    let wrong = |value: &Value<'a>| Fault::new("not-a-number", site).with("found", value.type_name());
    let Value::Text(direction) = direction else {
        return match direction {
            Value::Absent => Ok(Value::Absent),
            other => Err(Fault::new("not-a-direction", site).with("found", other.type_name())),
        };
    };
    if let Some(odd) = [value, limit].into_iter().find(|value| value.ends().is_none() && !value.is_absent()) {
        return Err(wrong(odd));
    }
    let truth = match direction.as_str() {
        "higher" => limit.less(value, true),
        "lower" => value.less(limit, true),
        other => return Err(Fault::new("not-a-direction", site).with("found", other)),
    };
    Ok(truth.unwrap_or(Truth::Absent).value())
}

/// The lesser or the greater of two numbers; absent if either is.
fn pick<'a>(a: &Value<'a>, b: &Value<'a>, greatest: bool, site: Site) -> Result<Value<'a>, Fault> {
    if let (Some((al, ah)), Some((bl, bh))) = (a.ends(), b.ends()) {
        let (low, high) = if greatest { (al.max(bl), ah.max(bh)) } else { (al.min(bl), ah.min(bh)) };
        return Ok(Value::between(low.clone(), high.clone()));
    }
    match [a, b].into_iter().find(|value| value.ends().is_none() && !value.is_absent()) {
        Some(odd) => Err(Fault::new("not-a-number", site).with("found", odd.type_name())),
        None => Ok(Value::Absent),
    }
}

fn absolute<'a>(value: &Value<'a>, site: Site) -> Result<Value<'a>, Fault> {
    match value {
        Value::Range(ends) if ends.0 < Number::ZERO && ends.1 > Number::ZERO => {
            Ok(Value::between(Number::ZERO, ends.0.abs().max(ends.1.abs())))
        }
        Value::Range(ends) => Ok(Value::between(ends.0.abs(), ends.1.abs())),
        other => rising(other, site, |x| Ok(x.abs())),
    }
}

fn round<'a>(value: &Value<'a>, digits: &Value<'a>, mode: RoundingMode, site: Site) -> Result<Value<'a>, Fault> {
    let digits = match digits {
        Value::Absent => return Ok(Value::Absent),
        Value::Number(digits) => digits.to_i64().and_then(|digits| i32::try_from(digits).ok()),
        _ => None,
    };
    match digits {
        Some(digits) if (-12..=28).contains(&digits) => rising(value, site, |x| x.round(digits, mode)),
        _ => Err(Fault::new("rounding-digits", site)),
    }
}

fn of_text<'a>(text: &Value<'a>, site: Site, change: impl Fn(&str) -> String) -> Result<Value<'a>, Fault> {
    match text {
        Value::Absent => Ok(Value::Absent),
        Value::Text(text) => Ok(Value::text(change(text.as_str()))),
        other => Err(Fault::new("not-a-text", site).with("found", other.type_name())),
    }
}

fn of_texts<'a>(
    a: &Value<'a>,
    b: &Value<'a>,
    site: Site,
    join: impl Fn(&str, &str) -> Value<'a>,
) -> Result<Value<'a>, Fault> {
    match (a, b) {
        (Value::Text(a), Value::Text(b)) => Ok(join(a.as_str(), b.as_str())),
        (Value::Absent, Value::Absent | Value::Text(_)) | (Value::Text(_), Value::Absent) => Ok(Value::Absent),
        (Value::Text(_), other) | (other, _) => Err(Fault::new("not-a-text", site).with("found", other.type_name())),
    }
}
