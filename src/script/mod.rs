//! Rhai to plan: scan, parse, resolve, type-check, lower.

pub(crate) mod ast;
pub(crate) mod lower;
pub(crate) mod parse;
pub(crate) mod scan;
pub(crate) mod walk;
