//! What cases reach of a rulebook, counted and told.

use super::goal::{Goal, Kind};
use crate::cases;
use crate::diagnostic::{Place, phrase};
use crate::number::{Number, RoundingMode};
use crate::text::{Lang, Text};
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// A line of a script that a statement begins on.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub file: String,
    pub line: u32,
    /// How many cases run it.
    pub cases: usize,
}

/// A function of a script, with the goal that it runs.
#[derive(Clone, Debug)]
pub(super) struct FunctionLine {
    pub place: Place,
    pub name: String,
    pub goal: usize,
}

/// What the cases of a rulebook reach of it.
#[derive(Clone, Debug, Serialize)]
#[non_exhaustive]
pub struct Coverage {
    /// The rulebook's title.
    pub title: Text,
    /// What came of the cases.
    pub cases: cases::Report,
    /// What there is to reach, file by file, in the order of the places.
    pub goals: Vec<Goal>,
    #[serde(skip)]
    pub(super) lines: Vec<Line>,
    #[serde(skip)]
    pub(super) functions: Vec<FunctionLine>,
    /// The texts of the table and of the scripts.
    #[serde(skip)]
    pub(super) texts: BTreeMap<String, String>,
}

/// How many goals there are, and how many of them a case reaches.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Tally {
    /// How many a case reaches.
    pub reached: usize,
    /// How many there are.
    pub all: usize,
}

impl Tally {
    /// The percentage that is reached; none where there is nothing to reach.
    pub fn percent(self) -> Option<Number> {
        let whole = |count: usize| Number::from(i64::try_from(count).unwrap_or(i64::MAX));
        whole(self.reached).mul(&Number::HUNDRED).ok()?.div(&whole(self.all)).ok()
    }

    fn of<'g>(goals: impl Iterator<Item = &'g Goal>) -> Tally {
        goals.fold(Tally::default(), |tally, goal| Tally {
            reached: tally.reached + usize::from(goal.is_reached()),
            all: tally.all + 1,
        })
    }

    /// The percentage with one decimal, rounded down so that only all is 100.
    pub(super) fn shown(self) -> String {
        let percent = self.percent().and_then(|percent| percent.round(1, RoundingMode::Down).ok());
        percent.map_or_else(|| "–".to_owned(), |percent| percent.to_string())
    }
}

impl Coverage {
    pub(super) fn new(
        title: Text,
        cases: cases::Report,
        goals: Vec<Goal>,
        lines: Vec<Line>,
        mut functions: Vec<FunctionLine>,
        texts: BTreeMap<String, String>,
    ) -> Coverage {
        let mut numbered: Vec<(usize, Goal)> = goals.into_iter().enumerate().collect();
        numbered.sort_by(|(a, x), (b, y)| (&x.place, x.choice, a).cmp(&(&y.place, y.choice, b)));
        for function in &mut functions {
            function.goal = numbered.iter().position(|(id, _)| *id == function.goal).unwrap_or_default();
        }
        let goals = numbered.into_iter().map(|(_, goal)| goal).collect();
        Coverage { title, cases, goals, lines, functions, texts }
    }

    /// The goals that no case reaches.
    pub fn unreached(&self) -> impl Iterator<Item = &Goal> {
        self.goals.iter().filter(|goal| !goal.is_reached())
    }

    /// How many goals of a kind there are.
    pub fn of_kind(&self, kind: Kind) -> Tally {
        Tally::of(self.goals.iter().filter(|goal| goal.kind == kind))
    }

    /// How many goals there are in all.
    pub fn total(&self) -> Tally {
        Tally::of(self.goals.iter())
    }

    /// What is to be said of the goals that no case reaches, each with the place of its first one; a row, or a function,
    /// that no case comes to at all is told once.
    pub(super) fn remarks(&self) -> Vec<(&Place, Text)> {
        let mut remarks: Vec<(&Place, Text)> = Vec::new();
        for goal in self.unreached() {
            match self.never(goal) {
                Some(said) => {
                    if remarks.last().is_none_or(|(place, told)| *place != &goal.place || *told != said) {
                        remarks.push((&goal.place, said));
                    }
                }
                None if self.is_within_what_never_runs(goal) => {}
                None => remarks.push((&goal.place, goal.unreached.clone())),
            }
        }
        remarks
    }

    /// The sentence for a row of which nothing is reached.
    fn never(&self, goal: &Goal) -> Option<Text> {
        let same = |other: &&Goal| other.kind == Kind::Rows && other.place == goal.place;
        let never = goal.kind == Kind::Rows && self.goals.iter().filter(same).all(|other| !other.is_reached());
        never.then(|| phrase("cover-row-never", &[("id", &goal.within)]))
    }

    /// Whether a goal stands in a function that no case runs, which is told already.
    fn is_within_what_never_runs(&self, goal: &Goal) -> bool {
        let in_script = matches!(goal.kind, Kind::Branches | Kind::Edges) && goal.aim != "function";
        in_script
            && self.functions.iter().any(|function| {
                function.name == goal.within
                    && function.place.file == goal.place.file
                    && self.goals.get(function.goal).is_some_and(|goal| !goal.is_reached())
            })
    }

    /// What no case reaches, each with its place, and lines that count: by kind, and all together.
    pub fn text(&self, lang: Lang) -> String {
        let mut text = String::new();
        for (place, said) in self.remarks() {
            // writing to a string cannot fail
            let _ = writeln!(text, "  {place}  {}", said.get(lang));
        }
        let counted = Kind::ALL.iter().filter_map(|kind| {
            let tally = self.of_kind(*kind);
            (tally.all > 0).then(|| format!("{} {}/{}", kind.title().get(lang), tally.reached, tally.all))
        });
        let counted = counted.collect::<Vec<_>>().join(if lang == Lang::Zh { "，" } else { ", " });
        let total = self.total();
        let (reached, all) = (total.reached.to_string(), total.all.to_string());
        let args = [("reached", &*reached), ("all", &*all), ("percent", &*total.shown()), ("kinds", &*counted)];
        text.push_str(phrase("cover-counted", &args).get(lang));
        text.push('\n');
        text
    }
}
