//! Arithmetic on exact and on open numbers.

use super::expr::{Arithmetic, Site};
use super::fault::Fault;
use super::value::Value;
use crate::number::{ArithmeticError, Number};

/// `left op right`; absent if either is, a range where either is open.
pub(crate) fn combine<'a>(op: Arithmetic, left: &Value<'a>, right: &Value<'a>, site: Site) -> Result<Value<'a>, Fault> {
    if let (Value::Number(a), Value::Number(b)) = (left, right) {
        return exact(op, a, b).map(Value::Number).map_err(|error| Fault::arithmetic(error, site));
    }
    if left.is_absent() || right.is_absent() {
        return Ok(Value::Absent);
    }
    if let (Some(a), Some(b)) = (left.ends(), right.ends()) {
        // an impossible point inside the range makes the result unknown, not faulty: the true value may lie elsewhere
        return Ok(open(op, a, b).unwrap_or(Value::Absent));
    }
    match (op, left, right) {
        (Arithmetic::Add, Value::Text(a), Value::Text(b)) => Ok(Value::text(format!("{}{}", a.as_str(), b.as_str()))),
        _ => Err(Fault::new("different-types", site).with("left", left.type_name()).with("right", right.type_name())),
    }
}

/// `left op right` of numbers that are known.
pub(super) fn exact(op: Arithmetic, a: &Number, b: &Number) -> Result<Number, ArithmeticError> {
    match op {
        Arithmetic::Add => a.add(b),
        Arithmetic::Subtract => a.sub(b),
        Arithmetic::Multiply => a.mul(b),
        Arithmetic::Divide => a.div(b),
        Arithmetic::Remainder => a.rem(b),
        Arithmetic::Power => a.pow(b),
    }
}

type Ends<'n> = (&'n Number, &'n Number);

fn open<'a>(op: Arithmetic, (al, ah): Ends<'_>, (bl, bh): Ends<'_>) -> Result<Value<'a>, ArithmeticError> {
    match op {
        Arithmetic::Add => Ok(Value::between(al.add(bl)?, ah.add(bh)?)),
        Arithmetic::Subtract => Ok(Value::between(al.sub(bh)?, ah.sub(bl)?)),
        Arithmetic::Multiply => corners(op, (al, ah), (bl, bh)),
        Arithmetic::Divide if *bl <= Number::ZERO && *bh >= Number::ZERO => Err(ArithmeticError::DivisionByZero),
        Arithmetic::Divide => corners(op, (al, ah), (bl, bh)),
        Arithmetic::Remainder => remainder((al, ah), (bl, bh)),
        // a power is monotone in either operand where the base is at least 0 and keeps one side of 1
        Arithmetic::Power if bl == bh && *bl >= Number::ZERO && *al >= Number::ZERO => corners(op, (al, ah), (bl, bh)),
        Arithmetic::Power => Err(ArithmeticError::NotReal),
    }
}

fn corners<'a>(op: Arithmetic, (al, ah): Ends<'_>, (bl, bh): Ends<'_>) -> Result<Value<'a>, ArithmeticError> {
    let all = [exact(op, al, bl)?, exact(op, al, bh)?, exact(op, ah, bl)?, exact(op, ah, bh)?];
    let (low, high) = (all.iter().min(), all.iter().max());
    Ok(match (low, high) {
        (Some(low), Some(high)) => Value::between(low.clone(), high.clone()),
        _ => Value::Absent,
    })
}

/// A remainder is smaller than the divisor and never farther from 0 than the dividend, on the dividend's side.
fn remainder<'a>((al, ah): Ends<'_>, (bl, bh): Ends<'_>) -> Result<Value<'a>, ArithmeticError> {
    if *bl <= Number::ZERO && *bh >= Number::ZERO {
        return Err(ArithmeticError::DivisionByZero);
    }
    let widest = bl.abs().max(bh.abs());
    let low = if *al < Number::ZERO { widest.neg().max(al.clone()) } else { Number::ZERO };
    let high = if *ah > Number::ZERO { widest.min(ah.clone()) } else { Number::ZERO };
    Ok(Value::between(low, high))
}

/// A function that never falls as its argument rises, applied to both ends.
pub(crate) fn rising<'a>(
    value: &Value<'a>,
    site: Site,
    function: impl Fn(&Number) -> Result<Number, ArithmeticError>,
) -> Result<Value<'a>, Fault> {
    match value {
        Value::Absent => Ok(Value::Absent),
        Value::Number(x) => function(x).map(Value::Number).map_err(|error| Fault::arithmetic(error, site)),
        Value::Range(ends) => Ok(match (function(&ends.0), function(&ends.1)) {
            (Ok(low), Ok(high)) => Value::between(low, high),
            _ => Value::Absent,
        }),
        other => Err(Fault::new("not-a-number", site).with("found", other.type_name())),
    }
}
