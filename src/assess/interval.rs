//! The interval of every node: what its score can still become (`rulebook.md`, section 4, rules 3 and 6).
//!
//! It holds for every completion of the profile: each open row takes any value of its range, and a row of which nothing
//! is known may turn out not applicable as well. Weighted means are bounded exactly even so: what may lapse is taken in
//! only where it moves the mean towards the bound. Decided where the page is silent: a script group whose parts are all
//! settled has its value as interval; `monotone` promises a value between those with every open part at its lower and
//! at its upper end. Under `reduce`, the percent of a rounded group whose maximum may still shrink is bounded loosely.

use super::composite::Leaf;
use super::decide::{ChildScore, Deciders, ScriptValue};
use super::outcome::{RowOutcome, State};
use super::rollup::{Link, Parts, Rolled, child_id, rounded};
use super::tree::{Kind, Node, Part, ROOT, Tree};
use super::{Failure, at};
use crate::number::Number;
use crate::rulebook::manifest::NotApplicable;

/// A closed range.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Range {
    pub lower: Number,
    pub upper: Number,
}

impl Range {
    pub fn new(lower: Number, upper: Number) -> Range {
        Range { lower, upper }
    }

    pub fn point(value: Number) -> Range {
        Range { lower: value.clone(), upper: value }
    }

    pub fn is_point(&self) -> bool {
        self.lower == self.upper
    }

    fn map(&self, f: impl Fn(&Number) -> Result<Number, Failure>) -> Result<Range, Failure> {
        Ok(Range { lower: f(&self.lower)?, upper: f(&self.upper)? })
    }
}

/// What a node can still become, provided that it applies.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bounds {
    /// Before the node's rounding.
    pub raw: Range,
    pub value: Range,
    pub max: Range,
    /// Of what is open: value over maximum, and the same before rounding.
    ratios: Option<Ratios>,
    /// Whether it may turn out not applicable.
    pub may_lapse: bool,
    /// Whether anything is open at all.
    pub open: bool,
    /// Under `reduce`: what a sum above this node adds up.
    pieces: Option<Vec<Piece>>,
}

/// None where the maximum may not be above 0, which only the root's base can bring about.
#[derive(Clone, Debug, PartialEq)]
struct Ratios {
    rounded: Option<Range>,
    raw: Option<Range>,
}

impl Bounds {
    /// Value over maximum; none where the maximum may not be above 0.
    pub fn ratio(&self) -> Result<Option<Range>, Failure> {
        match &self.ratios {
            Some(ratios) => Ok(ratios.rounded.clone()),
            None => ratio_of(&self.value, &self.max),
        }
    }

    /// As `ratio`, before rounding.
    pub fn raw_ratio(&self) -> Result<Option<Range>, Failure> {
        match &self.ratios {
            Some(ratios) => Ok(ratios.raw.clone()),
            None => ratio_of(&self.raw, &self.max),
        }
    }
}

/// A share of a weighted mean: the weight that it has in any case, the weight that it may have on top, and its ratio.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Piece {
    certain: Number,
    possible: Number,
    ratio: Range,
}

/// Bounds of every node, none for those that are not applicable for certain.
pub(crate) fn bounds<D: Deciders>(
    tree: &Tree,
    rows: &[RowOutcome],
    leaves: &[Option<Leaf>],
    rolled: &[Rolled],
    deciders: &mut D,
) -> Result<Vec<Option<Bounds>>, Failure> {
    let mut all: Vec<Option<Bounds>> = vec![None; tree.nodes.len()];
    for &index in &tree.bottom_up {
        let node = tree.node(index)?;
        let score = at(rolled, index)?;
        if !score.state.applies() {
            continue;
        }
        let parts = Parts { tree, rows, nodes: rolled };
        let mut bounds = match leaves.get(index).and_then(Option::as_ref) {
            Some(leaf) => of_leaf(leaf, node)?,
            // where every part is answered, and none is the result of another rulebook, nothing is open
            None if score.state == State::Answered && leaves.is_empty() => settled(tree, index, score)?,
            None => of_parts(tree, index, node, &parts, &all, score, deciders)?,
        };
        if index == ROOT {
            add_base(&mut bounds, &tree.base)?;
        }
        if node.rounding.is_some() {
            round(&mut bounds, node)?;
        }
        if let Some(slot) = all.get_mut(index) {
            *slot = Some(bounds);
        }
    }
    Ok(all)
}

/// A part with what it can still become.
struct PartBounds<'a> {
    part: Part,
    weight: &'a Number,
    value: Range,
    max: Range,
    ratio: Range,
    may_lapse: bool,
    pieces: Option<&'a [Piece]>,
}

/// Whether a part that applies can still become something else.
fn is_open(parts: &Parts, part: Part, all: &[Option<Bounds>]) -> Result<bool, Failure> {
    Ok(match part {
        Part::Row(index) => at(parts.rows, index)?.state.may_change(),
        Part::Node(index) => at(all, index)?.as_ref().is_some_and(|bounds| bounds.open),
    })
}

fn part_bounds<'a>(
    parts: &Parts<'a>,
    part: Part,
    all: &'a [Option<Bounds>],
) -> Result<Option<PartBounds<'a>>, Failure> {
    let score = parts.of(part)?;
    if !score.state.applies() {
        return Ok(None);
    }
    Ok(Some(match part {
        Part::Row(index) => {
            let outcome = at(parts.rows, index)?;
            let value = Range::new(outcome.lower.clone(), outcome.upper.clone());
            PartBounds {
                part,
                weight: score.weight,
                ratio: value.map(|value| Ok(value.div(score.max)?))?,
                value,
                max: Range::point(score.max.clone()),
                may_lapse: outcome.state.is_open(),
                pieces: None,
            }
        }
        Part::Node(index) => {
            let bounds = at(all, index)?.as_ref();
            let bounds = bounds.ok_or_else(|| Failure::broken("a group applies without bounds"))?;
            let ratio = bounds.ratio()?.ok_or_else(|| Failure::broken("a group has no maximum"))?;
            PartBounds {
                part,
                weight: score.weight,
                value: bounds.value.clone(),
                max: bounds.max.clone(),
                ratio,
                may_lapse: bounds.may_lapse,
                pieces: bounds.pieces.as_deref(),
            }
        }
    }))
}

fn of_leaf(leaf: &Leaf, node: &Node) -> Result<Bounds, Failure> {
    let open = leaf.may_lapse || leaf.state.is_open() || !leaf.range.is_point();
    let value = leaf.range.map(|ratio| Ok(ratio.mul(&node.full)?))?;
    Ok(Bounds {
        raw: value.clone(),
        value,
        max: Range::point(node.full.clone()),
        ratios: Some(Ratios { rounded: Some(leaf.range.clone()), raw: Some(leaf.range.clone()) }),
        may_lapse: leaf.may_lapse,
        open,
        pieces: None,
    })
}

fn of_parts<D: Deciders>(
    tree: &Tree,
    index: usize,
    node: &Node,
    parts: &Parts,
    all: &[Option<Bounds>],
    score: &Rolled,
    deciders: &mut D,
) -> Result<Bounds, Failure> {
    let failed = score.link == Link::AsOne && score.state.is_open();
    let mut open = failed;
    for &part in &node.counted {
        open = open || is_open(parts, part, all)?;
    }
    if !open {
        return settled(tree, index, score);
    }
    let mut counted = Vec::with_capacity(node.counted.len());
    for &part in &node.counted {
        counted.extend(part_bounds(parts, part, all)?);
    }
    let may_lapse = counted.iter().all(|part| part.may_lapse);
    let fixed = |value: Range, ratio: Range| Bounds {
        raw: value.clone(),
        value,
        max: Range::point(node.full.clone()),
        ratios: Some(Ratios { rounded: Some(ratio.clone()), raw: Some(ratio) }),
        may_lapse,
        open,
        pieces: None,
    };
    let of_ratio = |ratio: Range| Ok::<_, Failure>(fixed(ratio.map(|ratio| Ok(ratio.mul(&node.full)?))?, ratio));
    match node.kind {
        Kind::Sum if tree.not_applicable == NotApplicable::Reduce => reduced_sum(node, &counted, may_lapse),
        Kind::Sum | Kind::Mean => {
            let pieces = counted.iter().map(|part| {
                let weight = if node.kind == Kind::Sum { &part.max.upper } else { part.weight };
                piece(weight, part.may_lapse, part.ratio.clone())
            });
            of_ratio(mean(&pieces.collect::<Vec<_>>())?)
        }
        Kind::Min | Kind::Max => {
            let ratios: Vec<_> = counted.iter().map(|part| (&part.ratio, part.may_lapse)).collect();
            of_ratio(if node.kind == Kind::Min { least(&ratios) } else { greatest(&ratios) })
        }
        Kind::Script { monotone } => {
            let full = Range::new(Number::ZERO, node.full.clone());
            let range = match monotone && !failed {
                true => ends(tree, index, node, parts, &counted, deciders)?.unwrap_or(full),
                false => full,
            };
            let ratio = range.map(|value| Ok(value.div(&node.full)?))?;
            Ok(fixed(range, ratio))
        }
        Kind::Composite(_) => Err(Failure::broken("a composite has no parts")),
    }
}

/// Nothing is open: the score is all that it can be.
fn settled(tree: &Tree, index: usize, score: &Rolled) -> Result<Bounds, Failure> {
    // the caller adds the root's base, and rounds
    let (raw, max) = match index == ROOT && !tree.base.is_zero() {
        true => (score.raw.sub(&tree.base)?, score.max.sub(&tree.base)?),
        false => (score.raw.clone(), score.max.clone()),
    };
    Ok(Bounds {
        raw: Range::point(raw.clone()),
        value: Range::point(raw),
        max: Range::point(max),
        ratios: None,
        may_lapse: false,
        open: false,
        pieces: None,
    })
}

pub(crate) fn piece(weight: &Number, may_lapse: bool, ratio: Range) -> Piece {
    let (certain, possible) = if may_lapse { (Number::ZERO, weight.clone()) } else { (weight.clone(), Number::ZERO) };
    Piece { certain, possible, ratio }
}

/// Under `reduce` a sum is linear in its parts, and so is its maximum: what lapses takes its maximum along.
fn reduced_sum(node: &Node, counted: &[PartBounds], may_lapse: bool) -> Result<Bounds, Failure> {
    let scale = node.full.div(&node.natural)?;
    let certain = |take: for<'p> fn(&'p PartBounds<'_>) -> &'p Number| {
        let parts = counted.iter().filter(|part| may_lapse || !part.may_lapse).map(take);
        // at least one of those that may lapse is there
        if may_lapse { Ok(parts.min().cloned().unwrap_or(Number::ZERO)) } else { Number::sum(parts) }
    };
    let mut lower = certain(|part| &part.value.lower)?;
    if !may_lapse {
        let negative = counted.iter().filter(|part| part.may_lapse && part.value.lower.is_negative());
        lower = lower.add(&Number::sum(negative.map(|part| &part.value.lower))?)?;
    }
    let upper = Number::sum(counted.iter().map(|part| &part.value.upper))?;
    let max = Range::new(certain(|part| &part.max.lower)?, Number::sum(counted.iter().map(|part| &part.max.upper))?);
    let mut pieces = Vec::with_capacity(counted.len());
    for part in counted {
        match part.pieces {
            Some(below) => {
                for piece in below {
                    pieces.push(Piece {
                        certain: piece.certain.mul(&scale)?,
                        possible: piece.possible.mul(&scale)?,
                        ratio: piece.ratio.clone(),
                    });
                }
            }
            None => {
                let certain = if part.may_lapse { Number::ZERO } else { part.max.lower.mul(&scale)? };
                let possible = part.max.upper.mul(&scale)?.sub(&certain)?;
                pieces.push(Piece { certain, possible, ratio: part.ratio.clone() });
            }
        }
    }
    let value = Range::new(lower, upper).map(|value| Ok(value.mul(&scale)?))?;
    let ratio = mean(&pieces)?;
    Ok(Bounds {
        raw: value.clone(),
        value,
        max: max.map(|max| Ok(max.mul(&scale)?))?,
        ratios: Some(Ratios { rounded: Some(ratio.clone()), raw: Some(ratio) }),
        may_lapse,
        open: true,
        pieces: Some(pieces),
    })
}

/// The range of the weighted mean of pieces, whatever part of the possible weights there is.
pub(crate) fn mean(pieces: &[Piece]) -> Result<Range, Failure> {
    Ok(Range::new(extreme_mean(pieces, false)?, extreme_mean(pieces, true)?))
}

fn extreme_mean(pieces: &[Piece], greatest: bool) -> Result<Number, Failure> {
    let ratio = |piece: &Piece| if greatest { piece.ratio.upper.clone() } else { piece.ratio.lower.clone() };
    let (mut weight, mut sum) = (Number::ZERO, Number::ZERO);
    let mut possible = Vec::new();
    for piece in pieces {
        weight = weight.add(&piece.certain)?;
        sum = sum.add(&piece.certain.mul(&ratio(piece))?)?;
        if !piece.possible.is_zero() {
            possible.push((ratio(piece), &piece.possible));
        }
    }
    possible.sort_by(|(a, _), (b, _)| if greatest { b.cmp(a) } else { a.cmp(b) });
    for (ratio, extra) in possible {
        if weight.is_zero() {
            return Ok(ratio);
        }
        let so_far = sum.div(&weight)?;
        if (greatest && ratio <= so_far) || (!greatest && ratio >= so_far) {
            return Ok(so_far);
        }
        weight = weight.add(extra)?;
        sum = sum.add(&extra.mul(&ratio)?)?;
    }
    if weight.is_zero() { Ok(Number::ZERO) } else { Ok(sum.div(&weight)?) }
}

/// The range of the least of some ratios, each with whether it may lapse.
pub(crate) fn least(ratios: &[(&Range, bool)]) -> Range {
    let lower = ratios.iter().map(|(ratio, _)| &ratio.lower).min();
    let certain = ratios.iter().filter(|(_, may_lapse)| !may_lapse).map(|(ratio, _)| &ratio.upper).min();
    // if all may lapse, the best of them may be the only one left
    let upper = certain.or_else(|| ratios.iter().map(|(ratio, _)| &ratio.upper).max());
    Range::new(lower.cloned().unwrap_or(Number::ZERO), upper.cloned().unwrap_or(Number::ZERO))
}

/// The range of the greatest of some ratios, each with whether it may lapse.
pub(crate) fn greatest(ratios: &[(&Range, bool)]) -> Range {
    let upper = ratios.iter().map(|(ratio, _)| &ratio.upper).max();
    let certain = ratios.iter().filter(|(_, may_lapse)| !may_lapse).map(|(ratio, _)| &ratio.lower).max();
    let lower = certain.or_else(|| ratios.iter().map(|(ratio, _)| &ratio.lower).min());
    Range::new(lower.cloned().unwrap_or(Number::ZERO), upper.cloned().unwrap_or(Number::ZERO))
}

/// The values of a monotone script with every open part at its lower and at its upper end.
fn ends<D: Deciders>(
    tree: &Tree,
    index: usize,
    node: &Node,
    parts: &Parts,
    counted: &[PartBounds],
    deciders: &mut D,
) -> Result<Option<Range>, Failure> {
    let mut at_end = |upper: bool| -> Result<Option<Number>, Failure> {
        let mut children = Vec::with_capacity(node.parts.len());
        for &part in &node.parts {
            let id = child_id(tree, part)?;
            children.push(match counted.iter().find(|bounds| bounds.part == part) {
                Some(bounds) => {
                    let (value, ratio) = match upper {
                        true => (&bounds.value.upper, &bounds.ratio.upper),
                        false => (&bounds.value.lower, &bounds.ratio.lower),
                    };
                    ChildScore {
                        id,
                        value: Some(value.clone()),
                        max: bounds.max.upper.clone(),
                        percent: Some(ratio.mul(&Number::HUNDRED)?),
                        status: State::Answered,
                        applicable: true,
                    }
                }
                None => {
                    let score = parts.of(part)?;
                    let (max, status) = (score.max.clone(), score.state);
                    ChildScore { id, value: None, max, percent: None, status, applicable: false }
                }
            });
        }
        Ok(match deciders.script_value(index, &children) {
            ScriptValue::Value(value) if !value.is_negative() && value <= node.full => Some(value),
            _ => None,
        })
    };
    Ok(match (at_end(false)?, at_end(true)?) {
        (Some(lower), Some(upper)) if lower <= upper => Some(Range::new(lower, upper)),
        _ => None,
    })
}

fn add_base(bounds: &mut Bounds, base: &Number) -> Result<(), Failure> {
    if base.is_zero() {
        return Ok(());
    }
    let shift = |range: &Range| range.map(|number| Ok(number.add(base)?));
    bounds.raw = shift(&bounds.raw)?;
    bounds.value = shift(&bounds.value)?;
    bounds.max = shift(&bounds.max)?;
    if bounds.ratios.is_some() {
        let ratio = ratio_of(&bounds.value, &bounds.max)?;
        bounds.ratios = Some(Ratios { rounded: ratio.clone(), raw: ratio });
    }
    Ok(())
}

fn round(bounds: &mut Bounds, node: &Node) -> Result<(), Failure> {
    bounds.value = bounds.raw.map(|value| rounded(value, node.rounding))?;
    if let Some(ratios) = &mut bounds.ratios {
        ratios.rounded = ratio_of(&bounds.value, &bounds.max)?;
    }
    bounds.pieces = None;
    Ok(())
}

/// Every quotient of a value and a maximum; none where the maximum may not be above 0.
fn ratio_of(value: &Range, max: &Range) -> Result<Option<Range>, Failure> {
    if max.lower <= Number::ZERO {
        return Ok(None);
    }
    let least = if value.lower.is_negative() { &max.lower } else { &max.upper };
    let greatest = if value.upper.is_negative() { &max.upper } else { &max.lower };
    Ok(Some(Range::new(value.lower.div(least)?, value.upper.div(greatest)?)))
}
