//! From a profile's text to facts in slots: the types that a schema gives, which facts are read, and the reading itself.

mod date;
mod decode;
pub(crate) mod describe;
pub(crate) mod edit;
pub(crate) mod evidence;
pub(crate) mod fact;
mod json;
pub(crate) mod json_schema;
mod layout;
mod mistake;
pub(crate) mod names;
mod numeral;
pub(crate) mod path;
mod raw;
pub(crate) mod read;
mod reserved;
mod scalar;
pub(crate) mod schema;
pub(crate) mod shape;
mod syntax;
mod trail;
pub(crate) mod typed;
mod typed_scalar;
mod walk;

#[cfg(test)]
mod tests;
