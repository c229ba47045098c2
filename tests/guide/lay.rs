//! Lays the pieces of files that a guide shows over the files of the step before.

use crate::page::{Page, Part, Section};
use std::fs;
use std::path::Path;

/// The rulebook's folder in a chapter.
pub fn folder(chapter: &str) -> &'static str {
    if chapter == "tutorial" { "supplier-audit" } else { "demo" }
}

/// Walks through a chapter: in the tutorial each step is laid over the one before, in the cookbook each recipe over the
/// first section, the frame. `seen` is called for each transcript, and without one at the end of each section.
pub fn walk(page: &Page, chapter: &str, root: &Path, mut seen: impl FnMut(&Section, &Path, Option<&str>)) {
    let mut frame: Option<&Section> = None;
    for (number, section) in page.chapter(chapter).enumerate() {
        let apart = chapter == "cookbook";
        let root = if apart { root.join(number.to_string()) } else { root.to_owned() };
        let files = frame.iter().flat_map(|frame| &frame.parts);
        for part in files {
            lay_part(&root.join(folder(chapter)), part);
        }
        if apart && frame.is_none() {
            frame = Some(section);
            continue;
        }
        for part in &section.parts {
            match part {
                Part::File { .. } => lay_part(&root.join(folder(chapter)), part),
                Part::Transcript(transcript) => seen(section, &root, Some(transcript)),
            }
        }
        seen(section, &root, None);
    }
}

fn lay_part(folder: &Path, part: &Part) {
    let Part::File { name, text } = part else { return };
    let (folder, name) = match name.strip_prefix("../") {
        Some(name) => (folder.parent().unwrap(), name),
        None => (folder, name.as_str()),
    };
    let file = folder.join(name);
    fs::create_dir_all(file.parent().unwrap()).unwrap();
    let under = fs::read_to_string(&file).unwrap_or_default();
    let laid = if name == "rulebook.toml" && !text.starts_with("#:schema") && !text.starts_with("format") {
        over_table(&under, text)
    } else if name.ends_with(".rhai") {
        over_script(&under, text)
    } else if text.starts_with("[[case.variant]]") {
        under + text.as_str()
    } else {
        text.clone()
    };
    fs::write(&file, laid).unwrap();
}

/// Keys at the top, and all sections of one header, take the place of those that stood there.
fn over_table(under: &str, piece: &str) -> String {
    let (mut under, piece) = (blocks(under, is_header), blocks(piece, is_header));
    let (head, piece) = piece.split_first().unwrap();
    for line in head.1.lines().filter(|line| line.contains('=')) {
        let key = |line: &str| line.split_once('=').map(|(key, _)| key.trim().to_owned());
        let kept = under[0].1.lines().filter(|old| key(old) != key(line));
        under[0].1 = kept.chain([line]).map(|line| format!("{line}\n")).collect();
    }
    put(&mut under, piece);
    under.into_iter().map(|(_, text)| text).collect()
}

/// Functions and constants take the place of those of the same name.
fn over_script(under: &str, piece: &str) -> String {
    let (mut under, piece) = (blocks(under, declared), blocks(piece, declared));
    put(&mut under, &piece[1..]);
    under.into_iter().map(|(_, text)| text).collect()
}

fn put(under: &mut Vec<(String, String)>, piece: &[(String, String)]) {
    let mut done: Vec<&str> = Vec::new();
    for (name, _) in piece {
        if done.contains(&name.as_str()) {
            continue;
        }
        done.push(name);
        let at = under.iter().position(|(old, _)| old == name).unwrap_or(under.len());
        under.retain(|(old, _)| old != name);
        let new = piece.iter().filter(|(other, _)| other == name).cloned();
        under.splice(at..at, new);
    }
}

fn is_header(line: &str) -> Option<String> {
    line.starts_with('[').then(|| line.trim_end().to_owned())
}

fn declared(line: &str) -> Option<String> {
    let rest = line.strip_prefix("fn ").or_else(|| line.strip_prefix("const "))?;
    Some(rest.chars().take_while(|sign| sign.is_alphanumeric() || *sign == '_').collect())
}

/// What stands before the first name, under no name, and each block under its own; a comment belongs to what follows.
fn blocks(text: &str, name: impl Fn(&str) -> Option<String>) -> Vec<(String, String)> {
    let mut blocks = vec![(String::new(), String::new())];
    let mut comments = String::new();
    for line in text.lines() {
        if line.starts_with('#') || line.starts_with("//") {
            comments.push_str(line);
            comments.push('\n');
            continue;
        }
        if let Some(name) = name(line) {
            blocks.push((name, String::new()));
        }
        let (_, body) = blocks.last_mut().unwrap();
        body.push_str(&std::mem::take(&mut comments));
        body.push_str(line);
        body.push('\n');
    }
    for (name, body) in blocks.iter_mut().filter(|(name, _)| name.starts_with("[[")) {
        // entries of one list are told apart by their ids
        if let Some(id) = body.lines().find(|line| line.starts_with("id = ")) {
            name.push_str(id);
        }
    }
    blocks
}
