//! Every word of the impact report, read once from `words.toml`.

use crate::text::Text;
use serde::Deserialize;
use std::sync::LazyLock;

/// Declares the table, each word of it a text.
macro_rules! words {
    ($($word:ident)*) => {
        #[derive(Debug, Default, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct Words {
            $(pub $word: Text,)*
        }
    };
}

words! {
    title rulebook versions two_rulebooks list_separator summary read refused old_not_in_effect
    new_not_in_effect neither_in_effect no_edits enterprises_moved items_moved enterprises_within items_within
    sideways_note version_fine version_low version_kept version_back version_other step_none step_patch
    step_minor step_major step_movers edits edit changed added removed moved reordered function_changed
    function_added function_removed schema_changed comments_changed place old_place bundle effect effect_scores
    effect_none number matrix_enterprises matrix_items matrix_head total not_applicable out_of_scope
    indeterminate barred ungraded graded shifts shifts_none shifts_enterprises shifts_items shift_min
    shift_lower shift_median shift_upper shift_max shift_mean figure down_all down_between down_less unchanged
    up_less up_between up_all movers who_item item_named line up down sideways went score score_same score_one
    no_score cause_both cause_alone cause_undone cause_share only_together no_cause more idle idle_note texts
    refusals refused_by_old refused_by_new mistake refused_more
}

/// The table; empty where it does not parse, which the test below rules out.
pub(super) static WORDS: LazyLock<Words> =
    LazyLock::new(|| toml::from_str(include_str!("words.toml")).unwrap_or_default());

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_words_parse_and_each_has_both_languages_with_the_same_values() {
        let table: toml::Table = toml::from_str(include_str!("words.toml")).unwrap();
        toml::from_str::<Words>(include_str!("words.toml")).unwrap();
        for (name, word) in &table {
            let holes = |lang: &str| -> BTreeSet<&str> {
                let parts = word[lang].as_str().unwrap().split('{').skip(1);
                parts.map(|part| part.split_once('}').unwrap().0).collect()
            };
            assert_eq!(holes("zh"), holes("en"), "{name}");
        }
    }
}
