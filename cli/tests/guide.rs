//! What the authors' guide says that commands print, they print: each transcript is run where its section left the files.

#[path = "../../tests/guide/lay.rs"]
mod lay;
#[allow(dead_code, reason = "the library's test of the guide reads more of a page")]
#[path = "../../tests/guide/page.rs"]
mod page;

use page::Page;
use std::fmt::Write;
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

fn transcripts_are_true(lang: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let guide = Page::read(root, lang);
    let (mut failures, mut run) = (String::new(), 0);
    for chapter in ["tutorial", "cookbook"] {
        let scratch = tempfile::tempdir().unwrap();
        lay::walk(&guide, chapter, scratch.path(), |section, folder, transcript| {
            for (call, shown) in transcript.map(page::commands).unwrap_or_default() {
                let printed = printed(call, folder, lang);
                run += 1;
                if !is_shown(&printed, &shown) {
                    writeln!(failures, "{}: {call}\n--- printed\n{printed}--- shown\n{shown}", section.title).unwrap();
                }
            }
        });
    }
    assert!(failures.is_empty(), "{failures}");
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
