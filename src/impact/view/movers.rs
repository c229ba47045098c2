//! Movers with their causes, and refused profiles, in words.

use super::super::population::{Cause, Mover, Refusal, RefusedBy};
use super::super::standing::{Direction, Standing};
use super::{Speaker, Tone, figure, signed};
use crate::number::Number;
use serde::Serialize;

#[derive(Debug, Serialize)]
pub(in crate::impact) struct MoverView {
    pub way: String,
    pub tone: Tone,
    pub who: String,
    pub place: String,
    pub went: String,
    pub score: String,
    pub causes: Vec<String>,
}

#[derive(Debug, Serialize)]
pub(in crate::impact) struct RefusalView {
    pub who: String,
    pub mistakes: Vec<String>,
}

impl Speaker<'_> {
    pub(super) fn mover(&self, mover: &Mover) -> MoverView {
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

    pub(super) fn refusal(&self, refusal: &Refusal) -> RefusalView {
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
