//! ZEN expressions: sixty compiled expressions over one scope, run by one virtual machine that keeps its memory. Its numbers are
//! decimals of 28 digits. Texts cannot be compared and its dates are parsed anew at each use, so dates are numbers here.

use super::{Engine, Result};
use crate::{dates, rules};
use std::cell::RefCell;
use std::path::Path;
use zen_expression::expression::Standard;
use zen_expression::vm::VM;
use zen_expression::{Expression, Scope, Variable, compile_expression};

pub struct Zen {
    rows: Vec<(String, Expression<Standard>)>,
    vm: RefCell<VM>,
}

impl Zen {
    pub fn new(folder: &Path) -> Result<Zen> {
        let rows = rules::read(&folder.join("rules.txt"))?.into_iter().map(|(name, text)| {
            let compiled = compile_expression(&text).map_err(|error| format!("{name}: {error}"))?;
            Ok((name, compiled))
        });
        Ok(Zen { rows: rows.collect::<Result<_>>()?, vm: RefCell::new(VM::new()) })
    }
}

impl Engine for Zen {
    type Input = Scope;
    type Output = Vec<Option<f64>>;

    fn name(&self) -> &'static str {
        "zen-expression"
    }

    fn convert(&self, json: &[u8]) -> Result<Scope> {
        let text = dates::as_numbers(&dates::with_days(json)?);
        Ok(Scope::new(serde_json::from_str::<Variable>(&text)?))
    }

    fn evaluate(&self, input: &Scope) -> Result<Vec<Option<f64>>> {
        let mut vm = self.vm.borrow_mut();
        let mut points = Vec::with_capacity(self.rows.len());
        for (name, row) in &self.rows {
            let value = row.evaluate_with_scope(input, &mut vm).map_err(|error| format!("{name}: {error}"))?;
            points.push(match value {
                Variable::Number(number) => Some(f64::try_from(number)?),
                _ => None,
            });
        }
        Ok(points)
    }

    fn points(&self, output: &Vec<Option<f64>>) -> Result<Vec<Option<f64>>> {
        Ok(output.clone())
    }
}
