//! What a rule gives on a profile with gaps holds for every way of filling them.

use super::generate::{self, ENDS, Random};
use super::{Rule, STEPS, seeds};
use crate::facts::schema::Schema;
use crate::plan::value::{Truth, Value};
use crate::script::lower::Role;
use std::fmt::Display;

/// The facts of [`generate::PROFILE`] that may be missing.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Facts {
    n: Option<f64>,
    second: Option<f64>,
    v: Option<f64>,
    yes: Option<bool>,
    ok: Option<bool>,
}

impl Facts {
    pub fn profile(self) -> String {
        let Facts { n, second, v, yes, ok } = self;
        let (n, second, v, yes, ok) = (json(n), json(second), json(v), json(yes), json(ok));
        format!(
            r#"{{ "n": {n}, "m": -2.25, "zero": 0.0, "big": 40.0, "yes": {yes}, "no": false, "name": "audit", "other": "line",
  "list": [1.0, {second}, 4.0, 2.25], "empty": [], "deep": {{ "x": 7.75, "flag": true }},
  "items": [ {{ "v": {v}, "ok": true, "kind": "a" }}, {{ "v": 6.0, "ok": {ok}, "kind": "b" }}, {{ "v": -3.0, "ok": true, "kind": "a" }} ] }}"#
        )
    }

    /// Every gap filled at random; numbers within what scripts open them to, the ends more often.
    fn filled(self, random: &mut Random) -> Facts {
        let mut number = |known: Option<f64>| {
            known.or_else(|| {
                let steps = (ENDS.1 - ENDS.0) as u64 * 4;
                let step = match random.below(4) {
                    0 => 0,
                    1 => steps,
                    _ => random.below(steps + 1),
                };
                Some(ENDS.0 as f64 + step as f64 / 4.0)
            })
        };
        let (n, second, v) = (number(self.n), number(self.second), number(self.v));
        let mut truth = |known: Option<bool>| known.or_else(|| Some(random.below(2) == 0));
        Facts { n, second, v, yes: truth(self.yes), ok: truth(self.ok) }
    }

    pub fn with_gaps(random: &mut Random) -> Facts {
        let mut kept = || random.below(2) == 0;
        Facts {
            n: kept().then_some(3.5),
            second: kept().then_some(-0.5),
            v: kept().then_some(1.5),
            yes: kept().then_some(true),
            ok: kept().then_some(false),
        }
    }
}

fn json(value: Option<impl Display>) -> String {
    value.map_or_else(|| "null".to_owned(), |value| value.to_string())
}

fn holds(known: &Value<'_>, exact: &Value<'_>) -> bool {
    match (known, exact) {
        (Value::Absent, _) | (Value::Undecided, Value::Bool(_)) => true,
        (Value::List(known), Value::List(exact)) => {
            known.len() == exact.len() && known.iter().zip(exact.iter()).all(|(known, exact)| holds(&known, &exact))
        }
        (known, Value::Number(exact)) => known.ends().is_some_and(|(low, high)| low <= exact && exact <= high),
        (known, exact) => known.equals(exact) == Some(Truth::True),
    }
}

#[test]
fn what_is_known_holds_for_every_completion() {
    let schema = Schema::untyped();
    let mut narrowed = 0;
    for seed in seeds() {
        let mut random = Random::new(seed);
        let script = generate::script_with_open_facts(&mut random);
        let Ok(rule) = Rule::of(&script, &schema, Role::Value) else { continue };
        let gaps = Facts::with_gaps(&mut random);
        rule.run_with(&gaps.profile(), STEPS, |known| {
            let Ok(known) = known else { return };
            narrowed += u32::from(!known.is_absent());
            for _ in 0..6 {
                let whole = gaps.filled(&mut random);
                rule.run_with(&whole.profile(), STEPS, |exact| {
                    let Ok(exact) = exact else { return };
                    assert!(
                        holds(&known, &exact),
                        "seed {seed}: {exact:?} outside {known:?}, {gaps:?} {whole:?}\n{script}"
                    );
                });
            }
        });
    }
    assert!(narrowed > 0);
}
