//! The table: manifest types, loading from folders and built-in, dated parameters, digest.

pub(crate) mod manifest;
