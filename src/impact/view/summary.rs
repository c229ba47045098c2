//! The conclusion: how many move, what could not be compared, whether the version rose enough.

use super::super::population::{Moves, Profiles};
use super::super::semver::Step;
use super::{Line, Speaker, Tone};
use crate::text::Text;
use std::fmt::Display;

impl Speaker<'_> {
    pub(super) fn summary(&self) -> Vec<Line> {
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
}
