//! The JSON Schema of `rulebook.toml`, by which editors complete and check the table as it is written.
//!
//! It says what one table may hold; what must fit together across tables is for `check` alone.

use super::lints::LINTS;
use serde_json::{Map, Value as Json, json};

/// The JSON Schema of `rulebook.toml`, as text.
///
/// ```
/// assert!(zhiheng::schema::rulebook().contains("not_applicable"));
/// ```
pub(crate) fn rulebook_schema() -> String {
    format!("{:#}\n", schema_json())
}

/// The schema; draft 7, which the editors of TOML know best.
pub(crate) fn schema_json() -> Json {
    let mut schema = rulebook();
    let definitions: Map<String, Json> = DEFINITIONS.iter().map(|(name, make)| ((*name).to_owned(), make())).collect();
    if let Json::Object(root) = &mut schema {
        root.insert("$schema".to_owned(), json!("http://json-schema.org/draft-07/schema#"));
        root.insert("definitions".to_owned(), Json::Object(definitions));
    }
    schema
}

/// The name of a kind of value, and its schema.
type Definition = (&'static str, fn() -> Json);

const DEFINITIONS: &[Definition] = &[
    (
        "Id",
        || json!({ "type": "string", "pattern": r"^[\p{L}\p{M}\p{N}_-]+$", "not": { "enum": ["root", "barred", "ungraded"] } }),
    ),
    ("Rule", || json!({ "type": "string", "pattern": r"^([\p{L}\p{M}\p{N}_-]+\.)?[\p{L}\p{M}\p{N}_]+$" })),
    ("Date", || json!({ "type": "string", "format": "date", "pattern": "^\\d{4}-\\d{2}-\\d{2}$" })),
    ("ParamName", || json!({ "type": "string", "pattern": r"^params\.[\p{L}\p{M}\p{N}_-]+$" })),
    ("Amount", || either([json!({ "type": "number" }), of("ParamName")])),
    ("Share", || {
        let percent = json!({ "type": "number", "minimum": 0, "maximum": 100 });
        either([percent, json!({ "type": "string", "pattern": "^\\s*\\d+\\s*/\\s*\\d+\\s*$" }), of("ParamName")])
    }),
    ("Status", || words(&["official", "adapted", "project"])),
    ("Combine", || words(&["sum", "mean", "min", "max", "script"])),
    ("Basis", || either([json!({ "type": "string" }), list(json!({ "type": "string" }))])),
    ("Text", || {
        let by_language = table(
            "文本",
            "A text by language",
            [key("zh", "中文", "Chinese", text()), key("en", "英文", "English", text())],
        );
        either([text(), with(by_language, "minProperties", json!(1))])
    }),
    ("Effective", effective),
    ("Profile", profile),
    ("Source", source),
    ("Subject", subject),
    ("Score", score),
    ("Rounding", rounding),
    ("Param", param),
    ("DatedValue", dated_value),
    ("Group", group),
    ("Row", row),
    ("Level", level),
    ("Conditions", conditions),
    ("Threshold", threshold),
    ("Gate", gate),
    ("Effect", effect),
    ("Lint", lint),
];

/// A key of a table, told in both languages.
pub(crate) struct Key {
    name: &'static str,
    schema: Json,
    required: bool,
}

impl Key {
    pub fn required(self) -> Key {
        Key { required: true, ..self }
    }
}

pub(crate) fn key(name: &'static str, zh: &str, en: &str, schema: Json) -> Key {
    // beside `$ref` draft 7 ignores everything else
    let schema = match &schema {
        Json::Object(entries) if entries.contains_key("$ref") => json!({ "allOf": [schema] }),
        _ => schema,
    };
    let schema = with(with(schema, "title", json!(zh)), "description", json!(en));
    Key { name, schema, required: false }
}

pub(crate) fn table(zh: &str, en: &str, keys: impl IntoIterator<Item = Key>) -> Json {
    let keys: Vec<Key> = keys.into_iter().collect();
    let required: Vec<&str> = keys.iter().filter(|key| key.required).map(|key| key.name).collect();
    let properties: Map<String, Json> = keys.iter().map(|key| (key.name.to_owned(), key.schema.clone())).collect();
    json!({
        "title": zh,
        "description": en,
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

pub(crate) fn with(mut schema: Json, keyword: &str, value: Json) -> Json {
    if let Json::Object(entries) = &mut schema {
        entries.insert(keyword.to_owned(), value);
    }
    schema
}

pub(crate) fn of(definition: &str) -> Json {
    json!({ "$ref": format!("#/definitions/{definition}") })
}

pub(crate) fn list(elements: Json) -> Json {
    json!({ "type": "array", "items": elements })
}

pub(crate) fn map(values: Json) -> Json {
    json!({ "type": "object", "additionalProperties": values })
}

pub(crate) fn either<const N: usize>(schemas: [Json; N]) -> Json {
    json!({ "anyOf": schemas.to_vec() })
}

fn exactly_one(schema: Json, keys: &[&str]) -> Json {
    let one: Vec<Json> = keys.iter().map(|key| json!({ "required": [key] })).collect();
    with(schema, "oneOf", json!(one))
}

pub(crate) fn words(words: &[&str]) -> Json {
    json!({ "enum": words })
}

pub(crate) fn text() -> Json {
    json!({ "type": "string" })
}

fn truth() -> Json {
    json!({ "type": "boolean" })
}

fn default(schema: Json, value: Json) -> Json {
    with(schema, "default", value)
}

fn title() -> Key {
    key("title", "名称", "Title", of("Text")).required()
}

fn basis() -> Key {
    key("basis", "依据", "What it rests on: \"SOURCE:clause\"", of("Basis"))
}

fn status() -> Key {
    key("status", "依据强度", "official: as read in the source; adapted: after it; project: our own", of("Status"))
}

fn advice() -> Key {
    key("advice", "改进建议", "What to do where marks were lost", of("Text"))
}

fn rulebook() -> Json {
    table(
        "评价规则册",
        "One evaluation scheme",
        [
            key("format", "格式版本", "Version of this format", json!({ "const": 1 })).required(),
            key("id", "编号", "Id: letters, digits, _ and -", of("Id")).required(),
            key(
                "version",
                "版本",
                "SemVer of the rules; major when somebody's level may change",
                json!({ "type": "string", "pattern": r"^\d+\.\d+\.\d+([-+].+)?$" }),
            )
            .required(),
            title(),
            status().required(),
            key("effective", "适用期", "The days on which the rulebook holds", of("Effective")).required(),
            key(
                "use",
                "引用脚本",
                "Scripts whose functions may be called by bare name: builtin:NAME or ../lib/x.rhai",
                either([text(), list(text())]),
            ),
            key("applies", "是否适用", "SCRIPT.FUNCTION: true, or not_applicable(why)", of("Rule")),
            key("profile", "画像", "What the profile looks like; absent: untyped facts", of("Profile")),
            key("sources", "来源", "The documents that the rulebook rests on", list(of("Source"))),
            key("subject", "评价对象", "Assess each item of an array", of("Subject")),
            key("score", "总分", "How the top-level groups become the root", of("Score")).required(),
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
                with(map(either([of("Lint"), list(of("Lint"))])), "propertyNames", words(LINTS)),
            ),
        ],
    )
}

fn effective() -> Json {
    table(
        "适用期",
        "The days on which the rulebook holds",
        [
            key("from", "起", "First day", of("Date")).required(),
            key("to", "止", "Last day; absent: no end", of("Date")),
        ],
    )
}

fn profile() -> Json {
    table(
        "画像",
        "What the profile looks like",
        [
            key("base", "内置画像", "The built-in profile", words(&["enterprise"])),
            key("schema", "自有画像", "A JSON Schema of the rulebook's own, in place of the built-in profile", text()),
            key("extend", "补充字段", "A JSON Schema with more fields on top", text()),
        ],
    )
}

fn source() -> Json {
    table(
        "来源",
        "A document that the rulebook rests on",
        [
            key("id", "编号", "Id, for basis", of("Id")).required(),
            title(),
            key("issued", "发布日期", "Day of issue", of("Date")),
        ],
    )
}

fn subject() -> Json {
    table(
        "评价对象",
        "What is assessed: each item of an array",
        [
            key("each", "数组", "Path of the array", text()).required(),
            key("key", "标识字段", "The field that names the item", text()),
            key("title", "名称", "A field of the item, or SCRIPT.FUNCTION", text()),
            key("when", "范围", "SCRIPT.FUNCTION; items it rejects are out of scope", of("Rule")),
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
            key("combine", "合成方式", "How the top-level groups become the root", of("Combine")).required(),
            key("max", "满分", "The root is rescaled to it", of("Amount")),
            key("base", "基础分", "Added to the root after scaling, maximum included", of("Amount")),
            key("rounding", "取整", "Rounding of the root", of("Rounding")),
            key("script", "默认脚本", "The script where no group names one", text()),
            key("rule", "合成函数", "SCRIPT.FUNCTION of combine = \"script\"; default: root", of("Rule")),
            key("monotone", "单调", "The function never falls when a group rises", default(truth(), json!(false))),
            key("unanswered", "未填", "How unanswered rows count", default(words(&["zero", "exclude"]), json!("zero"))),
            key(
                "not_applicable",
                "不适用",
                "What happens to the marks of rows that do not apply",
                default(words(&["rescale", "reduce"]), json!("rescale")),
            ),
            key("min_coverage", "最低覆盖率", "Percent or fraction; below it the level is indeterminate", of("Share")),
            key("max_not_applicable", "不适用上限", "Percent; above it a warning", of("Share")),
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

fn rounding() -> Json {
    table(
        "取整",
        "Rounding",
        [
            key("digits", "小数位数", "Decimals", json!({ "type": "integer", "minimum": 0, "maximum": 12 })).required(),
            key("mode", "方式", "Mode", default(words(&["half_up", "half_even", "down", "up"]), json!("half_up"))),
        ],
    )
}

fn param() -> Json {
    let param = table(
        "参数",
        "A tunable number, band table or choice",
        [
            key("title", "名称", "Title", of("Text")),
            key("unit", "单位", "Unit", of("Text")),
            basis(),
            status(),
            key("value", "取值", "The value", json!({})),
            key(
                "dated",
                "按日期取值",
                "Values by date; they cover `effective` without gap or overlap",
                list(of("DatedValue")),
            ),
        ],
    );
    exactly_one(param, &["value", "dated"])
}

fn dated_value() -> Json {
    table(
        "一段日期的取值",
        "A value from one day on",
        [
            key("from", "起", "First day", of("Date")).required(),
            key("to", "止", "Last day; absent: the day before the next value", of("Date")),
            key("value", "取值", "The value", json!({})).required(),
            basis(),
        ],
    )
}

fn group() -> Json {
    table(
        "维度",
        "Rows and groups rolled up, or another rulebook's result",
        [
            key("id", "编号", "Id", of("Id")).required(),
            title(),
            key("parent", "上级维度", "The group above; default: the root", text()),
            key("weight", "权重", "Share under a parent that combines by mean; default 1", of("Amount")),
            key(
                "combine",
                "合成方式",
                "How its rows and groups become its value",
                default(of("Combine"), json!("sum")),
            ),
            key("points", "满分", "The group's value is rescaled to it", of("Amount")),
            key("rounding", "取整", "Rounding of the group", of("Rounding")),
            key("script", "脚本", "The script of its rows' functions", text()),
            key("rule", "合成函数", "SCRIPT.FUNCTION of combine = \"script\"; default: the group's id", of("Rule")),
            key("monotone", "单调", "The function never falls when a child rises", default(truth(), json!(false))),
            key("min_coverage", "最低覆盖率", "Percent or fraction", of("Share")),
            basis(),
            status(),
            key("rows", "评价项", "Rows", list(of("Row"))),
            key(
                "rulebook",
                "引用评价规则册",
                "The id of a sibling or built-in rulebook whose result this group holds",
                of("Id"),
            ),
            key(
                "levels",
                "等级折分",
                "Level of that rulebook to points, in place of the percent of its score",
                map(of("Amount")),
            ),
            key(
                "as_group",
                "对象汇总",
                "How items become one value: worst, best, mean or share_at:LEVEL",
                json!({ "type": "string", "pattern": r"^(worst|best|mean|share_at:[\p{L}\p{M}\p{N}_-]+)$" }),
            ),
            key("item_weight", "对象权重", "A field of the item by which it weighs", text()),
        ],
    )
}

fn row() -> Json {
    table(
        "评价项",
        "A function turns facts into an outcome",
        [
            key("id", "编号", "Id", of("Id")).required(),
            title(),
            key("points", "满分", "Full marks", of("Amount")).required(),
            key(
                "weight",
                "权重",
                "Share under a group that combines by mean; default 1; 0: shown, not counted",
                of("Amount"),
            ),
            key("rule", "评分函数", "SCRIPT.FUNCTION; default: the group's script and the row's id", of("Rule")),
            key("with", "常量", "Constants of this row, read as row.NAME", map(json!({}))),
            basis(),
            key("evidence", "证明材料", "Evidence to give", list(of("Text"))),
            advice(),
            key("statements", "逐级说明", "What each step of the row means, lowest first", list(of("Text"))),
            key("effort", "改进难度", "Relative cost of improving the row", json!({ "type": "number", "minimum": 0 })),
            status(),
        ],
    )
}

fn level() -> Json {
    let groups = with(list(text()), "minItems", json!(1));
    let sets = with(list(of("Conditions")), "minItems", json!(1));
    table(
        "等级",
        "What a score and its conditions earn",
        [
            key("id", "编号", "Id", of("Id")).required(),
            title(),
            key(
                "of",
                "评定的维度",
                "The groups that it grades instead of the root; \"*\": every top-level group",
                either([text(), groups]),
            ),
            key("any", "条件组", "Any of these sets is enough; absent: always reached", sets),
            basis(),
            status(),
        ],
    )
}

fn conditions() -> Json {
    let thresholds = || with(map(of("Threshold")), "minProperties", json!(1));
    let set = table(
        "条件",
        "Entries that must all hold",
        [
            key("score", "得分不低于", "At least so many points", of("Amount")),
            key("above", "得分高于", "More than so many points", of("Amount")),
            key("percent", "得分率不低于", "At least so many percent of the maximum", of("Amount")),
            key("groups", "维度条件", "Group id or \"*\", and what it must reach", thresholds()),
            key("rows", "评价项条件", "GROUP.ROW or \"*\", and what it must reach", thresholds()),
            key("rule", "条件函数", "SCRIPT.FUNCTION that must be true", of("Rule")),
        ],
    );
    with(set, "minProperties", json!(1))
}

fn threshold() -> Json {
    let level = table(
        "等级",
        "A step of a row, or a level of a group",
        [key("level", "等级", "Steps of a row, or the id of a level", either([json!({ "type": "number" }), text()]))
            .required()],
    );
    either([of("Amount"), json!({ "type": "string", "pattern": r"^\d+(\.\d+)?\s*%$" }), level])
}

fn gate() -> Json {
    let gate = table(
        "否决项、限制项",
        "Bars, caps or demotes, whatever the score",
        [
            key("id", "编号", "Id", of("Id")).required(),
            title(),
            key("when", "触发条件", "SCRIPT.FUNCTION: fires when true", of("Rule")),
            key("require", "必备条件", "SCRIPT.FUNCTION: fires when false", of("Rule")),
            key("effect", "后果", "What happens when it fires", of("Effect")).required(),
            basis(),
            advice(),
            status(),
        ],
    );
    exactly_one(gate, &["when", "require"])
}

fn lint() -> Json {
    let reasoned = json!({ "required": ["reason"] });
    let lint = table(
        "检查设置",
        "How much a finding matters here, and why",
        [
            key("level", "处理", "allow: not told; warn: told; deny: an error", words(&["allow", "warn", "deny"]))
                .required(),
            key("at", "范围", "What it is about, as the finding names it; absent: everywhere", list(text())),
            key("reason", "理由", "Why; required where it is allowed", of("Text")),
        ],
    );
    let allowed = json!({ "properties": { "level": { "const": "allow" } } });
    with(with(lint, "if", allowed), "then", reasoned)
}

fn effect() -> Json {
    let effect = table(
        "后果",
        "Exactly one of these",
        [
            key("bar", "否决", "No level at all", json!({ "const": true })),
            key("warn", "提示", "Only a warning", json!({ "const": true })),
            key("cap_level", "最高等级", "No higher than this level", text()),
            key("cap_score", "最高得分", "No more than so many points", of("Amount")),
            key("demote", "降级", "So many levels down", of("Amount")),
        ],
    );
    with(with(effect, "minProperties", json!(1)), "maxProperties", json!(1))
}

#[cfg(test)]
mod tests;
