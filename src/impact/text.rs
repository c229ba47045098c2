//! The impact as a text for a terminal.

use super::report::Impact;
use super::view::{EditView, MatrixView, MoverView, ShiftsView, Tone, View};
use crate::report::layout::{Page, pad, pad_left, width};
use crate::report::table::{Align, Table};
use crate::text::Lang;

/// Columns of the text; a Chinese character takes two.
const COLUMNS: usize = 100;
/// Cells of the longest bar.
const CELLS: u64 = 40;

impl Impact {
    /// The impact as a text in `lang`, the same for the same impact, without colours.
    pub fn text(&self, lang: Lang) -> String {
        let view = View::of(self, lang);
        let mut page = Page::new(COLUMNS);
        page.put(0, &view.title);
        for line in [&view.rulebook, &view.versions] {
            if !line.is_empty() {
                page.put(0, line);
            }
        }
        page.heading(&view.summary.title);
        for line in &view.summary.lines {
            page.hang(2, if line.tone == Tone::Bad { "✗ " } else { "· " }, &line.text);
        }
        edits(&mut page, &view.edits.title, &view.edits.lines);
        view.matrices.iter().for_each(|matrix| put_matrix(&mut page, matrix));
        if self.profiles.compared > 0 {
            shifts(&mut page, &view.shifts);
        }
        movers(&mut page, &view.movers.title, &view.movers.lines, &view.movers.note);
        if !view.idle.lines.is_empty() {
            page.heading(&view.idle.title);
            view.idle.lines.iter().for_each(|line| page.put(2, line));
            page.put(2, &view.idle.note);
        }
        edits(&mut page, &view.texts.title, &view.texts.lines);
        if !view.refused.lines.is_empty() {
            page.heading(&view.refused.title);
            for refusal in &view.refused.lines {
                page.put(2, &refusal.who);
                refusal.mistakes.iter().for_each(|mistake| page.hang(4, "· ", mistake));
            }
            note(&mut page, &view.refused.note);
        }
        page.finish()
    }
}

fn note(page: &mut Page, note: &str) {
    if !note.is_empty() {
        page.put(2, note);
    }
}

fn edits(page: &mut Page, title: &str, edits: &[EditView]) {
    if edits.is_empty() {
        return;
    }
    page.heading(title);
    for edit in edits {
        let label = format!("{} ", edit.number);
        page.hang(2, &label, &format!("{}  {}", edit.path, edit.what));
        for line in std::iter::once(&edit.place).chain(&edit.effects) {
            page.put(2 + width(&label), line);
        }
    }
}

fn put_matrix(page: &mut Page, matrix: &MatrixView) {
    page.heading(&matrix.title);
    let align = |place: usize| if place == 0 { Align::Left } else { Align::Right };
    let columns = matrix.head.iter().enumerate().map(|(place, name)| (name.clone(), align(place)));
    let mut table = Table::new(columns.collect());
    for row in &matrix.rows {
        table.row(std::iter::once(row.name.clone()).chain(row.cells.iter().map(|cell| cell.text.clone())).collect());
    }
    table.put(page, 2);
}

fn shifts(page: &mut Page, shifts: &ShiftsView) {
    page.heading(&shifts.title);
    page.put(2, &shifts.sentence);
    if !shifts.figures.is_empty() {
        page.put(2, &shifts.figures.join("  "));
    }
    let names = shifts.bars.iter().map(|bar| width(&bar.name)).max().unwrap_or(0);
    let counts = shifts.bars.iter().map(|bar| bar.count.to_string().len()).max().unwrap_or(0);
    for bar in &shifts.bars {
        let cells = usize::try_from(bar.width.saturating_mul(CELLS).div_ceil(100)).unwrap_or(0);
        let count = pad_left(&bar.count.to_string(), counts);
        page.line(&format!("  {}  {count}  {}", pad(&bar.name, names), "█".repeat(cells)));
    }
}

fn movers(page: &mut Page, title: &str, movers: &[MoverView], more: &str) {
    if movers.is_empty() && more.is_empty() {
        return;
    }
    page.heading(title);
    for mover in movers {
        let head = [&mover.who, &mover.went, &mover.score];
        let head: Vec<&str> = head.into_iter().filter(|part| !part.is_empty()).map(String::as_str).collect();
        page.hang(2, &format!("{} ", mover.way), &head.join("  "));
        if !mover.place.is_empty() {
            page.put(7, &mover.place);
        }
        mover.causes.iter().for_each(|cause| page.hang(7, "· ", cause));
    }
    note(page, more);
}
