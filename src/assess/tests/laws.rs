//! Laws over random rulebooks, outcomes and completions.

use super::*;
use crate::assess::decide::Decision::{False, True, Undecided};
use crate::assess::interval::Range;
use crate::assess::scores::ScoreView;
use crate::assess::tree::{Part, ROOT};
use crate::assess::verdict::{FinalScore, Verdict};
use proptest::prelude::*;
use std::cell::RefCell;
use std::fmt::Write;

/// Choices read off random bytes; all zero once these are used up.
struct Dice(RefCell<std::vec::IntoIter<u8>>);

impl Dice {
    fn new(bytes: Vec<u8>) -> Dice {
        Dice(RefCell::new(bytes.into_iter()))
    }

    /// A number below `sides`.
    fn roll(&self, sides: usize) -> usize {
        usize::from(self.0.borrow_mut().next().unwrap_or(0)) % sides
    }

    fn one<'a>(&self, of: &[&'a str]) -> &'a str {
        of[self.roll(of.len())]
    }

    fn maybe(&self, text: impl Fn() -> String) -> String {
        if self.roll(3) == 0 { text() } else { String::new() }
    }

    fn rounding(&self) -> String {
        let modes = ["half_up", "half_even", "down", "up"];
        self.maybe(|| format!("rounding = {{ digits = {}, mode = \"{}\" }}\n", self.roll(2), self.one(&modes)))
    }
}

struct Spec {
    score: String,
    groups: Vec<String>,
    levels: String,
    gates: String,
    points: Vec<i64>,
    /// Which predicates read a fact, a score or a percent, and the threshold.
    predicates: Vec<(PredicateId, usize, usize, i64)>,
}

const COMBINE: [&str; 5] = ["sum", "mean", "min", "max", "script"];

/// What may occur: script groups, predicates and gates, or only what never gives less for more.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Anything,
    Monotone,
}

fn spec(dice: &Dice, kind: Kind) -> Spec {
    let sides = if kind == Kind::Anything { 5 } else { 4 };
    let mut points = Vec::new();
    let mut groups = Vec::new();
    let mut ids = Vec::new();
    let mut rows_of = Vec::new();
    let count = 1 + dice.roll(5);
    for group in 0..count {
        let mut text = format!("[[groups]]\nid = \"g{group}\"\ntitle = \"g\"\n");
        if group > 0 && dice.roll(2) == 0 {
            let parent = dice.roll(group);
            writeln!(text, "parent = \"g{parent}\"").unwrap();
        } else {
            ids.push(format!("g{group}"));
        }
        let combine = dice.roll(sides);
        writeln!(text, "combine = \"{}\"\nweight = {}", COMBINE[combine], dice.roll(4)).unwrap();
        if combine == 4 {
            writeln!(text, "points = {}\nmonotone = {}", 1 + dice.roll(30), dice.roll(2) == 0).unwrap();
        } else {
            text += &dice.maybe(|| format!("points = {}\n", 1 + dice.roll(30)));
        }
        text += &dice.rounding();
        let mut rows = Vec::new();
        for row in 0..dice.roll(4) {
            let full = 1 + dice.roll(9);
            points.push(full as i64);
            rows_of.push(format!("g{group}.r{row}"));
            rows.push(format!("{{ id = \"r{row}\", title = \"r\", points = {full}, weight = {} }}", dice.roll(4)));
        }
        if !rows.is_empty() {
            writeln!(text, "rows = [{}]", rows.join(", ")).unwrap();
        }
        groups.push(text);
    }
    let combine = dice.roll(sides.min(4));
    let score = format!(
        "[score]\ncombine = \"{}\"\n{}{}{}unanswered = \"{}\"\nnot_applicable = \"{}\"\ncumulative = {}\n",
        COMBINE[combine],
        dice.maybe(|| format!("max = {}\n", 1 + dice.roll(100))),
        dice.maybe(|| format!("base = {}\n", dice.roll(20) as i64 - 10)),
        dice.rounding(),
        dice.one(&["zero", "exclude"]),
        dice.one(&["rescale", "reduce"]),
        dice.roll(4) != 0,
    );
    let mut predicates = Vec::new();
    let mut predicate = |id| predicates.push((id, dice.roll(3), dice.roll(1 + count), dice.roll(100) as i64));
    let mut levels = String::new();
    let graded = dice.roll(3);
    for level in 0..graded {
        let percent = dice.roll(100);
        writeln!(levels, "[[levels]]\nof = \"*\"\nid = \"G{level}\"\ntitle = \"l\"\nany = [{{ percent = {percent} }}]")
            .unwrap();
    }
    for level in 0..dice.roll(4) {
        writeln!(levels, "[[levels]]\nid = \"L{level}\"\ntitle = \"l\"").unwrap();
        let mut sets = Vec::new();
        for set in 0..dice.roll(3) {
            let mut entries = Vec::new();
            if dice.roll(2) == 0 {
                let test = dice.one(&["score", "above", "percent"]);
                entries.push(format!("{test} = {}", dice.roll(100) as i64 - 5));
            }
            if dice.roll(2) == 0 {
                let (group, bound) = (dice.roll(ids.len()), dice.roll(100));
                entries.push(match dice.roll(4) {
                    0 => format!("groups = {{ \"*\" = \"{bound}%\" }}"),
                    1 if graded > 0 => format!("groups = {{ {} = {{ level = \"G{}\" }} }}", ids[group], graded - 1),
                    2 => format!("groups = {{ {} = {} }}", ids[group], bound / 10),
                    _ => format!("groups = {{ {} = \"{bound}%\" }}", ids[group]),
                });
            }
            if dice.roll(3) == 0 && !rows_of.is_empty() {
                let row = dice.roll(rows_of.len());
                entries.push(format!("rows = {{ \"{}\" = {} }}", rows_of[row], dice.roll(5)));
            }
            if kind == Kind::Anything && dice.roll(4) == 0 {
                entries.push("rule = \"s.f\"".to_owned());
                predicate(PredicateId::Level { level: graded + level, set });
            }
            if !entries.is_empty() {
                sets.push(format!("{{ {} }}", entries.join(", ")));
            }
        }
        if !sets.is_empty() {
            writeln!(levels, "any = [{}]", sets.join(", ")).unwrap();
        }
    }
    let mut gates = String::new();
    let top = levels.matches("id = \"L").count();
    for gate in 0..if kind == Kind::Anything { dice.roll(4) } else { 0 } {
        let effect = match dice.roll(5) {
            0 => "bar = true".to_owned(),
            1 if top > 0 => format!("cap_level = \"L{}\"", dice.roll(top)),
            2 => format!("demote = {}", 1 + dice.roll(2)),
            3 => "warn = true".to_owned(),
            _ => format!("cap_score = {}", dice.roll(100) as i64 - 5),
        };
        let trigger = dice.one(&["when", "require"]);
        writeln!(gates, "[[gates]]\nid = \"x{gate}\"\ntitle = \"x\"\n{trigger} = \"s.f\"\neffect = {{ {effect} }}")
            .unwrap();
        predicate(PredicateId::Gate(gate));
    }
    Spec { score, groups, levels, gates, points, predicates }
}

impl Spec {
    fn text(&self) -> String {
        format!("{}{}{}{}", self.score, self.groups.concat(), self.levels, self.gates)
    }

    /// A case in which facts of predicates are as given.
    fn case<'f>(&'f self, rows: &[RowOutcome], facts: &'f [Decision]) -> Case<'f> {
        let mut case = case(&self.text(), "");
        case.rows = rows.to_vec();
        for (place, (id, reads, on, threshold)) in self.predicates.iter().enumerate() {
            let decide = move |scores: &Scores| match (reads, scores.get(Part::Node(*on)).unwrap()) {
                (0, _) => facts[place],
                (1, ScoreView { value: range, .. }) | (_, ScoreView { percent: range, .. }) => {
                    at_least(range.as_ref(), &Number::from(*threshold))
                }
            };
            case.scripts.predicates.insert(*id, Box::new(decide));
        }
        for (index, node) in case.tree.nodes.iter().enumerate() {
            if let crate::assess::tree::Kind::Script { monotone } = node.kind {
                let full = node.full.clone();
                case.scripts.groups.insert(index, Box::new(move |children| share(children, &full, monotone)));
            }
        }
        case
    }
}

fn at_least(range: Option<&Range>, threshold: &Number) -> Decision {
    match range {
        Some(range) if range.lower >= *threshold => True,
        Some(range) if range.upper < *threshold => False,
        _ => Undecided,
    }
}

/// The mean percent of all children, or what is lacking to it.
fn share(children: &[ChildScore], full: &Number, rising: bool) -> ScriptValue {
    let sum = Number::sum(children.iter().filter_map(|child| child.percent.as_ref())).unwrap();
    let value = sum.mul(full).unwrap().div(&Number::from(100 * children.len() as i64)).unwrap();
    ScriptValue::Value(if rising { value } else { full.sub(&value).unwrap() })
}

/// Any outcome of a row with that many points.
fn some_outcome(dice: &Dice, points: i64) -> RowOutcome {
    match dice.roll(6) {
        0 => outcome("-"),
        1 | 2 => outcome("?"),
        3 => {
            let ends = (Number::from(points * dice.roll(5) as i64), Number::from(points * dice.roll(5) as i64));
            let quarter = |end: Number| end.div(&Number::from(4)).unwrap();
            RowOutcome::partly(quarter(ends.0.clone().min(ends.1.clone())), quarter(ends.0.max(ends.1)))
        }
        4 if dice.roll(4) == 0 => outcome("!"),
        _ => RowOutcome::answered(between(dice, &Number::ZERO, &Number::from(points))),
    }
}

fn between(dice: &Dice, lower: &Number, upper: &Number) -> Number {
    let step = upper.sub(lower).unwrap().div(&Number::from(6)).unwrap();
    lower.add(&step.mul(&Number::from(dice.roll(7) as i64)).unwrap()).unwrap()
}

/// The outcome with more, or everything, known.
fn completed(dice: &Dice, outcome: &RowOutcome, points: i64) -> RowOutcome {
    let (lower, upper) = match outcome.state {
        State::Unanswered | State::Faulty => (Number::ZERO, Number::from(points)),
        State::Partly => (outcome.lower.clone(), outcome.upper.clone()),
        _ => return outcome.clone(),
    };
    match dice.roll(5) {
        0 => outcome.clone(),
        1 if outcome.state.is_open() => super::outcome("-"),
        2 => {
            let lower = between(dice, &lower, &upper);
            RowOutcome::partly(lower.clone(), between(dice, &lower, &upper))
        }
        _ => RowOutcome::answered(between(dice, &lower, &upper)),
    }
}

fn decision(dice: &Dice) -> Decision {
    [Undecided, True, False][dice.roll(3)]
}

fn within(inner: &Range, outer: &Range) -> bool {
    outer.lower <= inner.lower && inner.upper <= outer.upper
}

proptest! {
    #[test]
    fn every_completion_lies_in_the_interval_and_its_level_among_those_possible(
        bytes in prop::collection::vec(any::<u8>(), 0..400),
    ) {
        let dice = Dice::new(bytes);
        let spec = spec(&dice, Kind::Anything);
        let rows: Vec<RowOutcome> = spec.points.iter().map(|points| some_outcome(&dice, *points)).collect();
        let facts: Vec<Decision> = spec.predicates.iter().map(|_| decision(&dice)).collect();
        let more_rows: Vec<RowOutcome> =
            rows.iter().zip(&spec.points).map(|(row, points)| completed(&dice, row, *points)).collect();
        let more_facts: Vec<Decision> =
            facts.iter().map(|fact| if *fact == Undecided { decision(&dice) } else { *fact }).collect();
        let before = spec.case(&rows, &facts).run();
        let after = spec.case(&more_rows, &more_facts).run();
        for (node, (was, is)) in before.evaluation.bounds.iter().zip(&after.evaluation.bounds).enumerate() {
            let id = &before.tree.nodes[node].id;
            match (was, is) {
                (Some(was), Some(is)) => {
                    prop_assert!(within(&is.value, &was.value), "{id}: {:?} not in {:?}\n{}", is.value, was.value, spec.text());
                    prop_assert!(within(&is.max, &was.max), "{id}: {:?} not in {:?}\n{}", is.max, was.max, spec.text());
                    if let (Some(is), Some(was)) = (is.ratio().unwrap(), was.ratio().unwrap()) {
                        prop_assert!(within(&is, &was), "{id}: ratio {is:?} not in {was:?}\n{}", spec.text());
                    }
                    let now = &after.evaluation.nodes[node];
                    prop_assert!(within(&Range::point(now.value.clone()), &is.value), "{id}: {now:?} not in {is:?}\n{}", spec.text());
                }
                (Some(was), None) => prop_assert!(was.may_lapse, "{id} lapsed\n{}", spec.text()),
                (None, now) => prop_assert!(now.is_none(), "{id} came back\n{}", spec.text()),
            }
        }
        let (was, is) = (&before.evaluation.conclusion, &after.evaluation.conclusion);
        if let (Some(was), Some(is)) = (&was.score, &is.score) {
            prop_assert!(within(&is.range, &was.range), "score {:?} not in {:?}\n{}", is.range, was.range, spec.text());
            if let Some(value) = &is.value {
                prop_assert!(within(&Range::point(value.clone()), &was.range), "{value} not in {:?}\n{}", was.range, spec.text());
            }
            let range = |evaluation: &Evaluation, score: &FinalScore| {
                evaluation.bounds[ROOT].as_ref().and_then(|bounds| score.ratio_range(bounds).unwrap())
            };
            if let (Some(is), Some(was)) = (range(&after.evaluation, is), range(&before.evaluation, was)) {
                prop_assert!(within(&is, &was), "ratio {is:?} not in {was:?}\n{}", spec.text());
            }
        }
        if is.verdict != Verdict::NotApplicable && !after.tree.lists[0].levels.is_empty() {
            let possible = before.possible();
            prop_assert!(possible.contains(&after.level()), "{} not in {possible:?}\n{}", after.level(), spec.text());
            for level in after.possible() {
                prop_assert!(possible.contains(&level), "{level} not in {possible:?}\n{}", spec.text());
            }
        }
    }

    #[test]
    fn more_for_a_row_never_lowers_the_score_nor_loses_a_level(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let dice = Dice::new(bytes);
        let spec = spec(&dice, Kind::Monotone);
        let rows: Vec<RowOutcome> = spec.points.iter().map(|points| some_outcome(&dice, *points)).collect();
        let raised: Vec<RowOutcome> = rows.iter().zip(&spec.points).map(|(row, points)| match row.state {
            State::Answered => RowOutcome::answered(between(&dice, &row.value, &Number::from(*points))),
            _ => row.clone(),
        }).collect();
        let (before, after) = (spec.case(&rows, &[]).run(), spec.case(&raised, &[]).run());
        prop_assert!(before.value("root") <= after.value("root"), "{}", spec.text());
        let (was, is) = (&before.evaluation.conclusion, &after.evaluation.conclusion);
        prop_assert!(was.earned <= is.earned && was.reached <= is.reached, "{}", spec.text());
        for (was, is) in before.evaluation.grades.iter().zip(&after.evaluation.grades) {
            prop_assert!(was.map(|grade| grade.earned) <= is.map(|grade| grade.earned), "{}", spec.text());
        }
    }

    #[test]
    fn the_order_of_groups_does_not_change_the_score(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let dice = Dice::new(bytes);
        let spec = spec(&dice, Kind::Anything);
        let rows: Vec<RowOutcome> = spec.points.iter().map(|points| some_outcome(&dice, *points)).collect();
        let before = spec.case(&rows, &[]).tree;
        let backwards = Spec { groups: spec.groups.iter().rev().cloned().collect(), predicates: Vec::new(), ..spec };
        let tree = tree(&backwards.text());
        let moved: Vec<RowOutcome> = tree.rows.iter().map(|row| {
            rows[before.row_named(&row.id).unwrap()].clone()
        }).collect();
        let forwards = Spec { groups: backwards.groups.iter().rev().cloned().collect(), predicates: Vec::new(), score: backwards.score.clone(), levels: backwards.levels.clone(), gates: backwards.gates.clone(), points: Vec::new() };
        let (one, other) = (forwards.case(&rows, &[]).run(), backwards.case(&moved, &[]).run());
        prop_assert_eq!(one.evaluation.conclusion, other.evaluation.conclusion);
    }

    #[test]
    fn shares_of_what_applies_make_the_whole(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let dice = Dice::new(bytes);
        let spec = spec(&dice, Kind::Anything);
        let rows: Vec<RowOutcome> = spec.points.iter().map(|points| some_outcome(&dice, *points)).collect();
        let result = spec.case(&rows, &vec![Undecided; spec.predicates.len()]).run();
        let sum = Number::sum(&result.coverage.row_shares).unwrap();
        match &result.coverage.nodes[ROOT] {
            Some(covered) => {
                prop_assert_eq!(sum, Number::ONE);
                prop_assert!(*covered >= Number::ZERO && *covered <= Number::ONE);
            }
            None => prop_assert_eq!(result.state("root"), State::NotApplicable),
        }
    }
}
