//! Whether all engines agree, row by row, on generated profiles; and hand-written code with zhiheng on everything it gives.

use crate::contender::Contender;
use crate::engines::{Engine, Result, hand, zhiheng::Explained};
use crate::generate;
use crate::hand::result::Scored;
use std::collections::BTreeMap;
use zhiheng::Assessment;
use zhiheng::assessment::GateState;

const CLOSE: f64 = 1e-9;

/// Checks `profiles` profiles; the first difference is an error that names seed, row and values.
pub fn check(zhiheng: &Explained, others: &[Box<dyn Contender>], profiles: u64) -> Result<()> {
    let mut levels = BTreeMap::<String, u64>::new();
    let mut unanswered = 0;
    for seed in 0..profiles {
        let json = generate::profile(seed)?;
        let assessment = zhiheng.evaluate(&json)?;
        let expected = Engine::points(zhiheng, &assessment)?;
        for other in others {
            let found = other.points(&json).map_err(|error| format!("seed {seed}, {}: {error}", other.name()))?;
            rows(&assessment, &expected, &found).map_err(|error| format!("seed {seed}, {}: {error}", other.name()))?;
        }
        let scored = hand::Whole.evaluate(&hand::Whole.convert(&json)?)?;
        whole(&assessment, &scored).map_err(|error| format!("seed {seed}, hand-written: {error}"))?;
        unanswered += expected.iter().filter(|points| points.is_none()).count();
        *levels.entry(scored.level.id().to_owned()).or_default() += 1;
    }
    let names: Vec<_> = others.iter().map(|other| other.name()).collect();
    println!("{profiles} profiles: zhiheng's assessment and {} give the same points for every row", names.join("; "));
    println!("{unanswered} rows unanswered; levels {levels:?}");
    Ok(())
}

fn rows(assessment: &Assessment, expected: &[Option<f64>], found: &[Option<f64>]) -> Result<()> {
    if expected.len() != found.len() {
        return Err(format!("{} rows instead of {}", found.len(), expected.len()).into());
    }
    for ((row, expected), found) in assessment.rows.iter().zip(expected).zip(found) {
        let same = match (expected, found) {
            (Some(expected), Some(found)) => (expected - found).abs() < CLOSE,
            (None, None) => true,
            _ => false,
        };
        if !same {
            return Err(format!("row {}: expected {expected:?}, found {found:?}", row.id).into());
        }
    }
    Ok(())
}

/// Intervals, groups, score, gates and levels.
fn whole(assessment: &Assessment, scored: &Scored) -> Result<()> {
    let close = |what: &str, expected: Option<f64>, found: f64| match expected {
        Some(expected) if (expected - found).abs() < CLOSE => Ok(()),
        _ => Err(format!("{what}: expected {expected:?}, found {found}")),
    };
    let number = |number: &Option<zhiheng::Number>| number.as_ref().map(zhiheng::Number::to_f64);
    for (row, own) in assessment.rows.iter().zip(&scored.rows) {
        close(&format!("lower of {}", row.id), number(&row.lower), own.lower)?;
        close(&format!("upper of {}", row.id), number(&row.upper), own.upper)?;
    }
    for (group, own) in assessment.groups.iter().zip(&scored.groups) {
        // a group without an answer has no value in an assessment, and counts 0 as well
        close(&group.id, Some(number(&group.value).unwrap_or(0.0)), own.value)?;
    }
    let score = assessment.score.as_ref().ok_or("no score")?;
    close("score", Some(number(&score.value).unwrap_or(0.0)), scored.total)?;
    close("lower", Some(score.lower.to_f64()), scored.lower)?;
    close("upper", Some(score.upper.to_f64()), scored.upper)?;
    let gates = [scored.gates.record, scored.gates.checks, scored.gates.expiring];
    for (gate, own) in assessment.gates.iter().zip(gates) {
        let expected = match gate.state {
            GateState::Fired => Some(true),
            GateState::Clear => Some(false),
            _ => None,
        };
        if expected != own {
            return Err(format!("gate {}: expected {expected:?}, found {own:?}", gate.id).into());
        }
    }
    for (what, level, own) in
        [("earned level", &assessment.level.earned, scored.earned), ("level", &assessment.level.final_, scored.level)]
    {
        let expected = level.as_ref().map(|level| level.id.as_str());
        if expected != Some(own.id()) {
            return Err(format!("{what}: expected {expected:?}, found {:?}", own.id()).into());
        }
    }
    Ok(())
}
