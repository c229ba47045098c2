//! What an enterprise says of itself: the typed profile, and the codes that it speaks in.
//!
//! A profile is JSON; [`Enterprise`] is the same thing typed, for a program that fills it in. Every field is optional: an
//! assessment tells what is still missing. A list that is `None` is not answered, an empty one says that there is nothing.
//!
//! ```
//! use zhiheng::profile::{Basic, City, Enterprise, Finance, LastYear};
//!
//! let profile = Enterprise {
//!     as_of: Some("2023-04-30".parse()?),
//!     basic: Some(Basic { city: Some(City::Foshan), employees: Some(412), ..Basic::default() }),
//!     finance: Some(Finance {
//!         last_year: Some(LastYear { revenue: Some(26_800.into()), ..LastYear::default() }),
//!         ..Finance::default()
//!     }),
//!     honours: Some(vec![]),
//!     ..Enterprise::default()
//! };
//! let json = serde_json::to_string(&profile)?;
//! assert!(json.contains(r#""city":"440600""#) && json.contains(r#""revenue":26800"#));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Later versions may ask for more: end a struct with `..Default::default()`.

pub mod codes;
mod enterprise;
#[cfg(test)]
pub(crate) use enterprise::tests::known_part;
pub(crate) mod uscc;

pub use enterprise::*;

/// The JSON Schema of the built-in profile, draft 2020-12, as pretty-printed JSON.
///
/// Beside the types it carries what forms and reports show: `title` and `x-title-en`, `description` and
/// `x-description-en`, `x-unit`, `x-labels` of the codes, `x-clauses` of the plan, `x-order` of the fields in the form,
/// `x-absent` where an empty answer means something, and `x-check` for codes with a check character.
pub fn schema() -> String {
    format!("{:#}\n", schema_json())
}
