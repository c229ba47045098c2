//! The types of rules, as far as they are known at load.

use crate::facts::fact::Fact;
use crate::facts::schema::NodeId;
use crate::facts::shape::RecordId;
use crate::plan::expr::Bounds;
use std::collections::BTreeMap;

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Type {
    /// Not known: untyped facts, or branches of different types.
    Any,
    /// A path that ends elsewhere: by `return`, `break` or `continue`.
    Never,
    /// Only ever absent.
    Absent,
    /// A statement without a value.
    Nothing,
    Bool,
    /// A number, with its bounds where it is a fact that has them in the schema.
    Number(Bounds),
    /// A text, with the schema's node of its values where it is one of a list.
    Text(Option<NodeId>),
    Date,
    List(Box<Type>),
    Object(Object),
    /// A map with known keys: a table of parameters or a map literal.
    Map(BTreeMap<String, Type>),
    Outcome,
    /// A name that only its fields make a value of: `params`, `row`, `scores`, one node of `scores`.
    Namespace(Namespace),
}

/// An object of facts: the record that owns it and the way down from there.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Object {
    pub record: RecordId,
    pub path: Vec<String>,
    pub node: NodeId,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Namespace {
    Params,
    Row,
    /// The scores that may be read: all nodes by `scores`, or the children of a script group.
    Scores,
    Score(String),
}

impl Type {
    pub const NUMBER: Type = Type::Number(Bounds { minimum: None, maximum: None });
    pub const TEXT: Type = Type::Text(None);

    /// The type of a constant.
    pub fn of(fact: &Fact<'_>) -> Type {
        match fact {
            Fact::Absent => Type::Absent,
            Fact::Present | Fact::Record(_) => Type::Any,
            Fact::Bool(_) => Type::Bool,
            Fact::Number(_) => Type::NUMBER,
            Fact::Text(_) => Type::TEXT,
            Fact::Date(_) => Type::Date,
            Fact::List(items) => {
                Type::List(Box::new(items.iter().map(Type::of).reduce(Type::join).unwrap_or(Type::Never)))
            }
            Fact::Map(map) => Type::Map(map.iter().map(|(key, value)| (key.to_string(), Type::of(value))).collect()),
        }
    }

    /// The type of what is one or the other.
    pub fn join(self, other: Type) -> Type {
        match (self, other) {
            (a, b) if a == b => a,
            (Type::Never | Type::Absent, other) | (other, Type::Never | Type::Absent) => other,
            (Type::Number(a), Type::Number(b)) => Type::Number(hull(a, b)),
            (Type::Text(_), Type::Text(_)) => Type::TEXT,
            (Type::List(a), Type::List(b)) => Type::List(Box::new(a.join(*b))),
            _ => Type::Any,
        }
    }

    /// The family of types that can be computed with and compared; none where it is not known.
    pub fn family(&self) -> Option<&'static str> {
        Some(match self {
            Type::Any | Type::Never | Type::Absent => return None,
            Type::Nothing => "nothing",
            Type::Bool => "boolean",
            Type::Number(_) => "number",
            Type::Text(_) => "text",
            Type::Date => "date",
            Type::List(_) => "list",
            Type::Object(_) | Type::Map(_) | Type::Namespace(_) => "object",
            Type::Outcome => "outcome",
        })
    }

    /// Whether a value of this type may be of the `family`.
    pub fn may_be(&self, family: &str) -> bool {
        self.family().is_none_or(|own| own == family)
    }
}

fn hull(a: Bounds, b: Bounds) -> Bounds {
    let ends = |a: Option<_>, b: Option<_>, pick: fn(_, _) -> _| a.zip(b).map(|(a, b)| pick(a, b));
    Bounds { minimum: ends(a.minimum, b.minimum, Ord::min), maximum: ends(a.maximum, b.maximum, Ord::max) }
}
