//! Lists of codes that several sections choose from.

choices! {
    /// How far up a recognition, an institution or a catalogue stands (级别).
    Authority {
        National = "national" "国家级" "national";
        Provincial = "provincial" "省级" "provincial";
        Municipal = "municipal" "市级" "municipal";
        BelowMunicipal = "below_municipal" "市级以下" "below municipal";
        Company = "company" "企业级" "company";
        None = "none" "无" "none";
    }
}

choices! {
    /// Which way a measured value is better (方向).
    Direction {
        Higher = "higher" "越大越好" "larger is better";
        Lower = "lower" "越小越好" "smaller is better";
    }
}

choices! {
    /// Who appoints a person or approves a plan (聘任人、批准人).
    AppointedBy {
        LegalRepresentative = "legal_representative" "法定代表人" "legal representative";
        TopManagement = "top_management" "最高管理者" "top management";
        Other = "other" "其他" "other";
    }
}

choices! {
    /// Who did an assessment (评价方).
    Assessor {
        Own = "self" "自评" "self";
        ThirdParty = "third_party" "第三方" "third party";
    }
}
