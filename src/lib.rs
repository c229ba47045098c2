//! placeholder

mod assess;
mod cases;
mod date;
pub mod diagnostic;
mod engine;
mod error;
mod facts;
mod limits;
mod number;
mod plan;
pub mod profile;
mod report;
mod rulebook;
mod script;
mod text;

pub use assess::apportion::apportion;
pub use assess::assessment::{self, Assessment};
pub use date::{Date, DateError};
pub use error::{Error, ProfileError, RequestError, RulebookError};
pub use limits::Limits;
pub use number::{ArithmeticError, Number, ParseNumberError, RoundingMode};
pub use rulebook::library::Library;
pub use rulebook::manifest::Status;
pub use rulebook::schema::rulebook_schema;
pub use text::{Lang, Text, UnknownLang};
