//! A finding as text: what is wrong, the line where it stands with a mark under the mistake, and what to do.

use crate::words::{fill, say};
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str};
use std::ops::Range;
use zhiheng::Lang;
use zhiheng::diagnostic::{Diagnostic, Place, Severity};

/// More findings of one document than anybody reads at once.
const MOST: usize = 200;

/// The text of the files that diagnostics name.
pub type Sources<'a> = &'a dyn Fn(&str) -> Option<&'a str>;

/// Longer lines are named and not shown.
const LONGEST_LINE: usize = 2000;

/// The findings of one document, called `name` where they do not say it themselves.
pub fn diagnostics(diagnostics: &[Diagnostic], name: &str, sources: Sources<'_>, lang: Lang) -> String {
    let told = diagnostics.iter().take(MOST).map(|finding| diagnostic(finding, name, sources, lang) + "\n");
    let mut text: String = told.collect();
    if let Some(more) = diagnostics.len().checked_sub(MOST).filter(|more| *more > 0) {
        let more = fill(&say().more, lang, &[("count", &more.to_string())]);
        text.push_str(&format!("{}: {more}\n", say().note.get(lang)));
    }
    text
}

/// A diagnostic, with the line that it speaks of where its text is at hand.
fn diagnostic(diagnostic: &Diagnostic, name: &str, sources: Sources<'_>, lang: Lang) -> String {
    let place = &diagnostic.place;
    let file = file_of(name, &place.file);
    let title = level(diagnostic.severity, lang).primary_title(diagnostic.message(lang)).id(diagnostic.code);
    let mut group = Group::with_title(title);
    let line = sources(&place.file).and_then(|text| line(text, place));
    if let Some(line) = line.filter(|line| line.len() <= LONGEST_LINE) {
        let mut snippet = Snippet::source(line).line_start(place.line as usize).path(file);
        if place.column > 0 {
            snippet = snippet.annotation(AnnotationKind::Primary.span(span(line, place)));
        } else {
            snippet = snippet.annotation(AnnotationKind::Primary.span(0..line.len()));
        }
        group = group.element(snippet);
    } else if !file.is_empty() {
        let mut origin = Origin::path(file);
        if place.line > 0 {
            origin = origin.line(place.line as usize);
        }
        if place.line > 0 && place.column > 0 {
            origin = origin.char_column(place.column as usize);
        }
        group = group.element(origin);
    }
    if let Some(path) = &diagnostic.path {
        let text = fill(&say().path, lang, &[("path", path)]);
        group = group.element(Level::NOTE.with_name(say().note.get(lang)).message(normalize_untrusted_str(&text)));
    }
    if let Some(help) = diagnostic.help(lang) {
        group = group.element(Level::HELP.with_name(say().help.get(lang)).message(normalize_untrusted_str(help)));
    }
    rendered(group)
}

/// A file of the document `name`: a folder's files are told by their paths from it.
pub fn file_of(name: &str, file: &str) -> String {
    if file.is_empty() || name == file {
        return name.to_owned();
    }
    let (mut folder, mut file) = (name.trim_end_matches('/'), file);
    while let Some(rest) = file.strip_prefix("../") {
        match folder.rsplit_once('/') {
            Some((above, last)) if !matches!(last, "" | "." | "..") => folder = above,
            _ => break,
        }
        file = rest;
    }
    if folder.is_empty() { file.to_owned() } else { format!("{folder}/{file}") }
}

/// Something to say that stands nowhere in a document.
pub fn remark(severity: Severity, message: &str, help: Option<&str>, lang: Lang) -> String {
    let mut text = rendered(Group::with_title(level(severity, lang).primary_title(message)));
    if let Some(help) = help {
        text.push_str(&format!("  {}: {}\n", say().help.get(lang), normalize_untrusted_str(help)));
    }
    text
}

/// Always in colour: the stream takes colours out where they are not wanted.
fn rendered(group: Group<'_>) -> String {
    let mut text = Renderer::styled().render(&[group]);
    text.push('\n');
    text
}

fn level(severity: Severity, lang: Lang) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR.with_name(say().error.get(lang)),
        _ => Level::WARNING.with_name(say().warning.get(lang)),
    }
}

fn line<'t>(text: &'t str, place: &Place) -> Option<&'t str> {
    let number = (place.line as usize).checked_sub(1)?;
    text.split('\n').nth(number).map(|line| line.strip_suffix('\r').unwrap_or(line))
}

/// The bytes of the characters that the place names; past the end of the line, its end.
fn span(line: &str, place: &Place) -> Range<usize> {
    let byte = |character: usize| line.char_indices().nth(character).map_or(line.len(), |(byte, _)| byte);
    let start = (place.column as usize).saturating_sub(1);
    byte(start)..byte(start + place.length.max(1) as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_counted_in_characters_and_marked_in_bytes() {
        assert_eq!(span("质衡 = 1", &Place::at("", 1, 2, 1)), 3..6);
        assert_eq!(span("质", &Place::at("", 1, 9, 3)), 3..3);
    }

    #[test]
    fn files_of_a_folder_are_told_by_their_paths() {
        assert_eq!(file_of("rules/a", "rulebook.toml"), "rules/a/rulebook.toml");
        assert_eq!(file_of("rules/a/", "../lib/x.rhai"), "rules/lib/x.rhai");
        assert_eq!(file_of("..", "../lib/x.rhai"), "../../lib/x.rhai");
        assert_eq!(file_of("a.json", ""), "a.json");
    }

    #[test]
    fn the_line_of_a_place_comes_without_its_end() {
        assert_eq!(line("a\r\nb\n", &Place::at("", 1, 1, 1)), Some("a"));
        assert_eq!(line("a\r\nb\n", &Place::at("", 9, 1, 1)), None);
        assert_eq!(line("a", &Place::file("x")), None);
    }
}
