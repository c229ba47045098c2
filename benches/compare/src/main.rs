//! zhiheng beside hand-written Rust and other engines, over the rulebook and the profile of `benches/sixty`.
//!
//! `check [PROFILES] [NAME]` holds all engines to the same points, `measure [ROUNDS] [NAME]` times them; with NAME only the peers
//! that are called so.

mod check;
mod choices;
mod contender;
mod dates;
mod engines;
mod generate;
mod hand;
mod measure;
mod narrow;
mod profile;
mod random;
mod rules;

use contender::Contender;
use engines::Result;
use engines::cel::Cel;
use engines::datalogic::Datalogic;
use engines::hand::{Read, Whole};
use engines::lua::LuaRows;
use engines::rego::Rego;
use engines::zen::Zen;
use engines::zhiheng::Explained;
use std::path::Path;

fn main() -> Result<()> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sixty = here.join("../sixty");
    let zhiheng = Explained::new(&sixty)?;
    let mut arguments = std::env::args().skip(1);
    let (what, number) = (arguments.next(), arguments.next().map(|text| text.parse::<u64>()).transpose()?);
    let mut peers = peers(&here.join("rules"), &zhiheng)?;
    if let Some(name) = arguments.next() {
        peers.retain(|peer| peer.name().contains(&name));
    }
    match what.as_deref() {
        Some("check") => {
            let mut others = hand_written();
            others.push(Box::new(zhiheng.numbers()));
            others.extend(peers);
            check::check(&zhiheng, &others, number.unwrap_or(10_000))
        }
        Some("measure") => {
            let mut contenders = hand_written();
            contenders.push(Box::new(zhiheng.numbers()));
            contenders.push(Box::new(zhiheng));
            contenders.extend(peers);
            let profile = std::fs::read(sixty.join("profile.json"))?;
            measure::measure(&contenders, &profile, number.unwrap_or(15).try_into()?)
        }
        _ => Err("usage: compare check [PROFILES] [NAME] | compare measure [ROUNDS] [NAME]".into()),
    }
}

fn hand_written() -> Vec<Box<dyn Contender>> {
    vec![Box::new(Whole), Box::new(Read)]
}

fn peers(rules: &Path, zhiheng: &Explained) -> Result<Vec<Box<dyn Contender>>> {
    Ok(vec![
        Box::new(LuaRows::new(&rules.join("lua"))?),
        Box::new(Datalogic::new(&rules.join("datalogic"))?),
        Box::new(Zen::new(&rules.join("zen"))?),
        Box::new(Cel::new(&rules.join("cel"))?),
        Box::new(Rego::new(&rules.join("rego"), &zhiheng.rows()?)?),
    ])
}
