//! `[lints]`: which findings about the rulebook its author has weighed, and why.

use super::table::{Table, Value};
use crate::diagnostic::{Diagnostic, nearest};
use crate::rulebook::lints::LINTS;
use crate::rulebook::manifest::{LintLevel, LintSetting};

pub(super) fn lints(value: Value<'_, '_>) -> Vec<LintSetting> {
    let Some(table) = value.table("Lints") else { return Vec::new() };
    table.entries().into_iter().flat_map(|(code, value)| settings(&code, value)).collect()
}

/// The settings of one lint: a table, or a list of tables with reasons of their own.
fn settings(code: &str, value: Value<'_, '_>) -> Vec<LintSetting> {
    if !LINTS.contains(&code) {
        let place = value.reader.lines().place(value.key_span);
        let finding = Diagnostic::error("unknown-lint", place, &[("name", code)]);
        value.reader.report(finding.suggest(nearest(code, LINTS.iter().copied())));
    }
    let tables = if value.is_table() { value.table("Lint").into_iter().collect() } else { value.tables("Lint") };
    tables.into_iter().map(|table| setting(code, table)).collect()
}

fn setting(code: &str, mut table: Table<'_, '_>) -> LintSetting {
    let level = table
        .required("level")
        .and_then(|value| {
            value.word(&[("allow", LintLevel::Allow), ("warn", LintLevel::Warn), ("deny", LintLevel::Deny)])
        })
        .map_or(LintLevel::Warn, |level| level.value);
    let at = table.optional("at").map(Value::strings).unwrap_or_default();
    let reason = match level {
        LintLevel::Allow => table.required("reason"),
        LintLevel::Warn | LintLevel::Deny => table.optional("reason"),
    };
    if let Some(reason) = reason {
        reason.text();
    }
    let span = table.span;
    table.finish();
    LintSetting { code: code.to_owned(), level, at: at.into_iter().map(|at| at.value).collect(), span }
}
