//! The compiled form of rules: expressions whose names are resolved to slots, locals and constants.

use super::table::Table;
use crate::facts::fact::Fact;
use crate::facts::shape::{RecordId, Slot};
use crate::number::Number;
use crate::script::ast::Pos;
use crate::text::Text;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Where an expression was written: a file of the plan's list, and the place in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Site {
    pub file: u16,
    pub pos: Pos,
}

/// A numbered local of a function's frame.
pub(crate) type Local = u32;

/// A compiled function: one script function for one kind of arguments.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Function {
    pub site: Site,
    /// Parameters are the first locals.
    pub locals: u32,
    pub body: Expr,
    /// Parameters of the rulebook that the function or what it calls reads, by name.
    pub params: Vec<String>,
    /// The facts that it or what it calls may read.
    pub reads: Vec<(RecordId, Slot)>,
    /// Whether it or what it calls reads scores.
    pub scores: bool,
    /// The band tables known at load that it or what it calls looks numbers up in, and how.
    pub bands: Vec<(BandKind, Arc<Table>)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct FunctionId(pub u32);

#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(not(feature = "authoring"), allow(dead_code, reason = "only who looks on asks where a fact was read"))]
pub(crate) enum Expr {
    Constant(Fact<'static>),
    /// The profile, or an object in it, as such.
    Profile,
    Local(Local),
    /// A fact of the profile.
    Fact(Slot, Site),
    /// A fact of an element of a list.
    Field {
        base: Box<Expr>,
        slot: Slot,
        site: Site,
    },
    /// An element of a list by position, or a value of a map by key.
    /// A key that is not there is absent where `lenient`, else a fault.
    Index {
        base: Box<Expr>,
        index: Box<Expr>,
        lenient: bool,
        site: Site,
    },
    AsOf,
    RulesOn,
    Score {
        node: Arc<str>,
        field: ScoreField,
        site: Site,
    },
    Negate(Box<Expr>, Site),
    Not(Box<Expr>, Site),
    Arithmetic {
        op: Arithmetic,
        left: Box<Expr>,
        right: Box<Expr>,
        site: Site,
    },
    Compare {
        op: Comparison,
        left: Box<Expr>,
        right: Box<Expr>,
        site: Site,
    },
    And(Vec<Expr>, Site),
    Or(Vec<Expr>, Site),
    Coalesce(Vec<Expr>),
    In {
        item: Box<Expr>,
        list: Box<Expr>,
        negated: bool,
        site: Site,
    },
    If {
        condition: Box<Expr>,
        then: Box<Expr>,
        otherwise: Box<Expr>,
        scars: Scars,
        site: Site,
    },
    Switch {
        subject: Box<Expr>,
        arms: Vec<Arm>,
        default: Box<Expr>,
        scars: Scars,
        site: Site,
    },
    /// Statements, then a value; without one the value is nothing.
    Block {
        statements: Vec<Expr>,
        value: Option<Box<Expr>>,
    },
    /// The site is that of the name.
    Set {
        local: Local,
        value: Box<Expr>,
        site: Site,
    },
    For {
        item: Local,
        counter: Option<Local>,
        over: Over,
        body: Box<Expr>,
        scars: Scars,
        site: Site,
    },
    Break,
    Continue,
    Return(Box<Expr>),
    /// The body of a closure that has a `return` of its own.
    Scope(Box<Expr>),
    Call {
        function: FunctionId,
        args: Vec<Expr>,
        site: Site,
    },
    List(Vec<Expr>),
    Map(Vec<(String, Expr)>),
    Interpolation(Vec<Part>),
    Outcome {
        kind: OutcomeKind,
        value: Option<Box<Expr>>,
        points: Number,
        why: Option<Box<Why>>,
        site: Site,
    },
    Open {
        value: Box<Expr>,
        ends: Ends,
        site: Site,
    },
    Has(Box<Expr>),
    Band {
        kind: BandKind,
        value: Box<Expr>,
        table: BandTable,
        site: Site,
    },
    Each {
        op: Each,
        list: Box<Expr>,
        item: Local,
        body: Box<Expr>,
        site: Site,
    },
    /// `min` or `max` over a list; `bounds` are those of its elements in the schema.
    Extreme {
        greatest: bool,
        list: Box<Expr>,
        bounds: Vec<Bounds>,
        site: Site,
    },
    Builtin {
        function: Builtin,
        args: Vec<Expr>,
        site: Site,
    },
}

/// What becomes uncertain where a branch cannot be chosen.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Scars {
    /// Locals that a branch assigns.
    pub locals: Vec<Local>,
    pub returns: bool,
    pub leaves_loop: bool,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Arm {
    pub cases: Vec<Case>,
    pub guard: Option<Expr>,
    pub value: Expr,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Case {
    Value(Fact<'static>),
    Range { from: Option<Number>, to: Option<Number>, inclusive: bool },
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Over {
    List(Box<Expr>),
    Range { from: Box<Expr>, to: Box<Expr>, inclusive: bool },
}

/// One part of an interpolated string, with the labels of its values where it is an enum.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Part {
    pub value: Expr,
    pub labels: Option<Arc<BTreeMap<String, Text>>>,
}

/// The reason that an outcome gives.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Why {
    Plain(Expr),
    ByLang { zh: Expr, en: Option<Expr> },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OutcomeKind {
    Met,
    Unmet,
    Points,
    Percent,
    Level,
    NotApplicable,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Ends {
    Between(Box<Expr>, Box<Expr>),
    Bounds(Number, Number),
    Boolean,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Bounds {
    pub minimum: Option<Number>,
    pub maximum: Option<Number>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BandKind {
    /// The highest bound with x ≥ bound.
    Band,
    /// The highest bound with x > bound.
    Above,
    /// The lowest bound with x ≤ bound.
    Max,
    /// The lowest bound with x < bound.
    Below,
    /// Piecewise linear.
    Interpolate,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum BandTable {
    Known(Arc<Table>),
    Computed(Box<Expr>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ScoreField {
    Value,
    Max,
    Percent,
    Status,
    Applicable,
    Level,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Power,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

/// A function over the elements of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Each {
    Count,
    Share,
    Any,
    All,
    Sum,
    Mean,
    Filter,
    Map,
    Find,
    SortBy,
}

/// A function of plain values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Builtin {
    Ladder,
    PercentOf,
    Meets,
    Min,
    Max,
    Clamp,
    Abs,
    Floor,
    Ceil,
    Sqrt,
    Round,
    RoundHalfEven,
    First,
    Len,
    Contains,
    YearsBetween,
    DaysBetween,
    AddYears,
    Year,
    Date,
    WithinYears,
    ValidOn,
    StartsWith,
    EndsWith,
    ToUpper,
    ToLower,
    Trim,
    Split,
}
