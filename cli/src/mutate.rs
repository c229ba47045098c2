//! `zhiheng test --mutate`: which changes of a rulebook its worked cases notice.

use crate::answer::Answer;
use crate::books;
use crate::call::{Format, Test};
use crate::json;
use crate::output::deliver;
use crate::test::told_of;
use crate::trouble::Trouble;
use crate::voice::Voice;
use serde::Serialize;
use std::path::Path;
use zhiheng::Number;
use zhiheng::mutation::{Mutants, MutationReport};

#[derive(Serialize)]
struct Tried {
    folder: String,
    percent_killed: Option<Number>,
    #[serde(flatten)]
    report: MutationReport,
}

/// Changes rulebooks one thing at a time; that too little is noticed is the answer no.
pub fn run(call: &Test, voice: &Voice) -> Result<Answer, Trouble> {
    let folders = books::folders(&call.on.folders, voice)?;
    let least = call.min_killed.map(|percent| Number::from(i64::from(percent)));
    let (mut all, mut text, mut answer) = (Vec::new(), String::new(), Answer::Yes);
    for folder in &folders {
        let name = folder.display().to_string();
        let mutants = load(folder, &name)?;
        if mutants.cases().cases.is_empty() || !mutants.cases().is_success() {
            // cases that fail anyway notice nothing
            voice.plain(&told_of(&name, mutants.cases(), voice));
            answer = Answer::No;
            continue;
        }
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        let report = mutants.run(threads);
        let percent_killed = report.percent_killed();
        if !report.stale.is_empty() {
            answer = Answer::No;
        }
        if percent_killed.as_ref().is_some_and(|percent| least.as_ref().is_some_and(|least| percent < least)) {
            answer = Answer::No;
        }
        text.push_str(&format!("{name}\n{}", report.text(voice.lang)));
        all.push(Tried { folder: name, percent_killed, report });
    }
    if call.on.format == Format::Json {
        text = json::text(&all)?;
    }
    deliver(None, &text, voice)?;
    Ok(answer)
}

fn load(folder: &Path, name: &str) -> Result<Mutants, Trouble> {
    Mutants::of(folder).map_err(|error| Trouble::Library { error, name: name.to_owned(), text: None })
}
