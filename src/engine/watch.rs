//! Looking over the shoulder of an assessment: which entry of the table runs, and every value on the way.

use super::load::{Loaded, Span};
use super::profile::Profile;
use crate::assess::decide::PredicateId;
use crate::assess::evaluate::Evaluation;
use crate::facts::fact::Fact;
use crate::facts::shape::Slot;
use crate::plan::expr::{BandKind, Expr, FunctionId, Site};
use crate::plan::probe::Probe;
use crate::plan::table::Table;
use crate::plan::trace::{ReadFact, Trace};
use crate::plan::value::{Truth, Value};

/// The entry of the table that a function runs for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Seat {
    /// A row, by its place among all rows.
    Row(usize),
    /// A gate, or the rule in a set of a level's conditions.
    Predicate(PredicateId),
    /// A group that combines by script, by its node.
    Group(usize),
    Applies,
    SubjectWhen,
    SubjectTitle,
}

/// Where an assessment stands: the rulebook, which may be one that another holds, and the item of its subject.
#[derive(Clone, Copy)]
#[cfg_attr(not(feature = "authoring"), allow(dead_code, reason = "only tools for authors look on"))]
pub(crate) struct Scene<'s> {
    pub loaded: &'s Loaded,
    pub span: &'s Span,
    pub profile: &'s Profile<'s>,
    /// The position in the subject's list.
    pub item: Option<usize>,
}

/// How an expression comes to be evaluated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// As the rule goes.
    Taken,
    /// On one of several paths, none of which is known to be taken.
    Open,
    /// For a reason only.
    Text,
}

/// Sees an assessment go by.
pub(crate) trait Watch {
    /// The function of `seat` is about to run; what is seen until the next one belongs to it.
    fn begin(&self, scene: &Scene<'_>, seat: Seat);

    /// An expression gave a value.
    fn seen(&self, expr: &Expr, value: &Value<'_>, way: Way);

    /// What happens between two values, unless it only serves a reason.
    fn step<'s>(&self, _scene: &Scene<'s>, _step: Step<'_, 's>) {}

    /// The functions of `scene` have run, and the scores are worked out.
    fn evaluated(&self, _scene: &Scene<'_>, _evaluation: &Evaluation) {}
}

/// What happens between the values of two expressions.
#[cfg_attr(not(feature = "authoring"), allow(dead_code, reason = "only tools for authors look on"))]
pub(crate) enum Step<'v, 's> {
    /// A fact was read; the value of its expression comes next.
    Fact(ReadFact<'s>),
    /// The condition of an `if` was decided.
    Decided(Site, Truth),
    /// An arm of a `switch`, a term of `&&` and `||`, a round of a loop comes next; none where no arm can be chosen.
    Enters(Site, Option<usize>),
    /// A closure comes to an element of its list.
    Element(Site, usize, &'v Value<'s>),
    /// A function of a script is about to run.
    Calls(FunctionId),
    /// The function of the entry gave a value.
    Gave(&'v Value<'s>),
}

/// The probe that explains, and lets somebody look on.
pub(super) struct Watched<'a> {
    trace: Trace<'a>,
    watch: &'a dyn Watch,
    scene: Scene<'a>,
    /// How many open choices enclose what is evaluated.
    forks: u32,
}

impl<'a> Watched<'a> {
    pub fn new(watch: &'a dyn Watch, scene: Scene<'a>) -> Watched<'a> {
        Watched { trace: Trace::default(), watch, scene, forks: 0 }
    }

    fn step(&self, step: Step<'_, 'a>) {
        if !self.trace.in_text() {
            self.watch.step(&self.scene, step);
        }
    }

    pub fn into_trace(self) -> Trace<'a> {
        self.trace
    }
}

impl<'a> Probe<'a> for Watched<'a> {
    const TEXTS: bool = true;
    const VALUES: bool = true;

    fn seen(&mut self, expr: &'a Expr, value: &Value<'a>) {
        let way = match (self.trace.in_text(), self.forks) {
            (true, _) => Way::Text,
            (false, 0) => Way::Taken,
            (false, _) => Way::Open,
        };
        self.watch.seen(expr, value, way);
    }

    fn decided(&mut self, site: Site, truth: Truth) {
        self.step(Step::Decided(site, truth));
    }

    fn enters(&mut self, site: Site, part: Option<usize>) {
        self.step(Step::Enters(site, part));
    }

    fn element(&mut self, site: Site, index: usize, element: &Value<'a>) {
        self.step(Step::Element(site, index, element));
    }

    fn calls(&mut self, function: FunctionId) {
        self.step(Step::Calls(function));
    }

    fn gave(&mut self, value: &Value<'a>) {
        self.step(Step::Gave(value));
    }

    fn fact(&mut self, record: Option<&'a [Fact<'a>]>, slot: Slot, fact: &'a Fact<'a>) {
        self.step(Step::Fact(ReadFact { record, slot, fact, assumed: false }));
        self.trace.fact(record, slot, fact);
    }

    fn begin_assuming(&mut self) {
        self.trace.begin_assuming();
    }

    fn end_assuming(&mut self) {
        self.trace.end_assuming();
    }

    fn mark(&mut self) -> usize {
        self.trace.mark()
    }

    fn keeps(&mut self, place: usize, from: usize, to: usize) {
        self.trace.keeps(place, from, to);
    }

    fn forgets(&mut self, place: usize) {
        self.trace.forgets(place);
    }

    fn local(&mut self, place: usize) {
        self.trace.local(place);
    }

    fn begin_text(&mut self) {
        self.trace.begin_text();
    }

    fn end_text(&mut self) {
        self.trace.end_text();
    }

    fn begin_fork(&mut self) {
        self.forks += 1;
    }

    fn end_fork(&mut self) {
        self.forks -= 1;
    }

    fn text_failed(&mut self, site: Site) {
        self.trace.text_failed(site);
    }

    fn band(&mut self, kind: BandKind, value: &Value<'a>, table: &Table, result: &Value<'a>) {
        self.trace.band(kind, value, table, result);
    }
}
