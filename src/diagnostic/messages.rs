//! The message tables: each code's words in both languages, with `{name}` where a value goes, and `{name:type}` where the
//! name of a type goes, which has words of its own, and `{name:dates}` where a stretch of dates goes.

use crate::text::{Lang, Text};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    zh: String,
    en: String,
    help: Option<Text>,
}

const TABLES: &[&str] = &[
    include_str!("../messages/general.toml"),
    include_str!("../messages/script.toml"),
    include_str!("../messages/rulebook.toml"),
    include_str!("../messages/profile.toml"),
    include_str!("../messages/assess.toml"),
    include_str!("../messages/cases.toml"),
    include_str!("../messages/coverage.toml"),
];

static MESSAGES: LazyLock<BTreeMap<String, Entry>> = LazyLock::new(|| {
    // a table that does not parse is caught by the test below; at run time the code itself is shown
    TABLES.iter().filter_map(|table| toml::from_str::<BTreeMap<String, Entry>>(table).ok()).flatten().collect()
});

/// The message of `code` and its remedy, filled with `args`.
pub(super) fn fill(code: &str, args: &[(&str, &str)]) -> (Text, Option<Text>) {
    match MESSAGES.get(code) {
        Some(entry) => {
            let both = |zh: &str, en: &str| Text::new(put(zh, Lang::Zh, args), put(en, Lang::En, args));
            let help = entry.help.as_ref().map(|help| both(help.get(Lang::Zh), help.get(Lang::En)));
            (both(&entry.zh, &entry.en), help)
        }
        None => (Text::plain(code), None),
    }
}

fn put(text: &str, lang: Lang, args: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once('{') {
        out.push_str(before);
        match tail.split_once('}').and_then(|(hole, after)| Some((value(hole, lang, args)?, after))) {
            Some((value, after)) => {
                out.push_str(&value);
                rest = after;
            }
            None => {
                out.push('{');
                rest = tail;
            }
        }
    }
    out.push_str(rest);
    out
}

fn value(hole: &str, lang: Lang, args: &[(&str, &str)]) -> Option<String> {
    let (name, kind) = hole.split_once(':').unwrap_or((hole, ""));
    let (_, value) = args.iter().find(|(key, _)| *key == name)?;
    match kind {
        "type" => {}
        "dates" => return Some(dates(value, lang)),
        _ => return Some((*value).to_owned()),
    }
    let word = |name: &str| match MESSAGES.get(&format!("type-{name}")) {
        Some(entry) => if lang == Lang::Zh { &entry.zh } else { &entry.en }.clone(),
        None => name.to_owned(),
    };
    let alternatives: Vec<String> = value.split(" | ").map(word).collect();
    Some(alternatives.join(if lang == Lang::Zh { "或" } else { " or " }))
}

/// An interval as ISO 8601 writes it, `2021-05-17/` or `2022-08-01/2026-03-31`, in words.
fn dates(interval: &str, lang: Lang) -> String {
    let (from, to) = interval.split_once('/').unwrap_or((interval, ""));
    let code = if to.is_empty() { "dates-from" } else { "dates-between" };
    fill(code, &[("from", from), ("to", to)]).0.get(lang).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_parses_and_no_code_stands_twice() -> Result<(), Box<dyn std::error::Error>> {
        let mut seen = BTreeMap::new();
        for table in TABLES {
            for (code, entry) in toml::from_str::<BTreeMap<String, Entry>>(table)? {
                assert!(!entry.zh.is_empty() && !entry.en.is_empty(), "{code}");
                assert!(seen.insert(code.clone(), ()).is_none(), "{code} stands twice");
            }
        }
        Ok(())
    }

    #[test]
    fn both_languages_ask_for_the_same_values() -> Result<(), Box<dyn std::error::Error>> {
        let holes = |text: &str| {
            let mut names: Vec<String> = text
                .split('{')
                .skip(1)
                .filter_map(|part| part.split_once('}').map(|(name, _)| name.to_owned()))
                .filter(|name| name.chars().all(|c| c.is_ascii_lowercase() || c == '_' || c == ':'))
                .collect();
            names.sort();
            names.dedup();
            names
        };
        for table in TABLES {
            for (code, entry) in toml::from_str::<BTreeMap<String, Entry>>(table)? {
                assert_eq!(holes(&entry.zh), holes(&entry.en), "{code}");
            }
        }
        Ok(())
    }

    #[test]
    fn chinese_is_punctuated_in_full_width() -> Result<(), Box<dyn std::error::Error>> {
        let is_chinese = |sign: Option<char>| sign.is_some_and(|sign| ('\u{4e00}'..='\u{9fff}').contains(&sign));
        for table in TABLES {
            for (code, entry) in toml::from_str::<BTreeMap<String, Entry>>(table)? {
                let help = entry.help.as_ref().map(|help| help.get(Lang::Zh));
                for text in std::iter::once(entry.zh.as_str()).chain(help) {
                    // every other part stands between back-ticks and is code
                    for prose in text.split('`').step_by(2) {
                        for (at, _) in prose.match_indices([',', ';', ':', '?', '!']) {
                            let (before, after) = (prose[..at].chars().next_back(), prose[at + 1..].chars().next());
                            assert!(!is_chinese(before) && !is_chinese(after), "{code}: {text}");
                        }
                    }
                }
            }
        }
        Ok(())
    }
}
