//! Numbers are in range, and parameters that stand for numbers are numbers at every date.

use super::Checker;
use crate::number::Number;
use crate::rulebook::dated::named_param;
use crate::rulebook::manifest::{Amount, At, Conditions, Const, Effect, Share, Span, Threshold};

/// Which numbers will do.
#[derive(Clone, Copy)]
enum Range {
    Any,
    NotNegative,
    Positive,
    /// 1, 2, 3 …
    Count,
    /// 0 to 100.
    Percent,
}

impl Range {
    fn contains(self, number: &Number) -> bool {
        let zero = Number::from(0);
        match self {
            Range::Any => true,
            Range::NotNegative => *number >= zero,
            Range::Positive => *number > zero,
            Range::Count => number.to_i64().is_some_and(|count| count > 0),
            Range::Percent => (zero..=Number::from(100)).contains(number),
        }
    }

    fn code(self) -> &'static str {
        match self {
            Range::Any | Range::NotNegative => "negative-number",
            Range::Positive => "not-positive",
            Range::Count => "not-a-count",
            Range::Percent => "not-a-percentage",
        }
    }
}

pub(super) fn check(checker: &mut Checker<'_>) {
    let manifest = checker.manifest;
    let score = &manifest.score;
    amount(checker, "max", score.max.as_ref(), Range::Positive);
    amount(checker, "base", score.base.as_ref(), Range::Any);
    share(checker, "min_coverage", score.min_coverage.as_ref());
    share(checker, "max_not_applicable", score.max_not_applicable.as_ref());
    for group in &manifest.groups {
        amount(checker, "weight", group.weight.as_ref(), Range::NotNegative);
        amount(checker, "points", group.points.as_ref(), Range::Positive);
        share(checker, "min_coverage", group.min_coverage.as_ref());
        for points in
            group.composite.iter().filter_map(|composite| composite.levels.as_ref()).flat_map(|levels| levels.values())
        {
            amount(checker, "levels", Some(points), Range::NotNegative);
        }
        for row in &group.rows {
            amount(checker, "points", Some(&row.points), Range::Positive);
            amount(checker, "weight", row.weight.as_ref(), Range::NotNegative);
            row.with.values().for_each(|value| constant(checker, value, row.span));
        }
    }
    for level in &manifest.levels {
        level.any.iter().for_each(|set| conditions(checker, set));
    }
    for gate in &manifest.gates {
        match &gate.effect {
            Effect::CapScore(score) => amount(checker, "cap_score", Some(score), Range::Any),
            Effect::Demote(steps) => amount(checker, "demote", Some(steps), Range::Count),
            Effect::Bar | Effect::CapLevel(_) | Effect::Warn => {}
        }
    }
}

fn conditions(checker: &mut Checker<'_>, set: &Conditions) {
    amount(checker, "score", set.score.as_ref(), Range::Any);
    amount(checker, "above", set.above.as_ref(), Range::Any);
    amount(checker, "percent", set.percent.as_ref(), Range::Percent);
    for (name, threshold) in set.groups.iter().chain(&set.rows) {
        let span = threshold.span;
        match &threshold.value {
            Threshold::Points(points) => one(checker, &name.value, points, span, Range::NotNegative),
            Threshold::Percent(percent) => number(checker, &name.value, percent, span, Range::Percent),
            Threshold::Step(step) => one(checker, &name.value, step, span, Range::Count),
            Threshold::Level(_) => {}
        }
    }
}

fn amount(checker: &mut Checker<'_>, key: &str, amount: Option<&At<Amount>>, range: Range) {
    if let Some(At { value, span }) = amount {
        one(checker, key, value, *span, range);
    }
}

fn share(checker: &mut Checker<'_>, key: &str, share: Option<&At<Share>>) {
    match share {
        Some(At { value: Share::Param(name), span }) => param(checker, key, name, *span, Range::Percent),
        Some(At { value: Share::Percent(_), .. }) | None => {}
    }
}

fn one(checker: &mut Checker<'_>, key: &str, amount: &Amount, span: Span, range: Range) {
    match amount {
        Amount::Number(value) => number(checker, key, value, span, range),
        Amount::Param(name) => param(checker, key, name, span, range),
    }
}

fn number(checker: &mut Checker<'_>, key: &str, number: &Number, span: Span, range: Range) {
    if !range.contains(number) {
        let found = checker.lines.written(span);
        checker.error(range.code(), span, &[("key", key), ("found", found)]);
    }
}

fn param(checker: &mut Checker<'_>, key: &str, name: &str, span: Span, range: Range) {
    let manifest = checker.manifest;
    let Some(found) = manifest.params.get(name) else {
        return checker.unknown("unknown-param", span, name, manifest.params.keys().map(String::as_str));
    };
    for value in found.values() {
        match value {
            Const::Number(value) if range.contains(value) => {}
            Const::Number(_) => {
                let written = checker.lines.written(span);
                return checker.error(range.code(), span, &[("key", key), ("found", written)]);
            }
            _ => return checker.error("param-not-a-number", span, &[("key", key), ("name", name)]),
        }
    }
}

/// A `"params.NAME"` among a row's constants names a parameter that there is.
fn constant(checker: &mut Checker<'_>, value: &Const, span: Span) {
    match value {
        Const::List(elements) => elements.iter().for_each(|element| constant(checker, element, span)),
        Const::Map(entries) => entries.values().for_each(|element| constant(checker, element, span)),
        _ => {
            let known = &checker.manifest.params;
            if let Some(name) = named_param(value).filter(|name| !known.contains_key(*name)) {
                checker.unknown("unknown-param", span, name, known.keys().map(String::as_str));
            }
        }
    }
}
