//! The rulebooks under `examples/` load without a finding, their cases pass, and the front page shows them as they are.

use std::error::Error;
use std::path::{Path, PathBuf};
use zhiheng::cases::Suite;
use zhiheng::{Lang, Rulebook};

fn folder(id: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/rulebooks").join(id)
}

fn holds(id: &str) -> Result<(), Box<dyn Error>> {
    let rulebook = Rulebook::load(folder(id))?;
    assert_eq!(rulebook.warnings(), []);
    let report = Suite::load(folder(id))?.run(&rulebook);
    assert!(report.is_success(), "{}", report.text(Lang::En));
    Ok(())
}

#[test]
fn the_first_rulebook_holds() -> Result<(), Box<dyn Error>> {
    holds("first")
}

#[test]
fn the_rulebook_with_a_schema_of_its_own_holds() -> Result<(), Box<dyn Error>> {
    holds("bakery")
}

#[test]
fn the_front_page_shows_the_first_rulebook_as_it_is() -> Result<(), Box<dyn Error>> {
    let readme = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md"))?;
    for file in ["rulebook.toml", "rules.rhai"] {
        let text = std::fs::read_to_string(folder("first").join(file))?;
        // the line for editors speaks of this folder alone
        let shown: String =
            text.lines().filter(|line| !line.starts_with("#:schema")).map(|line| format!("{line}\n")).collect();
        assert!(readme.contains(&shown), "{file} differs from README.md");
    }
    Ok(())
}
