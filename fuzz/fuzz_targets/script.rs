//! Any text as a script: it is refused with findings or gives the same numbers by every way, on a profile with gaps too.
#![no_main]

use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;
use tempfile::TempDir;
use zhiheng::Rulebook;
use zhiheng_fuzz::{folder, hold_together};

const TABLE: &str = r#"
format = 1
id = "fuzzed"
version = "1.0.0"
title = "fuzzed"
status = "project"
effective = { from = 2021-01-01 }
[score]
combine = "sum"
script = "rules"
[params.bands]
title = "bands"
value = [[80, 10], [50, 5]]
[[groups]]
id = "g"
title = "g"
rows = [{ id = "f", title = "f", points = 10 }]
"#;

const FULL: &str = r#"{ "as_of": "2023-04-30", "n": 62.5, "m": -2, "yes": true, "name": "a", "day": "2022-01-31",
  "list": [1, 2.5, 3], "items": [{ "v": 1, "ok": true }, { "v": 80, "ok": false }] }"#;
const GAPS: &str =
    r#"{ "as_of": "2023-04-30", "n": null, "yes": true, "list": [1, null, 3], "items": [{ "v": 1 }, { "ok": true }] }"#;

static FOLDER: LazyLock<TempDir> = LazyLock::new(|| folder("rulebook.toml", TABLE));

fuzz_target!(|script: &str| {
    std::fs::write(FOLDER.path().join("rules.rhai"), script).expect("the script is written");
    let Ok(rulebook) = Rulebook::load(FOLDER.path()) else { return };
    for profile in [FULL, GAPS] {
        hold_together(&rulebook, profile.as_bytes());
    }
});
