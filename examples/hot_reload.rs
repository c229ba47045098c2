//! A rulebook that threads score with while it is replaced: load the new one, then swap it in.
//!
//! `cargo run --example hot_reload`

use std::sync::{PoisonError, RwLock};
use std::thread;
use zhiheng::{Error, Library, Rulebook};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let profile = std::fs::read("examples/profiles/foshan-appliances.json")?;
    let current = RwLock::new(Library::builtin().get("srdi-sme")?);
    let snapshot = || current.read().unwrap_or_else(PoisonError::into_inner).clone();
    let scores = thread::scope(|scope| {
        let workers: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(|| -> Result<Option<String>, Error> {
                    // a clone is cheap and stays whole, whatever is swapped in meanwhile
                    let rulebook = snapshot();
                    Ok(rulebook.assess_json(&profile)?.score().map(ToString::to_string))
                })
            })
            .collect();
        // a rulebook that does not load is never swapped in
        match Rulebook::load("rules/srdi-sme") {
            Ok(next) => *current.write().unwrap_or_else(PoisonError::into_inner) = next,
            Err(error) => eprintln!("kept the old rulebook: {error}"),
        }
        workers.into_iter().map(thread::ScopedJoinHandle::join).collect::<Vec<_>>()
    });
    for score in scores {
        println!("{:?}", score.map_err(|_| "a thread panicked")??);
    }
    Ok(())
}
