//! `zhiheng test --update`: expectations that do not hold become what comes out.

use crate::answer::Answer;
use crate::books;
use crate::call::{Format, Test};
use crate::json;
use crate::output::deliver;
use crate::trouble::Trouble;
use crate::voice::Voice;
use serde::Serialize;
use zhiheng::cases;

#[derive(Serialize)]
struct Updated {
    folder: String,
    #[serde(flatten)]
    update: cases::Update,
}

/// Rewrites case files, each whole or not at all; what could not be rewritten is the answer no.
pub fn run(call: &Test, voice: &Voice) -> Result<Answer, Trouble> {
    let folders = books::folders(&call.on.folders, voice)?;
    let mut all = Vec::new();
    for folder in &folders {
        let name = folder.display().to_string();
        let update =
            cases::Update::of(folder).map_err(|error| Trouble::Library { error, name: name.clone(), text: None })?;
        all.push((folder, Updated { folder: name, update }));
    }
    for (folder, updated) in &all {
        for file in &updated.update.files {
            deliver(Some(&folder.join(&file.file)), &file.text, voice)?;
        }
    }
    let all: Vec<Updated> = all.into_iter().map(|(_, updated)| updated).collect();
    let text = match call.on.format {
        Format::Json => json::text(&all)?,
        Format::Text => {
            all.iter().map(|updated| format!("{}\n{}", updated.folder, updated.update.text(voice.lang))).collect()
        }
    };
    deliver(None, &text, voice)?;
    Ok(if all.iter().all(|updated| updated.update.kept.is_empty()) { Answer::Yes } else { Answer::No })
}
