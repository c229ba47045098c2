//! One page: its code, its words, and two examples laid over a small rulebook.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

pub struct Page {
    pub code: String,
    /// Other codes that the wrong example cannot help having.
    pub also: Vec<String>,
    pub words: String,
    pub wrong: Example,
    pub right: Example,
}

/// Pieces of files, by file name.
#[derive(Default)]
pub struct Example {
    pieces: BTreeMap<String, String>,
}

impl Page {
    pub fn read(file: &Path) -> Page {
        let text = fs::read_to_string(file).unwrap();
        let code = file.file_stem().unwrap().to_str().unwrap().to_owned();
        assert!(text.starts_with(&format!("# `{code}`\n")), "{code}: the first line is not the code");
        let mut page =
            Page { code, also: Vec::new(), words: String::new(), wrong: Example::default(), right: Example::default() };
        let (mut section, mut piece): (&str, Option<(String, String)>) = ("", None);
        for line in text.lines() {
            if let Some((file, text)) = &mut piece {
                if line == "```" {
                    let example = if section == "wrong" { &mut page.wrong } else { &mut page.right };
                    example.pieces.insert(file.clone(), text.clone());
                    piece = None;
                } else {
                    text.push_str(line);
                    text.push('\n');
                }
            } else if let Some(info) = line.strip_prefix("```") {
                let file = info.split_whitespace().nth(1).expect("a fence names its file");
                piece = Some((file.to_owned(), String::new()));
            } else if line.starts_with("## ") {
                section = if line.contains("Wrong") { "wrong" } else { "right" };
            } else if let Some(also) = line.strip_prefix("也会发现 Also: ") {
                page.also = also.split(", ").map(|code| code.trim_matches('`').to_owned()).collect();
            } else {
                page.words.push_str(line);
                page.words.push('\n');
            }
        }
        assert!(!page.wrong.pieces.is_empty() && !page.right.pieces.is_empty(), "{}: two examples", page.code);
        page
    }
}

impl Example {
    /// Writes the base rulebook with the pieces laid over it.
    pub fn write(&self, base: &Path, folder: &Path) {
        fs::create_dir_all(folder).unwrap();
        for entry in fs::read_dir(base).unwrap() {
            let path = entry.unwrap().path();
            fs::copy(&path, folder.join(path.file_name().unwrap())).unwrap();
        }
        for (name, piece) in &self.pieces {
            let file = folder.join(name);
            let under = fs::read_to_string(&file).unwrap_or_default();
            let text = match name.as_str() {
                "rulebook.toml" => over_table(&under, piece),
                "rules.rhai" if piece.contains("fn ") => over_script(&under, piece),
                _ => piece.clone(),
            };
            if let Some(parent) = file.parent() {
                fs::create_dir_all(parent).unwrap();
            }
            fs::write(&file, text).unwrap();
        }
    }
}

/// Keys at the top and sections by their header take the place of those in the base. A piece that begins with `format`
/// is the whole table.
fn over_table(base: &str, piece: &str) -> String {
    if piece.starts_with("format") {
        return piece.to_owned();
    }
    let (base, piece) = (sections(base), sections(piece));
    let mut text = String::new();
    let keys: Vec<&str> = piece[0].1.lines().filter_map(key).collect();
    for line in base[0].1.lines().filter(|line| !key(line).is_some_and(|key| keys.contains(&key))) {
        text.push_str(line);
        text.push('\n');
    }
    text.push_str(&piece[0].1);
    let replaced = |header: &str| piece.iter().any(|(other, _)| other == header);
    for (header, body) in base[1..].iter().filter(|(header, _)| !replaced(header)).chain(&piece[1..]) {
        text.push_str(&format!("{header}\n{body}"));
    }
    text
}

fn key(line: &str) -> Option<&str> {
    line.split_once('=').map(|(key, _)| key.trim())
}

/// The head, under no header, and each section under its own.
fn sections(text: &str) -> Vec<(String, String)> {
    let mut sections = vec![(String::new(), String::new())];
    for line in text.lines() {
        if line.starts_with('[') {
            sections.push((line.trim_end().to_owned(), String::new()));
        } else {
            let (_, body) = sections.last_mut().unwrap();
            body.push_str(line);
            body.push('\n');
        }
    }
    sections
}

/// Functions take the place of those of the same name in the base, which has one on each line.
fn over_script(base: &str, piece: &str) -> String {
    let name =
        |line: &str| line.strip_prefix("fn ").and_then(|rest| rest.split_once('(')).map(|(name, _)| name.to_owned());
    let names: Vec<String> = piece.lines().filter_map(name).collect();
    let kept = base.lines().filter(|line| !name(line).is_some_and(|name| names.contains(&name)));
    let mut text: String = kept.map(|line| format!("{line}\n")).collect();
    text.push_str(piece);
    text
}
