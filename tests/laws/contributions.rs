//! The lines of a result add up to its score, exactly and as printed.

use crate::examples::{all, assess, pairs};
use zhiheng::{Assessment, Number, RoundingMode, apportion};

/// The lines add up to the score; printed with few decimals, too.
pub fn add_up(assessment: &Assessment, on: &str) {
    let Some(score) = assessment.score() else {
        // nothing was answered, or there is nothing to score
        assert!(assessment.lines().all(|(_, points)| points.is_zero()), "{on}");
        return;
    };
    let lines: Vec<Number> = assessment.lines().map(|(_, points)| points.clone()).collect();
    assert_eq!(Number::sum(&lines).unwrap(), *score, "{on}");
    for digits in 0..4 {
        let printed = apportion(&lines, digits).unwrap();
        let total = score.round(digits.into(), RoundingMode::HalfUp).unwrap();
        assert_eq!(Number::sum(&printed).unwrap(), total, "{on} to {digits} digits");
        let unit = Number::from_decimal(1, digits);
        for (line, printed) in lines.iter().zip(&printed) {
            assert!(line.sub(printed).unwrap().abs() < unit, "{on}: {line} is printed {printed}");
        }
    }
}

#[test]
fn the_lines_of_every_result_add_up() {
    let mut scores = 0;
    for (profile, rulebook) in pairs() {
        let assessment = assess(rulebook, &profile.text);
        for part in all(&assessment) {
            add_up(part, &format!("{} {} {:?}", profile.name, part.rulebook.id, part.subject.key));
            scores += usize::from(part.score().is_some());
        }
    }
    assert!(scores > 20, "{scores}");
}

#[test]
fn the_shares_of_rows_that_apply_make_the_whole() {
    for (profile, rulebook) in pairs() {
        for part in all(&assess(rulebook, &profile.text)) {
            if part.rows.is_empty() || part.coverage.is_none() {
                continue;
            }
            let shares = Number::sum(part.rows.iter().map(|row| &row.share)).unwrap();
            assert_eq!(shares, Number::HUNDRED, "{} {}", profile.name, rulebook.id());
        }
    }
}
