//! The lines of a function, and which of them ran.
//!
//! A line ran unless all that stands on it lies in branches that were not taken. What was not asked, as within a reason,
//! counts as run.

use super::derivation::LineState;
use super::run::{At, Run};
use crate::script::ast::{Block, Case, Expr, ExprKind, Function, Pos, Script, Statement};
use crate::script::scan::scan;
use std::collections::BTreeMap;

/// A script file, read once for all functions in it.
#[derive(Debug)]
pub(super) struct File {
    pub lines: Vec<String>,
    pub script: Script,
    /// The last line of each function, by the place of its name.
    ends: BTreeMap<(u32, u32), u32>,
}

impl File {
    pub fn new(text: &str, script: Script) -> File {
        let ends = script.functions.iter().map(|function| function.name.pos);
        let ends = ends.map(|pos| ((pos.line, pos.column), last_line(text, pos))).collect();
        File { lines: text.lines().map(str::to_owned).collect(), script, ends }
    }

    /// The function whose name stands at `pos`.
    pub fn function(&self, pos: Pos) -> Option<&Function> {
        self.script.functions.iter().find(|function| function.name.pos == pos)
    }

    /// The text of line `number`, from 1.
    pub fn line(&self, number: u32) -> Option<&str> {
        self.lines.get(usize::try_from(number).ok()?.checked_sub(1)?).map(String::as_str)
    }

    /// What stands at a place: a name.
    pub fn name(&self, pos: Pos) -> String {
        let skip = usize::try_from(pos.column).unwrap_or(1).saturating_sub(1);
        let length = usize::try_from(pos.length).unwrap_or(0);
        self.line(pos.line).unwrap_or_default().chars().skip(skip).take(length).collect()
    }

    /// The numbers of the lines that tell of a function: constants that it names, the comment above it, its own.
    pub fn lines_of(&self, function: &Function) -> Vec<u32> {
        let pos = function.name.pos;
        let last = self.ends.get(&(pos.line, pos.column)).copied().unwrap_or(pos.line);
        let own: Vec<&str> = (pos.line..=last).filter_map(|number| self.line(number)).collect();
        let names = |name: &str| own.iter().any(|line| words(line).any(|word| word == name));
        let constants = self.script.consts.iter().filter(|constant| names(&constant.name.text));
        let mut lines: Vec<u32> = constants.map(|constant| constant.name.pos.line).collect();
        let comment = |number: &u32| self.line(*number).is_some_and(|line| line.trim_start().starts_with("//"));
        let above = (1..pos.line).rev().take_while(comment).last().unwrap_or(pos.line);
        lines.extend(above..=last);
        lines.dedup();
        lines
    }
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|char: char| !char.is_alphanumeric() && char != '_')
}

/// The line of the bracket that closes the function whose name stands at `pos`.
fn last_line(text: &str, pos: Pos) -> u32 {
    let scan = scan(text);
    let mut depth = 0usize;
    let mut body = false;
    for token in scan.tokens.iter().skip_while(|token| (token.pos.line, token.pos.column) != (pos.line, pos.column)) {
        body |= depth == 0 && token.is("{");
        if token.closes() {
            depth = depth.saturating_sub(1);
            if depth == 0 && body {
                return token.pos.line;
            }
        }
        if token.opens() {
            depth += 1;
        }
    }
    pos.line
}

/// Whether each line of a function ran.
pub(super) fn ran(file: u16, function: &Function, run: &Run) -> BTreeMap<u32, LineState> {
    let mut walk = Walk { file, run, lines: BTreeMap::new() };
    walk.mark(function.name.pos, true);
    walk.block(&function.body, true);
    let mut lines = walk.lines;
    // what stands between two lines that did not run, such as `} else {`, did not run either
    let pairs: Vec<(u32, u32)> = lines
        .iter()
        .zip(lines.iter().skip(1))
        .filter(|((_, a), (_, b))| **a == LineState::NotRun && **b == LineState::NotRun)
        .map(|((first, _), (second, _))| (*first, *second))
        .collect();
    for (first, second) in pairs {
        lines.extend((first + 1..second).map(|line| (line, LineState::NotRun)));
    }
    lines
}

/// Goes through a function; every walk says whether it certainly leaves the function.
struct Walk<'r> {
    file: u16,
    run: &'r Run,
    lines: BTreeMap<u32, LineState>,
}

impl Walk<'_> {
    fn mark(&mut self, pos: Pos, ran: bool) {
        let state = self.lines.entry(pos.line).or_insert(LineState::NotRun);
        if ran {
            *state = LineState::Ran;
        }
    }

    fn at(&self, pos: Pos) -> At {
        (self.file, pos.line, pos.column)
    }

    fn block(&mut self, block: &Block, ran: bool) -> bool {
        let mut left = false;
        for statement in &block.statements {
            left |= self.statement(statement, ran && !left);
        }
        left
    }

    fn statement(&mut self, statement: &Statement, ran: bool) -> bool {
        match statement {
            Statement::Let { name, value, .. } => {
                self.mark(name.pos, ran);
                value.as_ref().is_some_and(|value| self.expr(value, ran))
            }
            Statement::Assign { name, value, .. } => {
                self.mark(name.pos, ran);
                self.expr(value, ran)
            }
            Statement::Expr(value) => self.expr(value, ran),
            Statement::For { over, body, pos, .. } => {
                self.mark(*pos, ran);
                let left = self.expr(over, ran);
                let rounds = self.run.entered.contains_key(&self.at(*pos));
                self.block(body, ran && rounds);
                left
            }
            Statement::Break(pos) | Statement::Continue(pos) => {
                self.mark(*pos, ran);
                false
            }
            Statement::Return { value, pos } => {
                self.mark(*pos, ran);
                if let Some(value) = value {
                    self.expr(value, ran);
                }
                ran
            }
        }
    }

    /// Every part is walked, whether an earlier one leaves or not.
    fn all(&mut self, parts: &[Expr], ran: bool) -> bool {
        let mut left = false;
        for part in parts {
            left |= self.expr(part, ran && !left);
        }
        left
    }

    fn expr(&mut self, expr: &Expr, ran: bool) -> bool {
        // these stand where their operator does, which may be on the line of a later term
        if !matches!(expr.kind, ExprKind::And(_) | ExprKind::Or(_)) {
            self.mark(expr.pos, ran);
        }
        match &expr.kind {
            ExprKind::Bool(_) | ExprKind::Number(_) | ExprKind::Str(_) | ExprKind::Variable(_) => false,
            ExprKind::Interpolation(parts) | ExprKind::Array(parts) | ExprKind::Coalesce(parts) => self.all(parts, ran),
            ExprKind::Map(entries) => {
                let mut left = false;
                for (_, value) in entries {
                    left |= self.expr(value, ran && !left);
                }
                left
            }
            ExprKind::Range { from: a, to: b, .. }
            | ExprKind::Index { base: a, index: b }
            | ExprKind::Binary { left: a, right: b, .. }
            | ExprKind::In { item: a, list: b, .. } => {
                let left = self.expr(a, ran);
                self.expr(b, ran && !left) || left
            }
            ExprKind::Field { base, name } => {
                self.mark(name.pos, ran);
                self.expr(base, ran)
            }
            ExprKind::Negate(value) | ExprKind::Not(value) => self.expr(value, ran),
            ExprKind::Closure { body, .. } => {
                self.expr(body, ran);
                false
            }
            ExprKind::Call { name, args, .. } => self.call(name.pos, args, ran),
            ExprKind::And(terms) | ExprKind::Or(terms) => self.terms(expr.pos, terms, ran),
            ExprKind::If { condition, then, otherwise } => {
                let left = self.expr(condition, ran);
                self.branches(expr.pos, then, otherwise.as_ref(), ran && !left) || left
            }
            ExprKind::Switch { subject, arms, default } => {
                let left = self.expr(subject, ran);
                let entered = self.run.entered.get(&self.at(expr.pos)).cloned();
                let taken = |place: usize| ran && entered.as_ref().is_none_or(|parts| parts.contains(&Some(place)));
                let mut leaves = true;
                for (place, arm) in arms.iter().enumerate() {
                    self.mark(arm.pos, taken(place));
                    for case in &arm.cases {
                        if let Case::Value(value) = case {
                            self.expr(value, taken(place));
                        }
                    }
                    let left = self.expr(&arm.value, taken(place));
                    leaves &= left || !taken(place);
                }
                if let Some(default) = default {
                    let left = self.expr(default, taken(arms.len()));
                    leaves &= left || !taken(arms.len());
                }
                let known = entered.is_some_and(|parts| parts.iter().any(Option::is_some));
                left || (ran && known && leaves && default.is_some())
            }
            ExprKind::Block(block) => self.block(block, ran),
        }
    }

    /// The closure of a function over a list runs only where there are elements.
    fn call(&mut self, pos: Pos, args: &[Expr], ran: bool) -> bool {
        self.mark(pos, ran);
        let empty = self.run.lists.get(&self.at(pos)) == Some(&false);
        let mut left = false;
        for arg in args {
            let closure = matches!(arg.kind, ExprKind::Closure { .. });
            left |= self.expr(arg, ran && !left && !(closure && empty));
        }
        left
    }

    /// A term runs where those before it do not decide.
    fn terms(&mut self, pos: Pos, terms: &[Expr], ran: bool) -> bool {
        let at = self.at(pos);
        // where a term can leave the function, the terms are walked as branches
        let entered = self.run.entered.get(&at).filter(|_| !self.run.decided.contains_key(&at)).cloned();
        let mut left = false;
        for (place, term) in terms.iter().enumerate() {
            let reached = entered.as_ref().is_none_or(|parts| parts.contains(&Some(place)));
            left |= self.expr(term, ran && !left && reached) && place == 0;
        }
        left
    }

    fn branches(&mut self, pos: Pos, then: &Block, otherwise: Option<&Block>, ran: bool) -> bool {
        let decided = self.run.decided.get(&self.at(pos)).copied();
        let [first, second] = decided.unwrap_or([true, true]);
        let left = self.block(then, ran && first);
        let other = otherwise.is_some_and(|block| self.block(block, ran && second));
        match decided {
            // not filled in: neither ran, and what a branch would have returned is not known
            Some([false, false]) => ran && (returns(then) || otherwise.is_some_and(returns)),
            Some([first, second]) => ran && (left || !first) && (other || !second),
            None => false,
        }
    }
}

fn returns(block: &Block) -> bool {
    let ends = |statement: &Statement| match statement {
        Statement::Return { .. } => true,
        Statement::Expr(Expr { kind: ExprKind::If { then, otherwise, .. }, .. }) => {
            returns(then) || otherwise.as_ref().is_some_and(returns)
        }
        Statement::Expr(Expr { kind: ExprKind::Block(block), .. }) => returns(block),
        _ => false,
    };
    block.statements.iter().any(ends)
}
