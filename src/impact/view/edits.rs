//! Edits in words.

use super::super::edit::{Edit, Part};
use super::super::table::EditKind;
use super::Speaker;
use serde::Serialize;
use std::fmt::Display;

#[derive(Debug, Serialize)]
pub(in crate::impact) struct EditView {
    pub number: String,
    pub path: String,
    pub what: String,
    pub place: String,
    pub effects: Vec<String>,
}

/// Values longer than this are cut short.
const LONGEST: usize = 70;

impl Speaker<'_> {
    /// An edit by its number, path and what was done.
    pub(super) fn named(&self, edit: &Edit) -> String {
        let values: [(&str, &dyn Display); 2] = [("path", &edit.path), ("what", &self.what(edit))];
        format!("{} {}", self.numbers(&[edit.number]), self.say(&self.words.edit, &values))
    }

    pub(super) fn edit(&self, edit: &Edit) -> EditView {
        let words = self.words;
        let place = match edit.kind {
            EditKind::Removed => self.say(&words.old_place, &[("place", &edit.place)]),
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
            (Part::Function, EditKind::Added) => &words.function_added,
            (Part::Function, EditKind::Removed) => &words.function_removed,
            (Part::Function, _) => &words.function_changed,
            (_, EditKind::Added) => &words.added,
            (_, EditKind::Removed) => &words.removed,
            (_, EditKind::Moved) => &words.moved,
            (_, EditKind::Reordered) => &words.reordered,
            (_, EditKind::Changed) => &words.changed,
        };
        self.say(text, &[("before", &before), ("after", &after)])
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
