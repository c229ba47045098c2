//! `[[gates]]`: what bars, caps or demotes, whatever the score.

use super::table::{Table, Value};
use crate::rulebook::manifest::{At, Effect, Gate, Rule, Trigger};

pub(super) fn gates(value: Value<'_, '_>) -> Vec<Gate> {
    value.tables("Gate").into_iter().map(gate).collect()
}

fn gate(mut table: Table<'_, '_>) -> Gate {
    let span = table.span;
    let id = table.required("id").and_then(Value::id).unwrap_or_default();
    let title = table.required("title").and_then(Value::text).unwrap_or_default();
    let when = table.optional("when");
    let require = table.optional("require");
    let effect = table.required("effect").and_then(effect).unwrap_or(Effect::Warn);
    let basis = table.optional("basis").map(Value::strings).unwrap_or_default();
    let advice = table.optional("advice").and_then(Value::text);
    let status = table.optional("status").and_then(Value::status);
    match (when, require) {
        (Some(_), Some(second)) => table.reader.error("when-and-require", second.key_span, &[]),
        (None, None) => table.reader.error("when-or-require", span, &[]),
        _ => {}
    }
    table.finish();
    // a rule without a name stands for one that could not be read
    let unread = At { value: Rule { script: None, function: String::new() }, span };
    let trigger = match when {
        Some(when) => Trigger::When(when.rule().unwrap_or(unread)),
        None => Trigger::Require(require.and_then(Value::rule).unwrap_or(unread)),
    };
    Gate { id, title, trigger, effect, basis, advice, status, span }
}

fn effect(value: Value<'_, '_>) -> Option<Effect> {
    let mut table = value.table("Effect")?;
    let bar = table.optional("bar");
    let warn = table.optional("warn");
    let cap_level = table.optional("cap_level");
    let cap_score = table.optional("cap_score");
    let demote = table.optional("demote");
    let written: Vec<_> = [bar, warn, cap_level, cap_score, demote].into_iter().flatten().collect();
    if written.len() != 1 {
        value.refuse("one-effect");
    }
    for flag in [bar, warn].into_iter().flatten() {
        if flag.truth() == Some(false) {
            flag.refuse("effect-false");
        }
    }
    table.finish();
    if bar.is_some() {
        Some(Effect::Bar)
    } else if let Some(level) = cap_level {
        level.string().map(Effect::CapLevel)
    } else if let Some(score) = cap_score {
        score.amount().map(Effect::CapScore)
    } else if let Some(steps) = demote {
        steps.amount().map(Effect::Demote)
    } else {
        Some(Effect::Warn)
    }
}
