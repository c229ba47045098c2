//! Rulebooks that do not load.

use crate::words::told;
use proptest::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use zhiheng::{Error, Lang, Rulebook};

pub const TABLE: &str = r#"format = 1
id = "tiny"
version = "1.0.0"
title = { zh = "小册", en = "Tiny" }
status = "project"
effective = { from = 2021-01-01 }
use = ["../lib/shared.rhai"]
[params.least]
value = 3
[score]
combine = "sum"
script = "rules"
[[groups]]
id = "work"
title = { zh = "工作", en = "Work" }
rows = [
  { id = "times", title = { zh = "次数", en = "Times" }, points = 10 },
  { id = "kinds", title = { zh = "种类", en = "Kinds" }, points = 5 },
]
[[levels]]
id = "pass"
title = { zh = "合格", en = "Pass" }
any = [{ score = 6 }]
"#;

pub const SCRIPT: &str = "fn times(p) { if p.times >= params.least { points(10) } else { points(half(10)) } }
fn kinds(p) { points(clamp(len(p.kinds), 0, 5)) }
";

const SHARED: &str = "fn half(n) { n / 2 }\n";

/// A folder of rulebooks of its own for each test.
pub fn shelf(name: &str) -> PathBuf {
    let shelf = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mistakes").join(name);
    let _ = fs::remove_dir_all(&shelf);
    fs::create_dir_all(shelf.join("tiny")).unwrap();
    fs::create_dir_all(shelf.join("lib")).unwrap();
    fs::write(shelf.join("lib/shared.rhai"), SHARED).unwrap();
    shelf
}

/// What is told of the rulebook with that table and script.
fn load(shelf: &Path, table: &str, script: &str) -> Result<Rulebook, Error> {
    fs::write(shelf.join("tiny/rulebook.toml"), table).unwrap();
    fs::write(shelf.join("tiny/rules.rhai"), script).unwrap();
    Rulebook::load(shelf.join("tiny"))
}

#[track_caller]
fn replaced(text: &str, from: &str, to: &str) -> String {
    assert_eq!(text.matches(from).count(), 1, "`{from}` stands once");
    text.replacen(from, to, 1)
}

#[test]
fn the_rulebook_without_mistakes_loads() {
    let rulebook = load(&shelf("sound"), TABLE, SCRIPT).unwrap();
    assert_eq!(rulebook.warnings(), []);
}

/// What is wrong, how it comes about in table or script, what is told, and a part of message and remedy.
const MISTAKES: &[(&str, &str, &str, &str, &str, &str)] = &[
    (
        "a key that is missing at the top",
        "version = \"1.0.0\"\n",
        "",
        "rulebook.toml missing-key",
        "`rulebook.toml` 缺少 `version`",
        "`version` is missing in `rulebook.toml`",
    ),
    (
        "a script that is not there",
        "script = \"rules\"",
        "script = \"rule\"",
        "rulebook.toml:12:10 unknown-script",
        "没有脚本 `rule` 是不是想写 `rules`",
        "there is no script `rule` did you mean `rules`?",
    ),
    (
        "a used script that is not there",
        "shared.rhai",
        "share.rhai",
        "rulebook.toml:7:8 missing-script",
        "是不是想写 `../lib/shared.rhai`",
        "did you mean `../lib/shared.rhai`?",
    ),
    (
        "a used script outside of the folder",
        "../lib/shared.rhai",
        "../../../secret.rhai",
        "rulebook.toml:7:8 outside-library",
        "超出了评价规则册所在文件夹的上一级 将文件移入其中",
        "lies outside of the folder that holds the rulebook's folder move the file inside",
    ),
    (
        "two rows with one id",
        "id = \"kinds\"",
        "id = \"times\"",
        "rulebook.toml:18:10 duplicate-id",
        "`times` 重复",
        "`times` stands twice; the first is on line 17",
    ),
    (
        "a day without a value",
        "value = 3",
        "dated = [{ from = 2021-01-01, to = 2021-06-30, value = 3 }, { from = 2021-07-02, value = 4 }]",
        "rulebook.toml:9:61 dated-gap",
        "在 2021-07-01 至 2021-07-01 没有取值 按日期的取值须连续覆盖",
        "has no value from 2021-07-01 to 2021-07-01 values by date must cover",
    ),
    (
        "a level on a group that is not there",
        "{ score = 6 }",
        "{ groups = { wrok = 6 } }",
        "rulebook.toml:23:21 unknown-group",
        "没有维度 `wrok` 是不是想写 `work`",
        "there is no group `wrok` did you mean `work`?",
    ),
    (
        "a loop that may not end",
        "fn kinds(p) { points",
        "fn kinds(p) { let n = 0; while n < 1 { } points",
        "rules.rhai:2:26 unbounded-loop",
        "规则必须一定能结束 用 `for x in 列表`",
        "rules must always end use `for x in list`",
    ),
    (
        "a function that calls itself",
        "clamp(len(p.kinds), 0, 5)",
        "kinds(p)",
        "rules.rhai:2:4 recursion",
        "绕回来调用了自己 改用 for 或集合函数",
        "calls itself, directly or through others use `for`",
    ),
    (
        "a parameter that is not there",
        "params.least {",
        "params.lest {",
        "rules.rhai:1:36 unknown-param",
        "没有参数 `lest` 是不是想写 `least`",
        "there is no parameter `lest` did you mean `least`?",
    ),
];

#[test]
fn each_mistake_is_told_once_with_its_place_and_the_remedy() {
    let shelf = shelf("each");
    for (what, from, to, expected, zh, en) in MISTAKES {
        let (table, script) = if TABLE.contains(from) {
            (replaced(TABLE, from, to), SCRIPT.to_owned())
        } else {
            (TABLE.to_owned(), replaced(SCRIPT, from, to))
        };
        let Err(Error::Rulebook(error)) = load(&shelf, &table, &script) else { panic!("{what} loads") };
        let found: Vec<_> = error.diagnostics().iter().map(told).collect();
        assert_eq!(found.first().map(String::as_str), Some(*expected), "{what}: {found:?}");
        let mistake = &error.diagnostics()[0];
        assert!(error.source_text(&mistake.place.file).is_some(), "{what}");
        for (lang, part) in [(Lang::Zh, zh), (Lang::En, en)] {
            let words = format!("{} {}", mistake.message(lang), mistake.help(lang).unwrap_or_default());
            assert!(words.contains(part), "{what}: {words}");
        }
    }
}

#[test]
fn a_script_that_is_not_there_is_told_once_however_many_rows_name_it() {
    let shelf = shelf("gone");
    fs::write(shelf.join("tiny/rulebook.toml"), TABLE).unwrap();
    let told_of = || Rulebook::load(shelf.join("tiny")).unwrap_err().diagnostics().iter().map(told).collect::<Vec<_>>();
    assert_eq!(told_of(), ["rulebook.toml:12:10 unknown-script"]);
    let rows = TABLE
        .replace("points = 10", "points = 10, rule = \"more.a\"")
        .replace("points = 5", "points = 5, rule = \"more.b\"");
    fs::write(shelf.join("tiny/rulebook.toml"), rows).unwrap();
    assert_eq!(told_of(), ["rulebook.toml:12:10 unknown-script", "rulebook.toml:17:76 unknown-script"]);
}

#[test]
fn rulebooks_that_hold_one_another_are_told_with_the_way_around() {
    let shelf = shelf("circle");
    let holding = |id: &str, other: &str| {
        let group = format!("[[groups]]\nid = \"held\"\ntitle = \"另\"\npoints = 5\nrulebook = \"{other}\"\n");
        replaced(TABLE, "id = \"tiny\"", &format!("id = \"{id}\"")) + group.as_str()
    };
    for (id, other) in [("tiny", "other"), ("other", "third"), ("third", "tiny")] {
        fs::create_dir_all(shelf.join(id)).unwrap();
        fs::write(shelf.join(id).join("rulebook.toml"), holding(id, other)).unwrap();
        fs::write(shelf.join(id).join("rules.rhai"), SCRIPT).unwrap();
    }
    let Err(Error::Rulebook(error)) = Rulebook::load(shelf.join("tiny")) else { panic!("it loads") };
    assert_eq!(
        error.diagnostics().iter().map(told).collect::<Vec<_>>(),
        ["../third/rulebook.toml:28:12 rulebook-cycle"]
    );
    assert!(error.diagnostics()[0].message(Lang::En).contains("tiny → other → third → tiny"));
}

#[test]
fn everything_that_is_wrong_is_told_in_one_go_in_the_order_of_the_files() {
    let table = replaced(&replaced(TABLE, "points = 5", "points = -5"), "{ score = 6 }", "{ groups = { wrok = 6 } }");
    let script = replaced(SCRIPT, "half(10)", "hlaf(10)");
    let error = load(&shelf("several"), &table, &script).unwrap_err();
    let found: Vec<_> = error.diagnostics().iter().map(told).collect();
    assert_eq!(
        found,
        ["rulebook.toml:18:65 not-positive", "rulebook.toml:23:21 unknown-group", "rules.rhai:1:71 unknown-function",]
    );
    assert!(error.to_string().ends_with("(and 2 more)"), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_happens_to_a_rulebook_it_loads_or_words_are_found(
        in_table in any::<bool>(), from in any::<prop::sample::Index>(), taken in 0usize..12,
        to in any::<prop::sample::Index>(), given in 0usize..12,
    ) {
        let text: Vec<char> = if in_table { TABLE } else { SCRIPT }.chars().collect();
        // a piece of the text replaces another
        let piece = |at: prop::sample::Index, length: usize| {
            let start = at.index(text.len());
            start..(start + length).min(text.len())
        };
        let mut changed = text.clone();
        changed.splice(piece(from, taken), text[piece(to, given)].to_vec());
        let changed: String = changed.into_iter().collect();
        let shelf = Path::new(env!("CARGO_TARGET_TMPDIR")).join("mistakes/random");
        if !shelf.join("lib/shared.rhai").exists() {
            crate::rulebooks::shelf("random");
        }
        let (table, script) = if in_table { (&*changed, SCRIPT) } else { (TABLE, &*changed) };
        match load(&shelf, table, script) {
            Ok(rulebook) => {
                rulebook.warnings().iter().for_each(|mistake| drop(told(mistake)));
                // what loads can be used
                let assessed = rulebook.assess_json(r#"{ "as_of": "2023-04-30", "times": 2, "kinds": ["a", "b"] }"#);
                if let Err(error) = assessed {
                    prop_assert!(matches!(error, Error::Profile(_) | Error::Request(_)), "{error}");
                }
            }
            Err(error) => {
                prop_assert!(!error.diagnostics().is_empty(), "{error}");
                error.diagnostics().iter().for_each(|mistake| drop(told(mistake)));
            }
        }
    }
}
