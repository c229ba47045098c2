//! The impact as people read it: every sentence and figure as text, for the text report and the page alike.

use super::edit::{Edit, Part};
use super::population::{Cause, Mover, Moves, Profiles, Refusal, RefusedBy};
use super::report::Impact;
use super::semver::Step;
use super::standing::{Direction, Standing, State};
use super::table::Kinds;
use super::view_tables::{matrix, shifts};
use super::words::{WORDS, Words, fill};
use crate::number::{Number, RoundingMode};
use crate::text::{Lang, Text};
use serde::Serialize;
use std::fmt::Display;

pub(super) use super::view_tables::{MatrixView, ShiftsView};

/// How a line is to be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Tone {
    Plain,
    Good,
    Warn,
    Bad,
}

#[derive(Debug, Serialize)]
pub(super) struct Line {
    pub text: String,
    pub tone: Tone,
}

#[derive(Debug, Serialize)]
pub(super) struct View {
    pub title: String,
    pub rulebook: String,
    pub versions: String,
    pub summary: Section<Line>,
    pub edits: Section<EditView>,
    pub matrices: Vec<MatrixView>,
    pub shifts: ShiftsView,
    pub movers: Section<MoverView>,
    pub idle: Section<String>,
    pub texts: Section<EditView>,
    pub refused: Section<RefusalView>,
}

/// Lines under a title, with a note below or above them.
#[derive(Debug, Serialize)]
pub(super) struct Section<T> {
    pub title: String,
    pub lines: Vec<T>,
    pub note: String,
}

#[derive(Debug, Serialize)]
pub(super) struct EditView {
    pub number: String,
    pub path: String,
    pub what: String,
    pub place: String,
    pub effects: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct MoverView {
    pub way: String,
    pub tone: Tone,
    pub who: String,
    pub place: String,
    pub went: String,
    pub score: String,
    pub causes: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(super) struct RefusalView {
    pub who: String,
    pub mistakes: Vec<String>,
}

/// Values longer than this are cut short.
const LONGEST: usize = 70;

/// Speaks one language about one impact.
pub(super) struct Speaker<'i> {
    pub impact: &'i Impact,
    pub lang: Lang,
    pub words: &'static Words,
}

impl View {
    pub fn of(impact: &Impact, lang: Lang) -> View {
        let speaker = Speaker { impact, lang, words: &WORDS };
        speaker.view()
    }
}

impl Speaker<'_> {
    pub fn say(&self, text: &Text, values: &[(&str, &dyn Display)]) -> String {
        fill(text, self.lang, values)
    }

    pub fn word(&self, text: &Text) -> String {
        text.get(self.lang).to_owned()
    }

    fn view(&self) -> View {
        let (words, impact) = (self.words, self.impact);
        let effective: Vec<EditView> = impact.effective_edits().map(|edit| self.edit(edit)).collect();
        let texts: Vec<EditView> = impact.text_edits().map(|edit| self.edit(edit)).collect();
        let idle: Vec<String> = impact.idle_edits().map(|edit| self.named(edit)).collect();
        let (old, new) = (&impact.old, &impact.new);
        let (rulebook, versions) = if old.id == new.id {
            let names: [(&str, &dyn Display); 2] = [("title", &new.title.get(self.lang)), ("id", &new.id)];
            let versions: [(&str, &dyn Display); 2] = [("old", &old.version), ("new", &new.version)];
            (self.say(&words.rulebook, &names), self.say(&words.versions, &versions))
        } else {
            let values: [(&str, &dyn Display); 6] = [
                ("old_title", &old.title.get(self.lang)),
                ("old_id", &old.id),
                ("old", &old.version),
                ("new_title", &new.title.get(self.lang)),
                ("new_id", &new.id),
                ("new", &new.version),
            ];
            (String::new(), self.say(&words.two_rulebooks, &values))
        };
        let more = impact.movers_not_listed;
        let listed = u64::try_from(impact.refused.len()).unwrap_or(u64::MAX);
        let refused_more = impact.profiles.refused.saturating_sub(listed);
        let note =
            |count: u64, text: &Text| if count > 0 { self.say(text, &[("count", &count)]) } else { String::new() };
        View {
            title: self.word(&words.title),
            rulebook,
            versions,
            summary: Section { title: self.word(&words.summary), lines: self.summary(), note: String::new() },
            edits: Section {
                title: self.say(&words.edits, &[("count", &effective.len())]),
                lines: effective,
                note: String::new(),
            },
            matrices: self.matrices(),
            shifts: shifts(self),
            movers: Section {
                title: self.word(&words.movers),
                lines: impact.movers.iter().map(|mover| self.mover(mover)).collect(),
                note: note(more, &words.more),
            },
            idle: Section { title: self.word(&words.idle), lines: idle, note: self.word(&words.idle_note) },
            texts: Section {
                title: self.say(&words.texts, &[("count", &texts.len())]),
                lines: texts,
                note: String::new(),
            },
            refused: Section {
                title: self.word(&words.refusals),
                lines: impact.refused.iter().map(|refusal| self.refusal(refusal)).collect(),
                note: note(refused_more, &words.refused_more),
            },
        }
    }

    fn summary(&self) -> Vec<Line> {
        let (words, impact) = (self.words, self.impact);
        let plain = |text: String| Line { text, tone: Tone::Plain };
        let mut lines = Vec::new();
        if impact.edits.is_empty() {
            lines.push(plain(self.word(&words.no_edits)));
        }
        let Profiles { read, compared, .. } = &impact.profiles;
        lines.push(plain(self.say(&words.read, &[("read", read), ("compared", compared)])));
        let moved = |text: &Text, moves: &Moves| {
            let values: [(&str, &dyn Display); 5] = [
                ("all", &moves.all),
                ("up", &moves.up),
                ("down", &moves.down),
                ("sideways", &moves.sideways),
                ("same", &moves.same),
            ];
            Line { text: self.say(text, &values), tone: if moves.moved() > 0 { Tone::Warn } else { Tone::Good } }
        };
        if *compared > 0 {
            lines.push(moved(&words.enterprises_moved, &impact.enterprises));
            lines.extend(impact.items.as_ref().map(|items| moved(&words.items_moved, items)));
        }
        if impact.enterprises.sideways + impact.items.as_ref().map_or(0, |items| items.sideways) > 0 {
            lines.push(plain(self.word(&words.sideways_note)));
        }
        let within = impact.shifts.shifts.changed_within_level;
        let text = if impact.shifts.of_items { &words.items_within } else { &words.enterprises_within };
        for (text, count) in [(text, within)].into_iter().chain(self.set_apart()) {
            if count > 0 {
                lines.push(plain(self.say(text, &[("count", &count)])));
            }
        }
        lines.push(self.version());
        lines
    }

    fn set_apart(&self) -> [(&'static Text, u64); 4] {
        let (words, profiles) = (self.words, &self.impact.profiles);
        [
            (&words.old_not_in_effect, profiles.old_not_in_effect),
            (&words.new_not_in_effect, profiles.new_not_in_effect),
            (&words.neither_in_effect, profiles.neither_in_effect),
            (&words.refused, profiles.refused),
        ]
    }

    fn version(&self) -> Line {
        let (words, impact) = (self.words, self.impact);
        let check = &impact.version;
        if impact.old.id != impact.new.id {
            return Line { text: self.word(&words.version_other), tone: Tone::Plain };
        }
        let step = match check.called_for {
            Step::None => &words.step_none,
            Step::Patch => &words.step_patch,
            Step::Minor => &words.step_minor,
            Step::Major if check.by_movers => &words.step_movers,
            Step::Major => &words.step_major,
        };
        let text = match (check.sufficient, check.declared) {
            (true, _) => &words.version_fine,
            (false, Step::None) if impact.old.version == impact.new.version => &words.version_kept,
            (false, Step::None) => &words.version_back,
            (false, _) => &words.version_low,
        };
        let values: [(&str, &dyn Display); 4] = [
            ("old", &impact.old.version),
            ("new", &impact.new.version),
            ("step", &step.get(self.lang)),
            ("least", &check.at_least),
        ];
        Line { text: self.say(text, &values), tone: if check.sufficient { Tone::Good } else { Tone::Bad } }
    }

    fn matrices(&self) -> Vec<MatrixView> {
        let (words, impact) = (self.words, self.impact);
        let mut matrices = vec![matrix(self, &words.matrix_enterprises, &impact.enterprises)];
        matrices.extend(impact.items.as_ref().map(|items| matrix(self, &words.matrix_items, items)));
        matrices.retain(|matrix| !matrix.rows.is_empty());
        matrices
    }

    fn numbers(&self, numbers: &[usize]) -> String {
        let numbers: Vec<String> =
            numbers.iter().map(|number| self.say(&self.words.number, &[("number", number)])).collect();
        numbers.join(self.words.list_separator.get(self.lang))
    }

    /// An edit by its number, path and what was done.
    fn named(&self, edit: &Edit) -> String {
        let values: [(&str, &dyn Display); 2] = [("path", &edit.path), ("what", &self.what(edit))];
        format!("{} {}", self.numbers(&[edit.number]), self.say(&self.words.edit, &values))
    }

    fn edit(&self, edit: &Edit) -> EditView {
        let words = self.words;
        let place = match edit.kind {
            Kinds::Removed => self.say(&words.old_place, &[("place", &edit.place)]),
            _ => edit.place.to_string(),
        };
        let place = match &edit.title {
            Some(title) => self.say(&words.place, &[("title", &title.get(self.lang)), ("place", &place)]),
            None => place,
        };
        let mut effects = Vec::new();
        let others: Vec<usize> = edit.bundle.iter().copied().filter(|number| *number != edit.number).collect();
        if !others.is_empty() {
            effects.push(self.say(&words.bundle, &[("others", &self.numbers(&others))]));
        }
        if edit.idle {
            effects.push(self.word(&words.effect_none));
        } else if edit.moved_alone + edit.moved_back > 0 {
            let values: [(&str, &dyn Display); 2] = [("alone", &edit.moved_alone), ("back", &edit.moved_back)];
            effects.push(self.say(&words.effect, &values));
        } else if !edit.bundle.is_empty() {
            effects.push(self.word(&words.effect_scores));
        }
        EditView {
            number: self.numbers(&[edit.number]),
            path: edit.path.clone(),
            what: self.what(edit),
            place,
            effects,
        }
    }

    fn what(&self, edit: &Edit) -> String {
        let words = self.words;
        let (before, after) =
            short(edit.before.as_deref().unwrap_or_default(), edit.after.as_deref().unwrap_or_default());
        let text = match (edit.part, edit.kind) {
            (Part::Comments, _) => &words.comments_changed,
            (Part::Schema, _) => &words.schema_changed,
            (Part::Function, Kinds::Added) => &words.function_added,
            (Part::Function, Kinds::Removed) => &words.function_removed,
            (Part::Function, _) => &words.function_changed,
            (_, Kinds::Added) => &words.added,
            (_, Kinds::Removed) => &words.removed,
            (_, Kinds::Moved) => &words.moved,
            (_, Kinds::Reordered) => &words.reordered,
            (_, Kinds::Changed) => &words.changed,
        };
        self.say(text, &[("before", &before), ("after", &after)])
    }

    fn at(&self, profile: &str, line: Option<u64>) -> String {
        match line {
            Some(line) => self.say(&self.words.line, &[("profile", &profile), ("line", &line)]),
            None => profile.to_owned(),
        }
    }

    fn mover(&self, mover: &Mover) -> MoverView {
        let words = self.words;
        let at = self.at(&mover.profile, mover.line);
        let enterprise = mover.enterprise.clone().unwrap_or_else(|| at.clone());
        let who = match &mover.item {
            Some(key) => {
                let item = match &mover.item_title {
                    Some(title) => self.say(&words.item_named, &[("title", title), ("key", key)]),
                    None => key.clone(),
                };
                self.say(&words.who_item, &[("enterprise", &enterprise), ("item", &item)])
            }
            None => enterprise,
        };
        let (way, tone) = match mover.direction {
            Direction::Up => (&words.up, Tone::Good),
            Direction::Down => (&words.down, Tone::Bad),
            Direction::Sideways => (&words.sideways, Tone::Warn),
        };
        let [old, new] = [&mover.old, &mover.new].map(|standing| self.state(&standing.state));
        let mut causes: Vec<String> = mover.causes.iter().map(|cause| self.cause(cause)).collect();
        if causes.is_empty() {
            causes.push(self.word(&words.no_cause));
        } else if mover.only_together {
            causes.insert(0, self.word(&words.only_together));
        }
        MoverView {
            way: self.word(way),
            tone,
            who,
            place: if mover.enterprise.is_some() { at } else { String::new() },
            went: self.say(&words.went, &[("old", &old), ("new", &new)]),
            score: self.score(&mover.old, &mover.new),
            causes,
        }
    }

    fn score(&self, old: &Standing, new: &Standing) -> String {
        let words = self.words;
        let shown = |score: &Option<Number>| score.as_ref().map_or_else(|| self.word(&words.no_score), figure);
        let (before, after) = (shown(&old.score), shown(&new.score));
        match (&old.score, &new.score) {
            (None, None) => String::new(),
            (Some(one), Some(two)) if one == two => self.say(&words.score_same, &[("old", &before)]),
            (Some(one), Some(two)) => {
                let shift = two.sub(one).map(|shift| signed(&shift)).unwrap_or_default();
                self.say(&words.score, &[("old", &before), ("new", &after), ("shift", &shift)])
            }
            _ => self.say(&words.score_one, &[("old", &before), ("new", &after)]),
        }
    }

    fn cause(&self, cause: &Cause) -> String {
        let text = match (cause.alone, cause.undone) {
            (true, true) => &self.words.cause_both,
            (true, false) => &self.words.cause_alone,
            (false, true) => &self.words.cause_undone,
            (false, false) => &self.words.cause_share,
        };
        let edit = |number: &usize| {
            let edit = number.checked_sub(1).and_then(|index| self.impact.edits.get(index));
            let name = edit.map_or("", |edit| edit.title.as_ref().map_or(&*edit.path, |title| title.get(self.lang)));
            format!("{} {name}", self.numbers(&[*number]))
        };
        let edits: Vec<String> = cause.edits.iter().map(edit).collect();
        self.say(text, &[("edits", &edits.join(self.words.list_separator.get(self.lang)))])
    }

    /// A level by its title, or what stands in its place.
    pub fn state(&self, state: &State) -> String {
        let words = self.words;
        self.word(match state {
            State::NotApplicable => &words.not_applicable,
            State::OutOfScope => &words.out_of_scope,
            State::Indeterminate => &words.indeterminate,
            State::Barred => &words.barred,
            State::Ungraded => &words.ungraded,
            State::Graded => &words.graded,
            State::Level(id) => match self.impact.levels.iter().find(|level| level.id == *id) {
                Some(level) => &level.title,
                None => return id.clone(),
            },
        })
    }

    fn refusal(&self, refusal: &Refusal) -> RefusalView {
        let words = self.words;
        let mut mistakes: Vec<String> = match refusal.by {
            RefusedBy::Old => vec![self.word(&words.refused_by_old)],
            RefusedBy::New => vec![self.word(&words.refused_by_new)],
            RefusedBy::Both => Vec::new(),
        };
        mistakes.extend(refusal.mistakes.iter().map(|mistake| match &mistake.path {
            Some(path) => self.say(&words.mistake, &[("path", path), ("message", &mistake.message(self.lang))]),
            None => mistake.message(self.lang).to_owned(),
        }));
        RefusalView { who: self.at(&refusal.profile, refusal.line), mistakes }
    }
}

/// Two values, long ones cut short so that their first difference can be seen.
fn short(before: &str, after: &str) -> (String, String) {
    let same = before.chars().zip(after.chars()).take_while(|(one, two)| one == two).count();
    let cut = |value: &str| {
        let long = value.chars().count() > LONGEST;
        let skipped = if long { same.saturating_sub(LONGEST / 3) } else { 0 };
        let kept: String = value.chars().skip(skipped).take(LONGEST).collect();
        let (head, tail) = (skipped > 0, skipped + LONGEST < value.chars().count());
        format!("{}{kept}{}", if head { "…" } else { "" }, if tail { "…" } else { "" })
    };
    (cut(before), cut(after))
}

/// A score or shift with at most two decimals.
pub(super) fn figure(number: &Number) -> String {
    number.round(2, RoundingMode::HalfUp).map_or_else(|_| number.to_string(), |near| near.to_string())
}

/// A shift with its sign.
pub(super) fn signed(shift: &Number) -> String {
    match shift.signum() {
        1.. => format!("+{}", figure(shift)),
        0 => "0".to_owned(),
        _ => format!("−{}", figure(&shift.abs())),
    }
}
