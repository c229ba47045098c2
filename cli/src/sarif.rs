//! Findings as SARIF 2.1.0, the format in which editors and code hosts take the results of checkers.

use crate::json;
use crate::snippet::file_of;
use crate::trouble::Trouble;
use serde::Serialize;
use std::collections::BTreeSet;
use zhiheng::Lang;
use zhiheng::diagnostic::{Diagnostic, Severity};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

#[derive(Serialize)]
struct Log<'f> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'f>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'f> {
    tool: Tool<'f>,
    /// Columns count characters and not UTF-16 units.
    column_kind: &'static str,
    language: &'static str,
    results: Vec<Finding<'f>>,
}

#[derive(Serialize)]
struct Tool<'f> {
    driver: Driver<'f>,
}

#[derive(Serialize)]
struct Driver<'f> {
    name: &'static str,
    version: &'static str,
    rules: Vec<Rule<'f>>,
}

#[derive(Serialize)]
struct Rule<'f> {
    id: &'f str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Finding<'f> {
    rule_id: &'f str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: Vec<Location>,
}

#[derive(Serialize)]
struct Message {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: Physical,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<u32>,
}

/// The findings of each folder as one SARIF log.
pub fn log<'f>(folders: impl Iterator<Item = (&'f str, &'f [Diagnostic])>, lang: Lang) -> Result<String, Trouble> {
    let all: Vec<(&str, &Diagnostic)> =
        folders.flat_map(|(name, findings)| findings.iter().map(move |finding| (name, finding))).collect();
    let codes: BTreeSet<&str> = all.iter().map(|(_, finding)| finding.code).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    let results = all.iter().map(|(name, finding)| result(name, finding, &codes, lang)).collect();
    let rules = codes.iter().map(|id| Rule { id }).collect();
    let driver = Driver { name: "zhiheng", version: env!("CARGO_PKG_VERSION"), rules };
    let language = if lang == Lang::Zh { "zh-CN" } else { "en-US" };
    let run = Run { tool: Tool { driver }, column_kind: "unicodeCodePoints", language, results };
    json::text(&Log { schema: SCHEMA, version: "2.1.0", runs: [run] })
}

fn result<'f>(folder: &str, finding: &'f Diagnostic, codes: &[&str], lang: Lang) -> Finding<'f> {
    let help = finding.help(lang).map(|help| format!("\n{help}")).unwrap_or_default();
    let path = finding.path.as_deref().map(|path| format!("`{path}`: ")).unwrap_or_default();
    let place = &finding.place;
    let region = (place.line > 0).then(|| Region {
        start_line: place.line,
        start_column: (place.column > 0).then_some(place.column),
        end_column: (place.column > 0).then_some(place.column + place.length),
    });
    let uri = uri(&file_of(folder, &place.file));
    Finding {
        rule_id: finding.code,
        rule_index: codes.iter().position(|code| *code == finding.code).unwrap_or_default(),
        level: match finding.severity {
            Severity::Error => "error",
            _ => "warning",
        },
        message: Message { text: format!("{path}{}{help}", finding.message(lang)) },
        locations: vec![Location { physical_location: Physical { artifact_location: Artifact { uri }, region } }],
    }
}

/// A path as a relative reference: bytes that a URI does not have are escaped.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            other => uri.push_str(&format!("%{other:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_and_spaces_are_escaped() {
        assert_eq!(uri("规则 a/rulebook.toml"), "%E8%A7%84%E5%88%99%20a/rulebook.toml");
    }
}
