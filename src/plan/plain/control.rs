//! Branches, blocks and calls: the same for whatever is wanted of them.

use super::{Given, Plain, decided};
use crate::number::Number;
use crate::plan::compare::matches_case;
use crate::plan::expr::{Arm, Expr, FunctionId, Site};
use crate::plan::value::{Truth, Value};

/// What an expression may be asked for.
pub(super) trait Wanted<'a>: Sized {
    fn of(plain: &mut Plain<'a>, expr: &'a Expr) -> Option<Self>;
}

impl<'a> Wanted<'a> for bool {
    fn of(plain: &mut Plain<'a>, expr: &'a Expr) -> Option<bool> {
        plain.truth(expr)
    }
}

impl<'a> Wanted<'a> for Number {
    fn of(plain: &mut Plain<'a>, expr: &'a Expr) -> Option<Number> {
        plain.number(expr)
    }
}

impl<'a> Wanted<'a> for Value<'a> {
    fn of(plain: &mut Plain<'a>, expr: &'a Expr) -> Option<Value<'a>> {
        plain.value(expr)
    }
}

impl<'a> Wanted<'a> for Given {
    fn of(plain: &mut Plain<'a>, expr: &'a Expr) -> Option<Given> {
        plain.given(expr)
    }
}

impl<'a> Plain<'a> {
    /// What a branch, a block or a call gives.
    pub(super) fn control<T: Wanted<'a>>(&mut self, expr: &'a Expr) -> Option<T> {
        match expr {
            Expr::If { condition, then, otherwise, .. } => {
                let branch = if self.truth(condition)? { then } else { otherwise };
                T::of(self, branch)
            }
            Expr::Block { statements, value: Some(value) } => {
                for statement in statements {
                    // what returns from here leaves more than this block
                    if self.statement::<T>(statement)?.is_some() {
                        return None;
                    }
                }
                T::of(self, value)
            }
            Expr::Switch { subject, arms, default, .. } => {
                let value = self.arm(subject, arms, default)?;
                T::of(self, value)
            }
            Expr::Call { function, args, .. } => self.call(*function, args),
            Expr::Scope(body) => self.body(body),
            _ => None,
        }
    }

    /// What a function gives whose arguments are the last values of the locals.
    pub(super) fn enter<T: Wanted<'a>>(&mut self, id: FunctionId, base: usize) -> Option<T> {
        self.step()?;
        let function = self.code.function(id)?;
        let caller = std::mem::replace(&mut self.base, base);
        self.locals.resize_with(base + function.locals as usize, Value::default);
        let given = self.body(&function.body)?;
        self.locals.truncate(base);
        self.base = caller;
        Some(given)
    }

    fn call<T: Wanted<'a>>(&mut self, id: FunctionId, args: &'a [Expr]) -> Option<T> {
        let base = self.locals.len();
        for arg in args {
            // what an argument calls uses the places after those that are there, and leaves them
            let value = self.value(arg)?;
            self.locals.push(value);
        }
        self.enter(id, base)
    }

    /// What the body of a function gives, by its end or by a `return`.
    fn body<T: Wanted<'a>>(&mut self, expr: &'a Expr) -> Option<T> {
        match expr {
            Expr::Block { statements, value } => {
                for statement in statements {
                    if let Some(returned) = self.statement(statement)? {
                        return Some(returned);
                    }
                }
                self.body(value.as_deref()?)
            }
            Expr::If { condition, then, otherwise, .. } => {
                let branch = if self.truth(condition)? { then } else { otherwise };
                self.body(branch)
            }
            Expr::Switch { subject, arms, default, .. } => {
                let value = self.arm(subject, arms, default)?;
                self.body(value)
            }
            Expr::Return(value) => T::of(self, value),
            _ => T::of(self, expr),
        }
    }

    /// Runs a statement; what it returns, where it does.
    fn statement<T: Wanted<'a>>(&mut self, expr: &'a Expr) -> Option<Option<T>> {
        match expr {
            Expr::Set { local, value, .. } => {
                let value = self.value(value)?;
                self.set(*local, value)?;
                Some(None)
            }
            Expr::Return(value) => T::of(self, value).map(Some),
            Expr::If { condition, then, otherwise, .. } => {
                let branch = if self.truth(condition)? { then } else { otherwise };
                self.statement(branch)
            }
            Expr::Block { statements, value } => {
                for statement in statements.iter().chain(value.as_deref()) {
                    if let Some(returned) = self.statement(statement)? {
                        return Some(Some(returned));
                    }
                }
                Some(None)
            }
            _ => self.value(expr).map(|_| None),
        }
    }

    /// The arm of a `switch` that its subject takes.
    fn arm(&mut self, subject: &'a Expr, arms: &'a [Arm], default: &'a Expr) -> Option<&'a Expr> {
        let subject = self.value(subject)?;
        for arm in arms {
            let mut fits = Truth::False;
            for case in &arm.cases {
                fits = fits.or(matches_case(&subject, case, Site::default()).ok()?);
            }
            let guarded = match &arm.guard {
                Some(guard) if decided(fits)? => self.truth(guard)?,
                _ => decided(fits)?,
            };
            if guarded {
                return Some(&arm.value);
            }
        }
        Some(default)
    }
}
