//! A document that rulebooks carry out, clause by clause.

use crate::engine::Rulebook;
use crate::rulebook::manifest::{At, Group, Row};
use crate::text::Text;
use serde::Deserialize;

/// A document that rulebooks carry out, such as a plan of work, clause by clause.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Policy {
    /// The id that rulebooks give it among their sources: `plan` in `plan:四（二）质量分级`.
    pub source: String,
    /// The title of the page that tells how it is carried out.
    pub title: Text,
    /// Paragraphs at the head of that page, in Markdown.
    pub introduction: Vec<Text>,
    /// The clauses in their order.
    pub clauses: Vec<Clause>,
}

/// A clause of a [`Policy`].
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Clause {
    /// How rulebooks cite it, after the id of the source.
    pub cite: String,
    /// The numbered part of the document that it stands in.
    pub section: String,
    /// What it says, in short.
    pub gist: Text,
    /// What it says of enterprises.
    pub kind: Bearing,
}

/// What a clause says of enterprises.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Bearing {
    /// Something that an enterprise can be assessed on.
    Enterprise,
    /// Little, or by a detour.
    Indirect,
    /// Nothing: it is a duty of government or of associations.
    Duty,
}

impl Policy {
    /// The clauses on which enterprises can be assessed and which no row of `rulebooks` cites, by itself or through the
    /// dimension it stands in.
    pub fn unanswered(&self, rulebooks: &[Rulebook]) -> Vec<&Clause> {
        let open = |clause: &&Clause| {
            clause.kind == Bearing::Enterprise
                && rulebooks.iter().all(|book| self.answers(clause, &book.loaded().manifest.groups).is_empty())
        };
        self.clauses.iter().filter(open).collect()
    }

    /// The groups of a rulebook that rest on the clause, and the single rows of others.
    pub(super) fn answers<'a>(&self, clause: &Clause, groups: &'a [Group]) -> Vec<Answer<'a>> {
        let cite = format!("{}:{}", self.source, clause.cite);
        let cites = |basis: &[At<String>]| basis.iter().any(|basis| basis.value == cite);
        let mut answers = Vec::new();
        for group in groups {
            if cites(&group.basis) && !group.rows.is_empty() {
                answers.push(Answer::Group(group));
            } else {
                answers.extend(group.rows.iter().filter(|row| cites(&row.basis)).map(Answer::Row));
            }
        }
        answers
    }
}

/// What answers a clause.
pub(super) enum Answer<'a> {
    Group(&'a Group),
    Row(&'a Row),
}

impl<'a> Answer<'a> {
    pub fn title(&self) -> &'a Text {
        match self {
            Answer::Group(group) => &group.title,
            Answer::Row(row) => &row.title,
        }
    }
}
