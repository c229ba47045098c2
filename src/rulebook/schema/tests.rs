use super::tables::effect;
use super::*;
use crate::rulebook::digest::canonical_toml;
use crate::rulebook::read::{asked, tests::EVERYTHING};
use std::collections::{BTreeMap, BTreeSet};

fn accepts(text: &str) -> bool {
    let table: Json = serde_json::from_str(&canonical_toml(text).unwrap()).unwrap();
    jsonschema::validator_for(&schema_json()).unwrap().is_valid(&table)
}

/// Every table, by the name that the reader gives it.
fn tables() -> [(&'static str, Json); 18] {
    [
        ("Rulebook", schema_json()),
        ("Text", text()),
        ("Effective", effective()),
        ("Profile", profile()),
        ("Source", source()),
        ("Subject", subject()),
        ("Score", score()),
        ("Rounding", rounding()),
        ("Param", param()),
        ("DatedValue", dated_value()),
        ("Group", group()),
        ("Row", row()),
        ("Level", level()),
        ("Conditions", conditions()),
        ("LevelThreshold", threshold()),
        ("Gate", gate()),
        ("Effect", effect()),
        ("Lint", lint()),
    ]
}

#[test]
fn the_reader_asks_for_the_keys_of_the_schema_and_no_others() {
    let keys: BTreeMap<_, BTreeSet<String>> = tables()
        .into_iter()
        .map(|(name, table)| (name, table["properties"].as_object().unwrap().keys().cloned().collect()))
        .collect();
    let asked: BTreeMap<_, BTreeSet<String>> = asked(EVERYTHING)
        .into_iter()
        .map(|(kind, keys)| (kind, keys.into_iter().map(str::to_owned).collect()))
        .collect();
    assert_eq!(keys, asked);
}

#[test]
fn every_key_speaks_both_languages() {
    for (_, table) in tables() {
        for (name, key) in table["properties"].as_object().into_iter().flatten() {
            assert!(key["title"].as_str().is_some_and(|title| !title.is_ascii()), "{name}");
            assert!(key["description"].as_str().is_some_and(|text| text.is_ascii()), "{name}");
        }
    }
}

#[test]
fn the_table_that_uses_every_key_is_accepted() {
    assert!(accepts(EVERYTHING));
}

#[test]
fn what_the_reader_refuses_in_one_table_the_schema_refuses_too() {
    for (from, to) in [
        ("points = 2\n", ""),
        ("points = 2", "points = \"2\""),
        ("effort = 3", "efort = 3"),
        ("id = \"margin\"", "id = \"mar.gin\""),
        ("id = \"safety\"", "id = \"root\""),
        ("\"1.0.0\"", "\"1.0\""),
        ("format = 1", "format = 2"),
        ("overall = \"worst\"", "overall = \"wurst\""),
        ("max_not_applicable = 30", "max_not_applicable = 101"),
        ("core = \"60%\"", "core = \"sixty\""),
        ("\"gates.in_scope\"", "\"a.b.c\""),
        ("digits = 1,", "digits = 13,"),
        ("value = 60", "value = 60\ndated = []"),
        ("when = \"gates.untested\"", ""),
        ("{ demote = 1 }", "{ demote = 1, warn = true }"),
        ("{ warn = true }", "{ warn = false }"),
        ("any = [{ percent = 80 }]", "any = [{}]"),
        ("any = [{ percent = 80 }]", "any = []"),
        ("\"share_at:L1\"", "\"share\""),
    ] {
        assert_eq!(EVERYTHING.matches(from).count(), 1, "`{from}` stands once");
        assert!(!accepts(&EVERYTHING.replacen(from, to, 1)), "{to}");
    }
}
