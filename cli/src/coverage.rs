//! `zhiheng test --coverage`: what of a rulebook its worked cases reach.

use crate::answer::Answer;
use crate::books;
use crate::call::{Format, Test};
use crate::json;
use crate::junit;
use crate::output::deliver;
use crate::test::told_of;
use crate::trouble::Trouble;
use crate::voice::Voice;
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;
use zhiheng::Number;
use zhiheng::coverage::{Coverage, Kind, Tally, page};

#[derive(Serialize)]
struct Covered {
    folder: String,
    percent: Option<Number>,
    total: Tally,
    kinds: BTreeMap<Kind, Tally>,
    #[serde(flatten)]
    coverage: Coverage,
}

/// Runs worked cases while looking on; failing cases, and too little that is reached, are the answer no.
pub fn run(call: &Test, voice: &Voice) -> Result<Answer, Trouble> {
    let folders = books::folders(&call.on.folders, voice)?;
    let least = call.min_coverage.map(|percent| Number::from(i64::from(percent)));
    let (mut all, mut answer) = (Vec::new(), Answer::Yes);
    for folder in &folders {
        let covered = Covered::of(folder)?;
        let cases = &covered.coverage.cases;
        if !cases.is_success() {
            voice.plain(&told_of(&covered.folder, cases, voice));
            answer = Answer::No;
        }
        if covered.percent.as_ref().is_some_and(|percent| least.as_ref().is_some_and(|least| percent < least)) {
            answer = Answer::No;
        }
        all.push(covered);
    }
    if let Some(file) = &call.html {
        let books: Vec<(&str, &Coverage)> = all.iter().map(|book| (book.folder.as_str(), &book.coverage)).collect();
        let page = page(&books, voice.lang).map_err(|error| wrong(error, ""))?;
        deliver(Some(file), &page, voice)?;
    }
    if let Some(file) = &call.lcov {
        let traced: String = all.iter().map(|book| book.coverage.lcov(&prefix(&book.folder))).collect();
        deliver(Some(file), &traced, voice)?;
    }
    if let Some(file) = &call.junit {
        let suites: Vec<_> = all.iter().map(|book| (book.folder.as_str(), &book.coverage.cases)).collect();
        deliver(Some(file), &junit::document(&suites, voice.lang), voice)?;
    }
    let text = match call.on.format {
        Format::Json => json::text(&all)?,
        Format::Text => all.iter().map(|book| format!("{}\n{}", book.folder, book.coverage.text(voice.lang))).collect(),
    };
    deliver(None, &text, voice)?;
    Ok(answer)
}

impl Covered {
    fn of(folder: &Path) -> Result<Covered, Trouble> {
        let name = folder.display().to_string();
        let coverage = Coverage::of(folder).map_err(|error| wrong(error, &name))?;
        let total = coverage.total();
        let kinds = Kind::ALL.into_iter().map(|kind| (kind, coverage.of_kind(kind))).collect();
        Ok(Covered { folder: name, percent: total.percent(), total, kinds, coverage })
    }
}

/// What stands before the files of a folder, from where one stands.
fn prefix(folder: &str) -> String {
    match folder.trim_end_matches('/') {
        "" | "." => String::new(),
        folder => format!("{}/", folder.trim_start_matches("./")),
    }
}

fn wrong(error: zhiheng::Error, name: &str) -> Trouble {
    Trouble::Library { error, name: name.to_owned(), text: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_from_where_one_stands() {
        assert_eq!(
            ["rules/a", "rules/a/", "./a", ".", "/x/a"].map(prefix),
            ["rules/a/", "rules/a/", "a/", "", "/x/a/"]
        );
    }
}
