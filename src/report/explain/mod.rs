//! An explanation as a text: for each row the lines of its rule beside their values, the parameters and bands, and the way
//! from its points to the score; then gates, the next level, and what is not filled in.
//!
//! The words stand in `words.toml`; what an assessment's report tells as well is told here by the same modules.

mod glossary;
mod note;
mod rule;
mod steps;
mod tables;
mod value;
mod words;

use super::layout::Page;
use super::names::Names;
use super::voice::Voice;
use super::{NARROWEST, Style, gates, headline, items, ledger, limiting, missing, notes, verdict};
use crate::assess::assessment::State;
use crate::explain::{Explanation, GateExplanation, RowExplanation};
use crate::number::Number;
use crate::text::{Lang, Text};
use std::fmt::Display;
use words::{WORDS, Words};

/// An explanation as a text in `lang`.
///
/// The result is the same for the same explanation, ends with a line break and has no colours. Of `style` only the columns
/// matter.
pub fn explanation(explanation: &Explanation, lang: Lang, style: &Style) -> String {
    let mut page = Page::new(style.columns.max(NARROWEST));
    let teller = Teller::new(Voice::new(lang), explanation);
    headline::put(&mut page, &teller.names);
    teller.put(&mut page);
    teller.parts(&mut page);
    teller.glossary(&mut page);
    notes::put_sources(&mut page, &teller.names);
    notes::put_footer(&mut page, &teller.names);
    page.finish()
}

/// Tells one explanation in one language.
struct Teller<'e> {
    names: Names<'e>,
    words: &'static Words,
    told: &'e Explanation,
    /// Whether another rulebook holds this one.
    held: bool,
}

impl<'e> Teller<'e> {
    fn new(voice: Voice, told: &'e Explanation) -> Teller<'e> {
        Teller { names: Names { voice, assessment: told.assessment() }, words: &WORDS, told, held: false }
    }

    fn text(&self, text: &'static Text) -> &'static str {
        text.get(self.names.voice.lang)
    }

    fn fill(&self, text: &Text, values: &[(&str, &dyn Display)]) -> String {
        self.names.voice.fill(text, values)
    }

    fn put(&self, page: &mut Page) {
        if self.told.only_row {
            self.rows(page, &self.words.head.row);
            return self.groups(page);
        }
        page.heading(self.names.voice.text(&self.names.voice.words.verdict.title));
        verdict::put(page, &self.names);
        if let Some(applies) = &self.told.applies {
            page.heading(self.text(&self.words.head.applies));
            self.derivation(page, applies);
        }
        if self.told.level.limiting.is_none() && self.told.level.final_.is_some() && self.told.score.is_some() {
            page.put(2, self.text(&self.words.head.highest));
        }
        items::put(page, &self.names);
        ledger::put(page, &self.names);
        self.levels(page);
        self.gates(page);
        self.rows(page, &self.words.head.rows);
        self.groups(page);
        if self.told.missing.is_empty() {
            if !self.told.rows.is_empty() {
                page.blank();
                page.put(0, self.text(&self.words.head.complete));
            }
        } else {
            missing::put(page, &self.names);
        }
        missing::put_assumed(page, &self.names);
        notes::put_warnings(page, &self.names);
    }

    /// Items, and rulebooks that groups hold.
    fn parts(&self, page: &mut Page) {
        let voice = self.names.voice;
        for item in &self.told.items {
            page.blank();
            page.rule('═');
            page.hang(0, "▶ ", &self.names.item(item.subject.title.as_ref(), item.subject.key.as_deref()));
            page.rule('═');
            let teller = Teller { held: self.held, ..Teller::new(voice, item) };
            teller.put(page);
        }
        for held in &self.told.held {
            page.blank();
            page.rule('═');
            let group = self
                .told
                .assessment()
                .groups
                .iter()
                .find(|group| group.assessment.as_ref().is_some_and(|inner| inner.rulebook.id == held.rulebook.id));
            let group = group.map_or("", |group| voice.text(&group.title));
            let (title, version) = (voice.text(&held.rulebook.title), &held.rulebook.version);
            let values: [(&str, &dyn Display); 3] = [("group", &group), ("title", &title), ("version", version)];
            page.hang(0, "▶ ", &self.fill(&self.words.head.held, &values));
            page.rule('═');
            let teller = Teller { held: true, ..Teller::new(voice, held) };
            teller.put(page);
            teller.parts(page);
            notes::put_sources(page, &teller.names);
        }
    }

    fn levels(&self, page: &mut Page) {
        limiting::put(page, &self.names);
        for rule in &self.told.levels {
            let level = self.names.voice.text(&rule.level.title);
            page.blank();
            page.put(2, &self.fill(&self.words.head.levels, &[("level", &level), ("set", &rule.set)]));
            self.derivation(page, &rule.derivation);
        }
    }

    fn gates(&self, page: &mut Page) {
        if self.told.gates.is_empty() {
            return;
        }
        page.heading(self.text(&self.words.head.gates));
        for gate in &self.told.gates {
            self.gate(page, gate);
        }
    }

    fn gate(&self, page: &mut Page, gate: &GateExplanation) {
        page.blank();
        gates::put_one(page, &self.names, &gate.result);
        let kind = if gate.requires { &self.words.gate.requires } else { &self.words.gate.fires };
        page.put(4, &self.fill(&self.words.gate.kind, &[("kind", &self.text(kind))]));
        if let Some(derivation) = &gate.derivation {
            self.derivation(page, derivation);
        }
        self.facts(page, &gate.result.facts);
    }

    fn rows(&self, page: &mut Page, title: &'static Text) {
        if self.told.rows.is_empty() {
            return;
        }
        page.heading(self.text(title));
        for row in &self.told.rows {
            page.blank();
            page.rule('─');
            self.row(page, row);
        }
    }

    fn row(&self, page: &mut Page, row: &RowExplanation) {
        let (voice, words, result) = (self.names.voice, &self.words.row, &row.result);
        let (title, group) = (voice.text(&result.title), self.names.group(&result.group));
        page.put(0, &self.fill(&words.title, &[("title", &title), ("group", &group), ("id", &result.id)]));
        let contribution = match &result.contribution {
            Some(points) => self.fill(&words.adds, &[("points", &self.number(points))]),
            None => self.text(&words.adds_nothing).to_owned(),
        };
        let state = self.names.state(result.state);
        let line = match (&result.points, &result.lower, &result.upper) {
            (Some(_), Some(lower), Some(upper)) => {
                let points = self.names.points(lower, upper, &result.max);
                self.fill(&words.points, &[("points", &points), ("state", &state), ("contribution", &contribution)])
            }
            _ => self.fill(&words.no_points, &[("state", &state), ("contribution", &contribution)]),
        };
        page.put(2, &line);
        let losses = &voice.words.losses;
        if let Some(why) = &result.why {
            page.put(2, &self.fill(&losses.why, &[("why", &voice.text(why))]));
        }
        if !result.basis.is_empty() {
            page.put(2, &self.fill(&losses.basis, &[("basis", &self.names.basis(&result.basis))]));
        }
        match &row.derivation {
            Some(derivation) => self.derivation(page, derivation),
            None => page.put(2, self.text(&words.no_rule)),
        }
        let params = row.derivation.as_ref().map(|derivation| derivation.params.as_slice()).unwrap_or_default();
        for band in &result.bands {
            self.band(page, band, params);
        }
        self.facts(page, &result.facts);
        self.steps(page, row);
        self.rest(page, row);
    }

    /// What is missing of a row, and what it could add.
    fn rest(&self, page: &mut Page, row: &RowExplanation) {
        let (words, result) = (&self.words.row, &row.result);
        match result.state {
            State::NotApplicable | State::OutOfScope => return page.put(2, self.text(&words.not_applicable)),
            State::Faulty => page.put(2, self.text(&words.faulty)),
            State::Answered if row.gain.is_none() => return page.put(2, self.text(&words.full)),
            _ => {}
        }
        if !result.missing.is_empty() {
            let facts = self.names.voice.list(result.missing.iter().map(|path| self.missing(path)));
            page.put(2, &self.fill(&words.lacks, &[("facts", &facts)]));
        }
        let Some(gain) = &row.gain else { return };
        let points = self.number(&gain.points);
        page.put(
            2,
            &match &gain.score {
                Some(score) => {
                    let score: &Number = score;
                    self.fill(&words.gain_score, &[("points", &points), ("score", &self.number(score))])
                }
                None => self.fill(&words.gain, &[("points", &points)]),
            },
        );
    }

    /// A fact that is not filled in, by its title and path.
    fn missing(&self, path: &str) -> String {
        let known = self.told.missing.iter().find(|fact| fact.path == path);
        self.names.path(known.and_then(|fact| fact.title.as_ref()), path)
    }

    fn groups(&self, page: &mut Page) {
        if self.told.groups.is_empty() {
            return;
        }
        page.heading(self.text(&self.words.head.groups));
        for group in &self.told.groups {
            page.blank();
            let value = group.result.as_ref().map_or(self.names.assessment.score(), |group| group.value.as_ref());
            let title = self.names.voice.text(&group.title);
            let line = match value {
                Some(value) => {
                    self.fill(&self.words.note.score_value, &[("node", &title), ("value", &self.number(value))])
                }
                None => {
                    let state = group.result.as_ref().map_or("", |group| self.names.state(group.status));
                    self.fill(&self.words.note.fact, &[("title", &title), ("value", &state)])
                }
            };
            page.put(2, &line);
            if let Some(derivation) = &group.derivation {
                self.derivation(page, derivation);
            }
            if let Some(result) = group.result.as_ref().filter(|_| value.is_some()) {
                self.group_steps(page, result, &group.steps);
            }
        }
    }
}
