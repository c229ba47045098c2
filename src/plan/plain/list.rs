//! Lists gone through element by element: what is filtered and mapped on the way is not built first.

use super::Plain;
use crate::facts::fact::Fact;
use crate::plan::expr::{Each, Expr, Local};
use crate::plan::value::{List, Value};
use smallvec::SmallVec;

/// Where the elements of a list come from, and what becomes of each on its way.
pub(super) struct Walk<'a> {
    source: Source<'a>,
    /// The innermost first.
    stages: SmallVec<[Stage<'a>; 2]>,
}

enum Source<'a> {
    Facts(&'a [Fact<'a>]),
    Values(List<'a>),
    /// The elements of a list as it is written.
    Written(&'a [Expr]),
}

struct Stage<'a> {
    keeps: bool,
    item: Local,
    body: &'a Expr,
}

impl Walk<'_> {
    /// How many elements there are before any is left out.
    pub fn len(&self) -> usize {
        match &self.source {
            Source::Facts(list) => list.len(),
            Source::Values(list) => list.len(),
            Source::Written(list) => list.len(),
        }
    }

    /// Whether its elements are there without any rule being run.
    pub fn is_made(&self) -> bool {
        self.stages.is_empty() && !matches!(self.source, Source::Written(_))
    }
}

impl<'a> Plain<'a> {
    /// The walk through a list.
    pub(super) fn list(&mut self, expr: &'a Expr) -> Option<Walk<'a>> {
        let mut stages = SmallVec::new();
        let mut expr = expr;
        while let Expr::Each { op: op @ (Each::Filter | Each::Map), list, item, body, .. } = expr {
            stages.push(Stage { keeps: *op == Each::Filter, item: *item, body: &**body });
            expr = list;
        }
        stages.reverse();
        let source = match (self.fact(expr), expr) {
            (Some(Fact::List(list)), _) => Source::Facts(list),
            (Some(_), _) => return None,
            (None, Expr::List(items)) => Source::Written(items),
            (None, _) => match self.value(expr)? {
                Value::List(List::Known(list)) => Source::Facts(list),
                Value::List(list) => Source::Values(list),
                _ => return None,
            },
        };
        Some(Walk { source, stages })
    }

    /// The element that comes of the one at `place`; within, nothing where it is left out.
    pub(super) fn element(&mut self, walk: &Walk<'a>, place: usize) -> Option<Option<Value<'a>>> {
        let mut element = match &walk.source {
            Source::Facts(list) => Value::from_fact(list.get(place)?),
            Source::Values(list) => list.get(place)?,
            Source::Written(list) => self.value(list.get(place)?)?,
        };
        for stage in &walk.stages {
            self.step()?;
            if stage.keeps {
                self.set(stage.item, element.clone())?;
                if !self.truth(stage.body)? {
                    return Some(None);
                }
            } else {
                self.set(stage.item, element)?;
                element = self.value(stage.body)?;
            }
        }
        Some(Some(element))
    }

    /// A filtered or mapped list as a value.
    pub(super) fn gathered(&mut self, expr: &'a Expr) -> Option<Value<'a>> {
        let walk = self.list(expr)?;
        let mut values = Vec::with_capacity(walk.len());
        for place in 0..walk.len() {
            values.extend(self.element(&walk, place)?);
        }
        Some(Value::list(values))
    }

    /// The first element for which the closure is true; where there is none, it is absent.
    pub(super) fn found(&mut self, list: &'a Expr, item: Local, body: &'a Expr) -> Option<Value<'a>> {
        let walk = self.list(list)?;
        let mut found = None;
        for place in 0..walk.len() {
            let Some(element) = self.element(&walk, place)? else { continue };
            if found.is_none() {
                self.step()?;
                self.set(item, element.clone())?;
                if self.truth(body)? {
                    found = Some(element);
                    if walk.is_made() {
                        break;
                    }
                }
            }
        }
        found
    }
}
