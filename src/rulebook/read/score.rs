//! `[score]`: how the top-level groups become the root; and what scores and groups share.

use super::table::{Table, Value};
use crate::number::RoundingMode;
use crate::rulebook::manifest::{At, Combine, NotApplicable, NotApplicableEffect, Rounding, Score, Span, Unanswered};

/// Scores print to at most so many decimals.
const MOST_DIGITS: i64 = 12;

pub(super) fn score(mut table: Table<'_, '_>) -> Score {
    let unanswered = [("zero", Unanswered::Zero), ("exclude", Unanswered::Exclude)];
    let not_applicable = [("rescale", NotApplicable::Rescale), ("reduce", NotApplicable::Reduce)];
    let effect = [("warn", NotApplicableEffect::Warn), ("indeterminate", NotApplicableEffect::Indeterminate)];
    let default = missing(table.span);
    let combine = table.required("combine").and_then(combine).unwrap_or(default.combine);
    let rule = table.optional("rule");
    let monotone = table.optional("monotone");
    if combine.value != Combine::Script {
        for value in [rule, monotone].into_iter().flatten() {
            table.reader.error("only-with-script", value.key_span, &[("key", value.key)]);
        }
    }
    let score = Score {
        combine,
        max: table.optional("max").and_then(Value::amount),
        base: table.optional("base").and_then(Value::amount),
        rounding: table.optional("rounding").and_then(rounding),
        script: table.optional("script").and_then(Value::string),
        rule: rule.and_then(Value::rule),
        monotone: monotone.and_then(Value::truth).unwrap_or(false),
        unanswered: table
            .optional("unanswered")
            .and_then(|value| value.word(&unanswered))
            .map_or(default.unanswered, value_of),
        not_applicable: table
            .optional("not_applicable")
            .and_then(|value| value.word(&not_applicable))
            .map_or(default.not_applicable, value_of),
        min_coverage: table.optional("min_coverage").and_then(Value::share),
        max_not_applicable: table.optional("max_not_applicable").and_then(Value::share),
        max_not_applicable_effect: table
            .optional("max_not_applicable_effect")
            .and_then(|value| value.word(&effect))
            .map_or(default.max_not_applicable_effect, value_of),
        cumulative: table.optional("cumulative").and_then(Value::truth).unwrap_or(true),
        span: table.span,
    };
    table.finish();
    score
}

fn value_of<T>(at: At<T>) -> T {
    at.value
}

/// What stands for a `[score]` that is missing or says nothing.
pub(super) fn missing(span: Span) -> Score {
    Score {
        combine: At { value: Combine::Sum, span },
        max: None,
        base: None,
        rounding: None,
        script: None,
        rule: None,
        monotone: false,
        unanswered: Unanswered::Zero,
        not_applicable: NotApplicable::Rescale,
        min_coverage: None,
        max_not_applicable: None,
        max_not_applicable_effect: NotApplicableEffect::Warn,
        cumulative: true,
        span,
    }
}

pub(super) fn combine(value: Value<'_, '_>) -> Option<At<Combine>> {
    value.word(&[
        ("sum", Combine::Sum),
        ("mean", Combine::Mean),
        ("min", Combine::Min),
        ("max", Combine::Max),
        ("script", Combine::Script),
    ])
}

pub(super) fn rounding(value: Value<'_, '_>) -> Option<Rounding> {
    let modes = [
        ("half_up", RoundingMode::HalfUp),
        ("half_even", RoundingMode::HalfEven),
        ("down", RoundingMode::Down),
        ("up", RoundingMode::Up),
    ];
    let mut table = value.table("Rounding")?;
    let digits = table.required("digits").and_then(|value| value.integer(0, MOST_DIGITS));
    let mode = table.optional("mode").and_then(|value| value.word(&modes)).map_or(RoundingMode::HalfUp, value_of);
    table.finish();
    Some(Rounding { digits: u8::try_from(digits?).ok()?, mode })
}
