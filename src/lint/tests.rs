//! The settings of lints, and that the built-in rulebooks are clean; what each lint finds is shown by the pages of
//! `docs/findings`.
#![allow(clippy::unwrap_used, reason = "tests")]

use super::lint;
use crate::diagnostic::Severity;
use crate::engine::Rulebook;
use crate::text::Lang;
use std::fs;
use std::path::Path;

/// The codes of what is found, with their severities, when `settings` stand at the end of the table.
fn found(name: &str, settings: &str) -> Vec<(&'static str, Severity)> {
    let base = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/findings/base");
    let folder = std::env::temp_dir().join(format!("zhiheng-lint-{}-{name}", std::process::id())).join("demo");
    fs::create_dir_all(&folder).unwrap();
    fs::copy(base.join("rules.rhai"), folder.join("rules.rhai")).unwrap();
    let table = fs::read_to_string(base.join("rulebook.toml")).unwrap();
    // two rows lose their advice
    let table = table.replace("advice = { zh = \"发布质量方针\", en = \"publish a policy\" } }", "}");
    let table = table.replace("advice = { zh = \"扩大培训\", en = \"train more staff\" } }", "}").replace(", }", " }");
    fs::write(folder.join("rulebook.toml"), format!("{table}\n[lints]\n{settings}\n")).unwrap();
    let rulebook = Rulebook::load(&folder).unwrap();
    fs::remove_dir_all(folder).unwrap();
    lint(&rulebook).into_iter().map(|finding| (finding.code, finding.severity)).collect()
}

const ADVICE: (&str, Severity) = ("row-without-advice", Severity::Warning);

#[test]
fn a_finding_is_told_unless_its_author_allows_it_with_a_reason() {
    assert_eq!(found("none", ""), [ADVICE, ADVICE]);
    let allow = "row-without-advice = { level = \"allow\", reason = \"标准本身即为建议\" }";
    assert_eq!(found("all", allow), []);
}

#[test]
fn a_setting_may_be_for_some_rows_only() {
    let allow = "row-without-advice = { level = \"allow\", at = [\"basics.policy\"], reason = \"自明\" }";
    assert_eq!(found("some", allow), [ADVICE]);
}

#[test]
fn what_is_denied_is_an_error() {
    let denied = ("row-without-advice", Severity::Error);
    assert_eq!(found("deny", "row-without-advice = { level = \"deny\" }"), [denied, denied]);
}

#[test]
fn a_setting_without_effect_is_itself_found() {
    let allow = "unused-param = { level = \"allow\", reason = \"备用\" }";
    let idle = ("lint-without-effect", Severity::Warning);
    assert_eq!(found("idle", allow), [ADVICE, ADVICE, idle]);
}

#[test]
fn the_built_in_rulebooks_are_clean() {
    let library = crate::Library::builtin();
    for id in library.ids() {
        let findings = lint(&library.get(id).unwrap());
        let told: Vec<String> =
            findings.iter().map(|finding| format!("{} {}", finding.place, finding.message(Lang::Zh))).collect();
        assert!(told.is_empty(), "{id}: {told:#?}");
    }
}
