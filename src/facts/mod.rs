//! From a profile's text to facts in slots: the types that a schema gives, which facts are read, and the reading itself.

pub(crate) mod fact;
pub(crate) mod names;
pub(crate) mod schema;
pub(crate) mod shape;
