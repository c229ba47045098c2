//! From bytes of a text to lines and columns in characters.

use super::manifest::Span;
use crate::diagnostic::Place;

/// A text and where its lines begin.
pub(crate) struct Lines<'t> {
    file: &'t str,
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub fn new(file: &'t str, text: &'t str) -> Lines<'t> {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Lines { file, text, starts }
    }

    /// The line, from 1, that the byte stands on.
    pub fn line(&self, byte: usize) -> u32 {
        u32::try_from(self.starts.partition_point(|start| *start <= byte)).unwrap_or(u32::MAX)
    }

    /// The place of a stretch; one that runs over several lines ends with the first of them.
    pub fn place(&self, span: Span) -> Place {
        let line = self.line(span.start);
        let start = self.starts.get(line as usize - 1).copied().unwrap_or(0);
        let before = self.text.get(start..span.start).unwrap_or("");
        let inside = self.written(span).lines().next().unwrap_or("");
        let count = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
        Place::at(self.file, line, count(before).saturating_add(1), count(inside).max(1))
    }

    /// The name of the file.
    pub fn name(&self) -> &'t str {
        self.file
    }

    /// The stretch of the whole text.
    pub fn whole(&self) -> Span {
        Span { start: 0, end: self.text.len() }
    }

    /// The file as a whole.
    pub fn file(&self) -> Place {
        Place::file(self.file)
    }

    /// The stretch as it was written.
    pub fn written(&self, span: Span) -> &'t str {
        self.text.get(span.start..span.end).unwrap_or("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_and_lengths_count_characters() {
        let text = "id = \"甲\"\ntitle = \"质量\" # 注\n";
        let lines = Lines::new("rulebook.toml", text);
        let start = text.find("\"质量\"").unwrap_or(0);
        let span = Span { start, end: start + "\"质量\"".len() };
        assert_eq!(lines.place(span), Place::at("rulebook.toml", 2, 9, 4));
    }

    #[test]
    fn a_stretch_over_several_lines_ends_with_the_first() {
        let lines = Lines::new("", "a = [\n1,\n]\n");
        assert_eq!(lines.place(Span { start: 4, end: 10 }), Place::at("", 1, 5, 1));
    }

    #[test]
    fn a_stretch_outside_the_text_has_a_place_all_the_same() {
        let lines = Lines::new("", "甲");
        assert_eq!(lines.place(Span { start: 1, end: 90 }), Place::at("", 1, 1, 1));
    }
}
