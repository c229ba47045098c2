//! A page of text: lines wrapped by display width, headings, rules.
//!
//! A Chinese character is two columns wide; a line may end after any of them, but never before closing or after opening
//! punctuation, within a word, or between a figure and its unit.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Never at the start of a line.
const CLOSING: &str = "，。、；：？！）》」』】〕”’…—％,.;:?!)]}%";
/// Never at the end of a line.
const OPENING: &str = "（《「『【〔“‘([{";

/// The columns that a text takes on a terminal.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// `text` with spaces behind it up to `columns`.
pub(crate) fn pad(text: &str, columns: usize) -> String {
    format!("{text}{}", " ".repeat(columns.saturating_sub(width(text))))
}

/// `text` with spaces before it up to `columns`.
pub(crate) fn pad_left(text: &str, columns: usize) -> String {
    format!("{}{text}", " ".repeat(columns.saturating_sub(width(text))))
}

/// The lines of `text`, each at most `columns` wide; only a single character may be wider.
pub(crate) fn wrap(text: &str, columns: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for piece in pieces(paragraph) {
            if width(&line) + width(piece.trim_end()) > columns && !line.trim().is_empty() {
                lines.push(line.trim_end().to_owned());
                line.clear();
            }
            for char in piece.chars() {
                // only a piece that is wider than a whole line is cut
                if width(&line) + char.width().unwrap_or(0) > columns && !line.is_empty() && char != ' ' {
                    lines.push(std::mem::take(&mut line).trim_end().to_owned());
                }
                line.push(char);
            }
        }
        lines.push(line.trim_end().to_owned());
    }
    if lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

/// The stretches of `text` between which a line may end.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut chars = text.char_indices().peekable();
    while let Some((_, before)) = chars.next() {
        let Some(&(place, after)) = chars.peek() else { break };
        if may_break(before, after)
            && let Some((piece, tail)) = rest.split_at_checked(place - (text.len() - rest.len()))
        {
            pieces.push(piece);
            rest = tail;
        }
    }
    pieces.push(rest);
    pieces
}

fn may_break(before: char, after: char) -> bool {
    let wide = |char: char| char.width() == Some(2);
    if after == ' ' || CLOSING.contains(after) || OPENING.contains(before) {
        return false;
    }
    before == ' ' || (wide(before) && !OPENING.contains(before)) || (wide(after) && !before.is_ascii_digit())
}

/// Text that grows line by line.
pub(crate) struct Page {
    columns: usize,
    margin: usize,
    text: String,
}

impl Page {
    pub fn new(columns: usize) -> Page {
        Page { columns, margin: 0, text: String::new() }
    }

    /// The columns within the margin.
    pub fn columns(&self) -> usize {
        self.columns.saturating_sub(self.margin)
    }

    /// Moves what follows so many columns in from the edge.
    pub fn set_margin(&mut self, margin: usize) {
        self.margin = margin;
    }

    /// A line across the page.
    pub fn rule(&mut self, stroke: char) {
        self.line(&String::from_iter(std::iter::repeat_n(stroke, self.columns())));
    }

    /// An empty line, unless there is one already.
    pub fn blank(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }

    /// The title of a section.
    pub fn heading(&mut self, title: &str) {
        self.blank();
        self.hang(0, "■ ", title);
    }

    /// A paragraph, `indent` columns in.
    pub fn put(&mut self, indent: usize, text: &str) {
        self.hang(indent, "", text);
    }

    /// A paragraph behind `label`; its further lines stand below its first word.
    pub fn hang(&mut self, indent: usize, label: &str, text: &str) {
        let margin = indent + width(label);
        for (place, line) in wrap(text, self.columns().saturating_sub(margin).max(2)).iter().enumerate() {
            let label = if place == 0 { label } else { "" };
            self.line(&format!("{}{}{line}", " ".repeat(indent), pad(label, margin - indent)));
        }
    }

    /// A line as it stands.
    pub fn line(&mut self, line: &str) {
        let line = line.trim_end();
        if !line.is_empty() {
            self.text.extend(std::iter::repeat_n(' ', self.margin));
        }
        self.text.push_str(line);
        self.text.push('\n');
    }

    pub fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_chinese_character_takes_two_columns() {
        assert_eq!(width("质衡 zh"), 7);
        assert_eq!(pad("得分", 6), "得分  ");
        assert_eq!(pad_left("73", 4), "  73");
    }

    #[test]
    fn a_line_ends_after_any_chinese_character() {
        assert_eq!(wrap("质量管理体系", 8), ["质量管理", "体系"]);
    }

    #[test]
    fn a_line_never_starts_with_closing_punctuation() {
        assert_eq!(wrap("质量管理，体系", 8), ["质量管", "理，体系"]);
    }

    #[test]
    fn a_line_never_ends_with_opening_punctuation() {
        assert_eq!(wrap("质量管（体系）", 8), ["质量管", "（体系）"]);
    }

    #[test]
    fn words_and_figures_with_their_unit_stay_whole() {
        assert_eq!(wrap("研发费用104万元", 12), ["研发费用", "104万元"]);
        assert_eq!(wrap("scored by the rulebook", 10), ["scored by", "the", "rulebook"]);
    }

    #[test]
    fn a_word_wider_than_the_page_is_cut() {
        assert_eq!(wrap("sha256:0123456789", 8), ["sha256:0", "12345678", "9"]);
    }

    #[test]
    fn further_lines_stand_below_the_first_word() {
        let mut page = Page::new(12);
        page.hang(2, "· ", "质量管理体系");
        assert_eq!(page.finish(), "  · 质量管理\n    体系\n");
    }

    #[test]
    fn blanks_do_not_pile_up() {
        let mut page = Page::new(12);
        page.blank();
        page.put(0, "a");
        page.blank();
        page.blank();
        page.put(0, "b");
        assert_eq!(page.finish(), "a\n\nb\n");
    }

    proptest! {
        #[test]
        fn no_line_is_too_wide_and_nothing_but_spaces_is_lost(text in "[a-z0-9 质量（）。，]{0,60}", columns in 2usize..30) {
            let lines = wrap(&text, columns);
            for line in &lines {
                prop_assert!(width(line) <= columns, "{line:?}");
            }
            let bare = |text: &str| text.replace(' ', "");
            prop_assert_eq!(bare(&lines.concat()), bare(&text));
        }
    }
}
