//! `mutants.toml`: the changes that no case can notice, each with the reason that its author gives.

use crate::diagnostic::{Diagnostic, Place};
use crate::error::{Error, RulebookError};
use crate::rulebook::read::parse;
use crate::rulebook::read::table::{Reader, Table};
use crate::rulebook::shelf::{Trouble, read_file};
use crate::text::Text;
use std::collections::BTreeMap;
use std::path::Path;

const FILE: &str = "mutants.toml";

/// One entry of the file.
#[derive(Clone, Debug)]
pub(super) struct Explained {
    pub file: String,
    /// The change by its name, `params.growth[0][1] 10 → 11`.
    pub change: String,
    pub reason: Text,
    pub place: Place,
}

/// The entries of the file in a rulebook's folder; none where there is no such file.
pub(super) fn load(folder: &Path) -> Result<Vec<Explained>, Error> {
    let fail = |findings: Vec<Diagnostic>, texts| Err(RulebookError::new(findings, texts).into());
    let text = match read_file(&folder.join(FILE)) {
        Ok(text) => text,
        Err(Trouble::Missing) => return Ok(Vec::new()),
        Err(trouble) => return fail(vec![trouble.report(Place::file(FILE), FILE)], BTreeMap::new()),
    };
    let (entries, findings) = read(&text);
    if findings.is_empty() { Ok(entries) } else { fail(findings, BTreeMap::from([(FILE.to_owned(), text)])) }
}

fn read(text: &str) -> (Vec<Explained>, Vec<Diagnostic>) {
    let reader = Reader::new(FILE, text);
    let mut entries = Vec::new();
    if let Some(document) = parse(&reader, text) {
        let mut table = Table::new(&reader, "Mutants", document.get_ref(), reader.lines().whole());
        let survivors = table.required("survivor");
        table.finish();
        for mut entry in survivors.map(|list| list.tables("Survivor")).unwrap_or_default() {
            let place = reader.lines().place(entry.span);
            let file = entry.required("file").and_then(|value| value.string());
            let change = entry.required("change").and_then(|value| value.string());
            let reason = entry.required("reason").and_then(|value| value.text());
            if let (Some(file), Some(change), Some(reason)) = (file, change, reason) {
                entries.push(Explained { file: file.value, change: change.value, reason, place });
            }
            entry.finish();
        }
    }
    (entries, reader.into_findings())
}
