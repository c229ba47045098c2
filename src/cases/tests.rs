//! Case files that can be read, and those that cannot; changes and expectations laid over one another.

use super::expect::{Claim, Target};
use super::read::{Draft, ProfileSource, read};
use crate::Number;
use crate::text::Lang;

type Outcome = Result<(), Box<dyn std::error::Error>>;

fn cases(text: &str) -> Vec<Draft> {
    let (cases, findings) = read("cases/a.toml", text);
    assert!(findings.is_empty(), "{findings:#?}");
    cases
}

/// The codes of what is wrong, each with its line and column.
fn mistakes(text: &str) -> Vec<String> {
    let (_, mut findings) = read("a.toml", text);
    findings.sort_by(|a, b| a.place.cmp(&b.place));
    findings.iter().map(|finding| format!("{} {}", finding.place, finding.code)).collect()
}

fn claims(draft: &Draft) -> Vec<String> {
    let shown = |claim: &Claim| match claim {
        Claim::Number(number) => number.to_string(),
        Claim::Word(word) => word.clone(),
        Claim::Words(words) | Claim::Containing(words) => words.join("|"),
    };
    draft.layer.expect.claims.iter().map(|(target, claim)| format!("{target}={}", shown(claim))).collect()
}

fn changes(draft: &Draft) -> Vec<String> {
    let changes = draft.layer.changes.iter();
    changes.map(|change| format!("{}={}", change.path, change.value.clone().unwrap_or_default())).collect()
}

#[test]
fn a_file_holds_one_case_or_many() {
    let one = cases("name = \"一\"\nprofile = \"p.json\"\nexpect = { score = 1 }\n");
    assert_eq!(one.len(), 1);
    let many = cases(
        "[[case]]\nname = \"一\"\nprofile = \"p.json\"\nexpect = { score = 1 }\n\n[[case]]\nname = { zh = \"二\", en = \"two\" }\n[case.profile]\nas_of = 2023-04-30\n[case.expect]\nstatus = \"graded\"\n",
    );
    let places: Vec<_> = many.iter().map(|case| (case.name.get(Lang::En), case.place.line)).collect();
    assert_eq!(places, [("一", 1), ("two", 6)]);
    assert!(matches!(&many[1].profile, ProfileSource::Inline(json) if json["as_of"] == "2023-04-30"));
}

#[test]
fn variants_are_laid_over_their_case_key_by_key() {
    let drafts = cases(
        r#"
name = { zh = "证书", en = "certificate" }
profile = "p.json"
item = "A"
rules_on = 2021-05-17
set = { "a.b" = 1, "a.c" = 2 }
[expect]
status = "graded"
score = 50
rows = { "g.one" = { points = 3, why_contains = "三" }, "g.two" = 2 }
gates = { qms = "clear" }
[[variant]]
name = { zh = "过期", en = "expired" }
item = "B"
set = { "a.c" = 3, "a.d" = { absent = true } }
expect = { score = 40, rows = { "g.one" = 1 }, gates = { record = "fired" } }
[[variant]]
name = "出错"
rules_on = 2020-01-01
expect = { error = "not-in-effect" }
"#,
    );
    let [case, expired, error] = drafts.as_slice() else { panic!("{}", drafts.len()) };
    assert_eq!(changes(case), ["a.b=1", "a.c=2"]);
    assert_eq!(
        claims(case),
        [
            "status=graded",
            "score=50",
            "rows.\"g.one\".points=3",
            "rows.\"g.one\".why_contains=三",
            "rows.\"g.two\".points=2",
            "rows.\"g.two\".state=answered",
            "gates.qms=clear",
        ]
    );
    assert_eq!(expired.name.get(Lang::Zh), "证书 / 过期");
    assert_eq!(expired.name.get(Lang::En), "certificate / expired");
    assert_eq!(expired.layer.item.as_deref(), Some("B"));
    assert_eq!(expired.layer.rules_on, "2021-05-17".parse().ok());
    assert_eq!(changes(expired), ["a.b=1", "a.c=3", "a.d=null"]);
    assert_eq!(
        claims(expired),
        [
            "status=graded",
            "score=40",
            "rows.\"g.one\".points=1",
            "rows.\"g.one\".state=answered",
            "rows.\"g.two\".points=2",
            "rows.\"g.two\".state=answered",
            "gates.qms=clear",
            "gates.record=fired",
        ]
    );
    assert_eq!(claims(error), ["error=not-in-effect"]);
    assert_eq!(error.layer.rules_on, "2020-01-01".parse().ok());
}

#[test]
fn a_case_without_expectations_stands_only_for_its_variants() {
    let drafts =
        cases("name = \"一\"\nprofile = \"p.json\"\n[[variant]]\nname = \"二\"\nexpect = { level = \"ungraded\" }\n");
    assert_eq!(drafts.iter().map(|draft| draft.name.get(Lang::Zh)).collect::<Vec<_>>(), ["一 / 二"]);
}

#[test]
fn facts_are_set_by_quoted_paths_by_dotted_keys_and_in_tables() {
    let drafts = cases(
        r#"
name = "一"
profile = "p.json"
expect = { score = 1 }
[set]
"finance.last_year.revenue" = 999.9
finance.last_year.rd_expense = 804
honours = [{ kind = "quality_award", awarded_on = 2021-09-28, rank = { absent = true } }]
"tqm.plan" = { starts = "2021-01-01" }
[set."products[AF-5L]"]
name = "空气炸锅"
"#,
    );
    assert_eq!(
        changes(&drafts[0]),
        [
            "finance.last_year.revenue=999.9",
            "finance.last_year.rd_expense=804",
            r#"honours=[{"awarded_on":"2021-09-28","kind":"quality_award","rank":null}]"#,
            r#"tqm.plan={"starts":"2021-01-01"}"#,
            r#"products[AF-5L].name="空气炸锅""#,
        ]
    );
}

#[test]
fn items_are_expected_like_whole_results() -> Outcome {
    let drafts = cases(
        "name = \"一\"\nprofile = \"p.json\"\nexpect = { out_of_scope = [\"B\"], items = { AF-5L = { level = \"star4\", score = 76.7, rows = { \"g.r\" = { state = \"faulty\" } } } } }\n",
    );
    assert_eq!(
        claims(&drafts[0]),
        [
            "out_of_scope=B",
            "items.AF-5L.level=star4",
            "items.AF-5L.score=76.7",
            "items.AF-5L.rows.\"g.r\".state=faulty"
        ]
    );
    let score = Target::Item("AF-5L".to_owned(), Box::new(Target::Score));
    assert_eq!(drafts[0].layer.expect.claims.get(&score), Some(&Claim::Number(Number::parse("76.7")?)));
    Ok(())
}

#[test]
fn every_mistake_is_told_with_its_place() {
    let text = r#"
[[case]]
name = "一"
profil = "p.json"
expect = { status = "grade", rows = { a = 1, "g.r" = { point = 2 } }, gates = { qms = "shut" } }
[[case]]
name = "二"
profile = "p.json"
as_of = "2023"
set = { "a..b" = 1 }
expect = { error = "x", score = "1" }
[[case]]
name = "三"
profile = "p.json"
"#;
    assert_eq!(
        mistakes(text),
        [
            "a.toml:2:1 missing-key",
            "a.toml:4:1 unknown-key",
            "a.toml:5:21 unknown-word",
            "a.toml:5:39 case-row-id",
            "a.toml:5:56 unknown-key",
            "a.toml:5:87 unknown-word",
            "a.toml:9:9 expects-date",
            "a.toml:10:9 case-bad-path",
            "a.toml:11:33 expects-number",
            "a.toml:12:1 case-expects-nothing",
        ]
    );
    assert_eq!(
        mistakes("expect = { error = \"x\", score = 1 }\nname = \"\"\nprofile = \"p\"\n"),
        ["a.toml:1:10 case-error-and-result"]
    );
    assert_eq!(mistakes("profile = \"p\"\nexpect = { score = 1 }\n"), ["a.toml missing-key"]);
    assert_eq!(mistakes(""), ["a.toml empty-file"]);
    assert_eq!(mistakes("name = "), ["a.toml:1:8 toml-syntax"]);
    assert_eq!(
        mistakes("[[case]]\nname = \"a\"\nprofile = {}\nexpect = { score = 1 }\n[set]\n"),
        ["a.toml:5:2 unknown-key"]
    );
}
