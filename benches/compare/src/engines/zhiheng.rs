//! zhiheng itself, from JSON text to the result in one call: there is nothing to convert before. Once to the whole assessment with
//! its reasons and texts, once to its numbers alone.

use super::{Engine, Result};
use std::path::Path;
use zhiheng::{Assessment, Evaluation, Number, Rulebook};

/// The whole assessment: `assess_json`.
pub struct Explained {
    rulebook: Rulebook,
}

/// Its numbers: `evaluate_json`.
pub struct Numbers {
    rulebook: Rulebook,
}

impl Explained {
    pub fn new(sixty: &Path) -> Result<Explained> {
        Ok(Explained { rulebook: Rulebook::load(sixty)? })
    }

    /// The same rulebook, for its numbers.
    pub fn numbers(&self) -> Numbers {
        Numbers { rulebook: self.rulebook.clone() }
    }

    /// The ids of the rows in the order of the table.
    pub fn rows(&self) -> Result<Vec<String>> {
        let assessment = self.rulebook.assess_json(r#"{"as_of":"2023-04-30"}"#)?;
        Ok(assessment.rows.into_iter().map(|row| row.id).collect())
    }
}

impl Engine for Explained {
    type Input = Vec<u8>;
    type Output = Assessment;

    fn name(&self) -> &'static str {
        "zhiheng, explained"
    }

    fn convert(&self, json: &[u8]) -> Result<Vec<u8>> {
        Ok(json.to_vec())
    }

    fn evaluate(&self, input: &Vec<u8>) -> Result<Assessment> {
        Ok(self.rulebook.assess_json(input)?)
    }

    fn points(&self, output: &Assessment) -> Result<Vec<Option<f64>>> {
        Ok(output.rows.iter().map(|row| row.points.as_ref().map(Number::to_f64)).collect())
    }
}

impl Engine for Numbers {
    type Input = Vec<u8>;
    type Output = Evaluation;

    fn name(&self) -> &'static str {
        "zhiheng, numbers"
    }

    fn convert(&self, json: &[u8]) -> Result<Vec<u8>> {
        Ok(json.to_vec())
    }

    fn evaluate(&self, input: &Vec<u8>) -> Result<Evaluation> {
        Ok(self.rulebook.evaluate_json(input)?)
    }

    fn points(&self, output: &Evaluation) -> Result<Vec<Option<f64>>> {
        Ok(output.rows().map(|row| row.points.map(Number::to_f64)).collect())
    }
}
