//! The program through its binary: what it prints where, and how it exits.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, reason = "tests")]

mod bad_profiles;
mod bad_rulebooks;
mod batch;
mod calls;
mod coverage;
mod explain;
mod facts;
mod impact;
mod mutants;
mod new;
mod outputs;
mod results;
mod run;
mod watch;
