//! What the targets share: a folder for a rulebook, the numbers of an evaluation held to those of the assessment.

use tempfile::TempDir;
use zhiheng::{Assessment, Evaluation, Number, Rulebook};

/// A folder for a rulebook, with the one of its files that stays the same.
pub fn folder(file: &str, text: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join(file), text).expect("the file is written");
    folder
}

/// Evaluates and assesses the same profile: both refuse it, or both say the same of it.
pub fn hold_together(rulebook: &Rulebook, profile: &[u8]) {
    match (rulebook.evaluate_json(profile), rulebook.assess_json(profile)) {
        (Ok(short), Ok(full)) => compare(&short, &full),
        (Err(short), Err(full)) => assert_eq!(short.to_string(), full.to_string()),
        (short, full) => panic!("one refuses: {:?} {:?}", short.err(), full.err()),
    }
}

fn compare(short: &Evaluation, full: &Assessment) {
    assert_eq!(short.status(), full.status);
    assert_eq!(short.level(), full.level.id());
    assert_eq!(short.possible(), full.level.possible.iter().map(String::as_str).collect::<Vec<_>>());
    let numbers = |value: Option<Number>, lower: Number, upper: Number| (value, lower, upper);
    assert_eq!(
        short.score().map(|score| numbers(score.value, score.lower, score.upper)),
        full.score.clone().map(|score| numbers(score.value, score.lower, score.upper)),
    );
    for (row, told) in short.rows().zip(&full.rows) {
        assert_eq!((row.id, row.state), (&*told.id, told.state));
        assert_eq!(
            (row.points, row.lower, row.upper),
            (told.points.as_ref(), told.lower.as_ref(), told.upper.as_ref())
        );
    }
}
