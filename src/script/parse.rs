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

/// A script, or what is wrong with it.
pub(crate) type Outcome = Result<Script, Vec<Diagnostic>>;

/// Reads scripts, each with the name by which messages call its file.
///
/// A script that does not parse gives its first syntax error alone, one beyond a limit that limit alone; otherwise
/// everything in it that the rule language does not have is told at once, in the order of the file.
pub(crate) fn parse_all(scripts: &[(&str, &str)], limits: &Limits) -> Vec<Outcome> {
    if !canary::rhai_is_sound() {
        let altered = |(file, _): &(&str, &str)| Err(vec![Diagnostic::error("altered-rhai", Place::file(*file), &[])]);
        return scripts.iter().map(altered).collect();
    }
    read_all(scripts, limits)
}

fn read_all(scripts: &[(&str, &str)], limits: &Limits) -> Vec<Outcome> {
    // checkouts differ in line ends; a raw string must not
    let texts: Vec<String> = scripts.iter().map(|(_, text)| text.replace("\r\n", "\n")).collect();
    let named = scripts.iter().zip(&texts);
    let scanned: Vec<_> = named.map(|((file, written), text)| Scanned::of(file, written.len(), text, limits)).collect();
    // a thread for all of them: each takes as long to come and go as a short script to parse
    let levels = scanned.iter().flatten().map(|scanned| scanned.levels).max().unwrap_or_default();
    let all = engine::on_deep_stack(levels, || scanned.iter().map(|script| converted(script, limits)).collect());
    all.unwrap_or_else(|| {
        let alone = |(script, (file, _)): (&Result<Scanned<'_>, Vec<Diagnostic>>, &(&str, &str))| {
            engine::on_deep_stack(levels, || converted(script, limits)).unwrap_or_else(|| Err(parser_failed(file)))
        };
        scanned.iter().zip(scripts).map(alone).collect()
    })
}

fn parser_failed(file: &str) -> Vec<Diagnostic> {
    vec![Diagnostic::error("parser-failed", Place::file(file), &[])]
}

/// A script within the limits, before Rhai sees it.
struct Scanned<'t> {
    source: Source<'t>,
    bare: String,
    flaw: Option<Flaw>,
    /// How many levels a parser may go down in it.
    levels: usize,
}

impl<'t> Scanned<'t> {
    fn of(file: &'t str, written: usize, text: &'t str, limits: &Limits) -> Result<Scanned<'t>, Vec<Diagnostic>> {
        if written > limits.script_bytes {
            let limit = limits.script_bytes.to_string();
            return Err(vec![Diagnostic::error("script-too-large", Place::file(file), &[("limit", &limit)])]);
        }
        let scanned = scan(text);
        let levels = depth::measure(file, &scanned.tokens, limits)?;
        if let Some(flaw) = scanned.flaw.filter(|flaw| flaw.code == "lone-carriage-return") {
            return Err(vec![flaw.diagnostic(file)]);
        }
        let bare = without_comments(text, &scanned);
        let Scan { tokens, flaw, .. } = scanned;
        Ok(Scanned { source: Source::new(file, tokens), bare, flaw, levels })
    }
}

/// Converts what could be scanned. All that Rhai allocates is dropped on the same deep stack.
fn converted(scanned: &Result<Scanned<'_>, Vec<Diagnostic>>, limits: &Limits) -> Outcome {
    let Scanned { source, bare, flaw, .. } = scanned.as_ref().map_err(Clone::clone)?;
    convert(source, bare, *flaw, limits)
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

/// Reads one script.
#[cfg(test)]
pub(crate) fn parse(file: &str, text: &str, limits: &Limits) -> Outcome {
    parse_all(&[(file, text)], limits).pop().unwrap_or_else(|| Err(parser_failed(file)))
}

#[cfg(test)]
mod tests;
