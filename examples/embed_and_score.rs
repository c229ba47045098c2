//! Assess a profile with a built-in rulebook, and tell what cost points.
//!
//! `cargo run --example embed_and_score`

use zhiheng::{Error, Lang, Library};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let profile = std::fs::read("examples/profiles/foshan-appliances.json")?;
    let rulebook = Library::builtin().get("srdi-sme")?;
    let result = match rulebook.assess_json(&profile) {
        Ok(result) => result,
        // whose mistake it is decides who must hear of it
        Err(Error::Profile(error)) => return Err(format!("the profile is wrong: {error}").into()),
        Err(error) => return Err(error.into()),
    };
    println!("{}: {}", rulebook.title().get(Lang::Zh), result.level.title(Lang::Zh));
    if let Some(score) = &result.score {
        println!(
            "{:?} of {}, between {} and {}",
            score.value.as_ref().map(ToString::to_string),
            score.max,
            score.lower,
            score.upper
        );
    }
    for row in &result.rows {
        if let Some(advice) = &row.advice {
            let points = row.points.as_ref().map_or("–".to_owned(), ToString::to_string);
            println!("{points}/{} {}: {}", row.max, row.title.get(Lang::Zh), advice.get(Lang::Zh));
        }
    }
    Ok(())
}
