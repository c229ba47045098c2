//! Folders of rulebooks, and limits on what is in them.

use crate::rulebooks::{SCRIPT, TABLE, shelf};
use crate::words::told;
use std::fs;
use std::path::Path;
use zhiheng::{Error, Library, Limits, Rulebook};

/// Puts the tiny rulebook, under that id, into that folder.
fn put(shelf: &Path, folder: &str, id: &str) {
    fs::create_dir_all(shelf.join(folder)).unwrap();
    fs::write(shelf.join(folder).join("rulebook.toml"), TABLE.replace("\"tiny\"", &format!("\"{id}\""))).unwrap();
    fs::write(shelf.join(folder).join("rules.rhai"), SCRIPT).unwrap();
}

fn codes(error: &Error) -> Vec<String> {
    error.diagnostics().iter().map(told).collect()
}

#[test]
fn a_folder_of_rulebooks_is_a_library() {
    let shelf = shelf("library");
    put(&shelf, "tiny", "tiny");
    put(&shelf, "other", "other");
    let library = Library::open(&shelf).unwrap();
    assert_eq!(library.ids().collect::<Vec<_>>(), ["other", "tiny"]);
    let tiny = library.get("tiny").unwrap();
    assert_eq!(tiny.digest(), Rulebook::load(shelf.join("tiny")).unwrap().digest());
    assert!(codes(&library.get("tyni").unwrap_err())[0].ends_with("unknown-rulebook"));
    assert!(codes(&library.get("../library/tiny").unwrap_err())[0].ends_with("unknown-rulebook"));
    // what is asked for again is read again
    fs::write(shelf.join("tiny/rules.rhai"), "fn times(p) { 1 }\nfn kinds(p) { 2 }\n").unwrap();
    assert_ne!(library.get("tiny").unwrap().digest(), tiny.digest());
    fs::remove_dir_all(shelf.join("tiny")).unwrap();
    assert_eq!(codes(&library.get("tiny").unwrap_err()), ["rulebook.toml missing-file"]);
}

#[test]
fn a_rulebook_has_the_id_of_its_folder() {
    let shelf = shelf("other-id");
    put(&shelf, "tiny", "teeny");
    assert_eq!(codes(&Library::open(&shelf).unwrap().get("tiny").unwrap_err()), ["rulebook.toml other-id"]);
    // by itself it may stand anywhere
    assert_eq!(Rulebook::load(shelf.join("tiny")).unwrap().id(), "teeny");
}

#[test]
fn a_folder_without_rulebooks_is_no_library() {
    let shelf = shelf("no-library");
    fs::remove_dir_all(shelf.join("tiny")).unwrap();
    for (folder, code) in [(shelf.clone(), " no-rulebook"), (shelf.join("nowhere"), " missing-file")] {
        assert!(codes(&Library::open(folder).unwrap_err())[0].ends_with(code));
    }
}

#[test]
fn a_host_may_set_limits_of_its_own() {
    let shelf = shelf("limits");
    put(&shelf, "tiny", "tiny");
    let mut limits = Limits::default();
    limits.script_bytes = 40;
    let error = Rulebook::load_within(shelf.join("tiny"), &limits).unwrap_err();
    assert_eq!(codes(&error), ["rules.rhai script-too-large"]);
    limits = Limits::default();
    limits.nesting = 2;
    let error = Rulebook::load_within(shelf.join("tiny"), &limits).unwrap_err();
    assert!(error.diagnostics().iter().any(|mistake| mistake.code == "script-too-deep"), "{error}");
}
