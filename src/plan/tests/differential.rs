//! Random scripts on a complete profile give what the Rhai interpreter gives.
//!
//! `ZHIHENG_CASES` sets how many scripts are tried, `ZHIHENG_SEED` the first. Numbers are chosen so that f64 holds them
//! exactly; where the language differs from Rhai on purpose, a test of its own says so.

use super::generate::{self, PROFILE, Random};
use super::reference::Reference;
use super::{Rule, STEPS, seeds};
use crate::facts::schema::Schema;
use crate::number::Number;
use crate::plan::value::Value;
use crate::script::lower::Role;
use rhai::{Array, Dynamic};

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
    let (schema, reference) = (Schema::untyped(), Reference::new(PROFILE));
    let (mut tried, mut compared) = (0, 0);
    for seed in seeds() {
        tried += 1;
        let script = generate::script(&mut Random::new(seed));
        // a closure that returns what its function cannot use fails in Rhai too
        let Ok(theirs) = reference.eval(&script) else { continue };
        let rule = match Rule::of(&script, &schema, Role::Value) {
            Ok(rule) => rule,
            // Rhai lets a closure change what surrounds it; here that is refused
            Err(found) if found.iter().all(|found| found.code == "assign-captured") => continue,
            Err(found) => panic!("seed {seed}: {found:?}\n{script}"),
        };
        rule.run_with(PROFILE, STEPS, |ours| {
            // a closure whose `return` gives `any` or `all` no boolean counts as false in Rhai; here it is a fault
            if ours.as_ref().is_err_and(|fault| fault.code == "not-a-boolean") {
                return;
            }
            assert!(
                ours.as_ref().is_ok_and(|ours| same(ours, &theirs)),
                "seed {seed}: {ours:?} is not {theirs:?}\n{script}"
            );
        });
        compared += 1;
    }
    assert!(compared * 10 >= tried * 9, "only {compared} of {tried} scripts could be compared");
}
