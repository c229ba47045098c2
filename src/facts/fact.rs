//! A fact as it was read from a profile, in the slot where the plan looks for it.

use crate::number::Number;
use jiff::civil::Date;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// The value of one slot. `'t` is the lifetime of the profile's text.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) enum Fact<'t> {
    /// Not answered: a missing key or `null`.
    #[default]
    Absent,
    /// An object that is there, where a rule asks only that.
    Present,
    Bool(bool),
    Number(Number),
    Text(Cow<'t, str>),
    Date(Date),
    List(Vec<Fact<'t>>),
    /// An element of a list of objects: its slots, as its `RecordShape` numbers them.
    Record(Box<[Fact<'t>]>),
    /// An object whose keys the schema does not know.
    Map(BTreeMap<Cow<'t, str>, Fact<'t>>),
}
