//! Making the changes of a rulebook, and running its cases under each.

use super::explained::{self, Explained};
use super::mutant::Mutant;
use super::report::{Fate, Mutated, MutationReport};
use super::{script, table};
use crate::Rulebook;
use crate::cases::{Report, Suite};
use crate::error::Error;
use crate::rulebook::folder::load_folder;
use crate::rulebook::read::FILE;
use crate::rulebook::sources::Sources;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The changes of a rulebook and the cases that should notice them.
#[derive(Debug)]
pub struct Mutants {
    sources: Sources,
    suite: Suite,
    cases: Report,
    mutants: Vec<Mutant>,
    explained: Vec<Explained>,
}

impl Mutants {
    /// Loads the rulebook in `folder` with its cases, and finds what can be changed in its table and its own scripts.
    ///
    /// # Errors
    /// [`Error::Rulebook`] where the rulebook, its cases or its `mutants.toml` cannot be read.
    pub fn of(folder: impl AsRef<Path>) -> Result<Mutants, Error> {
        let folder = folder.as_ref();
        let sources = load_folder(folder)?;
        let rulebook = Rulebook::from_sources(&sources)?;
        let suite = Suite::load(folder)?;
        let explained = explained::load(folder)?;
        let mut mutants = table::mutants(FILE, &sources.manifest_text);
        for own in sources.scripts.values().filter(|script| !script.foreign) {
            mutants.extend(script::mutants(&own.file, &own.text));
        }
        let cases = suite.run(&rulebook);
        Ok(Mutants { sources, suite, cases, mutants, explained })
    }

    /// What comes of the cases while nothing is changed. A case that fails then notices no change either.
    pub fn cases(&self) -> &Report {
        &self.cases
    }

    /// The changes, file by file, in the order of their places.
    pub fn list(&self) -> &[Mutant] {
        &self.mutants
    }

    /// Runs the cases under each change, on so many threads; the result does not depend on their number.
    pub fn run(self, threads: usize) -> MutationReport {
        let next = AtomicUsize::new(0);
        let passing: Vec<usize> =
            self.cases.cases.iter().enumerate().filter(|(_, case)| case.passed).map(|(index, _)| index).collect();
        let work = || {
            let (mut done, mut order) = (Vec::new(), passing.clone());
            while let Some(mutant) = self.mutants.get(next.fetch_add(1, Ordering::Relaxed)) {
                done.push((mutant, self.fate(mutant, &mut order)));
            }
            done
        };
        let mut done = std::thread::scope(|scope| {
            let others: Vec<_> = (1..threads.max(1)).map(|_| scope.spawn(work)).collect();
            let mut done = work();
            done.extend(others.into_iter().flat_map(|other| other.join().unwrap_or_default()));
            done
        });
        done.sort_by_key(|(mutant, _)| self.mutants.iter().position(|other| std::ptr::eq(other, *mutant)));
        let mutated = done.into_iter().map(|(mutant, fate)| Mutated { mutant: mutant.clone(), fate }).collect();
        MutationReport::new(mutated, self.explained)
    }

    /// Cases that noticed an earlier change are asked first.
    fn fate(&self, mutant: &Mutant, order: &mut [usize]) -> Fate {
        let Ok(rulebook) = Rulebook::from_sources(&self.changed(mutant)) else { return Fate::Invalid };
        let noticed = order.iter().position(|index| self.suite.fails(*index, &rulebook));
        match noticed {
            None => Fate::Survived,
            Some(position) => {
                if let Some(head) = order.get_mut(..=position) {
                    head.rotate_right(1);
                }
                Fate::Killed
            }
        }
    }

    fn changed(&self, mutant: &Mutant) -> Sources {
        if mutant.place.file == FILE {
            return self.sources.with_table(mutant.apply(&self.sources.manifest_text));
        }
        let mut sources = self.sources.clone();
        if let Some(script) = sources.scripts.values_mut().find(|script| script.file == mutant.place.file) {
            script.text = mutant.apply(&script.text);
        }
        sources
    }
}
