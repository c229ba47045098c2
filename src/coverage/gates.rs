//! Gates: each fired and clear; whether the rulebook applies and what its subject takes in, either way.

use super::goal::{GoalId, Goals, Kind};
use super::mark::{Mark, Marks};
use super::outcomes::results;
use super::reach::Reach;
use crate::assess::gate::{GateResult, GateState};
use crate::engine::Loaded;
use crate::engine::finding::Judge;
use crate::rulebook::lines::Lines;
use crate::rulebook::manifest::{Gate, Span};
use crate::text::Text;

/// What is to be seen of a gate.
#[derive(Debug)]
pub(super) struct GateGoals {
    fired: GoalId,
    clear: GoalId,
}

/// The goals of every gate, in the order of the table; those of `applies` and of the subject's `when` are marked.
pub(super) fn gates(loaded: &Loaded, lines: &Lines<'_>, goals: &mut Goals, marks: &mut Marks) -> Vec<GateGoals> {
    let manifest = &loaded.manifest;
    let gate = |gate: &Gate| {
        let args = vec![("title", gate.title.clone()), ("id", Text::plain(&gate.id.value))];
        let about = goals.about(Kind::Gates, lines.place(gate.id.span), &gate.id.value, args);
        GateGoals { fired: goals.add(&about, "cover-gate-fired"), clear: goals.add(&about, "cover-gate-clear") }
    };
    let found = manifest.gates.iter().map(gate).collect();
    let mut verdict = |span: Span, within: &str, codes: [&'static str; 2], judges: Vec<Judge>| {
        let about = goals.about(Kind::Gates, lines.place(span), within, Vec::new());
        let [yes, no] = codes.map(|code| goals.add(&about, code));
        for judge in judges {
            let Some(function) = loaded.code.function(judge.function) else { continue };
            let reach = Reach::of(&loaded.code, &loaded.schema, function);
            for result in results(&reach, &function.body) {
                marks.add(result, Mark::Verdict { yes, no });
            }
        }
    };
    if let Some(applies) = &manifest.applies {
        let judges = loaded.spans.iter().filter_map(|span| span.judges.applies).collect();
        verdict(applies.span, "applies", ["cover-applies", "cover-applies-not"], judges);
    }
    if let Some(when) = manifest.subject.as_ref().and_then(|subject| subject.when.as_ref()) {
        let judges = loaded.spans.iter().filter_map(|span| span.judges.subject_when).collect();
        verdict(when.span, "subject.when", ["cover-scope", "cover-scope-not"], judges);
    }
    found
}

impl GateGoals {
    /// What is reached by a gate that came to `result`.
    pub fn reached(&self, result: &GateResult) -> Option<GoalId> {
        match result.state {
            GateState::Fired => Some(self.fired),
            GateState::Clear => Some(self.clear),
            GateState::Undecided => None,
        }
    }
}
