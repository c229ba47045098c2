//! A profile built in Rust instead of JSON.
//!
//! `cargo run --example typed_profile`

use zhiheng::profile::{Basic, Enterprise, Finance, LastYear};
use zhiheng::{Date, Lang, Library, Options};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let enterprise = Enterprise {
        as_of: Some(Date::new(2023, 4, 30)?),
        basic: Some(Basic { employees: Some(86), niche_since: Some(Date::new(2010, 8, 26)?), ..Basic::default() }),
        finance: Some(Finance {
            last_year: Some(LastYear {
                revenue: Some(3150.into()),
                rd_expense: Some(104.into()),
                ..LastYear::default()
            }),
            ..Finance::default()
        }),
        ..Enterprise::default()
    };
    let rulebook = Library::builtin().get("srdi-sme")?;
    let result = rulebook.assess(&enterprise)?;
    println!("{:?}: {} facts are missing", result.status, result.missing.len());
    // the same facts under the rules of another day
    let mut options = Options::default();
    options.rules_on = Some(Date::new(2024, 1, 1)?);
    let later = rulebook.assess_with(serde_json::to_vec(&enterprise)?, &options)?;
    println!("{} {}", later.rules_on, later.level.title(Lang::Zh));
    Ok(())
}
