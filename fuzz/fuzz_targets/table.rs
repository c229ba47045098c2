//! Any text as a rulebook's table: it loads or is refused with findings, each with a place.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use tempfile::TempDir;
use zhiheng::{Error, Rulebook};
use zhiheng_fuzz::{folder, hold_together};

const RULES: &str = "fn f(p) { p.a }\nfn g(p) { points(p.n) }\nfn h(p) { p.a && p.n > 1 }\n";

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| folder("rules.rhai", RULES));

fuzz_target!(|table: &str| {
    std::fs::write(FOLDER.path().join("rulebook.toml"), table).expect("the table is written");
    match Rulebook::load(FOLDER.path()) {
        Ok(rulebook) => hold_together(&rulebook, br#"{ "as_of": "2023-04-30", "a": true, "n": 2 }"#),
        Err(Error::Rulebook(error)) => assert!(!error.diagnostics().is_empty()),
        Err(error) => panic!("{error}"),
    }
});
