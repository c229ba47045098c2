//! A loaded rulebook, ready to assess profiles: the only room that knows tables, scripts, facts and scoring together.

mod check;
mod compile;
mod facts;
mod finding;
mod item;
mod load;
mod profile;
mod rulebook;
mod run;
mod scores;
mod tell;

pub use facts::{Choice, FactInfo};
pub use rulebook::Rulebook;
pub use run::Options;
