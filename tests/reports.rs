//! The reports on two example profiles by four rulebooks, as files to be read: `tests/reports/`.
//! `UPDATE_REPORTS=1 cargo test --workspace --test reports` writes them anew.
#![cfg(feature = "report")]

use std::error::Error;
use std::path::Path;
use zhiheng::report::{Style, texts};
use zhiheng::{Lang, Library};

/// Nearly everything answered, and a first, sparse answer.
const PROFILES: [&str; 2] = ["foshan-appliances", "chaozhou-ceramics"];

/// By items and by enterprise, with bars and caps, with levels of groups, with dated parameters.
const RULEBOOKS: [&str; 4] = ["product-grading", "quality-maturity", "srdi-sme", "three-same"];

#[test]
fn the_reports_read_as_they_did() -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut changed = Vec::new();
    for name in PROFILES {
        let profile = std::fs::read_to_string(root.join(format!("examples/profiles/{name}.json")))?;
        let assess = |id| Library::builtin().get(id)?.assess_json(&profile);
        let assessments = RULEBOOKS.into_iter().map(assess).collect::<Result<Vec<_>, _>>()?;
        for lang in [Lang::Zh, Lang::En] {
            let report = texts(&assessments, lang, &Style::default());
            let file = root.join(format!("tests/reports/{name}.{lang}.txt"));
            if std::env::var_os("UPDATE_REPORTS").is_some() {
                std::fs::write(&file, &report)?;
            }
            let expected = std::fs::read_to_string(&file).unwrap_or_default();
            if let Some(at) = differs(&expected, &report) {
                changed.push(format!("{}: line {at}", file.display()));
            }
        }
    }
    assert!(
        changed.is_empty(),
        "changed: {changed:#?}; see the difference after `UPDATE_REPORTS=1 cargo test --workspace --test reports`"
    );
    Ok(())
}

/// The first line in which two texts differ.
fn differs(a: &str, b: &str) -> Option<usize> {
    let lines = |text: &str| text.split('\n').map(str::to_owned).collect::<Vec<_>>();
    let (a, b) = (lines(a), lines(b));
    (0..a.len().max(b.len())).find(|at| a.get(*at) != b.get(*at)).map(|at| at + 1)
}
