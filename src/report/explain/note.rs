//! The notes beside a line, each a few words; what happened several times is summed up.

use super::Teller;
use crate::assess::assessment::FactRead;
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
            let (mut clauses, into, results) = match note {
                Note::Fact { reads } => (vec![self.reads(reads)], None, Vec::new()),
                Note::Elements { function, into, lists } => {
                    let results = lists.iter().map(|list| &list.result).collect();
                    (self.lists(function, lists), into.as_ref(), results)
                }
                Note::Value { what, into, seen } => {
                    let results: Vec<&Value> = seen.iter().map(|seen| &seen.result).collect();
                    // the clause before says it already
                    if *what == What::Condition && results.as_slice() == last.as_slice() {
                        continue;
                    }
                    (vec![self.values(what, seen)], into.as_ref(), results)
                }
            };
            if let Some(name) = into {
                self.store(&mut clauses, name, &results);
            }
            last = match results.as_slice() {
                [only] => Some(*only),
                _ => None,
            };
            told.extend(clauses);
        }
        told
    }

    /// Names the local that the last clause was stored in.
    fn store(&self, clauses: &mut Vec<String>, name: &str, results: &[&Value]) {
        let truth = |value: &&Value| matches!(value, Value::Bool(_) | Value::Undecided | Value::Absent);
        match (results, clauses.last_mut()) {
            ([only], _) if truth(only) => {
                let value = self.value(only);
                clauses.push(self.fill(&self.words.note.truth_local, &[("name", &name), ("value", &value)]));
            }
            ([_], Some(clause)) => *clause = format!("{name} = {clause}"),
            _ => {}
        }
    }

    /// A fact, or the same field of several elements.
    fn reads(&self, reads: &[FactRead]) -> String {
        let Some((first, rest)) = reads.split_first() else { return String::new() };
        let told = self.read(first);
        let same = rest.iter().all(|read| read.value == first.value && read.title == first.title);
        if same && !rest.is_empty() {
            return self.fill(&self.words.note.times, &[("note", &told), ("count", &reads.len())]);
        }
        let more = rest.iter().map(|read| self.fact(read));
        self.summed(std::iter::once(told).chain(more).collect())
    }

    fn values(&self, what: &What, seen: &[Seen]) -> String {
        let results: Vec<&Value> = seen.iter().map(|seen| &seen.result).collect();
        let truths = results.iter().all(|result| matches!(result, Value::Bool(_) | Value::Undecided | Value::Absent));
        if truths && seen.len() > TIMES {
            let name = match what {
                What::Function(name) => format!("{name}(…)"),
                What::Local(name) => name.clone(),
                What::Operation(sign) => sign.clone(),
                _ => self.text(&self.words.note.the_condition).to_owned(),
            };
            let tally = self.tally(&results);
            return self.fill(&self.words.note.yes_no, &[("name", &name), ("count", &seen.len()), ("tally", &tally)]);
        }
        self.summed(seen.iter().map(|seen| self.once(what, seen)).collect())
    }

    /// Several times in one clause: what repeats itself with how often it does, of many only the first.
    fn summed(&self, told: Vec<String>) -> String {
        let count = told.len();
        let runs: Vec<String> = told
            .chunk_by(|a, b| a == b)
            .filter_map(|run| match run {
                [only] => Some(only.clone()),
                [first, ..] => Some(self.fill(&self.words.note.times, &[("note", first), ("count", &run.len())])),
                [] => None,
            })
            .collect();
        let first = self.names.voice.clauses(runs.iter().take(TIMES));
        if runs.len() > TIMES {
            return self.fill(&self.words.note.more, &[("notes", &first), ("count", &count)]);
        }
        first
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
            (Some(value), _) => self.operand(value),
            (None, _) => String::new(),
        };
        match what {
            What::Local(name) if matches!(seen.result, Value::Bool(_) | Value::Undecided) => {
                self.fill(&words.truth_local, &[("name", name), ("value", &value)])
            }
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
                let arguments: Vec<String> = seen.operands.iter().map(|operand| self.operand(operand)).collect();
                let arguments = arguments.join(", ");
                let arguments =
                    if seen.operands.iter().all(|operand| *operand == Value::Object) { "…" } else { &arguments };
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
        let told: Vec<String> = lists.iter().map(|list| self.list(function, list)).collect();
        let runs: Vec<&[String]> = told.chunk_by(|a, b| a == b).collect();
        let mut clauses = Vec::with_capacity(runs.len());
        for run in runs.iter().take(LISTS) {
            match run {
                // how often goes behind the first line, not behind the last element
                [first, _, ..] => {
                    let (head, rest) = first.split_once('\n').unwrap_or((first, ""));
                    let head = self.fill(&self.words.note.times, &[("note", &head), ("count", &run.len())]);
                    clauses.push(format!("{head}\n{rest}").trim_end().to_owned());
                }
                run => clauses.extend(run.iter().cloned()),
            }
        }
        let more = runs.iter().skip(LISTS).map(|run| run.len()).sum::<usize>();
        if more > 0 {
            clauses.push(self.fill(&self.words.note.more_lists, &[("count", &more)]));
        }
        clauses
    }

    fn list(&self, function: &str, list: &ListSeen) -> String {
        let words = &self.words.note;
        let value = match (&list.result, list.elements.last()) {
            (Value::Object, Some(element)) => self.fill(&words.found, &[("number", &(element.position + 1))]),
            (result, _) => self.value(result),
        };
        let function = self.gloss(function);
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

    /// A function over a list with what it does.
    fn gloss(&self, function: &str) -> String {
        let words = &self.words.lists;
        let text = match function {
            "any" => &words.any,
            "all" => &words.all,
            "count" => &words.count,
            "share" => &words.share,
            "sum" => &words.sum,
            "mean" => &words.mean,
            "filter" => &words.filter,
            "map" => &words.map,
            "find" => &words.find,
            "sort_by" => &words.sort_by,
            _ => return function.to_owned(),
        };
        self.text(text).to_owned()
    }

    fn element(&self, element: &Element) -> String {
        let words = &self.words.note;
        let (number, value) = (element.position + 1, self.value(&element.result));
        if element.value.as_ref() == Some(&element.result) {
            return self.fill(&words.same_element, &[("number", &number), ("value", &value)]);
        }
        match &element.path {
            Some(path) if element.facts.is_empty() => {
                self.fill(&words.bare_element, &[("number", &number), ("name", path), ("value", &value)])
            }
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
