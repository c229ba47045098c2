//! What a profile names as proof of its facts.

use super::fact::Fact;
use super::layout::Layout;
use super::mistake::{Mistake, Mistakes};
use super::path::{FactPath, PathError, Step};
use super::reserved::EVIDENCE;
use super::schema::Schema;
use crate::diagnostic::Severity;
use crate::text::Text;
use std::borrow::Cow;

/// A document and the facts that it supports.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Evidence<'t> {
    pub title: Option<Cow<'t, str>>,
    pub reference: Option<Cow<'t, str>>,
    /// The third party that confirmed it.
    pub verified_by: Option<Cow<'t, str>>,
    /// Paths of facts, as written.
    pub covers: Vec<Cow<'t, str>>,
}

impl Evidence<'_> {
    /// The facts that it supports; texts that are no paths are left out.
    pub fn paths(&self) -> impl Iterator<Item = FactPath> {
        self.covers.iter().filter_map(|path| path.parse().ok())
    }
}

/// The evidence among the facts of a profile.
pub(super) fn gather<'t>(layout: &Layout, root: &[Fact<'t>]) -> Vec<Evidence<'t>> {
    let Some(Fact::List(list)) = root.get(layout.evidence) else {
        return Vec::new();
    };
    let [title, reference, verified_by, covers] = layout.evidence_fields;
    let text = |fact: &Fact<'t>| match fact {
        Fact::Text(text) => Some(text.clone()),
        _ => None,
    };
    let piece = |fact: &Fact<'t>| {
        let Fact::Record(slots) = fact else {
            return Evidence::default();
        };
        let covered = match slots.get(covers) {
            Some(Fact::List(paths)) => paths.iter().filter_map(text).collect(),
            _ => Vec::new(),
        };
        let field = |slot: usize| slots.get(slot).and_then(text);
        Evidence { title: field(title), reference: field(reference), verified_by: field(verified_by), covers: covered }
    };
    list.iter().map(piece).collect()
}

/// Warns of paths that name nothing.
pub(super) fn check(evidence: &[Evidence<'_>], schema: &Schema, mistakes: &mut Mistakes) {
    for (piece, document) in evidence.iter().enumerate() {
        for (number, covered) in document.covers.iter().enumerate() {
            let (code, step, near) = match covered.parse::<FactPath>() {
                Err(PathError { column }) => ("evidence-no-path", column.to_string(), None),
                Ok(path) => match path.resolve(schema) {
                    Ok(_) => continue,
                    Err(unknown) => ("evidence-unknown-path", unknown.step, unknown.nearest),
                },
            };
            let steps = vec![
                Step::Key(EVIDENCE.to_owned()),
                Step::Index(piece),
                Step::Key("covers".to_owned()),
                Step::Index(number),
            ];
            mistakes.push(Mistake {
                code,
                severity: Severity::Warning,
                path: FactPath { steps },
                at_key: false,
                field: document.title.as_deref().map(Text::plain).unwrap_or_default(),
                args: vec![("path", Text::plain(covered.as_ref())), ("step", Text::plain(step))],
                near,
            });
        }
    }
}
