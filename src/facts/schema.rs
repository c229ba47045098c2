//! The types of a profile's facts, as its JSON Schema gives them (`rulebook.md`, section 2).

use crate::number::Number;
use crate::text::Text;
use std::collections::BTreeMap;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct NodeId(pub u32);

/// What a value may be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    /// Nothing is known: untyped facts.
    Any,
    Bool,
    Number {
        minimum: Option<Number>,
        maximum: Option<Number>,
        integer: bool,
    },
    Text,
    Date,
    /// A text out of a list, each value with its label.
    Enum(Vec<EnumValue>),
    List(NodeId),
    Object {
        fields: BTreeMap<String, NodeId>,
        /// The type of other keys, where they may stand; `None` where the listed ones are all there are.
        others: Option<NodeId>,
    },
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EnumValue {
    pub value: String,
    pub label: Text,
}

/// What an empty answer means, from `x-absent`.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Constant {
    Bool(bool),
    Number(Number),
    Text(String),
    Date(jiff::civil::Date),
    EmptyList,
}

/// One field of a profile.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Node {
    pub kind: Kind,
    /// `title` and `x-title-en`; empty where the schema has none.
    pub title: Text,
    /// `description` and `x-description-en`.
    pub description: Option<Text>,
    /// `x-unit`: a text by language or one for all.
    pub unit: Option<Text>,
    /// `x-clauses`: the clauses of the plan that the field serves.
    pub clauses: Vec<String>,
    /// `x-absent`: what an empty answer means.
    pub absent: Option<Constant>,
    /// `uniqueItems`, for lists.
    pub unique: bool,
    /// `x-check`: `uscc` for a unified social credit code.
    pub check: Option<Check>,
}

/// A check on texts beyond their type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Check {
    /// A unified social credit code of 18 characters with its check character.
    Uscc,
}

/// The types of all facts of a profile, as an arena; node 0 is the profile itself.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Schema {
    nodes: Vec<Node>,
}

impl Node {
    /// A node of which no more than its type is known.
    pub fn of(kind: Kind) -> Node {
        Node {
            kind,
            title: Text::default(),
            description: None,
            unit: None,
            clauses: Vec::new(),
            absent: None,
            unique: false,
            check: None,
        }
    }
}

impl Schema {
    pub const ROOT: NodeId = NodeId(0);

    /// A schema of which nothing is known but the reserved keys.
    pub fn untyped() -> Schema {
        let root = Node::of(Kind::Object { fields: BTreeMap::new(), others: Some(NodeId(1)) });
        Schema::with_reserved(vec![root, Node::of(Kind::Any)])
    }

    /// A schema of `nodes`, the first of them the profile, and of the reserved keys.
    pub(super) fn with_reserved(mut nodes: Vec<Node>) -> Schema {
        let reserved = super::reserved::fields(&mut nodes);
        if let Some(Node { kind: Kind::Object { fields, .. }, .. }) = nodes.first_mut() {
            fields.extend(reserved);
        }
        Schema { nodes }
    }

    /// A schema of `nodes` alone, the first of them the profile.
    pub fn from_nodes(nodes: Vec<Node>) -> Schema {
        Schema { nodes }
    }

    pub(super) fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    pub fn node(&self, id: NodeId) -> Option<&Node> {
        self.nodes.get(id.0 as usize)
    }

    pub fn kind(&self, id: NodeId) -> &Kind {
        self.nodes.get(id.0 as usize).map_or(&Kind::Any, |node| &node.kind)
    }

    /// The field `name` of an object; of an untyped value, an untyped one.
    pub fn field(&self, id: NodeId, name: &str) -> Option<NodeId> {
        match self.kind(id) {
            Kind::Any => Some(id),
            Kind::Object { fields, others } => fields.get(name).copied().or(*others),
            _ => None,
        }
    }
}
