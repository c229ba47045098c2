//! Reads the rows of a peer from a text of lines `group.row = expression`; lines that begin with `#` are comments.

use crate::engines::Result;
use std::path::Path;

/// Name and expression of each row.
pub fn read(path: &Path) -> Result<Vec<(String, String)>> {
    let text = std::fs::read_to_string(path)?;
    let rows = text.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    rows.map(|line| {
        let (name, expression) = line.split_once(" = ").ok_or_else(|| format!("no row: {line}"))?;
        Ok((name.to_owned(), expression.to_owned()))
    })
    .collect()
}
