//! JSONLogic by datalogic-rs: sixty compiled rules over a profile parsed once (`ParsedData`, its zero-copy input), results read as
//! borrows from a session's arena. `val` with a level reaches the profile from within an iteration.

use super::{Engine, Result};
use crate::dates;
use datalogic_rs::{Logic, ParsedData, Session};
use serde::Deserialize;
use serde_json::Value;
use std::cell::RefCell;
use std::path::Path;

pub struct Datalogic {
    rows: Vec<Logic>,
    session: RefCell<Session<'static>>,
}

#[derive(Deserialize)]
struct Row {
    row: String,
    rule: Value,
}

impl Datalogic {
    pub fn new(rules: &Path) -> Result<Datalogic> {
        // sessions borrow their engine: one that lives as long as the program saves a self-reference
        let engine: &'static datalogic_rs::Engine = Box::leak(Box::new(datalogic_rs::Engine::new()));
        let table: Vec<Row> = serde_json::from_str(&std::fs::read_to_string(rules.join("rules.json"))?)?;
        let rows = table
            .iter()
            .map(|row| engine.compile(&row.rule.to_string()).map_err(|error| format!("{}: {error}", row.row).into()));
        Ok(Datalogic { rows: rows.collect::<Result<_>>()?, session: RefCell::new(engine.session()) })
    }
}

impl Engine for Datalogic {
    type Input = ParsedData;
    type Output = Vec<Option<f64>>;

    fn name(&self) -> &'static str {
        "datalogic-rs"
    }

    fn convert(&self, json: &[u8]) -> Result<ParsedData> {
        Ok(ParsedData::from_json(&dates::with_days(json)?)?)
    }

    fn evaluate(&self, input: &ParsedData) -> Result<Vec<Option<f64>>> {
        let mut session = self.session.borrow_mut();
        session.reset();
        let mut points = Vec::with_capacity(self.rows.len());
        for row in &self.rows {
            points.push(session.eval_borrowed(row, input)?.as_f64());
        }
        Ok(points)
    }

    fn points(&self, output: &Vec<Option<f64>>) -> Result<Vec<Option<f64>>> {
        Ok(output.clone())
    }
}
