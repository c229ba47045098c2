//! What the enterprise makes, and on which lines: the sections `products` and `production_lines`.

use super::shared::Direction;

section! {
    /// A product (产品), one row each.
    Product {
        id: text "产品编号" "Id" ["4.2"], help "企业自编，在本表内不重复" "The enterprise's own, unique in this table";
        name: text "产品名称" "Name" ["4.2"];
        main: flag "主导产品" "Leading product" ["3.1.c"];
        revenue: money "上年度销售收入" "Revenue, last year" ["3.1.c"];
        new_product: flag "新产品" "New product" ["3.1.c"];
        mass_produced: flag "已量产" "Mass produced" ["4.2.a"];
        mandatory_met: flag "符合全部强制性标准" "Meets all mandatory standards" ["4.2.a"];
        compulsory_certificate: one(CompulsoryCertificate) "强制性产品认证或许可" "Compulsory certificate or licence" ["4.2.a" "4.2.b"];
        pass_rate_pct: percent "出厂检验一次合格率" "First-time pass rate of the final inspection" ["3.1.c"];
        return_rate_pct: percent "退货率" "Return rate" ["3.1.c"];
        mtbf_h: amount("小时", "hours") "实测平均无故障工作时间（MTBF）" "Observed MTBF" ["3.1.c"];
        mtbf_target_h: amount("小时", "hours") "目标平均无故障工作时间（MTBF）" "Target MTBF" ["3.1.c"];
        indicators: list(GradedIndicator) "质量分级指标" "Graded indicators" ["4.2.a"];
    }
}

section! {
    /// An indicator by which a product's quality is graded (质量分级指标), with the limits of the grading standard.
    GradedIndicator {
        name: text "指标名称" "Indicator" ["4.2.a"];
        kind: one(IndicatorKind) "指标类别" "Kind" ["4.2.a"];
        unit: text "计量单位" "Unit" ["4.2.a"];
        direction: one(Direction) "方向" "Direction" ["4.2.a"];
        value: number "实测值" "Measured" ["4.2.a"];
        baseline: number "基准水平" "Baseline limit" ["4.2.a"];
        average: number "平均水平" "Average limit" ["4.2.a"];
        advanced: number "先进水平" "Advanced limit" ["4.2.a"];
        tested_by: one(TestedBy) "检测方" "Tested by" ["4.2.a"];
        tested_on: date "检测日期" "Tested on" ["4.2.a"];
    }
}

section! {
    /// A production line (产线), one row each.
    ProductionLine {
        id: text "产线编号" "Id" ["4.2"], help "企业自编，在本表内不重复" "The enterprise's own, unique in this table";
        name: text "产线名称" "Name" ["4.2"];
        automation_pct: percent "自动化率" "Automation" ["4.2.a" "2.3.1"];
        first_pass_pct: percent "一次通过率" "First-pass yield" ["4.2.a"];
        cpk: number "关键特性最小 Cpk" "Lowest Cpk of the key characteristics" ["4.2.a"];
        traceable_pct: percent "可追溯产品占比" "Traceable output" ["4.2.a" "2.3.2"];
        connected_pct: percent "设备联网率" "Connected equipment" ["2.3.1"];
    }
}

choices! {
    /// How a product stands with compulsory certification or licensing (强制性产品认证或许可).
    CompulsoryCertificate {
        Held = "held" "已取得" "held";
        NotRequired = "not_required" "不适用" "not required";
        Missing = "missing" "应取得未取得" "missing";
    }
}

choices! {
    /// What part an indicator plays in the grading of a product (指标类别).
    IndicatorKind {
        Basic = "basic" "基础指标" "basic";
        Core = "core" "核心指标" "core";
        Innovative = "innovative" "创新性指标" "innovative";
    }
}

choices! {
    /// Who tested a product (检测方).
    TestedBy {
        Own = "own" "本企业实验室" "own laboratory";
        ThirdParty = "third_party" "第三方检测机构" "third-party laboratory";
    }
}
