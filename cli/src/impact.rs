//! `zhiheng impact`: what editing a rulebook comes to, before it is published.

use crate::answer::Answer;
use crate::books::{self, Found};
use crate::call::{Impact, PageFormat};
use crate::json;
use crate::output::deliver;
use crate::population::Population;
use crate::trouble::Trouble;
use crate::voice::Voice;
use zhiheng::impact::{Settings, Side, compare};

/// So many movers are listed in a text; more would not be read.
const IN_TEXT: usize = 50;

/// Compares two rulebooks over profiles; too small a step of the version is the answer no.
pub fn run(call: &Impact, voice: &Voice) -> Result<Answer, Trouble> {
    let population = Population::open(&call.population, voice)?;
    population.refuse_as_output(call.output.as_deref(), voice)?;
    let (old, new) = (books::find(&call.old, voice)?, books::find(&call.new, voice)?);
    let troubles =
        [&call.old, &call.new].into_iter().zip([&old, &new]).filter_map(|(name, found)| load(name, found).err());
    if let Some(trouble) = Trouble::all(troubles.collect()) {
        return Err(trouble);
    }
    let library = |error| books::wrong(error, &call.new);
    let comparison = compare(side(&old), side(&new)).map_err(library)?;
    let mut settings = Settings::default();
    settings.options.as_of = call.as_of;
    settings.options.rules_on = call.rules_on;
    settings.options.even_if_not_in_effect = call.even_if_not_in_effect;
    settings.threads = std::thread::available_parallelism().map_or(1, usize::from);
    match (call.movers, call.format) {
        (Some(movers), _) => settings.movers = usize::try_from(movers).unwrap_or(usize::MAX),
        (None, PageFormat::Text) => settings.movers = IN_TEXT,
        (None, _) => {}
    }
    let mut profiles = population.profiles(voice);
    let impact = comparison.run(&mut profiles, &settings).map_err(library)?;
    if let Some(trouble) = profiles.trouble() {
        return Err(trouble);
    }
    let text = match call.format {
        PageFormat::Text => impact.text(voice.lang),
        PageFormat::Json => json::text(&impact)?,
        PageFormat::Html => impact.page(voice.lang).map_err(library)?,
    };
    deliver(call.output.as_deref(), &text, voice)?;
    Ok(if impact.is_version_sufficient() { Answer::Yes } else { Answer::No })
}

/// Loads a rulebook to tell what is wrong with it under its own name.
fn load(name: &str, found: &Found) -> Result<(), Trouble> {
    match found {
        Found::Builtin(id) => zhiheng::Library::builtin().get(id).map(drop).map_err(|error| books::wrong(error, name)),
        Found::Folder(path) => books::load(path).map(drop),
    }
}

fn side(found: &Found) -> Side<'_> {
    match found {
        Found::Builtin(id) => Side::Builtin(id),
        Found::Folder(path) => Side::Folder(path),
    }
}
