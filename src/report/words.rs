//! Every word of the report, read once from `words.toml`.

use crate::text::Text;
use serde::Deserialize;
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
    pub list_separator: Text,
    pub clause_separator: Text,
    pub headline: Headline,
    pub verdict: Verdict,
    pub names: Names,
    pub reasons: Reasons,
    pub state: State,
    pub gates: Gates,
    pub groups: Groups,
    pub losses: Losses,
    pub limiting: Limiting,
    pub missing: Missing,
    pub uncounted: Uncounted,
    pub ledger: Ledger,
    pub assumed: Assumed,
    pub evidence: Evidence,
    pub notes: Notes,
    pub items: Items,
    pub overview: Overview,
    pub scheme: Scheme,
    pub scheme_grounds: SchemeGrounds,
    pub scheme_score: SchemeScore,
    pub scheme_rows: SchemeRows,
    pub scheme_levels: SchemeLevels,
    pub scheme_gates: SchemeGates,
    pub scheme_params: SchemeParams,
    pub schemes: Schemes,
}

section!(Headline: version official adapted project dates);
section!(Verdict: title level without_levels by_item ungraded barred indeterminate not_applicable not_applicable_because because possible changed decided_by score score_open score_unknown capped coverage legend);
section!(Names: barred ungraded indeterminate not_applicable graded yes no not_given nothing several cite clause);
section!(Reasons: unanswered root coverage fault gate not_applicable item);
section!(State: answered partly unanswered not_applicable out_of_scope faulty);
section!(Gates: title fired not_met met undecided clear line lacks lacks_bar lacks_warning open open_bar open_warning bar cap_level cap_score demote warn advice);
section!(Groups: title reached name percent score level of open);
section!(Losses: title row row_open cost why facts fact band at_least above at_most below result step next_step advice asked given document verified lacks basis held more none);
section!(Limiting: title barred barred_ungraded any set root score above percent level points percentage nothing rule lacks gates);
section!(Missing: title fact rows gain gates levels applies decides_applies);
section!(Uncounted: title not_applicable faulty row);
section!(Ledger: title row group state points contribution strength total base rounding cap adjustment);
section!(Assumed: title);
section!(Evidence: title claimed evidenced verified);
section!(Notes: warnings on sources issued held footer digest);
section!(Items: title name keyed level score range span coverage shares share out_of_scope because);
section!(Overview: title rulebook);
section!(Scheme: item content id version status official adapted project except effective from between later ended subject enterprise each scope overall_worst overall_best overall_none applies applies_if sources source issued cite clause basis short_official short_adapted short_project sentence nothing and);
section!(SchemeGrounds: title status rows levels gates params);
section!(SchemeScore: title root_sum root_mean root_min root_max root_script max rescaled base digits half_up half_even down up zero exclude rescale reduce coverage not_applicable_warn not_applicable_open);
section!(SchemeRows: title group combine weight points count sum mean min max script common held held_title how_percent how_levels level_points how_worst how_best how_mean how_share how_weight row params evidence steps step uncounted);
section!(SchemeLevels: title none of level conditions cumulative independent always or set score above percent reaches step root_score root_above root_percent itself every_group every_row quoted rule rule_params rule_limits rule_facts limit limit_in);
section!(SchemeGates: title gate kind require when effect bar undecided);
section!(SchemeParams: title param value unit named since since_cited until until_cited entry labelled at_least above at_most below otherwise pair between);
section!(Schemes: index rulebook clauses per_clause clause gist kind rows enterprise indirect duty answer none_yet outside);

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_words_parse_and_each_has_both_languages_with_the_same_values() {
        let table: toml::Table = toml::from_str(include_str!("words.toml")).expect("a table");
        toml::from_str::<Words>(include_str!("words.toml")).expect("every word that the report asks for");
        let holes = |text: &toml::Value| -> BTreeSet<String> {
            let parts = text.as_str().expect("a text").split('{').skip(1);
            parts.map(|part| part.split_once('}').expect("a closed value").0.to_owned()).collect()
        };
        let sections = table.values().filter_map(toml::Value::as_table).filter(|section| !section.contains_key("zh"));
        for (name, word) in sections.flatten() {
            assert_eq!(holes(&word["zh"]), holes(&word["en"]), "{name}");
        }
    }
}
