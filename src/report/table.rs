//! Tables: columns as wide as their cells, the widest text column giving way where the page is too narrow.

use super::layout::{Page, pad, pad_left, width, wrap};

/// Columns between two cells.
const GAP: usize = 2;
/// A column that gives way keeps at least this.
const LEAST: usize = 12;

/// How a column stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Align {
    Left,
    /// For figures.
    Right,
}

/// Rows of cells below a head.
pub(crate) struct Table {
    columns: Vec<(String, Align)>,
    rows: Vec<Vec<String>>,
}

impl Table {
    pub fn new(columns: Vec<(String, Align)>) -> Table {
        Table { columns, rows: Vec::new() }
    }

    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells);
    }

    /// Writes the table, `indent` columns in.
    pub fn put(&self, page: &mut Page, indent: usize) {
        let widths = self.widths(page.columns().saturating_sub(indent));
        let head: Vec<String> = self.columns.iter().map(|(title, _)| title.clone()).collect();
        self.line(page, indent, &head, &widths);
        let stroke = widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
        page.line(&format!("{}{}", " ".repeat(indent), "─".repeat(stroke)));
        for row in &self.rows {
            self.line(page, indent, row, &widths);
        }
    }

    fn widths(&self, room: usize) -> Vec<usize> {
        let cells = |place: usize| self.rows.iter().filter_map(move |row| row.get(place));
        let mut widths: Vec<usize> = (self.columns.iter().enumerate())
            .map(|(place, (title, _))| cells(place).map(|cell| width(cell)).fold(width(title), usize::max))
            .collect();
        let total = |widths: &[usize]| widths.iter().sum::<usize>() + GAP * widths.len().saturating_sub(1);
        while total(&widths) > room {
            let texts = widths.iter_mut().zip(&self.columns).filter(|(_, (_, align))| *align == Align::Left);
            match texts.map(|(width, _)| width).max() {
                Some(widest) if *widest > LEAST => *widest -= 1,
                _ => break,
            }
        }
        widths
    }

    fn line(&self, page: &mut Page, indent: usize, cells: &[String], widths: &[usize]) {
        let wrapped: Vec<Vec<String>> = cells.iter().zip(widths).map(|(cell, width)| wrap(cell, *width)).collect();
        let height = wrapped.iter().map(Vec::len).max().unwrap_or(0);
        for place in 0..height {
            let mut line = " ".repeat(indent);
            for ((lines, width), (_, align)) in wrapped.iter().zip(widths).zip(&self.columns) {
                let cell = lines.get(place).map_or("", String::as_str);
                line.push_str(&if *align == Align::Right { pad_left(cell, *width) } else { pad(cell, *width) });
                line.push_str(&" ".repeat(GAP));
            }
            page.line(&line);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(columns: usize, rows: &[[&str; 2]]) -> String {
        let mut table = Table::new(vec![("产品".to_owned(), Align::Left), ("得分".to_owned(), Align::Right)]);
        for row in rows {
            table.row(row.iter().map(|cell| (*cell).to_owned()).collect());
        }
        let mut page = Page::new(columns);
        table.put(&mut page, 2);
        page.finish()
    }

    #[test]
    fn columns_line_up_by_display_width() {
        assert_eq!(
            table(40, &[["AF-5L", "100"], ["空气炸锅", "7.5"]]),
            "  产品      得分\n  ──────────────\n  AF-5L      100\n  空气炸锅   7.5\n"
        );
    }

    #[test]
    fn a_long_text_wraps_within_its_column() {
        assert_eq!(
            table(20, &[["机械式空气炸锅出口型号", "7.5"]]),
            "  产品          得分\n  ──────────────────\n  机械式空气炸   7.5\n  锅出口型号\n"
        );
    }
}
