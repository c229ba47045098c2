//! The JSON Schemas in `schemas/` are those that the library gives. `UPDATE_SCHEMAS=1 cargo test` writes them anew.

use std::error::Error;
use std::path::Path;

/// Every committed schema with what the library says now.
fn schemas() -> Vec<(&'static str, String)> {
    vec![
        ("assessment.schema.json", zhiheng::schema::assessment()),
        ("cases.schema.json", zhiheng::schema::cases()),
        ("profile.schema.json", zhiheng::schema::profile()),
        ("rulebook.schema.json", zhiheng::schema::rulebook()),
    ]
}

#[test]
fn the_committed_schemas_are_those_of_the_library() -> Result<(), Box<dyn Error>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas");
    let mut outdated = Vec::new();
    for (name, generated) in schemas() {
        let file = folder.join(name);
        if std::env::var_os("UPDATE_SCHEMAS").is_some() {
            std::fs::write(&file, &generated)?;
        }
        if std::fs::read_to_string(&file).unwrap_or_default() != generated {
            outdated.push(name);
        }
    }
    assert!(
        outdated.is_empty(),
        "outdated: {outdated:?}; run `UPDATE_SCHEMAS=1 cargo test --test schemas_are_current`"
    );
    Ok(())
}
