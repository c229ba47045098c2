//! Text that is not JSON: the parser's complaint in our words, at its place in characters.

use super::json;
use crate::diagnostic::{Diagnostic, Place};
use serde_json::Error;

/// Full-width punctuation that input methods put where JSON wants its half-width twin.
const FULL_WIDTH: &str = "\u{ff0c}\u{ff1a}\u{ff1b}\u{3001}\u{ff0e}\u{201c}\u{201d}\u{2018}\u{2019}\u{ff02}\u{ff5b}\u{ff5d}\u{ff3b}\u{ff3d}\u{3010}\u{3011}\u{3000}";

/// Whether the parser stopped because of depth.
pub(super) fn is_depth(error: &Error) -> bool {
    error.to_string().starts_with("recursion limit exceeded")
}

pub(super) fn too_deep(error: &Error, text: &str, file: &str, limit: usize) -> Diagnostic {
    Diagnostic::error("profile-too-deep", place(error, text, file), &[("limit", &limit.to_string())])
}

pub(super) fn diagnostic(error: &Error, text: &str, file: &str) -> Diagnostic {
    let place = place(error, text, file);
    let shown = error.to_string();
    let message = shown.split(" at line ").next().unwrap_or_default();
    if error.is_eof() {
        return Diagnostic::error("profile-truncated", place, &[("error", message)]);
    }
    let line = text.lines().nth((place.line as usize).saturating_sub(1)).unwrap_or_default();
    let character = line.chars().nth((place.column as usize).saturating_sub(1));
    match character {
        Some(found) if FULL_WIDTH.contains(found) => {
            Diagnostic::error("profile-full-width", place, &[("found", &found.to_string())])
        }
        _ if message.starts_with("number out of range") => Diagnostic::error("profile-syntax-number", place, &[]),
        Some(found) => Diagnostic::error("profile-syntax", place, &[("error", message), ("found", &found.to_string())]),
        None => Diagnostic::error("profile-syntax", place, &[("error", message), ("found", "")]),
    }
}

/// The parser counts bytes of the line; people count characters.
fn place(error: &Error, text: &str, file: &str) -> Place {
    if error.line() == 0 {
        return Place::file(file);
    }
    let start: usize = text.split_inclusive('\n').take(error.line() - 1).map(str::len).sum();
    let mut offset = (start + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    json::place(file, text, offset, 1)
}
