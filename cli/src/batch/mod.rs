//! `zhiheng batch`: many profiles, one a line, in their order and in little memory.

mod go;
mod lines;
mod part;
mod progress;
mod record;
mod shape;
mod source;
mod tally;

pub use go::run;
