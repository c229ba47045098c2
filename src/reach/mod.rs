//! What can come out: the plan walked once with every value that the schema allows in place of a profile.
//!
//! The walk errs on one side only: what it says cannot happen, cannot. Facts are taken one by one, so that what holds
//! between two of them (a part is never more than its whole) is not seen, but for comparisons of one fact that follow
//! one another.

mod bands;
mod compare;
mod facts;
mod functions;
mod interval;
mod lists;
mod narrow;
mod outcome;
mod rollup;
mod rulebook;
mod seen;
mod set;
mod switch;
mod walk;

#[cfg(test)]
mod tests;

pub(crate) use rulebook::{Reach, SpanReach};
pub(crate) use seen::Truths;
