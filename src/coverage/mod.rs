//! What the worked cases of a rulebook reach of it, and what they do not (feature `authoring`).
//!
//! [`Coverage::of`] runs the cases of a folder while looking on, and gives every [`Goal`] with the number of cases that reach it:
//! the outcomes of each row, each level and each side of its conditions, each gate fired and clear, each condition of a script
//! either way, each bound of a band table or a comparison exactly met and from the other side, each parameter and each entry
//! of its tables. A case that fails still runs. Values that are absent or undecided reach neither side of a condition, and
//! what stands on an open choice is not reached by it.
//!
//! Only the rulebook's own table and scripts count: not shared scripts, not the rulebooks whose results it holds. A script
//! function that is compiled several times counts once. Goals that no profile can reach are left out as far as the schema's
//! bounds, constants and the shape of a function tell.
//!
//! ```no_run
//! use zhiheng::{Lang, coverage::Coverage};
//!
//! let coverage = Coverage::of("rules/three-same")?;
//! print!("{}", coverage.text(Lang::Zh));
//! # Ok::<(), zhiheng::Error>(())
//! ```

mod bounds;
mod edges;
mod gates;
mod goal;
mod lcov;
mod levels;
mod mark;
mod mentions;
mod numbers;
mod onlooker;
mod outcomes;
#[cfg(feature = "html")]
mod page;
mod params;
mod plan;
mod range;
mod reach;
mod report;
mod rows;
mod run;
mod script;
mod table;
mod truths;
mod written;

pub use goal::{Goal, Kind};
#[cfg(feature = "html")]
pub use page::page;
pub use report::{Coverage, Tally};
