//! Digital and smart manufacturing: the section `digital`.

use super::shared::Assessor;

section! {
    /// Digital and smart manufacturing (数字化与智能制造).
    Digital {
        cmmm_level: level(0, 5) "智能制造能力成熟度等级（GB/T 39116）" "Smart-manufacturing maturity level (GB/T 39116)" ["1.2.1"],
            help "未达一级填 0" "0 below level 1";
        cmmm_assessed_by: one(Assessor) "智能制造能力成熟度评价方" "Smart-manufacturing maturity assessed by" ["1.2.1"];
        sme_score: capped("分", "points", 100) "中小企业数字化水平评测得分" "Score of the SME digital-level test" ["2.3.2" "X.1"];
        platform_connected: flag "已接入工业互联网平台" "Connected to an industrial internet platform" ["2.3.1"];
        five: part(FiveShifts) "质量提升“五化”" "The five shifts" ["2.3.2"];
        seven: part(SevenCapabilities) "全生命周期质量管理七项能力" "The seven life-cycle capabilities" ["2.3.2"];
    }
}

section! {
    /// The five shifts of quality work that the plan names (五化), each at level 0 (nothing yet) to 5.
    FiveShifts {
        product_innovation: level(0, 5) "产品创新数字化" "Digital product innovation" ["2.3.2"];
        production_operation: level(0, 5) "生产运营智能化" "Smart production and operation" ["2.3.2"];
        inspection_online: level(0, 5) "检验检测在线化" "Online inspection and testing" ["2.3.2"];
        user_service: level(0, 5) "用户服务敏捷化" "Agile user service" ["2.3.2"];
        industry_system: level(0, 5) "产业体系生态化" "Industry as an ecosystem" ["2.3.2"];
    }
}

section! {
    /// The seven capabilities of life-cycle quality management that the plan names, each at level 0 (nothing yet) to 5.
    SevenCapabilities {
        requirement_conversion: level(0, 5) "客户需求转化" "Conversion of customer requirements" ["2.3.2"];
        design_quality: level(0, 5) "设计质量" "Design quality" ["2.3.2"];
        precise_sampling: level(0, 5) "精准抽样" "Precise sampling" ["2.3.2"];
        online_diagnosis: level(0, 5) "在线诊断" "Online diagnosis" ["2.3.2"];
        tuning: level(0, 5) "调优运算" "Computed tuning" ["2.3.2"];
        reliability_prediction: level(0, 5) "可靠性预测" "Prediction of reliability" ["2.3.2"];
        traceability: level(0, 5) "产品溯源" "Product traceability" ["2.3.2"];
    }
}
