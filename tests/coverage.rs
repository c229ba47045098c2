//! What the worked cases of a rulebook reach, from its folder to the goals that are left.

use std::error::Error as StdError;
use std::fs;
use std::path::{Path, PathBuf};
use zhiheng::Lang;
use zhiheng::coverage::{Coverage, Kind, Tally};

type Outcome = Result<(), Box<dyn StdError>>;

const HEAD: &str = r#"format = 1
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
"#;

const SCHEMA: &str = r#"{ "type": "object", "properties": {
  "yes": { "type": "boolean" }, "no": { "type": "boolean" },
  "n": { "type": "integer", "minimum": 0 }, "share": { "type": "number", "minimum": 0, "maximum": 100 },
  "kind": { "enum": ["a", "b", "c"] },
  "list": { "type": "array", "items": { "type": "object", "properties": { "v": { "type": "integer" } } } },
  "more": { "type": "array", "items": { "type": "object", "properties": { "w": { "type": "integer", "minimum": 0 } } } } } }"#;

/// A rulebook of one row, `g.r` worth 10, whose function is `r`; `more` stands behind its table.
fn folder(name: &str, more: &str, rules: &str, cases: &[(&str, &str)]) -> std::io::Result<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("coverage").join(name).join("tiny");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("cases"))?;
    let row = "[[groups]]\nid = \"g\"\ntitle = \"维度\"\nrows = [{ id = \"r\", title = \"项\", points = 10 }]\n";
    fs::write(folder.join("rulebook.toml"), format!("{HEAD}{row}{more}"))?;
    fs::write(folder.join("rules.rhai"), rules)?;
    fs::write(folder.join("profile.schema.json"), SCHEMA)?;
    let cases = cases.iter().enumerate().map(|(number, (profile, expect))| {
        format!(
            "[[case]]\nname = \"{number}\"\nprofile = {{ as_of = \"2023-04-30\"{profile} }}\nexpect = {{ {expect} }}\n"
        )
    });
    fs::write(folder.join("cases/a.toml"), cases.collect::<String>())?;
    Ok(folder)
}

/// What is not reached of the kinds, by line, column and sentence.
fn unreached(folder: &Path, kinds: &[Kind]) -> Result<Vec<String>, zhiheng::Error> {
    let coverage = Coverage::of(folder)?;
    let goals = coverage.unreached().filter(|goal| kinds.contains(&goal.kind));
    Ok(goals
        .map(|goal| format!("{}:{} {}", goal.place.line, goal.place.column, goal.unreached.get(Lang::En)))
        .collect())
}

/// The same for a script, each profile a case of its own.
fn in_script(name: &str, rules: &str, profiles: &[&str]) -> Result<Vec<String>, Box<dyn StdError>> {
    let cases: Vec<(String, &str)> = profiles.iter().map(|profile| (format!(", {profile}"), "lower = 0")).collect();
    let cases: Vec<(&str, &str)> = cases.iter().map(|(profile, expect)| (profile.as_str(), *expect)).collect();
    Ok(unreached(&folder(name, "", rules, &cases)?, &[Kind::Branches, Kind::Edges])?)
}

#[test]
fn each_condition_is_to_come_out_either_way() -> Outcome {
    let rules = "fn r(p) { if p.yes && p.no { 10 } else { 0 } }\n";
    let left = in_script("conditions", rules, &["yes = true, no = true"])?;
    let expected = [
        "1:14 no case makes the condition `p.yes` false",
        "1:14 no case makes the condition `p.yes && p.no` false",
        "1:23 no case makes the condition `p.no` false",
    ];
    assert_eq!(left, expected);
    // the first term decides, so that the second is not asked
    let left = in_script("conditions", rules, &["yes = true, no = true", "yes = false, no = false"])?;
    assert_eq!(left, ["1:23 no case makes the condition `p.no` false"]);
    Ok(())
}

#[test]
fn absent_and_undecided_values_reach_neither_side() -> Outcome {
    let rules = "fn r(p) { if open(p.yes, false, true) { if p.no { 10 } else { 5 } } else { 0 } }\n";
    let left = in_script("undecided", rules, &["no = true"])?;
    assert_eq!(left.len(), 4, "{left:?}");
    Ok(())
}

#[test]
fn a_side_that_bounds_rule_out_is_not_asked_for() -> Outcome {
    let rules = "fn r(p) { if p.n >= 0 { 10 } else { 0 } }\n";
    let left = in_script("ruled-out", rules, &["n = 0"])?;
    assert_eq!(left, ["1:14 condition `p.n >= 0`: no case is above the threshold 0"]);
    Ok(())
}

#[test]
fn the_bounds_of_elements_are_those_of_their_own_list() -> Outcome {
    let rules =
        "fn r(p) { if p.list.any(|x| x.v > 0) || p.more.filter(|y| y.w > 0).any(|z| z.w > 5) { 10 } else { 0 } }\n";
    let left = in_script("elements", rules, &["list = [{ v = 0 }], more = [{ w = 0 }, { w = 5 }, { w = 6 }]"])?;
    assert!(left.contains(&"1:29 condition `x.v > 0`: no case is below the threshold 0".to_owned()), "{left:?}");
    assert!(!left.iter().any(|said| said.contains("`y.w > 0`: no case is below")), "{left:?}");
    Ok(())
}

#[test]
fn arms_loops_returns_and_closures_are_to_be_reached() -> Outcome {
    let rules = r#"fn r(p) {
    let sum = 0;
    for x in p.list { sum += x.v; }
    if sum > 100 { return 0; }
    if p.list.any(|x| x.v < 0) { return 1; }
    switch p.kind { "a" => 10, "b" => 5, _ => 0 }
}
"#;
    let left = in_script("arms", rules, &["list = [], kind = \"a\""])?;
    let expected = [
        "3:5 no case enters the loop over `p.list`",
        "4:8 no case makes the condition `sum > 100` true",
        "4:8 condition `sum > 100`: no case is exactly on the threshold 100",
        "4:8 condition `sum > 100`: no case is above the threshold 100",
        "4:20 no case takes the early return of `0`",
        "5:8 no case makes the condition `p.list.any(|x| x.v < 0)` true",
        "5:23 no case has an element for which `x.v < 0` is true",
        "5:23 no case has an element for which `x.v < 0` is false",
        "5:23 condition `x.v < 0`: no case is exactly on the threshold 0",
        "5:23 condition `x.v < 0`: no case is below the threshold 0",
        "5:23 condition `x.v < 0`: no case is above the threshold 0",
        "5:34 no case takes the early return of `1`",
        "6:32 switch on `p.kind`: no case takes `\"b\"`",
        "6:47 switch on `p.kind`: no case takes the default `_`",
    ];
    assert_eq!(sorted(left), sorted(expected.map(str::to_owned).to_vec()));
    let profiles = [
        "list = [{ v = 101 }], kind = \"a\"",
        "list = [{ v = 100 }, { v = 0 }], kind = \"b\"",
        "list = [{ v = -1 }], kind = \"b\"",
        "list = [], kind = \"a\"",
        "list = [], kind = \"c\"",
    ];
    assert_eq!(in_script("arms", rules, &profiles)?, [] as [&str; 0]);
    Ok(())
}

#[test]
fn terms_behind_one_that_leaves_are_told_apart() -> Outcome {
    let rules = "fn r(p) { let x = p.yes && { return 3; } && p.no; if x { 10 } else { 0 } }\n";
    let left = in_script("leaving", rules, &["yes = false, no = true"])?;
    assert!(left.contains(&"1:19 no case makes the condition `p.yes` true".to_owned()), "{left:?}");
    assert!(!left.contains(&"1:19 no case makes the condition `p.yes` false".to_owned()), "{left:?}");
    Ok(())
}

#[test]
fn what_makes_texts_only_is_not_asked_for_but_a_function_for_texts_counts() -> Outcome {
    let rules = r#"fn r(p) { points(10, #{ zh: said(p), en: if p.no { "a" } else { "b" } }) }
fn said(p) { if p.yes { "是" } else { "否" } }
"#;
    assert_eq!(in_script("texts", rules, &["yes = true"])?, [] as [&str; 0]);
    Ok(())
}

#[test]
fn functions_that_no_case_runs_are_told() -> Outcome {
    let rules = "fn r(p) { if p.yes { other(p) } else { 0 } }\nfn other(p) { if p.no { 10 } else { 0 } }\n";
    let folder = folder("functions", "", rules, &[(", yes = false", "lower = 0")])?;
    let coverage = Coverage::of(&folder)?;
    // one sentence for the function, none for what is in it
    let told = coverage.text(Lang::Zh);
    assert!(told.contains("rules.rhai:2:4  函数“other”没有案例运行到\n"), "{told}");
    assert!(!told.contains("p.no"), "{told}");
    Ok(())
}

#[test]
fn a_function_compiled_for_several_callers_counts_once() -> Outcome {
    let rules = "fn r(p) { if twice(p, 3) || twice(p, 5) { 10 } else { 0 } }\nfn twice(p, n) { if p.n * 2 > n { true } else { false } }\n";
    let profiles = ["n = 0", "n = 2"];
    let left = in_script("several", rules, &profiles)?;
    assert!(!left.iter().any(|said| said.contains("condition `p.n * 2 > n` ")), "{left:?}");
    Ok(())
}

#[test]
fn each_bound_of_a_table_is_to_be_met_exactly_and_from_beside() -> Outcome {
    let more = "[params.steps]\ntitle = { zh = \"分档\", en = \"Steps\" }\nvalue = [[50, 10], [20, 5]]\n";
    let rules = "fn r(p) { points(band(p.share, params.steps)) }\n";
    let kinds = [Kind::Edges, Kind::Params];
    let left = unreached(&folder("bands", more, rules, &[(", share = 60", "score = 10")])?, &kinds)?;
    let expected = [
        "18:11 no case is exactly on the bound 50 of Steps",
        "18:11 no case lies between the bounds 50 and 20 of Steps",
        "18:21 no case is exactly on the bound 20 of Steps",
        "18:21 no case is below the bound 20 of Steps",
        "18:21 no case falls into the band 20 → 5 of the parameter steps (Steps)",
    ];
    assert_eq!(sorted(left), sorted(expected.map(str::to_owned).to_vec()));
    let cases = [(", share = 50", "score = 10"), (", share = 20", "score = 5"), (", share = 19.9", "score = 0")];
    assert_eq!(unreached(&folder("bands", more, rules, &cases)?, &kinds)?, [] as [&str; 0]);
    Ok(())
}

fn sorted(mut list: Vec<String>) -> Vec<String> {
    list.sort();
    list
}

#[test]
fn strict_and_falling_bands_are_asked_from_their_other_side() -> Outcome {
    let beside = |name: &str, function: &str, profiles: &[&str]| {
        in_script(name, &format!("fn r(p) {{ {function}(p.share, [[20, 5], [50, 10]]) }}\n"), profiles)
    };
    assert_eq!(beside("above", "band_above", &["share = 20", "share = 50", "share = 51"])?, [] as [&str; 0]);
    assert_eq!(beside("max", "band_max", &["share = 20", "share = 50", "share = 51"])?, [] as [&str; 0]);
    assert_eq!(beside("below", "band_below", &["share = 19", "share = 20", "share = 50"])?, [] as [&str; 0]);
    assert_eq!(beside("line", "interpolate", &["share = 20", "share = 30", "share = 50"])?, [] as [&str; 0]);
    let left = beside("above", "band_above", &["share = 20", "share = 50"])?;
    assert_eq!(left, ["1:11 no case is above the bound 50 of the bands in `r`"]);
    Ok(())
}

#[test]
fn rows_are_to_show_what_their_functions_can_come_to() -> Outcome {
    let of = |name: &str, rules: &str, profiles: &[&str]| -> Result<Vec<String>, Box<dyn StdError>> {
        let cases: Vec<(String, &str)> = profiles.iter().map(|profile| (format!(", {profile}"), "lower = 0")).collect();
        let cases: Vec<(&str, &str)> = cases.iter().map(|(profile, expect)| (profile.as_str(), *expect)).collect();
        let coverage = Coverage::of(folder(name, "", rules, &cases)?)?;
        let goals = coverage.goals.iter().filter(|goal| goal.kind == Kind::Rows);
        Ok(goals.map(|goal| format!("{} {}", goal.aim, goal.cases)).collect())
    };
    let truth = of("row-truth", "fn r(p) { p.yes }\n", &["yes = true", "yes = true", "yes = false", "n = 1"])?;
    assert_eq!(truth, ["row-full 2", "row-nothing 1", "row-unanswered 1"]);
    let some =
        of("row-some", "fn r(p) { if p.yes ?? true { points(4) } else { not_applicable(\"无\") } }\n", &["n = 1"])?;
    assert_eq!(some, ["row-between 1", "row-not-applicable 0"]);
    let counted = of("row-count", "fn r(p) { [p.yes, p.no].count(|x| x) * 5 }\n", &["yes = true, no = true"])?;
    assert_eq!(counted, ["row-full 1", "row-nothing 0", "row-between 0"]);
    Ok(())
}

#[test]
fn levels_their_conditions_and_thresholds_are_to_be_reached() -> Outcome {
    let more = "[[levels]]\nid = \"good\"\ntitle = { zh = \"良好\", en = \"Good\" }\nany = [{ score = 6, rule = \"rules.fine\" }, { percent = 100 }]\n";
    let rules = "fn r(p) { p.n }\nfn fine(p) { p.yes }\n";
    let kinds = [Kind::Levels, Kind::Edges];
    let left = unreached(&folder("levels", more, rules, &[(", n = 7, yes = true", "level = \"good\"")])?, &kinds)?;
    let expected = [
        "19:8 level `Good`: no case fails condition set 1",
        "19:18 level `Good`: no case fails `score = 6`",
        "19:18 level `Good`: no case is exactly on the threshold of `score = 6`",
        "19:28 level `Good`: no case fails `rule = \"rules.fine\"`",
        "19:56 level `Good`: no case meets `percent = 100`",
        "19:56 level `Good`: no case is exactly on the threshold of `percent = 100`",
    ];
    assert_eq!(left, expected);
    let cases = [
        (", n = 6, yes = true", "level = \"good\""),
        (", n = 5, yes = false", "level = \"ungraded\""),
        (", n = 10, yes = false", "level = \"good\""),
    ];
    assert_eq!(unreached(&folder("levels", more, rules, &cases)?, &kinds)?, [] as [&str; 0]);
    Ok(())
}

#[test]
fn gates_are_to_fire_and_to_be_clear_and_undecided_is_neither() -> Outcome {
    let more = "[[gates]]\nid = \"v\"\ntitle = { zh = \"事故\", en = \"Incident\" }\nwhen = \"rules.v\"\neffect = { bar = true }\n";
    let rules = "fn r(p) { p.yes }\nfn v(p) { p.no }\n";
    let left = unreached(&folder("gates", more, rules, &[(", yes = true", "score = 10")])?, &[Kind::Gates])?;
    assert_eq!(left, ["17:6 gate v (Incident): no case fires it", "17:6 gate v (Incident): no case is clear of it"]);
    Ok(())
}

#[test]
fn each_stretch_of_a_dated_parameter_is_to_be_used() -> Outcome {
    let more = "[params.least]\ntitle = \"下限\"\ndated = [{ from = 2021-05-17, value = 3 }, { from = 2023-01-01, value = 5 }]\n[params.idle]\nvalue = 1\n";
    let rules = "fn r(p) { if p.n >= params.least { 10 } else { 0 } }\n";
    let left = unreached(&folder("dated", more, rules, &[(", n = 5", "score = 10")])?, &[Kind::Params])?;
    let expected = [
        "16:9 no case reads the parameter least (下限) as it is from 2021-05-17",
        "19:9 no case reads the parameter idle (idle)",
    ];
    assert_eq!(left, expected);
    Ok(())
}

#[test]
fn a_case_that_fails_still_counts_as_run() -> Outcome {
    let folder = folder("failing", "", "fn r(p) { p.yes }\n", &[(", yes = true", "score = 3")])?;
    let coverage = Coverage::of(&folder)?;
    assert!(!coverage.cases.is_success());
    assert_eq!(coverage.goals.iter().filter(|goal| goal.aim == "row-full").map(|goal| goal.cases).sum::<usize>(), 1);
    Ok(())
}

#[test]
fn goals_are_counted_by_kind_and_together() -> Outcome {
    let folder = folder("counted", "", "fn r(p) { p.yes }\n", &[(", yes = true", "score = 10")])?;
    let coverage = Coverage::of(&folder)?;
    let of = |tally: Tally| (tally.reached, tally.all);
    assert_eq!(of(coverage.of_kind(Kind::Rows)), (1, 3));
    assert_eq!(of(coverage.of_kind(Kind::Branches)), (1, 1));
    assert_eq!(of(coverage.total()), (2, 4));
    assert_eq!(coverage.total().percent(), Some(50.into()));
    assert!(coverage.text(Lang::Zh).ends_with("应覆盖 4 处，案例覆盖 2 处（50%）：评价项 1/3，规则分支 1/1\n"));
    Ok(())
}

#[test]
fn the_tracefile_names_functions_lines_and_choices() -> Outcome {
    let rules = "fn r(p) {\n    if p.yes { 10 }\n    else { 0 }\n}\n";
    let folder = folder("lcov", "", rules, &[(", yes = true", "score = 10")])?;
    let traced = Coverage::of(&folder)?.lcov("rules/tiny/");
    let script = traced.split("end_of_record\n").find(|record| record.contains("rules.rhai")).unwrap_or_default();
    let expected = "TN:\nSF:rules/tiny/rules.rhai\nFN:1,r\nFNDA:1,r\nFNF:1\nFNH:1\nBRDA:2,0,0,1\nBRDA:2,0,1,0\nBRF:2\nBRH:1\nDA:1,1\nDA:2,1\nDA:3,0\nLF:3\nLH:2\n";
    assert_eq!(script, expected);
    Ok(())
}

#[test]
fn what_other_rulebooks_make_of_a_profile_is_theirs_to_test() -> Outcome {
    let coverage = Coverage::of(Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/plan-2021"))?;
    assert!(coverage.goals.iter().all(|goal| !goal.place.file.contains('/')), "{:?}", coverage.goals.first());
    assert_eq!(coverage.of_kind(Kind::Rows).all, 0);
    Ok(())
}
