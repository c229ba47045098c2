//! `switch` and `for`, whose arms and rounds may be open.

use super::compare::matches_case;
use super::eval::{Flow, Machine};
use super::expr::{Arm, Expr, Local, Over, Scars, Site};
use super::fault::{Fault, Stop};
use super::paths::{LOOP_UNKNOWN, is_fatal};
use super::probe::Probe;
use super::value::{List, Truth, Value};
use crate::number::Number;

impl<'a, P: Probe<'a>> Machine<'a, P> {
    pub(super) fn switch(
        &mut self,
        subject: &Value<'a>,
        arms: &'a [Arm],
        default: &'a Expr,
        scars: &Scars,
        site: Site,
    ) -> Flow<'a> {
        if subject.is_absent() {
            self.enters(site, None);
            return self.scar(scars);
        }
        let mut possible: Vec<&'a Expr> = Vec::new();
        for (place, arm) in arms.iter().enumerate() {
            let mut fits = Truth::False;
            for case in &arm.cases {
                fits = fits.or(matches_case(subject, case, site)?);
            }
            if fits == Truth::False {
                continue;
            }
            if let Some(guard) = &arm.guard {
                fits = match self.truth(guard, site) {
                    // an earlier case may come to fit, and this guard would never be read
                    Err(Stop::Fault(fault)) if (fits.is_open() || !possible.is_empty()) && !is_fatal(&fault) => {
                        Truth::Absent
                    }
                    truth => fits.and(truth?),
                };
            }
            if matches!(fits, Truth::True | Truth::Undecided) {
                self.enters(site, Some(place));
            }
            match fits {
                Truth::True if possible.is_empty() => return self.eval(&arm.value),
                Truth::True => {
                    possible.push(&arm.value);
                    return self.fork(&possible, scars);
                }
                Truth::Undecided => possible.push(&arm.value),
                Truth::False => {}
                Truth::Absent => {
                    self.enters(site, None);
                    return self.scar(scars);
                }
            }
        }
        self.enters(site, Some(arms.len()));
        if possible.is_empty() {
            return self.eval(default);
        }
        possible.push(default);
        self.fork(&possible, scars)
    }

    pub(super) fn for_each(
        &mut self,
        item: Local,
        counter: Option<Local>,
        over: &'a Over,
        body: &'a Expr,
        scars: &Scars,
        site: Site,
    ) -> Flow<'a> {
        let list = match over {
            Over::List(list) => match self.eval(list)? {
                Value::Absent => return self.scar(&Scars { leaves_loop: false, ..scars.clone() }),
                Value::List(list) => list,
                other => return Err(Fault::new("not-a-list", site).with("found", other.type_name()).into()),
            },
            Over::Range { from, to, inclusive } => {
                let (from, to) = (self.eval(from)?, self.eval(to)?);
                if from.is_absent() || to.is_absent() {
                    return self.scar(&Scars { leaves_loop: false, ..scars.clone() });
                }
                self.code.range(&from, &to, *inclusive, site)?
            }
        };
        let outer = self.paths.as_mut().map(|paths| (paths.left.take(), paths.continued.take()));
        let flow = self.iterate(item, counter, &list, body, site);
        if let Some(paths) = &mut self.paths {
            (paths.left, paths.continued) = outer.unwrap_or_default();
        }
        match flow {
            Err(Stop::Fault(fault)) if fault.code == LOOP_UNKNOWN => {
                self.scar(&Scars { leaves_loop: false, ..scars.clone() })
            }
            other => other,
        }
    }

    pub(super) fn iterate(
        &mut self,
        item: Local,
        counter: Option<Local>,
        list: &List<'a>,
        body: &'a Expr,
        site: Site,
    ) -> Flow<'a> {
        for (index, element) in list.iter().enumerate() {
            self.step(site)?;
            self.enters(site, Some(index));
            self.set(item, element);
            if let Some(counter) = counter {
                self.set(counter, Value::Number(Number::from(i64::try_from(index).unwrap_or(i64::MAX))));
            }
            let alive = match self.eval(body) {
                Ok(_) | Err(Stop::Continue) => true,
                Err(Stop::Dead) => false,
                Err(Stop::Break) => {
                    self.add_left();
                    false
                }
                // other paths left the loop, or go on in it
                Err(Stop::Return)
                    if self.paths.as_ref().is_some_and(|paths| paths.left.is_some() || paths.continued.is_some()) =>
                {
                    self.add_returned();
                    false
                }
                Err(stop) => return Err(stop),
            };
            match (alive, self.paths.as_mut().and_then(|paths| paths.continued.take())) {
                (true, Some(other)) => {
                    let frame = self.join_with_frame(Some(other));
                    self.restore(frame);
                }
                (false, Some(frame)) => self.restore(frame),
                (true, None) => {}
                (false, None) => {
                    return match self.take_left() {
                        Some(frame) => {
                            self.restore(frame);
                            Ok(Value::Absent)
                        }
                        None => Err(Stop::Dead),
                    };
                }
            }
        }
        if let Some(left) = self.take_left() {
            let frame = self.join_with_frame(Some(left));
            self.restore(frame);
        }
        Ok(Value::Absent)
    }
}
