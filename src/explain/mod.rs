//! How a result came about, as somebody tells it who has to defend it: for every row, gate and level the lines of its rule
//! beside the values they took, the parameters and bands, and the steps from its points to the score.
//!
//! [`explain`] assesses a profile and keeps account; nothing is worked out here that the assessment does not say as well.
//! `report::explanation` makes a text of it.
//!
//! ```
//! use zhiheng::{Date, Library, Options, explain};
//!
//! let mut options = Options::default();
//! options.as_of = Some(Date::new(2023, 4, 30)?);
//! let profile = r#"{ "finance": { "last_year": { "revenue": 1000, "main_revenue": 750 } } }"#;
//! let rulebook = Library::builtin().get("srdi-sme")?;
//! let explanation = explain::explain(&rulebook, profile, &options)?.of_row("specialization.main_share")?;
//! let row = explanation.rows.first().ok_or("no such row")?;
//! assert_eq!(row.result.points.as_ref().map(ToString::to_string).as_deref(), Some("3"));
//! assert!(row.derivation.iter().flat_map(|told| &told.functions).any(|function| function.name == "main_share"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod build;
mod code;
mod derivation;
mod explanation;
mod narrow;
mod note;
mod observer;
mod run;
mod steps;
#[cfg(test)]
#[allow(clippy::panic, clippy::indexing_slicing, clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests;
mod value;

pub use derivation::{Constant, Derivation, Function, Line, LineState};
pub use explanation::{Explanation, Gain, GateExplanation, GroupExplanation, LevelExplanation, RowExplanation};
pub use note::{Element, ListSeen, Note, Seen, What};
pub use steps::{How, Step};
pub use value::Value;

use crate::engine::{Options, Rulebook};
use crate::error::Error;

/// Assesses a profile, given as the bytes of a JSON document, and explains the result.
///
/// # Errors
/// As [`Rulebook::assess_with`].
pub fn explain(rulebook: &Rulebook, profile: impl AsRef<[u8]>, options: &Options) -> Result<Explanation, Error> {
    let observer = observer::Observer::default();
    let assessment = rulebook.assess_watched(profile.as_ref(), options, &observer)?;
    Ok(build::explanation(rulebook.loaded(), &observer.finish(), assessment))
}
