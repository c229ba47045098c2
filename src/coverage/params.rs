//! Parameters: each read, on each stretch of its dates; each entry of a band table matched, each key of a table looked up.

use super::goal::{GoalId, Goals, Kind};
use super::table::Places;
use crate::diagnostic::Place;
use crate::engine::compile::constant;
use crate::engine::{Loaded, Span};
use crate::number::Number;
use crate::plan::expr::BandKind;
use crate::plan::table::Table;
use crate::rulebook::dated::params_on;
use crate::rulebook::lines::Lines;
use crate::rulebook::manifest::Const;
use crate::text::Text;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What is to be seen of the parameters.
#[derive(Debug, Default)]
pub(super) struct ParamGoals {
    names: Vec<String>,
    titles: Vec<Text>,
    /// Every value that is a table of bounds, by the parameter's number.
    tables: Vec<(usize, Table)>,
    /// By the parameter's number and the first day of the epoch.
    read: BTreeMap<(usize, Date), GoalId>,
    /// By the parameter's number, the table, and the bound.
    entries: Vec<(usize, Table, BTreeMap<Number, GoalId>)>,
    keys: BTreeMap<(usize, String), GoalId>,
}

/// How the functions of a rulebook use tables of parameters.
#[derive(Debug, Default)]
pub(super) struct Uses {
    /// Tables that are looked up as bands, but for interpolation.
    pub bands: Vec<Table>,
    /// Maps that are looked up by a key that is not known at load.
    pub maps: Vec<BTreeSet<String>>,
}

impl ParamGoals {
    pub fn of(loaded: &Loaded, lines: &Lines<'_>, places: &Places, uses: &Uses, goals: &mut Goals) -> ParamGoals {
        let mut found = ParamGoals::default();
        for (number, (name, param)) in loaded.manifest.params.iter().enumerate() {
            found.names.push(name.clone());
            found.titles.push(param.title.clone().unwrap_or_else(|| Text::plain(name)));
            let within = format!("params.{name}");
            let title = || param.title.clone().unwrap_or_else(|| Text::plain(name));
            let place = lines.place(param.name.span);
            let mut by_start: BTreeMap<Option<Date>, GoalId> = BTreeMap::new();
            for span in &loaded.spans {
                let on = params_on(&loaded.manifest, span.epoch.from);
                let Some(from) = on.get(name.as_str()).map(|value| value.from) else { continue };
                let goal = *by_start.entry(from).or_insert_with(|| {
                    let mut args = vec![("title", title()), ("name", Text::plain(name))];
                    args.extend(from.map(|from| ("from", Text::plain(from.to_string()))));
                    let about = goals.about(Kind::Params, place.clone(), &within, args);
                    goals.add(&about, if from.is_some() { "cover-param-span" } else { "cover-param-read" })
                });
                found.read.insert((number, span.epoch.from), goal);
            }
            for value in param.values() {
                found.entries(number, &within, &title(), value, (places, &place), uses, goals);
            }
        }
        found
    }

    #[allow(clippy::too_many_arguments, reason = "a parameter's value with all that its goals are written from")]
    fn entries(
        &mut self,
        number: usize,
        within: &str,
        title: &Text,
        value: &Const,
        (places, place): (&Places, &Place),
        uses: &Uses,
        goals: &mut Goals,
    ) {
        let name = within.trim_start_matches("params.");
        let args = |more: &[(&'static str, &str)]| {
            let more = more.iter().map(|(key, text)| (*key, Text::plain(*text)));
            [("title", title.clone()), ("name", Text::plain(name))].into_iter().chain(more).collect::<Vec<_>>()
        };
        let table = Table::from_fact(&constant(value)).ok();
        self.tables.extend(table.iter().map(|table| (number, table.clone())));
        if let Some(table) = table
            && uses.bands.contains(&table)
            && self.entries.iter().all(|(other, known, _)| (*other, known) != (number, &table))
        {
            let mut by_bound = BTreeMap::new();
            for (bound, value) in table.entries() {
                let place = places.bound(name, bound).unwrap_or_else(|| place.clone());
                let args = args(&[("bound", &bound.to_string()), ("value", &value.to_string())]);
                let about = goals.about(Kind::Params, place, within, args);
                by_bound.insert(bound.clone(), goals.add(&about, "cover-param-entry"));
            }
            self.entries.push((number, table, by_bound));
        }
        if let Const::Map(entries) = value
            && uses.maps.iter().any(|keys| keys.iter().eq(entries.keys()))
        {
            for key in entries.keys() {
                self.keys.entry((number, key.clone())).or_insert_with(|| {
                    let place = places.key(name, key).unwrap_or_else(|| place.clone());
                    let about = goals.about(Kind::Params, place, within, args(&[("key", key)]));
                    goals.add(&about, "cover-param-key")
                });
            }
        }
    }

    pub fn number(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// What is reached by reading a parameter in `span`.
    pub fn read(&self, number: usize, span: &Span) -> Option<GoalId> {
        self.read.get(&(number, span.epoch.from)).copied()
    }

    /// What is reached by looking `x` up in `table`, for those of the parameters that `reads` names.
    pub fn matched(&self, kind: BandKind, table: &Table, x: &Number, reads: &[String]) -> Vec<GoalId> {
        let Some((bound, _)) = table.matched(kind, x).and_then(|index| table.entries().get(index)) else {
            return Vec::new();
        };
        let own = self.entries.iter().filter(|(number, known, _)| known == table && self.is_among(*number, reads));
        own.filter_map(|(_, _, by_bound)| by_bound.get(bound).copied()).collect()
    }

    /// What is reached by looking `key` up in a map with those keys, for those of the parameters that `reads` names.
    pub fn looked_up(&self, key: &str, reads: &[String]) -> Vec<GoalId> {
        let own = self.keys.iter().filter(|((number, own), _)| own == key && self.is_among(*number, reads));
        own.map(|(_, goal)| *goal).collect()
    }

    /// The parameters whose value is that table at some time.
    pub fn with_table(&self, table: &Table) -> Vec<(&str, Text)> {
        let own = self.tables.iter().filter(|(_, known)| known == table);
        let named = own.filter_map(|(number, _)| Some((self.names.get(*number)?.as_str(), self.titles.get(*number)?)));
        named.map(|(name, title)| (name, title.clone())).collect()
    }

    fn is_among(&self, number: usize, reads: &[String]) -> bool {
        self.names.get(number).is_some_and(|name| reads.contains(name))
    }
}
