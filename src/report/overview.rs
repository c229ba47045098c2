//! Several rulebooks at a glance.

use super::items::result_cells;
use super::layout::Page;
use super::names::Names;
use super::table::{Align, Table};
use super::voice::Voice;
use crate::assess::assessment::Assessment;

pub(super) fn put(page: &mut Page, voice: Voice, assessments: &[Assessment]) {
    let words = &voice.words;
    page.heading(voice.text(&words.overview.title));
    let column = |title, align| (voice.text(title).to_owned(), align);
    let mut table = Table::new(vec![
        column(&words.overview.rulebook, Align::Left),
        column(&words.items.level, Align::Left),
        column(&words.items.score, Align::Right),
        column(&words.items.range, Align::Right),
        column(&words.items.coverage, Align::Right),
    ]);
    for assessment in assessments {
        let mut cells = vec![voice.text(&assessment.rulebook.title).to_owned()];
        cells.extend(result_cells(&Names { voice, assessment }));
        table.row(cells);
    }
    table.put(page, 2);
}
