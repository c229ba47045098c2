//! The table: manifest types, loading from folders and built-in, dated parameters, digest.

pub(crate) mod check;
pub(crate) mod dated;
pub(crate) mod find;
mod lines;
pub(crate) mod manifest;
pub(crate) mod read;
