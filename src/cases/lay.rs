//! A case's parts that a variant may lay its own over, and how.

use super::expect::Expect;
use crate::date::Date;
use crate::diagnostic::Place;
use crate::facts::path::FactPath;
use serde_json::Value;

/// What both a case and a variant say.
#[derive(Clone, Debug, Default)]
pub(super) struct Layer {
    pub changes: Vec<Change>,
    pub item: Option<String>,
    pub as_of: Option<Date>,
    pub rules_on: Option<Date>,
    pub expect: Expect,
}

/// One entry of `set`.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub path: FactPath,
    /// None: the fact is taken away.
    pub value: Option<Value>,
    pub place: Place,
}

impl Layer {
    /// The case with the variant laid over it. Changes are made in the order of writing, the case's first.
    pub fn under(&self, over: Layer) -> Layer {
        let kept = |change: &&Change| over.changes.iter().all(|other| other.path != change.path);
        let mut changes: Vec<Change> = self.changes.iter().filter(kept).cloned().collect();
        changes.extend(over.changes);
        let mut expect = self.expect.clone();
        expect.lay_over(over.expect);
        Layer {
            changes,
            item: over.item.or_else(|| self.item.clone()),
            as_of: over.as_of.or(self.as_of),
            rules_on: over.rules_on.or(self.rules_on),
            expect,
        }
    }
}
