//! The enterprise's own result over the items of a subject (`rulebook.md`, section 7).
//!
//! Decided where the page is silent: a barred item decides a `worst` overall, whatever an indeterminate one may become;
//! `none` is graded as soon as no item is indeterminate. Coverage is the mean of the items'.

use super::Failure;
use super::composite::Outcome;
use super::outcome::Standing;
use super::verdict::Verdict;
use crate::number::Number;
use crate::rulebook::manifest;

/// The overall result of a subject rulebook.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Overall {
    pub verdict: Verdict,
    /// None where no item has one, or the rulebook asks for no overall level.
    pub reached: Option<Standing>,
    pub possible: Vec<Standing>,
    /// The place of the item that decides the overall.
    pub decided_by: Option<usize>,
    pub shares: Vec<ShareOf>,
    /// 0 to 1; none where nothing applies.
    pub coverage: Option<Number>,
}

/// How many of the items in scope came out one way.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ShareOf {
    pub outcome: ItemOutcome,
    pub count: usize,
    /// Percent of the items in scope.
    pub share: Number,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ItemOutcome {
    NotApplicable,
    Indeterminate,
    Stands(Standing),
}

/// What a rulebook's table says of every item.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ladder {
    pub levels: usize,
    /// Whether the lowest level is always reached.
    pub has_floor: bool,
    pub can_bar: bool,
}

impl Ladder {
    pub fn of(tree: &super::tree::Tree) -> Ladder {
        let levels = tree.lists.first().map(|list| list.levels.as_slice()).unwrap_or_default();
        Ladder {
            levels: levels.len(),
            has_floor: levels.first().is_some_and(|level| level.sets.is_empty()),
            can_bar: tree.gates.iter().any(|gate| gate.effect == super::gate::Effect::Bar),
        }
    }

    /// Everything that an item can come to, lowest first.
    fn standings(self) -> Vec<Standing> {
        let barred = self.can_bar.then_some(Standing::Barred);
        let ungraded = (!self.has_floor).then_some(Standing::Ungraded);
        if self.levels == 0 {
            return barred.into_iter().collect();
        }
        barred.into_iter().chain(ungraded).chain((0..self.levels).map(Standing::Level)).collect()
    }
}

/// The overall of `items`, those in scope; none where the subject's array is not answered.
/// `may_leave` says for each whether it may turn out of scope.
pub(crate) fn overall(
    mode: manifest::Overall,
    ladder: Ladder,
    items: Option<&[(&Outcome, bool)]>,
) -> Result<Overall, Failure> {
    let Some(items) = items else {
        let possible = if mode == manifest::Overall::None { Vec::new() } else { ladder.standings() };
        return Ok(Overall {
            verdict: Verdict::Indeterminate,
            reached: None,
            possible,
            decided_by: None,
            shares: Vec::new(),
            coverage: Some(Number::ZERO),
        });
    };
    let shares = shares(ladder, items)?;
    let applicable: Vec<_> =
        items.iter().enumerate().filter(|(_, (item, _))| item.verdict != Verdict::NotApplicable).collect();
    let mut overall = Overall {
        verdict: Verdict::NotApplicable,
        reached: None,
        possible: Vec::new(),
        decided_by: None,
        shares,
        coverage: None,
    };
    if applicable.is_empty() {
        return Ok(overall);
    }
    let covered = Number::sum(applicable.iter().filter_map(|(_, (item, _))| item.coverage.as_ref()))?;
    overall.coverage = Some(covered.div(&count(applicable.len()))?);
    let undetermined = applicable.iter().any(|(_, (item, _))| item.verdict == Verdict::Indeterminate);
    let standing = |item: &Outcome| (item.reached, item.score.clone());
    let deciding = match mode {
        manifest::Overall::None => {
            overall.verdict = if undetermined { Verdict::Indeterminate } else { Verdict::Graded };
            return Ok(overall);
        }
        manifest::Overall::Worst => applicable.iter().min_by_key(|(_, (item, _))| standing(item)),
        // of equals the first
        manifest::Overall::Best => applicable.iter().rev().max_by_key(|(_, (item, _))| standing(item)),
    };
    let Some((place, (item, _))) = deciding else { return Ok(overall) };
    overall.decided_by = Some(*place);
    overall.reached = Some(item.reached);
    let certain = || applicable.iter().filter(|(_, (item, may_leave))| !(*may_leave || item.may_lapse));
    let fits = |standing: &Standing| match mode {
        manifest::Overall::Worst => certain().all(|(_, (item, _))| item.possible.iter().max() >= Some(standing)),
        _ => certain().all(|(_, (item, _))| item.possible.iter().min() <= Some(standing)),
    };
    let mut possible: Vec<Standing> =
        applicable.iter().flat_map(|(_, (item, _))| &item.possible).copied().filter(fits).collect();
    possible.sort_unstable();
    possible.dedup();
    overall.verdict = match item.reached {
        Standing::Barred if mode == manifest::Overall::Worst && item.verdict == Verdict::Barred => Verdict::Barred,
        _ if undetermined => Verdict::Indeterminate,
        Standing::Barred => Verdict::Barred,
        Standing::Ungraded if ladder.levels > 0 => Verdict::Ungraded,
        _ => Verdict::Graded,
    };
    overall.possible = possible;
    Ok(overall)
}

fn count(items: usize) -> Number {
    Number::from(i64::try_from(items).unwrap_or(i64::MAX))
}

/// How many items came out how: every level, and whatever else occurs.
fn shares(ladder: Ladder, items: &[(&Outcome, bool)]) -> Result<Vec<ShareOf>, Failure> {
    let outcome = |item: &Outcome| match item.verdict {
        Verdict::NotApplicable => ItemOutcome::NotApplicable,
        Verdict::Indeterminate => ItemOutcome::Indeterminate,
        Verdict::Barred | Verdict::Graded | Verdict::Ungraded => ItemOutcome::Stands(item.reached),
    };
    let mut outcomes: Vec<ItemOutcome> =
        (0..ladder.levels).map(|level| ItemOutcome::Stands(Standing::Level(level))).collect();
    outcomes.extend(items.iter().map(|(item, _)| outcome(item)));
    outcomes.sort_unstable();
    outcomes.dedup();
    let mut shares = Vec::with_capacity(outcomes.len());
    for out in outcomes {
        let number = items.iter().filter(|(item, _)| outcome(item) == out).count();
        let share = match items.len() {
            0 => Number::ZERO,
            all => count(number).mul(&Number::HUNDRED)?.div(&count(all))?,
        };
        shares.push(ShareOf { outcome: out, count: number, share });
    }
    Ok(shares)
}
