//! The notes beside a line, each a few words; what happened several times is summed up.

use super::Teller;
use crate::explain::{Element, ListSeen, Note, Seen, Value, What};

/// How many of several different times are told.
const TIMES: usize = 4;
/// How many elements of a list are told.
const ELEMENTS: usize = 5;
/// How many lists are told that one place went through.
const LISTS: usize = 2;

impl Teller<'_> {
    /// The notes of a line as one clause after the other.
    pub fn notes(&self, notes: &[Note]) -> Vec<String> {
        let mut told: Vec<String> = Vec::new();
        // what the last clause came to, where it was worked out once
        let mut last: Option<&Value> = None;
        for note in notes {
            let (clauses, result) = match note {
                Note::Fact { reads } => {
                    let mut clauses: Vec<String> = Vec::new();
                    let mut all = reads.iter().map(|read| self.read(read)).collect::<Vec<String>>();
                    let count = all.len();
                    all.dedup();
                    clauses.push(self.summed(&all, count));
                    (clauses, None)
                }
                Note::Elements { function, lists } => {
                    let only = match lists.as_slice() {
                        [only] => Some(&only.result),
                        _ => None,
                    };
                    (self.lists(function, lists), only)
                }
                Note::Value { what, seen } => {
                    let only = match seen.as_slice() {
                        [only] => Some(&only.result),
                        _ => None,
                    };
                    match (what, only) {
                        // the clause before says it already
                        (What::Condition, Some(truth)) if last == Some(truth) => continue,
                        (What::Local(name), Some(value)) if last == Some(value) => {
                            if let Some(clause) = told.last_mut() {
                                *clause = format!("{name} = {clause}");
                            }
                            continue;
                        }
                        _ => (vec![self.values(what, seen)], only),
                    }
                }
            };
            last = result;
            told.extend(clauses);
        }
        told
    }

    fn values(&self, what: &What, seen: &[Seen]) -> String {
        let truths = seen.len() > 1 && seen.iter().all(|seen| matches!(seen.result, Value::Bool(_) | Value::Undecided | Value::Absent));
        let mut told: Vec<String> = seen.iter().map(|seen| self.once(what, seen)).collect();
        told.dedup();
        if truths && told.len() > TIMES {
            let name = match what {
                What::Function(name) => format!("{name}(…)"),
                What::Local(name) => name.clone(),
                _ => told.first().cloned().unwrap_or_default(),
            };
            let tally = self.tally(&seen.iter().map(|seen| &seen.result).collect::<Vec<&Value>>());
            return self.fill(&self.words.note.yes_no, &[("name", &name), ("count", &seen.len()), ("tally", &tally)]);
        }
        self.summed(&told, seen.len())
    }

    /// Several times in one clause.
    fn summed(&self, told: &[String], count: usize) -> String {
        match told {
            [only] if count > 1 => self.fill(&self.words.note.times, &[("note", only), ("count", &count)]),
            _ if told.len() > TIMES => {
                let first = self.names.voice.clauses(told.iter().take(TIMES));
                self.fill(&self.words.note.more, &[("notes", &first), ("count", &count)])
            }
            _ => self.names.voice.clauses(told),
        }
    }

    fn tally(&self, results: &[&Value]) -> String {
        let kinds = [Value::Bool(true), Value::Bool(false), Value::Undecided, Value::Absent];
        let counts = kinds.iter().filter_map(|kind| {
            let count = results.iter().filter(|result| **result == kind).count();
            let value = self.value(kind);
            (count > 0).then(|| self.fill(&self.words.note.elements, &[("count", &count), ("value", &value)]))
        });
        self.names.voice.list(counts)
    }

    fn once(&self, what: &What, seen: &Seen) -> String {
        let words = &self.words.note;
        let value = self.value(&seen.result);
        let operand = |place: usize| seen.operands.get(place);
        let beside = |place: usize, other: usize| match (operand(place), operand(other)) {
            (Some(Value::Number(number)), Some(Value::Number(other))) => self.beside(number, Some(other)),
            (Some(value), _) => self.value(value),
            (None, _) => String::new(),
        };
        match what {
            What::Local(name) => self.fill(&words.local, &[("name", name), ("value", &value)]),
            What::Condition => self.fill(&words.condition, &[("value", &value)]),
            What::Operation(sign) => {
                let sentence = match sign.as_str() {
                    "in" => &words.is_in,
                    "!in" => &words.not_in,
                    "+" | "−" | "×" | "÷" | "%" | "^" => &words.computed,
                    _ => &words.compared,
                };
                let (left, right) = (beside(0, 1), beside(1, 0));
                self.fill(sentence, &[("left", &left), ("sign", sign), ("right", &right), ("value", &value)])
            }
            What::Function(name) => {
                let truth = matches!(seen.result, Value::Bool(_) | Value::Undecided);
                let sentence = if truth { &words.truth } else { &words.function };
                let arguments = self.names.voice.list(seen.operands.iter().map(|operand| self.value(operand)));
                let arguments = if seen.operands.iter().all(|operand| *operand == Value::Object) { "…" } else { &arguments };
                self.fill(sentence, &[("name", name), ("arguments", &arguments), ("value", &value)])
            }
            What::Band => {
                let number = operand(0).map(|number| self.value(number)).unwrap_or_default();
                self.fill(&words.band, &[("number", &number), ("value", &value)])
            }
            What::Lookup => {
                let key = operand(0).map(|key| self.value(key)).unwrap_or_default();
                self.fill(&words.lookup, &[("key", &key), ("value", &value)])
            }
            What::Score(node, property) => {
                let sentence = match property.as_str() {
                    "max" => &words.score_max,
                    "percent" => &words.score_percent,
                    "status" => &words.score_status,
                    "applicable" => &words.score_applicable,
                    "level" => &words.score_level,
                    _ => &words.score_value,
                };
                let node = self.node(node);
                self.fill(sentence, &[("node", &node), ("value", &value)])
            }
            What::Default => self.fill(&words.default, &[("value", &value)]),
            What::Open => self.fill(&words.open, &[("value", &value)]),
            What::Outcome => self.fill(&words.outcome, &[("value", &value)]),
        }
    }

    fn lists(&self, function: &str, lists: &[ListSeen]) -> Vec<String> {
        let mut clauses: Vec<String> = lists.iter().take(LISTS).map(|list| self.list(function, list)).collect();
        clauses.dedup();
        if lists.len() > LISTS {
            clauses.push(self.fill(&self.words.note.more_lists, &[("count", &(lists.len() - LISTS))]));
        }
        clauses
    }

    fn list(&self, function: &str, list: &ListSeen) -> String {
        let words = &self.words.note;
        let value = self.value(&list.result);
        let Some(count) = list.count else { return self.fill(&words.list_absent, &[("function", &function)]) };
        if count == 0 {
            return self.fill(&words.list_empty, &[("function", &function), ("value", &value)]);
        }
        let results: Vec<&Value> = list.elements.iter().map(|element| &element.result).collect();
        let truths = results.iter().all(|result| matches!(result, Value::Bool(_) | Value::Undecided | Value::Absent));
        let head = if truths {
            let (looked, tally) = (list.elements.len(), self.tally(&results));
            let values: [(&str, &dyn std::fmt::Display); 5] =
                [("function", &function), ("count", &count), ("looked", &looked), ("tally", &tally), ("value", &value)];
            self.fill(&words.list, &values)
        } else {
            self.fill(&words.list_values, &[("function", &function), ("count", &count), ("value", &value)])
        };
        let told = list.elements.iter().take(ELEMENTS).map(|element| self.element(element));
        let more = list.elements.len().saturating_sub(ELEMENTS);
        let more = (more > 0).then(|| self.fill(&words.more_elements, &[("count", &more)]));
        std::iter::once(head).chain(told).chain(more).collect::<Vec<String>>().join("\n  ")
    }

    fn element(&self, element: &Element) -> String {
        let words = &self.words.note;
        let (number, value) = (element.position + 1, self.value(&element.result));
        match &element.path {
            Some(path) => {
                let mut facts: Vec<String> = element.facts.iter().map(|read| self.read(read)).collect();
                facts.dedup();
                let facts = self.names.voice.clauses(facts);
                let values: [(&str, &dyn std::fmt::Display); 4] =
                    [("number", &number), ("name", path), ("facts", &facts), ("value", &value)];
                self.fill(&words.element, &values)
            }
            None => {
                let name = element.value.as_ref().map(|value| self.value(value)).unwrap_or_default();
                self.fill(&words.plain_element, &[("number", &number), ("name", &name), ("value", &value)])
            }
        }
    }

    /// A group or row whose score is read.
    fn node(&self, id: &str) -> String {
        if id == "root" {
            return self.names.voice.text(&self.words.steps.root).to_owned();
        }
        if self.names.assessment.group(id).is_some() { self.names.group(id) } else { self.names.row(id) }.to_owned()
    }
}
