//! The authors' guide holds: its pieces make rulebooks that load, are clean and pass their cases; both languages show the
//! same pieces; the reference of functions is current.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod lay;
mod page;
mod reference;

use page::{Page, Part, Section};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use zhiheng::cases::Suite;
use zhiheng::lint::lint;
use zhiheng::mutation::Mutants;
use zhiheng::{Error, Lang, Rulebook};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn scratch(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("guide-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    folder
}

/// What is wrong with the rulebook that a section leaves behind, in words; nothing where it is as the section says.
fn trouble(section: &Section, folder: &Path) -> Option<String> {
    let wanted: BTreeSet<&str> = section.finds.iter().map(String::as_str).collect();
    let (findings, rulebook) = match Rulebook::load(folder) {
        Ok(rulebook) => (lint(&rulebook), Some(rulebook)),
        Err(Error::Rulebook(error)) => (error.diagnostics().to_vec(), None),
        Err(error) => return Some(error.to_string()),
    };
    let found: BTreeSet<&str> = findings.iter().map(|finding| finding.code).collect();
    if found != wanted {
        let told: Vec<String> = findings.iter().map(|finding| format!("{}: {finding}", finding.code)).collect();
        return Some(format!("found {found:?}, not {wanted:?}\n{}", told.join("\n")));
    }
    let rulebook = rulebook.filter(|_| folder.join("cases").exists())?;
    let report = match Suite::load(folder) {
        Ok(suite) => suite.run(&rulebook),
        Err(error) => return Some(error.to_string()),
    };
    (!report.is_success()).then(|| report.text(Lang::En))
}

fn chapter_holds(chapter: &str, least: usize) {
    for lang in ["zh", "en"] {
        let (scratch, mut held, mut failures) = (scratch(&format!("{chapter}-{lang}")), 0, Vec::new());
        lay::walk(&Page::read(root(), lang), chapter, &scratch, |section, folder, transcript| {
            if transcript.is_none() {
                held += 1;
                let trouble = trouble(section, &folder.join(lay::folder(chapter)));
                failures.extend(trouble.map(|trouble| format!("{}: {trouble}", section.title)));
            }
        });
        let _ = fs::remove_dir_all(&scratch);
        assert!(failures.is_empty(), "{lang}\n{}", failures.join("\n"));
        assert!(held >= least, "{lang}: {held} sections");
    }
}

#[test]
fn each_step_of_the_tutorial_is_a_rulebook() {
    chapter_holds("tutorial", 8);
}

#[test]
fn each_recipe_of_the_cookbook_is_a_rulebook_with_cases() {
    chapter_holds("cookbook", 14);
    for section in Page::read(root(), "zh").chapter("cookbook").skip(1) {
        let has = |end: &str| {
            section.parts.iter().any(|part| matches!(part, Part::File { name, .. } if name.starts_with(end)))
        };
        assert!(has("rulebook.toml") && has("rules.rhai") && has("cases/"), "{}", section.title);
    }
}

#[test]
fn the_cases_at_the_end_of_the_tutorial_notice_every_change() {
    let scratch = scratch("mutants");
    lay::walk(&Page::read(root(), "zh"), "tutorial", &scratch, |_, _, _| ());
    let report = Mutants::of(scratch.join(lay::folder("tutorial"))).unwrap().run(2);
    let _ = fs::remove_dir_all(&scratch);
    assert_eq!(report.survivors().count(), 0, "{}", report.text(Lang::En));
    assert!(report.stale.is_empty() && report.killed() > 20);
}

#[test]
fn both_languages_show_the_same_pieces() {
    let pieces = |lang: &str| -> Vec<(String, Part)> {
        let of = |section: Section| section.parts.into_iter().map(move |part| (section.chapter.clone(), part));
        Page::read(root(), lang).sections.into_iter().flat_map(of).collect()
    };
    let (zh, en) = (pieces("zh"), pieces("en"));
    for ((chapter, zh), (other, en)) in zh.iter().zip(&en) {
        assert_eq!(chapter, other);
        match (zh, en) {
            // what a command prints is in the reader's language
            (Part::Transcript(zh), Part::Transcript(en)) => {
                let calls = |text| page::commands(text).into_iter().map(|(call, _)| call).collect::<Vec<_>>();
                assert_eq!(calls(zh), calls(en));
            }
            _ => assert_eq!(zh, en),
        }
    }
    assert_eq!(zh.len(), en.len());
}

#[test]
fn settings_of_editors_can_be_read() {
    for section in Page::read(root(), "zh").chapter("editors") {
        for part in &section.parts {
            match part {
                Part::File { name, text } if name.ends_with(".json") => {
                    serde_json::from_str::<serde_json::Value>(text).unwrap();
                }
                Part::File { name, text } if name.ends_with(".toml") => {
                    toml::from_str::<toml::Table>(text).unwrap();
                }
                _ => {}
            }
        }
    }
}

#[test]
fn links_between_pages_lead_somewhere() {
    for lang in ["zh", "en"] {
        let file = root().join(page::file(lang));
        let text = fs::read_to_string(&file).unwrap();
        for link in text.split("](").skip(1).filter_map(|rest| rest.split_once(')')).map(|(link, _)| link) {
            let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
            if path.is_empty() {
                let headings = text.lines().filter(|line| line.starts_with("##"));
                assert!(headings.map(anchor_of).any(|known| known == anchor), "{lang}: {link}");
            }
            // the index of findings has a page of its own to come from
            if !path.is_empty() && !path.starts_with("http") && path != "findings/README.md" {
                assert!(file.parent().unwrap().join(path).exists(), "{lang}: {link}");
            }
        }
    }
}

/// The anchor that code hosts give a heading.
fn anchor_of(heading: &str) -> String {
    let kept = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = kept.chars().filter(|sign| sign.is_alphanumeric() || matches!(sign, ' ' | '-' | '_'));
    kept.map(|sign| if sign == ' ' { '-' } else { sign }).collect()
}
