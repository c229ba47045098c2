#![doc = include_str!("../README.md")]

mod assess;
pub mod cases;
#[cfg(feature = "authoring")]
pub mod coverage;
mod date;
pub mod diagnostic;
mod engine;
mod error;
#[cfg(feature = "authoring")]
pub mod explain;
mod facts;
#[cfg(feature = "authoring")]
pub mod impact;
mod limits;
#[cfg(feature = "authoring")]
pub mod lint;
#[cfg(feature = "authoring")]
pub mod mutation;
mod number;
#[cfg(feature = "html")]
mod page;
mod plan;
pub mod profile;
#[cfg(feature = "authoring")]
mod reach;
#[cfg(feature = "report")]
pub mod report;
mod rulebook;
mod script;
mod text;

pub use assess::apportion::apportion;
pub use assess::assessment::{self, Assessment};
pub use date::{Date, DateError};
pub use engine::{
    Choice, Evaluation, FactInfo, GroupScore, ItemEvaluation, Options, Outcomes, RowScore, Rulebook, Tuned,
    check_profile,
};
pub use error::{Error, ProfileError, RequestError, RulebookError};
pub use limits::Limits;
pub use number::{ArithmeticError, Number, ParseNumberError, RoundingMode};
pub use rulebook::library::Library;
pub use rulebook::manifest::Status;
pub use text::{Lang, Text, UnknownLang};

/// The JSON Schemas of the documents that zhiheng reads and writes, as the text of the committed files.
pub mod schema {
    /// The schema of the built-in enterprise profile.
    pub fn profile() -> String {
        crate::profile::schema()
    }

    /// The schema of `rulebook.toml`.
    pub fn rulebook() -> String {
        crate::rulebook::schema::rulebook_schema()
    }

    /// The schema of an assessment.
    pub fn assessment() -> String {
        crate::assess::assessment::schema()
    }

    /// The schema of a file of worked cases.
    pub fn cases() -> String {
        crate::cases::schema::schema()
    }
}
