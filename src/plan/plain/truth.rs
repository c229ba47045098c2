//! Conditions, of two truth values.

use super::list::Next;
use super::{Plain, decided};
use crate::facts::fact::Fact;
use crate::plan::compare::{compare, compare_facts, contains, holds};
use crate::plan::dates;
use crate::plan::expr::{Builtin, Comparison, Each, Expr, Local, Site};
use crate::plan::value::{List, Value};
use jiff::civil::Date;

impl<'a> Plain<'a> {
    /// Whether a condition is true.
    pub(super) fn truth(&mut self, expr: &'a Expr) -> Option<bool> {
        match (self.fact(expr), expr) {
            (Some(Fact::Bool(truth)), _) => Some(*truth),
            (Some(_), _) => None,
            (None, Expr::Compare { op, left, right, .. }) => self.compare(*op, left, right),
            (None, _) => self.condition(expr),
        }
    }

    fn condition(&mut self, expr: &'a Expr) -> Option<bool> {
        match expr {
            Expr::And(terms, _) => {
                for term in terms {
                    if !self.truth(term)? {
                        return Some(false);
                    }
                }
                Some(true)
            }
            Expr::Or(terms, _) => {
                for term in terms {
                    if self.truth(term)? {
                        return Some(true);
                    }
                }
                Some(false)
            }
            Expr::Not(value, _) => self.truth(value).map(|truth| !truth),
            Expr::In { item, list, negated, .. } => self.is_in(item, list).map(|found| found != *negated),
            Expr::Has(value) => match self.fact(value) {
                Some(fact) => Some(*fact != Fact::Absent),
                None => self.value(value).map(|_| true),
            },
            Expr::Each { op: Each::Any, list, item, body, .. } => self.quantify(list, *item, body, true),
            Expr::Each { op: Each::All, list, item, body, .. } => self.quantify(list, *item, body, false),
            Expr::Builtin { function, args, .. } => match (function, args.as_slice()) {
                (Builtin::WithinYears, [day, years]) => {
                    let (day, years) = (self.date(day)?, self.number(years)?);
                    Some(dates::within_years(day, &years, self.inputs.as_of))
                }
                (Builtin::ValidOn, [from, to, day]) => {
                    let (from, to, day) = (self.date(from)?, self.date(to)?, self.date(day)?);
                    Some(from <= day && day <= to)
                }
                _ => truth_of(self.builtin(*function, args)?),
            },
            Expr::If { .. } | Expr::Block { .. } | Expr::Switch { .. } | Expr::Call { .. } | Expr::Scope(_) => {
                self.control(expr)
            }
            Expr::Coalesce(values) => self.coalesced(values),
            _ => truth_of(self.value(expr)?),
        }
    }

    fn date(&mut self, expr: &'a Expr) -> Option<Date> {
        match (self.fact(expr), expr) {
            (Some(Fact::Date(date)), _) => Some(*date),
            (Some(_), _) => None,
            (None, Expr::AsOf) => Some(self.inputs.as_of),
            (None, _) => match self.value(expr)? {
                Value::Date(date) => Some(date),
                _ => None,
            },
        }
    }

    fn compare(&mut self, op: Comparison, left: &'a Expr, right: &'a Expr) -> Option<bool> {
        match (self.fact(left), self.fact(right)) {
            (Some(left), Some(right)) => decided(compare_facts(op, left, right)?),
            (Some(Fact::Number(left)), None) => Some(holds(op, left.cmp(&self.number(right)?))),
            (None, Some(Fact::Number(right))) => Some(holds(op, self.number(left)?.cmp(right))),
            (Some(Fact::Date(left)), None) => Some(holds(op, left.cmp(&self.date(right)?))),
            (None, Some(Fact::Date(right))) => Some(holds(op, self.date(left)?.cmp(right))),
            _ => {
                let (left, right) = (self.value(left)?, self.value(right)?);
                decided(compare(op, &left, &right, Site::default()).ok()?)
            }
        }
    }

    fn is_in(&mut self, item: &'a Expr, list: &'a Expr) -> Option<bool> {
        let known = match (self.fact(list), list) {
            (Some(Fact::List(list)), _) => Some(list.as_slice()),
            (None, Expr::Local(local)) => match self.local(*local)? {
                Value::List(List::Known(list)) => Some(*list),
                _ => None,
            },
            _ => None,
        };
        if let (Some(list), Some(Fact::Text(item))) = (known, self.fact(item)) {
            return texts_contain(list, item);
        }
        let list = self.value(list)?;
        let item = self.value(item)?;
        decided(contains(&item, &list, Site::default()).ok()?)
    }

    /// Whether an element is as wanted: with `any`, one for which the closure is true; without, none for which it is false.
    fn quantify(&mut self, list: &'a Expr, item: Local, body: &'a Expr, any: bool) -> Option<bool> {
        let mut found = false;
        self.each(list, |plain, element| {
            plain.take(item, element)?;
            found = plain.truth(body)? == any;
            Some(if found { Next::Stop } else { Next::Go })
        })?;
        Some(found == any)
    }
}

fn truth_of(value: Value<'_>) -> Option<bool> {
    match value {
        Value::Bool(truth) => Some(truth),
        _ => None,
    }
}

/// Whether a text is among texts.
fn texts_contain(list: &[Fact<'_>], item: &str) -> Option<bool> {
    for element in list {
        match element {
            Fact::Text(text) if text == item => return Some(true),
            Fact::Text(_) => {}
            _ => return None,
        }
    }
    Some(false)
}
