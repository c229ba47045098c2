//! Plain tables for terminals: columns by the width that characters take there.

use unicode_width::UnicodeWidthStr;

/// The rows under their headings, each column as wide as its widest cell, two blanks apart; the last one runs free.
pub fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..columns)
        .map(|column| rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.width()).max().unwrap_or(0))
        .collect();
    let mut out = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width - cell.width() + 2));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chinese_character_takes_two_columns() {
        let rows = [["编号", "名称"], ["three-same", "三同"]].map(|row| row.map(str::to_owned).to_vec());
        assert_eq!(table(&rows), "编号        名称\nthree-same  三同\n");
    }
}
