//! Section 8: the assessment as a document.

use super::*;
use crate::assess::assessment::{
    Assessment, Effect, EvidenceShare, Reason, RulebookRef, Strength, SubjectRef, TestKind, schema,
};
use crate::assess::decide::Decision::{False, True, Undecided};
use crate::assess::document::{Writer, evidence_shares};
use crate::assess::overall::{Ladder, overall};
use crate::assess::verdict::Verdict;
use crate::date::Date;
use crate::rulebook::manifest::{self, Status};
use crate::text::{Lang, Text};
use serde_json::{Value, json};

const TABLE: &str = r#"
[[sources]]
id = "plan"
title = "计划"
issued = 2021-05-17
[score]
combine = "mean"
rounding = { digits = 1, mode = "half_up" }
min_coverage = 50
[[groups]]
id = "a"
title = { zh = "甲", en = "A" }
basis = ["plan:1"]
rows = [
  { id = "one", title = "一", points = 3, basis = ["plan:1.1"], advice = "补" , evidence = ["报告"] },
  { id = "two", title = "二", points = 6, status = "official" },
]
[[groups]]
id = "b"
title = "b"
weight = 2
rows = [{ id = "one", title = "1", points = 10 }]
[[levels]]
id = "pass"
title = { zh = "合格", en = "Pass" }
any = [{ score = 50, groups = { a = { level = "good" } } }, { rule = "s.fast" }]
[[levels]]
id = "high"
title = "高"
any = [{ score = 90 }]
[[levels]]
of = "a"
id = "good"
title = "好"
any = [{ percent = 60 }]
[[gates]]
id = "veto"
title = "否决"
when = "s.f"
effect = { bar = true }
advice = "整改"
[[gates]]
id = "cap"
title = "限"
when = "s.f"
effect = { cap_score = 80 }
"#;

fn blank() -> Assessment {
    let rulebook = RulebookRef {
        id: "t".to_owned(),
        version: "1.0.0".to_owned(),
        status: Status::Project,
        digest: "sha256:0".to_owned(),
        title: Text::plain("t"),
    };
    let day = Date::new(2023, 4, 30).unwrap();
    Assessment::blank(rulebook, day, day, SubjectRef::default())
}

fn assessed(rows: &str, veto: Decision, cap: Decision) -> Assessment {
    let result = case(TABLE, rows).gate("veto", veto).gate("cap", cap).rule(0, 1, |_| False).run();
    let mut assessment = blank();
    Writer { manifest: &manifest(TABLE), tree: &result.tree }.write(&result.evaluation, &mut assessment).unwrap();
    assessment
}

#[test]
fn the_document_has_the_shape_of_the_page() {
    let json = serde_json::to_value(assessed("2 4 10", False, False)).unwrap();
    assert_eq!(json["as_of"], "2023-04-30");
    assert_eq!(json["subject"], json!({ "key": null, "title": null }));
    assert_eq!(json["status"], "graded");
    assert_eq!(json["score"], json!({ "value": 88.9, "max": 100, "lower": 88.9, "upper": 88.9, "earned": 88.9 }));
    let pass = json!({ "id": "pass", "title": { "zh": "合格", "en": "Pass" }, "ordinal": 1 });
    assert_eq!((&json["level"]["final"], &json["level"]["earned"]), (&pass, &pass));
    assert_eq!((&json["level"]["possible"], &json["coverage"]), (&json!(["pass"]), &json!(100)));
    let group = &json["groups"][0];
    assert_eq!((&group["value"], &group["max"], &group["percent"]), (&json!(6), &json!(9), &json!(66.666666666667)));
    assert_eq!((&group["status"], &group["level"]["id"]), (&json!("answered"), &json!("good")));
    assert_eq!(group["contribution"], json!(22.222222222222));
    let row = &json["rows"][0];
    assert_eq!(
        (&row["id"], &row["state"], &row["points"], &row["max"]),
        (&json!("a.one"), &json!("answered"), &json!(2), &json!(3))
    );
    assert_eq!((&row["basis"], &row["advice"]), (&json!(["plan:1.1"]), &json!("补")));
    assert_eq!(
        (&row["evidence"], &row["ground"]),
        (&json!({ "asked": ["报告"], "given": [], "strength": null }), &json!("project"))
    );
    assert_eq!((&json["rows"][1]["basis"], &json["rows"][1]["ground"]), (&json!(["plan:1"]), &json!("official")));
    assert_eq!(json["rows"][2]["advice"], Value::Null);
    assert_eq!((&json["gates"][0]["state"], &json["gates"][0]["effect"]), (&json!("clear"), &json!({ "bar": true })));
    assert_eq!(json["gates"][1]["effect"], json!({ "cap_score": 80 }));
    assert_eq!(json["adjustments"], json!([{ "kind": "rounding", "node": "root", "value": 0.011111111111 }]));
    assert_eq!(json["sources"], json!([{ "id": "plan", "title": "计划", "issued": "2021-05-17" }]));
}

#[test]
fn an_assessment_can_be_read_back() {
    for assessment in
        [assessed("2 4 9", False, True), assessed("? - 9", Undecided, False), assessed("- - -", True, True)]
    {
        let text = serde_json::to_string(&assessment).unwrap();
        let back: Assessment = serde_json::from_str(&text).unwrap();
        assert_eq!(serde_json::to_string(&back).unwrap(), text);
    }
    let exact = assessed("3 6 9", False, True);
    let back: Assessment = serde_json::from_value(serde_json::to_value(&exact).unwrap()).unwrap();
    assert_eq!((back.gates[1].effect.clone(), back.score), (Effect::CapScore(n("80")), exact.score));
}

#[test]
fn every_assessment_fits_its_schema() {
    let schema: Value = serde_json::from_str(&schema()).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for assessment in
        [assessed("2 4 9", False, True), assessed("? - 9", Undecided, False), assessed("- - -", True, True)]
    {
        let json = serde_json::to_value(&assessment).unwrap();
        let errors: Vec<String> =
            validator.iter_errors(&json).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
}

#[test]
fn its_lines_add_up_to_the_score() {
    let capped = assessed("3 6 10", False, True);
    assert_eq!(Number::sum(capped.lines().map(|(_, points)| points)).unwrap(), *capped.score().unwrap());
    assert_eq!(capped.score(), Some(&n("80")));
}

#[test]
fn states_are_kept_apart_and_what_is_not_known_is_null() {
    let json = serde_json::to_value(assessed("? - 9", False, False)).unwrap();
    let (open, lapsed) = (&json["rows"][0], &json["rows"][1]);
    assert_eq!((&open["state"], &open["points"], &open["upper"]), (&json!("unanswered"), &Value::Null, &json!(3)));
    assert_eq!(
        (&lapsed["state"], &lapsed["points"], &lapsed["upper"]),
        (&json!("not applicable"), &Value::Null, &Value::Null)
    );
    assert_eq!((&lapsed["advice"], &open["advice"]), (&Value::Null, &json!("补")));
    assert_eq!((&json["groups"][0]["status"], &json["groups"][0]["value"]), (&json!("unanswered"), &Value::Null));
    assert_eq!(json["groups"][0]["possible"], json!(["ungraded", "good"]));
}

#[test]
fn a_result_that_does_not_apply_has_neither_score_nor_level() {
    let none = assessed("- - -", True, True);
    assert_eq!((none.status, none.score(), none.level.id()), (Verdict::NotApplicable, None, None));
    assert!(none.adjustments.is_empty() && none.gates.is_empty());
}

#[test]
fn barred_and_ungraded_stand_in_the_place_of_a_level() {
    let barred = assessed("2 4 9", True, False);
    assert_eq!((barred.level.id(), barred.level.title(Lang::Zh)), (Some("barred"), "否决"));
    assert_eq!(barred.gate("veto").unwrap().advice, Some(Text::plain("整改")));
    let ungraded = assessed("0 0 9", False, False);
    assert_eq!((ungraded.level.id(), ungraded.level.title(Lang::En)), (Some("ungraded"), "Ungraded"));
}

#[test]
fn what_keeps_a_result_open_is_told() {
    let open = assessed("? ? 9", False, False);
    assert_eq!((open.status, open.because), (Verdict::Ungraded, vec![]));
    let open = assessed("2 4 ?", Undecided, False);
    let reasons = [Reason::Coverage { node: "root".to_owned() }, Reason::Gate { id: "veto".to_owned() }];
    assert_eq!((open.status, open.because), (Verdict::Indeterminate, reasons.to_vec()));
}

#[test]
fn what_limits_the_level_is_told_in_the_words_of_the_table() {
    let limited = assessed("1 1 9", False, True).level.limiting.unwrap();
    assert_eq!((limited.level.id.as_str(), limited.gates), ("pass", vec!["cap".to_owned()]));
    let entry = &limited.sets[0].entries[0];
    assert_eq!((entry.on.as_str(), entry.title.get(Lang::En), entry.test), ("a", "A", TestKind::Level));
    assert_eq!((&entry.needed, &entry.actual, &entry.gap), (&n("1"), &Some(n("0")), &Some(n("1"))));
    assert_eq!(limited.sets[1].rule.as_deref(), Some("s.fast"));
}

#[test]
fn ids_of_a_held_result_get_the_prefix_of_its_group() {
    let mut held = assessed("1 1 9", False, True);
    held.prefix_ids("tqm");
    assert_eq!(held.rows[0].id, "tqm/a.one");
    let mut assessment = assessed("2 4 9", False, False);
    assessment.groups[1].assessment = Some(Box::new(held));
    assert_eq!(assessment.row("tqm/a.one").unwrap().group, "tqm/a");
    assert_eq!(assessment.group("tqm/b").unwrap().id, "tqm/b");
    assert_eq!(assessment.gate("tqm/cap").unwrap().id, "tqm/cap");
    assert_eq!(assessment.gate("cap").unwrap().id, "cap");
}

#[test]
fn the_score_is_shared_out_by_strength_of_evidence() {
    let mut assessment = assessed("3 0 10", False, False);
    let strengths = [Some(Strength::Claimed), Some(Strength::Evidenced), Some(Strength::Verified)];
    for (row, strength) in assessment.rows.iter_mut().zip(strengths) {
        row.evidence.strength = strength;
    }
    let shares: Vec<_> = evidence_shares(&assessment.rows)
        .unwrap()
        .into_iter()
        .map(|EvidenceShare { strength, share, .. }| (strength, share))
        .collect();
    // a row of 9 points gives a third of a third
    assert_eq!(
        shares,
        [(Strength::Claimed, ratio(100, 7)), (Strength::Evidenced, n("0")), (Strength::Verified, ratio(600, 7))]
    );
}

#[test]
fn the_enterprise_over_its_items_has_a_level_and_shares_but_no_score() {
    let tree = tree(TABLE);
    let keyed = |key: &str, rows: &str, veto| {
        let mut item = assessed(rows, veto, False);
        item.subject.key = Some(key.to_owned());
        item
    };
    let outcome = |rows: &str, veto| {
        let result = case(TABLE, rows).gate("veto", veto).gate("cap", False).rule(0, 1, |_| False).run();
        result.evaluation.outcome(&result.tree).unwrap()
    };
    let (good, open) = (outcome("2 4 9", False), outcome("2 4 9", Undecided));
    let overall =
        overall(manifest::Overall::Worst, Ladder::of(&tree), Some(&[(&good, false), (&open, false)])).unwrap();
    let mut top = blank();
    top.items = vec![keyed("AF-5L", "2 4 9", False), keyed("KT-17", "2 4 9", Undecided)];
    Writer { manifest: &manifest(TABLE), tree: &tree }.write_overall(&overall, &mut top).unwrap();
    assert_eq!((top.status, top.score()), (Verdict::Indeterminate, None));
    assert_eq!(
        (top.level.id(), top.level.possible.as_slice()),
        (Some("pass"), &["barred".to_owned(), "pass".to_owned()][..])
    );
    assert_eq!(
        (top.because, top.decided_by.as_deref()),
        (vec![Reason::Item { key: "KT-17".to_owned() }], Some("AF-5L"))
    );
    let shares: Vec<_> =
        top.shares.iter().map(|share| (share.level.as_str(), share.count, share.share.clone())).collect();
    assert_eq!(shares, [("indeterminate", 1, n("50")), ("pass", 1, n("50")), ("high", 0, n("0"))]);
    assert_eq!(top.items[0].subject.key.as_deref(), Some("AF-5L"));
}

#[test]
fn a_condition_on_what_does_not_apply_is_noted() {
    let lapsed = assessed("- - 8", False, False);
    assert_eq!(lapsed.level.id(), Some("pass"));
    let warning = &lapsed.warnings[0];
    assert_eq!((warning.code.as_str(), warning.on.as_deref()), ("condition-not-applicable", Some("a")));
    assert_eq!(warning.message.get(Lang::Zh), "等级“合格”的条件中，“甲”不适用，该条件视为满足");
    assert_eq!(
        warning.message.get(Lang::En),
        "of the conditions of level `Pass`, the one on `A` counts as met, as that does not apply"
    );
    assert!(assessed("2 4 9", False, False).warnings.is_empty());
}

#[test]
fn too_much_that_does_not_apply_and_gates_that_warn_are_warnings() {
    let table = TABLE
        .replace("min_coverage = 50", "max_not_applicable = \"1/3\"")
        .replace("effect = { cap_score = 80 }", "effect = { warn = true }");
    let result = case(&table, "2 4 -").gate("veto", False).gate("cap", True).rule(0, 1, |_| False).run();
    let mut assessment = blank();
    Writer { manifest: &manifest(&table), tree: &result.tree }.write(&result.evaluation, &mut assessment).unwrap();
    let messages: Vec<&str> = assessment.warnings.iter().map(|warning| warning.message.get(Lang::En)).collect();
    let lapsed = "66.7 % of the table does not apply, more than the 33.3 % that the rulebook allows";
    assert_eq!(messages, ["note: 限", lapsed]);
}
