//! A loaded rulebook as its page speaks of it: numbers, parameters, clauses, statuses.

use super::markdown::{code, escape};
use crate::engine::{Loaded, Rulebook};
use crate::facts::describe::{FieldInfo, describe, read_paths};
use crate::report::figures::{figure, percent};
use crate::report::voice::Voice;
use crate::rulebook::dated::params_on;
use crate::rulebook::manifest::{Amount, At, Const, Group, Manifest, Param, ParamValue, Row, Rule, Share, Status};
use crate::text::{Lang, Text};
use std::cmp::Reverse;
use std::collections::BTreeSet;

pub(super) struct View<'a> {
    pub voice: Voice,
    pub book: &'a Rulebook,
    pub loaded: &'a Loaded,
    /// What a profile may hold.
    pub fields: Vec<FieldInfo>,
    /// The paths of those fields that rules read.
    pub read: BTreeSet<String>,
}

impl<'a> View<'a> {
    pub fn new(book: &'a Rulebook, lang: Lang) -> View<'a> {
        let loaded = book.loaded();
        let fields = describe(&loaded.schema);
        View { voice: Voice::new(lang), book, loaded, fields, read: read_paths(&loaded.code.shape) }
    }

    pub fn manifest(&self) -> &'a Manifest {
        &self.loaded.manifest
    }

    pub fn text(&self, text: &Text) -> String {
        escape(self.voice.text(text))
    }

    /// A title in quotation marks.
    pub fn quoted(&self, text: &Text) -> String {
        self.voice.fill(&self.voice.words.scheme_levels.quoted, &[("title", &self.text(text))])
    }

    pub fn sentence(&self, text: &str) -> String {
        self.voice.fill(&self.voice.words.scheme.sentence, &[("text", &text)])
    }

    /// Clauses by the number of their source in the list of sources.
    pub fn basis(&self, basis: &[At<String>]) -> String {
        self.voice.list(basis.iter().map(|basis| self.cite(&basis.value)))
    }

    fn cite(&self, basis: &str) -> String {
        let words = &self.voice.words.scheme;
        let (source, clause) = basis.split_once(':').unwrap_or((basis, ""));
        let place = self.manifest().sources.iter().position(|known| known.id.value == source);
        let Some(number) = place.map(|place| place + 1) else { return escape(basis) };
        match clause {
            "" => self.voice.fill(&words.cite, &[("number", &number)]),
            clause => self.voice.fill(&words.clause, &[("number", &number), ("clause", &escape(clause))]),
        }
    }

    /// The basis of a row: its own, else its group's.
    pub fn row_basis(&self, group: &Group, row: &Row) -> String {
        self.basis(if row.basis.is_empty() { &group.basis } else { &row.basis })
    }

    pub fn status(&self, status: Status) -> &'static str {
        let words = &self.voice.words.scheme;
        self.voice.text(match status {
            Status::Official => &words.short_official,
            Status::Adapted => &words.short_adapted,
            Status::Project => &words.short_project,
        })
    }

    /// The status of a part that may carry its own.
    pub fn ground(&self, own: Option<Status>) -> Status {
        own.unwrap_or(self.manifest().status)
    }

    pub fn row_ground(&self, group: &Group, row: &Row) -> Status {
        self.ground(row.status.or(group.status))
    }

    /// A number, or the values that its parameter has by date.
    pub fn amount(&self, amount: &Amount) -> String {
        match amount {
            Amount::Number(number) => figure(number),
            Amount::Param(name) => self.param_value(name),
        }
    }

    /// A share in percent.
    pub fn share(&self, share: &Share) -> String {
        match share {
            Share::Percent(number) => percent(number),
            Share::Param(name) => self.param_value(name),
        }
    }

    pub fn param_value(&self, name: &str) -> String {
        self.manifest().params.get(name).map_or_else(|| code(name), |param| self.values(param))
    }

    /// What a parameter is worth; where it depends on the date, each value with its first day.
    fn values(&self, param: &Param) -> String {
        match &param.value {
            ParamValue::Always(value) => self.constant(&value.value),
            ParamValue::Dated(dated) => self.voice.clauses(dated.iter().map(|dated| {
                let value = self.constant(&dated.value.value);
                let words = &self.voice.words.scheme_params;
                self.voice.fill(&words.since, &[("from", &dated.from), ("value", &value)])
            })),
        }
    }

    /// A constant in words.
    pub fn constant(&self, value: &Const) -> String {
        let names = &self.voice.words.names;
        match value {
            Const::Bool(true) => self.voice.text(&names.yes).to_owned(),
            Const::Bool(false) => self.voice.text(&names.no).to_owned(),
            Const::Number(number) => number.to_string(),
            Const::Date(day) => day.to_string(),
            Const::Text(text) => self.labelled(&[text.as_str()]).concat(),
            Const::List(items) => {
                let texts =
                    items.iter().map(|item| if let Const::Text(text) = item { Some(text.as_str()) } else { None });
                match texts.collect::<Option<Vec<&str>>>() {
                    Some(texts) if !texts.is_empty() => self.voice.list(self.labelled(&texts)),
                    Some(_) => self.voice.text(&names.nothing).to_owned(),
                    // a line each where an item is a table itself
                    None if items.iter().any(|item| matches!(item, Const::Map(_))) => {
                        items.iter().map(|item| self.constant(item)).collect::<Vec<_>>().join("<br>")
                    }
                    None => self.voice.clauses(items.iter().map(|item| self.constant(item))),
                }
            }
            Const::Map(entries) => {
                let lang = self.voice.lang.code();
                let by_lang = [Lang::Zh, Lang::En].iter().all(|lang| entries.contains_key(lang.code()));
                let other = |key: &str| by_lang && key != lang && key.parse::<Lang>().is_ok();
                let mut entries: Vec<(&String, &Const)> = entries.iter().filter(|(key, _)| !other(key)).collect();
                // a text by language stands for itself
                if let ([(_, value)], true) = (entries.as_slice(), by_lang) {
                    return self.constant(value);
                }
                // what gives most first, as tables print it; names alone have no order of their own
                entries.sort_by_key(|(_, value)| match value {
                    Const::Number(number) => Some(Reverse(number)),
                    _ => None,
                });
                let keys = self.labelled(&entries.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>());
                let words = &self.voice.words.scheme_params;
                self.voice.clauses(entries.iter().zip(keys).map(|((_, value), key)| {
                    self.voice.fill(&words.entry, &[("key", &key), ("value", &self.constant(value))])
                }))
            }
        }
    }

    /// Values of a choice by what people call them, where one choice of the profile has them all.
    fn labelled(&self, values: &[&str]) -> Vec<String> {
        let labels = |field: &FieldInfo| -> Option<Vec<String>> {
            let label = |value: &&str| {
                let choice = field.choices.iter().find(|choice| choice.value == *value)?;
                Some(self.voice.text(&choice.label).to_owned())
            };
            values.iter().map(label).collect()
        };
        let read = self.fields.iter().filter(|field| self.read.contains(&field.path));
        let mut found: Vec<Vec<String>> = read.filter_map(labels).collect();
        found.dedup();
        let [labels] = found.as_slice() else { return values.iter().map(|value| escape(value)).collect() };
        let named = |(value, label): (&&str, &String)| match label == value {
            true => escape(value),
            false => {
                let words = &self.voice.words.scheme_params;
                self.voice.fill(&words.labelled, &[("label", &escape(label)), ("value", &escape(value))])
            }
        };
        values.iter().zip(labels).map(named).collect()
    }

    /// The field at `path`, by its title.
    pub fn field(&self, path: &str) -> String {
        let list = format!("{path}[]");
        let field = self.fields.iter().find(|field| field.path == path || field.path == list);
        field.filter(|field| !field.title.is_empty()).map_or_else(|| code(path), |field| self.text(&field.title))
    }

    /// Parameters by their titles, in the order of the table.
    pub fn titles(&self, names: &BTreeSet<&str>) -> Vec<String> {
        let params = self.params().into_iter().filter(|param| names.contains(param.name.value.as_str()));
        params.map(|param| self.title(param)).collect()
    }

    /// Parameters with their titles and values, in the order of the table.
    pub fn limits(&self, names: &BTreeSet<&str>) -> String {
        let params = self.params().into_iter().filter(|param| names.contains(param.name.value.as_str()));
        self.voice.clauses(params.map(|param| {
            let words = &self.voice.words.scheme_levels;
            let (title, value) = (self.title(param), self.values(param));
            // a unit belongs to one number; what a choice is counted in says nothing
            let number = matches!(&param.value, ParamValue::Always(value) if matches!(value.value, Const::Number(_)));
            match param.unit.as_ref().filter(|_| number) {
                None => self.voice.fill(&words.limit, &[("title", &title), ("value", &value)]),
                Some(unit) => {
                    let unit = self.text(unit);
                    self.voice.fill(&words.limit_in, &[("title", &title), ("value", &value), ("unit", &unit)])
                }
            }
        }))
    }

    pub fn title(&self, param: &Param) -> String {
        param.title.as_ref().map_or_else(|| code(&param.name.value), |title| self.text(title))
    }

    /// The parameters in the order of the table.
    pub fn params(&self) -> Vec<&'a Param> {
        let mut params: Vec<&Param> = self.manifest().params.values().collect();
        params.sort_by_key(|param| param.span.start);
        params
    }

    pub fn rule(&self, rule: &Rule) -> String {
        code(&match &rule.script {
            Some(script) => format!("{script}.{}", rule.function),
            None => rule.function.clone(),
        })
    }

    /// Whether an amount is that number on the last days of the rulebook.
    pub fn is(&self, amount: &Amount, number: &crate::number::Number) -> bool {
        match amount {
            Amount::Number(known) => known == number,
            Amount::Param(name) => {
                let last = self.loaded.spans.last().map(|span| params_on(self.manifest(), span.epoch.from));
                last.as_ref()
                    .and_then(|params| params.get(name.as_str()))
                    .is_some_and(|param| matches!(param.value, Const::Number(known) if known == number))
            }
        }
    }
}
