//! Who answers for quality, and with what means: the section `quality_org`.

use super::shared::{AppointedBy, Direction};

section! {
    /// Quality responsibility and organisation (质量责任与组织).
    QualityOrg {
        in_strategy: flag "质量列为企业战略任务" "Quality is part of the written strategy" ["2.1.a"],
            help "有正式文件的填“是”" "Yes if a formal document says so";
        policy: flag "有发布的质量方针" "Published quality policy" ["2.1.a"];
        objectives: list(Objective) "质量目标" "Quality objectives" ["2.1.a"];
        cqo: part(ChiefQualityOfficer) "首席质量官" "Chief quality officer" ["2.1.b"];
        quality_staff: count("人", "people") "专职质量管理人员" "Full-time quality staff" ["2.1.b"];
        lab: part(Laboratory) "检验检测能力" "Testing capability" ["2.1.c"];
    }
}

section! {
    /// A quality objective of the year and what came of it.
    Objective {
        name: text "质量目标" "Quality objective" ["2.1.a"];
        direction: one(Direction) "方向" "Direction" ["2.1.a"];
        target: number "目标值" "Target" ["2.1.a"];
        actual: number "实际值" "Actual" ["2.1.a"];
    }
}

section! {
    /// The chief quality officer (首席质量官).
    ChiefQualityOfficer {
        appointed: flag "已设首席质量官" "Chief quality officer appointed" ["2.1.b"];
        appointed_by: one(AppointedBy) "聘任人" "Appointed by" ["2.1.b"];
        education: one(Education) "学历" "Education" ["2.1.b"];
        title: one(ProfessionalTitle) "职称" "Professional title" ["2.1.b"];
        quality_years: amount("年", "years") "质量工作年限" "Years in quality work" ["2.1.b"];
        trained: flag "经任职培训合格" "Trained and certified" ["2.1.b" "5.1"];
        veto: flag "有质量安全一票否决权" "Holds a veto on quality and safety" ["2.1.b"];
    }
}

section! {
    /// The means of testing and measuring.
    Laboratory {
        equipment_value: money "检验检测仪器设备原值" "Original value of test equipment" ["2.1.c"];
        cnas: flag "实验室获 CNAS 认可" "Laboratory accredited by CNAS" ["2.1.c"];
        calibrated_pct: percent "在用计量器具检定校准率" "Gauges in use within calibration" ["2.1.c"];
    }
}

choices! {
    /// The highest education of a person (学历).
    Education {
        Secondary = "secondary" "中专及以下" "secondary or below";
        College = "college" "大专" "college";
        Bachelor = "bachelor" "本科" "bachelor";
        Master = "master" "硕士及以上" "master or above";
    }
}

choices! {
    /// The professional title of a person (职称).
    ProfessionalTitle {
        None = "none" "无" "none";
        Junior = "junior" "初级" "junior";
        Intermediate = "intermediate" "中级" "intermediate";
        Senior = "senior" "高级" "senior";
    }
}
