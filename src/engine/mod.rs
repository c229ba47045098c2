//! A loaded rulebook, ready to assess profiles: the only room that knows tables, scripts, facts and scoring together.

mod check;
pub(crate) mod compile;
mod facts;
pub(crate) mod finding;
mod item;
pub(crate) mod load;
pub(crate) mod profile;
mod rulebook;
mod run;
mod scores;
mod tell;
#[cfg(feature = "report")]
mod uses;
pub(crate) mod watch;

pub use check::check_profile;
pub use facts::{Choice, FactInfo};
#[cfg(feature = "report")]
pub(crate) use load::Loaded;
pub use rulebook::Rulebook;
pub use run::Options;
