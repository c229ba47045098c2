//! The JSON Schema of case files, by which editors complete and check them as they are written.

use super::expect::{GATE_STATES, STATES, STATUSES};
use crate::rulebook::schema::{Key, either, key, list, map, of, table, text, with, words};
use serde_json::{Map, Value as Json, json};

/// The JSON Schema of a file of worked cases, as text.
pub(crate) fn schema() -> String {
    format!("{:#}\n", schema_json())
}

/// The schema; draft 7, which the editors of TOML know best.
fn schema_json() -> Json {
    let definitions: Map<String, Json> = DEFINITIONS.iter().map(|(name, make)| ((*name).to_owned(), make())).collect();
    let file = either([of("CaseFile"), of("Case")]);
    with(
        with(file, "definitions", Json::Object(definitions)),
        "$schema",
        json!("http://json-schema.org/draft-07/schema#"),
    )
}

/// The name of a kind of value, and its schema.
type Definition = (&'static str, fn() -> Json);

const DEFINITIONS: &[Definition] = &[
    ("Text", || {
        let by_language = table(
            "文本",
            "A text by language",
            [key("zh", "中文", "Chinese", text()), key("en", "英文", "English", text())],
        );
        either([text(), with(by_language, "minProperties", json!(1))])
    }),
    // an editor may hand a date over as a text or as something of its own
    ("Date", || json!({ "title": "日期", "description": "A day: 2023-04-30" })),
    ("CaseFile", || {
        let cases = with(list(of("Case")), "minItems", json!(1));
        table("案例文件", "Worked cases", [key("case", "案例", "Worked cases", cases).required()])
    }),
    ("Case", case),
    ("Variant", variant),
    ("Set", || {
        let path = json!({ "description": "A value, or { absent = true } to take the fact away" });
        with(map(path), "description", json!("Paths of facts and what stands there: \"products[AF-5L].name\" = …"))
    }),
    ("Expect", expect),
    ("ExpectItem", || table("一个对象应得的结果", "What must come out for an item", result())),
    ("ExpectGroup", || {
        table(
            "维度",
            "What must come out for a group",
            [
                key("value", "得分", "On its own scale", number()),
                key("percent", "得分率", "Percent of the maximum", number()),
                key("level", "等级", "Id of its level, or \"ungraded\"", text()),
                key("status", "状态", "How far it was answered", words(&STATES)),
            ],
        )
    }),
    ("ExpectRow", || {
        table(
            "评价项",
            "What must come out for a row",
            [
                key("points", "得分", "Points; of a row answered in part those that are sure", number()),
                key("state", "状态", "How far it was answered", words(&STATES)),
                key("lower", "最低可能得分", "The least that it can still get", number()),
                key("upper", "最高可能得分", "The most that it can still get", number()),
                key("why_contains", "理由包含", "What its reason contains", either([text(), list(text())])),
            ],
        )
    }),
];

fn case() -> Json {
    let profile = either([text(), json!({ "type": "object" })]);
    table(
        "案例",
        "A profile, what is changed in it, and what must come out",
        [
            name(),
            key("profile", "填报表", "Path from this file to a profile, or the profile itself", profile).required(),
            key("set", "改动", "Facts to set or to take away", of("Set")),
            key("item", "评价对象", "Key of the item that is meant", text()),
            key("as_of", "评价基准日", "The day that the facts speak of", of("Date")),
            key("rules_on", "规则适用日", "The day whose rules count", of("Date")),
            key("expect", "应得结果", "What must come out", of("Expect")),
            key("variant", "变体", "Small variations, each laid over the case", list(of("Variant"))),
        ],
    )
}

fn variant() -> Json {
    table(
        "变体",
        "What differs from the case",
        [
            name(),
            key("set", "改动", "Facts to set or to take away, path by path", of("Set")),
            key("item", "评价对象", "Key of the item that is meant", text()),
            key("as_of", "评价基准日", "The day that the facts speak of", of("Date")),
            key("rules_on", "规则适用日", "The day whose rules count", of("Date")),
            key("expect", "应得结果", "What must come out, entry by entry", of("Expect")),
        ],
    )
}

fn name() -> Key {
    key("name", "名称", "Name", of("Text")).required()
}

fn expect() -> Json {
    let of_all = [
        key("items", "各评价对象", "What must come out for items, by key", map(of("ExpectItem"))),
        key("out_of_scope", "不在范围内", "Keys of all items that are out of scope", list(text())),
        key("error", "出错", "Code of the error that must come", text()),
    ];
    let keys = result().into_iter().chain(of_all);
    table("应得结果", "What must come out; what is not named is not compared", keys)
}

/// What may be expected of the whole result and of an item alike.
fn result() -> [Key; 12] {
    let row = either([number(), of("ExpectRow")]);
    let rows = with(map(row), "propertyNames", json!({ "pattern": r"\." }));
    [
        key("status", "状态", "The result in one word", words(&STATUSES)),
        key("level", "等级", "Id of the final level, or \"ungraded\"", text()),
        key("earned_level", "挣得的等级", "Id of the level before gates, or \"ungraded\"", text()),
        key("score", "得分", "The final score", number()),
        key("lower", "最低可能得分", "The least that the score can still become", number()),
        key("upper", "最高可能得分", "The most that the score can still become", number()),
        key("coverage", "填报率", "Percent of what applies that was answered", number()),
        key("possible", "可能的等级", "Ids of all levels that are still possible", list(text())),
        key("missing", "未填的项", "Paths of all facts that rules lack", list(text())),
        key("groups", "维度", "Group id, and its value or more", map(either([number(), of("ExpectGroup")]))),
        key("rows", "评价项", "\"GROUP.ROW\", and its points where it is answered, or more", rows),
        key("gates", "否决项、限制项", "Gate id, and its state", map(words(&GATE_STATES))),
    ]
}

fn number() -> Json {
    json!({ "type": "number" })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::read::asked;
    use std::collections::{BTreeMap, BTreeSet};

    /// One of every key.
    const EVERYTHING: &str = r#"
[[case]]
name = { zh = "一", en = "one" }
profile = "p.json"
set = { "a.b" = 1 }
item = "A"
as_of = 2023-04-30
rules_on = 2023-04-30
[case.expect]
status = "graded"
level = "good"
rows = { "g.r" = { points = 1, state = "answered", why_contains = "因" }, "g.s" = 2 }
groups = { g = { value = 1, percent = 50, level = "good", status = "answered" }, h = 1 }
gates = { record = "clear" }
items = { A = { score = 1 } }
[[case.variant]]
name = "二"
expect = { error = "not-in-effect" }
"#;

    #[test]
    fn the_reader_asks_for_the_keys_of_the_schema_and_no_others() {
        let keys: BTreeMap<&str, BTreeSet<String>> = DEFINITIONS
            .iter()
            .map(|(name, make)| (*name, if *name == "Text" { make()["anyOf"][1].clone() } else { make() }))
            .filter(|(_, schema)| schema["properties"].is_object())
            .map(|(name, schema)| {
                (name, schema["properties"].as_object().into_iter().flatten().map(|(k, _)| k.clone()).collect())
            })
            .collect();
        let asked: BTreeMap<&str, BTreeSet<String>> = asked(EVERYTHING)
            .into_iter()
            .map(|(kind, keys)| (kind, keys.into_iter().map(str::to_owned).collect::<BTreeSet<_>>()))
            .filter(|(_, keys)| !keys.is_empty())
            .collect();
        assert_eq!(keys, asked);
    }

    #[test]
    fn every_built_in_case_file_is_accepted() {
        let validator = jsonschema::validator_for(&schema_json()).unwrap();
        let accepts = |text: &str| {
            let json = crate::rulebook::digest::canonical_toml(text).unwrap();
            validator.is_valid(&serde_json::from_str(&json).unwrap())
        };
        assert!(accepts(EVERYTHING));
        assert!(!accepts(&EVERYTHING.replace("graded", "grade")));
        assert!(!accepts(&EVERYTHING.replace("g.s", "gs")));
        let rules = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
        for rulebook in rules.read_dir().unwrap().flatten() {
            for file in rulebook.path().join("cases").read_dir().into_iter().flatten().flatten() {
                if file.path().extension().is_some_and(|ending| ending == "toml") {
                    assert!(accepts(&std::fs::read_to_string(file.path()).unwrap()), "{:?}", file.path());
                }
            }
        }
    }
}
