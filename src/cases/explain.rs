//! How it came about that an expectation does not hold: what the row or gate read, what a group is made of, what a level lacks.

use super::expect::Target;
use super::report::Explanation;
use crate::assess::assessment::{
    Assessment, GateResult, GateState, GroupResult, LimitingEntry, LimitingSet, RowResult, State, TestKind, Verdict,
};
use crate::diagnostic::{phrase, speaking_phrase};
use crate::number::Number;
use crate::text::{Lang, Text};

/// How what the target is about came about; none where the difference tells all there is.
pub(super) fn explain(assessment: &Assessment, target: &Target) -> Option<Explanation> {
    match target {
        Target::Item(key, target) => {
            let explanation = explain(assessment.item(key)?, target)?;
            Some(Explanation { item: Some(key.clone()), ..explanation })
        }
        Target::Row(id, _) => Some(row(assessment.row(id)?)),
        Target::Gate(id) => Some(gate(assessment.gate(id)?)),
        Target::Group(id, _) => Some(group(assessment, assessment.group(id)?)),
        Target::Level | Target::EarnedLevel | Target::Status | Target::Possible => Some(level(assessment)),
        Target::Score | Target::Lower | Target::Upper => Some(score(assessment)),
        Target::Error | Target::Coverage | Target::Missing | Target::OutOfScope => None,
    }
}

fn row(row: &RowResult) -> Explanation {
    let mut notes = vec![part(&row.title, &row.id, row.state, row.points.as_ref(), &row.max)];
    notes.extend(lacking(&row.missing));
    Explanation { why: row.why.clone(), facts: row.facts.clone(), ..Explanation::of(&row.id, notes) }
}

fn gate(gate: &GateResult) -> Explanation {
    let notes = std::iter::once(gate_state(gate)).chain(lacking(&gate.missing)).collect();
    Explanation { facts: gate.facts.clone(), ..Explanation::of(&gate.id, notes) }
}

fn gate_state(gate: &GateResult) -> Text {
    let args = [("title", gate.title.clone()), ("id", Text::plain(&gate.id)), ("state", gate.state.title())];
    speaking_phrase("case-note-gate", &args)
}

fn lacking(missing: &[String]) -> Option<Text> {
    let (zh, en) = (missing.join("、"), missing.join(", "));
    (!missing.is_empty()).then(|| speaking_phrase("case-note-lacking", &[("facts", Text::new(zh, en))]))
}

/// A group with its own rows and the groups right under it.
fn group(assessment: &Assessment, group: &GroupResult) -> Explanation {
    let of_group = |group: &GroupResult| part(&group.title, &group.id, group.status, group.value.as_ref(), &group.max);
    let rows = assessment.rows.iter().filter(|row| row.group == group.id);
    let below = assessment.groups.iter().filter(|other| other.parent.as_ref() == Some(&group.id));
    let mut notes = vec![of_group(group)];
    notes.extend(rows.map(|row| part(&row.title, &row.id, row.state, row.points.as_ref(), &row.max)));
    notes.extend(below.map(of_group));
    Explanation::of(&group.id, notes)
}

/// The score by the groups right under the root.
fn score(assessment: &Assessment) -> Explanation {
    let top = assessment.groups.iter().filter(|group| group.parent.is_none());
    let groups = top.map(|group| part(&group.title, &group.id, group.status, group.value.as_ref(), &group.max));
    let notes = std::iter::once(phrase("case-note-made-of", &[])).chain(groups).collect();
    Explanation::of("score", notes)
}

/// The level, or the status in its place, with the score.
fn result(assessment: &Assessment) -> Text {
    let level = assessment.level.final_.as_ref();
    let title = match (assessment.status, level) {
        (Verdict::Graded | Verdict::Ungraded, Some(level)) => level.title.clone(),
        (status, _) => status.title(),
    };
    match &assessment.score {
        Some(score) => {
            let value = score.value.as_ref().map_or_else(|| Text::plain("–"), plain);
            let args = [("level", title), ("score", value), ("max", plain(&score.max))];
            speaking_phrase("case-note-result", &args)
        }
        None => speaking_phrase("case-note-result-alone", &[("level", title)]),
    }
}

/// The level and the status: what the next level lacks, and the gates that are not clear.
fn level(assessment: &Assessment) -> Explanation {
    let mut notes = vec![result(assessment)];
    if let Some(limiting) = &assessment.level.limiting {
        let level = &limiting.level.title;
        match limiting.sets.as_slice() {
            [] => {}
            [only] => notes.extend(conditions(level, only)),
            sets => {
                for (number, set) in sets.iter().enumerate() {
                    let conditions: Vec<Text> = conditions(level, set).collect();
                    let joined = |lang: Lang, comma: &str| {
                        conditions.iter().map(|text| text.get(lang)).collect::<Vec<_>>().join(comma)
                    };
                    let all = Text::new(joined(Lang::Zh, "；"), joined(Lang::En, "; "));
                    let args = [("number", Text::plain((number + 1).to_string())), ("conditions", all)];
                    notes.push(speaking_phrase("case-note-set", &args));
                }
            }
        }
    }
    for gate in assessment.gates.iter().filter(|gate| gate.state != GateState::Clear) {
        notes.push(gate_state(gate));
        notes.extend(lacking(&gate.missing));
    }
    Explanation::of("level", notes)
}

fn conditions<'s>(level: &'s Text, set: &'s LimitingSet) -> impl Iterator<Item = Text> + 's {
    let rule = set
        .rule
        .as_ref()
        .map(move |rule| speaking_phrase("case-note-rule", &[("level", level.clone()), ("rule", Text::plain(rule))]));
    set.entries.iter().map(move |entry| condition(level, entry)).chain(rule)
}

fn condition(level: &Text, entry: &LimitingEntry) -> Text {
    let on = match entry.on.as_str() {
        "root" => phrase("case-note-root", &[]),
        id => speaking_phrase("case-note-on", &[("title", entry.title.clone()), ("id", Text::plain(id))]),
    };
    let number = |number: Option<&Number>| number.map_or_else(|| Text::plain("–"), plain);
    let code = match entry.test {
        TestKind::Score => "case-note-points",
        TestKind::Above => "case-note-above",
        TestKind::Percent => "case-note-percent",
        TestKind::Level => "case-note-level",
    };
    let args = [
        ("level", level.clone()),
        ("on", on),
        ("needed", plain(&entry.needed)),
        ("actual", number(entry.actual.as_ref())),
        ("gap", number(entry.gap.as_ref())),
    ];
    speaking_phrase(code, &args)
}

/// A row or a group with its points, or why it has none.
fn part(title: &Text, id: &str, state: State, points: Option<&Number>, max: &Number) -> Text {
    let named = [("title", title.clone()), ("id", Text::plain(id))];
    let (code, more) = match points {
        Some(points) => ("case-note-part", vec![("points", plain(points)), ("max", plain(max))]),
        None => ("case-note-state", vec![("state", state.title()), ("max", plain(max))]),
    };
    speaking_phrase(code, &named.into_iter().chain(more).collect::<Vec<_>>())
}

fn plain(number: &Number) -> Text {
    Text::plain(number.to_string())
}
