//! The impact as people read it: every sentence and figure as text, for the text report and the page alike.

mod edits;
mod movers;
mod summary;
mod tables;

pub(super) use edits::EditView;
pub(super) use movers::{MoverView, RefusalView};
pub(super) use tables::{MatrixView, ShiftsView};

use super::report::Impact;
use super::standing::State;
use super::words::{WORDS, Words};
use crate::number::{Number, RoundingMode};
use crate::text::{Lang, Text};
use serde::Serialize;
use std::fmt::Display;
use tables::{matrix, shifts};

/// How a line is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Tone {
    Plain,
    Good,
    Warn,
    Bad,
}

#[derive(Debug, Serialize)]
pub(super) struct Line {
    pub text: String,
    pub tone: Tone,
}

#[derive(Debug, Serialize)]
pub(super) struct View {
    pub title: String,
    pub rulebook: String,
    pub versions: String,
    pub summary: Section<Line>,
    pub edits: Section<EditView>,
    pub matrices: Vec<MatrixView>,
    pub shifts: ShiftsView,
    pub movers: Section<MoverView>,
    pub idle: Section<String>,
    pub texts: Section<EditView>,
    pub refused: Section<RefusalView>,
}

/// Lines under a title, with a note below or above them.
#[derive(Debug, Serialize)]
pub(super) struct Section<T> {
    pub title: String,
    pub lines: Vec<T>,
    pub note: String,
}

/// Speaks one language about one impact.
pub(super) struct Speaker<'i> {
    pub impact: &'i Impact,
    pub lang: Lang,
    pub words: &'static Words,
}

impl View {
    pub fn of(impact: &Impact, lang: Lang) -> View {
        let speaker = Speaker { impact, lang, words: &WORDS };
        speaker.view()
    }
}

impl Speaker<'_> {
    pub fn say(&self, text: &Text, values: &[(&str, &dyn Display)]) -> String {
        text.fill(self.lang, values)
    }

    pub fn word(&self, text: &Text) -> String {
        text.get(self.lang).to_owned()
    }

    fn view(&self) -> View {
        let (words, impact) = (self.words, self.impact);
        let effective: Vec<EditView> = impact.effective_edits().map(|edit| self.edit(edit)).collect();
        let texts: Vec<EditView> = impact.text_edits().map(|edit| self.edit(edit)).collect();
        let idle: Vec<String> = impact.idle_edits().map(|edit| self.named(edit)).collect();
        let (old, new) = (&impact.old, &impact.new);
        let (rulebook, versions) = if old.id == new.id {
            let names: [(&str, &dyn Display); 2] = [("title", &new.title.get(self.lang)), ("id", &new.id)];
            let versions: [(&str, &dyn Display); 2] = [("old", &old.version), ("new", &new.version)];
            (self.say(&words.rulebook, &names), self.say(&words.versions, &versions))
        } else {
            let values: [(&str, &dyn Display); 6] = [
                ("old_title", &old.title.get(self.lang)),
                ("old_id", &old.id),
                ("old", &old.version),
                ("new_title", &new.title.get(self.lang)),
                ("new_id", &new.id),
                ("new", &new.version),
            ];
            (String::new(), self.say(&words.two_rulebooks, &values))
        };
        let more = impact.movers_not_listed;
        let listed = u64::try_from(impact.refused.len()).unwrap_or(u64::MAX);
        let refused_more = impact.profiles.refused.saturating_sub(listed);
        let note =
            |count: u64, text: &Text| if count > 0 { self.say(text, &[("count", &count)]) } else { String::new() };
        View {
            title: self.word(&words.title),
            rulebook,
            versions,
            summary: Section { title: self.word(&words.summary), lines: self.summary(), note: String::new() },
            edits: Section {
                title: self.say(&words.edits, &[("count", &effective.len())]),
                lines: effective,
                note: String::new(),
            },
            matrices: self.matrices(),
            shifts: shifts(self),
            movers: Section {
                title: self.word(&words.movers),
                lines: impact.movers.iter().map(|mover| self.mover(mover)).collect(),
                note: note(more, &words.more),
            },
            idle: Section { title: self.word(&words.idle), lines: idle, note: self.word(&words.idle_note) },
            texts: Section {
                title: self.say(&words.texts, &[("count", &texts.len())]),
                lines: texts,
                note: String::new(),
            },
            refused: Section {
                title: self.word(&words.refusals),
                lines: impact.refused.iter().map(|refusal| self.refusal(refusal)).collect(),
                note: note(refused_more, &words.refused_more),
            },
        }
    }

    fn matrices(&self) -> Vec<MatrixView> {
        let (words, impact) = (self.words, self.impact);
        let mut matrices = vec![matrix(self, &words.matrix_enterprises, &impact.enterprises)];
        matrices.extend(impact.items.as_ref().map(|items| matrix(self, &words.matrix_items, items)));
        matrices.retain(|matrix| !matrix.rows.is_empty());
        matrices
    }

    fn numbers(&self, numbers: &[usize]) -> String {
        let numbers: Vec<String> =
            numbers.iter().map(|number| self.say(&self.words.number, &[("number", number)])).collect();
        numbers.join(self.words.list_separator.get(self.lang))
    }

    fn at(&self, profile: &str, line: Option<u64>) -> String {
        match line {
            Some(line) => self.say(&self.words.line, &[("profile", &profile), ("line", &line)]),
            None => profile.to_owned(),
        }
    }

    /// A level by its title, or what stands in its place.
    pub fn state(&self, state: &State) -> String {
        let words = self.words;
        self.word(match state {
            State::NotApplicable => &words.not_applicable,
            State::OutOfScope => &words.out_of_scope,
            State::Indeterminate => &words.indeterminate,
            State::Barred => &words.barred,
            State::Ungraded => &words.ungraded,
            State::Graded => &words.graded,
            State::Level(id) => match self.impact.levels.iter().find(|level| level.id == *id) {
                Some(level) => &level.title,
                None => return id.clone(),
            },
        })
    }
}

/// A score or shift with at most two decimals.
pub(super) fn figure(number: &Number) -> String {
    number.round(2, RoundingMode::HalfUp).map_or_else(|_| number.to_string(), |near| near.to_string())
}

/// A shift with its sign.
pub(super) fn signed(shift: &Number) -> String {
    match shift.signum() {
        1.. => format!("+{}", figure(shift)),
        0 => "0".to_owned(),
        _ => format!("−{}", figure(&shift.abs())),
    }
}
