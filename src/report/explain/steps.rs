//! The way from the points of a row to the score, step by step, with figures that multiply out.

use super::Teller;
use crate::assess::assessment::GroupResult;
use crate::explain::{How, RowExplanation, Step};
use crate::number::Number;
use crate::report::layout::Page;
use std::fmt::Display;

impl Teller<'_> {
    pub fn steps(&self, page: &mut Page, row: &RowExplanation) {
        let (words, result) = (&self.words.steps, &row.result);
        let (Some(points), false) = (&result.points, row.steps.is_empty()) else { return };
        page.put(2, self.text(&words.title));
        let (points, max) = (self.number(points), result.max.to_string());
        page.hang(4, "· ", &self.fill(&words.start, &[("points", &points), ("max", &max)]));
        for (place, step) in row.steps.iter().enumerate() {
            page.hang(4, "· ", &self.step(step, place + 1 == row.steps.len()));
        }
        if let Some(whole) = self.whole(row) {
            page.hang(4, "· ", &whole);
        }
        if let Some(points) = &result.contribution {
            page.hang(4, "· ", &self.fill(&words.contribution, &[("points", &self.number(points))]));
        }
        if !self.told.adjustments.is_empty() && !self.told.only_row {
            page.put(4, self.text(&words.rounding));
        }
        if self.held {
            let title = self.names.voice.text(&self.told.rulebook.title);
            page.put(4, &self.fill(&words.held, &[("title", &title)]));
        }
    }

    /// The way of a group that counts as one.
    pub fn group_steps(&self, page: &mut Page, group: &GroupResult, steps: &[Step]) {
        for (place, step) in steps.iter().enumerate() {
            page.hang(4, "· ", &self.step(step, place + 1 == steps.len()));
        }
        if let Some(points) = &group.line {
            page.hang(4, "· ", &self.fill(&self.words.steps.contribution, &[("points", &self.number(points))]));
        }
    }

    fn step(&self, step: &Step, last: bool) -> String {
        let words = &self.words.steps;
        // the last step is the root, unless a script stopped the way before
        let on = if last && self.names.assessment.group(&step.group).is_none() {
            self.text(&words.root).to_owned()
        } else {
            self.fill(&words.group, &[("title", &self.names.group(&step.group))])
        };
        let from = self.number(&step.from);
        let to = step.to.as_ref().map(|to| self.number(to)).unwrap_or_default();
        let values: [(&str, &dyn Display); 3] = [("on", &on), ("from", &from), ("to", &to)];
        match &step.how {
            How::Sum { counted, full } if counted == full => self.fill(&words.sum, &values),
            How::Sum { counted, full } => {
                let (counted, full) = (self.number(counted), self.number(full));
                self.fill(&words.sum_scaled, &with(&values, &[("counted", &counted), ("full", &full)]))
            }
            How::Mean { max, weight, weights, full } => {
                let values = with(&values, &[("max", max), ("weight", weight), ("weights", weights), ("full", full)]);
                self.fill(&words.mean, &values)
            }
            How::Deciding { best, max, full } => {
                let sentence = if *best { &words.best } else { &words.worst };
                self.fill(sentence, &with(&values, &[("max", max), ("full", full)]))
            }
            How::NotDeciding { best: true } => self.fill(&words.not_best, &values),
            How::NotDeciding { best: false } => self.fill(&words.not_worst, &values),
            How::Weightless => self.fill(&words.weightless, &values),
            How::Uncounted => self.fill(&words.uncounted, &values),
            How::Script => self.fill(&words.script, &values),
        }
    }

    /// All steps in one product, where more than one changes the figure: its operands are exact.
    fn whole(&self, row: &RowExplanation) -> Option<String> {
        let points = row.result.points.as_ref()?;
        let to = row.result.contribution.as_ref()?;
        let mut product = points.to_string();
        let mut changes = 0;
        for step in &row.steps {
            let factors: Vec<(&str, &Number)> = match &step.how {
                How::Sum { counted, full } if counted == full => continue,
                How::Sum { counted, full } => vec![("×", full), ("÷", counted)],
                How::Mean { max, weight, weights, full } => {
                    vec![("÷", max), ("×", weight), ("÷", weights), ("×", full)]
                }
                How::Deciding { max, full, .. } => vec![("÷", max), ("×", full)],
                _ => return None,
            };
            changes += 1;
            for (sign, factor) in factors {
                product.push_str(&format!(" {sign} {factor}"));
            }
        }
        let to = self.number(to);
        (changes > 1).then(|| self.fill(&self.words.steps.whole, &[("product", &product), ("to", &to)]))
    }
}

fn with<'v>(
    values: &[(&'v str, &'v dyn Display)],
    more: &[(&'v str, &'v dyn Display)],
) -> Vec<(&'v str, &'v dyn Display)> {
    [values, more].concat()
}
