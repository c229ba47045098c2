//! Thresholds that stand in scripts where a parameter holds them already, or that stand there twice.

use super::Linter;
use crate::number::Number;
use crate::rulebook::manifest::{At, Const, ParamValue};
use crate::script::ast::{BinaryOp, Expr, ExprKind, Pos};
use crate::script::walk::{Visit, walk_function};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn lint(linter: &mut Linter<'_>) {
    let params: BTreeMap<Number, &str> = linter
        .manifest()
        .params
        .iter()
        .filter_map(|(name, param)| match &param.value {
            ParamValue::Always(At { value: Const::Number(number), .. }) => Some((number.clone(), name.as_str())),
            _ => None,
        })
        .collect();
    let mut seen: BTreeMap<(String, Number), usize> = BTreeMap::new();
    let mut found: Vec<(&str, Threshold)> = Vec::new();
    for (_, script) in linter.scripts() {
        for function in &script.functions {
            let mut thresholds = Thresholds::default();
            walk_function(function, &mut thresholds);
            let read = thresholds.params;
            for threshold in thresholds.found {
                *seen.entry((threshold.operand.clone(), threshold.number.clone())).or_default() += 1;
                // a function that reads the parameter beside the number means something else by it
                let known = params.get(&threshold.number).filter(|name| !read.contains(**name));
                let known = known.map(|name| (*name).to_owned());
                found.push((&script.file, Threshold { known, ..threshold }));
            }
        }
    }
    for (file, threshold) in found {
        let number = threshold.number.to_string();
        let repeated = seen.get(&(threshold.operand.clone(), threshold.number.clone())).is_some_and(|times| *times > 1);
        // a number of one digit stands for too many things to be taken for a parameter
        let name = threshold.known.filter(|_| number.trim_start_matches('-').len() > 1);
        if let Some(name) = name.map(|name| format!("params.{name}")).or(repeated.then(|| "params.…".to_owned())) {
            linter.script("repeated-threshold", file, threshold.pos, &[("number", &number), ("param", &name)]);
        }
    }
}

struct Threshold {
    /// What is compared, as a text in which spaces and places do not matter.
    operand: String,
    number: Number,
    pos: Pos,
    /// The parameter that has the same value.
    known: Option<String>,
}

#[derive(Default)]
struct Thresholds<'s> {
    found: Vec<Threshold>,
    params: BTreeSet<&'s str>,
}

impl<'s> Visit<'s> for Thresholds<'s> {
    fn expr(&mut self, expr: &'s Expr) {
        match &expr.kind {
            ExprKind::Binary { op, left, right } if is_order(*op) => {
                for (one, other) in [(left, right), (right, left)] {
                    if let ExprKind::Number(number) = &one.kind
                        && !is_plain(number)
                    {
                        let operand = spelled(other);
                        let (number, pos) = (number.clone(), one.pos);
                        self.found.push(Threshold { operand, number, pos, known: None });
                    }
                }
            }
            ExprKind::Field { base, name } if matches!(&base.kind, ExprKind::Variable(base) if base == "params") => {
                self.params.insert(&name.text);
            }
            _ => {}
        }
    }
}

fn is_order(op: BinaryOp) -> bool {
    matches!(op, BinaryOp::Less | BinaryOp::LessOrEqual | BinaryOp::Greater | BinaryOp::GreaterOrEqual)
}

/// Numbers that ask whether there is something at all, or everything.
fn is_plain(number: &Number) -> bool {
    [Number::ZERO, Number::ONE, Number::HUNDRED].contains(number)
}

/// An expression without its places, for telling two of them apart.
fn spelled(expr: &Expr) -> String {
    match &expr.kind {
        ExprKind::Variable(name) => name.clone(),
        ExprKind::Field { base, name } => format!("{}.{}", spelled(base), name.text),
        ExprKind::Index { base, index } => format!("{}[{}]", spelled(base), spelled(index)),
        ExprKind::Call { name, args, .. } => {
            format!("{}({})", name.text, args.iter().map(spelled).collect::<Vec<_>>().join(","))
        }
        ExprKind::Number(number) => number.to_string(),
        ExprKind::Str(text) => format!("{text:?}"),
        // anything else is taken to be its own
        _ => format!("{}:{}", expr.pos.line, expr.pos.column),
    }
}
