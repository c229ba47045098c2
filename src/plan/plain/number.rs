//! Numbers, each exact.

use super::Plain;
use super::list::Next;
use crate::facts::fact::Fact;
use crate::number::Number;
use crate::plan::arithmetic::exact;
use crate::plan::expr::{Arithmetic, BandTable, Builtin, Each, Expr, Local};
use crate::plan::value::Value;

impl<'a> Plain<'a> {
    /// The value of an expression that gives a number.
    pub(super) fn number(&mut self, expr: &'a Expr) -> Option<Number> {
        // most are facts, constants and locals, and these need no more than a look
        match (self.fact(expr), expr) {
            (Some(Fact::Number(number)), _) => Some(number.clone()),
            (Some(_), _) => None,
            (None, Expr::Local(local)) => match self.local(*local)? {
                Value::Number(number) => Some(number.clone()),
                _ => None,
            },
            (None, _) => self.computed(expr),
        }
    }

    fn computed(&mut self, expr: &'a Expr) -> Option<Number> {
        match expr {
            Expr::Arithmetic { op, left, right, .. } => {
                let (left, right) = (self.number(left)?, self.number(right)?);
                exact(*op, &left, &right).ok()
            }
            Expr::Band { kind, value, table: BandTable::Known(table), .. } => {
                let value = self.number(value)?;
                table.at(*kind, &value).ok()
            }
            // a table that is worked out is left to the machine; to hand it to `value` would bring it back here
            Expr::Band { .. } => None,
            Expr::Negate(value, _) => self.number(value).map(|value| value.neg()),
            Expr::Each { op: op @ (Each::Count | Each::Share), list, item, body, .. } => {
                self.count(*op, list, *item, body)
            }
            Expr::Each { op: op @ (Each::Sum | Each::Mean), list, item, body, .. } => {
                self.total(*op, list, *item, body)
            }
            Expr::Extreme { greatest, list, .. } => self.extreme(*greatest, list),
            Expr::Builtin { function, args, .. } => match self.quick_number(*function, args) {
                Some(number) => number,
                None => number_of(self.builtin(*function, args)?),
            },
            Expr::If { .. } | Expr::Block { .. } | Expr::Switch { .. } | Expr::Call { .. } | Expr::Scope(_) => {
                self.control(expr)
            }
            Expr::Coalesce(values) => self.coalesced(values),
            _ => number_of(self.value(expr)?),
        }
    }

    /// The number that a function of plain values gives; within, nothing where it gives none. Nothing at all for the
    /// functions that are not told apart here.
    pub(super) fn quick_number(&mut self, function: Builtin, args: &'a [Expr]) -> Option<Option<Number>> {
        Some(match (function, args) {
            (Builtin::PercentOf, [part, whole]) => self.percent_of(part, whole),
            (Builtin::Min | Builtin::Max, [left, right]) => self.pick(function == Builtin::Max, left, right),
            (Builtin::Len, [list]) => match self.fact(list) {
                Some(Fact::List(list)) => Some(length(list.len())),
                _ => return None,
            },
            (Builtin::Ladder, [Expr::List(steps)]) => self.ladder(steps),
            _ => return None,
        })
    }

    fn percent_of(&mut self, part: &'a Expr, whole: &'a Expr) -> Option<Number> {
        let (part, whole) = (self.number(part)?, self.number(whole)?);
        let hundredfold = exact(Arithmetic::Multiply, &part, &Number::HUNDRED).ok()?;
        // of nothing, there is no percentage
        exact(Arithmetic::Divide, &hundredfold, &whole).ok()
    }

    fn pick(&mut self, greatest: bool, left: &'a Expr, right: &'a Expr) -> Option<Number> {
        let (left, right) = (self.number(left)?, self.number(right)?);
        Some(if greatest { left.max(right) } else { left.min(right) })
    }

    /// The number of leading true steps; all are looked at, since one of them may be a fault.
    fn ladder(&mut self, steps: &'a [Expr]) -> Option<Number> {
        let (mut reached, mut unbroken) = (0, true);
        for step in steps {
            unbroken &= self.truth(step)?;
            reached += usize::from(unbroken);
        }
        Some(length(reached))
    }

    fn count(&mut self, op: Each, list: &'a Expr, item: Local, body: &'a Expr) -> Option<Number> {
        let (mut counted, mut all) = (0, 0);
        self.each(list, |plain, element| {
            plain.take(item, element)?;
            counted += usize::from(plain.truth(body)?);
            all += 1;
            Some(Next::Go)
        })?;
        match op {
            Each::Count => Some(length(counted)),
            // of no elements, there is no share
            _ => length(counted * 100).div(&length(all)).ok(),
        }
    }

    fn total(&mut self, op: Each, list: &'a Expr, item: Local, body: &'a Expr) -> Option<Number> {
        let (mut total, mut all) = (Number::ZERO, 0);
        self.each(list, |plain, element| {
            plain.take(item, element)?;
            total = total.add(&plain.number(body)?).ok()?;
            all += 1;
            Some(Next::Go)
        })?;
        match op {
            Each::Mean => total.div(&length(all)).ok(),
            _ => Some(total),
        }
    }

    fn extreme(&mut self, greatest: bool, list: &'a Expr) -> Option<Number> {
        let mut extreme: Option<Number> = None;
        self.each(list, |_, element| {
            let number = number_of(element)?;
            extreme = Some(match extreme.take() {
                None => number,
                Some(so_far) if greatest => so_far.max(number),
                Some(so_far) => so_far.min(number),
            });
            Some(Next::Go)
        })?;
        extreme
    }
}

fn number_of(value: Value<'_>) -> Option<Number> {
    match value {
        Value::Number(number) => Some(number),
        _ => None,
    }
}

fn length(length: usize) -> Number {
    Number::from(i64::try_from(length).unwrap_or(i64::MAX))
}
