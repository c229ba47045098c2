//! From a profile's text to facts in slots: the types that a schema gives, which facts are read, and the reading itself.

mod date;
pub(crate) mod edit;
pub(crate) mod fact;
mod json;
pub(crate) mod json_schema;
pub(crate) mod names;
mod numeral;
pub(crate) mod path;
mod raw;
mod reserved;
pub(crate) mod schema;
pub(crate) mod shape;
