//! Two rulebooks, their edits, and all that is built to try these one by one.

use super::bundle::{Bundle, Pair};
use super::edit::{Edit, Found};
use super::find;
use super::population::{Compared, Named, ScoreShifts};
use super::report::{Impact, VersionCheck};
use super::run::{Profile, Tally, Work};
use super::semver::{self, Step};
use super::standing::Ladder;
use crate::engine::{Options, Rulebook};
use crate::error::Error;
use crate::rulebook::folder::load_folder;
use crate::rulebook::library::Library;
use crate::rulebook::sources::Sources;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

/// Where a rulebook is.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub enum Side<'s> {
    /// In a folder.
    Folder(&'s Path),
    /// Among those that come with zhiheng, by its id.
    Builtin(&'s str),
}

/// How profiles are compared.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Settings {
    /// How they are assessed.
    pub options: Options,
    /// How many movers, and how many refused profiles, are listed; counts are exact all the same.
    pub movers: usize,
    /// On how many threads; the result does not depend on it.
    pub threads: usize,
}

impl Default for Settings {
    /// 1000 movers, on one thread.
    fn default() -> Settings {
        Settings { options: Options::default(), movers: 1000, threads: 1 }
    }
}

/// Two rulebooks and the edits between them, ready to compare profiles.
#[derive(Debug)]
pub struct Comparison {
    old: Rulebook,
    new: Rulebook,
    edits: Vec<Edit>,
    bundles: Vec<Bundle>,
}

/// Loads two rulebooks, finds the edits that make `new` of `old`, and builds what it takes to try each of them alone.
///
/// # Errors
/// [`Error::Rulebook`] or [`Error::Request`] where one of them cannot be loaded.
pub fn compare(old: Side<'_>, new: Side<'_>) -> Result<Comparison, Error> {
    let sources = |side: Side<'_>| -> Result<Sources, Error> {
        match side {
            Side::Folder(path) => load_folder(path),
            Side::Builtin(id) => Library::builtin().sources(id),
        }
    };
    Comparison::of(&sources(old)?, &sources(new)?)
}

impl Comparison {
    pub(super) fn of(old: &Sources, new: &Sources) -> Result<Comparison, Error> {
        let rulebooks = (Rulebook::from_sources(old)?, Rulebook::from_sources(new)?);
        let found: Vec<Found> = find::edits(old, new);
        let bundles = Pair { old, new, rulebooks: [&rulebooks.0, &rulebooks.1], found: &found }.bundles();
        let mut edits: Vec<Edit> = found.into_iter().map(|found| found.edit).collect();
        for bundle in &bundles {
            for index in &bundle.edits {
                if let Some(edit) = edits.get_mut(*index) {
                    edit.bundle = bundle.edits.iter().map(|index| index + 1).collect();
                }
            }
        }
        Ok(Comparison { old: rulebooks.0, new: rulebooks.1, edits, bundles })
    }

    /// The edits, not yet tried on profiles.
    pub fn edits(&self) -> &[Edit] {
        &self.edits
    }

    /// Compares profiles one after the other, without keeping them.
    ///
    /// A profile that a rulebook refuses is told in the result, and the rest goes on.
    ///
    /// # Errors
    /// [`Error::Internal`] alone.
    pub fn run(&self, profiles: impl Iterator<Item = Profile> + Send, settings: &Settings) -> Result<Impact, Error> {
        let ladder = Ladder::of(&self.old, &self.new);
        let by_item = self.new.subject().or(self.old.subject()).is_some();
        let work = Work {
            old: &self.old,
            new: &self.new,
            bundles: &self.bundles,
            ladder: &ladder,
            options: &settings.options,
            listed: settings.movers,
            by_item,
            active: self.bundles.iter().map(|_| AtomicBool::new(false)).collect(),
        };
        let tally = work.run(profiles, settings.threads)?;
        let active: Vec<bool> = work.active.iter().map(|active| active.load(Ordering::Relaxed)).collect();
        Ok(self.report(tally, &active, &ladder, by_item))
    }

    fn report(&self, tally: Tally, active: &[bool], ladder: &Ladder, by_item: bool) -> Impact {
        let mut edits = self.edits.clone();
        for ((bundle, active), (alone, back)) in self.bundles.iter().zip(active).zip(&tally.by_bundle) {
            for index in &bundle.edits {
                if let Some(edit) = edits.get_mut(*index) {
                    (edit.idle, edit.moved_alone, edit.moved_back) = (!active, *alone, *back);
                }
            }
        }
        let enterprises = tally.enterprises.finish(ladder);
        let items = by_item.then(|| tally.items.finish(ladder));
        let moved = enterprises.moved() + items.as_ref().map_or(0, |items| items.moved());
        let listed = u64::try_from(tally.movers.len()).unwrap_or(u64::MAX);
        Impact {
            old: compared(&self.old),
            new: compared(&self.new),
            version: self.version(moved > 0),
            edits,
            levels: ladder.levels.iter().map(|(id, title)| Named { id: id.clone(), title: title.clone() }).collect(),
            profiles: tally.profiles,
            enterprises,
            items,
            shifts: ScoreShifts { of_items: by_item, shifts: tally.shifts.finish() },
            movers: tally.movers.into_iter().map(|(_, mover)| mover).collect(),
            movers_not_listed: moved.saturating_sub(listed),
            refused: tally.refused.into_iter().map(|(_, refusal)| refusal).collect(),
        }
    }

    fn version(&self, by_movers: bool) -> VersionCheck {
        let by_edits = self.edits.iter().map(|edit| edit.step).max().unwrap_or_default();
        let called_for = if by_movers { Step::Major } else { by_edits };
        let (old, new) = (self.old.version(), self.new.version());
        let same_id = self.old.id() == self.new.id();
        VersionCheck {
            called_for,
            by_edits,
            by_movers,
            declared: semver::declared(old, new),
            at_least: semver::at_least(old, called_for).unwrap_or_else(|| old.to_owned()),
            sufficient: !same_id || semver::suffices(old, new, called_for),
        }
    }
}

fn compared(rulebook: &Rulebook) -> Compared {
    Compared {
        id: rulebook.id().to_owned(),
        title: rulebook.title().clone(),
        version: rulebook.version().to_owned(),
        digest: rulebook.digest().to_owned(),
    }
}
