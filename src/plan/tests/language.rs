//! Every rule of the language, named after what it says.

use super::{Rule, typed};
use crate::number::Number;
use crate::script::lower::Role;
use std::collections::BTreeMap;

/// The value of an expression over `p` on a profile.
fn value(expr: &str, profile: &str) -> String {
    of(&format!("fn f(p) {{ {expr} }}"), profile)
}

fn of(script: &str, profile: &str) -> String {
    match Rule::of(script, &typed(), Role::Value) {
        Ok(rule) => rule.run(profile),
        Err(wrong) => refused(&wrong),
    }
}

/// The outcome of a row of 10 points.
fn row(script: &str, profile: &str) -> String {
    let with = BTreeMap::new();
    let role = Role::Row { id: "r", points: Number::from(10), with: &with };
    match Rule::of(script, &typed(), role) {
        Ok(rule) => rule.run(profile),
        Err(wrong) => refused(&wrong),
    }
}

fn refused(wrong: &[crate::diagnostic::Diagnostic]) -> String {
    let first = wrong.first().unwrap();
    format!("refused {} {}:{}", first.code, first.place.line, first.place.column)
}

macro_rules! rules {
    ($($name:ident: $($expr:literal on $profile:literal => $value:literal),+ $(,)?;)+) => {$(
        #[test]
        fn $name() {
            $(assert_eq!(value($expr, $profile), $value, "{} on {}", $expr, $profile);)+
        }
    )+};
}

rules! {
    numbers_are_exact:
        "1 / 3 * 3 == 1" on "{}" => "true",
        "0.1 + 0.2 == 0.3" on "{}" => "true",
        "7 / 2" on "{}" => "3.5",
        "-7 % 3" on "{}" => "-1",
        "12 == 12.0" on "{}" => "true";
    division_by_zero_is_a_fault:
        "1 / p.n" on r#"{"n":0}"# => "!division-by-zero",
        "percent_of(1, p.n)" on r#"{"n":0}"# => "-";
    different_types_are_an_error_at_load:
        "p.n == p.name" on "{}" => "refused different-types 1:15",
        "p.n + p.name" on "{}" => "refused different-types 1:15";
    what_is_computed_from_absent_is_absent:
        "p.n + 1" on "{}" => "-",
        "p.n > 1" on r#"{"n":null}"# => "-",
        "-p.n" on "{}" => "-",
        "p.name + \"x\"" on "{}" => "-",
        "`${p.name}`" on "{}" => "-",
        "if p.yes { 1 } else { 2 }" on "{}" => "-",
        "switch p.n { 1 => 2, _ => 3 }" on "{}" => "-";
    absent_condition_takes_what_a_branch_assigns:
        "let a = 1; let b = 2; if p.yes { a = 3; } [a, b]" on "{}" => "[-, 2]",
        "if p.yes { return 1; } 2" on "{}" => "-",
        "let a = 1; for x in p.list { a = x; } a" on "{}" => "-";
    logic_is_three_valued:
        "p.yes || true" on "{}" => "true",
        "p.yes && false" on "{}" => "false",
        "p.yes || false" on "{}" => "-",
        "!p.yes" on "{}" => "-",
        "true && p.yes" on "{}" => "-";
    a_term_behind_an_absent_one_cannot_fail_the_rule:
        "p.yes && 1 / p.n > 1" on r#"{"n":0}"# => "-";
    defaults_replace_absence:
        "p.n ?? 4" on "{}" => "4",
        "p.n ?? p.m ?? 4" on r#"{"m":3}"# => "3",
        "has(p.n)" on "{}" => "false",
        "has(p.section)" on r#"{"section":{}}"# => "true",
        "has(p.section)" on "{}" => "false",
        "p.list ?? []" on "{}" => "[]";
    open_values_are_ranges:
        "open(p.n, 2, 5) + 1" on "{}" => "3..6",
        "open(p.n, 2, 5) + 1" on r#"{"n":3}"# => "4",
        "open(p.n)" on "{}" => "0..10",
        "open(p.yes)" on "{}" => "?",
        "open(p.n, 2, 5) > 5" on "{}" => "false",
        "open(p.n, 2, 5) >= 5" on "{}" => "?",
        "open(p.n, 2, 5) >= 2" on "{}" => "true",
        "open(band(p.n, params.bands))" on "{}" => "0..30",
        "if open(p.yes) { 1 } else { 4 }" on "{}" => "1..4",
        "if open(p.yes) { \"a\" } else { \"b\" }" on "{}" => "-",
        "switch open(p.n, 1, 2) { 1 => 10, 2 => 20, _ => 15 }" on "{}" => "10..20",
        "10 / open(p.n, -1, 1)" on "{}" => "-";
    a_return_on_one_of_two_paths_joins_with_the_other:
        "if open(p.yes) { return 1; } 3" on "{}" => "1..3",
        "let a = 0; if open(p.yes) { a = 5; } a" on "{}" => "0..5";
    loops_follow_every_path_that_may_leave_them:
        "let a = 0; for x in [1, 2, 3] { if open(p.yes) { break; } a += x; } a" on "{}" => "0..6",
        "let a = 0; for x in [1, 2, 3] { if open(p.yes) { continue; } a += x; } a" on "{}" => "0..6",
        "for x in [1, 2] { if open(p.yes) { break; } return 7; } 1" on "{}" => "1..7",
        "let a = 0; for x in [1, 2, 3] { if open(p.yes) { continue; } a = x; break; } a" on "{}" => "0..3",
        "for x in [1, 2] { if open(p.yes) { continue; } return x; } 5" on "{}" => "1..5",
        "let a = 0; for x in [1, 2] { if p.yes { break; } a += 1; } a" on "{}" => "-",
        "let a = 0; for x in [1, 2] { if open(p.yes) { if p.no { break; } } a += 1; } [a, 1]" on "{}" => "[-, 1]";
    a_term_that_may_return_is_a_branch:
        "if open(p.yes) && { return 1; } { 2 } else { 3 }" on "{}" => "1..3",
        "let a = 1; let b = open(p.yes) && { a = 4; true }; a" on "{}" => "1..4";
    switch_takes_values_ranges_and_guards:
        "switch p.n { 0..3 => 1, 3..=5 => 2, _ => 3 }" on r#"{"n":3}"# => "2",
        "switch p.n { 0..3 => 1, _ => 3 }" on r#"{"n":2.5}"# => "1",
        "switch p.n { 3 if p.yes => 1, _ => 3 }" on r#"{"n":3,"yes":false}"# => "3",
        "switch p.kind { \"a\" => 1, _ => 2 }" on r#"{"kind":"a"}"# => "1",
        "switch open(p.n, 2, 6) { 0..3 => 1, 3..=5 => 2, _ => 9 }" on "{}" => "1..9";
    bands_look_up_the_highest_or_lowest_bound:
        "band(p.n, [[3, 1], [5, 2]])" on r#"{"n":3}"# => "1",
        "band(p.n, [[3, 1], [5, 2]])" on r#"{"n":2}"# => "0",
        "band_above(p.n, [[3, 1], [5, 2]])" on r#"{"n":3}"# => "0",
        "band_max(p.n, [[3, 1], [5, 2]])" on r#"{"n":3}"# => "1",
        "band_max(p.n, [[3, 1], [5, 2]])" on r#"{"n":6}"# => "0",
        "band_below(p.n, [[3, 1], [5, 2]])" on r#"{"n":3}"# => "2",
        "band(p.n, [[3, 1], [3, 2]])" on "{}" => "refused band-equal-bounds 1:21",
        "interpolate(p.n, [[0, 0], [4, 10]])" on r#"{"n":1}"# => "2.5",
        "interpolate(p.n, [[0, 0], [4, 10]])" on r#"{"n":9}"# => "10",
        "band(open(p.n, 2, 4), [[3, 1], [5, 2]])" on "{}" => "0..1";
    lists_count_what_is_known:
        "count(p.flags)" on r#"{"flags":[true,false,null]}"# => "1..2",
        "share(p.flags, |x| x)" on r#"{"flags":[true,null]}"# => "50..100",
        "share(p.flags, |x| x)" on r#"{"flags":[]}"# => "-",
        "ladder([p.yes, p.no, true])" on r#"{"yes":true}"# => "1..3",
        "ladder([true, false, true])" on "{}" => "1",
        "any(p.flags, |x| x)" on r#"{"flags":[null,true]}"# => "true",
        "any(p.flags, |x| x)" on r#"{"flags":[]}"# => "false",
        "all(p.flags, |x| x)" on r#"{"flags":[null,true]}"# => "-",
        "all(p.flags, |x| x)" on r#"{"flags":[]}"# => "true",
        "p.items.all(|x| x.ok)" on r#"{"items":[{"ok":true}]}"# => "true",
        "count(p.items, |x| x.ok)" on "{}" => "-";
    lists_add_up_and_compare:
        "sum(p.list)" on r#"{"list":[]}"# => "0",
        "mean(p.list)" on r#"{"list":[]}"# => "-",
        "min(p.list)" on r#"{"list":[]}"# => "-",
        "max(p.list)" on r#"{"list":[1,3,2]}"# => "3",
        "sum(p.list)" on r#"{"list":[1,null]}"# => "-",
        "sum(p.items, |x| x.v)" on r#"{"items":[{"v":1},{"v":2.5}]}"# => "3.5",
        "max([p.n, 3])" on "{}" => "3..10",
        "max(p.n, 3)" on "{}" => "-",
        "[1, 2] == [1, 2]" on "{}" => "true",
        "[1, 2] == [2, 1]" on "{}" => "false";
    lists_are_filtered_mapped_and_searched:
        "map(p.list, |x| x * 2)" on r#"{"list":[1,null]}"# => "[2, -]",
        "filter(p.list, |x| x > 1)" on r#"{"list":[1,2]}"# => "[2]",
        "filter(p.list, |x| x > 1)" on r#"{"list":[1,null]}"# => "-",
        "find(p.items, |x| x.ok).v" on r#"{"items":[{"ok":false,"v":1},{"ok":true,"v":2}]}"# => "2",
        "find(p.items, |x| x.ok).v" on r#"{"items":[{"v":1},{"ok":true,"v":2}]}"# => "-",
        "first(p.items).v" on r#"{"items":[]}"# => "-",
        "sort_by(p.list, |x| -x)" on r#"{"list":[1,3,2]}"# => "[3, 2, 1]",
        "len(p.list)" on r#"{"list":[null]}"# => "1",
        "contains(p.list, 2)" on r#"{"list":[1,2]}"# => "true",
        "2 in p.list" on r#"{"list":[null,2]}"# => "true",
        "let a = 1; a in { a = 2; [2] }" on "{}" => "true",
        "2 !in p.list" on r#"{"list":[null,1]}"# => "-",
        "\"b\" in p.name" on r#"{"name":"abc"}"# => "true",
        "map(p.list, |x| { if x > 1 { return 9; } x })" on r#"{"list":[1,2]}"# => "[1, 9]";
    an_index_out_of_range_is_absent:
        "p.list[-1]" on r#"{"list":[1,2]}"# => "2",
        "p.list[2]" on r#"{"list":[1,2]}"# => "-",
        "p.list[-3]" on r#"{"list":[1,2]}"# => "-",
        "p.items[0].v" on r#"{"items":[{"v":4}]}"# => "4";
    tables_know_their_keys:
        "params.names[\"a\"]" on "{}" => "1",
        "params.names[\"c\"]" on "{}" => "refused unknown-table-key 1:24",
        "params.names[p.kind]" on r#"{"kind":"b"}"# => "2",
        "params.names[p.kind]" on "{}" => "-",
        "params.names[p.name]" on r#"{"name":"z"}"# => "!key-not-in-table",
        "params.limits" on "{}" => "refused unknown-param 1:18";
    numbers_are_rounded_half_up:
        "round(2.5, 0)" on "{}" => "3",
        "round(-2.5, 0)" on "{}" => "-3",
        "round_half_even(2.5, 0)" on "{}" => "2",
        "clamp(p.n, 2, 4)" on r#"{"n":9}"# => "4",
        "floor(-0.5)" on "{}" => "-1",
        "sqrt(16)" on "{}" => "4",
        "abs(p.m)" on r#"{"m":-2}"# => "2",
        "meets(\"lower\", p.n, 3)" on r#"{"n":3}"# => "true",
        "meets(\"higher\", p.n, 4)" on r#"{"n":3}"# => "false",
        "meets(\"up\", p.n, 4)" on "{}" => "refused not-a-direction 1:17";
    dates_are_counted_in_whole_years:
        "years_between(date(\"2020-02-29\"), date(\"2021-02-28\"))" on "{}" => "1",
        "years_between(date(\"2021-01-02\"), date(\"2020-01-01\"))" on "{}" => "-1",
        "days_between(date(\"2024-02-28\"), date(\"2024-03-01\"))" on "{}" => "2",
        "add_years(as_of, 1)" on "{}" => "2025-02-28",
        "year(rules_on)" on "{}" => "2024",
        "within_years(p.day, 1)" on r#"{"day":"2023-03-01"}"# => "true",
        "within_years(p.day, 1)" on r#"{"day":"2023-02-28"}"# => "false",
        "within_years(p.day, 1)" on r#"{"day":"2024-03-01"}"# => "false",
        "valid_on(p.day, p.day, as_of)" on r#"{"day":"2024-02-29"}"# => "true",
        "date(p.name)" on r#"{"name":"2021-2-3"}"# => "!not-a-date-text",
        "date(\"2021-02-30\")" on "{}" => "refused not-a-date-text 1:16";
    texts_have_functions:
        "[starts_with(p.name, \"ab\"), ends_with(p.name, \"c\")]" on r#"{"name":"abc"}"# => "[true, true]",
        "to_upper(trim(p.name))" on r#"{"name":" ab "}"# => "\"AB\"",
        "split(p.name, \"-\")" on r#"{"name":"a-b"}"# => "[\"a\", \"b\"]",
        "len(p.name)" on r#"{"name":"质衡"}"# => "2";
    objects_may_be_named:
        "let s = p.section; s.x + s.y" on r#"{"section":{"x":1,"y":2}}"# => "3",
        "p[\"n\"]" on r#"{"n":1}"# => "1",
        "p[p.name]" on "{}" => "refused key-not-known 1:15";
    mistakes_are_refused_at_load:
        "p.nn" on "{}" => "refused unknown-fact 1:13",
        "x" on "{}" => "refused unknown-name 1:11",
        "if p.yes { 1 }" on "{}" => "refused if-without-else 1:11",
        "switch p.n { 1 => 2 }" on "{}" => "refused switch-without-default 1:11",
        "let a = 1; a = \"x\"; a" on "{}" => "refused assign-other-type 1:22",
        "const A = 1; A = 2; A" on "{}" => "refused syntax 1:24",
        "let a = 1; count(p.flags, |x| { a = 2; x })" on "{}" => "refused assign-captured 1:43",
        "p.kind == \"c\"" on "{}" => "refused not-in-enum 1:21",
        "p.yes < p.no" on "{}" => "refused not-ordered 1:17",
        "p.section" on "{}" => "refused object-as-value 1:13",
        "1 / 0" on "{}" => "refused division-by-zero 1:15",
        "f" on "{}" => "refused function-as-value 1:11",
        "1..3" on "{}" => "refused range-as-value 1:12",
        "some(p.flags, |x| x)" on "{}" => "refused unknown-function 1:11",
        "round(1)" on "{}" => "refused argument-count 1:11",
        "open(p.m)" on "{}" => "refused open-without-bounds 1:11",
        "met()" on "{}" => "refused outcome-outside-row 1:11",
        "row.points" on "{}" => "refused row-outside-row 1:11";
    ranges_have_a_limit:
        "let a = 0; for x in 0..10000 { a += 1; } a" on "{}" => "10000",
        "let a = 0; for x in 0..10001 { a += 1; } a" on "{}" => "!range-too-long";
}

#[test]
fn functions_take_objects() {
    assert_eq!(of("fn g(s) { s.x * 2 } fn f(p) { g(p.section) }", r#"{"section":{"x":4}}"#), "8");
    assert_eq!(of("fn g(i) { i.v * 2 } fn f(p) { sum(p.items, |i| g(i)) }", r#"{"items":[{"v":4}]}"#), "8");
}

#[test]
fn a_closure_that_gives_no_boolean_is_a_fault_where_rhai_says_false() {
    let rule = Rule::of("fn f(p) { all(p.list, |x| x) }", &crate::facts::schema::Schema::untyped(), Role::Value);
    assert_eq!(rule.map(|rule| rule.run(r#"{"list":[1]}"#)).ok().as_deref(), Some("!not-a-boolean"));
}

#[test]
fn recursion_is_refused() {
    assert_eq!(of("fn g(x) { f(x) } fn f(p) { g(p) }", "{}"), "refused recursion 1:21");
}

#[test]
fn constants_at_the_top_are_seen_in_functions() {
    assert_eq!(of("const A = 2 * 3; fn f(p) { A + 1 }", "{}"), "7");
}

#[test]
fn rows_return_outcomes_booleans_or_numbers() {
    assert_eq!(row("fn f(p) { met() }", "{}"), "10 points");
    assert_eq!(row("fn f(p) { percent(25) }", "{}"), "2.5 points");
    assert_eq!(row("fn f(p) { points(p.m) }", r#"{"m":11}"#), "!points-outside");
    assert_eq!(row("fn f(p) { points(11) }", "{}"), "refused points-outside 1:11");
    assert_eq!(row("fn f(p) { level(p.m) }", r#"{"m":1.5}"#), "!level-not-whole");
    assert_eq!(row("fn f(p) { not_applicable(\"x\") }", "{}"), "not applicable");
    assert_eq!(row("fn f(p) { points(open(p.n, 2, 4)) }", "{}"), "2..4 points");
    assert_eq!(row("fn f(p) { if open(p.yes) { met() } else { points(3) } }", "{}"), "3..10 points");
    assert_eq!(row("fn f(p) { if p.yes { met() } else { unmet() } }", "{}"), "-");
    assert_eq!(row("fn f(p) { \"text\" }", "{}"), "refused rule-result 1:4");
    assert_eq!(row("fn f(p) { row.points / 2 }", "{}"), "5");
}

#[test]
fn a_reason_never_changes_the_outcome() {
    assert_eq!(row("fn f(p) { met(`${1 / p.n} ${p.name}`) }", r#"{"n":0}"#), "10 points");
}

#[test]
fn steps_have_a_limit() {
    let rule = Rule::of("fn f(p) { let a = 0; for x in 0..100 { a += 1; } a }", &typed(), Role::Value);
    let Ok(rule) = rule else { panic!("refused") };
    rule.run_with("{}", 50, |result| assert_eq!(result.unwrap_err().code, "too-many-steps"));
}

/// Absent facts that are needed, and those that a default stands in for.
fn gaps(script: &str) -> (usize, usize) {
    Rule::of(script, &typed(), Role::Value).unwrap().gaps("{}")
}

#[test]
fn a_default_stands_in_for_a_fact_wherever_it_was_read() {
    for (script, expected) in [
        ("fn f(p) { p.n ?? 0 }", (0, 1)),
        ("fn f(p) { p.n }", (1, 0)),
        ("fn f(p) { let x = p.n; x ?? 0 }", (0, 1)),
        ("fn f(p) { let x = p.n; if has(x) { x } else { 0 } }", (0, 1)),
        ("fn f(p) { let x = p.n + 1; let y = x * 2; y ?? 0 }", (0, 1)),
        ("fn or_zero(x) { x ?? 0 } fn f(p) { or_zero(p.n) }", (0, 1)),
        ("fn add(x, y) { (x ?? 0) + y } fn f(p) { add(p.n, p.m) }", (1, 1)),
        ("fn add(x, y) { let z = x ?? y; z + 1 } fn f(p) { add(p.n, p.m) }", (1, 1)),
        ("fn f(p) { let x = p.n; (x ?? 0) + p.n }", (1, 0)),
        ("fn f(p) { let x = p.n; (x ?? 0) + x }", (1, 0)),
        ("fn f(p) { let x = p.n; let y = p.m; (y ?? 0) + x }", (1, 1)),
        // needed for the value of a local that nobody asks for is needed by nobody, and not assumed either
        ("fn f(p) { let x = p.n; 1 }", (1, 0)),
    ] {
        assert_eq!(gaps(script), expected, "{script}");
    }
}
