//! Results for programs.

use crate::trouble::Trouble;
use serde::Serialize;

/// `value` as JSON text of several lines, with its last line ended.
pub fn text<T: Serialize + ?Sized>(value: &T) -> Result<String, Trouble> {
    let mut text = serde_json::to_string_pretty(value).map_err(|error| Trouble::Library {
        error: zhiheng::Error::Internal(error.to_string()),
        name: String::new(),
        text: None,
    })?;
    text.push('\n');
    Ok(text)
}
