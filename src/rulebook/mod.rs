//! The table: manifest types, loading from folders and built-in, dated parameters, digest.

mod check;
pub(crate) mod dated;
pub(crate) mod digest;
mod embedded;
pub(crate) mod find;
pub(crate) mod folder;
pub(crate) mod library;
pub(crate) mod lines;
pub(crate) mod lints;
pub(crate) mod manifest;
pub(crate) mod read;
pub(crate) mod schema;
pub(crate) mod shelf;
pub(crate) mod sources;
