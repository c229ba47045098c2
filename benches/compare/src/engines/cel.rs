//! CEL: sixty compiled programs over one context. The profile is a variable made from the typed profile by serde, as documented:
//! every number a double, everything left out null. Minimum and maximum come from its math library; a sum it does not have.

use super::{Engine, Result};
use crate::profile::Profile;
use crate::{dates, rules};
use cel::{Context, Env, ExecutionError, Program, Value, extensions};
use std::path::Path;
use std::sync::Arc;

pub struct Cel {
    env: Arc<Env>,
    rows: Vec<(String, Program)>,
}

impl Cel {
    pub fn new(folder: &Path) -> Result<Cel> {
        let mut env = Env::stdlib();
        env.add_extension(extensions::math).map_err(|error| error.to_string())?;
        let rows = rules::read(&folder.join("rules.txt"))?.into_iter().map(|(name, text)| {
            let compiled = env.compile(&text).map_err(|error| format!("{name}: {error}"))?;
            Ok((name, compiled))
        });
        let rows = rows.collect::<Result<_>>()?;
        Ok(Cel { env: Arc::new(env), rows })
    }
}

/// The sum of a list of doubles.
fn sum(list: Arc<Vec<Value>>) -> std::result::Result<f64, ExecutionError> {
    let number = |value: &Value| match value {
        Value::Float(number) => Ok(*number),
        other => Err(ExecutionError::function_error("sum", format!("{other:?} is no double"))),
    };
    list.iter().map(number).sum()
}

impl Engine for Cel {
    type Input = Context<'static, 'static>;
    type Output = Vec<Option<f64>>;

    fn name(&self) -> &'static str {
        "cel"
    }

    fn convert(&self, json: &[u8]) -> Result<Context<'static, 'static>> {
        let profile: Profile = serde_json::from_slice(json)?;
        let days = dates::days(&profile.as_of.to_string())?;
        let mut context = Context::with_env(Arc::clone(&self.env));
        context.add_variable("p", &profile).map_err(|error| error.to_string())?;
        for (name, day) in ["year_ago", "two_years_ago", "three_years_ago"].into_iter().zip(days) {
            context.add_variable_from_value(name, day);
        }
        context.add_function("sum", sum).map_err(|error| error.to_string())?;
        Ok(context)
    }

    fn evaluate(&self, input: &Context<'static, 'static>) -> Result<Vec<Option<f64>>> {
        let mut points = Vec::with_capacity(self.rows.len());
        for (name, row) in &self.rows {
            points.push(match row.execute(input).map_err(|error| format!("{name}: {error}"))? {
                Value::Float(number) => Some(number),
                _ => None,
            });
        }
        Ok(points)
    }

    fn points(&self, output: &Vec<Option<f64>>) -> Result<Vec<Option<f64>>> {
        Ok(output.clone())
    }
}
