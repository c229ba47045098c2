//! Every build gives the same bytes: the digests of all assessments of the example profiles, the same in debug and release.
//! `UPDATE_DIGESTS=1 cargo test -p zhiheng-cli --test same_bytes` writes them anew.
//!
//! It stands here and not with the library because an optimised build of the program is made anyway.

use sha2::{Digest, Sha256};
use std::error::Error;
use std::fmt::Write;
use std::path::Path;
use zhiheng::{Library, Options, Rulebook};

#[test]
fn assessments_have_the_digests_that_they_had() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let rulebooks =
        Library::builtin().ids().map(|id| Library::builtin().get(id)).collect::<Result<Vec<Rulebook>, _>>()?;
    let mut profiles = Vec::new();
    for entry in root.join("examples/profiles").read_dir()? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "json") {
            profiles.push(path);
        }
    }
    profiles.sort();
    let mut options = Options::default();
    options.even_if_not_in_effect = true;
    let mut digests = String::new();
    for path in &profiles {
        let profile = std::fs::read(path)?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        for rulebook in &rulebooks {
            let assessment = serde_json::to_vec(&rulebook.assess_with(&profile, &options)?)?;
            for byte in Sha256::digest(&assessment) {
                write!(digests, "{byte:02x}")?;
            }
            writeln!(digests, "  {name} {}", rulebook.id())?;
        }
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/assessments.sha256");
    if std::env::var_os("UPDATE_DIGESTS").is_some() {
        std::fs::write(&file, &digests)?;
    }
    let expected = std::fs::read_to_string(&file).unwrap_or_default();
    let changed: Vec<&str> = digests.lines().filter(|line| !expected.lines().any(|known| known == *line)).collect();
    assert!(
        changed.is_empty() && digests.lines().count() == expected.lines().count(),
        "results changed: {changed:#?}; if they should, `UPDATE_DIGESTS=1 cargo test -p zhiheng-cli --test same_bytes`"
    );
    Ok(())
}
