//! What holds for every result, tried on the built-in rulebooks and the example profiles.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, reason = "tests")]

mod completions;
mod contributions;
mod dice;
mod documents;
mod evaluations;
mod examples;
mod held;
mod improvements;
mod same_answer;
mod trials;
