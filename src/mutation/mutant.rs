//! One change to one file of a rulebook.

use crate::diagnostic::Place;
use crate::rulebook::lines::Lines;
use crate::rulebook::manifest::Span;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt;

/// One change to the table or to a script of a rulebook.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Mutant {
    /// Where it stands.
    pub place: Place,
    /// What it stands in: the path in the table, such as `params.growth[0][1]`, or the function of a script.
    pub within: String,
    /// What is written there.
    pub before: String,
    /// What is tried instead.
    pub after: String,
    /// Which of the changes within the same function that look the same, from 1.
    pub number: usize,
    #[serde(skip)]
    pub(super) span: Span,
}

impl Mutant {
    /// The file's text with the change made.
    pub(super) fn apply(&self, text: &str) -> String {
        let (head, tail) = (text.get(..self.span.start), text.get(self.span.end..));
        [head.unwrap_or_default(), &self.after, tail.unwrap_or_default()].concat()
    }
}

impl fmt::Display for Mutant {
    /// The name by which `mutants.toml` knows it: it outlives changes of lines.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} → {}", self.within, self.before, self.after)?;
        if self.number > 1 { write!(f, " #{}", self.number) } else { Ok(()) }
    }
}

/// Changes of one file, as they are found.
pub(super) struct Found<'t> {
    lines: Lines<'t>,
    seen: BTreeMap<String, usize>,
    pub mutants: Vec<Mutant>,
}

impl<'t> Found<'t> {
    pub fn new(file: &'t str, text: &'t str) -> Found<'t> {
        Found { lines: Lines::new(file, text), seen: BTreeMap::new(), mutants: Vec::new() }
    }

    pub fn written(&self, span: Span) -> &'t str {
        self.lines.written(span)
    }

    /// The stretch `span` becomes `after`.
    pub fn add(&mut self, within: &str, span: Span, after: impl Into<String>) {
        let (before, after) = (self.written(span).to_owned(), after.into());
        let place = self.lines.place(span);
        let mut mutant = Mutant { place, within: within.to_owned(), before, after, number: 1, span };
        let seen = self.seen.entry(mutant.to_string()).or_default();
        *seen += 1;
        mutant.number = *seen;
        self.mutants.push(mutant);
    }

    /// A number goes one step of its last digit up, and one down.
    pub fn nudge(&mut self, within: &str, span: Span) {
        let [up, down] = steps(self.written(span)).map(|near| near.unwrap_or_default());
        for near in [up, down] {
            if !near.is_empty() {
                self.add(within, span, near);
            }
        }
    }
}

/// The numbers one step of the last digit above and below the number that `text` writes.
fn steps(text: &str) -> [Option<String>; 2] {
    let plain: String = text.chars().filter(|char| *char != '_').collect();
    let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let Ok(digits) = plain.replacen('.', "", 1).parse::<i64>() else { return [None, None] };
    [digits.checked_add(1), digits.checked_sub(1)].map(|digits| Some(with_decimals(digits?, decimals)))
}

fn with_decimals(digits: i64, decimals: usize) -> String {
    let sign = if digits < 0 { "-" } else { "" };
    let text = format!("{:0>width$}", digits.unsigned_abs(), width = decimals + 1);
    let (whole, fraction) = text.split_at(text.len() - decimals);
    if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_one_of_the_last_digit() {
        let near = |text: &str| steps(text).map(Option::unwrap_or_default);
        assert_eq!(near("3"), ["4", "2"]);
        assert_eq!(near("0"), ["1", "-1"]);
        assert_eq!(near("1.33"), ["1.34", "1.32"]);
        assert_eq!(near("0.05"), ["0.06", "0.04"]);
        assert_eq!(near("0.0"), ["0.1", "-0.1"]);
        assert_eq!(near("40_000"), ["40001", "39999"]);
        assert_eq!(near("1e3"), ["", ""]);
    }
}
