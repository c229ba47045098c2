//! How well worked cases test a rulebook: change one thing at a time, and see whether a case notices.
//!
//! [`Mutants::of`] makes the changes: a number up or down by one step of its last digit, `>=` into `>`, `&&` into `||`,
//! true into false, a gate that only warns, a condition of a level that always holds. [`Mutants::run`] assesses the cases
//! under each. A change that no case notices has survived: the author writes a case for it, or says in `mutants.toml`
//! beside the table why none can.
//!
//! ```no_run
//! use zhiheng::{Lang, mutation::Mutants};
//!
//! let report = Mutants::of("rules/three-same")?.run(2);
//! print!("{}", report.text(Lang::Zh));
//! # Ok::<(), zhiheng::Error>(())
//! ```

mod explained;
mod mutant;
mod report;
mod run;
mod script;
mod table;

#[cfg(test)]
mod tests;

pub use mutant::Mutant;
pub use report::{Fate, Mutated, MutationReport};
pub use run::Mutants;
