//! Worked cases, from a rulebook's folder to a report of what differs.

use std::error::Error as StdError;
use std::fs;
use std::path::{Path, PathBuf};
use zhiheng::cases::{Report, Suite};
use zhiheng::{Lang, Rulebook};

type Outcome = Result<(), Box<dyn StdError>>;

const TABLE: &str = r#"
format = 1
id = "tiny"
version = "1.0.0"
title = { zh = "小册", en = "Tiny" }
status = "project"
effective = { from = 2021-05-17 }
[profile]
schema = "profile.schema.json"
[score]
combine = "sum"
script = "rules"
[[groups]]
id = "g"
title = { zh = "维度", en = "Group" }
rows = [
  { id = "tests", title = { zh = "检验", en = "Tests" }, points = 60 },
  { id = "third", title = { zh = "三分", en = "Thirds" }, points = 40 },
]
[[levels]]
id = "good"
title = { zh = "良好", en = "Good" }
any = [ { score = 70 } ]
[[gates]]
id = "record"
title = { zh = "事故", en = "Incidents" }
when = "rules.incident"
effect = { bar = true }
"#;

const RULES: &str = r#"
fn tests(p) { if p.tested { points(60, #{ zh: "已检验", en: "tested" }) } else { unmet("没有检验") } }
fn third(p) { points(40 * p.part / 3) }
fn incident(p) { p.incident }
"#;

const SCHEMA: &str = r#"{ "type": "object", "properties": {
  "tested": { "type": "boolean" }, "incident": { "type": "boolean" },
  "part": { "type": "integer", "minimum": 0, "maximum": 3 } } }"#;

const PROFILE: &str = r#"{ "as_of": "2023-04-30", "tested": true, "part": 3, "incident": false }"#;

/// A folder with the tiny rulebook and the given case file.
fn folder(name: &str, cases: &str) -> std::io::Result<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cases").join(name).join("tiny");
    fs::create_dir_all(folder.join("cases"))?;
    for (file, text) in [
        ("rulebook.toml", TABLE),
        ("rules.rhai", RULES),
        ("profile.schema.json", SCHEMA),
        ("cases/profile.json", PROFILE),
        ("cases/a.toml", cases),
    ] {
        fs::write(folder.join(file), text)?;
    }
    Ok(folder)
}

fn run(name: &str, cases: &str) -> Result<Report, Box<dyn StdError>> {
    let folder = folder(name, cases)?;
    Ok(Suite::load(&folder)?.run(&Rulebook::load(&folder)?))
}

#[test]
fn what_comes_out_as_expected_passes() -> Outcome {
    let report = run(
        "passing",
        r#"
name = { zh = "齐备", en = "Complete" }
profile = "profile.json"
expect = { status = "graded", level = "good", earned_level = "good", score = 100, lower = 100, upper = 100, coverage = 100, possible = ["good"], missing = [], groups = { g = { value = 100, percent = 100, status = "answered" } }, rows = { "g.tests" = { points = 60, why_contains = ["已检", "tested"] }, "g.third" = 40 }, gates = { record = "clear" } }
[[variant]]
name = { zh = "两成", en = "Two thirds" }
set = { part = 2 }
expect = { score = 86.666666666667, lower = 86.666666666667, upper = 86.666666666667, groups = { g = 86.666666666667 }, rows = { "g.third" = 26.666666666667 } }
[[variant]]
name = { zh = "未填", en = "Not given" }
set = { tested = { absent = true } }
expect = { status = "ungraded", level = "ungraded", earned_level = "ungraded", score = 40, lower = 40, coverage = 40, possible = ["ungraded", "good"], missing = ["tested"], groups = { g = 40 }, rows = { "g.tests" = { points = 0, state = "unanswered", upper = 60 } } }
[[variant]]
name = { zh = "尚未施行", en = "Not yet in effect" }
rules_on = 2021-05-16
expect = { error = "not-in-effect" }
"#,
    )?;
    let names: Vec<_> = report.cases.iter().map(|case| case.name.get(Lang::En)).collect();
    let expected = ["Complete", "Complete / Two thirds", "Complete / Not given", "Complete / Not yet in effect"];
    assert_eq!(names, expected);
    assert!(report.is_success(), "{}", report.text(Lang::En));
    assert_eq!(report.text(Lang::Zh), "4 个案例全部相符\n");
    Ok(())
}

#[test]
fn taking_away_what_is_not_given_changes_nothing() -> Outcome {
    let report = run(
        "away",
        r#"
name = "未填"
profile = { as_of = "2023-04-30", part = 3 }
set = { tested = { absent = true } }
expect = { missing = ["incident", "tested"] }
"#,
    )?;
    assert!(report.is_success(), "{}", report.text(Lang::En));
    Ok(())
}

#[test]
fn what_differs_is_told_with_the_reason_and_the_facts() -> Outcome {
    let report = run(
        "failing",
        r#"
[[case]]
name = { zh = "不符", en = "Wrong" }
profile = "profile.json"
set = { part = 2 }
expect = { status = "barred", score = 86.7, rows = { "g.tests" = 50, "g.thrd" = 3 }, gates = { record = "fired" } }

[[case]]
name = { zh = "应当出错", en = "No error" }
profile = "profile.json"
expect = { error = "not-in-effect" }

[[case]]
name = { zh = "出错", en = "An error" }
profile = "profile.json"
rules_on = 2020-01-01
expect = { score = 1 }

[[case]]
name = { zh = "没有这一项", en = "No such fact" }
profile = "profile.json"
set = { prt = 2 }
expect = { score = 1 }
"#,
    )?;
    assert_eq!((report.passed(), report.failed()), (0, 4));
    insta::assert_snapshot!("differences_in_english", report.text(Lang::En));
    insta::assert_snapshot!("differences_in_chinese", report.text(Lang::Zh));
    Ok(())
}

#[test]
fn a_report_is_a_document() -> Outcome {
    let report = run(
        "document",
        "name = \"一\"\nprofile = \"profile.json\"\nexpect = { level = \"bad\", rows = { \"g.tests\" = 1 } }\n",
    )?;
    insta::assert_snapshot!(serde_json::to_string_pretty(&report)?);
    Ok(())
}

#[test]
fn every_mistake_in_every_file_is_told_at_once() -> Outcome {
    let folder = folder("mistakes", "name = \"一\"\nprofile = \"other.json\"\nexpect = { score = 1 }\n")?;
    fs::write(folder.join("cases/b.toml"), "name = \"二\"\nprofile = \"profile.json\"\nexpect = { scores = 1 }\n")?;
    fs::write(folder.join("cases/c.toml"), "name = ")?;
    let Err(error) = Suite::load(&folder) else { panic!("the cases load") };
    let told: Vec<_> = error.diagnostics().iter().map(|found| format!("{} {}", found.place, found.code)).collect();
    assert_eq!(
        told,
        ["cases/a.toml:2:11 missing-file", "cases/b.toml:3:12 unknown-key", "cases/c.toml:1:8 toml-syntax"]
    );
    for name in ["b.toml", "c.toml"] {
        fs::remove_file(folder.join("cases").join(name))?;
    }
    Ok(())
}

#[test]
fn a_rulebook_without_cases_has_an_empty_suite() -> Outcome {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cases-none");
    fs::create_dir_all(&folder)?;
    assert!(Suite::load(&folder)?.is_empty());
    Ok(())
}
