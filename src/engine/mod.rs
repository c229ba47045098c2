//! A loaded rulebook, ready to assess profiles: the only room that knows tables, scripts, facts and scoring together.

mod check;
pub(crate) mod compile;
mod declared;
mod evaluation;
mod facts;
pub(crate) mod finding;
mod item;
pub(crate) mod load;
mod outcomes;
pub(crate) mod profile;
mod rulebook;
mod run;
mod scored;
mod scores;
mod session;
mod tell;
#[cfg(feature = "report")]
mod uses;
pub(crate) mod watch;

pub use check::check_profile;
#[cfg(feature = "authoring")]
pub(crate) use compile::constant;
pub use evaluation::{Evaluation, GroupScore, ItemEvaluation, RowScore};
pub use facts::{Choice, FactInfo};
#[cfg(feature = "authoring")]
pub(crate) use finding::Judge;
#[cfg(any(feature = "authoring", feature = "report"))]
pub(crate) use load::Loaded;
#[cfg(feature = "authoring")]
pub(crate) use load::Span;
pub use outcomes::{Outcomes, Tuned};
pub use rulebook::Rulebook;
pub use run::Options;
