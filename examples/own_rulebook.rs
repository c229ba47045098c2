//! A rulebook of one's own, with a profile schema of its own.
//!
//! `cargo run --example own_rulebook`

use serde::Serialize;
use zhiheng::{Lang, Rulebook};

#[derive(Serialize)]
struct Bakery {
    as_of: &'static str,
    oven_days: u8,
    cleaned_every_shift: bool,
    pests_found: Option<bool>,
    flour: Vec<Flour>,
}

#[derive(Serialize)]
struct Flour {
    best_before: &'static str,
}

fn main() -> Result<(), zhiheng::Error> {
    let rulebook = Rulebook::load("examples/rulebooks/bakery")?;
    let mut bakery = Bakery {
        as_of: "2024-03-01",
        oven_days: 26,
        cleaned_every_shift: true,
        pests_found: None,
        flour: vec![Flour { best_before: "2024-06-01" }],
    };
    // a veto question left blank never pays
    let open = rulebook.assess(&bakery)?;
    println!("{:?}, still possible: {}", open.status, open.level.possible.join(", "));
    bakery.pests_found = Some(false);
    let result = rulebook.assess(&bakery)?;
    println!("{:?}: {} {:?}", result.status, result.level.title(Lang::En), result.score().map(ToString::to_string));
    Ok(())
}
