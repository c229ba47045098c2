//! Calls, and the paths of a function where a branch cannot be chosen: each is walked, and what they leave is joined.

use super::eval::{Args, Flow, Machine};
use super::expr::{Expr, Function, FunctionId, Scars, Site};
use super::fault::{Fault, Stop};
use super::probe::Probe;
use super::value::Value;

/// Paths of the running function that ended while others went on.
#[derive(Default)]
pub(super) struct Paths<'a> {
    /// The joined results of those that returned.
    pub(super) returned: Option<Value<'a>>,
    /// The joined locals of those that left the running loop, or its iteration.
    pub(super) left: Option<Frame<'a>>,
    pub(super) continued: Option<Frame<'a>>,
}

/// The locals of a running function.
pub(super) type Frame<'a> = Vec<Value<'a>>;

impl<'a, P: Probe<'a>> Machine<'a, P> {
    pub(super) fn call(&mut self, id: FunctionId, args: Args<'a>, site: Site) -> Flow<'a> {
        self.step(site)?;
        if P::VALUES {
            self.probe.calls(id);
        }
        let Some(function) = self.code.function(id) else { return Ok(Value::Absent) };
        let Function { locals, body, .. } = function;
        let caller = (self.base, self.locals.len());
        let outer = self.paths.take();
        self.base = caller.1;
        self.locals.extend(args);
        self.locals.resize_with(self.base + *locals as usize, Value::default);
        let flow = self.eval(body);
        let flow = self.end_of_function(flow, outer);
        self.locals.truncate(caller.1);
        self.base = caller.0;
        flow
    }

    /// What a function gives: its last value, what it returned, and what other paths returned before.
    pub(super) fn end_of_function(&mut self, flow: Flow<'a>, outer: Option<Box<Paths<'a>>>) -> Flow<'a> {
        let early = std::mem::replace(&mut self.paths, outer).and_then(|paths| paths.returned);
        let last = match flow {
            Ok(value) => Some(value),
            Err(Stop::Return) => Some(std::mem::take(&mut self.result)),
            Err(Stop::Fault(fault)) => return Err(Stop::Fault(fault)),
            Err(Stop::Dead | Stop::Break | Stop::Continue) => None,
        };
        Ok(match (last, early) {
            (Some(value), Some(early)) => early.join(value),
            (Some(value), None) | (None, Some(value)) => value,
            (None, None) => Value::Absent,
        })
    }

    pub(super) fn scope(&mut self, body: &'a Expr) -> Flow<'a> {
        let outer = self.paths.take();
        let flow = self.eval(body);
        self.end_of_function(flow, outer)
    }

    pub(super) fn frame(&self) -> Frame<'a> {
        self.locals.get(self.base..).map(<[Value<'a>]>::to_vec).unwrap_or_default()
    }

    pub(super) fn restore(&mut self, frame: Frame<'a>) {
        self.locals.truncate(self.base);
        self.locals.extend(frame);
    }

    /// Walks every branch from the same locals and joins what they leave and give.
    pub(super) fn fork(&mut self, branches: &[&'a Expr], scars: &Scars) -> Flow<'a> {
        self.probe.begin_fork();
        let flow = self.walk_each(branches, scars);
        self.probe.end_fork();
        flow
    }

    pub(super) fn walk_each(&mut self, branches: &[&'a Expr], scars: &Scars) -> Flow<'a> {
        let before = self.frame();
        let mut joined: Option<(Frame<'a>, Value<'a>)> = None;
        for branch in branches {
            self.restore(before.clone());
            match self.eval(branch) {
                Ok(value) => {
                    let frame = self.frame();
                    joined = Some(match joined {
                        None => (frame, value),
                        Some((other, result)) => (join_frames(other, frame), result.join(value)),
                    });
                }
                Err(Stop::Return) => self.add_returned(),
                Err(Stop::Break) => self.add_left(),
                Err(Stop::Continue) => {
                    let other = self.paths().continued.take();
                    let joined = self.join_with_frame(other);
                    self.paths().continued = Some(joined);
                }
                Err(Stop::Dead) => {}
                Err(Stop::Fault(fault)) if is_fatal(&fault) => return Err(Stop::Fault(fault)),
                // a path that would fail leaves nothing known: the row may come to stand at 0
                Err(Stop::Fault(_)) => {
                    self.restore(before);
                    self.paths().returned = Some(Value::Absent);
                    return self.scar(scars);
                }
            }
        }
        match joined {
            Some((frame, value)) => {
                self.restore(frame);
                Ok(value)
            }
            None => Err(Stop::Dead),
        }
    }

    /// One more path that returned from the running function while others go on.
    pub(super) fn add_returned(&mut self) {
        let value = std::mem::take(&mut self.result);
        let paths = self.paths();
        paths.returned = Some(match paths.returned.take() {
            None => value,
            Some(other) => other.join(value),
        });
    }

    /// One more path that left the running loop while others go on.
    pub(super) fn add_left(&mut self) {
        let other = self.paths().left.take();
        let joined = self.join_with_frame(other);
        self.paths().left = Some(joined);
    }

    pub(super) fn paths(&mut self) -> &mut Paths<'a> {
        self.paths.get_or_insert_default()
    }

    pub(super) fn take_left(&mut self) -> Option<Frame<'a>> {
        self.paths.as_mut().and_then(|paths| paths.left.take())
    }

    pub(super) fn join_with_frame(&self, other: Option<Frame<'a>>) -> Frame<'a> {
        let frame = self.frame();
        match other {
            None => frame,
            Some(other) => join_frames(other, frame),
        }
    }

    /// A branch that cannot be chosen: what it would have set is absent.
    pub(super) fn scar(&mut self, scars: &Scars) -> Flow<'a> {
        for local in &scars.locals {
            self.set(*local, Value::Absent);
        }
        if scars.returns {
            self.result = Value::Absent;
            return Err(Stop::Return);
        }
        if scars.leaves_loop {
            // how often the loop still runs is unknown; the loop itself scars what it assigns
            if let Some(paths) = &mut self.paths {
                (paths.left, paths.continued) = (None, None);
            }
            return Err(Stop::Fault(Box::new(Fault::new(LOOP_UNKNOWN, Site::default()))));
        }
        Ok(Value::Absent)
    }
}

/// Marks a loop whose number of iterations is unknown, on its way from the branch to the loop.
pub(super) const LOOP_UNKNOWN: &str = "loop-unknown";

/// Whether a fault ends the evaluation whatever other paths would give.
pub(super) fn is_fatal(fault: &Fault) -> bool {
    matches!(fault.code, "too-many-steps" | LOOP_UNKNOWN)
}

fn join_frames<'a>(one: Frame<'a>, other: Frame<'a>) -> Frame<'a> {
    one.into_iter().zip(other).map(|(a, b)| a.join(b)).collect()
}
