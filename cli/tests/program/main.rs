//! The program through its binary: what it prints where, and how it exits.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "tests")]

mod bad_profiles;
mod bad_rulebooks;
mod calls;
mod facts;
mod impact;
mod mutants;
mod outputs;
mod results;
mod run;
