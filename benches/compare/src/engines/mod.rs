//! What is compared: each engine makes of a profile's JSON text its own form of it, and of that the points of the sixty rows.

pub mod cel;
pub mod datalogic;
pub mod hand;
pub mod lua;
pub mod rego;
pub mod zen;
pub mod zhiheng;

use std::error::Error;

/// Whatever went wrong.
pub type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// An engine with its rules prepared.
pub trait Engine {
    /// A profile in the form that the engine reads.
    type Input;
    /// What it makes of one.
    type Output;

    fn name(&self) -> &'static str;

    /// Reads a profile.
    fn convert(&self, json: &[u8]) -> Result<Self::Input>;

    /// Scores it. What `Output` is differs: the points alone, or a whole result.
    fn evaluate(&self, input: &Self::Input) -> Result<Self::Output>;

    /// The points of each row in the order of the table; none where a row is unanswered.
    fn points(&self, output: &Self::Output) -> Result<Vec<Option<f64>>>;
}
