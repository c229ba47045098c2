//! LuaJIT through mlua: one compiled chunk with all sixty rows; the profile is turned into a Lua table once.

use super::{Engine, Result};
use crate::dates;
use mlua::serde::SerializeOptions;
use mlua::{Function, Lua, LuaSerdeExt, Table, Value};
use std::path::Path;

pub struct LuaRows {
    lua: Lua,
    rows: Function,
    options: SerializeOptions,
}

impl LuaRows {
    pub fn new(folder: &Path) -> Result<LuaRows> {
        let lua = Lua::new();
        let text = std::fs::read_to_string(folder.join("rules.lua"))?;
        let rows = lua.load(text).set_name("rules").eval()?;
        // null as nil: what is not filled in
        let options = SerializeOptions::new()
            .set_array_metatable(false)
            .serialize_none_to_null(false)
            .serialize_unit_to_null(false);
        Ok(LuaRows { lua, rows, options })
    }
}

impl Engine for LuaRows {
    type Input = Value;
    type Output = Vec<Option<f64>>;

    fn name(&self) -> &'static str {
        "LuaJIT (mlua)"
    }

    fn convert(&self, json: &[u8]) -> Result<Value> {
        let profile: serde_json::Value = serde_json::from_str(&dates::with_days(json)?)?;
        Ok(self.lua.to_value_with(&profile, self.options)?)
    }

    fn evaluate(&self, input: &Value) -> Result<Vec<Option<f64>>> {
        let rows: Table = self.rows.call(input)?;
        let mut points = Vec::with_capacity(60);
        for row in rows.sequence_values::<Value>() {
            points.push(match row? {
                Value::Number(number) => Some(number),
                // mlua tells whole numbers apart, though LuaJIT has only doubles
                Value::Integer(number) => Some(number as f64),
                _ => None,
            });
        }
        Ok(points)
    }

    fn points(&self, output: &Vec<Option<f64>>) -> Result<Vec<Option<f64>>> {
        Ok(output.clone())
    }
}
