//! From outcomes of rows to an assessment: roll-up, intervals, contributions, coverage, levels, gates, statuses
//! (`rulebook.md`, sections 4 to 8).
//!
//! Rules are not evaluated here: what they gave comes in as [`outcome::RowOutcome`]s, and predicates and script groups
//! are asked through [`decide::Deciders`].

pub(crate) mod apportion;
pub mod assessment;
pub(crate) mod composite;
pub(crate) mod contribution;
pub(crate) mod coverage;
pub(crate) mod decide;
pub(crate) mod document;
pub(crate) mod evaluate;
pub(crate) mod gate;
pub(crate) mod interval;
pub(crate) mod level;
pub(crate) mod limiting;
pub(crate) mod notes;
pub(crate) mod outcome;
pub(crate) mod overall;
pub(crate) mod rollup;
pub(crate) mod scores;
pub(crate) mod tree;
pub(crate) mod verdict;

#[cfg(test)]
mod tests;

use crate::diagnostic::{Diagnostic, Place};
use crate::error::{Error, ProfileError};
use crate::number::ArithmeticError;

/// Why an assessment could not be worked out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// Exact numbers grew beyond their limit.
    Number(ArithmeticError),
    /// What the table's check or the caller promised does not hold.
    Broken(String),
}

impl Failure {
    pub fn broken(what: impl Into<String>) -> Failure {
        Failure::Broken(what.into())
    }
}

impl From<ArithmeticError> for Failure {
    fn from(error: ArithmeticError) -> Failure {
        Failure::Number(error)
    }
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Error {
        match failure {
            Failure::Number(ArithmeticError::TooLarge) => {
                Error::Profile(ProfileError::new(vec![Diagnostic::error("score-too-large", Place::default(), &[])]))
            }
            Failure::Number(error) => Error::Internal(format!("the roll-up failed: {error}")),
            Failure::Broken(what) => Error::Internal(what),
        }
    }
}

/// The item at `index`, which the tree promised to be there.
pub(crate) fn at<T>(items: &[T], index: usize) -> Result<&T, Failure> {
    items.get(index).ok_or_else(|| Failure::broken(format!("no item {index} among {}", items.len())))
}
