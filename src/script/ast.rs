//! A rule script as a tree: what remains of Rhai after parsing, with every place and every exact number kept.
//!
//! Nothing here knows what names mean; `lower` resolves and type-checks.

use crate::number::Number;

/// Where a token starts, in characters from 1, and how long it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Pos {
    pub line: u32,
    pub column: u32,
    pub length: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Name {
    pub text: String,
    pub pos: Pos,
}

/// One parsed script file.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Script {
    /// File name as shown in messages, such as `gates.rhai`.
    pub file: String,
    /// Top-level constants, in the order of the file.
    pub consts: Vec<Const>,
    /// Functions, in the order of the file.
    pub functions: Vec<Function>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Const {
    pub name: Name,
    pub value: Expr,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Function {
    pub name: Name,
    pub params: Vec<Name>,
    pub body: Block,
}

/// Statements between braces. The value is that of the last statement, unless a semicolon ends it or it has none.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Block {
    pub statements: Vec<Statement>,
    /// Whether the last statement gives the block its value.
    pub has_value: bool,
    pub pos: Pos,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Statement {
    /// `let x = …` or `const x = …`; without a value the local starts absent.
    Let {
        name: Name,
        value: Option<Expr>,
        constant: bool,
    },
    /// `x = …`, or with an operator `x += …`.
    Assign {
        name: Name,
        op: Option<BinaryOp>,
        value: Expr,
    },
    Expr(Expr),
    For {
        item: Name,
        counter: Option<Name>,
        over: Expr,
        body: Block,
        pos: Pos,
    },
    Break(Pos),
    Continue(Pos),
    Return {
        value: Option<Expr>,
        pos: Pos,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Expr {
    pub kind: ExprKind,
    pub pos: Pos,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum ExprKind {
    Bool(bool),
    Number(Number),
    Str(String),
    /// A back-tick string: literal parts and values in turn.
    Interpolation(Vec<Expr>),
    Array(Vec<Expr>),
    Map(Vec<(Name, Expr)>),
    /// `a..b` or `a..=b`, where a `for` may walk it.
    Range {
        from: Box<Expr>,
        to: Box<Expr>,
        inclusive: bool,
    },
    Variable(String),
    /// `base.name`, `base?.name`.
    Field {
        base: Box<Expr>,
        name: Name,
    },
    /// `base[index]`, `base?[index]`.
    Index {
        base: Box<Expr>,
        index: Box<Expr>,
    },
    /// `f(a, b)`; a method call `a.f(b)` has its receiver as first argument.
    Call {
        name: Name,
        args: Vec<Expr>,
        method: bool,
    },
    Negate(Box<Expr>),
    Not(Box<Expr>),
    Binary {
        op: BinaryOp,
        left: Box<Expr>,
        right: Box<Expr>,
    },
    And(Vec<Expr>),
    Or(Vec<Expr>),
    /// `a ?? b ?? c`.
    Coalesce(Vec<Expr>),
    /// `item in list`, `item !in list`.
    In {
        item: Box<Expr>,
        list: Box<Expr>,
        negated: bool,
    },
    If {
        condition: Box<Expr>,
        then: Block,
        otherwise: Option<Block>,
    },
    Switch {
        subject: Box<Expr>,
        arms: Vec<Arm>,
        default: Option<Box<Expr>>,
    },
    Block(Block),
    /// `|x| …`, only as an argument of a collection function. What it reads from its surroundings is not listed.
    Closure {
        params: Vec<Name>,
        body: Box<Expr>,
    },
}

/// One arm of a `switch`: `a | b if guard => value`. Arms are tried in the order of the file.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Arm {
    pub cases: Vec<Case>,
    pub guard: Option<Expr>,
    pub value: Expr,
    pub pos: Pos,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Case {
    /// A literal: number, string, boolean.
    Value(Expr),
    /// Integers from `from` up to `to`; `to` itself belongs to it where `inclusive`. `None` means without end.
    Range { from: Option<i64>, to: Option<i64>, inclusive: bool },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum BinaryOp {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Power,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}
