//! `docs/SCHEMES.md` is what the library makes of the built-in rulebooks and `docs/clauses.toml`.
//! `UPDATE_SCHEMES=1 cargo test --features report --test schemes_are_current` writes it anew.

use std::error::Error;
use std::path::{Path, PathBuf};
use zhiheng::report::{Policy, schemes};
use zhiheng::{Lang, Library, Rulebook};

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs")
}

fn policy() -> Result<Policy, Box<dyn Error>> {
    Ok(toml::from_str(&std::fs::read_to_string(docs().join("clauses.toml"))?)?)
}

fn rulebooks() -> Result<Vec<Rulebook>, zhiheng::Error> {
    let library = Library::builtin();
    library.ids().map(|id| library.get(id)).collect()
}

#[test]
fn the_committed_page_is_that_of_the_library() -> Result<(), Box<dyn Error>> {
    let file = docs().join("SCHEMES.md");
    let generated = schemes(&rulebooks()?, &policy()?, Lang::Zh);
    if std::env::var_os("UPDATE_SCHEMES").is_some() {
        std::fs::write(&file, &generated)?;
    }
    assert!(
        std::fs::read_to_string(&file).unwrap_or_default() == generated,
        "outdated; run `UPDATE_SCHEMES=1 cargo test --features report --test schemes_are_current`"
    );
    Ok(())
}

#[test]
fn every_clause_on_which_enterprises_can_be_assessed_has_rows() -> Result<(), Box<dyn Error>> {
    let policy = policy()?;
    let open: Vec<&str> = policy.unanswered(&rulebooks()?).iter().map(|clause| clause.cite.as_str()).collect();
    assert!(open.is_empty(), "no row cites {open:?}");
    Ok(())
}

#[test]
fn rulebooks_cite_the_plan_by_clauses_that_it_has() -> Result<(), Box<dyn Error>> {
    let policy = policy()?;
    let start = format!("\"{}:", policy.source);
    for id in Library::builtin().ids() {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules").join(id).join("rulebook.toml");
        let table = std::fs::read_to_string(file)?;
        for cite in table.split(&start).skip(1).filter_map(|after| after.split('"').next()) {
            assert!(policy.clauses.iter().any(|clause| clause.cite == cite), "{id} cites `{cite}`");
        }
    }
    Ok(())
}
