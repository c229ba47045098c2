//! What stands between the final level and the next one.

use super::figures::{apart, figure, lacking};
use super::layout::Page;
use super::names::Names;
use crate::assess::assessment::{LimitingEntry, LimitingSet, TestKind, Verdict};
use crate::number::Number;

pub(super) fn put(page: &mut Page, names: &Names) {
    let (voice, assessment) = (names.voice, names.assessment);
    let words = &voice.words.limiting;
    let Some(limiting) = &assessment.level.limiting else { return };
    let title = match (assessment.status, limiting.level.id.as_str()) {
        (Verdict::Barred, "ungraded") => &words.barred_ungraded,
        (Verdict::Barred, _) => &words.barred,
        _ => &words.title,
    };
    page.heading(&voice.fill(title, &[("level", &voice.text(&limiting.level.title))]));
    match limiting.sets.as_slice() {
        [] => {}
        [only] => conditions(names, only).iter().for_each(|condition| page.hang(2, "· ", condition)),
        sets => {
            page.put(2, voice.text(&words.any));
            for (place, set) in sets.iter().enumerate() {
                let number = place + 1;
                let conditions = voice.clauses(conditions(names, set));
                let line = voice.fill(&words.set, &[("number", &number), ("conditions", &conditions)]);
                page.hang(2, "· ", &line);
            }
        }
    }
    let lacks = assessment.missing.iter().filter(|fact| fact.levels.contains(&limiting.level.id));
    let lacks = voice.list(lacks.map(|fact| names.path(fact.title.as_ref(), &fact.path)));
    if !lacks.is_empty() {
        page.hang(2, "· ", &voice.fill(&words.lacks, &[("facts", &lacks)]));
    }
    if !limiting.gates.is_empty() {
        let gates = voice.list(limiting.gates.iter().map(|id| names.gate(id)));
        page.hang(2, "· ", &voice.fill(&words.gates, &[("gates", &gates)]));
    }
}

fn conditions(names: &Names, set: &LimitingSet) -> Vec<String> {
    let rule = set.rule.as_ref().map(|rule| names.voice.fill(&names.voice.words.limiting.rule, &[("rule", rule)]));
    set.entries.iter().map(|entry| condition(names, entry)).chain(rule).collect()
}

fn condition(names: &Names, entry: &LimitingEntry) -> String {
    let voice = names.voice;
    let words = &voice.words.limiting;
    let on = if entry.on == "root" { voice.text(&words.root) } else { voice.text(&entry.title) };
    let (sentence, unit, value) = match entry.test {
        TestKind::Score => (&words.score, &words.points, "points"),
        TestKind::Above => (&words.above, &words.points, "points"),
        TestKind::Percent => (&words.percent, &words.percentage, "percent"),
        TestKind::Level => (&words.level, &words.points, "points"),
    };
    let beside = |actual: &Number| apart(actual, std::iter::once(&entry.needed));
    let actual = match &entry.actual {
        Some(actual) => voice.fill(unit, &[(value, &beside(actual))]),
        None => voice.text(&words.nothing).to_owned(),
    };
    let gap = entry.gap.as_ref().map(lacking).unwrap_or_default();
    voice.fill(sentence, &[("on", &on), ("needed", &figure(&entry.needed)), ("actual", &actual), ("gap", &gap)])
}
