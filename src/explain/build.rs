//! From what was seen and the assessment to the explanation: names, source lines, parameters, steps.

use super::code::{File, ran};
use super::derivation::{Constant, Derivation, Function, Line, LineState};
use super::explanation::{Explanation, Gain, GateExplanation, GroupExplanation, LevelExplanation, RowExplanation};
use super::note::{Note, What};
use super::observer::{Seen, Subject};
use super::run::{Named, Noted, NotedKind, Run};
use super::steps::Step;
use crate::assess::assessment::{Assessment, FactValue, GroupResult, ParamRead, RowResult};
use crate::assess::decide::PredicateId;
use crate::assess::tree::{ROOT, Tree};
use crate::date::Date;
use crate::engine::compile::constant;
use crate::engine::finding::Judge;
use crate::engine::load::{Loaded, Span};
use crate::engine::profile::value;
use crate::engine::watch::Seat;
use crate::number::Number;
use crate::plan::expr::Site;
use crate::rulebook::dated::{constants, params_on};
use crate::rulebook::manifest::Trigger;

/// Explains a whole result.
pub(super) fn explanation(loaded: &Loaded, seen: &Seen, assessment: Assessment) -> Explanation {
    of_rulebook(loaded, seen, assessment, "")
}

fn of_rulebook(loaded: &Loaded, seen: &Seen, assessment: Assessment, prefix: &str) -> Explanation {
    let book = Book::new(loaded, seen, &assessment, prefix);
    let id = loaded.manifest.id.value.as_str();
    let items = seen.steps.keys().filter(|(known, item)| known == id && item.is_some());
    let items = assessment.items.iter().zip(items).map(|(item, subject)| book.subject(item.clone(), subject)).collect();
    let held = loaded.children.iter().filter_map(|(node, child)| {
        let group = assessment.groups.get(node.checked_sub(1)?)?;
        let held = group.assessment.as_deref()?;
        Some(of_rulebook(child, seen, held.clone(), &format!("{}/", group.id)))
    });
    let held = held.collect();
    Explanation { items, held, ..book.subject(assessment.clone(), &(id.to_owned(), None)) }
}

/// One rulebook with what was seen of it.
struct Book<'b> {
    loaded: &'b Loaded,
    seen: &'b Seen,
    span: Option<&'b Span>,
    /// The files of the scripts, as sites number them.
    files: Vec<Option<File>>,
    /// What stands before its ids where another rulebook holds it.
    prefix: &'b str,
}

impl<'b> Book<'b> {
    fn new(loaded: &'b Loaded, seen: &'b Seen, assessment: &Assessment, prefix: &'b str) -> Book<'b> {
        let span = loaded.span_on(assessment.rules_on).ok().map(|(_, span)| span);
        // in the order in which sites number them
        let files = loaded.scripts.values().map(|source| {
            let text = loaded.sources.text(&source.script.file)?.replace("\r\n", "\n");
            Some(File::new(&text, source.script.clone()))
        });
        Book { loaded, seen, span, files: files.collect(), prefix }
    }

    fn subject(&self, assessment: Assessment, subject: &Subject) -> Explanation {
        let blank = Explanation {
            rulebook: assessment.rulebook.clone(),
            as_of: assessment.as_of,
            rules_on: assessment.rules_on,
            subject: assessment.subject.clone(),
            status: assessment.status,
            score: assessment.score.clone(),
            level: assessment.level.clone(),
            applies: None,
            rows: Vec::new(),
            groups: Vec::new(),
            gates: Vec::new(),
            levels: Vec::new(),
            adjustments: assessment.adjustments.clone(),
            missing: assessment.missing.clone(),
            held: Vec::new(),
            items: Vec::new(),
            assessment,
            only_row: false,
        };
        let Some(span) = self.span else { return blank };
        let judges = &span.judges;
        let whole = (subject.0.clone(), None);
        Explanation {
            applies: judges.applies.and_then(|judge| self.derivation(span, judge, &whole, Seat::Applies)),
            rows: self.rows(span, &blank.assessment, subject),
            groups: self.groups(span, &blank.assessment, subject),
            gates: self.gates(span, &blank.assessment, subject),
            levels: self.levels(span, &blank.assessment, subject),
            ..blank
        }
    }

    fn rows(&self, span: &Span, assessment: &Assessment, subject: &Subject) -> Vec<RowExplanation> {
        let steps = self.seen.steps.get(subject);
        let rows = assessment.rows.iter().enumerate().map(|(place, result)| {
            let judge = span.judges.rows.get(place).copied().flatten();
            let mut derivation = judge.and_then(|judge| self.derivation(span, judge, subject, Seat::Row(place)));
            if let Some(derivation) = &mut derivation {
                derivation.constants = self.constants(span, place);
            }
            let steps = steps.and_then(|steps| steps.rows.get(place)).map(|steps| self.steps(steps));
            let steps = steps.unwrap_or_default();
            RowExplanation { gain: gain(assessment, result), result: result.clone(), derivation, steps }
        });
        rows.collect()
    }

    fn groups(&self, span: &Span, assessment: &Assessment, subject: &Subject) -> Vec<GroupExplanation> {
        let derivation = |node: usize| {
            let judge = span.judges.script_groups.get(&node)?;
            self.derivation(span, *judge, subject, Seat::Group(node))
        };
        let root = derivation(ROOT).map(|derivation| GroupExplanation {
            id: self.id("root"),
            title: assessment.rulebook.title.clone(),
            result: None,
            derivation: Some(derivation),
            steps: Vec::new(),
        });
        let steps = self.seen.steps.get(subject);
        let groups = assessment.groups.iter().enumerate().filter_map(|(place, group)| {
            let derivation = derivation(place + 1);
            if derivation.is_none() && group.rulebook.is_none() {
                return None;
            }
            let steps = steps.and_then(|steps| steps.groups.get(place)).map(|steps| self.steps(steps));
            Some(GroupExplanation {
                id: group.id.clone(),
                title: group.title.clone(),
                // what it holds is explained on its own
                result: Some(GroupResult { assessment: None, ..group.clone() }),
                derivation,
                steps: steps.unwrap_or_default(),
            })
        });
        groups.chain(root).collect()
    }

    fn steps(&self, steps: &[Step]) -> Vec<Step> {
        steps.iter().map(|step| Step { group: self.id(&step.group), ..step.clone() }).collect()
    }

    fn gates(&self, span: &Span, assessment: &Assessment, subject: &Subject) -> Vec<GateExplanation> {
        let gates = assessment.gates.iter().enumerate().map(|(place, result)| {
            let id = PredicateId::Gate(place);
            let judge = span.judges.predicates.get(&id);
            let derivation = judge.and_then(|judge| self.derivation(span, *judge, subject, Seat::Predicate(id)));
            let trigger = self.loaded.manifest.gates.get(place).map(|gate| &gate.trigger);
            let requires = matches!(trigger, Some(Trigger::Require(_)));
            GateExplanation { result: result.clone(), requires, derivation }
        });
        gates.collect()
    }

    /// The rules among the conditions of the next level.
    fn levels(&self, span: &Span, assessment: &Assessment, subject: &Subject) -> Vec<LevelExplanation> {
        let Some(limiting) = &assessment.level.limiting else { return Vec::new() };
        let list = span.tree.lists.get(ROOT).map(|list| list.levels.as_slice()).unwrap_or_default();
        let Some(level) = list.iter().find(|level| level.id == limiting.level.id) else { return Vec::new() };
        let rules = level.sets.iter().enumerate().filter_map(|(place, set)| {
            let rule = set.rule?;
            let judge = span.judges.predicates.get(&rule)?;
            let derivation = self.derivation(span, *judge, subject, Seat::Predicate(rule))?;
            Some(LevelExplanation { level: limiting.level.clone(), set: place + 1, derivation })
        });
        rules.collect()
    }

    fn id(&self, id: &str) -> String {
        format!("{}{id}", self.prefix)
    }

    fn constants(&self, span: &Span, row: usize) -> Vec<Constant> {
        let Some(row) = table_row(self.loaded, &span.tree, row) else { return Vec::new() };
        let params = params_on(&self.loaded.manifest, span.epoch.from);
        let constants = constants(&row.with, &params);
        let shown = |(name, held): (String, _)| Some(Constant { name, value: value(&constant(&held))? });
        constants.into_iter().filter_map(shown).collect()
    }

    fn derivation(&self, span: &Span, judge: Judge, subject: &Subject, seat: Seat) -> Option<Derivation> {
        let run = self.seen.runs.get(&(subject.clone(), seat))?;
        let functions: Vec<Function> = self.functions(run);
        let first = functions.first()?;
        let script = first.file.rsplit('/').next().unwrap_or(&first.file).trim_end_matches(".rhai");
        Some(Derivation {
            rule: format!("{script}.{}", first.name),
            result: run.result.clone(),
            constants: Vec::new(),
            params: self.params(span, judge),
            functions,
        })
    }

    /// Every parameter that a function reads, with the value of the day.
    fn params(&self, span: &Span, judge: Judge) -> Vec<ParamRead> {
        let Some(function) = self.loaded.code.function(judge.function) else { return Vec::new() };
        let now = params_on(&self.loaded.manifest, span.epoch.from);
        let params = function.params.iter().filter_map(|name| {
            let param = now.get(name.as_str())?;
            Some(ParamRead {
                name: name.clone(),
                title: param.title.cloned(),
                unit: param.unit.cloned(),
                value: value(&constant(param.value)).unwrap_or(FactValue::List(Vec::new())),
                basis: param.basis.iter().map(|basis| basis.value.clone()).collect(),
                from: param.from.map(Date::from_civil),
                to: param.to.map(Date::from_civil),
            })
        });
        params.collect()
    }

    fn functions(&self, run: &Run) -> Vec<Function> {
        let mut told: Vec<Function> = Vec::new();
        for id in &run.functions {
            let Some(site) = self.loaded.code.function(*id).map(|function| function.site) else { continue };
            let Some((name, file)) = self.file(site.file) else { continue };
            let Some(function) = file.function(site.pos) else { continue };
            // one function lowered for several kinds of arguments is told once
            if told.iter().any(|known| known.file == name && known.line == site.pos.line) {
                continue;
            }
            let states = ran(site.file, function, run);
            let lines = file.lines_of(function).into_iter().map(|number| Line {
                number,
                text: file.line(number).unwrap_or_default().to_owned(),
                state: states.get(&number).copied().unwrap_or(LineState::Still),
                notes: self.notes(run, site.file, number, file),
            });
            let (name, lines) = (name.to_owned(), lines.collect());
            told.push(Function { name: function.name.text.clone(), file: name, line: site.pos.line, lines });
        }
        told
    }

    fn file(&self, number: u16) -> Option<(&str, &File)> {
        let name = self.loaded.code.files.get(usize::from(number))?;
        Some((name, self.files.get(usize::from(number))?.as_ref()?))
    }

    fn notes(&self, run: &Run, number: u16, line: u32, file: &File) -> Vec<Note> {
        let notes = run.notes.get(&(number, line)).map(Vec::as_slice).unwrap_or_default();
        let mut told: Vec<(Site, Note)> = Vec::with_capacity(notes.len());
        for noted in notes {
            // a local that was set from one thing is told with it
            if let NotedKind::Value(Named::Local(Some(from)), _) = &noted.kind
                && let Some((_, Note::Value { into, .. } | Note::Elements { into, .. })) =
                    told.iter_mut().find(|(site, _)| site == from)
            {
                *into = Some(file.name(noted.site.pos));
                continue;
            }
            told.push((noted.site, note(noted, file, self.prefix)));
        }
        told.into_iter().map(|(_, note)| note).collect()
    }
}

fn note(noted: &Noted, file: &File, prefix: &str) -> Note {
    let name = || file.name(noted.site.pos);
    match &noted.kind {
        NotedKind::Fact(reads) => Note::Fact { reads: reads.clone() },
        NotedKind::Elements(lists) => Note::Elements { function: name(), into: None, lists: lists.clone() },
        NotedKind::Value(named, seen) => {
            let what = match named {
                Named::Local(_) => What::Local(name()),
                Named::Condition => What::Condition,
                Named::Operation(sign) => What::Operation((*sign).to_owned()),
                Named::Function => What::Function(name()),
                Named::Band => What::Band,
                Named::Lookup => What::Lookup,
                Named::Score(node, field) => What::Score(format!("{prefix}{node}"), (*field).to_owned()),
                Named::Default => What::Default,
                Named::Open => What::Open,
                Named::Outcome => What::Outcome,
            };
            Note::Value { what, into: None, seen: seen.clone() }
        }
    }
}

fn table_row<'l>(loaded: &'l Loaded, tree: &Tree, row: usize) -> Option<&'l crate::rulebook::manifest::Row> {
    let row = tree.rows.get(row)?;
    loaded.manifest.groups.get(row.node.checked_sub(1)?)?.rows.get(row.position)
}

/// What filling in the rest could still add.
fn gain(assessment: &Assessment, row: &RowResult) -> Option<Gain> {
    let points = row.upper.as_ref()?.sub(row.lower.as_ref()?).ok()?;
    (points > Number::ZERO).then(|| Gain { points, score: assessment.gain(row) })
}
