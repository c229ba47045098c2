//! Ways of writing that hide what a rule says.

use super::Linter;
use crate::rulebook::manifest::Trigger;
use crate::script::ast::{Arm, BinaryOp, Case, Expr, ExprKind, Function, Name, Pos, Script, Statement};
use crate::script::walk::{Visit, walk_function};

pub(super) fn lint(linter: &mut Linter<'_>) {
    let translated = linter.manifest().title.is_translated();
    let title = linter.manifest().subject.as_ref().and_then(|subject| subject.title.as_ref());
    for (name, script) in linter.scripts() {
        for function in &script.functions {
            let mut habits = Habits { found: Vec::new(), facts: function.params.iter().collect(), translated };
            walk_function(function, &mut habits);
            // the name of an item is no part of its score
            let is_title = title.is_some_and(|title| title.value == format!("{name}.{}", function.name.text));
            for (code, pos, args) in habits.found {
                if !(is_title && code == "assumed-by-default") {
                    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
                    linter.script(code, &script.file, pos, &args);
                }
            }
        }
    }
    negated_gates(linter);
}

/// A gate whose whole rule is a negation reads better the other way round.
fn negated_gates(linter: &mut Linter<'_>) {
    let manifest = linter.manifest();
    for gate in &manifest.gates {
        let (rule, is_required) = match &gate.trigger {
            Trigger::When(rule) => (&rule.value, false),
            Trigger::Require(rule) => (&rule.value, true),
        };
        let script = rule.script.as_deref().or(manifest.default_script(None));
        let Some(function) = script.and_then(|script| function(linter, script, &rule.function)) else { continue };
        if let ([Statement::Expr(Expr { kind: ExprKind::Not(_), .. })], true) =
            (function.body.statements.as_slice(), is_required)
        {
            let about = format!("gates.{}", gate.id.value);
            linter.table("double-negation", gate.id.span, &about, &[("name", &rule.function)]);
        }
    }
}

fn function<'l>(linter: &Linter<'l>, script: &str, name: &str) -> Option<&'l Function> {
    let script: &'l Script = linter.scripts().find(|(own, _)| *own == script).map(|(_, script)| script)?;
    script.functions.iter().find(|function| function.name.text == name)
}

type Finding = (&'static str, Pos, Vec<(&'static str, String)>);

struct Habits<'s> {
    found: Vec<Finding>,
    /// The parameters of the function and of its closures: the profile and items of its lists among them.
    facts: Vec<&'s Name>,
    translated: bool,
}

impl<'s> Visit<'s> for Habits<'s> {
    fn expr(&mut self, expr: &'s Expr) {
        match &expr.kind {
            ExprKind::Not(inner) => match &inner.kind {
                ExprKind::Not(_) => self.found.push(("double-negation", expr.pos, vec![("name", "!!".to_owned())])),
                ExprKind::Binary { op: BinaryOp::NotEqual, .. } => {
                    self.found.push(("double-negation", expr.pos, vec![("name", "!( != )".to_owned())]));
                }
                ExprKind::In { negated: true, .. } => {
                    self.found.push(("double-negation", expr.pos, vec![("name", "!( !in )".to_owned())]));
                }
                _ => {}
            },
            ExprKind::Binary { op: BinaryOp::Equal | BinaryOp::NotEqual, left, right } => {
                let is_truth = |side: &Expr| matches!(side.kind, ExprKind::Bool(_));
                if is_truth(left) || is_truth(right) {
                    self.found.push(("compared-with-boolean", expr.pos, Vec::new()));
                }
            }
            ExprKind::Closure { params, .. } => self.facts.extend(params),
            ExprKind::Coalesce(values) => {
                if let Some(fact) = values.first().and_then(|first| self.fact(first)) {
                    self.found.push(("assumed-by-default", expr.pos, vec![("fact", fact)]));
                }
            }
            ExprKind::Switch { arms, .. } => {
                if let Some((from, to)) = gap(arms) {
                    let args = vec![("from", from.to_string()), ("to", to.to_string())];
                    self.found.push(("switch-gap", expr.pos, args));
                }
            }
            ExprKind::Map(entries) if self.translated => {
                let has = |name: &str| entries.iter().any(|(key, _)| key.text == name);
                if has("zh") && !has("en") {
                    self.found.push(("reason-without-english", expr.pos, Vec::new()));
                }
            }
            _ => {}
        }
    }
}

/// The first stretch that two neighbouring ranges of a `switch` leave out.
fn gap(arms: &[Arm]) -> Option<(i64, i64)> {
    let mut ranges: Vec<(i64, i64)> = arms
        .iter()
        .flat_map(|arm| &arm.cases)
        .filter_map(|case| match case {
            Case::Range { from, to, inclusive } => {
                let from = from.unwrap_or(i64::MIN);
                // whole numbers follow one another after an inclusive end
                Some((from, to.map_or(i64::MAX, |to| if *inclusive { to.saturating_add(1) } else { to })))
            }
            Case::Value(_) => None,
        })
        .collect();
    ranges.sort_unstable();
    ranges.windows(2).find_map(|pair| match pair {
        [(_, to), (from, _)] if from > to => Some((*to, *from)),
        _ => None,
    })
}

impl Habits<'_> {
    /// The path of a fact, below a parameter of the function.
    fn fact(&self, expr: &Expr) -> Option<String> {
        match &expr.kind {
            ExprKind::Field { base, name } => Some(match &base.kind {
                ExprKind::Variable(base) if self.facts.iter().any(|fact| fact.text == *base) => name.text.clone(),
                _ => format!("{}.{}", self.fact(base)?, name.text),
            }),
            _ => None,
        }
    }
}
