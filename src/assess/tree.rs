//! The table for one date, its numbers resolved: the nodes and rows that scores roll up through.
//!
//! Node 0 is the root, node `i + 1` the `i`-th group of the table. The parts of a node are its rows, then its groups, both
//! in the order of the table; this is the order that "first in table order" speaks of.

use super::gate::Gate;
use super::level::LevelList;
use super::{Failure, at};
use crate::number::Number;
use crate::rulebook::manifest::{
    Amount, AsGroup, Combine, Composite, Const, Manifest, NotApplicable, NotApplicableEffect, Rounding, Share,
    Unanswered,
};

/// The number of the root among the nodes.
pub(crate) const ROOT: usize = 0;

#[derive(Clone, Debug)]
pub(crate) struct Tree {
    pub nodes: Vec<Node>,
    pub rows: Vec<Row>,
    /// Every node, each after all nodes below it.
    pub bottom_up: Vec<usize>,
    /// Levels: list 0 grades the root, the others groups.
    pub lists: Vec<LevelList>,
    /// For each node, the list that grades it.
    pub list_of: Vec<Option<usize>>,
    pub gates: Vec<Gate>,
    /// Added to the root after scaling, maximum included.
    pub base: Number,
    pub unanswered: Unanswered,
    pub not_applicable: NotApplicable,
    pub cumulative: bool,
    /// Percent; above it, the effect.
    pub max_not_applicable: Option<(Number, NotApplicableEffect)>,
}

/// The root or a group.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub id: String,
    pub parent: Option<usize>,
    pub kind: Kind,
    pub weight: Number,
    /// Rows, then groups, in the order of the table.
    pub parts: Vec<Part>,
    /// Those that count at all: weight 0 means shown only, but a script sees everything.
    pub counted: Vec<Part>,
    /// The scale that the value stands on, when it is declared.
    pub points: Option<Number>,
    /// Full marks of all counted parts together.
    pub natural: Number,
    /// The maximum with everything applicable, without the root's base.
    pub full: Number,
    /// What the sum over all counted parts is multiplied by where every one of them counts; for sums and means.
    pub whole: Option<Number>,
    pub rounding: Option<Rounding>,
    /// Percent.
    pub min_coverage: Option<Number>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Kind {
    Sum,
    Mean,
    Min,
    Max,
    Script {
        /// Whether the script promises to give more for more.
        monotone: bool,
    },
    Composite(CompositeRule),
}

/// How another rulebook's result becomes a group's value.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct CompositeRule {
    /// Points by level, in place of the percent of the score.
    pub levels: Option<Vec<(String, Number)>>,
    pub as_group: Option<AsGroup>,
}

/// What a node is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Row(usize),
    Node(usize),
}

#[derive(Clone, Debug)]
pub(crate) struct Row {
    /// `GROUP.ROW`.
    pub id: String,
    pub node: usize,
    /// The place among the group's rows in the table.
    pub position: usize,
    pub points: Number,
    pub weight: Number,
}

/// Looks parameters up while the table's numbers are resolved.
pub(crate) struct Resolver<'a> {
    pub param: &'a dyn Fn(&str) -> Option<Const>,
}

impl Resolver<'_> {
    fn named(&self, name: &str) -> Result<Number, Failure> {
        match (self.param)(name) {
            Some(Const::Number(number)) => Ok(number),
            _ => Err(Failure::broken(format!("parameter `{name}` is no number"))),
        }
    }

    pub fn amount(&self, amount: &Amount) -> Result<Number, Failure> {
        match amount {
            Amount::Number(number) => Ok(number.clone()),
            Amount::Param(name) => self.named(name),
        }
    }

    pub fn share(&self, share: &Share) -> Result<Number, Failure> {
        match share {
            Share::Percent(number) => Ok(number.clone()),
            Share::Param(name) => self.named(name),
        }
    }
}

impl Tree {
    /// The tree of `manifest`, whose tables were checked, with the parameters of one date.
    pub fn build(manifest: &Manifest, param: &dyn Fn(&str) -> Option<Const>) -> Result<Tree, Failure> {
        let resolver = Resolver { param };
        let score = &manifest.score;
        let (mut nodes, rows) = lay_out(manifest, &resolver)?;
        let bottom_up = bottom_up(&nodes)?;
        for &index in &bottom_up {
            let node = at(&nodes, index)?;
            let counted: Vec<Part> =
                node.parts.iter().copied().filter(|part| counts(node, *part, &nodes, &rows)).collect();
            let (natural, full) = full_marks(node, &nodes, &rows)?;
            let whole = whole(node, &natural, &full, &counted, |part| weight_of(part, &nodes, &rows))?;
            if let Some(node) = nodes.get_mut(index) {
                node.counted = counted;
                node.natural = natural;
                node.full = full;
                node.whole = whole;
            }
        }
        let (lists, list_of) = super::level::resolve(manifest, &resolver, &nodes, &rows)?;
        let gates = super::gate::resolve(manifest, &resolver, &lists)?;
        Ok(Tree {
            nodes,
            rows,
            bottom_up,
            lists,
            list_of,
            gates,
            base: score.base.as_ref().map_or(Ok(Number::ZERO), |base| resolver.amount(&base.value))?,
            unanswered: score.unanswered,
            not_applicable: score.not_applicable,
            cumulative: score.cumulative,
            max_not_applicable: match &score.max_not_applicable {
                Some(share) => Some((resolver.share(&share.value)?, score.max_not_applicable_effect)),
                None => None,
            },
        })
    }

    pub fn node(&self, index: usize) -> Result<&Node, Failure> {
        at(&self.nodes, index)
    }

    pub fn row(&self, index: usize) -> Result<&Row, Failure> {
        at(&self.rows, index)
    }

    /// The node `root`, a group's id, or nothing.
    pub fn node_named(&self, id: &str) -> Option<usize> {
        self.nodes.iter().position(|node| node.id == id)
    }

    /// The row with the full id `GROUP.ROW`.
    pub fn row_named(&self, id: &str) -> Option<usize> {
        self.rows.iter().position(|row| row.id == id)
    }

    /// Weight and full marks of a part.
    pub fn weight(&self, part: Part) -> Result<&Number, Failure> {
        Ok(match part {
            Part::Row(row) => &self.row(row)?.weight,
            Part::Node(node) => &self.node(node)?.weight,
        })
    }

    /// The full marks of a part.
    pub fn full(&self, part: Part) -> Result<&Number, Failure> {
        Ok(match part {
            Part::Row(row) => &self.row(row)?.points,
            Part::Node(node) => &self.node(node)?.full,
        })
    }
}

fn lay_out(manifest: &Manifest, resolver: &Resolver) -> Result<(Vec<Node>, Vec<Row>), Failure> {
    let score = &manifest.score;
    let optional = |amount: Option<&Amount>| amount.map(|amount| resolver.amount(amount)).transpose();
    let mut nodes = vec![Node {
        id: "root".to_owned(),
        parent: None,
        kind: kind(score.combine.value, score.monotone, None, resolver)?,
        weight: Number::ONE,
        parts: Vec::new(),
        counted: Vec::new(),
        points: optional(score.max.as_ref().map(|max| &max.value))?,
        natural: Number::ZERO,
        full: Number::ZERO,
        whole: None,
        rounding: score.rounding,
        min_coverage: score.min_coverage.as_ref().map(|share| resolver.share(&share.value)).transpose()?,
    }];
    let mut rows = Vec::new();
    for (index, group) in manifest.groups.iter().enumerate() {
        let parent = match &group.parent {
            None => ROOT,
            Some(id) => {
                let position = manifest.groups.iter().position(|other| other.id.value == id.value);
                position.ok_or_else(|| Failure::broken(format!("no group `{}`", id.value)))? + 1
            }
        };
        let mut parts = Vec::with_capacity(group.rows.len());
        for (position, row) in group.rows.iter().enumerate() {
            parts.push(Part::Row(rows.len()));
            rows.push(Row {
                id: format!("{}.{}", group.id.value, row.id.value),
                node: index + 1,
                position,
                points: resolver.amount(&row.points.value)?,
                weight: optional(row.weight.as_ref().map(|weight| &weight.value))?.unwrap_or(Number::ONE),
            });
        }
        nodes.push(Node {
            id: group.id.value.clone(),
            parent: Some(parent),
            kind: kind(group.combine, group.monotone, group.composite.as_ref(), resolver)?,
            weight: optional(group.weight.as_ref().map(|weight| &weight.value))?.unwrap_or(Number::ONE),
            parts,
            counted: Vec::new(),
            points: optional(group.points.as_ref().map(|points| &points.value))?,
            natural: Number::ZERO,
            full: Number::ZERO,
            whole: None,
            rounding: group.rounding,
            min_coverage: group.min_coverage.as_ref().map(|share| resolver.share(&share.value)).transpose()?,
        });
    }
    for index in 0..nodes.len() {
        if let Some(parent) = at(&nodes, index)?.parent
            && let Some(parent) = nodes.get_mut(parent)
        {
            parent.parts.push(Part::Node(index));
        }
    }
    Ok((nodes, rows))
}

fn kind(combine: Combine, monotone: bool, composite: Option<&Composite>, resolver: &Resolver) -> Result<Kind, Failure> {
    if let Some(composite) = composite {
        let levels = composite.levels.as_ref().map(|levels| {
            let points = levels.iter().map(|(id, points)| Ok((id.clone(), resolver.amount(&points.value)?)));
            points.collect::<Result<Vec<_>, Failure>>()
        });
        return Ok(Kind::Composite(CompositeRule {
            levels: levels.transpose()?,
            as_group: composite.as_group.as_ref().map(|as_group| as_group.value.clone()),
        }));
    }
    Ok(match combine {
        Combine::Sum => Kind::Sum,
        Combine::Mean => Kind::Mean,
        Combine::Min => Kind::Min,
        Combine::Max => Kind::Max,
        Combine::Script => Kind::Script { monotone },
    })
}

/// Whether a part of `node` counts.
fn counts(node: &Node, part: Part, nodes: &[Node], rows: &[Row]) -> bool {
    let weight = weight_of(part, nodes, rows);
    matches!(node.kind, Kind::Script { .. }) || weight.is_some_and(|weight| !weight.is_zero())
}

fn weight_of<'n>(part: Part, nodes: &'n [Node], rows: &'n [Row]) -> Option<&'n Number> {
    match part {
        Part::Row(row) => rows.get(row).map(|row| &row.weight),
        Part::Node(child) => nodes.get(child).map(|child| &child.weight),
    }
}

/// What the sum over all counted parts of a sum or a mean is multiplied by where every one of them counts.
fn whole<'n>(
    node: &Node,
    natural: &Number,
    full: &Number,
    counted: &[Part],
    weight: impl Fn(Part) -> Option<&'n Number>,
) -> Result<Option<Number>, Failure> {
    let whole = match node.kind {
        Kind::Sum => natural.clone(),
        Kind::Mean => Number::sum(counted.iter().filter_map(|part| weight(*part)))?,
        Kind::Min | Kind::Max | Kind::Script { .. } | Kind::Composite(_) => return Ok(None),
    };
    Ok(if whole.is_zero() { None } else { Some(full.div(&whole)?) })
}

fn bottom_up(nodes: &[Node]) -> Result<Vec<usize>, Failure> {
    let mut order = Vec::with_capacity(nodes.len());
    let mut open = vec![ROOT];
    while let Some(index) = open.pop() {
        order.push(index);
        for part in &at(nodes, index)?.parts {
            if let Part::Node(child) = part {
                open.push(*child);
            }
        }
    }
    if order.len() != nodes.len() {
        return Err(Failure::broken("groups are each other's parents"));
    }
    order.reverse();
    Ok(order)
}

/// Full marks of the counted parts together, and the node's own.
fn full_marks(node: &Node, nodes: &[Node], rows: &[Row]) -> Result<(Number, Number), Failure> {
    let declared = |natural: Number| node.points.clone().unwrap_or(natural);
    match &node.kind {
        Kind::Sum => {
            let mut natural = Number::ZERO;
            for part in &node.parts {
                let (weight, full) = match part {
                    Part::Row(row) => at(rows, *row).map(|row| (&row.weight, &row.points))?,
                    Part::Node(child) => at(nodes, *child).map(|child| (&child.weight, &child.full))?,
                };
                if !weight.is_zero() {
                    natural = natural.add(full)?;
                }
            }
            let full = if natural.is_zero() { Number::ZERO } else { declared(natural.clone()) };
            Ok((natural, full))
        }
        Kind::Mean | Kind::Min | Kind::Max => Ok((Number::HUNDRED, declared(Number::HUNDRED))),
        Kind::Script { .. } => match &node.points {
            Some(points) => Ok((points.clone(), points.clone())),
            None => Err(Failure::broken(format!("script group `{}` has no points", node.id))),
        },
        Kind::Composite(rule) => {
            let best = rule.levels.iter().flatten().map(|(_, points)| points).max().filter(|best| !best.is_zero());
            let natural = best.cloned().unwrap_or(Number::HUNDRED);
            Ok((natural.clone(), declared(natural)))
        }
    }
}
