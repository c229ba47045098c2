//! The JSON Schema of case files, by which editors complete and check them as they are written.

use super::expect::{GATE_STATES, STATES, STATUSES};
use crate::rulebook::schema::write::{
    Definition, Key, any, document, key, list, map, number, number_or, of, one_or_many, string, table, types, with,
    words,
};
use crate::rulebook::schema::{date, text};
use serde_json::{Value as Json, json};

/// The JSON Schema of a file of worked cases, as text.
pub(crate) fn schema() -> String {
    format!("{:#}\n", schema_json())
}

fn schema_json() -> Json {
    document(file(), DEFINITIONS)
}

/// What stands in lists and maps.
const DEFINITIONS: &[Definition] = &[("Case", case), ("Variant", variant), ("ExpectItem", expect_item)];

/// A list of cases, or a single one: the keys of both together, for editors name every branch of a choice between tables.
fn file() -> Json {
    let cases = with(list(of("Case")), "minItems", json!(1));
    let keys = [key("case", "案例", "Worked cases", cases)].into_iter().chain(case_keys());
    let file = with(table("案例文件", "Worked cases", keys), "required", json!([]));
    with(file, "anyOf", json!([{ "required": ["case"] }, { "required": ["name", "profile"] }]))
}

fn case() -> Json {
    table("案例", "A profile, what is changed in it, and what must come out", case_keys())
}

fn case_keys() -> [Key; 8] {
    let profile = with(types(&["string", "object"]), "additionalProperties", json!(true));
    [
        name(),
        key("profile", "填报表", "Path from this file to a profile, or the profile itself", profile).required(),
        set(),
        item(),
        as_of(),
        rules_on(),
        key("expect", "应得结果", "What must come out", expect()),
        key("variant", "变体", "Small variations, each laid over the case", list(of("Variant"))),
    ]
}

fn variant() -> Json {
    table(
        "变体",
        "What differs from the case",
        [
            name(),
            set(),
            item(),
            as_of(),
            rules_on(),
            key("expect", "应得结果", "What must come out, entry by entry", expect()),
        ],
    )
}

fn name() -> Key {
    key("name", "名称", "Name", text()).required()
}

fn set() -> Key {
    let fact = with(any(), "description", json!("A value, or { absent = true } to take the fact away"));
    key("set", "改动", "Facts to set or to take away, by path: \"products[AF-5L].name\" = …", map(fact))
}

fn item() -> Key {
    key("item", "评价对象", "Key of the item that is meant", string())
}

fn as_of() -> Key {
    key("as_of", "评价基准日", "The day that the facts speak of", date())
}

fn rules_on() -> Key {
    key("rules_on", "规则适用日", "The day whose rules count", date())
}

fn expect() -> Json {
    let of_all = [
        key("items", "各评价对象", "What must come out for items, by key", map(of("ExpectItem"))),
        key("out_of_scope", "不在范围内", "Keys of all items that are out of scope", list(string())),
        key("error", "出错", "Code of the error that must come", string()),
    ];
    let keys = result().into_iter().chain(of_all);
    table("应得结果", "What must come out; what is not named is not compared", keys)
}

/// What may be expected of the whole result and of an item alike.
fn result() -> [Key; 12] {
    let rows = with(map(number_or(expect_row())), "propertyNames", json!({ "pattern": r"\." }));
    [
        key("status", "状态", "The result in one word", words(&STATUSES)),
        key("level", "等级", "Id of the final level, or \"ungraded\"", string()),
        key("earned_level", "挣得的等级", "Id of the level before gates, or \"ungraded\"", string()),
        key("score", "得分", "The final score", number()),
        key("lower", "最低可能得分", "The least that the score can still become", number()),
        key("upper", "最高可能得分", "The most that the score can still become", number()),
        key("coverage", "填报率", "Percent of what applies that was answered", number()),
        key("possible", "可能的等级", "Ids of all levels that are still possible", list(string())),
        key("missing", "未填的项", "Paths of all facts that rules lack", list(string())),
        key("groups", "维度", "Group id, and its value or more", map(number_or(expect_group()))),
        key("rows", "评价项", "\"GROUP.ROW\", and its points where it is answered, or more", rows),
        key("gates", "否决项、限制项", "Gate id, and its state", map(words(&GATE_STATES))),
    ]
}

fn expect_item() -> Json {
    table("一个对象应得的结果", "What must come out for an item", result())
}

fn expect_group() -> Json {
    table(
        "维度",
        "What must come out for a group",
        [
            key("value", "得分", "On its own scale", number()),
            key("percent", "得分率", "Percent of the maximum", number()),
            key("level", "等级", "Id of its level, or \"ungraded\"", string()),
            key("status", "状态", "How far it was answered", words(&STATES)),
        ],
    )
}

fn expect_row() -> Json {
    table(
        "评价项",
        "What must come out for a row",
        [
            key("points", "得分", "Points; of a row answered in part those that are sure", number()),
            key("state", "状态", "How far it was answered", words(&STATES)),
            key("lower", "最低可能得分", "The least that it can still get", number()),
            key("upper", "最高可能得分", "The most that it can still get", number()),
            key("why_contains", "理由包含", "What its reason contains", one_or_many(string(), string())),
        ],
    )
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
        let of_one = [
            ("Case", case()),
            ("Variant", variant()),
            ("Expect", expect()),
            ("ExpectItem", expect_item()),
            ("ExpectGroup", expect_group()),
            ("ExpectRow", expect_row()),
            ("Text", text()),
        ];
        let mut keys: BTreeMap<&str, BTreeSet<String>> =
            of_one.iter().map(|(name, schema)| (*name, keys(schema))).collect();
        let of_file = self::keys(&file());
        keys.insert("CaseFile", of_file.difference(&keys["Case"]).cloned().collect());
        assert!(keys["Case"].is_subset(&of_file), "a file may hold one case as it stands");
        let asked: BTreeMap<&str, BTreeSet<String>> = asked(EVERYTHING)
            .into_iter()
            .map(|(kind, keys)| (kind, keys.into_iter().map(str::to_owned).collect::<BTreeSet<_>>()))
            .filter(|(_, keys)| !keys.is_empty())
            .collect();
        assert_eq!(keys, asked);
    }

    fn keys(table: &Json) -> BTreeSet<String> {
        table["properties"].as_object().into_iter().flat_map(|keys| keys.keys().cloned()).collect()
    }

    #[test]
    fn what_the_reader_refuses_the_schema_refuses_too() {
        let validator = jsonschema::validator_for(&schema_json()).unwrap();
        let accepts = |text: &str| {
            let json = crate::rulebook::digest::canonical_toml(text).unwrap();
            validator.is_valid(&serde_json::from_str(&json).unwrap())
        };
        assert!(accepts(EVERYTHING));
        for (from, to) in [
            ("graded", "grade"),
            ("g.s", "gs"),
            ("rules_on = 2023-04-30", "rules_on = 20230430"),
            ("profile = \"p.json\"", ""),
            ("[[case]]", "[[cases]]"),
            ("[case.expect]", "[case.expects]"),
        ] {
            assert_eq!(EVERYTHING.matches(from).count(), 1, "`{from}` stands once");
            assert!(!accepts(&EVERYTHING.replacen(from, to, 1)), "{to}");
        }
        let single = "name = \"one\"\nprofile = { a = 1 }\nexpect = { score = 1 }\n";
        assert!(accepts(single) && !accepts(&single.replace("profile", "#")));
    }
}
