//! What is tried in `rulebook.toml`: numbers, booleans, options, conditions of levels, gates.

use super::mutant::{Found, Mutant};
use crate::rulebook::manifest::Span;
use crate::rulebook::read::table::to_span;
use std::collections::BTreeMap;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

type Entries<'d> = DeTable<'d>;
type Node<'n, 'd> = &'n Spanned<DeValue<'d>>;

/// The changes of the table in `text`, in the order in which it is written.
pub(super) fn mutants(file: &str, text: &str) -> Vec<Mutant> {
    let (document, errors) = DeTable::parse_recoverable(text);
    if !errors.is_empty() {
        return Vec::new();
    }
    let mut table = Table { found: Found::new(file, text) };
    table.document(document.get_ref());
    let mut mutants = table.found.mutants;
    mutants.sort_by_key(|mutant| mutant.span.start);
    mutants
}

struct Table<'t> {
    found: Found<'t>,
}

impl Table<'_> {
    fn document(&mut self, document: &Entries<'_>) {
        if let Some(score) = table(document, "score") {
            self.score(score);
        }
        for (name, param) in table(document, "params").into_iter().flatten() {
            if let DeValue::Table(param) = param.get_ref() {
                self.param(&format!("params.{}", name.get_ref()), param);
            }
        }
        let groups: Vec<&Entries<'_>> = tables(document, "groups");
        for group in &groups {
            self.group(group, &groups);
        }
        let mut numbers: BTreeMap<String, usize> = BTreeMap::new();
        for level in tables(document, "levels") {
            let name = format!("levels.{}", text_of(level, "id"));
            let number = numbers.entry(name.clone()).or_default();
            *number += 1;
            // a level of groups may bear the id of another list's level
            let name = if *number > 1 { format!("{name}#{number}") } else { name };
            for (index, set) in tables(level, "any").into_iter().enumerate() {
                self.conditions(&format!("{name}.any[{index}]"), set);
            }
        }
        for gate in tables(document, "gates") {
            self.gate(&format!("gates.{}", text_of(gate, "id")), gate);
        }
        if let Some(overall) = table(document, "subject").and_then(|subject| subject.get("overall")) {
            self.swap("subject.overall", overall, &[("worst", "best"), ("best", "worst")]);
        }
    }

    fn score(&mut self, score: &Entries<'_>) {
        for key in ["base", "max"] {
            if let Some(value) = score.get(key) {
                self.number(&format!("score.{key}"), value);
            }
        }
        for key in ["min_coverage", "max_not_applicable"] {
            if let Some(value) = score.get(key) {
                self.replace(&format!("score.{key}"), value, &["0", "100"]);
            }
        }
        let options: [(&str, &[(&str, &str)]); 2] = [
            ("unanswered", &[("zero", "exclude"), ("exclude", "zero")]),
            ("not_applicable", &[("rescale", "reduce"), ("reduce", "rescale")]),
        ];
        for (key, pairs) in options {
            if let Some(value) = score.get(key) {
                self.swap(&format!("score.{key}"), value, pairs);
            }
        }
        if let Some(value) = score.get("cumulative") {
            self.constant("score.cumulative", value);
        }
    }

    fn param(&mut self, name: &str, param: &Entries<'_>) {
        if let Some(value) = param.get("value") {
            self.constant(name, value);
        }
        for (index, dated) in tables(param, "dated").into_iter().enumerate() {
            if let Some(value) = dated.get("value") {
                self.constant(&format!("{name}[{index}]"), value);
            }
            if index > 0
                && let Some(from) = dated.get("from")
            {
                self.date(&format!("{name}[{index}].from"), from);
            }
        }
    }

    fn group(&mut self, group: &Entries<'_>, all: &[&Entries<'_>]) {
        let id = text_of(group, "id");
        let siblings = all.iter().filter(|other| text_of(other, "parent") == text_of(group, "parent")).count();
        let name = format!("groups.{id}");
        self.weight(&name, group, siblings);
        if let Some(points) = group.get("points") {
            self.number(&format!("{name}.points"), points);
        }
        let rows = tables(group, "rows");
        for row in &rows {
            let name = format!("rows.{id}.{}", text_of(row, "id"));
            self.weight(&name, row, rows.len());
            if let Some(points) = row.get("points") {
                self.number(&format!("{name}.points"), points);
            }
            for (key, value) in table(row, "with").into_iter().flatten() {
                self.constant(&format!("{name}.with.{}", key.get_ref()), value);
            }
        }
        for (level, points) in table(group, "levels").into_iter().flatten() {
            self.number(&format!("{name}.levels.{}", level.get_ref()), points);
        }
    }

    /// A weight among others: doubled, as one step more may be lost in rounding. Alone, it changes nothing.
    fn weight(&mut self, name: &str, entries: &Entries<'_>, siblings: usize) {
        let Some(weight) = entries.get("weight").filter(|_| siblings > 1) else { return };
        let span = to_span(weight.span());
        let doubled = match self.found.written(span) {
            "0" => Some("1".to_owned()),
            written => written.parse::<u32>().ok().and_then(|weight| Some(weight.checked_mul(2)?.to_string())),
        };
        if let Some(doubled) = doubled {
            self.found.add(&format!("{name}.weight"), span, doubled);
        }
    }

    /// Each entry one step harder and easier, and as if it were not there.
    fn conditions(&mut self, name: &str, set: &Entries<'_>) {
        for key in ["score", "above", "percent"] {
            if let Some(value) = set.get(key) {
                self.number(&format!("{name}.{key}"), value);
                let pairs = set.get_key_value(key).map(|(key, _)| to_span(key.span()));
                match (key, pairs) {
                    ("score", Some(span)) if set.get("above").is_none() => {
                        self.found.add(&format!("{name}.{key}"), span, "above");
                    }
                    ("above", Some(span)) if set.get("score").is_none() => {
                        self.found.add(&format!("{name}.{key}"), span, "score");
                    }
                    _ => {}
                }
            }
        }
        for kind in ["groups", "rows"] {
            for (node, value) in table(set, kind).into_iter().flatten() {
                self.threshold(&format!("{name}.{kind}.{}", node.get_ref()), value);
            }
        }
    }

    fn threshold(&mut self, name: &str, value: Node<'_, '_>) {
        match value.get_ref() {
            DeValue::Table(step) => {
                if let Some(level) = step.get("level") {
                    self.number(&format!("{name}.level"), level);
                }
            }
            DeValue::String(_) => {
                let span = to_span(value.span());
                let Some(percent) = self.found.written(span).trim_matches('"').strip_suffix('%') else { return };
                let start = span.start + 1;
                self.found.nudge(name, Span { start, end: start + percent.len() });
            }
            _ => self.number(name, value),
        }
    }

    /// A gate the other way round, one that only warns, a cap or a demotion one step off.
    fn gate(&mut self, name: &str, gate: &Entries<'_>) {
        for (key, other) in [("when", "require"), ("require", "when")] {
            if let Some((key, _)) = gate.get_key_value(key) {
                self.found.add(name, to_span(key.span()), other);
            }
        }
        let Some(effect) = gate.get("effect") else { return };
        let DeValue::Table(entries) = effect.get_ref() else { return };
        if entries.get("warn").is_some() {
            return;
        }
        for key in ["cap_score", "demote"] {
            if let Some(value) = entries.get(key) {
                self.number(&format!("{name}.effect.{key}"), value);
            }
        }
        let span = to_span(effect.span());
        if self.found.written(span).starts_with('{') {
            self.found.add(&format!("{name}.effect"), span, "{ warn = true }");
        }
    }

    /// Every number, boolean and element of a list in a constant.
    fn constant(&mut self, name: &str, value: Node<'_, '_>) {
        match value.get_ref() {
            DeValue::Boolean(truth) => self.found.add(name, to_span(value.span()), (!truth).to_string()),
            DeValue::Array(items) => {
                if items.len() > 1 && items.iter().all(|item| matches!(item.get_ref(), DeValue::String(_))) {
                    self.left_out(name, items);
                }
                for (index, item) in items.iter().enumerate() {
                    self.constant(&format!("{name}[{index}]"), item);
                }
            }
            DeValue::Table(entries) => {
                for (key, value) in entries {
                    self.constant(&format!("{name}.{}", key.get_ref()), value);
                }
            }
            _ => self.number(name, value),
        }
    }

    /// A list without each of its elements in turn.
    fn left_out(&mut self, name: &str, items: &[Spanned<DeValue<'_>>]) {
        for (index, item) in items.iter().enumerate() {
            let (mut start, mut end) = (item.span().start, item.span().end);
            match (items.get(index + 1), index.checked_sub(1).and_then(|before| items.get(before))) {
                (Some(next), _) => end = next.span().start,
                (None, Some(before)) => start = before.span().end,
                (None, None) => {}
            }
            self.found.add(&format!("{name}[{index}]"), Span { start, end }, "");
        }
    }

    fn number(&mut self, name: &str, value: Node<'_, '_>) {
        if matches!(value.get_ref(), DeValue::Integer(_) | DeValue::Float(_)) {
            self.found.nudge(name, to_span(value.span()));
        }
    }

    fn date(&mut self, name: &str, value: Node<'_, '_>) {
        let span = to_span(value.span());
        let Ok(date) = self.found.written(span).parse::<jiff::civil::Date>() else { return };
        for near in [date.tomorrow(), date.yesterday()].into_iter().flatten() {
            self.found.add(name, span, near.to_string());
        }
    }

    fn replace(&mut self, name: &str, value: Node<'_, '_>, others: &[&str]) {
        let span = to_span(value.span());
        let written = self.found.written(span);
        for other in others.iter().filter(|other| **other != written) {
            self.found.add(name, span, *other);
        }
    }

    fn swap(&mut self, name: &str, value: Node<'_, '_>, pairs: &[(&str, &str)]) {
        let span = to_span(value.span());
        let written = self.found.written(span).trim_matches('"');
        if let Some((_, other)) = pairs.iter().find(|(one, _)| *one == written) {
            self.found.add(name, span, format!("\"{other}\""));
        }
    }
}

fn table<'n, 'd>(entries: &'n Entries<'d>, key: &str) -> Option<&'n Entries<'d>> {
    match entries.get(key)?.get_ref() {
        DeValue::Table(entries) => Some(entries),
        _ => None,
    }
}

fn tables<'n, 'd>(entries: &'n Entries<'d>, key: &str) -> Vec<&'n Entries<'d>> {
    let Some(DeValue::Array(items)) = entries.get(key).map(Spanned::get_ref) else { return Vec::new() };
    let tables = items.iter().filter_map(|item| match item.get_ref() {
        DeValue::Table(entries) => Some(entries),
        _ => None,
    });
    tables.collect()
}

fn text_of<'n>(entries: &'n Entries<'_>, key: &str) -> &'n str {
    match entries.get(key).map(Spanned::get_ref) {
        Some(DeValue::String(text)) => text,
        _ => "",
    }
}
