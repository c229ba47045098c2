//! What editing a rulebook comes to before it is published: whose level moves, and which edit moves it.
//!
//! [`compare`] finds the edits between two rulebooks, each with its place and the step of the version that it calls for, and
//! builds, for every edit that may change a result, the old rulebook with that edit alone and the new one without it.
//! [`Comparison::run`] assesses profiles under both rulebooks and, where their outcome differs, under those. An edit is
//! responsible for a move if it makes the move by itself, or if undoing it undoes the move.
//!
//! Edits of which the rulebook does not load with one alone (a new row, its function, the parameter that this reads) are tried
//! together: [`Edit::bundle`]. Profiles are read one after the other and not kept; of movers so many are listed as
//! [`Settings::movers`] says, and counts are exact all the same.
//!
//! ```
//! use zhiheng::impact::{Profile, Settings, Side, compare};
//!
//! let comparison = compare(Side::Builtin("tqm"), Side::Builtin("tqm"))?;
//! assert!(comparison.edits().is_empty());
//! let bytes = std::fs::read("examples/profiles/foshan-appliances.json").expect("a profile");
//! let profiles = [Profile { name: "foshan".to_owned(), line: None, bytes }];
//! let impact = comparison.run(profiles.into_iter(), &Settings::default())?;
//! assert_eq!((impact.profiles.compared, impact.enterprises.moved()), (1, 0));
//! # Ok::<(), zhiheng::Error>(())
//! ```

mod bundle;
mod comparison;
mod edit;
mod find;
mod function;
mod hybrid;
#[cfg(feature = "html")]
mod page;
mod path;
mod population;
mod report;
mod run;
mod semver;
mod shift;
mod standing;
mod table;
#[cfg(feature = "report")]
mod text;
mod value;
#[cfg(any(feature = "report", feature = "html"))]
mod view;
#[cfg(any(feature = "report", feature = "html"))]
mod words;

#[cfg(test)]
mod tests;

pub use comparison::{Comparison, Settings, Side, compare};
pub use edit::{Edit, Part};
pub use population::{Cause, Cell, Compared, Mover, Moves, Named, Profiles, Refusal, RefusedBy, ScoreShifts};
pub use report::{Impact, VersionCheck};
pub use run::Profile;
pub use semver::Step;
pub use shift::{Bar, Shifts};
pub use standing::{Direction, Standing, State};
pub use table::EditKind;
