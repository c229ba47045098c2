//! What an observer of an evaluation may see. The silent one costs nothing; the tracing one explains.

use super::expr::{BandKind, Expr, FunctionId, Site};
use super::table::Table;
use super::value::{Truth, Value};
use crate::facts::fact::Fact;
use crate::facts::shape::Slot;

/// Called by the evaluator as it goes.
pub(crate) trait Probe<'a> {
    /// Whether the reasons of outcomes are wanted.
    const TEXTS: bool;
    /// Whether the value of every expression is wanted.
    const VALUES: bool = false;

    /// An expression gave a value. What it is part of comes after it; what did not give one is not seen.
    fn seen(&mut self, _expr: &'a Expr, _value: &Value<'a>) {}

    /// The condition of an `if` was decided.
    fn decided(&mut self, _site: Site, _truth: Truth) {}

    /// One part of what stands at `site` comes next: an arm of a `switch`, counted from 0 with the default last, a term of
    /// `&&` and `||`, a round of a loop. None where no arm can be chosen.
    fn enters(&mut self, _site: Site, _part: Option<usize>) {}

    /// A closure comes to an element of the list that the function at `site` goes through.
    fn element(&mut self, _site: Site, _index: usize, _element: &Value<'a>) {}

    /// A function of a script is about to run.
    fn calls(&mut self, _function: FunctionId) {}

    /// The function that was asked for gave a value.
    fn gave(&mut self, _value: &Value<'a>) {}

    /// A fact of the profile, or of `record`, was read.
    fn fact(&mut self, _record: Option<&'a [Fact<'a>]>, _slot: Slot, _fact: &'a Fact<'a>) {}

    /// What is read until `end_assuming` has a default that stands in for it.
    fn begin_assuming(&mut self) {}

    fn end_assuming(&mut self) {}

    /// A mark in the sequence of reads.
    fn mark(&mut self) -> usize {
        0
    }

    /// The local at `place` came out absent: what was read after the first mark and before the second is needed when the
    /// local is.
    fn keeps(&mut self, _place: usize, _from: usize, _to: usize) {}

    /// The local at `place` has another value now.
    fn forgets(&mut self, _place: usize) {}

    /// The local at `place` was read, and is absent.
    fn local(&mut self, _place: usize) {}

    /// What is read until `end_text` serves a text only.
    fn begin_text(&mut self) {}

    fn end_text(&mut self) {}

    /// What is evaluated until `end_fork` is one of several paths, none of which is known to be taken.
    fn begin_fork(&mut self) {}

    fn end_fork(&mut self) {}

    /// A text could not be made.
    fn text_failed(&mut self, _site: Site) {}

    /// A table was looked up with `value`.
    fn band(&mut self, _kind: BandKind, _value: &Value<'a>, _table: &Table, _result: &Value<'a>) {}
}

/// Sees nothing.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Silent;

impl Probe<'_> for Silent {
    const TEXTS: bool = false;
}
