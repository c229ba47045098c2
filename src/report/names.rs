//! What the report calls things: levels, rows, groups, gates, facts, clauses.

use super::figures::figure;
use super::layout::width;
use super::voice::Voice;
use crate::assess::assessment::{Assessment, FactRead, FactValue, State, Verdict};
use crate::number::Number;
use crate::text::Text;

/// A list or text wider than this is told by its size, or cut.
const WIDEST_VALUE: usize = 40;

/// The names in one assessment, in one language.
#[derive(Clone, Copy)]
pub(super) struct Names<'a> {
    pub voice: Voice,
    pub assessment: &'a Assessment,
}

impl<'a> Names<'a> {
    /// A level by its id, or what stands in the place of one.
    pub fn level(&self, id: &str) -> String {
        let words = &self.voice.words.names;
        let word = match id {
            "barred" => &words.barred,
            "ungraded" => &words.ungraded,
            "indeterminate" => &words.indeterminate,
            "not applicable" => &words.not_applicable,
            "graded" => &words.graded,
            _ => {
                let level = self.assessment.levels.iter().find(|level| level.id == id);
                return level.map_or(id, |level| self.voice.text(&level.title)).to_owned();
            }
        };
        self.voice.text(word).to_owned()
    }

    pub fn levels(&self, ids: &[String]) -> String {
        self.voice.list(ids.iter().map(|id| self.level(id)))
    }

    /// The level that a result comes to, or its status where there is none to name.
    pub fn result(&self) -> String {
        let words = &self.voice.words.names;
        match (self.assessment.status, &self.assessment.level.final_) {
            (Verdict::Graded, Some(level)) => self.level(&level.id),
            (Verdict::Graded, None) => self.voice.text(&words.graded).to_owned(),
            (Verdict::Ungraded, _) => self.voice.text(&words.ungraded).to_owned(),
            (Verdict::Barred, _) => self.voice.text(&words.barred).to_owned(),
            (Verdict::Indeterminate, _) => self.voice.text(&words.indeterminate).to_owned(),
            (Verdict::NotApplicable, _) => self.voice.text(&words.not_applicable).to_owned(),
        }
    }

    pub fn state(&self, state: State) -> &'a str {
        let words = &self.voice.words.state;
        self.voice.text(match state {
            State::Answered => &words.answered,
            State::Partly => &words.partly,
            State::Unanswered => &words.unanswered,
            State::NotApplicable => &words.not_applicable,
            State::OutOfScope => &words.out_of_scope,
            State::Faulty => &words.faulty,
        })
    }

    /// A group by its id; the id itself where nothing has it.
    pub fn group<'b>(&self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.assessment.group(id).map_or(id, |group| self.voice.text(&group.title))
    }

    pub fn row<'b>(&self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.assessment.row(id).map_or(id, |row| self.voice.text(&row.title))
    }

    pub fn gate<'b>(&self, id: &'b str) -> &'b str
    where
        'a: 'b,
    {
        self.assessment.gate(id).map_or(id, |gate| self.voice.text(&gate.title))
    }

    /// Facts by their paths, with their titles where they have one.
    pub fn facts(&self, paths: &[String]) -> String {
        // the same field of several items is one thing to fill in
        let mut titles: Vec<&str> = Vec::with_capacity(paths.len());
        for path in paths {
            let title = self.fact(path);
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        self.voice.list(titles)
    }

    fn fact<'b>(&self, path: &'b str) -> &'b str
    where
        'a: 'b,
    {
        let missing = self.assessment.missing.iter().find(|fact| fact.path == path);
        missing.and_then(|fact| fact.title.as_ref()).map_or(path, |title| self.voice.text(title))
    }

    /// A fact and its path, so that it can be found in the form.
    pub fn path(&self, title: Option<&Text>, path: &str) -> String {
        match title {
            Some(title) => {
                self.voice.fill(&self.voice.words.missing.fact, &[("title", &self.voice.text(title)), ("path", &path)])
            }
            None => path.to_owned(),
        }
    }

    /// The value of a fact with its unit.
    pub fn value(&self, fact: &FactRead) -> String {
        let words = &self.voice.words.names;
        match (&fact.label, &fact.value) {
            (_, None) => self.voice.text(&words.not_given).to_owned(),
            (Some(label), _) => self.voice.text(label).to_owned(),
            (None, Some(FactValue::Number(number))) => {
                let unit = fact.unit.as_ref().map_or("", |unit| self.voice.text(unit));
                let gap = if unit.starts_with(|first: char| first.is_ascii_alphanumeric()) { " " } else { "" };
                format!("{number}{gap}{unit}")
            }
            (None, Some(value)) => self.plain_value(value),
        }
    }

    pub fn plain_value(&self, value: &FactValue) -> String {
        let words = &self.voice.words.names;
        let several = |count: usize| self.voice.fill(&words.several, &[("count", &count)]);
        match value {
            FactValue::Bool(true) => self.voice.text(&words.yes).to_owned(),
            FactValue::Bool(false) => self.voice.text(&words.no).to_owned(),
            FactValue::Number(number) => number.to_string(),
            FactValue::Text(text) => text.clone(),
            FactValue::List(list) if list.is_empty() => self.voice.text(&words.nothing).to_owned(),
            FactValue::List(list) => {
                let values = list.iter().map(|value| value.as_ref().map(|value| self.plain_value(value)));
                let values: Option<Vec<String>> = values.collect();
                let joined = values.map(|values| self.voice.list(values));
                joined.filter(|joined| width(joined) <= WIDEST_VALUE).unwrap_or_else(|| several(list.len()))
            }
            FactValue::Map(map) => several(map.len()),
        }
    }

    /// Clauses by the number of their source in the list of sources.
    pub fn basis(&self, basis: &[String]) -> String {
        self.voice.list(basis.iter().map(|basis| self.clause(basis)))
    }

    fn clause(&self, basis: &str) -> String {
        let words = &self.voice.words.names;
        let (source, clause) = basis.split_once(':').unwrap_or((basis, ""));
        let Some(place) = self.assessment.sources.iter().position(|known| known.id == source) else {
            return basis.to_owned();
        };
        let number = place + 1;
        if clause.is_empty() {
            return self.voice.fill(&words.cite, &[("number", &number)]);
        }
        self.voice.fill(&words.clause, &[("number", &number), ("clause", &clause)])
    }

    /// What was assessed, by its name and key.
    pub fn item(&self, title: Option<&Text>, key: Option<&str>) -> String {
        match (title.map(|title| self.voice.text(title)), key) {
            (Some(title), Some(key)) if title != key => {
                self.voice.fill(&self.voice.words.items.keyed, &[("title", &title), ("key", &key)])
            }
            (Some(name), _) | (None, Some(name)) => name.to_owned(),
            (None, None) => String::new(),
        }
    }

    /// `value/max`, or `lower～upper/max` while something is open.
    pub fn points(&self, lower: &Number, upper: &Number, max: &Number) -> String {
        let words = &self.voice.words.groups;
        let (lower, upper, max) = (figure(lower), figure(upper), figure(max));
        if lower == upper {
            return self.voice.fill(&words.of, &[("value", &lower), ("max", &max)]);
        }
        self.voice.fill(&words.open, &[("lower", &lower), ("upper", &upper), ("max", &max)])
    }
}
