//! `zhiheng check`: every mistake in rulebooks, with the place.

use crate::answer::Answer;
use crate::books;
use crate::call::{Check, CheckFormat};
use crate::json;
use crate::output::deliver;
use crate::sarif;
use crate::snippet;
use crate::trouble::Trouble;
use crate::voice::Voice;
use crate::words::say;
use serde::Serialize;
use std::path::Path;
use zhiheng::diagnostic::{Diagnostic, Severity};
use zhiheng::lint::lint;
use zhiheng::{Error, Rulebook};

#[derive(Serialize)]
struct Checked {
    folder: String,
    findings: Vec<Diagnostic>,
}

/// Checks rulebooks; findings are the answer no.
pub fn run(call: &Check, voice: &Voice) -> Result<Answer, Trouble> {
    let folders = books::folders(&call.folders, voice)?;
    let (mut all, mut text) = (Vec::new(), String::new());
    for folder in &folders {
        let (checked, told) = check(folder, voice)?;
        all.push(checked);
        text.push_str(&told);
    }
    match call.format {
        CheckFormat::Text => {}
        CheckFormat::Json => text = json::text(&all)?,
        CheckFormat::Sarif => {
            let folders = all.iter().map(|checked| (checked.folder.as_str(), checked.findings.as_slice()));
            text = sarif::log(folders, voice.lang)?;
        }
    }
    deliver(call.output.as_deref(), &text, voice)?;
    let count = |severity| {
        let findings = all.iter().flat_map(|checked| &checked.findings);
        findings.filter(|finding| finding.severity == severity).count()
    };
    let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
    if errors + warnings == 0 {
        return Ok(Answer::Yes);
    }
    let values = [("errors", &*errors.to_string()), ("warnings", &*warnings.to_string())];
    voice.plain(&format!("{}\n", voice.fill(&say().counted, &values)));
    Ok(Answer::No)
}

/// The findings about one rulebook, for programs and for people.
fn check(folder: &Path, voice: &Voice) -> Result<(Checked, String), Trouble> {
    let name = folder.display().to_string();
    let (findings, text) = match Rulebook::load(folder) {
        Ok(book) => {
            let findings = lint(&book);
            let sources = |file: &str| book.source_text(file);
            let told = match findings.as_slice() {
                [] => format!("{}\n", voice.fill(&say().check_clean, &[("id", &name)])),
                findings => snippet::diagnostics(findings, &name, &sources, voice.lang),
            };
            (findings, told)
        }
        Err(Error::Rulebook(error)) => {
            let sources = |file: &str| error.source_text(file);
            (error.diagnostics().to_vec(), snippet::diagnostics(error.diagnostics(), &name, &sources, voice.lang))
        }
        Err(error) => return Err(Trouble::Library { error, name, text: None }),
    };
    Ok((Checked { folder: name, findings }, text))
}
