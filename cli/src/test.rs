//! `zhiheng test`: the worked cases of rulebooks.

use crate::answer::Answer;
use crate::books;
use crate::call::{Format, Test};
use crate::json;
use crate::junit;
use crate::output::deliver;
use crate::trouble::Trouble;
use crate::voice::Voice;
use crate::words::say;
use serde::Serialize;
use zhiheng::cases::{Report, Suite};

#[derive(Serialize)]
struct Tested {
    folder: String,
    #[serde(flatten)]
    report: Report,
}

/// Runs worked cases; a failing one is the answer no.
pub fn run(call: &Test, voice: &Voice) -> Result<Answer, Trouble> {
    let folders = books::folders(&call.on.folders, voice)?;
    let (mut all, mut troubles) = (Vec::new(), Vec::new());
    for folder in &folders {
        let name = folder.display().to_string();
        let report = books::load(folder).and_then(|book| {
            let suite =
                Suite::load(folder).map_err(|error| Trouble::Library { error, name: name.clone(), text: None })?;
            Ok(suite.run(&book))
        });
        match report {
            Ok(report) => all.push(Tested { folder: name, report }),
            Err(trouble) => troubles.push(trouble),
        }
    }
    let text = match call.on.format {
        Format::Json => json::text(&all)?,
        Format::Text => all.iter().map(|tested| told(tested, voice)).collect(),
    };
    if let Some(file) = &call.junit {
        let suites: Vec<(&str, &Report)> = all.iter().map(|tested| (tested.folder.as_str(), &tested.report)).collect();
        deliver(Some(file), &junit::document(&suites, voice.lang), voice)?;
    }
    deliver(None, &text, voice)?;
    match Trouble::all(troubles) {
        Some(trouble) => Err(trouble),
        None if all.iter().all(|tested| tested.report.is_success()) => Ok(Answer::Yes),
        None => Ok(Answer::No),
    }
}

fn told(tested: &Tested, voice: &Voice) -> String {
    let Tested { folder, report } = tested;
    told_of(folder, report, voice)
}

/// What came of the cases in `folder`.
pub fn told_of(folder: &str, report: &Report, voice: &Voice) -> String {
    if report.cases.is_empty() {
        return format!("{}\n", voice.fill(&say().test_no_cases, &[("id", folder)]));
    }
    format!("{folder}\n{}", report.text(voice.lang))
}
