//! The figures of the impact as tables: who went where, and how far scores shift.

use super::super::population::Moves;
use super::super::shift::Bar;
use super::super::standing::State;
use super::{Speaker, Tone, signed};
use crate::text::Text;
use serde::Serialize;
use std::fmt::Display;

#[derive(Debug, Serialize)]
pub(in crate::impact) struct MatrixView {
    pub title: String,
    pub head: Vec<String>,
    pub rows: Vec<MatrixRow>,
}

#[derive(Debug, Serialize)]
pub(in crate::impact) struct MatrixRow {
    pub name: String,
    pub cells: Vec<MatrixCell>,
}

#[derive(Debug, Serialize)]
pub(in crate::impact) struct MatrixCell {
    pub text: String,
    pub tone: Tone,
    pub stays: bool,
}

#[derive(Debug, Serialize)]
pub(in crate::impact) struct ShiftsView {
    pub title: String,
    pub sentence: String,
    pub figures: Vec<String>,
    pub bars: Vec<BarView>,
}

#[derive(Debug, Serialize)]
pub(in crate::impact) struct BarView {
    pub name: String,
    pub count: u64,
    /// Percent of the longest bar, whole; at least 1 where anything is counted.
    pub width: u64,
    pub tone: Tone,
}

/// The matrix of those states that occur, with totals.
pub(super) fn matrix(speaker: &Speaker<'_>, title: &Text, moves: &Moves) -> MatrixView {
    let words = speaker.words;
    let states = states(speaker, moves);
    let count = |wanted: &dyn Fn(&State, &State) -> bool| -> u64 {
        moves.matrix.iter().filter(|cell| wanted(&cell.old, &cell.new)).map(|cell| cell.count).sum()
    };
    let text = |count: u64| if count == 0 { "·".to_owned() } else { count.to_string() };
    let plain = |count: u64| MatrixCell { text: text(count), tone: Tone::Plain, stays: false };
    let place = |state: &State| states.iter().position(|known| known == state);
    let mut rows: Vec<MatrixRow> = Vec::new();
    for old in &states {
        let mut cells: Vec<MatrixCell> = Vec::new();
        for new in &states {
            let number = count(&|from, to| from == old && to == new);
            let sideways = [old, new].into_iter().any(is_sideways);
            let tone = match place(new).cmp(&place(old)) {
                _ if number == 0 || old == new => Tone::Plain,
                _ if sideways => Tone::Warn,
                std::cmp::Ordering::Less => Tone::Bad,
                _ => Tone::Good,
            };
            cells.push(MatrixCell { text: text(number), tone, stays: old == new });
        }
        cells.push(plain(count(&|from, _| from == old)));
        rows.push(MatrixRow { name: speaker.state(old), cells });
    }
    if !rows.is_empty() {
        let mut cells: Vec<MatrixCell> = states.iter().map(|new| plain(count(&|_, to| to == new))).collect();
        cells.push(plain(moves.all));
        rows.push(MatrixRow { name: speaker.word(&words.total), cells });
    }
    let head = std::iter::once(speaker.word(&words.matrix_head))
        .chain(states.iter().map(|state| speaker.state(state)))
        .chain([speaker.word(&words.total)]);
    MatrixView { title: speaker.word(title), head: head.collect(), rows }
}

/// Barred, ungraded, the levels from the lowest, then what is neither high nor low; as far as they occur.
fn states(speaker: &Speaker<'_>, moves: &Moves) -> Vec<State> {
    let levels = speaker.impact.levels.iter().map(|level| State::Level(level.id.clone()));
    let all = [State::Barred, State::Ungraded].into_iter().chain(levels).chain([
        State::Graded,
        State::Indeterminate,
        State::NotApplicable,
        State::OutOfScope,
    ]);
    all.filter(|state| moves.matrix.iter().any(|cell| cell.old == *state || cell.new == *state)).collect()
}

fn is_sideways(state: &State) -> bool {
    matches!(state, State::Indeterminate | State::NotApplicable | State::OutOfScope)
}

pub(super) fn shifts(speaker: &Speaker<'_>) -> ShiftsView {
    let (words, of_items) = (speaker.words, speaker.impact.shifts.of_items);
    let shifts = &speaker.impact.shifts.shifts;
    let title = speaker.word(&words.shifts);
    if shifts.scored == 0 {
        let sentence = speaker.word(&words.shifts_none);
        return ShiftsView { title, sentence, figures: Vec::new(), bars: Vec::new() };
    }
    let text = if of_items { &words.shifts_items } else { &words.shifts_enterprises };
    let values: [(&str, &dyn Display); 2] = [("scored", &shifts.scored), ("changed", &shifts.changed)];
    let figures = [
        (&words.shift_min, &shifts.min),
        (&words.shift_lower, &shifts.lower_quartile),
        (&words.shift_median, &shifts.median),
        (&words.shift_upper, &shifts.upper_quartile),
        (&words.shift_max, &shifts.max),
        (&words.shift_mean, &shifts.mean),
    ];
    let figure = |(name, value): (&Text, &Option<crate::number::Number>)| {
        let value = signed(value.as_ref()?);
        Some(speaker.say(&words.figure, &[("name", &name.get(speaker.lang)), ("value", &value)]))
    };
    let most = shifts.histogram.iter().map(|bar| bar.count).max().unwrap_or(0).max(1);
    let bar = |bar: &Bar| BarView {
        name: bar_name(speaker, bar),
        count: bar.count,
        width: bar.count.saturating_mul(100).div_ceil(most),
        tone: match (bar.from, bar.to) {
            (Some(0), Some(0)) => Tone::Plain,
            (Some(0..), _) => Tone::Good,
            _ => Tone::Bad,
        },
    };
    ShiftsView {
        title,
        sentence: speaker.say(text, &values),
        figures: figures.into_iter().filter_map(figure).collect(),
        bars: shifts.histogram.iter().map(bar).collect(),
    }
}

fn bar_name(speaker: &Speaker<'_>, bar: &Bar) -> String {
    let words = speaker.words;
    let size = |end: Option<i64>| end.map_or(0, i64::unsigned_abs);
    let (from, to) = (size(bar.from), size(bar.to));
    let (text, near, far) = match (bar.from, bar.to) {
        (None, _) => (&words.down_all, to, 0),
        (_, None) => (&words.up_all, from, 0),
        (Some(0), Some(0)) => (&words.unchanged, 0, 0),
        (Some(0), _) => (&words.up_less, 0, to),
        (_, Some(0)) => (&words.down_less, 0, from),
        (Some(1..), _) => (&words.up_between, from, to),
        _ => (&words.down_between, to, from),
    };
    speaker.say(text, &[("from", &near), ("to", &far)])
}
