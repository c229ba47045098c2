//! The compiled form of rules and its evaluator: exact, total, three-valued, open where facts are missing.

mod arithmetic;
mod branch;
pub(crate) mod code;
mod collection;
mod compare;
pub(crate) mod dates;
pub(crate) mod eval;
pub(crate) mod expr;
pub(crate) mod fault;
mod functions;
pub(crate) mod outcome;
mod paths;
pub(crate) mod plain;
pub(crate) mod probe;
pub(crate) mod table;
pub(crate) mod trace;
pub(crate) mod value;

#[cfg(test)]
#[allow(clippy::panic, clippy::indexing_slicing, clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests;
