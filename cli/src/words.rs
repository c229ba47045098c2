//! The words of the program in both languages, from `words.toml`.

use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use zhiheng::{Lang, Text};

/// The whole table of words.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Help of the program and its subcommands, by name.
    pub commands: BTreeMap<String, CommandWords>,
    /// Help of arguments, by name.
    pub arguments: BTreeMap<String, Text>,
    /// Everything else.
    pub say: Say,
}

/// The help of one command.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommandWords {
    /// What it does.
    pub about: Text,
    /// How it is called.
    pub usage: Text,
}

macro_rules! say {
    ($($name:ident)*) => {
        /// One field for each text, so that a missing or a surplus entry of the table cannot pass unseen.
        #[derive(Default, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct Say {
            $(#[doc = concat!("`", stringify!($name), "`")] pub $name: Text,)*
        }
    };
}

say! {
    heading_usage heading_commands heading_arguments heading_options
    value_file value_date value_rulebook value_profile value_percent value_folder value_row value_item
    value_old value_new
    error warning note help path stdin stdout internal counted more
    wrong_unknown_argument wrong_unknown_command wrong_value wrong_no_value wrong_missing wrong_no_command wrong_twice
    wrong_conflict wrong_percent wrong_date wrong_count wrong_not_unicode wrong_lang did_you_mean see_help
    file_not_found file_is_folder file_denied file_not_read file_not_written folder_not_found folder_denied
    output_is_input stdin_twice no_profiles
    no_folder not_a_folder no_rulebook no_such_rulebook known_rulebooks both_builtin_and_folder
    value_number batch_bar batch_spinner batch_done batch_line_too_long batch_full_csv batch_resume_what batch_left_over
    batch_nothing_left batch_other_terms batch_spoilt
    skipped skipped_line not_applicable nothing_applies
    column_id column_title column_version column_status column_effective column_subject
    column_path column_kind column_unit column_readers
    status_official status_adapted status_project
    effective_from effective_between subject_enterprise subject_each
    new_next new_no_id new_no_id_help new_not_empty new_not_empty_help
    watch_again watch_waiting watch_failed
    check_clean test_no_cases facts_count readers_decisions template_lists
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    // a table that does not parse is caught by the test below
    toml::from_str(include_str!("words.toml")).unwrap_or_default()
});

/// The table of words.
pub fn words() -> &'static Words {
    &WORDS
}

/// What the program says beside its help.
pub fn say() -> &'static Say {
    &WORDS.say
}

/// The text in `lang` with its holes `{name}` filled.
pub fn fill(text: &Text, lang: Lang, values: &[(&str, &str)]) -> String {
    let mut out = String::new();
    let mut rest = text.get(lang);
    while let Some((before, tail)) = rest.split_once('{') {
        out.push_str(before);
        let hole = tail.split_once('}').and_then(|(name, after)| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some((*value, after))
        });
        match hole {
            Some((value, after)) => {
                out.push_str(value);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_parses_and_every_text_is_in_both_languages() {
        let table: Words = toml::from_str(include_str!("words.toml")).unwrap();
        assert!(table.commands.values().all(|command| command.about.is_translated() && command.usage.is_translated()));
        assert!(table.arguments.values().all(Text::is_translated));
    }

    #[test]
    fn holes_are_filled_and_braces_of_values_stay() {
        let text = Text::new("`{a}` 与 `{b}`", "`{a}` and `{b}`");
        assert_eq!(fill(&text, Lang::En, &[("a", "{b}"), ("b", "{")]), "`{b}` and `{`");
    }
}
