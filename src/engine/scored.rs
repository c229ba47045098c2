//! The scores of one profile under one rulebook, with those of its items and of the rulebooks that it holds.

use super::load::{Loaded, Span};
use crate::assess::Failure;
use crate::assess::composite::{ChildResult, Item, Outcome};
use crate::assess::evaluate::Evaluation;
use crate::assess::overall::{Ladder, Overall, overall};
use crate::assess::tree::Tree;
use crate::rulebook::manifest;
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

impl Parts {
    /// Items with the enterprise's own result over them; none where the list is not answered.
    pub fn of_items(loaded: &Loaded, tree: &Tree, items: Option<Vec<ScoredItem>>) -> Result<Parts, Failure> {
        let mode = loaded.manifest.subject.as_ref().map_or(manifest::Overall::Worst, |subject| subject.overall);
        let views: Option<Vec<(&Outcome, bool)>> =
            items.as_ref().map(|items| items.iter().map(|item| (&item.item.outcome, item.item.may_leave)).collect());
        let overall = overall(mode, Ladder::of(tree), views.as_deref())?;
        Ok(Parts::Items(Box::new(overall), items))
    }
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
