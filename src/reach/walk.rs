//! The walk: an expression and what surrounds it, to all the values that it may take.

use super::compare::{compare, contains};
use super::facts::{constant, slot};
use super::interval::Interval;
use super::narrow::{Spot, narrow};
use super::outcome::{earned, outcome};
use super::seen::{Condition, Seen, spot};
use super::set::{Set, Texts};
use crate::facts::schema::Schema;
use crate::facts::shape::Shape;
use crate::number::Number;
use crate::plan::code::Code;
use crate::plan::expr::{Arithmetic, Ends, Expr, FunctionId, Local, ScoreField, Site};
use std::collections::BTreeMap;
use std::rc::Rc;

/// More expressions than a walk of one rulebook visits; one that would need more is given up.
const BUDGET: u64 = 20_000_000;

/// What is known where an expression stands.
#[derive(Clone, Default)]
pub(super) struct Env {
    pub locals: Vec<Set>,
    pub narrowed: BTreeMap<Spot, Set>,
    /// Whether nothing gets here.
    pub dead: bool,
}

impl Env {
    fn set(&mut self, local: Local, value: Set) {
        self.narrowed.retain(|spot, _| !matches!(spot, Spot::Local(own) | Spot::Field(own, _) if *own == local));
        if let Some(place) = self.locals.get_mut(local as usize) {
            *place = value;
        }
    }

    fn local(&self, local: Local) -> Set {
        self.locals.get(local as usize).cloned().unwrap_or_default()
    }

    /// What is known after either of two ways.
    pub fn join(self, other: Env) -> Env {
        if self.dead {
            return other;
        }
        if other.dead {
            return self;
        }
        let locals = self.locals.iter().zip(&other.locals).map(|(a, b)| a.join(b)).collect();
        let mut narrowed = self.narrowed;
        narrowed.retain(|spot, _| other.narrowed.contains_key(spot));
        for (spot, set) in &mut narrowed {
            if let Some(also) = other.narrowed.get(spot) {
                *set = set.join(also);
            }
        }
        Env { locals, narrowed, dead: false }
    }

    /// The same with an element of a list in a local.
    pub fn with(&self, local: Local, value: Set) -> Env {
        let mut inner = self.clone();
        inner.set(local, value);
        inner
    }
}

/// What scores may be, by node and field.
pub(super) type ScoresOf<'w> = &'w dyn Fn(&str, ScoreField) -> Set;

pub(super) struct Walker<'w> {
    pub code: &'w Code,
    pub schema: &'w Schema,
    pub scores: ScoresOf<'w>,
    pub seen: Seen,
    /// What was returned from the functions that run, innermost last.
    returned: Vec<Set>,
    /// Where loops were left or gone on with, innermost last.
    pub(super) left: Vec<Env>,
    budget: u64,
}

impl<'w> Walker<'w> {
    pub fn new(code: &'w Code, schema: &'w Schema, scores: ScoresOf<'w>, seen: Seen) -> Walker<'w> {
        Walker { code, schema, scores, seen, returned: Vec::new(), left: Vec::new(), budget: BUDGET }
    }

    /// What a function may give for these arguments.
    pub fn call(&mut self, function: FunctionId, args: Vec<Set>) -> Set {
        let Some(function) = self.code.function(function) else { return Set::unknown() };
        let mut locals = args;
        locals.resize(function.locals as usize, Set::absent());
        let mut env = Env { locals, ..Env::default() };
        self.until_return(&function.body, &mut env)
    }

    fn until_return(&mut self, body: &Expr, env: &mut Env) -> Set {
        self.returned.push(Set::never());
        let value = self.eval(body, env);
        let returned = self.returned.pop().unwrap_or_default();
        env.dead = false;
        returned.join(&value)
    }

    pub fn eval(&mut self, expr: &Expr, env: &mut Env) -> Set {
        if env.dead {
            return Set::never();
        }
        match self.budget.checked_sub(1) {
            Some(left) => self.budget = left,
            None => {
                self.seen.exhausted = true;
                return Set::unknown();
            }
        }
        let value = self.value(expr, env);
        if env.dead { Set::never() } else { value }
    }

    fn value(&mut self, expr: &Expr, env: &mut Env) -> Set {
        match expr {
            Expr::Constant(fact) => constant(fact),
            Expr::Profile => Set { objects: true, ..Set::default() },
            Expr::Local(_) | Expr::Fact(..) => self.at(env, expr),
            Expr::Field { base, .. } => {
                let base = self.eval(base, env);
                if base.is_never() { Set::never() } else { self.field(env, expr, &base) }
            }
            Expr::Index { base, index, lenient, .. } => {
                let (base, index) = (self.eval(base, env), self.eval(index, env));
                index_into(&base, &index, *lenient)
            }
            Expr::AsOf | Expr::RulesOn => Set::dates(),
            Expr::Score { node, field, .. } => (self.scores)(node, *field),
            Expr::Negate(value, _) => {
                let value = self.eval(value, env);
                number_of(&[&value], |numbers| numbers.first().map(Interval::neg))
            }
            Expr::Not(value, _) => {
                let value = self.eval(value, env);
                let set = Set::truths(value.can_be_false(), value.can_be_true());
                set.or_absent(value.absent)
            }
            Expr::Arithmetic { op, left, right, .. } => {
                let (left, right) = (self.eval(left, env), self.eval(right, env));
                arithmetic(*op, &left, &right)
            }
            Expr::Compare { op, left, right, site } => {
                let fixed = matches!((&**left, &**right), (Expr::Constant(_), Expr::Constant(_)));
                let (left, right) = (self.eval(left, env), self.eval(right, env));
                let set = compare(*op, &left, &right);
                // parameters and constants of the row that are compared with one another are choices of the table
                if !fixed {
                    self.seen.condition(Condition::Compared, *site, &set);
                }
                set
            }
            Expr::In { item, list, negated, site } => {
                let (list, item) = (self.eval(list, env), self.eval(item, env));
                let found = contains(&item, &list);
                let set = if *negated { Set { yes: found.no, no: found.yes, ..found } } else { found };
                self.seen.condition(Condition::Compared, *site, &set);
                set
            }
            Expr::And(terms, _) => self.terms(terms, env, true),
            Expr::Or(terms, _) => self.terms(terms, env, false),
            Expr::Coalesce(values) => self.coalesce(values, env),
            Expr::Has(value) => {
                let value = self.eval(value, env);
                Set::truths(value.can_be_present(), value.absent)
            }
            Expr::If { condition, then, otherwise, site, .. } => {
                let truth = self.eval(condition, env);
                if !matches!(**condition, Expr::Compare { .. } | Expr::In { .. } | Expr::And(..) | Expr::Or(..)) {
                    self.seen.condition(Condition::If, *site, &truth);
                }
                let mut no = env.clone();
                env.dead |= !truth.can_be_true();
                no.dead |= !truth.can_be_false();
                self.know(condition, true, env);
                self.know(condition, false, &mut no);
                let value = self.eval(then, env).join(&self.eval(otherwise, &mut no));
                *env = std::mem::take(env).join(no);
                // on an absent condition what comes after goes on with an absent value
                env.dead &= !truth.absent;
                value.or_absent(truth.absent)
            }
            Expr::Switch { subject, arms, default, site, .. } => {
                let site = (!matches!(**subject, Expr::Constant(_))).then_some(*site);
                let subject = self.eval(subject, env);
                self.switch(&subject, arms, default, site, env)
            }
            Expr::Block { statements, value } => {
                for statement in statements {
                    self.eval(statement, env);
                }
                match value {
                    Some(value) => self.eval(value, env),
                    None => Set::absent(),
                }
            }
            Expr::Set { local, value, .. } => {
                let value = self.eval(value, env);
                env.set(*local, value);
                Set::absent()
            }
            Expr::For { item, counter, over, body, .. } => self.for_each(*item, *counter, over, body, env),
            Expr::Break | Expr::Continue => {
                if let Some(left) = self.left.last_mut() {
                    *left = std::mem::take(left).join(env.clone());
                }
                env.dead = true;
                Set::never()
            }
            Expr::Return(value) => {
                let value = self.eval(value, env);
                if let Some(returned) = self.returned.last_mut() {
                    *returned = returned.join(&value);
                }
                env.dead = true;
                Set::never()
            }
            Expr::Scope(body) => self.until_return(body, env),
            Expr::Call { function, args, .. } => {
                let args: Vec<Set> = args.iter().map(|arg| self.eval(arg, env)).collect();
                if env.dead { Set::never() } else { self.call(*function, args) }
            }
            Expr::List(items) => Set::exact_list(items.iter().map(|item| self.eval(item, env)).collect()),
            Expr::Map(entries) => {
                let entries = entries.iter().map(|(key, value)| (key.clone(), self.eval(value, env)));
                let map: BTreeMap<String, Set> = entries.collect();
                Set { maps: Some(Rc::new(map)), ..Set::default() }
            }
            Expr::Interpolation(_) => Set::texts(),
            Expr::Outcome { kind, value, points, site, .. } => {
                let value = value.as_ref().map(|value| self.eval(value, env));
                if let Some(earned) = value.as_ref().and_then(|value| earned(*kind, value, points)) {
                    self.seen.outcome(*site, &earned, points);
                }
                outcome(*kind, value.as_ref(), points)
            }
            Expr::Open { value, ends, .. } => {
                let value = self.eval(value, env);
                let ends = match ends {
                    Ends::Boolean => Set::either(),
                    Ends::Bounds(low, high) => Set::numbers(Interval::between(low.clone(), high.clone())),
                    Ends::Between(worst, best) => self.eval(worst, env).join(&self.eval(best, env)),
                };
                if value.absent { value.present().join(&ends) } else { value }
            }
            Expr::Band { kind, value, table, site } => self.band(*kind, value, table, *site, env),
            Expr::Each { op, list, item, body, .. } => self.each(*op, list, *item, body, env),
            Expr::Extreme { greatest, list, bounds, .. } => self.extreme(*greatest, list, bounds, env),
            Expr::Builtin { function, args, .. } => {
                let args: Vec<Set> = args.iter().map(|arg| self.eval(arg, env)).collect();
                super::functions::builtin(*function, &args)
            }
        }
    }

    /// What a fact, a local or a field of one may be where `env` stands.
    fn at(&self, env: &Env, expr: &Expr) -> Set {
        if let Some(narrowed) = Spot::of(expr).and_then(|spot| env.narrowed.get(&spot)) {
            return narrowed.clone();
        }
        match expr {
            Expr::Local(local) => env.local(*local),
            Expr::Fact(fact, _) => slot(self.schema, &self.code.shape, Shape::PROFILE, *fact),
            Expr::Field { base, .. } => match &**base {
                Expr::Local(local) => self.field(env, expr, &env.local(*local)),
                _ => Set::unknown(),
            },
            _ => Set::unknown(),
        }
    }

    fn field(&self, env: &Env, expr: &Expr, base: &Set) -> Set {
        let Expr::Field { slot: field, .. } = expr else { return Set::unknown() };
        if let Some(narrowed) = Spot::of(expr).and_then(|spot| env.narrowed.get(&spot)) {
            return narrowed.clone();
        }
        let mut all = Set { absent: base.absent, ..Set::default() };
        for record in &base.records {
            all = all.join(&slot(self.schema, &self.code.shape, *record, *field));
        }
        if base.unknown { Set::unknown() } else { all }
    }

    /// From here on `condition` is known to have come out as `wanted`.
    pub(super) fn know(&self, condition: &Expr, wanted: bool, env: &mut Env) {
        if !env.dead {
            narrow(condition, wanted, env, &|env, expr| self.at(env, expr));
        }
    }

    /// `&&` from true, `||` from false: the terms until what is known decides.
    fn terms(&mut self, terms: &[Expr], env: &mut Env, all: bool) -> Set {
        // what earlier terms tell holds in later ones only
        let mut inner = env.clone();
        let (mut ends, mut absent) = (false, false);
        for term in terms {
            let truth = self.eval(term, &mut inner);
            absent |= truth.absent;
            ends |= if all { truth.can_be_false() } else { truth.can_be_true() };
            let goes_on = if all { truth.can_be_true() } else { truth.can_be_false() };
            if !goes_on && !truth.absent {
                return Set::truths(!all && ends, all && ends).or_absent(absent);
            }
            if goes_on && !truth.absent {
                self.know(term, all, &mut inner);
            } else if goes_on {
                // a later term is read too where this one is absent: only then is nothing known of it
                let mut known = inner.clone();
                self.know(term, all, &mut known);
                let mut unknown = inner;
                forget_present(&mut unknown, term, self);
                inner = known.join(unknown);
            }
        }
        let through = !inner.dead;
        Set::truths(if all { through } else { ends }, if all { ends } else { through }).or_absent(absent)
    }

    fn coalesce(&mut self, values: &[Expr], env: &mut Env) -> Set {
        let mut all = Set::never();
        let mut open = true;
        for (place, value) in values.iter().enumerate() {
            if !open {
                break;
            }
            let set = self.eval(value, env);
            open = set.absent;
            let last = place + 1 == values.len();
            if let (false, Some(site)) = (last, site_of(value)) {
                let (_, always) = self.seen.coalesced.entry(spot(site)).or_insert((site, true));
                *always &= !set.absent;
            }
            all = all.join(&if last { set } else { set.present() });
        }
        all
    }
}

/// What is absent in one term is not known to be present in the next.
fn forget_present(env: &mut Env, term: &Expr, walker: &Walker<'_>) {
    env.dead |= !walker.may_be_absent(env, term);
}

impl Walker<'_> {
    fn may_be_absent(&self, env: &Env, term: &Expr) -> bool {
        match term {
            Expr::Compare { left, right, .. } => {
                [left, right].into_iter().any(|side| Spot::of(side).is_none_or(|_| self.at(env, side).absent))
            }
            _ => true,
        }
    }
}

fn site_of(expr: &Expr) -> Option<Site> {
    match expr {
        Expr::Fact(_, site)
        | Expr::Field { site, .. }
        | Expr::Index { site, .. }
        | Expr::Negate(_, site)
        | Expr::Not(_, site)
        | Expr::Arithmetic { site, .. }
        | Expr::Compare { site, .. }
        | Expr::And(_, site)
        | Expr::Or(_, site)
        | Expr::In { site, .. }
        | Expr::If { site, .. }
        | Expr::Switch { site, .. }
        | Expr::Call { site, .. }
        | Expr::Outcome { site, .. }
        | Expr::Open { site, .. }
        | Expr::Band { site, .. }
        | Expr::Each { site, .. }
        | Expr::Extreme { site, .. }
        | Expr::Builtin { site, .. } => Some(*site),
        _ => None,
    }
}

/// A number computed from numbers; absent where one of them may be.
pub(super) fn number_of(args: &[&Set], compute: impl FnOnce(&[Interval]) -> Option<Interval>) -> Set {
    let absent = args.iter().any(|arg| arg.absent);
    let numbers: Option<Vec<Interval>> = args.iter().map(|arg| arg.interval()).collect();
    let computed = numbers.and_then(|numbers| compute(&numbers));
    computed.map_or(Set::never(), Set::numbers).or_absent(absent)
}

fn arithmetic(op: Arithmetic, left: &Set, right: &Set) -> Set {
    let computed = number_of(&[left, right], |numbers| {
        let [a, b] = numbers else { return None };
        Some(match op {
            Arithmetic::Add => a.add(b),
            Arithmetic::Subtract => a.add(&b.neg()),
            Arithmetic::Multiply => a.mul(b),
            Arithmetic::Divide => a.div(b),
            Arithmetic::Remainder => a.rem(b),
            Arithmetic::Power if a.is_not_negative() => Interval::from(Number::ZERO),
            Arithmetic::Power => Interval::ALL,
        })
    });
    if op == Arithmetic::Add && left.texts.is_some() && right.texts.is_some() {
        return computed.join(&Set::texts());
    }
    computed
}

fn index_into(base: &Set, index: &Set, lenient: bool) -> Set {
    let mut all = Set { absent: base.absent || index.absent, ..Set::default() };
    if let Some(maps) = &base.maps {
        let fits = |key: &String| match &index.texts {
            Some(Texts::Of(texts)) => texts.contains(key),
            Some(Texts::Any) => true,
            None => index.unknown,
        };
        for (_, value) in maps.iter().filter(|(key, _)| fits(key)) {
            all = all.join(value);
        }
        all.absent |= lenient;
    }
    if base.unknown {
        return Set::unknown();
    }
    if let Some(lists) = &base.lists {
        let known = lists.exact.as_ref().zip(index.single().and_then(Number::to_i64));
        let element = known.and_then(|(exact, at)| exact.get(usize::try_from(at).ok()?));
        match element {
            Some(element) => all = all.join(element),
            None => {
                all = all.join(&lists.element);
                all.absent = true;
            }
        }
    }
    all
}
