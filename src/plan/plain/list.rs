//! Lists gone through element by element: what is filtered and mapped on the way is not built first.

use super::Plain;
use crate::facts::fact::Fact;
use crate::plan::expr::{Each, Expr, Local};
use crate::plan::value::{List, Value};
use smallvec::SmallVec;

/// Where the elements of a list come from.
enum Source<'a> {
    Facts(&'a [Fact<'a>]),
    Values(List<'a>),
    /// The elements of a list as it is written.
    Written(&'a [Expr]),
}

/// What becomes of each element on its way.
struct Stage<'a> {
    keeps: bool,
    item: Local,
    body: &'a Expr,
}

type Stages<'a> = SmallVec<[Stage<'a>; 2]>;

/// Whether those that come after an element are looked at too.
pub(super) enum Next {
    Go,
    Stop,
}

impl<'a> Plain<'a> {
    /// Visits the elements of a list in their order, until one of them is enough.
    pub(super) fn each(
        &mut self,
        list: &'a Expr,
        mut visit: impl FnMut(&mut Self, Value<'a>) -> Option<Next>,
    ) -> Option<()> {
        let (source, stages) = match self.fact(list) {
            Some(Fact::List(list)) => (Source::Facts(list), Stages::new()),
            Some(_) => return None,
            None => self.source(list)?,
        };
        let mut wanted = true;
        match source {
            Source::Facts(list) if stages.is_empty() => return self.each_fact(list, visit),
            Source::Facts(list) => {
                for fact in list {
                    self.pass(Value::from_fact(fact), &stages, &mut wanted, &mut visit)?;
                }
            }
            Source::Values(list) => {
                for value in list.iter() {
                    self.pass(value, &stages, &mut wanted, &mut visit)?;
                }
            }
            Source::Written(items) => {
                for item in items {
                    let value = self.value(item)?;
                    self.pass(value, &stages, &mut wanted, &mut visit)?;
                }
            }
        }
        Some(())
    }

    fn each_fact(
        &mut self,
        list: &'a [Fact<'a>],
        mut visit: impl FnMut(&mut Self, Value<'a>) -> Option<Next>,
    ) -> Option<()> {
        for fact in list {
            if let Next::Stop = visit(self, Value::from_fact(fact))? {
                break;
            }
        }
        Some(())
    }

    /// Takes an element through the stages. The list is made as a whole before anybody looks for something in it, so
    /// stages see the elements that are no longer `wanted` too: one of them may be a fault.
    fn pass(
        &mut self,
        mut element: Value<'a>,
        stages: &Stages<'a>,
        wanted: &mut bool,
        visit: &mut impl FnMut(&mut Self, Value<'a>) -> Option<Next>,
    ) -> Option<()> {
        for stage in stages {
            self.step()?;
            if stage.keeps {
                self.set(stage.item, element.clone())?;
                if !self.truth(stage.body)? {
                    return Some(());
                }
            } else {
                self.set(stage.item, element)?;
                element = self.value(stage.body)?;
            }
        }
        if *wanted {
            *wanted = matches!(visit(self, element)?, Next::Go);
        }
        Some(())
    }

    /// Where a list comes from, and its stages, the first one first.
    fn source(&mut self, list: &'a Expr) -> Option<(Source<'a>, Stages<'a>)> {
        let mut stages = Stages::new();
        let mut from = list;
        while let Expr::Each { op: op @ (Each::Filter | Each::Map), list, item, body, .. } = from {
            stages.push(Stage { keeps: *op == Each::Filter, item: *item, body });
            from = list;
        }
        stages.reverse();
        let source = match (self.fact(from), from) {
            (Some(Fact::List(list)), _) => Source::Facts(list),
            (Some(_), _) => return None,
            (None, Expr::List(items)) => Source::Written(items),
            (None, _) => match self.value(from)? {
                Value::List(List::Known(list)) => Source::Facts(list),
                Value::List(list) => Source::Values(list),
                _ => return None,
            },
        };
        Some((source, stages))
    }

    /// Makes `element` the item of a closure.
    pub(super) fn take(&mut self, item: Local, element: Value<'a>) -> Option<()> {
        self.step()?;
        self.set(item, element)
    }

    /// A filtered or mapped list as a value.
    pub(super) fn gathered(&mut self, list: &'a Expr) -> Option<Value<'a>> {
        let mut values = Vec::new();
        self.each(list, |_, element| {
            values.push(element);
            Some(Next::Go)
        })?;
        Some(Value::list(values))
    }

    /// The first element for which the closure is true; where there is none, it is absent.
    pub(super) fn found(&mut self, list: &'a Expr, item: Local, body: &'a Expr) -> Option<Value<'a>> {
        let mut found = None;
        self.each(list, |plain, element| {
            plain.take(item, element.clone())?;
            Some(if plain.truth(body)? {
                found = Some(element);
                Next::Stop
            } else {
                Next::Go
            })
        })?;
        found
    }
}
