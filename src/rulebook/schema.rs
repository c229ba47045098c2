//! The JSON Schema of `rulebook.toml`, by which editors complete and check the table as it is written.
//!
//! It says what one table may hold; what must fit together across tables is for `check` alone.

mod tables;
mod values;
pub(crate) mod write;

pub(crate) use values::{date, text};

use super::lints::LINTS;
use serde_json::{Value as Json, json};
use tables::{conditions, dated_value, gate, group, level, lint, param, row};
use values::{amount, combine, id, rounding, rule, share, status, threshold, title};
use write::{Definition, default, document, key, list, map, of, one_or_many, string, table, truth, with, words};

/// The JSON Schema of `rulebook.toml`, as text.
///
/// ```
/// assert!(zhiheng::schema::rulebook().contains("not_applicable"));
/// ```
pub(crate) fn rulebook_schema() -> String {
    format!("{:#}\n", schema_json())
}

pub(crate) fn schema_json() -> Json {
    document(rulebook(), DEFINITIONS)
}

/// What stands in lists and maps.
const DEFINITIONS: &[Definition] = &[
    ("Amount", amount),
    ("Text", text),
    ("Source", source),
    ("Param", param),
    ("DatedValue", dated_value),
    ("Group", group),
    ("Row", row),
    ("Level", level),
    ("Conditions", conditions),
    ("Threshold", threshold),
    ("Gate", gate),
    ("Lint", lint),
];

fn rulebook() -> Json {
    table(
        "评价规则册",
        "One evaluation scheme",
        [
            key("format", "格式版本", "Version of this format", json!({ "const": 1 })).required(),
            key("id", "编号", "Id: letters, digits, _ and -", id()).required(),
            key(
                "version",
                "版本",
                "SemVer of the rules; major when somebody's level may change",
                json!({ "type": "string", "pattern": r"^\d+\.\d+\.\d+([-+].+)?$" }),
            )
            .required(),
            title(),
            status().required(),
            key("effective", "适用期", "The days on which the rulebook holds", effective()).required(),
            key(
                "use",
                "引用脚本",
                "Scripts whose functions may be called by bare name: builtin:NAME or ../lib/x.rhai",
                one_or_many(string(), string()),
            ),
            key("applies", "是否适用", "SCRIPT.FUNCTION: true, or not_applicable(why)", rule()),
            key("profile", "画像", "What the profile looks like; absent: untyped facts", profile()),
            key("sources", "来源", "The documents that the rulebook rests on", list(of("Source"))),
            key("subject", "评价对象", "Assess each item of an array", subject()),
            key("score", "总分", "How the top-level groups become the root", score()).required(),
            key(
                "params",
                "参数",
                "Tunables, by name",
                with(map(of("Param")), "propertyNames", json!({ "pattern": r"^[\p{L}\p{M}\p{N}_-]+$" })),
            ),
            key("groups", "维度", "Groups of rows; a tree", list(of("Group"))).required(),
            key("levels", "等级", "Levels, lowest first", list(of("Level"))),
            key("gates", "否决项、限制项", "What bars, caps or demotes, whatever the score", list(of("Gate"))),
            key(
                "lints",
                "检查设置",
                "Findings that the author has weighed, by code",
                with(map(one_or_many(lint(), of("Lint"))), "propertyNames", words(LINTS)),
            ),
        ],
    )
}

fn effective() -> Json {
    table(
        "适用期",
        "The days on which the rulebook holds",
        [key("from", "起", "First day", date()).required(), key("to", "止", "Last day; absent: no end", date())],
    )
}

fn profile() -> Json {
    table(
        "画像",
        "What the profile looks like",
        [
            key("base", "内置画像", "The built-in profile", words(&["enterprise"])),
            key(
                "schema",
                "自有画像",
                "A JSON Schema of the rulebook's own, in place of the built-in profile",
                string(),
            ),
            key("extend", "补充字段", "A JSON Schema with more fields on top", string()),
        ],
    )
}

fn source() -> Json {
    table(
        "来源",
        "A document that the rulebook rests on",
        [
            key("id", "编号", "Id, for basis", id()).required(),
            title(),
            key("issued", "发布日期", "Day of issue", date()),
        ],
    )
}

fn subject() -> Json {
    table(
        "评价对象",
        "What is assessed: each item of an array",
        [
            key("each", "数组", "Path of the array", string()).required(),
            key("key", "标识字段", "The field that names the item", string()),
            key("title", "名称", "A field of the item, or SCRIPT.FUNCTION", string()),
            key("when", "范围", "SCRIPT.FUNCTION; items it rejects are out of scope", rule()),
            key(
                "overall",
                "企业等级",
                "The enterprise's own level",
                default(words(&["worst", "best", "none"]), json!("worst")),
            ),
        ],
    )
}

fn score() -> Json {
    table(
        "总分",
        "How the top-level groups become the root",
        [
            key("combine", "合成方式", "How the top-level groups become the root", combine()).required(),
            key("max", "满分", "The root is rescaled to it", amount()),
            key("base", "基础分", "Added to the root after scaling, maximum included", amount()),
            key("rounding", "取整", "Rounding of the root", rounding()),
            key("script", "默认脚本", "The script where no group names one", string()),
            key("rule", "合成函数", "SCRIPT.FUNCTION of combine = \"script\"; default: root", rule()),
            key("monotone", "单调", "The function never falls when a group rises", default(truth(), json!(false))),
            key("unanswered", "未填", "How unanswered rows count", default(words(&["zero", "exclude"]), json!("zero"))),
            key(
                "not_applicable",
                "不适用",
                "What happens to the marks of rows that do not apply",
                default(words(&["rescale", "reduce"]), json!("rescale")),
            ),
            key("min_coverage", "最低覆盖率", "Percent or fraction; below it the level is indeterminate", share()),
            key("max_not_applicable", "不适用上限", "Percent; above it a warning", share()),
            key(
                "max_not_applicable_effect",
                "超过不适用上限时",
                "What more than that does",
                default(words(&["warn", "indeterminate"]), json!("warn")),
            ),
            key("cumulative", "逐级达到", "A level needs every lower one", default(truth(), json!(true))),
        ],
    )
}

#[cfg(test)]
mod tests;
