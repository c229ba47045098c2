//! What came of changing a rulebook: which changes the cases noticed, and which they did not.

use super::explained::Explained;
use super::mutant::Mutant;
use crate::diagnostic::{Place, phrase};
use crate::number::{Number, RoundingMode};
use crate::text::{Lang, Text};
use serde::Serialize;
use std::fmt::Write;

/// What came of one change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase", tag = "fate")]
#[non_exhaustive]
pub enum Fate {
    /// A case fails under it.
    Killed,
    /// No case notices it.
    Survived,
    /// No case notices it, and `mutants.toml` says why none can.
    Explained {
        /// The reason that is given.
        reason: Text,
    },
    /// The rulebook does not load with it.
    Invalid,
}

/// A change and what came of it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Mutated {
    /// The change.
    #[serde(flatten)]
    pub mutant: Mutant,
    /// What came of it.
    #[serde(flatten)]
    pub fate: Fate,
}

/// What came of all changes, in the order of their places.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[non_exhaustive]
pub struct MutationReport {
    /// Each change.
    pub mutants: Vec<Mutated>,
    /// Entries of `mutants.toml` that no surviving change answers to.
    pub stale: Vec<Place>,
}

impl MutationReport {
    pub(super) fn new(mut mutants: Vec<Mutated>, explained: Vec<Explained>) -> MutationReport {
        let mut stale = Vec::new();
        for Explained { file, change, reason, place } in explained {
            let survivor = mutants.iter_mut().find(|mutated| {
                mutated.fate == Fate::Survived
                    && mutated.mutant.place.file == file
                    && mutated.mutant.to_string() == change
            });
            match survivor {
                Some(mutated) => mutated.fate = Fate::Explained { reason },
                None => stale.push(place),
            }
        }
        MutationReport { mutants, stale }
    }

    fn count(&self, wanted: impl Fn(&Fate) -> bool) -> usize {
        self.mutants.iter().filter(|mutated| wanted(&mutated.fate)).count()
    }

    /// How many changes a case notices.
    pub fn killed(&self) -> usize {
        self.count(|fate| *fate == Fate::Killed)
    }

    /// The changes that no case notices and nobody explains.
    pub fn survivors(&self) -> impl Iterator<Item = &Mutant> {
        let survived = |mutated: &&Mutated| mutated.fate == Fate::Survived;
        self.mutants.iter().filter(survived).map(|mutated| &mutated.mutant)
    }

    /// The percentage of changes that a case notices, of those that the rulebook loads with and nobody explains; none
    /// where there are no such changes.
    pub fn percent_killed(&self) -> Option<Number> {
        let counted = self.killed() + self.survivors().count();
        let whole = |count: usize| Number::from(i64::try_from(count).unwrap_or(i64::MAX));
        whole(self.killed()).mul(&Number::HUNDRED).ok()?.div(&whole(counted)).ok()
    }

    /// The changes that no case notices, each with its place, and a line that counts.
    pub fn text(&self, lang: Lang) -> String {
        let mut text = String::new();
        for mutant in self.survivors() {
            let Mutant { place, within, before, after, .. } = mutant;
            let code = if after.is_empty() { "mutant-left-out" } else { "mutant-changed" };
            let args = [("within", within.as_str()), ("before", before.as_str()), ("after", after.as_str())];
            push(&mut text, &format!("{}:{}:{}", place.file, place.line, place.column), phrase(code, &args).get(lang));
        }
        for place in &self.stale {
            push(&mut text, &format!("{}:{}", place.file, place.line), phrase("mutant-stale", &[]).get(lang));
        }
        let (killed, survived) = (self.killed(), self.survivors().count());
        let explained = self.count(|fate| matches!(fate, Fate::Explained { .. }));
        let percent = self.percent_killed().and_then(|percent| percent.round(1, RoundingMode::Down).ok());
        let args = [
            ("all", (killed + survived).to_string()),
            ("killed", killed.to_string()),
            ("percent", percent.map_or_else(|| "–".to_owned(), |percent| percent.to_string())),
            ("survived", survived.to_string()),
            ("explained", explained.to_string()),
        ];
        let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        text.push_str(phrase("mutants-counted", &args).get(lang));
        text.push('\n');
        text
    }
}

fn push(text: &mut String, place: &str, said: &str) {
    // writing to a string cannot fail
    let _ = writeln!(text, "  {place}  {}", said.replace('\n', " "));
}
