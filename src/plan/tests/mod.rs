//! The rule language as it is specified, rule by rule, and the plan against the Rhai interpreter.

mod completions;
mod differential;
mod generate;
mod language;
mod plain;
mod reference;

use super::code::Code;
use super::eval::{Inputs, Machine};
use super::expr::FunctionId;
use super::fault::Fault;
use super::trace::Trace;
use super::value::{List, Map, Outcome, Value};
use crate::diagnostic::{Diagnostic, Place};
use crate::facts::fact::Fact;
use crate::facts::json_schema;
use crate::facts::path::ItemKeys;
use crate::facts::read::{Mode, Reader, Reading};
use crate::facts::schema::Schema;
use crate::limits::Limits;
use crate::script::lower::{Compiler, Entry, Environment, Role, Source};
use crate::script::parse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

const STEPS: u64 = 1_000_000;

/// The seeds of random scripts: `ZHIHENG_CASES` of them (2 000) from `ZHIHENG_SEED` (1).
fn seeds() -> std::ops::Range<u64> {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let first = number("ZHIHENG_SEED").unwrap_or(1);
    first..first + number("ZHIHENG_CASES").unwrap_or(2_000)
}

/// A compiled function `f(p)`, ready to run on profiles.
struct Rule {
    code: Code,
    id: FunctionId,
    reader: Reader,
}

impl Rule {
    fn of(script: &str, schema: &Schema, role: Role<'_>) -> Result<Rule, Vec<Diagnostic>> {
        let script = parse::parse("t.rhai", script, &Limits::default())?;
        let sources = BTreeMap::from([("t".to_owned(), Source { script, foreign: false, used: false })]);
        let table = Fact::List(vec![
            Fact::List(vec![Fact::Number(90.into()), Fact::Number(30.into())]),
            Fact::List(vec![Fact::Number(60.into()), Fact::Number(10.into())]),
        ]);
        let names =
            Fact::Map(BTreeMap::from([("a".into(), Fact::Number(1.into())), ("b".into(), Fact::Number(2.into()))]));
        let params = BTreeMap::from([
            ("bands".to_owned(), table),
            ("limit".to_owned(), Fact::Number(5.into())),
            ("names".to_owned(), names),
        ]);
        let nodes = BTreeSet::from(["root".to_owned()]);
        let env = Environment { sources: &sources, schema, params, nodes, range_limit: 10_000 };
        let mut compiler = Compiler::new(env);
        compiler.check_names();
        let id = compiler.entry(Entry { script: "t", function: "f", role, subject: None, place: Place::default() });
        let (code, diagnostics, _) = compiler.finish();
        match id {
            Some(id) if diagnostics.is_empty() => {
                let reader = Reader::new(Arc::new(schema.clone()), &code.shape);
                Ok(Rule { code, id, reader })
            }
            _ => Err(diagnostics),
        }
    }

    /// The value on a profile, as text; the code of a fault as `!code`.
    fn run(&self, profile: &str) -> String {
        self.run_with(profile, STEPS, |value| match value {
            Ok(value) => shown(&value),
            Err(fault) => format!("!{}", fault.code),
        })
    }

    /// How many absent facts a rule needed, and for how many it had a default.
    fn gaps(&self, profile: &str) -> (usize, usize) {
        self.machine(profile, STEPS, |mut machine| {
            machine.run(self.id, &[Value::Object]).unwrap();
            let trace = machine.into_probe();
            let absent: Vec<bool> =
                trace.facts.iter().filter(|read| *read.fact == Fact::Absent).map(|read| read.assumed).collect();
            let assumed = absent.iter().filter(|assumed| **assumed).count();
            (absent.len() - assumed, assumed)
        })
    }

    fn run_with<T>(&self, profile: &str, steps: u64, look: impl FnOnce(Result<Value<'_>, Box<Fault>>) -> T) -> T {
        self.machine(profile, steps, |mut machine| look(machine.run(self.id, &[Value::Object])))
    }

    fn machine<T>(&self, profile: &str, steps: u64, use_it: impl for<'m> FnOnce(Machine<'m, Trace<'m>>) -> T) -> T {
        let limits = Limits::default();
        let reading =
            Reading { file: "p", mode: Mode::Fast, strict: false, limits: &limits, keys: ItemKeys::default() };
        let facts = self.reader.read(profile.as_bytes(), reading).unwrap();
        let day = jiff::civil::date(2024, 2, 29);
        let inputs = Inputs { facts: &facts.root, as_of: day, rules_on: day, scores: None };
        use_it(Machine::new(&self.code, inputs, Trace::default(), steps))
    }
}

/// A value in a short notation of the tests: ranges as `low..high`, absent as `-`, undecided as `?`.
fn shown(value: &Value<'_>) -> String {
    match value {
        Value::Absent => "-".to_owned(),
        Value::Undecided => "?".to_owned(),
        Value::Bool(value) => value.to_string(),
        Value::Number(value) => value.to_string(),
        Value::Range(ends) => format!("{}..{}", ends.0, ends.1),
        Value::Text(text) => format!("\"{}\"", text.as_str()),
        Value::Date(date) => date.to_string(),
        Value::List(list) => shown_list(list),
        Value::Map(Map::Known(_) | Map::Made(_)) => "map".to_owned(),
        Value::Record(_) | Value::Object => "object".to_owned(),
        Value::Earned(points) => format!("{points} points"),
        Value::Outcome(outcome) => match &**outcome {
            Outcome::NotApplicable { .. } => "not applicable".to_owned(),
            Outcome::Points { low, high, .. } if low == high => format!("{low} points"),
            Outcome::Points { low, high, .. } => format!("{low}..{high} points"),
        },
    }
}

fn shown_list(list: &List<'_>) -> String {
    let items: Vec<String> = list.iter().map(|item| shown(&item)).collect();
    format!("[{}]", items.join(", "))
}

fn typed() -> Schema {
    json_schema::parse(include_str!("facts.schema.json"), "facts.schema.json").unwrap()
}
