//! One edit: what was done to a rulebook, where, and what it may come to.

use super::semver::Step;
use super::table::{Change, EditKind};
use crate::diagnostic::Place;
use crate::text::Text;
use serde::Serialize;
use std::collections::BTreeSet;

/// One edit that makes the new rulebook of the old one.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Edit {
    /// Its number in the list, from 1.
    pub number: usize,
    /// What was edited, in the words of the table: `params.trained[1][0]`, `groups.core.weight`, `rows.basics.audit`,
    /// `levels.good.any[0].score`; for a function `SCRIPT.FUNCTION`; in a held rulebook with `ID/` before it.
    pub path: String,
    /// What was done.
    pub kind: EditKind,
    /// Which part of the rulebook it is in.
    pub part: Part,
    /// What stood there, as TOML on one line or as the text of a function; null for what is new.
    pub before: Option<String>,
    /// What stands there now; null for what is gone.
    pub after: Option<String>,
    /// Title of the row, parameter, group, level or gate that it belongs to.
    pub title: Option<Text>,
    /// Where it stands in the new rulebook; of what is gone, where it stood in the old one.
    pub place: Place,
    /// The step of the version that it calls for by what it is; what it did to the profiles at hand comes on top.
    pub step: Step,
    /// Numbers of the edits with which it was tried as one, because the rulebook does not load with one of them alone;
    /// its own among them. Empty for edits of texts that nothing needs, which are not tried.
    pub bundle: Vec<usize>,
    /// How many subjects (enterprises, or items of a list) move by the edits of its bundle alone.
    pub moved_alone: u64,
    /// How many movers it brings back when the edits of its bundle alone are undone.
    pub moved_back: u64,
    /// Whether its bundle changes no score, level or status of any profile at hand, neither alone nor undone. False for
    /// edits of texts.
    pub idle: bool,
}

/// Which part of a rulebook an edit is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Part {
    /// `rulebook.toml`.
    Table,
    /// A function or constant of a script.
    Function,
    /// The schema of the profile.
    Schema,
    /// Comments or layout of a file, which the digest does not see.
    Comments,
}

/// An edit with what has to be done to make it or to undo it.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub edit: Edit,
    /// The same edit of a shared script may have to be made in several held rulebooks.
    pub deeds: Vec<Deed>,
}

/// What has to be done in one rulebook.
#[derive(Clone, Debug)]
pub(super) struct Deed {
    /// Ids of the held rulebooks on the way to it.
    pub within: Vec<String>,
    pub what: What,
}

#[derive(Clone, Debug)]
pub(super) enum What {
    Table(Change),
    Function {
        script: String,
        name: String,
        before: Option<String>,
        after: Option<String>,
    },
    Schema {
        /// The path by which the table calls it.
        path: String,
        /// The fields that differ, and those that hold them.
        fields: BTreeSet<String>,
    },
    /// Nothing: only comments differ.
    Nothing,
}
