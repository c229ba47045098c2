//! The built-in profile: what an enterprise answers about itself, in 22 sections.
//!
//! Every field is declared once, in a table that gives the Rust type, the docs and the JSON Schema.

#[macro_use]
mod kind;
#[macro_use]
mod section;
#[macro_use]
mod choices;

mod basic;
mod brand;
mod cluster;
mod compliance;
mod digital;
mod evidence;
mod finance;
mod honours;
mod maturity;
mod products;
mod qms;
mod quality_org;
mod rd;
mod shared;
mod supply;
mod talent;
mod three_same;
mod tqm;

#[cfg(test)]
pub(crate) mod tests;

pub use basic::{Basic, City, ProductField};
pub use brand::{Brand, BrandActivity, OwnBrand};
pub use cluster::{ChipRole, ChipTest, Cluster, ClusterFacts, ClusterRole, FirstSet, SixProject};
pub use compliance::{Compliance, Incident, IncidentKind, Severity, SupervisionCheck};
pub use digital::{Digital, FiveShifts, SevenCapabilities};
pub use evidence::Evidence;
pub use finance::{Finance, LastYear, TwoYearsBefore, YearBefore};
pub use honours::{Honour, HonourKind};
pub use maturity::Maturity;
pub use products::{CompulsoryCertificate, GradedIndicator, IndicatorKind, Product, ProductionLine, TestedBy};
pub use qms::{Certificate, CertificateState, ManagementStandard, Qms};
pub use quality_org::{ChiefQualityOfficer, Education, Laboratory, Objective, ProfessionalTitle, QualityOrg};
pub use rd::{
    IntellectualProperty, KeyProject, NewTech, Platform, PlatformKind, ProjectState, Rd, StandardDocument,
    StandardKind, StandardRole, Standards, Weakness,
};
pub use shared::{AppointedBy, Assessor, Authority, Direction};
pub use supply::{Guidance, Incoming, Supplier, SupplierGrade, Supply};
pub use talent::{QualifiedPeople, Role, Talent};
pub use three_same::{ComparedIndicator, Declaration, DeclarationForm, ThreeSame};
pub use tqm::{Function, Method, MethodInUse, QcGroups, Tqm, TqmPlan};

use serde_json::{Value, json};

section! {
    /// A profile of an enterprise (企业画像).
    ///
    /// Nothing is required: `None` is not answered, an empty list, `false` and zero are answers.
    Enterprise {
        profile: level(1, 1) "格式版本" "Format" [];
        as_of: date "评价基准日" "Date that the facts speak of" [];
        basic: part(Basic) "企业基本信息" "Basic facts" [];
        finance: part(Finance) "财务" "Finance" [];
        quality_org: part(QualityOrg) "质量责任与组织" "Quality responsibility and organisation" [];
        tqm: part(Tqm) "全面质量管理" "Total quality management" [];
        methods: list(MethodInUse) "质量工程技术" "Quality engineering methods" ["2.2.b"],
            help "每种方法一行" "One row for each method";
        qc: part(QcGroups) "QC小组与班组" "QC groups and work teams" [];
        qms: part(Qms) "管理体系与运行" "Management systems in operation" [];
        maturity: part(Maturity) "质量管理体系成熟度自评" "Maturity self-assessment" [],
            help "29个要素，各勾选全部满足的等级" "Of each of 29 elements, the levels all of whose criteria are met";
        products: list(Product) "产品" "Products" ["4.2"], help "一品一行" "One row for each product";
        production_lines: list(ProductionLine) "产线" "Production lines" ["4.2"],
            help "一线一行" "One row for each line";
        three_same: list(ThreeSame) "“三同”声明" "Three-same declarations" ["4.2.b"],
            help "一品一行" "One row for each product";
        digital: part(Digital) "数字化与智能制造" "Digital and smart manufacturing" [];
        rd: part(Rd) "研发与平台" "R&D and platforms" [];
        ip: part(IntellectualProperty) "知识产权" "Intellectual property" [],
            help "只计与主导产品相关且有效的" "Only what is in force and belongs to the leading product";
        standards: part(Standards) "标准" "Standards" [];
        supply: part(Supply) "供应链质量" "Supply-chain quality" [];
        brand: part(Brand) "品牌" "Brand" [];
        talent: part(Talent) "人才" "Talent" [];
        honours: list(Honour) "荣誉" "Honours" ["2.4.a" "1.2.1" "2.2.c"];
        compliance: part(Compliance) "合规" "Compliance" [];
        cluster: part(ClusterFacts) "产业集群、首台（套）与芯片" "Clusters, first sets of equipment and chips" [];
        evidence: list(Evidence) "证明材料" "Evidence" [];
    }
}

/// The JSON Schema of the built-in profile, draft 2020-12, with the annotations that rulebooks, forms and reports read.
pub(crate) fn schema_json() -> Value {
    let mut schema = schemars::SchemaGenerator::default().into_root_schema_for::<Enterprise>();
    schema.insert("title".into(), json!("企业画像"));
    schema.insert("x-title-en".into(), json!("Profile of an enterprise"));
    schema.to_value()
}
