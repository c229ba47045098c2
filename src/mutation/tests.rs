//! Which changes are made, and which the cases notice.

use super::{Fate, Mutants, script, table};
use crate::text::Lang;
use std::path::Path;

fn names(mutants: &[super::Mutant]) -> Vec<String> {
    mutants.iter().map(ToString::to_string).collect()
}

#[test]
fn numbers_of_the_table_go_one_step_up_and_down() {
    let text = "[params.a]\nvalue = [[10, 0.5], [20, 3]]\n";
    let expected = [
        "params.a[0][0] 10 → 11",
        "params.a[0][0] 10 → 9",
        "params.a[0][1] 0.5 → 0.6",
        "params.a[0][1] 0.5 → 0.4",
        "params.a[1][0] 20 → 21",
        "params.a[1][0] 20 → 19",
        "params.a[1][1] 3 → 4",
        "params.a[1][1] 3 → 2",
    ];
    assert_eq!(names(&table::mutants("rulebook.toml", text)), expected);
}

#[test]
fn gates_levels_weights_and_options_of_the_table_change() {
    let text = r#"
[score]
unanswered = "zero"
min_coverage = "2/3"
[[groups]]
id = "g"
weight = 2
rows = [{ id = "a", points = 5, weight = 3 }, { id = "b", points = 5, with = { key = "k", hard = true } }]
[[groups]]
id = "h"
[[levels]]
id = "l"
any = [{ score = 60, groups = { g = "60%" }, rows = { "g.a" = { level = 2 } } }]
[[gates]]
id = "v"
require = "gates.v"
effect = { bar = true }
"#;
    let expected = [
        "score.unanswered \"zero\" → \"exclude\"",
        "score.min_coverage \"2/3\" → 0",
        "score.min_coverage \"2/3\" → 100",
        "groups.g.weight 2 → 4",
        "rows.g.a.points 5 → 6",
        "rows.g.a.points 5 → 4",
        "rows.g.a.weight 3 → 6",
        "rows.g.b.points 5 → 6",
        "rows.g.b.points 5 → 4",
        "rows.g.b.with.hard true → false",
        "levels.l.any[0].score score → above",
        "levels.l.any[0].score 60 → 61",
        "levels.l.any[0].score 60 → 59",
        "levels.l.any[0].groups.g 60 → 61",
        "levels.l.any[0].groups.g 60 → 59",
        "levels.l.any[0].rows.g.a.level 2 → 3",
        "levels.l.any[0].rows.g.a.level 2 → 1",
        "gates.v require → when",
        "gates.v.effect { bar = true } → { warn = true }",
    ];
    assert_eq!(names(&table::mutants("rulebook.toml", text)), expected);
}

#[test]
fn scripts_change_in_logic_and_not_in_texts() {
    let text = r#"fn f(p) {
    for x in p.list { if x in ["a", "b"] && !p.yes { return 1; } }
    points(-p.n + 2, #{ zh: `满${round(p.n, 1) + 3}年`, en: "x" })
}
fn g(p) { p.items.any(|i| i.v >= 3) || false }
"#;
    let expected = [
        "f in → !in",
        "f \"a\", → ",
        "f , \"b\" → ",
        "f && → ||",
        "f ! → ",
        "f 1 → 2",
        "f 1 → 0",
        "f + → -",
        "f 2 → 3",
        "f 2 → 1",
        "g any → all",
        "g >= → >",
        "g 3 → 4",
        "g 3 → 2",
        "g || → &&",
        "g false → true",
    ];
    assert_eq!(names(&script::mutants("t.rhai", text)), expected);
}

#[test]
fn changes_that_look_alike_are_numbered() {
    let found = names(&script::mutants("t.rhai", "fn f(p) { p.a > 1 && p.b > 2 }"));
    assert_eq!(found.iter().filter(|name| name.contains("> → >=")).collect::<Vec<_>>(), ["f > → >=", "f > → >= #2"]);
}

fn first() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/rulebooks/first")
}

#[test]
fn a_change_that_no_case_notices_survives() {
    let mutants = Mutants::of(first()).unwrap();
    assert!(mutants.cases().is_success());
    let report = mutants.run(2);
    let fate = |name: &str| {
        let found = report.mutants.iter().find(|mutated| mutated.mutant.to_string() == name);
        found.unwrap_or_else(|| panic!("no change {name}")).fate.clone()
    };
    assert_eq!(fate("params.trained[0][1] 40 → 39"), Fate::Killed);
    assert_eq!(fate("params.trained[1][0] 50 → 51"), Fate::Survived);
    assert!(report.text(Lang::Zh).contains("没有案例失败"));
}

#[test]
fn the_number_of_threads_does_not_change_the_report() {
    let report = |threads| Mutants::of(first()).unwrap().run(threads);
    assert_eq!(report(1), report(4));
}
