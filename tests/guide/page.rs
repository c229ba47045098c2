//! The guide as a test reads it: sections of chapters, and in each the files and transcripts in their order.

use std::fs;
use std::path::Path;

/// The guide of one language.
pub struct Page {
    pub sections: Vec<Section>,
}

/// What stands under one heading.
pub struct Section {
    /// The chapter by the name in its comment: `tutorial`, `cookbook` …
    pub chapter: String,
    pub title: String,
    /// Codes that checking finds in what the section leaves behind.
    pub finds: Vec<String>,
    pub parts: Vec<Part>,
}

#[derive(Clone, PartialEq, Debug)]
pub enum Part {
    /// A piece of a file of the rulebook, named from its folder.
    File { name: String, text: String },
    /// Commands, each after `$ `, and what they print.
    Transcript(String),
}

/// The file of a guide, from the root of the workspace.
pub fn file(lang: &str) -> &'static str {
    if lang == "zh" { "docs/RULEBOOK.md" } else { "docs/RULEBOOK.en.md" }
}

impl Page {
    pub fn read(root: &Path, lang: &str) -> Page {
        let text = fs::read_to_string(root.join(file(lang))).unwrap();
        let mut chapter = String::new();
        let mut sections: Vec<Section> = Vec::new();
        let mut fence: Option<(String, String)> = None;
        for (number, line) in text.lines().enumerate() {
            if let Some((info, body)) = &mut fence {
                if line == "```" {
                    let part = part(info, body, number);
                    sections.last_mut().expect("a fence under a heading").parts.push(part);
                    fence = None;
                } else {
                    body.push_str(line);
                    body.push('\n');
                }
            } else if let Some(info) = line.strip_prefix("```") {
                fence = Some((info.to_owned(), String::new()));
            } else if let Some(name) = comment(line, "chapter") {
                chapter = name.to_owned();
            } else if let Some(codes) = comment(line, "finds") {
                let section = sections.last_mut().expect("findings under a heading");
                section.finds = codes.split(", ").map(str::to_owned).collect();
            } else if let Some(title) = line.strip_prefix("## ").or_else(|| line.strip_prefix("### ")) {
                let (chapter, title) = (chapter.clone(), title.to_owned());
                sections.push(Section { chapter, title, finds: Vec::new(), parts: Vec::new() });
            }
        }
        assert!(fence.is_none(), "a fence does not end");
        Page { sections }
    }

    /// The sections of a chapter that have pieces.
    pub fn chapter(&self, name: &str) -> impl Iterator<Item = &Section> {
        self.sections.iter().filter(move |section| section.chapter == name && !section.parts.is_empty())
    }
}

fn comment<'l>(line: &'l str, key: &str) -> Option<&'l str> {
    line.strip_prefix("<!-- ")?.strip_suffix(" -->")?.strip_prefix(key)?.strip_prefix(": ")
}

fn part(info: &str, body: &str, line: usize) -> Part {
    match info.split_once(' ') {
        Some((_, name)) => Part::File { name: name.to_owned(), text: body.to_owned() },
        None => {
            assert!(info == "text" && body.starts_with("$ "), "line {line}: neither a file nor a command");
            Part::Transcript(body.to_owned())
        }
    }
}

/// The commands of a transcript with what each prints.
pub fn commands(transcript: &str) -> Vec<(&str, String)> {
    let mut commands: Vec<(&str, String)> = Vec::new();
    for line in transcript.lines() {
        match (line.strip_prefix("$ "), commands.last_mut()) {
            (Some(command), _) => commands.push((command, String::new())),
            (None, Some((_, printed))) => {
                printed.push_str(line);
                printed.push('\n');
            }
            (None, None) => {}
        }
    }
    commands
}
