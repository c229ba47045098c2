//! Dated values cover the effective range of the rulebook without gap or overlap.

use super::Checker;
use crate::rulebook::dated::spans;
use crate::rulebook::manifest::{DatedValue, Param, ParamValue, Span};
use jiff::civil::Date;

pub(super) fn check(checker: &mut Checker<'_>) {
    let manifest = checker.manifest;
    for param in manifest.params.values() {
        if let ParamValue::Dated(dated) = &param.value {
            covers(checker, param, dated);
        }
    }
}

fn covers(checker: &mut Checker<'_>, param: &Param, dated: &[DatedValue]) {
    let effective = checker.manifest.effective.clone();
    let name = param.name.value.as_str();
    let spans = spans(dated);
    let Some(first) = spans.first() else {
        return checker.error("no-dated-value", param.name.span, &[("name", name)]);
    };
    // an effective range that could not be read is told elsewhere
    if first.from > effective.from && effective.from != Date::MIN {
        let to = first.from.yesterday().unwrap_or(first.from);
        gap(checker, name, first.dated.span, effective.from, Some(to));
    }
    for (span, next) in spans.iter().zip(spans.iter().skip(1)) {
        // a value that has no end of its own ends the day before the next; of two with one first day neither does
        let to = span.to.unwrap_or(span.from);
        if to >= next.from || span.from == next.from {
            let (from, to) = (next.from.to_string(), to.max(next.from).to_string());
            checker.error("dated-overlap", next.dated.span, &[("name", name), ("from", &from), ("to", &to)]);
        } else if let (Ok(after), Ok(before)) = (to.tomorrow(), next.from.yesterday()) {
            let within = effective.to.is_none_or(|end| after <= end) && before >= effective.from;
            if after <= before && within {
                gap(checker, name, next.dated.span, after, Some(before));
            }
        }
    }
    let Some(last) = spans.last() else { return };
    if let (Some(to), false) = (last.to, last.to >= effective.to && effective.to.is_some())
        && let Ok(after) = to.tomorrow()
    {
        gap(checker, name, last.dated.span, after.max(effective.from), effective.to);
    }
}

fn gap(checker: &mut Checker<'_>, name: &str, span: Span, from: Date, to: Option<Date>) {
    let from = from.to_string();
    match to {
        Some(to) => checker.error("dated-gap", span, &[("name", name), ("from", &from), ("to", &to.to_string())]),
        None => checker.error("dated-end", span, &[("name", name), ("from", &from)]),
    }
}
