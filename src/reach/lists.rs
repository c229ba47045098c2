//! Functions over lists, and loops.

use super::facts::counts;
use super::interval::Interval;
use super::set::{Lists, Set};
use super::walk::{Env, Walker, number_of};
use crate::number::Number;
use crate::plan::expr::{Bounds, Each, Expr, Local, Over};

/// Rounds after which a loop gives up ends that still move.
const ROUNDS: usize = 3;

impl Walker<'_> {
    pub(super) fn each(&mut self, op: Each, list: &Expr, item: Local, body: &Expr, env: &mut Env) -> Set {
        let list = self.eval(list, env);
        let Some(lists) = list.list_of() else { return Set { absent: list.absent, ..Set::default() } };
        let given: Vec<Set> = lists
            .elements()
            .iter()
            .filter(|_| lists.most != Some(0))
            .map(|element| self.eval(body, &mut env.with(item, element.clone())))
            .collect();
        let all = given.iter().fold(Set::never(), |all, one| all.join(one));
        let value = match op {
            Each::Any => any(&given, &lists),
            Each::All => {
                let flipped = |set: &Set| Set { yes: set.no, no: set.yes, ..set.clone() };
                flipped(&any(&given.iter().map(flipped).collect::<Vec<_>>(), &lists))
            }
            Each::Count => Set::numbers(counted(&given, &lists)),
            Each::Share => Set::numbers(Interval::between(Number::ZERO, Number::HUNDRED)).or_absent(lists.least == 0),
            Each::Sum => Set::numbers(summed(&given, &lists)).or_absent(all.absent),
            Each::Mean => number_of(&[&all], |numbers| numbers.first().cloned()).or_absent(lists.least == 0),
            Each::Filter => {
                let kept = Set::list(lists.element.clone(), 0, lists.most);
                kept.or_absent(all.absent)
            }
            Each::Map => match &lists.exact {
                Some(_) => Set::exact_list(given),
                None => Set::list(all, lists.least, lists.most),
            },
            Each::Find => lists.element.clone().or_absent(true),
            Each::SortBy => Set::list(lists.element.clone(), lists.least, lists.most).or_absent(all.absent),
        };
        value.or_absent(list.absent)
    }

    pub(super) fn extreme(&mut self, greatest: bool, list: &Expr, bounds: &[Bounds], env: &mut Env) -> Set {
        let list = self.eval(list, env);
        let Some(lists) = list.list_of() else { return Set { absent: list.absent, ..Set::default() } };
        let mut picked: Option<Set> = None;
        for (place, element) in lists.elements().iter().enumerate() {
            let open = match bounds.get(place).or(bounds.last()) {
                Some(Bounds { minimum: Some(low), maximum: Some(high) }) if element.absent => {
                    let any = Set::numbers(Interval::between(low.clone(), high.clone()));
                    element.clone().present().join(&any)
                }
                _ => element.clone(),
            };
            picked = Some(match picked {
                None => open,
                Some(known) => number_of(&[&known, &open], |numbers| match numbers {
                    [a, b] => Some(a.pick(b, greatest)),
                    _ => None,
                }),
            });
        }
        picked.unwrap_or_default().or_absent(list.absent || lists.least == 0)
    }

    pub(super) fn for_each(
        &mut self,
        item: Local,
        counter: Option<Local>,
        over: &Over,
        body: &Expr,
        env: &mut Env,
    ) -> Set {
        let (element, least, most, absent) = match over {
            Over::List(list) => {
                let list = self.eval(list, env);
                match list.list_of() {
                    Some(lists) => (lists.element.clone(), lists.least, lists.most, list.absent),
                    None => (Set::never(), 0, Some(0), list.absent),
                }
            }
            Over::Range { from, to, .. } => {
                let (from, to) = (self.eval(from, env), self.eval(to, env));
                let range = from.interval().zip(to.interval()).map(|(from, to)| from.hull(&to));
                (Set::numbers(range.unwrap_or_default()), 0, None, from.absent || to.absent)
            }
        };
        if env.dead || most == Some(0) {
            return Set::absent();
        }
        let mut after = env.clone();
        after.dead = least > 0;
        let mut start = env.clone();
        for round in 0.. {
            let mut inner = start.with(item, element.clone());
            if let Some(counter) = counter {
                inner = inner.with(counter, Set::numbers(counts()));
            }
            self.left.push(Env { dead: true, ..Env::default() });
            self.eval(body, &mut inner);
            let left = self.left.pop().unwrap_or_default();
            let end = inner.join(left);
            after = after.join(end.clone());
            let mut next = start.clone().join(end);
            if round >= ROUNDS {
                let widened = next.locals.into_iter().zip(&start.locals).map(|(now, then)| now.widen(then));
                next.locals = widened.collect();
            }
            if next.locals == start.locals || round > 4 * ROUNDS {
                break;
            }
            start = next;
        }
        *env = after.join(start);
        if absent {
            // what the body assigns may be absent then: said of every local, which only widens
            for local in &mut env.locals {
                local.absent = true;
            }
        }
        Set::absent()
    }
}

/// Whether one of the elements may be true, and whether none may be.
fn any(given: &[Set], lists: &Lists) -> Set {
    let empty = lists.least == 0;
    let yes = given.iter().any(Set::can_be_true);
    let no = given.iter().all(|one| one.can_be_false() || one.is_never());
    let absent = given.iter().any(|one| one.absent);
    let some = lists.most != Some(0);
    Set::truths(yes && some, no || empty || !some).or_absent(absent && some)
}

fn counted(given: &[Set], lists: &Lists) -> Interval {
    if lists.exact.is_some() {
        let whole = |count: usize| Number::from(i64::try_from(count).unwrap_or(i64::MAX));
        let sure = given.iter().filter(|one| **one == Set::truths(true, false)).count();
        let possible = given.iter().filter(|one| one.can_be_true() || one.absent).count();
        return Interval::between(whole(sure), whole(possible));
    }
    let possible = given.iter().any(|one| one.can_be_true() || one.absent);
    let most = if possible { lists.most } else { Some(0) };
    Interval::of(Some(Number::ZERO), most.map(Number::from))
}

fn summed(given: &[Set], lists: &Lists) -> Interval {
    let numbers: Vec<Interval> = given.iter().filter_map(Set::interval).collect();
    if lists.exact.is_some() {
        return numbers.iter().fold(Interval::point(Number::ZERO), |sum, one| sum.add(one));
    }
    match numbers.first() {
        None => Interval::point(Number::ZERO),
        Some(element) => element.mul(&lists.length()).hull(&Interval::point(Number::ZERO)),
    }
}
