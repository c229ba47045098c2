//! What the enterprise was honoured for: the section `honours`.

use super::shared::Authority;

section! {
    /// An honour (荣誉), one row each.
    Honour {
        kind: one(HonourKind) "荣誉" "Honour" ["2.4.a" "1.2.1" "2.2.c"];
        level: one(Authority) "级别" "Level" ["2.4.a"];
        awarded_on: date "授予日期" "Awarded on" ["2.4.a"];
        valid_to: date "有效期至" "Valid to" ["2.4.a"], absent "9999-12-31",
            help "长期有效的可不填" "May stay empty where the honour does not expire";
        rank: ordinal "获奖单位排名" "Rank among the winners" ["X.1"];
    }
}

choices! {
    /// What kind of honour it is (荣誉).
    HonourKind {
        QualityAward = "quality_award" "政府质量奖" "government quality award";
        QualityBenchmark = "quality_benchmark" "质量标杆" "quality benchmark";
        TechInnovationDemo = "tech_innovation_demo" "技术创新示范企业" "technological innovation demonstration";
        SmartManufacturingPilot = "smart_manufacturing_pilot" "智能制造试点示范" "smart manufacturing pilot";
        GreenFactory = "green_factory" "绿色工厂或绿色产品" "green factory or product";
        ScienceAward = "science_award" "科学技术奖" "science and technology award";
        MakerChina500 = "maker_china_500" "“创客中国”全国500强" "Maker in China, national top 500";
        QcResult = "qc_result" "优秀QC小组成果" "QC group result";
        TrustedTeam = "trusted_team" "质量信得过班组" "trusted team";
        HighTech = "high_tech" "高新技术企业" "high-tech enterprise";
        Other = "other" "其他" "other";
    }
}
