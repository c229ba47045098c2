//! Rego by regorus: one policy compiled for its virtual machine, which is kept from profile to profile.

use super::{Engine, Result};
use crate::dates;
use regorus::Value;
use regorus::languages::rego::compiler::Compiler;
use regorus::rvm::vm::RegoVM;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;

pub struct Rego {
    vm: RefCell<RegoVM>,
    /// The place of each row in the table.
    rows: BTreeMap<Value, usize>,
}

impl Rego {
    /// `rows` are the ids of the rows in the order of the table.
    pub fn new(folder: &Path, rows: &[String]) -> Result<Rego> {
        const ENTRY: &str = "data.sixty.points";
        let mut engine = regorus::Engine::new();
        engine.add_policy_from_file(folder.join("rules.rego"))?;
        let policy = engine.compile_with_entrypoint(&ENTRY.into())?;
        let program = Compiler::compile_from_policy(&policy, &[ENTRY]).map_err(|error| format!("{error:?}"))?;
        let mut vm = RegoVM::new();
        vm.load_program(program);
        vm.set_data(Value::new_object())?;
        let rows = rows.iter().enumerate().map(|(place, row)| (row.as_str().into(), place)).collect();
        Ok(Rego { vm: RefCell::new(vm), rows })
    }
}

impl Engine for Rego {
    type Input = Value;
    type Output = Vec<Option<f64>>;

    fn name(&self) -> &'static str {
        "regorus (Rego)"
    }

    fn convert(&self, json: &[u8]) -> Result<Value> {
        Ok(Value::from_json_str(&dates::with_days(json)?)?)
    }

    fn evaluate(&self, input: &Value) -> Result<Vec<Option<f64>>> {
        let mut vm = self.vm.borrow_mut();
        // values are counted references: this copies none
        vm.set_input(input.clone());
        let found = vm.execute().map_err(|error| error.to_string())?;
        let mut points = vec![None; self.rows.len()];
        for pair in found.as_set()? {
            let [row, number] = pair.as_array()?.as_slice() else { return Err("no pair".into()) };
            points[*self.rows.get(row).ok_or("an unknown row")?] = Some(number.as_f64()?);
        }
        Ok(points)
    }

    fn points(&self, output: &Vec<Option<f64>>) -> Result<Vec<Option<f64>>> {
        Ok(output.clone())
    }
}
