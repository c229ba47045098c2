//! `zhiheng explain`: how a result comes about, row by row.

use crate::answer::Answer;
use crate::books;
use crate::call::{Explain, Format};
use crate::findings;
use crate::input::Input;
use crate::json;
use crate::output::{deliver, refuse_overwriting};
use crate::trouble::Trouble;
use crate::voice::Voice;
use zhiheng::explain::Explanation;
use zhiheng::{Error, Options};

/// Explains the result of one profile under one rulebook.
pub fn run(call: &Explain, voice: &Voice) -> Result<Answer, Trouble> {
    refuse_overwriting(call.output.as_deref(), std::slice::from_ref(&call.profile), voice)?;
    let book = books::book(&call.by, voice)?;
    let input = Input::read(&call.profile, voice)?;
    findings::tell(&input, std::slice::from_ref(&book), false, voice)?;
    let mut options = Options::default();
    options.as_of = call.as_of;
    options.rules_on = call.rules_on;
    options.even_if_not_in_effect = call.even_if_not_in_effect;
    let explanation = zhiheng::explain::explain(&book, &input.bytes, &options).map_err(|error| Trouble::Library {
        error,
        name: input.name.clone(),
        text: input.text(),
    })?;
    let explanation =
        narrowed(explanation, call).map_err(|error| Trouble::Library { error, name: call.by.clone(), text: None })?;
    let text = match call.format {
        Format::Json => json::text(&explanation)?,
        Format::Text => zhiheng::report::explanation(&explanation, voice.lang, &zhiheng::report::Style::default()),
    };
    deliver(call.output.as_deref(), &text, voice)?;
    Ok(Answer::Yes)
}

fn narrowed(explanation: Explanation, call: &Explain) -> Result<Explanation, Error> {
    let explanation = match &call.item {
        Some(key) => explanation.of_item(key)?,
        None => explanation,
    };
    match &call.row {
        Some(id) => explanation.of_row(id),
        None => Ok(explanation),
    }
}
