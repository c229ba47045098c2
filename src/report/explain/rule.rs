//! The lines of a rule beside the values that they took.

use super::Teller;
use crate::explain::{Derivation, Line, LineState};
use crate::report::layout::{Page, pad_left, width, wrap};

/// Columns of the line numbers.
const NUMBERS: usize = 8;
/// Columns before a note.
const MARK: usize = 4;
/// By how much the further lines of a note stand in.
const HANG: usize = 2;

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
            for lines in function.lines.chunk_by(|a, b| not_run(a) == not_run(b)) {
                lines.iter().for_each(|line| self.line(page, line));
                if lines.iter().any(not_run) {
                    let skipped = self.fill(&self.words.rule.not_run, &[("count", &lines.len())]);
                    note(page, "┆", &skipped);
                }
            }
        }
        if let Some(result) = &derivation.result {
            page.put(4, &self.fill(&self.words.rule.result, &[("value", &self.value(result))]));
        }
        self.params(page, derivation);
    }

    fn line(&self, page: &mut Page, line: &Line) {
        let bar = if not_run(line) { "┆" } else { "│" };
        let room = page.columns().saturating_sub(NUMBERS + 2).max(2);
        let indent = " ".repeat(width(&line.text) - width(line.text.trim_start()));
        for (place, part) in wrap(&line.text, room).iter().enumerate() {
            let number = if place == 0 { line.number.to_string() } else { String::new() };
            // what goes on stands below what it goes on from
            let indent = if place == 0 { "" } else { &indent };
            page.line(&format!("{} {bar} {indent}{part}", pad_left(&number, NUMBERS - 1)));
        }
        for told in self.notes(&line.notes) {
            note(page, bar, &told);
        }
    }
}

fn not_run(line: &Line) -> bool {
    line.state == LineState::NotRun
}

/// A note below its line; what it lists stands further in.
fn note(page: &mut Page, bar: &str, told: &str) {
    let mut mark = "▸";
    for paragraph in told.lines() {
        let text = paragraph.trim_start();
        let mut indent = paragraph.len() - text.len();
        let room = page.columns().saturating_sub(NUMBERS + MARK + indent + HANG).max(2);
        for part in wrap(text, room) {
            page.line(&format!("{}{bar} {mark} {}{part}", " ".repeat(NUMBERS), " ".repeat(indent)));
            if mark == "▸" || indent == paragraph.len() - text.len() {
                indent = paragraph.len() - text.len() + HANG;
            }
            mark = " ";
        }
    }
}
