//! What parses to which tree, what is refused where, and that nothing brings the parser down.

#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, reason = "a test that fails panics")]

mod constructs;
mod limits;
mod places;
mod print;
mod random;
mod refusals;
mod rules;
mod syntax;

use super::*;

/// The tree of the body of `fn f(p)`.
fn body(text: &str) -> String {
    match parse("t.rhai", &format!("fn f(p) {{ {text} }}"), &Limits::default()) {
        Ok(script) => script.functions.first().map(|f| print::block(&f.body)).unwrap_or_default(),
        Err(diagnostics) => format!("{diagnostics:#?}"),
    }
}

/// The tree of one expression.
fn expr(text: &str) -> String {
    let body = body(text);
    body.strip_prefix("{").and_then(|rest| rest.strip_suffix("}=")).map_or(body.clone(), str::to_owned)
}

/// The codes and places of what is refused in a whole file.
fn refused(text: &str) -> Vec<String> {
    match parse("t.rhai", text, &Limits::default()) {
        Ok(script) => vec![format!("parsed: {script:?}")],
        Err(diagnostics) => diagnostics
            .iter()
            .map(|d| format!("{} {}:{}+{}", d.code, d.place.line, d.place.column, d.place.length))
            .collect(),
    }
}

/// The same of the body of `fn f(p)`, with columns counted from its first character.
fn refused_in_body(text: &str) -> Vec<String> {
    refused(&format!("fn f(p) {{\n{text}\n}}")).iter().map(|told| told.replacen(" 2:", " ", 1)).collect()
}
