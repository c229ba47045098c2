//! A loaded rulebook, ready to assess profiles: the only room that knows tables, scripts, facts and scoring together.

mod check;
pub(crate) mod compile;
mod facts;
pub(crate) mod finding;
mod item;
mod load;
mod profile;
mod rulebook;
mod run;
mod scores;
mod tell;
#[cfg(feature = "report")]
mod uses;
pub(crate) mod watch;

pub use check::check_profile;
pub use facts::{Choice, FactInfo};
#[cfg(any(feature = "report", feature = "authoring"))]
pub(crate) use load::{Loaded, Span};
pub use rulebook::Rulebook;
pub use run::Options;
