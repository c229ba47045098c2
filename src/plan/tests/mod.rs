//! The plan against the Rhai interpreter: random scripts on a complete profile give the same values.
//!
//! Where the language differs from Rhai on purpose, a test of its own says so.

mod generate;
mod reference;

use super::code::Code;
use super::eval::{Inputs, Machine};
use super::expr::FunctionId;
use super::probe::Silent;
use super::value::Value;
use crate::diagnostic::{Diagnostic, Place};
use crate::facts;
use crate::facts::schema::Schema;
use crate::script::lower::{Compiler, Entry, Environment, Role, Source};
use crate::script::parse;
use generate::{PROFILE, Random};
use reference::Reference;
use std::collections::{BTreeMap, BTreeSet};

const STEPS: u64 = 1_000_000;

fn compile(script: &str) -> Result<(Code, FunctionId), Vec<Diagnostic>> {
    let script = parse::parse("t.rhai", script)?;
    let sources = BTreeMap::from([("t".to_owned(), Source { script, foreign: false, used: false })]);
    let schema = Schema::untyped();
    let nodes = BTreeSet::new();
    let env = Environment { sources: &sources, schema: &schema, params: BTreeMap::new(), nodes, range_limit: 10_000 };
    let mut compiler = Compiler::new(env);
    let entry = Entry { script: "t", function: "f", role: Role::Value, subject: None, place: Place::default() };
    let id = compiler.entry(entry);
    let (code, diagnostics, _) = compiler.finish();
    match id {
        Some(id) if diagnostics.is_empty() => Ok((code, id)),
        _ => Err(diagnostics),
    }
}
