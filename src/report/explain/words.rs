//! Every word of an explanation, read once from `words.toml`.

use crate::text::Text;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// The table; empty where it does not parse, which the test below rules out.
pub(super) static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("words.toml")).unwrap_or_default());

/// Declares a section of the table, each word of it a text.
macro_rules! section {
    ($name:ident: $($word:ident)*) => {
        #[derive(Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct $name {
            $(pub $word: Text,)*
        }
    };
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Words {
    pub head: Head,
    pub row: Row,
    pub rule: Rule,
    pub note: Note,
    pub facts: Facts,
    pub params: Params,
    pub bands: Bands,
    pub steps: Steps,
    pub gate: Gate,
    pub lists: Lists,
    /// What built-in functions do, by their names.
    pub functions: BTreeMap<String, Text>,
}

section!(Head: functions levels gates rows row groups applies complete highest held);
section!(Row: title points no_points adds adds_nothing full lacks gain gain_score not_applicable faulty no_rule);
section!(Rule: heading file not_run result);
section!(Note: condition the_condition local truth_local compared computed is_in not_in truth function band lookup score_value score_max score_percent score_status score_applicable score_level default open outcome points points_between fact coded times yes_no more list list_values list_empty list_absent elements element plain_element found same_element bare_element more_elements more_lists undecided items empty between about);
section!(Facts: title field path value more);
section!(Params: title name value basis named long dated dated_between pair entry constant);
section!(Bands: title titled condition result mark at_least above at_most below point otherwise matched range interpolated);
section!(Steps: title start group root sum sum_scaled mean worst best not_worst not_best weightless uncounted script whole contribution rounding held);
section!(Gate: requires fires kind);
section!(Lists: any all count share sum mean filter map find sort_by);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::script::lower::builtins;
    use std::collections::BTreeSet;

    #[test]
    fn the_words_parse_and_each_has_both_languages_with_the_same_values() {
        let table: toml::Table = toml::from_str(include_str!("words.toml")).expect("a table");
        toml::from_str::<Words>(include_str!("words.toml")).expect("every word that explanations ask for");
        let holes = |text: &toml::Value| -> BTreeSet<String> {
            let parts = text.as_str().expect("a text").split('{').skip(1);
            parts.map(|part| part.split_once('}').expect("a closed value").0.to_owned()).collect()
        };
        let known: BTreeSet<&str> = builtins::names().collect();
        assert!(WORDS.functions.keys().all(|name| known.contains(name.as_str())), "only what is built in");
        for (name, word) in table.values().filter_map(toml::Value::as_table).flatten() {
            assert_eq!(holes(&word["zh"]), holes(&word["en"]), "{name}");
        }
    }
}
