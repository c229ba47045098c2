//! What the authors' guide says that commands print, they print: each transcript is run where its section left the files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

#[path = "../../tests/guide/lay.rs"]
mod lay;
#[allow(dead_code, reason = "the library's test of the guide reads more of a page")]
#[path = "../../tests/guide/page.rs"]
mod page;

use page::Page;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use std::process::Command;

/// What a command prints, on both streams.
fn printed(call: &str, folder: &Path, lang: &str) -> String {
    let args = call.strip_prefix("zhiheng ").expect("a command of the program").split(' ');
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhiheng"));
    command.current_dir(folder).args(args).env("ZHIHENG_LANG", lang);
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    let ran = command.output().unwrap();
    String::from_utf8(ran.stdout).unwrap() + &String::from_utf8(ran.stderr).unwrap()
}

/// Whether the lines are those shown, in their order; a line `…` stands for any.
fn is_shown(printed: &str, shown: &str) -> bool {
    let mut printed = printed.lines();
    let mut shown = shown.lines();
    while let Some(line) = shown.next() {
        if line != "…" {
            if printed.next() != Some(line) {
                return false;
            }
            continue;
        }
        let Some(next) = shown.next() else { return true };
        if !printed.any(|line| line == next) {
            return false;
        }
    }
    printed.all(str::is_empty)
}

/// The text of a guide while what commands print is written into it.
struct Rewritten {
    text: String,
    /// Where the next transcript is looked for.
    from: usize,
}

impl Rewritten {
    /// Puts what a command prints in the place of what was shown, unless some of that is left out.
    fn put(&mut self, call: &str, shown: &str, printed: &str) {
        let old = format!("$ {call}\n{shown}");
        let at = self.from + self.text[self.from..].find(&old).expect("the transcript stands in the guide");
        let new = if shown.contains("…\n") { old.clone() } else { format!("$ {call}\n{printed}") };
        self.text.replace_range(at..at + old.len(), &new);
        self.from = at + new.len();
    }
}

fn transcripts_are_true(lang: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let file = root.join(page::file(lang));
    let guide = Page::read(root, lang);
    let mut rewritten = Rewritten { text: fs::read_to_string(&file).unwrap(), from: 0 };
    let (mut failures, mut run) = (String::new(), 0);
    for chapter in ["tutorial", "cookbook"] {
        let scratch = tempfile::tempdir().unwrap();
        lay::walk(&guide, chapter, scratch.path(), |section, folder, transcript| {
            for (call, shown) in transcript.map(page::commands).unwrap_or_default() {
                let printed = printed(call, folder, lang);
                run += 1;
                rewritten.put(call, &shown, &printed);
                if !is_shown(&printed, &shown) {
                    writeln!(failures, "{}: {call}\n--- printed\n{printed}--- shown\n{shown}", section.title).unwrap();
                }
            }
        });
    }
    if std::env::var_os("UPDATE_GUIDE").is_some() {
        fs::write(&file, rewritten.text).unwrap();
        return;
    }
    assert!(failures.is_empty(), "run again with UPDATE_GUIDE=1, and mend what leaves lines out by hand\n{failures}");
    assert!(run > 10, "{run} commands");
}

#[test]
fn the_chinese_guide_shows_what_commands_print() {
    transcripts_are_true("zh");
}

#[test]
fn the_english_guide_shows_what_commands_print() {
    transcripts_are_true("en");
}

#[test]
fn an_omission_stands_for_any_lines() {
    assert!(is_shown("a\nb\nc\n", "a\n…\nc\n") && is_shown("a\nb\n", "a\n…\n") && is_shown("a\nb\n", "a\nb\n"));
    assert!(!is_shown("a\nb\nc\n", "a\nc\n") && !is_shown("a\nb\n", "a\n…\nc\n") && !is_shown("a\nb\n", "a\n"));
}
