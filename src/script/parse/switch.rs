//! `switch`: guards and values from Rhai's tree, the cases of each arm and their order from the tokens.

use super::engine;
use super::reader::Reader;
use super::source::{Unit, ends_operand};
use crate::script::ast::{self, Arm, Case, ExprKind, Pos};
use crate::script::scan::Kind;
use rhai::{Expr, Position, SwitchCasesCollection};

/// An arm as it stands in the tokens: where its cases start, and its `=>`.
struct Head {
    first: usize,
    arrow: usize,
}

impl Reader<'_> {
    pub(super) fn switch(&mut self, subject: &Expr, cases: &SwitchCasesCollection, position: Position) -> ast::Expr {
        let pos = self.source.pos(position);
        let subject = Box::new(self.expr(subject));
        if cases.expressions.is_empty() {
            return self.refused("switch-without-arms", pos, &[]);
        }
        let heads = self.source.at(position).map(|keyword| self.heads(keyword)).unwrap_or_default();
        if heads.len() != cases.expressions.len() {
            for parts in &cases.expressions {
                self.expr(&parts.rhs);
            }
            return self.unknown(position);
        }
        let mut arms = Vec::new();
        let mut default = None;
        let mut taken: Vec<ast::Expr> = Vec::new();
        for (index, (head, parts)) in heads.iter().zip(&cases.expressions).enumerate() {
            // without a guard Rhai puts `true` at no place
            let guard = (!parts.lhs.position().is_none()).then(|| self.expr(&parts.lhs));
            if cases.def_case == Some(index) {
                default = Some(Box::new(self.expr(&parts.rhs)));
                continue;
            }
            let cases = self.cases(head);
            for case in &cases {
                let Case::Value(value) = case else { continue };
                if taken.iter().any(|earlier| earlier.kind == value.kind) {
                    self.refuse("switch-duplicate", value.pos, &[]);
                } else if guard.is_none() {
                    taken.push(value.clone());
                }
            }
            let pos = self.source.token(head.first).map(|token| token.pos).unwrap_or_default();
            arms.push(Arm { cases, guard, value: self.expr(&parts.rhs), pos });
        }
        ast::Expr { kind: ExprKind::Switch { subject, arms, default }, pos }
    }

    /// The arms of the `switch` at `keyword`, in the order of the file.
    fn heads(&self, keyword: usize) -> Vec<Head> {
        let units = self.source.units(self.source.arms_of(keyword));
        let mut heads = Vec::new();
        let mut at = 0;
        while let Some(unit) = units.get(at) {
            let ahead = units.iter().skip(at);
            let Some(arrow) = ahead.clone().position(|unit| self.source.is(unit.first, "=>")) else { break };
            heads.extend(units.get(at + arrow).map(|found| Head { first: unit.first, arrow: found.first }));
            at += arrow + 1;
            at += self.value_length(units.get(at..).unwrap_or_default());
            if units.get(at).is_some_and(|unit| self.source.is(unit.first, ",")) {
                at += 1;
            }
        }
        heads
    }

    /// How many units the value of an arm takes: a statement in braces ends with them, all else at the comma.
    fn value_length(&self, units: &[Unit]) -> usize {
        let is = |at: usize, text: &str| units.get(at).is_some_and(|unit| self.source.is(unit.first, text));
        let braces = |from: usize| (from..units.len()).find(|at| is(*at, "{")).map_or(units.len(), |at| at + 1);
        if is(0, "{") {
            return 1;
        }
        if is(0, "if") {
            let mut end = braces(1);
            while is(end, "else") {
                end = braces(end + 1);
            }
            return end;
        }
        if is(0, "switch")
            && let Some(arms) = units.first().and_then(|unit| self.source.arms_of(unit.first))
        {
            return units.iter().position(|unit| unit.first == arms).map_or(units.len(), |at| at + 1);
        }
        if is(0, "for") || is(0, "while") || is(0, "loop") {
            return braces(1);
        }
        if is(0, "try") {
            return braces(braces(1));
        }
        // commas between the parameters of a closure end nothing
        let mut parameters = false;
        let mut after_operand = false;
        for (at, unit) in units.iter().enumerate() {
            if self.source.is(unit.first, "|") && (parameters || !after_operand) {
                parameters = !parameters;
            } else if self.source.is(unit.first, ",") && !parameters {
                return at;
            }
            after_operand = self.source.token(unit.last).is_some_and(ends_operand);
        }
        units.len()
    }

    /// The alternatives before the guard and the arrow.
    fn cases(&mut self, head: &Head) -> Vec<Case> {
        let mut tokens: Vec<usize> = (head.first..head.arrow).collect();
        if let Some(guard) = tokens.iter().position(|index| self.source.is(*index, "if")) {
            tokens.truncate(guard);
        }
        let mut cases = Vec::new();
        for alternative in tokens.split(|index| self.source.is(*index, "|")) {
            let pos = alternative.first().and_then(|index| self.source.token(*index)).map(|token| token.pos);
            match self.case(alternative) {
                Some(case) => cases.push(case),
                None => self.refuse_unless_told("switch-case", pos.unwrap_or_default()),
            }
        }
        cases
    }

    fn case(&mut self, tokens: &[usize]) -> Option<Case> {
        // parentheses only group here, except empty ones
        let grouping = |index: &usize| self.source.is(*index, "(") || self.source.is(*index, ")");
        let tokens: Vec<usize> = tokens.iter().filter(|index| !grouping(index)).copied().collect();
        let operator = tokens.iter().position(|index| self.source.is(*index, "..") || self.source.is(*index, "..="));
        if let Some(operator) = operator {
            let inclusive = tokens.get(operator).is_some_and(|index| self.source.is(*index, "..="));
            let from = self.bound(tokens.get(..operator)?)?;
            let to = self.bound(tokens.get(operator + 1..)?)?;
            return Some(Case::Range { from, to, inclusive });
        }
        let (last, signs) = tokens.split_last()?;
        let token = *self.source.token(*last)?;
        let pos: Pos = token.pos;
        match (token.kind, token.text) {
            (Kind::Number, _) => {
                let negative = self.sign(signs)?;
                Some(Case::Value(self.number(*last, negative)))
            }
            _ if !signs.is_empty() => None,
            (Kind::Word, "true" | "false") => {
                Some(Case::Value(ast::Expr { kind: ExprKind::Bool(token.text == "true"), pos }))
            }
            (Kind::Str | Kind::Text, text) => {
                let value = engine::string_value(text)?;
                Some(Case::Value(ast::Expr { kind: ExprKind::Str(value), pos }))
            }
            _ => None,
        }
    }

    /// Whether the signs before a number make it negative; nothing else may stand before it.
    fn sign(&self, tokens: &[usize]) -> Option<bool> {
        let mut negative = false;
        for index in tokens {
            match self.source.token(*index)?.text {
                "-" => negative = !negative,
                "+" => {}
                _ => return None,
            }
        }
        Some(negative)
    }

    /// One end of a range; `None` within where it is left open.
    fn bound(&self, tokens: &[usize]) -> Option<Option<i64>> {
        let Some((last, signs)) = tokens.split_last() else { return Some(None) };
        let digits = self.source.token(*last).filter(|token| token.kind == Kind::Number)?.text.replace('_', "");
        let sign = if self.sign(signs)? { "-" } else { "" };
        format!("{sign}{digits}").parse().ok().map(Some)
    }
}
