//! How many profiles came out how: the summary of a batch.

use serde::Serialize;
use std::collections::BTreeMap;
use zhiheng::Rulebook;

/// More bad lines than anybody looks up one by one.
const MOST_BAD: usize = 1000;

/// What a batch came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Profiles, bad ones included.
    pub profiles: u64,
    /// Those that could not be assessed.
    pub bad: u64,
    /// Their lines, the first thousand of them.
    pub bad_lines: Vec<u64>,
    /// By rulebook.
    pub rulebooks: BTreeMap<String, Counts>,
}

/// How many came out how, by one rulebook.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// The rulebook's version and digest.
    pub version: String,
    /// See `version`.
    pub digest: String,
    /// Enterprises by level, or by what stands in its place.
    pub levels: BTreeMap<String, u64>,
}

impl Tally {
    /// A tally of nothing yet.
    pub fn of(books: &[Rulebook]) -> Tally {
        let counts = |book: &Rulebook| Counts {
            version: book.version().to_owned(),
            digest: book.digest().to_owned(),
            levels: BTreeMap::new(),
        };
        Tally { rulebooks: books.iter().map(|book| (book.id().to_owned(), counts(book))).collect(), ..Tally::default() }
    }

    pub fn line(&mut self, number: u64, bad: bool) {
        self.profiles += 1;
        if bad {
            self.bad += 1;
            if self.bad_lines.len() < MOST_BAD {
                self.bad_lines.push(number);
            }
        }
    }

    pub fn level(&mut self, rulebook: &str, level: &str) {
        if let Some(counts) = self.rulebooks.get_mut(rulebook) {
            *counts.levels.entry(level.to_owned()).or_default() += 1;
        }
    }

    /// Adds what comes after.
    pub fn add(&mut self, later: Tally) {
        self.profiles += later.profiles;
        self.bad += later.bad;
        self.bad_lines.extend(later.bad_lines);
        self.bad_lines.truncate(MOST_BAD);
        for (rulebook, counts) in later.rulebooks {
            for (level, count) in counts.levels {
                if let Some(own) = self.rulebooks.get_mut(&rulebook) {
                    *own.levels.entry(level).or_default() += count;
                }
            }
        }
    }
}
