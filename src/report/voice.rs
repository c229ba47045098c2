//! The words of the report in one language, filled with figures and names.

use super::words::{WORDS, Words};
use crate::text::{Lang, Text};
use std::fmt::Display;

/// Speaks one language.
#[derive(Clone, Copy)]
pub(super) struct Voice {
    pub lang: Lang,
    pub words: &'static Words,
}

impl Voice {
    pub fn new(lang: Lang) -> Voice {
        Voice { lang, words: &WORDS }
    }

    /// A text as it stands.
    pub fn text<'a>(&self, text: &'a Text) -> &'a str {
        text.get(self.lang)
    }

    /// A text with its `{name}`s filled in.
    pub fn fill(&self, text: &Text, values: &[(&str, &dyn Display)]) -> String {
        text.fill(self.lang, values)
    }

    /// Names one after another.
    pub fn list<S: AsRef<str>>(&self, names: impl IntoIterator<Item = S>) -> String {
        self.join(names, &self.words.list_separator)
    }

    /// Clauses one after another, each of which may hold a list.
    pub fn clauses<S: AsRef<str>>(&self, clauses: impl IntoIterator<Item = S>) -> String {
        self.join(clauses, &self.words.clause_separator)
    }

    fn join<S: AsRef<str>>(&self, parts: impl IntoIterator<Item = S>, separator: &Text) -> String {
        let mut joined = String::new();
        for (place, part) in parts.into_iter().enumerate() {
            if place > 0 {
                joined.push_str(self.text(separator));
            }
            joined.push_str(part.as_ref());
        }
        joined
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_where_their_names_did() {
        let text = Text::new("得{value}分（满分{max}分）", "{value} of {max} points");
        assert_eq!(Voice::new(Lang::Zh).fill(&text, &[("value", &73), ("max", &100)]), "得73分（满分100分）");
        assert_eq!(Voice::new(Lang::En).fill(&text, &[("value", &73), ("max", &100)]), "73 of 100 points");
    }

    #[test]
    fn lists_are_joined_as_the_language_does() {
        assert_eq!(Voice::new(Lang::Zh).list(["甲", "乙"]), "甲、乙");
        assert_eq!(Voice::new(Lang::En).list(["a", "b"]), "a, b");
    }
}
