//! Row outcomes that are kept, and rolled up again under another table.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "tests")]

use std::path::{Path, PathBuf};
use zhiheng::{Error, Evaluation, Library, Options, Outcomes, Rulebook};

fn profiles() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/profiles");
    let mut paths: Vec<PathBuf> = folder.read_dir().unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "json"));
    paths.sort();
    let whole = paths.into_iter().map(|path| std::fs::read_to_string(path).unwrap());
    // one of which nothing is known, and one of another day
    let sparse =
        [r#"{"as_of":"2023-04-30"}"#.to_owned(), r#"{"as_of":"2021-06-01","basic":{"employees":12}}"#.to_owned()];
    whole.chain(sparse).collect()
}

fn options() -> Options {
    let mut options = Options::default();
    options.even_if_not_in_effect = true;
    options
}

fn shown(evaluation: &Evaluation) -> String {
    let rows: Vec<_> = evaluation.rows().collect();
    let groups: Vec<_> = evaluation.groups().collect();
    let gates: Vec<_> = evaluation.gates().collect();
    let items: Vec<_> = evaluation
        .items()
        .map(|item| (item.key(), item.status(), item.level(), item.possible(), item.score(), item.coverage().unwrap()))
        .collect();
    format!(
        "{:?} {:?} {:?} {:?} {:?} {:?} {rows:?} {groups:?} {gates:?} {items:?}",
        evaluation.name(),
        evaluation.status(),
        evaluation.level(),
        evaluation.possible(),
        evaluation.score(),
        evaluation.coverage().unwrap(),
    )
}

/// A copy of a built-in rulebook with its table changed, under a folder of its own.
fn changed(id: &str, change: impl Fn(&str) -> String) -> Rulebook {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let to = std::env::temp_dir().join(format!(
        "zhiheng-outcomes-{id}-{}-{:?}",
        std::process::id(),
        std::thread::current().id()
    ));
    for folder in [id, "lib"] {
        std::fs::create_dir_all(to.join(folder)).unwrap();
        for entry in rules.join(folder).read_dir().unwrap() {
            let path = entry.unwrap().path();
            if path.is_file() {
                let text = std::fs::read_to_string(&path).unwrap();
                let is_table = path.file_name().unwrap() == "rulebook.toml";
                let text = if is_table { change(&text) } else { text };
                std::fs::write(to.join(folder).join(path.file_name().unwrap()), text).unwrap();
            }
        }
    }
    let rulebook = Rulebook::load(to.join(id)).unwrap_or_else(|error| panic!("{error}"));
    std::fs::remove_dir_all(to).unwrap();
    rulebook
}

fn code(error: Error) -> String {
    match error {
        Error::Request(error) => error.diagnostic().code.to_owned(),
        other => panic!("{other}"),
    }
}

/// Every profile comes out as if the changed rulebook evaluated it.
fn holds(kept: &Rulebook, changed: &Rulebook) -> usize {
    let mut outcomes = Outcomes::with(kept, &options()).unwrap();
    for profile in profiles() {
        outcomes.push(profile).unwrap();
    }
    let tuned = outcomes.under(changed).unwrap_or_else(|error| panic!("{}: {error}", kept.id()));
    let mut differ = 0;
    for (place, profile) in profiles().iter().enumerate() {
        let anew = changed.evaluate_with(profile, &options()).unwrap();
        let before = kept.evaluate_with(profile, &options()).unwrap();
        assert_eq!(shown(&tuned.get(place).unwrap()), shown(&anew), "{} {place}", kept.id());
        differ += usize::from(shown(&before) != shown(&anew));
    }
    differ
}

#[test]
fn outcomes_of_every_built_in_rulebook_roll_up_to_what_it_evaluates() {
    let mut held = 0;
    for id in Library::builtin().ids() {
        let rulebook = Library::builtin().get(id).unwrap();
        match Outcomes::new(&rulebook) {
            Ok(_) => {
                holds(&rulebook, &rulebook);
                held += 1;
            }
            Err(error) => assert!(["outcomes-composite", "outcomes-mixed"].contains(&&*code(error)), "{id}"),
        }
    }
    assert!(held >= 15, "{held}");
}

#[test]
fn changed_weights_and_levels_need_no_script() {
    let tqm = Library::builtin().get("tqm").unwrap();
    let heavier = changed("tqm", |table| {
        table.replacen("weight = 20", "weight = 35", 1).replacen("weight = 15", "weight = 5", 1)
    });
    assert_ne!(tqm.digest(), heavier.digest());
    assert!(holds(&tqm, &heavier) >= 2);
}

#[test]
fn items_are_rolled_up_one_by_one() {
    let grading = Library::builtin().get("product-grading").unwrap();
    let lower = changed("product-grading", |table| table.replacen("overall = \"worst\"", "overall = \"best\"", 1));
    holds(&grading, &lower);
}

#[test]
fn what_scripts_would_do_otherwise_is_refused() {
    let tqm = Library::builtin().get("tqm").unwrap();
    let outcomes = Outcomes::new(&tqm).unwrap();
    let other = Library::builtin().get("quality-talent").unwrap();
    assert_eq!(code(outcomes.under(&other).unwrap_err()), "outcomes-other-rules");
    assert_eq!(code(outcomes.under(&tqm).unwrap().get(0).unwrap_err()), "outcomes-no-profile");
    let whole = Library::builtin().get("plan-2021").unwrap();
    assert_eq!(code(Outcomes::new(&whole).unwrap_err()), "outcomes-composite");
}

#[test]
fn a_profile_with_a_mistake_is_not_kept() {
    let tqm = Library::builtin().get("tqm").unwrap();
    let mut outcomes = Outcomes::new(&tqm).unwrap();
    assert!(outcomes.push("{").is_err());
    assert!(outcomes.is_empty() && outcomes.row_outcomes() == 0);
    outcomes.push(r#"{"as_of":"2023-04-30"}"#).unwrap();
    assert_eq!(outcomes.len(), 1);
}
