//! The built-in rulebooks, and the example profiles.

use crate::dice::Dice;
use serde_json::Value;
use std::path::Path;
use std::sync::LazyLock;
use zhiheng::{Assessment, Library, Options, Rulebook};

/// An example profile.
pub struct Profile {
    /// Its file name.
    pub name: String,
    pub text: String,
    pub json: Value,
}

static RULEBOOKS: LazyLock<Vec<Rulebook>> =
    LazyLock::new(|| Library::builtin().ids().map(|id| Library::builtin().get(id).unwrap()).collect());

static PROFILES: LazyLock<Vec<Profile>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/profiles");
    let mut names: Vec<String> = folder
        .read_dir()
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".json"))
        .collect();
    names.sort();
    let read = |name: String| {
        let text = std::fs::read_to_string(folder.join(&name)).unwrap();
        let json = serde_json::from_str(&text).unwrap();
        Profile { name, text, json }
    };
    names.into_iter().map(read).collect()
});

/// Every built-in rulebook.
pub fn rulebooks() -> &'static [Rulebook] {
    &RULEBOOKS
}

/// Four built-in rulebooks, others in each case.
pub fn some_rulebooks(dice: &mut Dice) -> impl Iterator<Item = &'static Rulebook> {
    let first = dice.roll(RULEBOOKS.len());
    RULEBOOKS.iter().cycle().skip(first).take(4)
}

/// The built-in rulebook with that id.
pub fn rulebook(id: &str) -> &'static Rulebook {
    RULEBOOKS.iter().find(|rulebook| rulebook.id() == id).unwrap()
}

/// Every example profile.
pub fn profiles() -> &'static [Profile] {
    &PROFILES
}

/// Every example profile with every rulebook.
pub fn pairs() -> impl Iterator<Item = (&'static Profile, &'static Rulebook)> {
    profiles().iter().flat_map(|profile| rulebooks().iter().map(move |rulebook| (profile, rulebook)))
}

/// The assessment, whether or not the rulebook is in effect on the day of the profile.
pub fn assess(rulebook: &Rulebook, profile: impl AsRef<[u8]>) -> Assessment {
    let mut options = Options::default();
    options.even_if_not_in_effect = true;
    rulebook.assess_with(profile, &options).unwrap()
}

/// An assessment with those of its items and of the rulebooks that its groups hold.
pub fn all(assessment: &Assessment) -> Vec<&Assessment> {
    let below = assessment.items.iter().chain(assessment.held());
    std::iter::once(assessment).chain(below.flat_map(all)).collect()
}

#[test]
fn there_is_something_to_try_the_laws_on() {
    assert!(rulebooks().len() >= 4 && profiles().len() >= 5);
}
