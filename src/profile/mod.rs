//! What an enterprise says of itself, and the codes that it says it in.

pub(crate) mod codes;
pub(crate) mod uscc;
