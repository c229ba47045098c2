//! What people read: the assessment as a text, as a consultant would read it aloud to the enterprise, and the rulebook as the
//! printed standard.
//!
//! Every word stands in `words.toml`, in Chinese and English; nothing is worked out here that the assessment or the rulebook
//! does not say.

mod band;
mod bar;
#[cfg(feature = "authoring")]
mod explain;
mod figures;
mod gates;
mod groups;
mod headline;
mod items;
pub(crate) mod layout;
mod ledger;
mod limiting;
mod losses;
mod missing;
mod names;
mod notes;
mod overview;
mod scheme;
pub(crate) mod table;
#[cfg(test)]
mod testing;
mod uncounted;
mod verdict;
mod voice;
mod words;

use crate::assess::assessment::Assessment;
use crate::text::Lang;
#[cfg(feature = "authoring")]
pub use explain::explanation;
use layout::Page;
use names::Names;
pub use scheme::{Bearing, Clause, Policy, scheme, schemes};
use voice::Voice;

/// How much a report tells, and how wide.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Style {
    /// Columns of the page; a Chinese character takes two. At least 40 are used.
    pub columns: usize,
    /// How many of the rows that lost points are told of in full; the table of all rows has the rest.
    pub losses: usize,
}

impl Default for Style {
    /// 100 columns, 10 rows.
    fn default() -> Style {
        Style { columns: 100, losses: 10 }
    }
}

/// The fewest columns that the tables can do with.
const NARROWEST: usize = 40;

/// One assessment as a text in `lang`.
///
/// The result is the same for the same assessment, ends with a line break and has no colours.
pub fn text(assessment: &Assessment, lang: Lang, style: &Style) -> String {
    let mut page = Page::new(style.columns.max(NARROWEST));
    put(&mut page, &Names { voice: Voice::new(lang), assessment }, style);
    page.finish()
}

/// Assessments by several rulebooks as one text: first a table of them all, then each.
pub fn texts(assessments: &[Assessment], lang: Lang, style: &Style) -> String {
    if let [only] = assessments {
        return text(only, lang, style);
    }
    let voice = Voice::new(lang);
    let mut page = Page::new(style.columns.max(NARROWEST));
    overview::put(&mut page, voice, assessments);
    for assessment in assessments {
        page.blank();
        put(&mut page, &Names { voice, assessment }, style);
    }
    page.finish()
}

fn put(page: &mut Page, names: &Names, style: &Style) {
    headline::put(page, names);
    page.heading(names.voice.text(&names.voice.words.verdict.title));
    verdict::put(page, names);
    gates::put(page, names);
    items::put(page, names);
    groups::put(page, names);
    limiting::put(page, names);
    losses::put(page, names, style.losses, false);
    missing::put(page, names);
    uncounted::put(page, names);
    missing::put_assumed(page, names);
    ledger::put(page, names);
    notes::put_evidence(page, names);
    items::put_each(page, names, style);
    items::put_held(page, names, style);
    notes::put_warnings(page, names);
    notes::put_sources(page, names);
    notes::put_footer(page, names);
}
