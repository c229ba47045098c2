//! Every rulebook that comes with zhiheng loads, and all its worked cases come out as they say.
#![cfg_attr(test, allow(clippy::panic, reason = "a test fails by panicking"))]

use std::path::{Path, PathBuf};
use zhiheng::cases::Suite;
use zhiheng::{Error, Lang, Rulebook};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rules")
}

/// Everything that is wrong, one mistake a line.
fn told(error: &Error) -> String {
    error.diagnostics().iter().map(|diagnostic| format!("{diagnostic}\n")).collect()
}

fn check(id: &str) {
    let folder = folder().join(id);
    let rulebook = Rulebook::load(&folder).unwrap_or_else(|error| panic!("{id} does not load:\n{}", told(&error)));
    assert_eq!(rulebook.id(), id);
    let suite = Suite::load(&folder).unwrap_or_else(|error| panic!("cases of {id}:\n{}", told(&error)));
    assert!(!suite.is_empty(), "{id} has no cases");
    let report = suite.run(&rulebook);
    assert!(report.is_success(), "\n{}", report.text(Lang::Zh));
}

macro_rules! rulebooks {
    ($($name:ident $id:literal)*) => {
        const TESTED: &[&str] = &[$($id),*];

        $(#[test]
        fn $name() {
            check($id);
        })*
    };
}

rulebooks! {
    brand_cultivation "brand-cultivation"
    clusters "clusters"
    excellence "excellence"
    first_set "first-set"
    high_tech "high-tech"
    innovation_platform "innovation-platform"
    innovative_sme "innovative-sme"
    line_grading "line-grading"
    plan_2021 "plan-2021"
    product_grading "product-grading"
    quality_capability "quality-capability"
    quality_digital "quality-digital"
    quality_maturity "quality-maturity"
    quality_responsibility "quality-responsibility"
    quality_talent "quality-talent"
    smart_manufacturing "smart-manufacturing"
    srdi_sme "srdi-sme"
    supply_chain "supply-chain"
    three_same "three-same"
    tqm "tqm"
}

#[test]
fn no_rulebook_is_left_out() {
    let entries = folder().read_dir().unwrap_or_else(|error| panic!("{error}"));
    let mut there: Vec<String> = entries
        .flatten()
        .filter(|entry| entry.path().join("rulebook.toml").is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    there.sort();
    assert_eq!(there, TESTED);
}
