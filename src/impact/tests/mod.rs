//! Edits of small rulebooks, what they come to, and that trying them one by one is sound.

mod edits;
mod hybrids;
mod movers;

use super::comparison::{Comparison, Settings};
use super::{Edit, Impact, Profile, Step, find};
use crate::rulebook::folder::load_folder;
use crate::rulebook::sources::Sources;
use std::path::Path;

/// The first rulebook of the examples with texts of its table and of its script replaced.
fn first(table: &[(&str, &str)], script: &[(&str, &str)]) -> Sources {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rulebooks/first");
    edited(&load_folder(&folder).unwrap(), table, script)
}

fn edited(base: &Sources, table: &[(&str, &str)], script: &[(&str, &str)]) -> Sources {
    let replaced = |text: &str, pairs: &[(&str, &str)]| {
        pairs.iter().fold(text.to_owned(), |text, (from, to)| {
            assert_eq!(text.matches(from).count(), 1, "`{from}` stands once");
            text.replacen(from, to, 1)
        })
    };
    let mut sources = base.clone();
    if let Some(rules) = sources.scripts.values_mut().find(|script| !script.foreign) {
        rules.text = replaced(&rules.text, script);
    }
    sources.with_table(replaced(&base.manifest_text, table))
}

fn shown(edits: &[Edit]) -> Vec<String> {
    let side = |text: &Option<String>| text.clone().unwrap_or_default();
    edits.iter().map(|edit| format!("{} {}→{}", edit.path, side(&edit.before), side(&edit.after))).collect()
}

fn found(old: &Sources, new: &Sources) -> Vec<Edit> {
    find::edits(old, new).into_iter().map(|found| found.edit).collect()
}

/// What still differs, but for comments.
fn differing(old: &Sources, new: &Sources) -> Vec<String> {
    let differing: Vec<Edit> = found(old, new).into_iter().filter(|edit| edit.step > Step::None).collect();
    shown(&differing)
}

/// A profile of an enterprise with so many of its 100 employees trained, and a policy or not.
fn profile(name: &str, trained: u32, policy: bool) -> Profile {
    let bytes = format!(
        r#"{{ "as_of": "2022-06-30", "basic": {{ "name": "{name}", "employees": 100 }},
             "tqm": {{ "staff_trained": {trained} }}, "quality_org": {{ "policy": {policy} }},
             "qms": {{ "internal_audit_on": "2022-01-10" }} }}"#
    );
    Profile { name: format!("{name}.json"), line: None, bytes: bytes.into_bytes() }
}

fn impact(old: &Sources, new: &Sources, profiles: Vec<Profile>) -> Impact {
    Comparison::of(old, new).unwrap().run(profiles.into_iter(), &Settings::default()).unwrap()
}

fn edit<'i>(impact: &'i Impact, path: &str) -> &'i Edit {
    impact.edits.iter().find(|edit| edit.path == path).unwrap_or_else(|| panic!("no edit of {path}"))
}
