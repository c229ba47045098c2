//! Management systems in operation: the section `qms`.

use super::shared::Assessor;

section! {
    /// Management systems in operation (管理体系与运行).
    Qms {
        certificates: list(Certificate) "管理体系认证证书" "Certificates of management systems" ["2.4.b"];
        internal_audit_on: date "最近一次内审日期" "Last internal audit" ["2.4.b"];
        management_review_on: date "最近一次管理评审日期" "Last management review" ["2.4.b"];
        corrective_closed_pct: percent "纠正措施按期关闭率" "Corrective actions closed on time" ["2.4.b"];
        customer_satisfaction_pct: percent "顾客满意度" "Customer satisfaction" ["2.4.b" "3.1.c"];
        self_assessed_on: date "最近一次成熟度自评日期" "Last maturity self-assessment" ["2.4.b"];
        assessed_by: one(Assessor) "评价方" "Assessed by" ["2.4.b"];
    }
}

section! {
    /// A certificate of a management system, one row each.
    Certificate {
        standard: one(ManagementStandard) "标准" "Standard" ["2.4.b"];
        number: text "证书编号" "Number" ["2.4.b"];
        valid_from: date "发证日期" "Valid from" ["2.4.b"];
        valid_to: date "有效期至" "Valid to" ["2.4.b"];
        state: one(CertificateState) "状态" "State" ["2.4.b"];
    }
}

choices! {
    /// What a management system is certified by (标准).
    ManagementStandard {
        Iso9001 = "ISO9001" "质量 GB/T 19001/ISO 9001" "quality, ISO 9001";
        Iatf16949 = "IATF16949" "汽车 IATF 16949" "automotive, IATF 16949";
        Iso13485 = "ISO13485" "医疗器械 ISO 13485" "medical devices, ISO 13485";
        Iso22000 = "ISO22000" "食品安全 ISO 22000/HACCP" "food safety, ISO 22000 or HACCP";
        Iso14001 = "ISO14001" "环境 GB/T 24001/ISO 14001" "environment, ISO 14001";
        Iso45001 = "ISO45001" "职业健康安全 GB/T 45001/ISO 45001" "occupational health and safety, ISO 45001";
        Iso50001 = "ISO50001" "能源 GB/T 23331/ISO 50001" "energy, ISO 50001";
        Iso10012 = "ISO10012" "测量管理 GB/T 19022/ISO 10012" "measurement, ISO 10012";
        Other = "other" "其他" "other";
    }
}

choices! {
    /// How a certificate stands in the register (状态).
    CertificateState {
        Valid = "valid" "有效" "valid";
        Suspended = "suspended" "暂停" "suspended";
        Withdrawn = "withdrawn" "撤销或注销" "withdrawn";
    }
}
