//! The enterprise's record: the section `compliance`.

section! {
    /// Compliance (合规).
    Compliance {
        incidents: list(Incident) "事故与违法" "Incidents and offences" ["2.1.a"];
        checks: list(SupervisionCheck) "监督抽查" "Supervision checks" ["2.1.a"];
        listed: flag "列入经营异常名录或严重违法失信名单" "On a list of abnormal operation or serious dishonesty" ["2.1.a" "X.1"];
        banned_products: flag "有禁止、限制或淘汰类产品" "Makes banned, restricted or obsolete products" ["X.1"];
    }
}

section! {
    /// An incident or offence (事故与违法), one row each.
    Incident {
        kind: one(IncidentKind) "类别" "Kind" ["2.1.a"];
        severity: one(Severity) "程度" "Severity" ["2.1.a"];
        happened_on: date "发生日期" "Happened on" ["2.1.a"];
    }
}

section! {
    /// A supervision check of products by the authorities (监督抽查), one row each.
    SupervisionCheck {
        checked_on: date "抽查日期" "Checked on" ["2.1.a"];
        passed: flag "合格" "Passed" ["2.1.a"];
    }
}

choices! {
    /// What an incident or offence concerns (类别).
    IncidentKind {
        Quality = "quality" "质量" "quality";
        Safety = "safety" "安全生产" "safety";
        Environment = "environment" "环保" "environment";
        Credit = "credit" "失信或违法" "credit or legal";
        Tax = "tax" "税收" "tax";
    }
}

choices! {
    /// How grave an incident was (程度).
    Severity {
        Minor = "minor" "一般" "minor";
        Serious = "serious" "较大" "serious";
        Major = "major" "重大及以上" "major or above";
    }
}
