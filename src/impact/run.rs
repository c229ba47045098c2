//! Assessing profiles under both rulebooks and, where something differs, under each bundle of edits.
//!
//! A bundle is tried on every profile that has a mover; on a profile where only scores differ it is tried as long as it
//! has shown no effect. So counts of movers are exact, and whether a bundle is idle is said of the profiles whose outcome
//! differs between the two rulebooks: edits that cancel each other to the last decimal are not seen.

use super::bundle::Bundle;
use super::population::{Cause, Mover, Moves, Profiles, Refusal, RefusedBy};
use super::shift::Counts;
use super::standing::{Direction, Ladder, Outcome, Standing, State};
use crate::engine::{Options, Rulebook};
use crate::error::Error;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

/// A profile that is to be compared.
#[derive(Clone, Debug)]
pub struct Profile {
    /// What it is called: its file.
    pub name: String,
    /// Its line in that file, from 1, where it holds one a line.
    pub line: Option<u64>,
    /// Its JSON.
    pub bytes: Vec<u8>,
}

/// So many profiles are taken at a time.
const BATCH: usize = 32;
/// So many mistakes of a refused profile are told.
const MISTAKES: usize = 5;

/// What all threads share.
pub(super) struct Work<'w> {
    pub old: &'w Rulebook,
    pub new: &'w Rulebook,
    pub bundles: &'w [Bundle],
    pub ladder: &'w Ladder,
    pub options: &'w Options,
    /// How many movers and how many refused profiles are listed.
    pub listed: usize,
    /// Whether scores are those of items.
    pub by_item: bool,
    /// Whether a bundle has shown an effect.
    pub active: Vec<AtomicBool>,
}

/// What was counted.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub profiles: Profiles,
    pub enterprises: Matrix,
    pub items: Matrix,
    pub shifts: Counts,
    /// By the number of the profile.
    pub movers: Vec<(u64, Mover)>,
    pub refused: Vec<(u64, Refusal)>,
    /// For each bundle, how many it moves alone, and how many come back without it.
    pub by_bundle: Vec<(u64, u64)>,
}

/// How many went from where to where.
#[derive(Debug, Default)]
pub(super) struct Matrix(BTreeMap<(State, State), u64>);

impl Work<'_> {
    /// Compares all profiles on so many threads.
    pub fn run(&self, profiles: impl Iterator<Item = Profile> + Send, threads: usize) -> Result<Tally, Error> {
        let queue = Mutex::new(profiles.enumerate());
        let work = || self.drain(&queue);
        let done: Vec<Result<Tally, Error>> = std::thread::scope(|scope| {
            let others: Vec<_> = (1..threads.max(1)).map(|_| scope.spawn(work)).collect();
            let mut done = vec![work()];
            let lost = || Err(Error::Internal("a thread that compares profiles was lost".to_owned()));
            done.extend(others.into_iter().map(|other| other.join().unwrap_or_else(|_| lost())));
            done
        });
        let mut all = Tally::new(self.bundles.len());
        for tally in done {
            all.merge(tally?);
        }
        all.movers.sort_by_key(|(number, _)| *number);
        all.movers.truncate(self.listed);
        all.refused.sort_by_key(|(number, _)| *number);
        all.refused.truncate(self.listed);
        Ok(all)
    }

    fn drain(&self, queue: &Mutex<impl Iterator<Item = (usize, Profile)>>) -> Result<Tally, Error> {
        let mut tally = Tally::new(self.bundles.len());
        loop {
            // whoever panicked while it held the queue left it between two profiles
            let batch: Vec<(usize, Profile)> =
                queue.lock().unwrap_or_else(|poisoned| poisoned.into_inner()).by_ref().take(BATCH).collect();
            if batch.is_empty() {
                return Ok(tally);
            }
            for (number, profile) in batch {
                self.compare(u64::try_from(number).unwrap_or(u64::MAX), &profile, &mut tally)?;
            }
        }
    }

    fn compare(&self, number: u64, profile: &Profile, tally: &mut Tally) -> Result<(), Error> {
        let of = |rulebook| Outcome::of(rulebook, &profile.bytes, self.options);
        let (old, new) = (of(self.old)?, of(self.new)?);
        tally.profiles.read += 1;
        let mut movers = Vec::new();
        if old.assessed().is_some() && new.assessed().is_some() {
            tally.profiles.compared += 1;
            for key in subjects(&old, &new) {
                let key = key.as_deref();
                if let (Some(before), Some(after)) = (old.standing(key), new.standing(key)) {
                    self.count(key, &before, &after, tally);
                    if let Some(direction) = self.ladder.direction(&before.state, &after.state) {
                        movers.push(mover(profile, [&old, &new], key, direction));
                    }
                }
            }
        } else {
            self.set_apart(number, profile, &old, &new, tally);
        }
        if old != new {
            self.attribute(profile, (&old, &new), &mut movers, tally)?;
        }
        movers.truncate(self.listed.saturating_sub(tally.movers.len()));
        self.name_items(profile, &mut movers);
        tally.movers.extend(movers.into_iter().map(|mover| (number, mover)));
        Ok(())
    }

    /// Gives the movers' items their titles, which only an assessment knows.
    fn name_items(&self, profile: &Profile, movers: &mut [Mover]) {
        for rulebook in [self.old, self.new] {
            if !movers.iter().any(|mover| mover.item.is_some() && mover.item_title.is_none()) {
                return;
            }
            let Ok(assessment) = rulebook.assess_with(&profile.bytes, self.options) else { continue };
            for mover in &mut *movers {
                let item = mover.item.as_deref().and_then(|key| assessment.item(key));
                let title = item.and_then(|item| item.subject.title.as_ref());
                mover.item_title =
                    mover.item_title.take().or(title.map(|title| title.get(crate::text::Lang::Zh).to_owned()));
            }
        }
    }

    fn count(&self, key: Option<&str>, before: &Standing, after: &Standing, tally: &mut Tally) {
        let matrix = if key.is_some() { &mut tally.items } else { &mut tally.enterprises };
        *matrix.0.entry((before.state.clone(), after.state.clone())).or_default() += 1;
        if let (true, Some(old), Some(new)) = (key.is_some() == self.by_item, &before.score, &after.score) {
            tally.shifts.add(old, new, before.state == after.state);
        }
    }

    /// A profile that was not compared.
    fn set_apart(&self, number: u64, profile: &Profile, old: &Outcome, new: &Outcome, tally: &mut Tally) {
        let (by, mistakes) = match (old, new) {
            (Outcome::Refused(_), Outcome::Refused(mistakes)) => (RefusedBy::Both, mistakes),
            (Outcome::Refused(mistakes), _) => (RefusedBy::Old, mistakes),
            (_, Outcome::Refused(mistakes)) => (RefusedBy::New, mistakes),
            (Outcome::NotInEffect, Outcome::NotInEffect) => return tally.profiles.neither_in_effect += 1,
            (Outcome::NotInEffect, _) => return tally.profiles.old_not_in_effect += 1,
            _ => return tally.profiles.new_not_in_effect += 1,
        };
        tally.profiles.refused += 1;
        if tally.refused.len() < self.listed {
            let mistakes = mistakes.iter().take(MISTAKES).cloned().collect();
            let refusal = Refusal { profile: profile.name.clone(), line: profile.line, by, mistakes };
            tally.refused.push((number, refusal));
        }
    }

    /// Tries the bundles one by one, and finds those that are responsible for each mover.
    fn attribute(
        &self,
        profile: &Profile,
        (old, new): (&Outcome, &Outcome),
        movers: &mut [Mover],
        tally: &mut Tally,
    ) -> Result<(), Error> {
        // what changes a mover's score without moving it by itself
        let mut shares: Vec<Vec<Cause>> = vec![Vec::new(); movers.len()];
        for ((bundle, active), counts) in self.bundles.iter().zip(&self.active).zip(&mut tally.by_bundle) {
            if movers.is_empty() && active.load(Ordering::Relaxed) {
                continue;
            }
            let alone = Outcome::of(&bundle.alone, &profile.bytes, self.options)?;
            let without = Outcome::of(&bundle.without, &profile.bytes, self.options)?;
            if alone != *old || without != *new {
                active.store(true, Ordering::Relaxed);
            }
            let edits: Vec<usize> = bundle.edits.iter().map(|index| index + 1).collect();
            for (mover, shares) in movers.iter_mut().zip(&mut shares) {
                let key = mover.item.as_deref();
                let (Some(alone), Some(without)) = (alone.standing(key), without.standing(key)) else { continue };
                let moves = self.moves(mover, &alone.state);
                let returns = self.returns(mover, &without.state);
                counts.0 += u64::from(moves);
                counts.1 += u64::from(returns);
                let cause = Cause { edits: edits.clone(), alone: moves, undone: returns };
                if moves || returns {
                    mover.causes.push(cause);
                } else if alone != mover.old || without != mover.new {
                    shares.push(cause);
                }
            }
        }
        for (mover, shares) in movers.iter_mut().zip(shares) {
            mover.only_together = !mover.causes.iter().any(|cause| cause.alone);
            if mover.causes.is_empty() {
                mover.causes = shares;
            }
        }
        Ok(())
    }

    /// Whether `alone` is where the mover went, or on the way.
    fn moves(&self, mover: &Mover, alone: &State) -> bool {
        *alone == mover.new.state || self.same_way(mover, &mover.old.state, alone)
    }

    /// Whether `without` is where the mover came from, or on the way back.
    fn returns(&self, mover: &Mover, without: &State) -> bool {
        *without == mover.old.state || self.same_way(mover, without, &mover.new.state)
    }

    fn same_way(&self, mover: &Mover, from: &State, to: &State) -> bool {
        mover.direction != Direction::Sideways && self.ladder.direction(from, to) == Some(mover.direction)
    }
}

/// The enterprise, and the keys of the items of either outcome.
fn subjects(old: &Outcome, new: &Outcome) -> Vec<Option<String>> {
    let mut keys = vec![None];
    let mut seen = BTreeSet::new();
    for item in [old, new].into_iter().filter_map(Outcome::assessed).flat_map(|assessed| &assessed.items) {
        if seen.insert(item.key.as_str()) {
            keys.push(Some(item.key.clone()));
        }
    }
    keys
}

fn mover(profile: &Profile, outcomes: [&Outcome; 2], key: Option<&str>, direction: Direction) -> Mover {
    let out_of_scope = || Standing { state: State::OutOfScope, score: None };
    let [old, new] = outcomes.map(|outcome| outcome.standing(key).unwrap_or_else(out_of_scope));
    let mut assessed = outcomes.into_iter().filter_map(Outcome::assessed);
    Mover {
        profile: profile.name.clone(),
        line: profile.line,
        enterprise: assessed.find_map(|one| one.enterprise.clone()),
        item: key.map(str::to_owned),
        item_title: None,
        old,
        new,
        direction,
        causes: Vec::new(),
        only_together: false,
    }
}

impl Tally {
    fn new(bundles: usize) -> Tally {
        Tally { by_bundle: vec![(0, 0); bundles], ..Tally::default() }
    }

    fn merge(&mut self, other: Tally) {
        let (all, more) = (&mut self.profiles, other.profiles);
        all.read += more.read;
        all.compared += more.compared;
        all.refused += more.refused;
        all.old_not_in_effect += more.old_not_in_effect;
        all.new_not_in_effect += more.new_not_in_effect;
        all.neither_in_effect += more.neither_in_effect;
        self.enterprises.merge(other.enterprises);
        self.items.merge(other.items);
        self.shifts.merge(other.shifts);
        self.movers.extend(other.movers);
        self.refused.extend(other.refused);
        for (own, (alone, back)) in self.by_bundle.iter_mut().zip(other.by_bundle) {
            own.0 += alone;
            own.1 += back;
        }
    }
}

impl Matrix {
    fn merge(&mut self, other: Matrix) {
        for (pair, count) in other.0 {
            *self.0.entry(pair).or_default() += count;
        }
    }

    /// The counts, in the order of the ladder.
    pub fn finish(self, ladder: &Ladder) -> Moves {
        let mut moves = Moves::default();
        for ((old, new), count) in self.0 {
            moves.all += count;
            match ladder.direction(&old, &new) {
                None => moves.same += count,
                Some(Direction::Up) => moves.up += count,
                Some(Direction::Down) => moves.down += count,
                Some(Direction::Sideways) => moves.sideways += count,
            }
            moves.matrix.push(super::population::Cell { old, new, count });
        }
        moves
            .matrix
            .sort_by_key(|cell| [&cell.old, &cell.new].map(|state| (ladder.rank(state).is_none(), ladder.rank(state))));
        moves
    }
}
