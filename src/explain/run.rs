//! One run of a function as it was seen: notes by their places in the scripts, and which branches were taken.

use super::note::{Element, ListSeen, Seen};
use super::value::Value;
use crate::assess::assessment::FactRead;
use crate::plan::expr::{FunctionId, Site};
use crate::plan::value::Truth;
use std::collections::{BTreeMap, BTreeSet};

/// A place in the scripts, by file, line and column.
pub(super) type At = (u16, u32, u32);

pub(super) fn at(site: Site) -> At {
    (site.file, site.pos.line, site.pos.column)
}

/// What was seen of one run.
#[derive(Debug, Default)]
pub(super) struct Run {
    /// What the function gave; none where it failed.
    pub result: Option<Value>,
    /// In the order of their first call.
    pub functions: Vec<FunctionId>,
    /// By line, in the order in which they were first seen.
    pub notes: BTreeMap<(u16, u32), Vec<Noted>>,
    /// Whether the condition of an `if` came out so that its first and its second branch ran.
    pub decided: BTreeMap<At, [bool; 2]>,
    /// Arms and terms that were entered; none where no arm could be chosen.
    pub entered: BTreeMap<At, BTreeSet<Option<usize>>>,
    /// Functions over lists that came to a value, and whether they looked at any element.
    pub lists: BTreeMap<At, bool>,
}

/// A note that still has its place instead of names.
#[derive(Debug)]
pub(super) struct Noted {
    pub site: Site,
    pub kind: NotedKind,
}

#[derive(Debug)]
pub(super) enum NotedKind {
    Fact(Vec<FactRead>),
    Value(Named, Vec<Seen>),
    Elements(Vec<ListSeen>),
}

/// How a value was worked out; names are those that stand at the note's place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Named {
    /// What it was set from, where that has a note of its own.
    Local(Option<Site>),
    Condition,
    Operation(&'static str),
    Function,
    Band,
    Lookup,
    Score(String, &'static str),
    Default,
    Open,
    Outcome,
}

impl Run {
    /// The condition of an `if` came out.
    pub fn decide(&mut self, site: Site, truth: Truth) {
        let [then, otherwise] = self.decided.entry(at(site)).or_default();
        *then |= matches!(truth, Truth::True | Truth::Undecided);
        *otherwise |= matches!(truth, Truth::False | Truth::Undecided);
    }

    pub fn fact(&mut self, site: Site, read: FactRead) {
        let notes = self.line(site);
        let same = notes.iter_mut().find(|noted| noted.site == site && matches!(noted.kind, NotedKind::Fact(_)));
        match same {
            Some(Noted { kind: NotedKind::Fact(reads), .. }) => reads.push(read),
            _ => notes.push(Noted { site, kind: NotedKind::Fact(vec![read]) }),
        }
    }

    pub fn value(&mut self, site: Site, named: Named, operands: Vec<Value>, result: Value) {
        let seen = Seen { operands, result };
        let same = |noted: &&mut Noted| {
            noted.site == site && matches!(&noted.kind, NotedKind::Value(known, _) if *known == named)
        };
        let notes = self.line(site);
        match notes.iter_mut().find(same) {
            Some(Noted { kind: NotedKind::Value(_, all), .. }) => all.push(seen),
            _ => notes.push(Noted { site, kind: NotedKind::Value(named, vec![seen]) }),
        }
    }

    pub fn list(&mut self, site: Site, list: ListSeen) {
        let any = self.lists.entry(at(site)).or_default();
        *any |= !list.elements.is_empty();
        let notes = self.line(site);
        let same = notes.iter_mut().find(|noted| noted.site == site && matches!(noted.kind, NotedKind::Elements(_)));
        match same {
            Some(Noted { kind: NotedKind::Elements(lists), .. }) => lists.push(list),
            _ => notes.push(Noted { site, kind: NotedKind::Elements(vec![list]) }),
        }
    }

    fn line(&mut self, site: Site) -> &mut Vec<Noted> {
        self.notes.entry((site.file, site.pos.line)).or_default()
    }
}

/// A closure that goes through a list.
#[derive(Debug)]
pub(super) struct Visit {
    pub site: Site,
    /// How many functions were running when it began.
    pub depth: usize,
    pub elements: Vec<Element>,
}
