//! The errors of the library: the rulebook is wrong, the profile is wrong, the call is wrong, or this cannot happen.

use crate::diagnostic::{Diagnostic, Severity};
use std::collections::BTreeMap;
use std::fmt;

/// Why something could not be loaded or assessed.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A rulebook cannot be used; whoever wrote it must mend it.
    #[error(transparent)]
    Rulebook(#[from] RulebookError),
    /// A profile cannot be read; whoever filled it in must mend it.
    #[error(transparent)]
    Profile(#[from] ProfileError),
    /// The call asks for what the rulebook or the profile does not have.
    #[error(transparent)]
    Request(#[from] RequestError),
    /// A mistake of this library.
    #[error("this is a mistake of zhiheng itself: {0}")]
    Internal(String),
}

impl Error {
    /// Everything that is wrong, in the order in which it stands in the documents; empty for an internal error.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        match self {
            Error::Rulebook(error) => error.diagnostics(),
            Error::Profile(error) => error.diagnostics(),
            Error::Request(error) => std::slice::from_ref(&*error.diagnostic),
            Error::Internal(_) => &[],
        }
    }
}

/// Every mistake that keeps a rulebook from loading.
#[derive(Debug)]
pub struct RulebookError {
    diagnostics: Vec<Diagnostic>,
    sources: BTreeMap<String, String>,
}

impl RulebookError {
    pub(crate) fn new(mut diagnostics: Vec<Diagnostic>, sources: BTreeMap<String, String>) -> RulebookError {
        diagnostics.sort_by(|a, b| (&a.place, a.code).cmp(&(&b.place, b.code)));
        diagnostics.dedup();
        RulebookError { diagnostics, sources }
    }

    /// The mistakes, by file, line and column.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The text of a file that a diagnostic names, to show the line that is wrong.
    pub fn source_text(&self, file: &str) -> Option<&str> {
        self.sources.get(file).map(String::as_str)
    }
}

impl fmt::Display for RulebookError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_first(f, &self.diagnostics)
    }
}

impl std::error::Error for RulebookError {}

/// Every mistake that keeps a profile from being read.
#[derive(Debug)]
pub struct ProfileError {
    diagnostics: Vec<Diagnostic>,
}

impl ProfileError {
    pub(crate) fn new(diagnostics: Vec<Diagnostic>) -> ProfileError {
        ProfileError { diagnostics }
    }

    /// The mistakes, in the order of the document.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }
}

impl fmt::Display for ProfileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_first(f, &self.diagnostics)
    }
}

impl std::error::Error for ProfileError {}

/// What a call asks for cannot be had.
#[derive(Debug)]
pub struct RequestError {
    // boxed, so that a result that is no error stays small
    diagnostic: Box<Diagnostic>,
}

impl RequestError {
    pub(crate) fn new(diagnostic: Diagnostic) -> RequestError {
        RequestError { diagnostic: Box::new(diagnostic) }
    }

    /// What is wrong and what to do.
    pub fn diagnostic(&self) -> &Diagnostic {
        &self.diagnostic
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.diagnostic)
    }
}

impl std::error::Error for RequestError {}

fn write_first(f: &mut fmt::Formatter<'_>, diagnostics: &[Diagnostic]) -> fmt::Result {
    let errors = diagnostics.iter().filter(|d| d.severity == Severity::Error).count();
    match diagnostics.iter().find(|d| d.severity == Severity::Error).or(diagnostics.first()) {
        Some(first) if errors > 1 => write!(f, "{first} (and {} more)", errors - 1),
        Some(first) => write!(f, "{first}"),
        None => f.write_str("nothing is wrong"),
    }
}
