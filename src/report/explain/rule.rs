//! The lines of a rule beside the values that they took.

use super::Teller;
use crate::explain::{Derivation, Line, LineState};
use crate::report::layout::{Page, pad_left, width, wrap};

/// Columns of the line numbers.
const NUMBERS: usize = 8;

impl Teller<'_> {
    /// The rule with its values, and the parameters that it reads.
    pub fn derivation(&self, page: &mut Page, derivation: &Derivation) {
        page.put(2, &self.fill(&self.words.rule.heading, &[("rule", &derivation.rule)]));
        let mut file = "";
        for function in &derivation.functions {
            if function.file != file {
                file = &function.file;
                page.put(4, &self.fill(&self.words.rule.file, &[("file", &file)]));
            }
            function.lines.iter().for_each(|line| self.line(page, line));
        }
        self.params(page, derivation);
    }

    fn line(&self, page: &mut Page, line: &Line) {
        let bar = if line.state == LineState::NotRun { "┆" } else { "│" };
        let code = match line.state {
            LineState::NotRun => format!("{}{}", line.text, self.text(&self.words.rule.not_run)),
            _ => line.text.clone(),
        };
        let room = page.columns().saturating_sub(NUMBERS + 2).max(2);
        let indent = " ".repeat(width(&code) - width(code.trim_start()));
        for (place, part) in wrap(&code, room).iter().enumerate() {
            let number = if place == 0 { line.number.to_string() } else { String::new() };
            // what goes on stands below what it goes on from
            let indent = if place == 0 { "" } else { &indent };
            page.line(&format!("{} {bar} {indent}{part}", pad_left(&number, NUMBERS - 1)));
        }
        for note in self.notes(&line.notes) {
            page.hang(NUMBERS, &format!("{bar} ▸ "), &note);
        }
    }
}
