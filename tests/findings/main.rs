//! Every page of `docs/findings` shows a mistake and its mending: the wrong example is found out under the page's code
//! and under no other, the right one is clean.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod page;

use page::Page;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use zhiheng::lint::lint;
use zhiheng::{Error, Rulebook};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn pages() -> Vec<Page> {
    let mut files: Vec<PathBuf> =
        fs::read_dir(root().join("docs/findings")).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let is_page = |file: &PathBuf| file.extension().is_some_and(|end| end == "md") && !file.ends_with("README.md");
    files.iter().filter(|file| is_page(file)).map(|file| Page::read(file)).collect()
}

/// The codes that checking the rulebook of an example finds.
fn found(page: &Page, example: &page::Example, kind: &str) -> BTreeSet<String> {
    let base = root().join("tests/findings/base");
    let run = format!("findings-{}", std::process::id());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(run).join(&page.code).join(kind).join("demo");
    example.write(&base, &folder);
    let findings = match Rulebook::load(&folder) {
        Ok(rulebook) => lint(&rulebook),
        Err(Error::Rulebook(error)) => error.diagnostics().to_vec(),
        Err(error) => panic!("{}: {error}", page.code),
    };
    let _ = fs::remove_dir_all(folder.ancestors().nth(2).unwrap());
    findings.iter().map(|finding| finding.code.to_owned()).collect()
}

#[test]
fn the_wrong_example_is_found_out_and_the_right_one_is_clean() {
    let mut failures = Vec::new();
    for page in pages() {
        let wanted: BTreeSet<String> = page.also.iter().chain([&page.code]).cloned().collect();
        let wrong = found(&page, &page.wrong, "wrong");
        if wrong != wanted {
            failures.push(format!("{}: the wrong example gives {wrong:?}, not {wanted:?}", page.code));
        }
        let right = found(&page, &page.right, "right");
        if !right.is_empty() {
            failures.push(format!("{}: the right example gives {right:?}", page.code));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn every_page_speaks_both_languages() {
    for page in pages() {
        let chinese = page.words.chars().filter(|sign| ('\u{4e00}'..='\u{9fff}').contains(sign)).count();
        let latin = page.words.split_whitespace().filter(|word| word.is_ascii()).count();
        assert!(chinese >= 15 && latin >= 8, "{}: {chinese} signs, {latin} words", page.code);
    }
}

#[test]
fn every_code_of_a_rulebook_has_a_page_or_a_reason_for_none() {
    let exempt = fs::read_to_string(root().join("tests/findings/exempt.txt")).unwrap();
    let exempt: BTreeSet<&str> = exempt.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect();
    let pages: BTreeSet<String> = pages().into_iter().map(|page| page.code).collect();
    let index = fs::read_to_string(root().join("docs/findings/README.md")).unwrap();
    for table in ["rulebook", "script"] {
        let text = fs::read_to_string(root().join(format!("src/messages/{table}.toml"))).unwrap();
        let messages: toml::Table = text.parse().unwrap();
        for code in messages.keys() {
            assert!(pages.contains(code) != exempt.contains(&**code), "{code}: a page, or a reason in exempt.txt");
        }
    }
    for code in pages {
        assert!(index.contains(&format!("[`{code}`]({code}.md)")), "{code} is not in the index");
    }
}
