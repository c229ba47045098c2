//! placeholder

mod assess;
mod cases;
pub mod diagnostic;
mod engine;
mod error;
mod facts;
mod limits;
mod number;
mod plan;
mod profile;
mod report;
mod rulebook;
mod script;
mod text;

pub use error::{Error, ProfileError, RequestError, RulebookError};
pub use limits::Limits;
pub use number::{ArithmeticError, Number, ParseNumberError, RoundingMode};
pub use rulebook::manifest::Status;
pub use text::{Lang, Text, UnknownLang};
