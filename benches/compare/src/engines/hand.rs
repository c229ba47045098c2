//! Hand-written Rust: serde into structs, then plain code. Once over the whole profile, once over the fields that are read.

use super::{Engine, Result};
use crate::hand::{read, result::Scored, whole};
use crate::{narrow, profile};

/// Every field of the profile is parsed.
pub struct Whole;

/// Only fields that rules read are parsed.
pub struct Read;

impl Engine for Whole {
    type Input = profile::Profile;
    type Output = Scored;

    fn name(&self) -> &'static str {
        "hand-written, whole profile"
    }

    fn convert(&self, json: &[u8]) -> Result<profile::Profile> {
        Ok(serde_json::from_slice(json)?)
    }

    fn evaluate(&self, input: &profile::Profile) -> Result<Scored> {
        Ok(whole::score(input))
    }

    fn points(&self, output: &Scored) -> Result<Vec<Option<f64>>> {
        Ok(output.rows.iter().map(|row| row.points).collect())
    }
}

impl Engine for Read {
    type Input = narrow::Profile;
    type Output = Scored;

    fn name(&self) -> &'static str {
        "hand-written, fields read"
    }

    fn convert(&self, json: &[u8]) -> Result<narrow::Profile> {
        Ok(serde_json::from_slice(json)?)
    }

    fn evaluate(&self, input: &narrow::Profile) -> Result<Scored> {
        Ok(read::score(input))
    }

    fn points(&self, output: &Scored) -> Result<Vec<Option<f64>>> {
        Ok(output.rows.iter().map(|row| row.points).collect())
    }
}
