//! The plan against the Rhai interpreter: random scripts on a complete profile give the same values.
//!
//! `ZHIHENG_CASES` sets how many scripts are tried. Numbers are chosen so that f64 holds them exactly; where the language
//! differs from Rhai on purpose, a test of its own says so.

mod generate;
mod reference;

use super::code::Code;
use super::eval::{Inputs, Machine};
use super::expr::FunctionId;
use super::probe::Silent;
use super::value::Value;
use crate::diagnostic::{Diagnostic, Place};
use crate::facts::path::ItemKeys;
use crate::facts::read::{Mode, Reader, Reading};
use crate::facts::schema::Schema;
use crate::limits::Limits;
use crate::number::Number;
use crate::script::lower::{Compiler, Entry, Environment, Role, Source};
use crate::script::parse::parse;
use generate::{PROFILE, Random};
use reference::Reference;
use rhai::{Array, Dynamic};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

fn compile(script: &str, schema: &Schema) -> Result<(Code, FunctionId), Vec<Diagnostic>> {
    let script = parse("t.rhai", script, &Limits::default())?;
    let sources = BTreeMap::from([("t".to_owned(), Source { script, foreign: false, used: false })]);
    let env =
        Environment { sources: &sources, schema, params: BTreeMap::new(), nodes: BTreeSet::new(), range_limit: 10_000 };
    let mut compiler = Compiler::new(env);
    let entry = Entry { script: "t", function: "f", role: Role::Value, subject: None, place: Place::default() };
    let id = compiler.entry(entry);
    let (code, diagnostics, _) = compiler.finish();
    match id {
        Some(id) if diagnostics.is_empty() => Ok((code, id)),
        _ => Err(diagnostics),
    }
}

/// Runs `script`'s `f` on `profile`, and hands its value over.
fn run<T>(script: &str, profile: &str, see: impl FnOnce(Result<&Value<'_>, &'static str>) -> T) -> T {
    let schema = Arc::new(Schema::untyped());
    let (code, id) = compile(script, &schema).unwrap_or_else(|found| panic!("{found:?}\n{script}"));
    let limits = Limits::default();
    let reading =
        Reading { file: "", mode: Mode::Fast, strict: false, limits: &limits, keys: ItemKeys { subject: None } };
    let facts = Reader::new(schema, &code.shape).read(profile.as_bytes(), reading).unwrap();
    let day = jiff::civil::date(2023, 4, 30);
    let inputs = Inputs { facts: &facts.root, as_of: day, rules_on: day, scores: None };
    let mut machine = Machine::new(&code, inputs, Silent, limits.steps);
    match machine.run(id, &[Value::Object]) {
        Ok(value) => see(Ok(&value)),
        Err(fault) => see(Err(fault.code)),
    }
}

fn same(ours: &Value<'_>, theirs: &Dynamic) -> bool {
    match ours {
        Value::Number(number) => {
            let float = theirs.as_float().or_else(|_| theirs.as_int().map(|whole| whole as f64));
            float.ok().and_then(Number::from_f64).is_some_and(|other| *number == other)
        }
        Value::Bool(value) => theirs.as_bool() == Ok(*value),
        Value::Text(text) => theirs.clone().into_string().is_ok_and(|other| other == text.as_str()),
        Value::List(list) => theirs.clone().try_cast::<Array>().is_some_and(|others| {
            others.len() == list.len() && list.iter().zip(&others).all(|(item, other)| same(&item, other))
        }),
        _ => false,
    }
}

#[test]
fn random_scripts_give_what_the_rhai_interpreter_gives() {
    let cases: u64 = std::env::var("ZHIHENG_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(2_000);
    let reference = Reference::new(PROFILE);
    let mut compared = 0;
    for seed in 1..=cases {
        let script = generate::script(&mut Random::new(seed));
        // a closure that returns what its function cannot use fails in Rhai too
        let Ok(theirs) = reference.eval(&script) else { continue };
        // Rhai lets a closure change what surrounds it; here that is refused
        let refused = compile(&script, &Schema::untyped()).err();
        if refused.is_some_and(|found| found.iter().all(|found| found.code == "assign-captured")) {
            continue;
        }
        run(&script, PROFILE, |ours| {
            assert!(ours.is_ok_and(|ours| same(ours, &theirs)), "seed {seed}: {ours:?} is not {theirs:?}\n{script}");
        });
        compared += 1;
    }
    assert!(compared * 10 >= cases * 9, "only {compared} of {cases} scripts could be compared");
}

fn gives(expression: &str, number: &str) {
    let number: Number = number.parse().unwrap();
    run(&format!("fn f(p) {{ {expression} }}"), PROFILE, |value| {
        assert!(matches!(value, Ok(Value::Number(found)) if *found == number), "{expression}: {value:?}");
    });
}

#[test]
fn division_is_exact_where_rhai_cuts_whole_numbers() {
    gives("1 / 3 * 3", "1");
    gives("7 / 2", "3.5");
    gives("0.1 + 0.2", "0.3");
}

#[test]
fn division_by_zero_is_a_fault_where_rhai_gives_infinity() {
    run("fn f(p) { p.n / p.zero }", PROFILE, |value| assert_eq!(value.err(), Some("division-by-zero")));
}

#[test]
fn a_fact_that_is_not_there_is_absent_and_so_is_what_is_computed_from_it() {
    for expression in ["p.nothing", "p.nothing + 1", "p.nothing == 1", "if p.nothing { 1 } else { 2 }", "!p.nothing"] {
        run(&format!("fn f(p) {{ {expression} }}"), PROFILE, |value| {
            assert!(matches!(value, Ok(Value::Absent)), "{expression}: {value:?}");
        });
    }
}

#[test]
fn logic_is_decided_by_what_is_known() {
    for (expression, expected) in [("p.nothing || true", true), ("p.nothing && false", false)] {
        run(&format!("fn f(p) {{ {expression} }}"), PROFILE, |value| {
            assert!(matches!(value, Ok(Value::Bool(found)) if *found == expected), "{expression}: {value:?}");
        });
    }
}

#[test]
fn different_types_are_a_fault_where_rhai_says_false() {
    run("fn f(p) { p.n == p.name }", PROFILE, |value| assert_eq!(value.err(), Some("different-types")));
}

#[test]
fn both_branches_of_an_open_condition_are_joined() {
    let ends = |script: &str, low: i64, high: i64| {
        run(&format!("fn f(p) {{ {script} }}"), PROFILE, |value| {
            let found = value.ok().and_then(|value| value.ends());
            assert!(found.is_some_and(|(l, h)| *l == low.into() && *h == high.into()), "{script}: {value:?}");
        });
    };
    ends("if open(p.nothing, 0, 1) >= 1 { 5 } else { 3 }", 3, 5);
    ends("let x = 0; if open(p.nothing, false, true) { x = 4; } x + 1", 1, 5);
    ends("if open(p.nothing, false, true) { return 9; } 2", 2, 9);
    ends("let x = 0; for i in 0..5 { if open(p.nothing, false, true) { break; } x += 1; } x", 0, 5);
    ends("let x = 0; for i in 0..3 { if open(p.nothing, false, true) { continue; } x += 1; } x", 0, 3);
    ends("switch open(p.nothing, 0, 2) { 0 => 7, 1 => 8, _ => 1 }", 1, 8);
    ends("count([true, p.nothing, false], |x| x)", 1, 2);
    ends("ladder([true, p.nothing, true, false])", 1, 3);
    ends("max([1, open(p.nothing, 0, 6)])", 1, 6);
    ends("band(open(p.nothing, 0, 100), [[60, 1], [80, 3]])", 0, 3);
}
