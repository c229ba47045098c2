//! The tables that a rulebook lists: parameters, groups, rows, levels, gates and the settings of lints.

use super::values::{advice, amount, basis, combine, date, id, rounding, rule, share, status, text, title};
use super::write::{any, default, key, list, map, number, of, one_or_many, string, table, truth, with, words};
use serde_json::{Value as Json, json};

pub(super) fn param() -> Json {
    let param = table(
        "参数",
        "A tunable number, band table or choice",
        [
            key("title", "名称", "Title", text()),
            key("unit", "单位", "Unit", text()),
            basis(),
            status(),
            key("value", "取值", "The value", any()),
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

pub(super) fn dated_value() -> Json {
    table(
        "一段日期的取值",
        "A value from one day on",
        [
            key("from", "起", "First day", date()).required(),
            key("to", "止", "Last day; absent: the day before the next value", date()),
            key("value", "取值", "The value", any()).required(),
            basis(),
        ],
    )
}

pub(super) fn group() -> Json {
    table(
        "维度",
        "Rows and groups rolled up, or another rulebook's result",
        [
            key("id", "编号", "Id", id()).required(),
            title(),
            key("parent", "上级维度", "The group above; default: the root", string()),
            key("weight", "权重", "Share under a parent that combines by mean; default 1", amount()),
            key("combine", "合成方式", "How its rows and groups become its value", default(combine(), json!("sum"))),
            key("points", "满分", "The group's value is rescaled to it", amount()),
            key("rounding", "取整", "Rounding of the group", rounding()),
            key("script", "脚本", "The script of its rows' functions", string()),
            key("rule", "合成函数", "SCRIPT.FUNCTION of combine = \"script\"; default: the group's id", rule()),
            key("monotone", "单调", "The function never falls when a child rises", default(truth(), json!(false))),
            key("min_coverage", "最低覆盖率", "Percent or fraction", share()),
            basis(),
            status(),
            key("rows", "评价项", "Rows", list(of("Row"))),
            key(
                "rulebook",
                "引用评价规则册",
                "The id of a sibling or built-in rulebook whose result this group holds",
                id(),
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
            key("item_weight", "对象权重", "A field of the item by which it weighs", string()),
        ],
    )
}

pub(super) fn row() -> Json {
    table(
        "评价项",
        "A function turns facts into an outcome",
        [
            key("id", "编号", "Id", id()).required(),
            title(),
            key("points", "满分", "Full marks", amount()).required(),
            key(
                "weight",
                "权重",
                "Share under a group that combines by mean; default 1; 0: shown, not counted",
                amount(),
            ),
            key("rule", "评分函数", "SCRIPT.FUNCTION; default: the group's script and the row's id", rule()),
            key("with", "常量", "Constants of this row, read as row.NAME", map(any())),
            basis(),
            key("evidence", "证明材料", "Evidence to give", list(of("Text"))),
            advice(),
            key("statements", "逐级说明", "What each step of the row means, lowest first", list(of("Text"))),
            key("effort", "改进难度", "Relative cost of improving the row", with(number(), "minimum", json!(0))),
            status(),
        ],
    )
}

pub(super) fn level() -> Json {
    let groups = with(one_or_many(string(), string()), "minItems", json!(1));
    let sets = with(list(of("Conditions")), "minItems", json!(1));
    table(
        "等级",
        "What a score and its conditions earn",
        [
            key("id", "编号", "Id", id()).required(),
            title(),
            key(
                "of",
                "评定的维度",
                "The groups that it grades instead of the root; \"*\": every top-level group",
                groups,
            ),
            key("any", "条件组", "Any of these sets is enough; absent: always reached", sets),
            basis(),
            status(),
        ],
    )
}

pub(super) fn conditions() -> Json {
    let thresholds = || with(map(of("Threshold")), "minProperties", json!(1));
    let set = table(
        "条件",
        "Entries that must all hold",
        [
            key("score", "得分不低于", "At least so many points", amount()),
            key("above", "得分高于", "More than so many points", amount()),
            key("percent", "得分率不低于", "At least so many percent of the maximum", amount()),
            key("groups", "维度条件", "Group id or \"*\", and what it must reach", thresholds()),
            key("rows", "评价项条件", "GROUP.ROW or \"*\", and what it must reach", thresholds()),
            key("rule", "条件函数", "SCRIPT.FUNCTION that must be true", rule()),
        ],
    );
    with(set, "minProperties", json!(1))
}

pub(super) fn gate() -> Json {
    let gate = table(
        "否决项、限制项",
        "Bars, caps or demotes, whatever the score",
        [
            key("id", "编号", "Id", id()).required(),
            title(),
            key("when", "触发条件", "SCRIPT.FUNCTION: fires when true", rule()),
            key("require", "必备条件", "SCRIPT.FUNCTION: fires when false", rule()),
            key("effect", "后果", "What happens when it fires", effect()).required(),
            basis(),
            advice(),
            status(),
        ],
    );
    exactly_one(gate, &["when", "require"])
}

pub(super) fn effect() -> Json {
    let effect = table(
        "后果",
        "Exactly one of these",
        [
            key("bar", "否决", "No level at all", json!({ "const": true })),
            key("warn", "提示", "Only a warning", json!({ "const": true })),
            key("cap_level", "最高等级", "No higher than this level", string()),
            key("cap_score", "最高得分", "No more than so many points", amount()),
            key("demote", "降级", "So many levels down", amount()),
        ],
    );
    with(with(effect, "minProperties", json!(1)), "maxProperties", json!(1))
}

pub(super) fn lint() -> Json {
    let lint = table(
        "检查设置",
        "How much a finding matters here, and why",
        [
            key("level", "处理", "allow: not told; warn: told; deny: an error", words(&["allow", "warn", "deny"]))
                .required(),
            key("at", "范围", "What it is about, as the finding names it; absent: everywhere", list(string())),
            key("reason", "理由", "Why; required where it is allowed", text()),
        ],
    );
    let allowed = with(any(), "properties", json!({ "level": { "const": "allow" } }));
    with(with(lint, "if", allowed), "then", with(any(), "required", json!(["reason"])))
}

fn exactly_one(schema: Json, keys: &[&str]) -> Json {
    let one: Vec<Json> = keys.iter().map(|key| json!({ "required": [key] })).collect();
    with(schema, "oneOf", json!(one))
}
