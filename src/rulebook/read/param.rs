//! `[params.NAME]`: the tunables, each with one value or with values by date.

use super::table::{Table, Value};
use super::value::is_id;
use crate::number::Number;
use crate::rulebook::manifest::{At, Const, DatedValue, Param, ParamValue};
use std::collections::BTreeMap;

pub(super) fn params(value: Value<'_, '_>) -> BTreeMap<String, Param> {
    let Some(table) = value.table("Params") else { return BTreeMap::new() };
    table.entries().into_iter().filter_map(|(name, value)| Some((name.clone(), param(name, value)?))).collect()
}

fn param(name: String, value: Value<'_, '_>) -> Option<Param> {
    if !is_id(&name) {
        value.reader.error("bad-id", value.key_span, &[("key", "params"), ("found", &name)]);
    }
    let mut table = value.table("Param")?;
    let title = table.optional("title").and_then(Value::text);
    let unit = table.optional("unit").and_then(Value::text);
    let basis = table.optional("basis").map(Value::strings).unwrap_or_default();
    let status = table.optional("status").and_then(Value::status);
    let constant = table.optional("value");
    let dated = table.optional("dated");
    let written = match (constant, dated) {
        (Some(constant), None) => always(constant),
        (None, Some(dated)) => {
            ParamValue::Dated(dated.tables("DatedValue").into_iter().filter_map(dated_value).collect())
        }
        (Some(_), Some(dated)) => {
            table.reader.error("value-and-dated", dated.key_span, &[("name", &name)]);
            ParamValue::Always(At { value: unread(), span: dated.span })
        }
        (None, None) => {
            table.reader.error("value-or-dated", value.key_span, &[("name", &name)]);
            ParamValue::Always(At { value: unread(), span: value.span })
        }
    };
    table.finish();
    let name = At { value: name, span: value.key_span };
    Some(Param { name, title, unit, basis, status, value: written, span: value.span })
}

fn always(value: Value<'_, '_>) -> ParamValue {
    ParamValue::Always(At { value: value.constant().unwrap_or_else(unread), span: value.span })
}

fn dated_value(mut table: Table<'_, '_>) -> Option<DatedValue> {
    let from = table.required("from").and_then(Value::date);
    let to = table.optional("to");
    let last = to.and_then(Value::date);
    let value = table.required("value");
    let constant = value.and_then(Value::constant).unwrap_or_else(unread);
    let basis = table.optional("basis").map(Value::strings).unwrap_or_default();
    let span = table.span;
    if let (Some(to), Some(from), Some(last)) = (to, from, last)
        && last < from
    {
        to.refuse("reversed-dates");
    }
    table.finish();
    let value = At { value: constant, span: value.map_or(span, |value| value.span) };
    Some(DatedValue { from: from?, to: last.filter(|last| from <= Some(*last)), value, basis, span })
}

/// What stands for a value that could not be read.
fn unread() -> Const {
    Const::Number(Number::from(1))
}
