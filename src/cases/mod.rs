//! Worked cases (`rulebook.md`, section 9): a profile, what is changed in it, and what must come out.
//!
//! [`Suite`] holds the cases of a rulebook, [`Suite::run`] compares every expectation with what the rulebook gives.
//! A case names only what it is about; what it does not name is not compared. Numbers compare at 12 decimals, so that
//! `76.7` is the value of a score that is rounded to one digit, and no other. `missing`, `possible` and `out_of_scope`
//! are complete lists, in any order. A row that is written as a bare number is answered, and has these points.
//!
//! A variant is laid over its case key by key: each path in `set`, each entry in `expect` (one row, gate, group or item
//! entry at a time); `item`, `as_of` and `rules_on` replace the case's. A case runs on its own where it expects
//! something, and once for each variant.

mod compare;
mod expect;
mod explain;
mod lay;
mod read;
mod report;
mod run;
pub(crate) mod schema;
mod suite;
#[cfg(feature = "authoring")]
mod update;

pub use report::{CaseResult, Difference, Explanation, Report};
pub use suite::Suite;
#[cfg(feature = "authoring")]
pub use update::{Kept, Rewritten, Update, UpdatedFile};

#[cfg(test)]
mod tests;
