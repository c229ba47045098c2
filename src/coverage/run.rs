//! Finding what there is to reach in a rulebook, and running its cases to see what they reach.

use super::edges::Edges;
use super::gates::gates;
use super::goal::Goals;
use super::levels::levels;
use super::mark::{Mark, Marks};
use super::onlooker::{Onlooker, Sights};
use super::params::{ParamGoals, Uses};
use super::plan::{deciding, roots, visit};
use super::reach::Reach;
use super::report::Coverage;
use super::rows::rows;
use super::script::{Findings, Ground, script};
use super::table::Places;
use crate::Rulebook;
use crate::cases::Suite;
use crate::diagnostic::Place;
use crate::engine::Loaded;
use crate::error::Error;
use crate::facts::fact::Fact;
use crate::plan::expr::{BandKind, BandTable, Expr, Function};
use crate::plan::table::Table;
use crate::rulebook::folder::load_folder;
use crate::rulebook::lines::Lines;
use crate::rulebook::sources::Sources;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

impl Coverage {
    /// Loads the rulebook in `folder` with its cases, runs them, and tells what they reach in its table and its own scripts.
    ///
    /// # Errors
    /// [`Error::Rulebook`] where the rulebook or its cases cannot be read.
    pub fn of(folder: impl AsRef<Path>) -> Result<Coverage, Error> {
        let folder = folder.as_ref();
        let sources = load_folder(folder)?;
        let rulebook = Rulebook::from_sources(&sources)?;
        let suite = Suite::load(folder)?;
        cover(&sources, &rulebook, &suite)
    }
}

fn cover(sources: &Sources, rulebook: &Rulebook, suite: &Suite) -> Result<Coverage, Error> {
    let loaded = rulebook.loaded();
    let file = sources.manifest_file();
    let lines_of_table = Lines::new(&file, &sources.manifest_text);
    let places = Places::of(&lines_of_table, &sources.manifest_text);
    let functions = deciding(&loaded.code, loaded.spans.iter().flat_map(|span| roots(&span.judges)));
    let (mut goals, mut marks, mut edges) = (Goals::default(), Marks::default(), Edges::default());
    let params = ParamGoals::of(loaded, &lines_of_table, &places, &uses(loaded, &functions), &mut goals);
    let rows = rows(loaded, &lines_of_table, &mut goals);
    let levels = levels(&loaded.manifest, &lines_of_table, &mut goals);
    let gates = gates(loaded, &lines_of_table, &mut goals, &mut marks);
    let (mut script_lines, mut function_lines) = (Vec::new(), Vec::new());
    let ground = Ground { loaded, params: &params, places: &places, deciding: &functions };
    let mut texts = BTreeMap::from([(file.clone(), sources.manifest_text.clone())]);
    for (name, source) in sources.scripts.iter().filter(|(_, source)| !source.foreign) {
        let Some(parsed) = loaded.scripts.get(name) else { continue };
        let mut findings = Findings {
            goals: &mut goals,
            marks: &mut marks,
            edges: &mut edges,
            lines: &mut script_lines,
            functions: &mut function_lines,
        };
        script(ground, &parsed.script, &source.text, &mut findings);
        texts.insert(source.file.clone(), source.text.clone());
    }
    shared_lookups(loaded, &functions, &params, &places, (&mut goals, &mut marks, &mut edges));
    let numbers = |names: &BTreeSet<String>| names.iter().filter_map(|name| params.number(name)).collect::<Vec<_>>();
    let (table_reads, row_reads) = (numbers(&places.read), places.read_by_rows.iter().map(numbers).collect());
    let sights = Sights { marks, edges, rows, levels, gates, params, table_reads, row_reads };
    let onlooker = Onlooker::new(loaded, &sights, goals.list.len(), script_lines.len());
    let cases = suite.run_watched(rulebook, &onlooker, &|| onlooker.next_case());
    let (reached, run) = onlooker.into_counts();
    for (goal, cases) in goals.list.iter_mut().zip(reached) {
        goal.cases = cases;
    }
    for (line, cases) in script_lines.iter_mut().zip(run) {
        line.cases = cases;
    }
    Ok(Coverage::new(loaded.manifest.title.clone(), cases, goals.list, script_lines, function_lines, texts))
}

/// How the functions that decide something look tables up.
fn uses(loaded: &Loaded, functions: &BTreeSet<u32>) -> Uses {
    let mut uses = Uses::default();
    for (_, function) in numbered(loaded, functions) {
        visit(&function.body, &mut |expr| match expr {
            Expr::Band { kind, table: BandTable::Known(table), .. } if *kind != BandKind::Interpolate => {
                uses.bands.push((**table).clone());
            }
            Expr::Index { base, index, .. } if !matches!(**index, Expr::Constant(_)) => {
                if let Expr::Constant(Fact::Map(entries)) = &**base {
                    uses.maps.push(entries.keys().map(ToString::to_string).collect());
                }
            }
            _ => {}
        });
    }
    uses
}

/// The compiled functions of those numbers.
fn numbered<'l>(loaded: &'l Loaded, functions: &BTreeSet<u32>) -> impl Iterator<Item = (usize, &'l Function)> {
    let all = loaded.code.functions.iter().enumerate();
    all.filter(|(id, _)| u32::try_from(*id).is_ok_and(|id| functions.contains(&id)))
}

/// Tables of parameters that shared scripts look numbers up in: the tables are the rulebook's own.
fn shared_lookups(
    loaded: &Loaded,
    functions: &BTreeSet<u32>,
    params: &ParamGoals,
    places: &Places,
    (goals, marks, edges): (&mut Goals, &mut Marks, &mut Edges),
) {
    let mut known: Vec<(BandKind, Table, usize)> = Vec::new();
    for (_, function) in numbered(loaded, functions) {
        let shared = loaded.code.shared.get(usize::from(function.site.file)).copied().unwrap_or(false);
        if !shared {
            continue;
        }
        let reach = Reach::of(&loaded.code, &loaded.schema, function);
        visit(&function.body, &mut |expr| {
            let Expr::Band { kind, value, table: BandTable::Known(table), .. } = expr else { return };
            let names = params.with_table(table);
            if names.is_empty() {
                return;
            }
            let same = known.iter().find(|(other, entries, _)| other == kind && *entries == **table);
            let id = match same {
                Some((.., id)) => *id,
                None => {
                    let place = Place::default();
                    let range = reach.range(value);
                    let id = edges.lookup((*kind, table), &range, (&place, ""), &names, (places, &mut *goals));
                    known.push((*kind, (**table).clone(), id));
                    id
                }
            };
            marks.add(value, Mark::Lookup(id));
        });
    }
}
