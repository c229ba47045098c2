//! Mistakes, as a host program is told of them: a code, the place, what is wrong and what to do, in Chinese and English.
//! None of them is a panic.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod libraries;
mod profiles;
mod rulebooks;
mod words;
