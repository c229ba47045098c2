//! The plain walk gives what the machine gives after as many steps, or nothing.

use super::completions::Facts;
use super::generate::{self, PROFILE, Random};
use super::{Rule, STEPS, seeds, shown};
use crate::facts::schema::Schema;
use crate::number::Number;
use crate::plan::outcome::row_outcome;
use crate::plan::plain::{Earned, Plain};
use crate::plan::value::{Outcome, Value};
use crate::script::lower::Role;
use std::collections::BTreeMap;

impl Rule {
    /// Whether the plain walk decides the function on a profile; then it must be as the machine does.
    fn is_plain(&self, profile: &str, about: &str) -> bool {
        self.machine(profile, STEPS, |mut machine| {
            let mut plain = Plain::new(machine.code, machine.inputs);
            let Some((walked, left)) = plain.any(self.id, &[Value::Object], STEPS) else { return false };
            let given = machine.run(self.id, &[Value::Object]);
            let given = given.map(|value| shown(&value)).map_err(|fault| fault.code);
            assert_eq!(given, Ok(shown(&walked)), "{about}");
            assert_eq!(machine.steps(), left, "steps: {about}");
            true
        })
    }

    /// What the plain walk and the machine give a row that is worth `points`.
    fn earned(&self, profile: &str, points: i64) -> (Option<String>, String) {
        self.machine(profile, STEPS, |mut machine| {
            let points = Number::from(points);
            let mut plain = Plain::new(machine.code, machine.inputs);
            let walked = plain.row(self.id, &[Value::Object], &points, STEPS).map(|(earned, _)| match earned {
                Earned::Points(points) => format!("{points} points"),
                Earned::NotApplicable => "not applicable".to_owned(),
            });
            let site = machine.site(self.id);
            let given = machine.run(self.id, &[Value::Object]).and_then(|value| Ok(row_outcome(value, &points, site)?));
            let given = match given {
                Ok(Some(Outcome::Points { low, high, .. })) if low == high => format!("{low} points"),
                Ok(Some(Outcome::Points { low, high, .. })) => format!("{low}..{high} points"),
                Ok(Some(Outcome::NotApplicable { .. })) => "not applicable".to_owned(),
                Ok(None) => "-".to_owned(),
                Err(fault) => format!("!{}", fault.code),
            };
            (walked, given)
        })
    }
}

#[test]
fn random_scripts_give_what_the_machine_gives() {
    let schema = Schema::untyped();
    let (mut walked, mut tried) = (0, 0);
    for seed in seeds() {
        let script = generate::script(&mut Random::new(seed));
        let Ok(rule) = Rule::of(&script, &schema, Role::Value) else { continue };
        tried += 1;
        walked += u32::from(rule.is_plain(PROFILE, &format!("seed {seed}\n{script}")));
    }
    assert!(walked * 3 > tried, "only {walked} of {tried} scripts are walked plainly");
}

#[test]
fn random_scripts_on_facts_with_gaps_give_what_the_machine_gives() {
    let schema = Schema::untyped();
    let (mut walked, mut tried) = (0, 0);
    for seed in seeds() {
        let mut random = Random::new(seed);
        let script = generate::script_with_open_facts(&mut random);
        let Ok(rule) = Rule::of(&script, &schema, Role::Value) else { continue };
        for _ in 0..3 {
            let gaps = Facts::with_gaps(&mut random);
            tried += 1;
            walked += u32::from(rule.is_plain(&gaps.profile(), &format!("seed {seed}, {gaps:?}\n{script}")));
        }
    }
    assert!(walked > 0 && walked < tried, "{walked} of {tried}");
}

/// A script, a profile, and whether the plain walk decides it.
const CASES: &[(&str, &str, bool)] = &[
    ("fn f(p) { p.n > 3 && p.yes }", r#"{"n": 3.5, "yes": true}"#, true),
    ("fn f(p) { p.n > 3 && p.yes }", r#"{"n": 3.5}"#, false),
    // what decides comes before what is not there
    ("fn f(p) { p.n > 3 || p.yes }", r#"{"n": 3.5}"#, true),
    ("fn f(p) { p.n ?? 2 }", "{}", true),
    ("fn f(p) { has(p.n) }", "{}", true),
    ("fn f(p) { if p.n > 3 { return 1; } 2 }", r#"{"n": 3.5}"#, true),
    ("fn f(p) { if p.n > 3 { return 1; } 2 }", r#"{"n": 2}"#, true),
    ("fn f(p) { let x = 1; if p.n > 3 { x = 2; } x * 10 }", r#"{"n": 3.5}"#, true),
    ("fn f(p) { let x = if p.n > 3 { return 7 } else { 2 }; x + 1 }", r#"{"n": 2}"#, true),
    ("fn f(p) { let x = if p.n > 3 { return 7 } else { 2 }; x + 1 }", r#"{"n": 4}"#, false),
    ("fn g(x) { if x > 3 { return 1; } 2 } fn f(p) { g(p.n) + g(1) }", r#"{"n": 3.5}"#, true),
    ("fn f(p) { switch p.kind { \"a\" => 1, \"b\" if p.n > 3 => 2, _ => 3 } }", r#"{"kind": "b", "n": 4}"#, true),
    ("fn f(p) { switch p.kind { \"a\" => 1, \"b\" if p.n > 3 => 2, _ => 3 } }", r#"{"kind": "b", "n": 1}"#, true),
    ("fn f(p) { switch p.kind { \"a\" => 1, _ => 3 } }", "{}", false),
    ("fn f(p) { percent_of(p.n, 0) }", r#"{"n": 1}"#, false),
    ("fn f(p) { share(p.list, |x| x > 2) }", r#"{"list": [1, 2, 3, 4]}"#, true),
    ("fn f(p) { share(p.list, |x| x > 2) }", r#"{"list": []}"#, false),
    ("fn f(p) { p.list.filter(|x| x > 1).map(|x| x * 2).sum(|x| x) }", r#"{"list": [1, 2, 3]}"#, true),
    ("fn f(p) { p.list.filter(|x| 6 / x > 1).any(|x| x == 1) }", r#"{"list": [1, 0]}"#, false),
    ("fn f(p) { p.list.any(|x| 6 / x == 6) }", r#"{"list": [1, 0]}"#, true),
    ("fn f(p) { p.list.find(|x| x > 1) }", r#"{"list": [1, 2, 3]}"#, true),
    ("fn f(p) { p.list.find(|x| x > 9) }", r#"{"list": [1, 2, 3]}"#, false),
    ("fn f(p) { p.list.all(|x| { if x > 1 { return true; } x == 1 }) }", r#"{"list": [1, 2, 3]}"#, true),
    ("fn f(p) { max(p.list) - min(p.list) }", r#"{"list": [1, 2, 5]}"#, true),
    ("fn f(p) { max(p.list) }", r#"{"list": [1, null]}"#, false),
    ("fn f(p) { ladder([p.yes, p.n > 3, p.no]) }", r#"{"yes": true, "n": 4, "no": false}"#, true),
    ("fn f(p) { p.kind in [\"a\", \"b\"] }", r#"{"kind": "b"}"#, true),
    ("fn f(p) { within_years(p.day, 2) }", r#"{"day": "2022-03-01"}"#, false),
    ("fn f(p) { within_years(date(p.day), 2) }", r#"{"day": "2022-03-01"}"#, true),
    ("fn f(p) { valid_on(date(\"2024-01-01\"), date(\"2024-12-31\"), as_of) }", "{}", true),
    ("fn f(p) { band(p.n, params.bands) }", r#"{"n": 60}"#, true),
    // a table that the profile gives
    ("fn f(p) { band(p.n, p.table) }", r#"{"n": 60, "table": [[50, 5], [80, 10]]}"#, false),
    ("fn f(p) { band(p.n, p.table) > 1 }", r#"{"n": 60, "table": [[50, 5], [80, 10]]}"#, false),
    ("fn f(p) { p.n < 0 }", r#"{"n": "text"}"#, false),
];

#[test]
fn what_is_known_is_walked_plainly_and_the_rest_is_left_to_the_machine() {
    for (script, profile, is_plain) in CASES {
        let rule = Rule::of(script, &Schema::untyped(), Role::Value).unwrap();
        assert_eq!(rule.is_plain(profile, script), *is_plain, "{script} on {profile}");
    }
}

/// An expression of every kind.
const EXPRESSIONS: &[&str] = &[
    "p.n",
    "p.yes",
    "p.name",
    "p.list",
    "p.items[0]",
    "p.list[1]",
    "p.gap",
    "p.n + 1",
    "p.n % 2",
    "-p.n",
    "!p.yes",
    "p.n > 1",
    "p.yes && p.n > 1",
    "p.yes || p.n > 1",
    "p.n in p.list",
    "p.gap ?? 1",
    "p.gap ?? p.yes",
    "has(p.gap)",
    "open(p.gap, 0, 5)",
    "open(p.n, 0, 5)",
    "if p.yes { p.n } else { 2 }",
    "{ let x = p.n; x }",
    "{ let x = 0; for i in p.list { x += i; } x }",
    "switch p.n { 1 => 2, _ => p.n }",
    "g(p)",
    "[p.n, 2]",
    "`${p.n}`",
    "band(p.n, params.bands)",
    "band(p.n, p.table)",
    "band_max(p.n, p.table)",
    "interpolate(p.n, params.bands)",
    "interpolate(p.n, p.table)",
    "p.items.map(|x| x.v)",
    "p.items.filter(|x| x.ok)",
    "p.items.find(|x| x.ok)",
    "p.items.sort_by(|x| x.v)",
    "p.items.count(|x| x.ok)",
    "share(p.items, |x| x.ok)",
    "p.items.sum(|x| x.v)",
    "mean(p.list)",
    "p.list.any(|x| x > 1)",
    "p.list.all(|x| { return x > 1; })",
    "min(p.list)",
    "max(p.n, 2)",
    "ladder([p.yes, p.n > 1])",
    "ladder(p.flags)",
    "percent_of(p.n, 4)",
    "len(p.list)",
    "len(p.name)",
    "first(p.list)",
    "round(p.n, 1)",
    "clamp(p.n, 0, 1)",
    "split(p.name, \"-\")",
    "to_upper(p.name)",
    "contains(p.list, 2)",
    "date(\"2022-01-31\")",
    "as_of",
    "rules_on",
    "year(as_of)",
    "within_years(as_of, 2)",
    "valid_on(as_of, as_of, as_of)",
    "meets(\"higher\", p.n, 2)",
];

/// Places where something of a type is wanted.
const PLACES: &[&str] = &[
    "E",
    "E > 1",
    "E == 1",
    "1 - E",
    "E && p.yes",
    "!(E)",
    "if E { 1 } else { 2 }",
    "[E, E].any(|x| x == 1)",
    "p.list.map(|x| E)",
    "p.list.filter(|x| E)",
    "band(E, params.bands)",
    "min(E, 1)",
    "len(E)",
    "E in p.list",
    "1 in E",
    "sum(E, |x| x)",
    "h(E)",
];

#[test]
fn every_kind_of_expression_in_every_place_gives_what_the_machine_gives() {
    let profile = r#"{"n": 2.5, "yes": true, "name": "a-b", "list": [1, 2, 3], "flags": [true, false],
        "table": [[0, 1], [5, 2]], "items": [{"v": 1, "ok": true}, {"v": 2, "ok": false}]}"#;
    let (mut tried, mut walked) = (0, 0);
    for (expression, place) in EXPRESSIONS.iter().flat_map(|expression| PLACES.iter().map(move |at| (expression, at))) {
        let body = place.replace('E', expression);
        let script = format!("fn g(p) {{ p.n }} fn h(x) {{ x }} fn f(p) {{ {body} }}");
        let Ok(rule) = Rule::of(&script, &Schema::untyped(), Role::Value) else { continue };
        tried += 1;
        walked += u32::from(rule.is_plain(profile, &body));
    }
    assert!(tried > 500 && walked > 200, "{walked} of {tried}");
}

#[test]
fn the_deepest_expressions_that_load_are_walked_on_a_small_stack() {
    let nested = |open: &str, inner: &str, close: &str, levels: usize| {
        format!("fn f(p) {{ {}{inner}{} }}", open.repeat(levels), close.repeat(levels))
    };
    let scripts = [
        format!("fn f(p) {{ {} p.n }}", "p.n + ".repeat(240)),
        nested("!(", "p.yes", ")", 100),
        nested("-(", "p.n", ")", 100),
        nested("if p.yes { ", "p.n", " } else { 0 }", 100),
        nested("max(1, ", "p.n", ")", 100),
        nested("[1].sum(|x| ", "p.n", ")", 60),
    ];
    let walk = move || {
        for script in &scripts {
            let rule = Rule::of(script, &Schema::untyped(), Role::Value).unwrap_or_else(|found| panic!("{found:?}"));
            assert!(rule.is_plain("{\"n\": 2, \"yes\": true}", script));
        }
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(walk).unwrap().join().unwrap();
}

#[test]
fn rows_earn_what_the_machine_gives_them() {
    let points = Number::from(10);
    let cases = [
        ("points(p.n)", "{\"n\": 7}", true),
        ("points(p.n)", "{\"n\": 11}", false),
        ("points(p.n)", "{\"n\": -1}", false),
        ("percent(p.n)", "{\"n\": 33}", true),
        ("percent(p.n)", "{\"n\": 101}", false),
        ("if p.yes { met() } else { unmet() }", "{\"yes\": true}", true),
        ("if p.yes { met() } else { not_applicable(\"no\") }", "{\"yes\": false}", true),
        ("p.yes", "{\"yes\": true}", true),
        ("p.n", "{\"n\": 2.5}", true),
        ("p.n", "{\"n\": 12}", false),
        ("if p.yes { return met(); } p.n", "{\"yes\": false, \"n\": 4}", true),
        ("p.n", "{}", false),
    ];
    for (body, profile, is_plain) in cases {
        let script = format!("fn f(p) {{ {body} }}");
        let with = BTreeMap::new();
        let role = Role::Row { id: "r", points: points.clone(), with: &with };
        let rule = Rule::of(&script, &Schema::untyped(), role).unwrap();
        let (walked, given) = rule.earned(profile, 10);
        assert_eq!(walked.is_some(), is_plain, "{body} on {profile}");
        assert_eq!(walked.unwrap_or_else(|| given.clone()), given, "{body} on {profile}");
    }
}

#[test]
fn steps_that_run_out_are_left_to_the_machine() {
    let rule = Rule::of("fn f(p) { p.list.all(|x| x > -10) }", &Schema::untyped(), Role::Value).unwrap();
    let walks = |steps| {
        rule.machine("{\"list\": [1, 2, 3]}", steps, |machine| {
            Plain::new(machine.code, machine.inputs).any(rule.id, &[Value::Object], steps).is_some()
        })
    };
    // the call, and one for each element
    assert_eq!((walks(3), walks(4)), (false, true));
}
