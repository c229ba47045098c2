//! Points and weights that do not add up to what stands above them, and levels out of order.

use super::Linter;
use crate::assess::tree::{Kind, Node, Part, Tree};
use crate::number::{Number, RoundingMode};
use crate::rulebook::manifest::{Amount, At, Conditions, Const, Effect, Manifest, ParamValue, Span};

pub(super) fn lint(linter: &mut Linter<'_>) {
    let Some(tree) = linter.loaded.spans.last().map(|span| &span.tree) else { return };
    for (index, node) in tree.nodes.iter().enumerate() {
        match node.kind {
            Kind::Sum => points(linter, tree, index, node),
            Kind::Mean => weights(linter, tree, index, node),
            Kind::Min | Kind::Max | Kind::Script { .. } | Kind::Composite(_) => {}
        }
    }
    order(linter);
    idle(linter);
}

/// Where the table writes a node: its `points` or `max`, and the name of what it is about.
fn written(manifest: &Manifest, index: usize) -> (Span, String) {
    match index.checked_sub(1).and_then(|place| manifest.groups.get(place)) {
        None => (manifest.score.max.as_ref().map_or(manifest.score.span, |max| max.span), "score".to_owned()),
        Some(group) => {
            (group.points.as_ref().map_or(group.id.span, |points| points.span), format!("groups.{}", group.id.value))
        }
    }
}

fn points(linter: &mut Linter<'_>, tree: &Tree, index: usize, node: &Node) {
    let Some(declared) = &node.points else { return };
    // a base moves the scale on purpose
    if node.natural == *declared || node.natural.is_zero() || (index == 0 && !tree.base.is_zero()) {
        return;
    }
    // rows that count steps are put on another scale on purpose: 3 steps are worth 30 points
    if declared.div(&node.natural).is_ok_and(|times| times.is_integer()) {
        return;
    }
    let (span, about) = written(linter.manifest(), index);
    let (sum, points) = (node.natural.to_string(), declared.to_string());
    linter.table("points-do-not-sum", span, &about, &[("sum", &sum), ("points", &points)]);
}

/// Weights are shares of anything; only a sum that misses a round one by a little looks like a slip.
fn weights(linter: &mut Linter<'_>, tree: &Tree, index: usize, node: &Node) {
    let of = |part: &Part| tree.weight(*part).cloned().unwrap_or_default();
    let weights: Vec<Number> = node.parts.iter().map(of).filter(|weight| !weight.is_zero()).collect();
    let equal = weights.windows(2).all(|pair| matches!(pair, [a, b] if a == b));
    let Ok(sum) = Number::sum(&weights) else { return };
    if equal || weights.len() < 2 {
        return;
    }
    for round in [1, 10, 100, 1000].map(Number::from) {
        let Ok(share) = sum.sub(&round).and_then(|off| off.abs().mul(&Number::from(10))) else { continue };
        // small whole numbers are ratios, not percentages
        let ratio = round == Number::from(10) && weights.iter().all(Number::is_integer);
        if sum != round && share <= round && !ratio {
            let (_, about) = written(linter.manifest(), index);
            let manifest = linter.manifest();
            let group = index.checked_sub(1).and_then(|place| manifest.groups.get(place));
            let span = group.map_or(manifest.score.combine.span, |group| group.id.span);
            let shown = sum.round(4, RoundingMode::HalfUp).unwrap_or(sum).to_string();
            linter.table("weights-do-not-sum", span, &about, &[("sum", &shown), ("round", &round.to_string())]);
            return;
        }
    }
}

/// Levels that everybody reaches, and gates that cap at what is the highest anyway.
fn idle(linter: &mut Linter<'_>) {
    let manifest = linter.manifest();
    for ladder in manifest.ladders() {
        let alone = ladder.levels.len() == 1;
        for level in ladder.levels.iter().skip(usize::from(!alone)).filter(|level| level.any.is_empty()) {
            let about = format!("levels.{}", level.id.value);
            linter.table("level-without-conditions", level.id.span, &about, &[("level", &level.id.value)]);
        }
    }
    let highest = manifest.root_levels().last();
    for gate in &manifest.gates {
        if let Effect::CapLevel(level) = &gate.effect
            && highest.is_some_and(|highest| highest.id.value == level.value)
        {
            let about = format!("gates.{}", gate.id.value);
            let why = format!("cap_level = {}", level.value);
            linter.table("gate-without-effect", level.span, &about, &[("gate", &gate.id.value), ("why", &why)]);
        }
    }
}

/// A higher level that asks for no more points than the one below it.
fn order(linter: &mut Linter<'_>) {
    let manifest = linter.manifest();
    if !manifest.score.cumulative {
        return;
    }
    for ladder in manifest.ladders() {
        for pair in ladder.levels.windows(2) {
            let [lower, higher] = pair else { continue };
            // only plain ladders: one set each
            let ([low], [high]) = (lower.any.as_slice(), higher.any.as_slice()) else { continue };
            for (below, above) in [(&low.score, &high.score), (&low.percent, &high.percent), (&low.above, &high.above)]
            {
                let (Some(below), Some(above)) = (below, above) else { continue };
                let (Some(less), Some(more)) = (number(manifest, below), number(manifest, above)) else { continue };
                let plain = |set: &Conditions| set.groups.is_empty() && set.rows.is_empty() && set.rule.is_none();
                if more < less || (more == less && plain(low) && plain(high)) {
                    let (less, more) = (less.to_string(), more.to_string());
                    let args = [("lower", &*lower.id.value), ("below", &*less), ("above", &*more)];
                    linter.table("level-order", above.span, &format!("levels.{}", higher.id.value), &args);
                }
            }
        }
    }
}

/// An amount as it stands today.
fn number<'m>(manifest: &'m Manifest, amount: &'m At<Amount>) -> Option<&'m Number> {
    match &amount.value {
        Amount::Number(number) => Some(number),
        Amount::Param(name) => match &manifest.params.get(name)?.value {
            ParamValue::Always(At { value: Const::Number(number), .. }) => Some(number),
            _ => None,
        },
    }
}
