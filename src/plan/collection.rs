//! Functions over lists: three-valued where elements are absent, open where they only count.

use super::arithmetic;
use super::eval::{Flow, Machine};
use super::expr::{Arithmetic, Bounds, Each, Expr, Local, Site};
use super::fault::{Fault, Stop};
use super::paths::is_fatal;
use super::probe::Probe;
use super::value::{List, Truth, Value};
use crate::number::Number;
use std::cmp::Ordering;

impl<'a, P: Probe<'a>> Machine<'a, P> {
    pub(super) fn each(&mut self, op: Each, list: &'a Expr, item: Local, body: &'a Expr, site: Site) -> Flow<'a> {
        let list = match self.eval(list)? {
            Value::Absent => return Ok(Value::Absent),
            Value::List(list) => list,
            other => return Err(Fault::new("not-a-list", site).with("found", other.type_name()).into()),
        };
        match op {
            Each::Any => self.quantify(&list, item, body, site, Truth::False),
            Each::All => self.quantify(&list, item, body, site, Truth::True),
            Each::Count | Each::Share => self.count(op, &list, item, body, site),
            Each::Sum | Each::Mean => self.total(op, &list, item, body, site),
            Each::Map => {
                let mut values = Vec::with_capacity(list.len());
                for (place, element) in list.iter().enumerate() {
                    values.push(self.visit(item, (place, element), body, site)?);
                }
                Ok(Value::list(values))
            }
            Each::Filter => {
                let mut kept = Vec::new();
                for (place, element) in list.iter().enumerate() {
                    match self.test(item, (place, element.clone()), body, site)? {
                        Truth::True => kept.push(element),
                        Truth::False => {}
                        Truth::Undecided | Truth::Absent => return Ok(Value::Absent),
                    }
                }
                Ok(Value::list(kept))
            }
            Each::Find => {
                for (place, element) in list.iter().enumerate() {
                    match self.test(item, (place, element.clone()), body, site)? {
                        Truth::True => return Ok(element),
                        Truth::False => {}
                        Truth::Undecided | Truth::Absent => return Ok(Value::Absent),
                    }
                }
                Ok(Value::Absent)
            }
            Each::SortBy => self.sort(&list, item, body, site),
        }
    }

    fn visit(&mut self, item: Local, element: (usize, Value<'a>), body: &'a Expr, site: Site) -> Flow<'a> {
        self.enter(item, element, site)?;
        self.eval(body)
    }

    fn enter(&mut self, item: Local, element: (usize, Value<'a>), site: Site) -> Result<(), Fault> {
        self.step(site)?;
        let (place, element) = element;
        if P::VALUES {
            self.probe.element(site, place, &element);
        }
        self.set(item, element);
        Ok(())
    }

    fn test(&mut self, item: Local, element: (usize, Value<'a>), body: &'a Expr, site: Site) -> Result<Truth, Stop> {
        self.enter(item, element, site)?;
        self.truth(body, site)
    }

    /// `any` starts from false and ends at the first true; `all` the other way round.
    fn quantify(&mut self, list: &List<'a>, item: Local, body: &'a Expr, site: Site, start: Truth) -> Flow<'a> {
        let mut known = start;
        for element in list.iter().enumerate() {
            let truth = match self.test(item, element, body, site) {
                // an earlier element may come to decide, and this one would never be read
                Err(Stop::Fault(fault)) if known.is_open() && !is_fatal(&fault) => Truth::Absent,
                truth => truth?,
            };
            known = if start == Truth::True { known.and(truth) } else { known.or(truth) };
            if known == start.not() {
                break;
            }
        }
        Ok(known.value())
    }

    fn count(&mut self, op: Each, list: &List<'a>, item: Local, body: &'a Expr, site: Site) -> Flow<'a> {
        let (mut sure, mut possible) = (0i64, 0i64);
        for element in list.iter().enumerate() {
            match self.test(item, element, body, site)? {
                Truth::True => {
                    sure += 1;
                    possible += 1;
                }
                Truth::Undecided | Truth::Absent => possible += 1,
                Truth::False => {}
            }
        }
        let counted = Value::between(Number::from(sure), Number::from(possible));
        if op == Each::Count {
            return Ok(counted);
        }
        if list.len() == 0 {
            return Ok(Value::Absent);
        }
        let hundredfold = arithmetic::combine(Arithmetic::Multiply, &counted, &Value::Number(Number::HUNDRED), site)?;
        Ok(arithmetic::combine(Arithmetic::Divide, &hundredfold, &length(list), site)?)
    }

    fn total(&mut self, op: Each, list: &List<'a>, item: Local, body: &'a Expr, site: Site) -> Flow<'a> {
        let mut total = Value::Number(Number::ZERO);
        for element in list.iter().enumerate() {
            let value = self.visit(item, element, body, site)?;
            total = arithmetic::combine(Arithmetic::Add, &total, &value, site)?;
        }
        match op {
            Each::Mean if list.len() == 0 => Ok(Value::Absent),
            Each::Mean => Ok(arithmetic::combine(Arithmetic::Divide, &total, &length(list), site)?),
            _ => Ok(total),
        }
    }

    fn sort(&mut self, list: &List<'a>, item: Local, body: &'a Expr, site: Site) -> Flow<'a> {
        let mut keyed = Vec::with_capacity(list.len());
        for (place, element) in list.iter().enumerate() {
            let key = self.visit(item, (place, element.clone()), body, site)?;
            if matches!(key, Value::Absent | Value::Range(_) | Value::Undecided) {
                return Ok(Value::Absent);
            }
            keyed.push((key, element));
        }
        let sortable = keyed.windows(2).all(|pair| match pair {
            [(a, _), (b, _)] => a.less(b, false).is_some(),
            _ => true,
        });
        if !sortable {
            return Err(Fault::new("not-sortable", site).into());
        }
        keyed.sort_by(|(a, _), (b, _)| match (a.less(b, false), b.less(a, false)) {
            (Some(Truth::True), _) => Ordering::Less,
            (_, Some(Truth::True)) => Ordering::Greater,
            _ => Ordering::Equal,
        });
        Ok(Value::list(keyed.into_iter().map(|(_, element)| element).collect()))
    }

    /// `min` or `max` of a list. An absent element with bounds in the schema may be anything between them.
    pub(super) fn extreme(&mut self, greatest: bool, list: &'a Expr, bounds: &'a [Bounds], site: Site) -> Flow<'a> {
        let list = match self.eval(list)? {
            Value::Absent => return Ok(Value::Absent),
            Value::List(list) => list,
            other => return Err(Fault::new("not-a-list", site).with("found", other.type_name()).into()),
        };
        let mut result: Option<(Number, Number)> = None;
        for (index, element) in list.iter().enumerate() {
            let (low, high) = match element.ends() {
                Some((low, high)) => (low.clone(), high.clone()),
                None if element.is_absent() => match bounds.get(index).or(bounds.last()) {
                    Some(Bounds { minimum: Some(low), maximum: Some(high) }) => (low.clone(), high.clone()),
                    _ => return Ok(Value::Absent),
                },
                None => return Err(Fault::new("not-a-number", site).with("found", element.type_name()).into()),
            };
            result = Some(match result {
                None => (low, high),
                Some((l, h)) if greatest => (l.max(low), h.max(high)),
                Some((l, h)) => (l.min(low), h.min(high)),
            });
        }
        Ok(result.map_or(Value::Absent, |(low, high)| Value::between(low, high)))
    }
}

fn length<'a>(list: &List<'a>) -> Value<'a> {
    Value::Number(Number::from(i64::try_from(list.len()).unwrap_or(i64::MAX)))
}
