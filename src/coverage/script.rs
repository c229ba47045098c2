//! Scripts: what there is to reach in the functions of a rulebook, read off their trees and marked in every compiled form of
//! them. What only makes the text of a reason decides nothing and is left out.

use super::edges::Edges;
use super::goal::{About, Goals, Kind};
use super::mark::{Mark, Marks};
use super::mentions::mentions;
use super::params::ParamGoals;
use super::plan::{Nodes, entry, visit};
use super::reach::Reach;
use super::report::{FunctionLine, Line};
use super::table::Places;
use super::truths::Truths;
use super::written::Written;
use crate::diagnostic::Place;
use crate::engine::Loaded;
use crate::plan::expr::{Each, Expr, Function as Compiled, OutcomeKind};
use crate::script::ast::{self, Block, ExprKind, Function, Pos, Statement};
use crate::script::lower::builtins::{self, Kind as BuiltinKind};
use crate::text::Text;
use std::collections::BTreeSet;

/// What is found and marked on the way.
pub(super) struct Findings<'f> {
    pub goals: &'f mut Goals,
    pub marks: &'f mut Marks,
    pub edges: &'f mut Edges,
    pub lines: &'f mut Vec<Line>,
    pub functions: &'f mut Vec<FunctionLine>,
}

/// What the scripts of a rulebook are seen by.
#[derive(Clone, Copy)]
pub(super) struct Ground<'g> {
    pub loaded: &'g Loaded,
    pub params: &'g ParamGoals,
    pub places: &'g Places,
    /// The compiled functions that decide something.
    pub deciding: &'g BTreeSet<u32>,
}

/// Finds the goals of a script of the rulebook's own.
pub(super) fn script(ground: Ground<'_>, script: &ast::Script, text: &str, found: &mut Findings<'_>) {
    let written = Written::new(&script.file, text);
    let Some(file) = ground.loaded.code.files.iter().position(|file| *file == script.file) else { return };
    for function in &script.functions {
        let compiled = ground.loaded.code.functions.iter().enumerate();
        let same = compiled
            .filter(|(_, compiled)| usize::from(compiled.site.file) == file && compiled.site.pos == function.name.pos);
        let all: Vec<_> = same.collect();
        let place = written.at(function.name.pos);
        let name = function.name.text.as_str();
        let about = found.goals.about(Kind::Branches, place.clone(), name, vec![("name", Text::plain(name))]);
        let goal = found.goals.add(&about, "cover-function");
        found.functions.push(FunctionLine { place, name: name.to_owned(), goal });
        for (_, compiled) in &all {
            if let Some(first) = entry(&compiled.body) {
                found.marks.add(first, Mark::Ran(goal));
            }
        }
        let deciding = all.iter().filter(|(id, _)| u32::try_from(*id).is_ok_and(|id| ground.deciding.contains(&id)));
        let forms: Vec<Form<'_>> = deciding.map(|(_, compiled)| Form::of(ground.loaded, compiled)).collect();
        if !forms.is_empty() {
            Walk { ground, written: &written, forms: &forms, function, found }.function();
        }
    }
}

/// One compiled form of a function.
pub(super) struct Form<'e> {
    pub nodes: Nodes<'e>,
    pub reach: Reach<'e>,
}

impl<'e> Form<'e> {
    fn of(loaded: &'e Loaded, function: &'e Compiled) -> Form<'e> {
        Form { nodes: Nodes::of(function), reach: Reach::of(&loaded.code, &loaded.schema, function) }
    }
}

/// The walk through one function.
pub(super) struct Walk<'w, 'f, 'e> {
    pub ground: Ground<'e>,
    pub written: &'w Written<'w>,
    pub forms: &'w [Form<'e>],
    pub function: &'w Function,
    pub found: &'w mut Findings<'f>,
}

impl<'e> Walk<'_, '_, 'e> {
    fn function(&mut self) {
        let bodies = self.forms.iter().map(|form| &form.nodes.function.body).collect::<Vec<_>>();
        let function = self.function;
        self.block(&function.body, &bodies);
    }

    /// The compiled expressions at a place, of every form.
    pub fn at(&self, pos: Pos) -> Vec<&'e Expr> {
        self.forms.iter().flat_map(|form| form.nodes.at(pos).iter().copied()).collect()
    }

    /// The statements of a block; `compiled` are its forms.
    fn block(&mut self, block: &Block, compiled: &[&'e Expr]) {
        for (index, statement) in block.statements.iter().enumerate() {
            let forms: Vec<&'e Expr> = compiled.iter().filter_map(|block| nth(block, index)).collect();
            self.statement(statement, &forms);
        }
    }

    fn statement(&mut self, statement: &Statement, forms: &[&'e Expr]) {
        let value_of = |form: &&'e Expr| match form {
            Expr::Set { value, .. } => &**value,
            other => *other,
        };
        match statement {
            Statement::Let { name, value, .. } => {
                self.line(name.pos.line, value.iter().collect(), forms);
                if let Some(value) = value {
                    self.expr(value, &forms.iter().map(value_of).collect::<Vec<_>>());
                }
            }
            Statement::Assign { name, value, .. } => {
                self.line(name.pos.line, vec![value], forms);
                self.expr(value, &forms.iter().map(value_of).collect::<Vec<_>>());
            }
            Statement::Expr(value) => {
                let line = self.written.stretch(value).map(|stretch| self.written.place(stretch).line);
                self.line(line.unwrap_or(value.pos.line), vec![value], forms);
                self.expr(value, forms);
            }
            Statement::For { over, body, pos, .. } => {
                self.line(pos.line, vec![over], forms);
                self.expr(over, &[]);
                let loops = self.at(*pos);
                let bodies: Vec<&'e Expr> = loops
                    .into_iter()
                    .filter_map(|node| if let Expr::For { body, .. } = node { Some(&**body) } else { None })
                    .collect();
                let text = self.text(over);
                let about = self.about(self.written.at(*pos), text);
                let goal = self.found.goals.add(&about, "cover-for");
                self.enter(&bodies, goal);
                self.block(body, &bodies);
            }
            Statement::Return { value, pos } => {
                self.line(pos.line, value.iter().collect(), forms);
                let Some(value) = value else { return };
                let returned: Vec<&'e Expr> = forms
                    .iter()
                    .filter_map(|form| if let Expr::Return(value) = form { Some(&**value) } else { None })
                    .collect();
                if !returned.is_empty() {
                    let text = self.text(value);
                    let about = self.about(self.written.at(*pos), text);
                    let goal = self.found.goals.add(&about, "cover-return");
                    self.enter(&returned, goal);
                }
                self.expr(value, &returned);
            }
            Statement::Break(_) | Statement::Continue(_) => {}
        }
    }

    /// A line of the script that is run where a statement begins, and the parameters that the statement reads.
    fn line(&mut self, line: u32, values: Vec<&ast::Expr>, forms: &[&'e Expr]) {
        let file = self.written.at(self.function.name.pos).file;
        let number = self.found.lines.len();
        self.found.lines.push(Line { file, line, cases: 0 });
        for first in forms.iter().filter_map(|form| entry(form)) {
            self.found.marks.add(first, Mark::Line(number));
        }
        self.reads(values, forms);
    }

    /// The parameters that are read where an expression begins.
    fn reads(&mut self, values: Vec<&ast::Expr>, forms: &[&'e Expr]) {
        let (mut names, mut any) = (BTreeSet::new(), false);
        values.into_iter().for_each(|value| mentions(value, &mut names, &mut any));
        let params: Vec<usize> = names.iter().filter_map(|name| self.ground.params.number(name)).collect();
        for form in forms {
            let Some(first) = entry(form) else { continue };
            if !params.is_empty() {
                self.found.marks.add(first, Mark::Params(params.clone()));
            }
            // a parameter that is picked by a constant of the row: any that this form of the function reads
            if any && let Some(form) = self.form_of(first) {
                let all = form.nodes.function.params.iter().filter_map(|name| self.ground.params.number(name));
                self.found.marks.add(first, Mark::Params(all.collect()));
            }
        }
    }

    /// The form that an expression is part of.
    fn form_of(&self, part: &'e Expr) -> Option<&Form<'e>> {
        self.forms.iter().find(|form| {
            let mut is_part = false;
            visit(&form.nodes.function.body, &mut |expr| is_part |= std::ptr::eq(expr, part));
            is_part
        })
    }

    /// What there is to reach in an expression; `forms` are known where it may be a block.
    fn expr(&mut self, expr: &ast::Expr, forms: &[&'e Expr]) {
        match &expr.kind {
            ExprKind::Bool(_)
            | ExprKind::Number(_)
            | ExprKind::Str(_)
            | ExprKind::Variable(_)
            | ExprKind::Interpolation(_) => {}
            ExprKind::Block(block) => self.block(block, forms),
            ExprKind::If { condition, then, otherwise } => self.if_else(expr.pos, condition, then, otherwise.as_ref()),
            ExprKind::Switch { subject, arms, default } => self.switch(expr.pos, subject, arms, default.as_deref()),
            ExprKind::And(terms) | ExprKind::Or(terms) => self.terms(expr.pos, terms),
            ExprKind::Call { name, args, .. } => self.call(name, args, expr),
            ExprKind::Binary { left, right, .. } => {
                self.threshold(expr, expr.pos);
                self.expr(left, &[]);
                self.expr(right, &[]);
            }
            ExprKind::Index { base, index } => {
                self.key(index.pos);
                self.expr(base, &[]);
                self.expr(index, &[]);
            }
            ExprKind::Range { from: a, to: b, .. } | ExprKind::In { item: a, list: b, .. } => {
                self.expr(a, &[]);
                self.expr(b, &[]);
            }
            ExprKind::Field { base, .. } => self.expr(base, &[]),
            ExprKind::Negate(value) | ExprKind::Not(value) => self.expr(value, &[]),
            ExprKind::Array(parts) | ExprKind::Coalesce(parts) => parts.iter().for_each(|part| self.expr(part, &[])),
            ExprKind::Map(entries) => entries.iter().for_each(|(_, value)| self.expr(value, &[])),
            ExprKind::Closure { body, .. } => self.expr(body, forms),
        }
    }

    fn if_else(&mut self, pos: Pos, condition: &ast::Expr, then: &Block, otherwise: Option<&Block>) {
        let (mut conditions, mut thens, mut others) = (Vec::new(), Vec::new(), Vec::new());
        for node in self.at(pos) {
            if let Expr::If { condition, then, otherwise, .. } = node {
                conditions.push(&**condition);
                thens.push(&**then);
                others.push(&**otherwise);
            }
        }
        self.truth(condition, &conditions, ["cover-condition-true", "cover-condition-false"]);
        self.expr(condition, &conditions);
        self.block(then, &thens);
        if let Some(otherwise) = otherwise {
            self.block(otherwise, &others);
        }
    }

    fn switch(&mut self, pos: Pos, subject: &ast::Expr, arms: &[ast::Arm], default: Option<&ast::Expr>) {
        self.expr(subject, &[]);
        let nodes = self.at(pos);
        let switches = || {
            nodes.iter().filter_map(|node| match node {
                Expr::Switch { arms, default, .. } => Some((arms, &**default)),
                _ => None,
            })
        };
        let text = self.text(subject);
        for (index, arm) in arms.iter().enumerate() {
            let forms: Vec<_> = switches().filter_map(|(arms, _)| arms.get(index)).collect();
            let values: Vec<&'e Expr> = forms.iter().map(|arm| &arm.value).collect();
            let case = self.written.line_from(arm.pos, "=>");
            let args = vec![("text", Text::plain(&text)), ("case", Text::plain(case))];
            let name = self.function.name.text.as_str();
            let about = self.found.goals.about(Kind::Branches, self.written.at(arm.pos), name, args);
            let goal = self.found.goals.add(&about, "cover-arm");
            self.enter(&values, goal);
            self.reads(vec![&arm.value], &values);
            if let Some(guard) = &arm.guard {
                let guards: Vec<&'e Expr> = forms.iter().filter_map(|arm| arm.guard.as_ref()).collect();
                self.truth(guard, &guards, ["cover-condition-true", "cover-condition-false"]);
                self.expr(guard, &guards);
            }
            self.expr(&arm.value, &values);
        }
        if let Some(default) = default {
            let values: Vec<&'e Expr> = switches().map(|(_, default)| default).collect();
            let place = self.written.stretch(default).map(|stretch| self.written.place(stretch));
            let about = self.about(place.unwrap_or_else(|| self.written.at(default.pos)), text);
            let goal = self.found.goals.add(&about, "cover-default");
            self.enter(&values, goal);
            self.reads(vec![default], &values);
            self.expr(default, &values);
        }
    }

    /// Each term of `&&` or `||`; one that assigns was split off with those behind it.
    fn terms(&mut self, pos: Pos, terms: &[ast::Expr]) {
        let mut compiled: Vec<Vec<&'e Expr>> = vec![Vec::new(); terms.len()];
        for form in self.forms {
            let parts = form.nodes.at(pos).iter().filter_map(|node| match node {
                Expr::And(terms, _) | Expr::Or(terms, _) => Some(terms),
                _ => None,
            });
            for (slot, term) in compiled.iter_mut().zip(parts.flatten()) {
                slot.push(term);
            }
        }
        for (term, forms) in terms.iter().zip(compiled) {
            self.truth(term, &forms, ["cover-condition-true", "cover-condition-false"]);
            self.expr(term, &forms);
        }
    }

    fn call(&mut self, name: &ast::Name, args: &[ast::Expr], call: &ast::Expr) {
        let kind = builtins::find(&name.text).map(|signature| signature.kind);
        match (kind, args) {
            // the rest is the text of a reason
            (Some(BuiltinKind::Outcome(kind)), [value, ..]) => {
                if matches!(kind, OutcomeKind::Points | OutcomeKind::Percent | OutcomeKind::Level) {
                    self.expr(value, &[]);
                }
            }
            (Some(BuiltinKind::Each(op)), [list, ast::Expr { kind: ExprKind::Closure { body, .. }, .. }]) => {
                self.expr(list, &[]);
                let nodes = self.at(name.pos);
                let bodies: Vec<&'e Expr> = nodes
                    .into_iter()
                    .filter_map(|node| if let Expr::Each { body, .. } = node { Some(&**body) } else { None })
                    .collect();
                if matches!(op, Each::Any | Each::All | Each::Count | Each::Share | Each::Filter | Each::Find) {
                    self.truth(body, &bodies, ["cover-item-true", "cover-item-false"]);
                }
                let inner: Vec<&'e Expr> =
                    bodies.into_iter().map(|body| if let Expr::Scope(inner) = body { inner } else { body }).collect();
                self.expr(body, &inner);
            }
            (Some(BuiltinKind::Band(_)), [value, table]) => {
                self.lookup(name.pos);
                self.expr(value, &[]);
                self.expr(table, &[]);
            }
            _ => {
                self.threshold(call, name.pos);
                args.iter().for_each(|arg| self.expr(arg, &[]));
            }
        }
    }

    /// A condition that is to come out either way.
    fn truth(&mut self, expr: &ast::Expr, forms: &[&'e Expr], [yes, no]: [&'static str; 2]) {
        let stretch = self.written.stretch(expr);
        let place = stretch.map(|stretch| self.written.place(stretch)).unwrap_or_else(|| self.written.at(expr.pos));
        let text = self.text(expr);
        let about = self.about(place, text);
        // a side that no form can come to is not asked for
        let truths =
            |form: &&'e Expr| self.form_of(form).map_or_else(Truths::default, |found| found.reach.truths(form));
        let possible: Vec<Truths> = forms.iter().map(truths).collect();
        let none = possible.is_empty();
        let mut goal = |wanted: bool, code| (wanted || none).then(|| self.found.goals.add(&about, code));
        let yes = goal(possible.iter().any(|truths| truths.yes), yes);
        let no = goal(possible.iter().any(|truths| truths.no), no);
        for form in forms {
            self.found.marks.add(form, Mark::Truth { yes, no });
        }
    }

    fn enter(&mut self, forms: &[&'e Expr], goal: usize) {
        for first in forms.iter().filter_map(|form| entry(form)) {
            self.found.marks.add(first, Mark::Entered(goal));
        }
    }

    pub fn text(&self, expr: &ast::Expr) -> String {
        self.written.stretch(expr).map(|stretch| self.written.text(stretch)).unwrap_or_default()
    }

    fn about(&mut self, place: Place, text: String) -> About {
        let name = self.function.name.text.clone();
        self.found.goals.about(Kind::Branches, place, name, vec![("text", Text::plain(text))])
    }
}

/// The statement of a compiled block at `index`, its value behind the last one.
fn nth(block: &Expr, index: usize) -> Option<&Expr> {
    let Expr::Block { statements, value } = block else { return None };
    statements.get(index).or_else(|| value.as_deref().filter(|_| index == statements.len()))
}
