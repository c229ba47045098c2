//! Trained and certified people: the section `talent`.

section! {
    /// Talent (人才).
    Talent {
        people: list(QualifiedPeople) "质量与品牌人才" "Quality and brand people" ["5.1"];
        training_hours: amount("学时", "hours") "人均年培训学时" "Training hours per head and year" ["5.1"];
        managers: count("人", "people") "中高层管理人员数" "Managers" ["5.2"];
        managers_trained: count("人", "people") "年度参加创新管理或政策培训的中高层管理人员数" "Managers trained this year" ["5.2"];
    }
}

section! {
    /// How many people are qualified for a role, one row each.
    QualifiedPeople {
        role: one(Role) "岗位" "Role" ["5.1"];
        qualified: count("人", "people") "持证或培训合格人数" "Qualified people" ["5.1"];
    }
}

choices! {
    /// A role in quality or brand work (岗位).
    Role {
        ChiefQualityOfficer = "chief_quality_officer" "首席质量官" "chief quality officer";
        ChiefBrandOfficer = "chief_brand_officer" "首席品牌官" "chief brand officer";
        ReliabilityEngineer = "reliability_engineer" "质量可靠性工程师" "reliability engineer";
        QualityEngineer = "quality_engineer" "质量工程师" "quality engineer";
        InternalAuditor = "internal_auditor" "内审员" "internal auditor";
        GreenBelt = "green_belt" "六西格玛绿带" "green belt";
        BlackBelt = "black_belt" "六西格玛黑带" "black belt";
    }
}
