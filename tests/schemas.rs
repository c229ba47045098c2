//! The schemas of rulebooks and cases: every committed file is accepted, and they are written as editors of TOML need it.

use serde_json::{Value as Json, json};
use std::error::Error;
use std::path::{Path, PathBuf};

/// A table of TOML as an editor hands it to a validator: dates as texts.
fn json(value: toml::Value) -> Json {
    match value {
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(truth) => json!(truth),
        toml::Value::Datetime(date) => json!(date.to_string()),
        toml::Value::Array(elements) => elements.into_iter().map(json).collect(),
        toml::Value::Table(entries) => entries.into_iter().map(|(key, value)| (key, json(value))).collect(),
    }
}

/// The folders of all rulebooks, built in and of the examples.
fn folders() -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut folders = Vec::new();
    for shelf in ["rules", "examples/rulebooks"] {
        for entry in Path::new(env!("CARGO_MANIFEST_DIR")).join(shelf).read_dir()? {
            let folder = entry?.path();
            if folder.join("rulebook.toml").exists() {
                folders.push(folder);
            }
        }
    }
    Ok(folders)
}

/// What the schema refuses of the files, and how many there are.
fn refused(schema: &str, files: &[PathBuf]) -> Result<(Vec<String>, usize), Box<dyn Error>> {
    let validator = jsonschema::options().should_validate_formats(true).build(&serde_json::from_str(schema)?)?;
    let mut refused = Vec::new();
    for file in files {
        let table: toml::Value = toml::from_str(&std::fs::read_to_string(file)?)?;
        let table = json(table);
        let mistakes = validator.iter_errors(&table);
        refused.extend(mistakes.map(|error| format!("{}: {}: {error}", file.display(), error.instance_path())));
    }
    Ok((refused, files.len()))
}

#[test]
fn every_rulebook_is_accepted() -> Result<(), Box<dyn Error>> {
    let files: Vec<PathBuf> = folders()?.into_iter().map(|folder| folder.join("rulebook.toml")).collect();
    let (refused, seen) = refused(&zhiheng::schema::rulebook(), &files)?;
    assert!(refused.is_empty(), "{}", refused.join("\n"));
    assert!(seen > 20);
    Ok(())
}

#[test]
fn every_file_of_cases_is_accepted() -> Result<(), Box<dyn Error>> {
    let mut files = Vec::new();
    for folder in folders()? {
        for entry in folder.join("cases").read_dir()? {
            let file = entry?.path();
            if file.extension().is_some_and(|ending| ending == "toml") {
                files.push(file);
            }
        }
    }
    let (refused, seen) = refused(&zhiheng::schema::cases(), &files)?;
    assert!(refused.is_empty(), "{}", refused.join("\n"));
    assert!(seen > 60);
    Ok(())
}

/// What editors stumble over in `schema`, which stands at `path`.
fn stumbles(schema: &Json, path: &str, found: &mut Vec<String>) {
    if let Json::Object(entries) = schema {
        if entries.contains_key("allOf") {
            found.push(format!("{path}: allOf"));
        }
        if entries.contains_key("$ref") && entries.len() > 1 {
            found.push(format!("{path}: words beside $ref"));
        }
        let types: Vec<&str> =
            entries.get("type").and_then(Json::as_array).into_iter().flatten().filter_map(Json::as_str).collect();
        if types.contains(&"number") && !types.contains(&"integer") {
            found.push(format!("{path}: number without integer"));
        }
        for (key, below) in entries {
            stumbles(below, &format!("{path}/{key}"), found);
        }
    }
    for element in schema.as_array().into_iter().flatten() {
        stumbles(element, path, found);
    }
}

#[test]
fn editors_do_not_stumble() -> Result<(), Box<dyn Error>> {
    for schema in [zhiheng::schema::rulebook(), zhiheng::schema::cases()] {
        let mut found = Vec::new();
        stumbles(&serde_json::from_str(&schema)?, "", &mut found);
        assert!(found.is_empty(), "{}", found.join("\n"));
    }
    Ok(())
}

#[test]
fn every_definition_is_referred_to() -> Result<(), Box<dyn Error>> {
    for text in [zhiheng::schema::rulebook(), zhiheng::schema::cases()] {
        let schema: Json = serde_json::from_str(&text)?;
        for name in schema.get("definitions").and_then(Json::as_object).into_iter().flatten().map(|(name, _)| name) {
            assert!(text.contains(&format!("\"#/definitions/{name}\"")), "{name}");
        }
    }
    Ok(())
}
