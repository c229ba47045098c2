//! Rhai text to the script tree: Rhai parses, the token scan gives back what its tree loses, and whatever the rule
//! language does not name is refused with its place.

mod canary;
mod coalesce;
mod depth;
mod engine;
mod expr;
mod function;
mod literal;
mod reader;
mod refuse;
mod source;
mod statement;
mod switch;
mod syntax;

use super::ast::Script;
use super::scan::{Flaw, Scan, scan};
use crate::diagnostic::{Diagnostic, Place};
use crate::limits::Limits;
use engine::Failure;
use reader::Reader;
use source::Source;

/// Reads the script `text` of the file that messages call `file`.
///
/// A script that does not parse gives its first syntax error alone, one beyond a limit that limit alone; otherwise
/// everything in it that the rule language does not have is told at once, in the order of the file.
pub(crate) fn parse(file: &str, text: &str, limits: &Limits) -> Result<Script, Vec<Diagnostic>> {
    if !canary::rhai_is_sound() {
        return Err(vec![Diagnostic::error("altered-rhai", Place::file(file), &[])]);
    }
    read(file, text, limits)
}

fn read(file: &str, text: &str, limits: &Limits) -> Result<Script, Vec<Diagnostic>> {
    if text.len() > limits.script_bytes {
        let limit = limits.script_bytes.to_string();
        return Err(vec![Diagnostic::error("script-too-large", Place::file(file), &[("limit", &limit)])]);
    }
    // checkouts differ in line ends; a raw string must not
    let text = text.replace("\r\n", "\n");
    let scanned = scan(&text);
    let levels = depth::measure(file, &scanned.tokens, limits)?;
    if let Some(flaw) = scanned.flaw.filter(|flaw| flaw.code == "lone-carriage-return") {
        return Err(vec![flaw.diagnostic(file)]);
    }
    let bare = without_comments(&text, &scanned);
    let Scan { tokens, flaw, .. } = scanned;
    let source = Source::new(file, tokens);
    // all that Rhai allocates is dropped on the same deep stack
    engine::on_deep_stack(levels, || convert(&source, &bare, flaw, limits))
        .unwrap_or_else(|| Err(vec![Diagnostic::error("parser-failed", Place::file(file), &[])]))
}

fn convert(source: &Source<'_>, bare: &str, flaw: Option<Flaw>, limits: &Limits) -> Result<Script, Vec<Diagnostic>> {
    let parsed = match engine::parse(bare) {
        Ok(parsed) => parsed,
        Err(Failure::Syntax(error)) => return Err(vec![syntax::diagnostic(source, bare, &error, flaw)]),
        Err(Failure::TooIntricate) => {
            return Err(vec![Diagnostic::error("script-too-intricate", Place::file(source.file), &[])]);
        }
    };
    if let Some(flaw) = flaw {
        return Err(vec![syntax::flaw(source, flaw)]);
    }
    let mut reader = Reader::new(source, parsed.functions, limits);
    refuse::check(source, &mut reader.diagnostics);
    coalesce::check(source, &mut reader.diagnostics);
    let script = reader.script(&parsed.top);
    let mut diagnostics = reader.diagnostics;
    if diagnostics.is_empty() {
        return Ok(script);
    }
    diagnostics.sort_by(|a, b| (&a.place, a.code).cmp(&(&b.place, b.code)));
    diagnostics.dedup();
    Err(diagnostics)
}

/// The text with spaces for comments, so that no build of Rhai can read anything into them.
fn without_comments(text: &str, scanned: &Scan<'_>) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut from = 0;
    for comment in &scanned.comments {
        bare.push_str(text.get(from..comment.start).unwrap_or_default());
        let blank = |c: char| if c == '\n' { '\n' } else { ' ' };
        bare.extend(text.get(comment.clone()).unwrap_or_default().chars().map(blank));
        from = comment.end;
    }
    bare.push_str(text.get(from..).unwrap_or_default());
    match bare.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => bare,
    }
}

#[cfg(test)]
mod tests;
