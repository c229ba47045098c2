//! The scores of one profile under one rulebook, with those of its items and of the rulebooks that it holds.

use super::load::{Loaded, Span};
use crate::assess::Failure;
use crate::assess::composite::{ChildResult, Item, Outcome};
use crate::assess::evaluate::Evaluation;
use crate::assess::overall::Overall;
use std::sync::Arc;

/// A profile under one rulebook, in numbers.
#[derive(Clone, Debug)]
pub(crate) struct Scored {
    pub loaded: Arc<Loaded>,
    /// The place of the span of dates whose rules were applied.
    pub span: usize,
    pub parts: Parts,
}

#[derive(Clone, Debug)]
pub(crate) enum Parts {
    NotInEffect,
    NotApplicable,
    /// The enterprise itself, with the rulebooks that groups hold, by the group's node.
    One(Box<Evaluation>, Vec<(usize, Scored)>),
    /// Items of a list; none where the list is not answered.
    Items(Box<Overall>, Option<Vec<ScoredItem>>),
}

/// An item of the subject's list, in numbers.
#[derive(Clone, Debug)]
pub(crate) struct ScoredItem {
    /// Names it: its key, or its position where it has none.
    pub key: String,
    pub evaluation: Evaluation,
    /// What the overall, and a holding rulebook, take of it.
    pub item: Item,
}

impl Scored {
    pub fn span(&self) -> Result<&Span, Failure> {
        crate::assess::at(&self.loaded.spans, self.span)
    }

    /// What a rulebook that holds this one takes of it.
    pub fn as_child(&self) -> Result<ChildResult, Failure> {
        Ok(match &self.parts {
            Parts::NotInEffect => ChildResult::NotInEffect,
            Parts::NotApplicable => ChildResult::Single(Outcome::not_applicable()),
            Parts::One(evaluation, _) => ChildResult::Single(evaluation.outcome(&self.span()?.tree)?),
            Parts::Items(_, items) => {
                ChildResult::Items(items.as_ref().map(|items| items.iter().map(|item| item.item.clone()).collect()))
            }
        })
    }
}
