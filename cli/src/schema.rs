//! `zhiheng schema`: the JSON Schemas, for editors and for programs that make profiles or read assessments.

use crate::answer::Answer;
use crate::call::{Document, Schema};
use crate::output::deliver;
use crate::trouble::Trouble;
use crate::voice::Voice;

/// Prints a schema.
pub fn run(call: &Schema, voice: &Voice) -> Result<Answer, Trouble> {
    let text = match call.document {
        Document::Profile => zhiheng::schema::profile(),
        Document::Rulebook => zhiheng::schema::rulebook(),
        Document::Assessment => zhiheng::schema::assessment(),
        Document::Cases => zhiheng::schema::cases(),
    };
    deliver(call.output.as_deref(), &text, voice)?;
    Ok(Answer::Yes)
}
