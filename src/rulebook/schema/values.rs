//! The kinds of values that many tables hold, and the keys that stand for the same thing wherever they stand.

use super::write::{Key, default, key, one_or_many, string, table, types, with, words};
use serde_json::{Value as Json, json};

pub(super) fn id() -> Json {
    json!({ "type": "string", "pattern": r"^[\p{L}\p{M}\p{N}_-]+$", "not": { "enum": ["root", "barred", "ungraded"] } })
}

pub(super) fn rule() -> Json {
    json!({ "type": "string", "pattern": r"^([\p{L}\p{M}\p{N}_-]+\.)?[\p{L}\p{M}\p{N}_]+$" })
}

/// A day. An editor that knows the dates of TOML marks one in quotation marks, though the reader takes it.
pub(crate) fn date() -> Json {
    json!({ "type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$" })
}

/// A number, or the name of a parameter.
pub(super) fn amount() -> Json {
    number_or_text(r"params\.[\p{L}\p{M}\p{N}_-]+")
}

/// A percentage, a fraction, or the name of a parameter.
pub(super) fn share() -> Json {
    let share = number_or_text(r"(\s*\d+\s*/\s*\d+\s*|params\.[\p{L}\p{M}\p{N}_-]+)");
    with(with(share, "minimum", json!(0)), "maximum", json!(100))
}

fn number_or_text(pattern: &str) -> Json {
    json!({ "type": ["integer", "number", "string"], "pattern": format!("^{pattern}$") })
}

/// What a group or a row must reach.
pub(super) fn threshold() -> Json {
    let level = types(&["integer", "number", "string"]);
    let table = table(
        "要达到的值",
        "Points, \"60%\" of the maximum, or { level = … }",
        [key("level", "等级", "Steps of a row, or the id of a level", level).required()],
    );
    let or_amount = with(table, "type", json!(["integer", "number", "string", "object"]));
    with(or_amount, "pattern", json!(r"^(\d+(\.\d+)?\s*%|params\.[\p{L}\p{M}\p{N}_-]+)$"))
}

/// A text, plain or in both languages.
pub(crate) fn text() -> Json {
    let by_language = table(
        "文本",
        "A text by language",
        [key("zh", "中文", "Chinese", string()), key("en", "英文", "English", string())],
    );
    with(with(by_language, "minProperties", json!(1)), "type", json!(["string", "object"]))
}

pub(super) fn combine() -> Json {
    words(&["sum", "mean", "min", "max", "script"])
}

pub(super) fn rounding() -> Json {
    table(
        "取整",
        "Rounding",
        [
            key("digits", "小数位数", "Decimals", json!({ "type": "integer", "minimum": 0, "maximum": 12 })).required(),
            key("mode", "方式", "Mode", default(words(&["half_up", "half_even", "down", "up"]), json!("half_up"))),
        ],
    )
}

pub(super) fn title() -> Key {
    key("title", "名称", "Title", text()).required()
}

pub(super) fn basis() -> Key {
    key("basis", "依据", "What it rests on: \"SOURCE:clause\"", one_or_many(string(), string()))
}

pub(super) fn advice() -> Key {
    key("advice", "改进建议", "What to do where marks were lost", text())
}

pub(super) fn status() -> Key {
    let status = words(&["official", "adapted", "project"]);
    key("status", "依据强度", "official: as read in the source; adapted: after it; project: our own", status)
}
