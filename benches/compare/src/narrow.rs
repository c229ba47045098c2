//! The same profile with only the fields that rules read: what a service would declare that stores nothing else.

use crate::choices::*;
use jiff::civil::Date;
use serde::Deserialize;

/// What rules read of a profile.
#[derive(Clone, Debug, Deserialize)]
pub struct Profile {
    pub as_of: Date,
    #[serde(default)]
    pub basic: Basic,
    #[serde(default)]
    pub finance: Finance,
    #[serde(default)]
    pub leadership: Leadership,
    #[serde(default)]
    pub system: System,
    #[serde(default)]
    pub people: People,
    pub products: Option<Vec<Product>>,
    pub lines: Option<Vec<Line>>,
    #[serde(default)]
    pub digital: Digital,
    #[serde(default)]
    pub innovation: Innovation,
    #[serde(default)]
    pub brand: Brand,
    pub suppliers: Option<Vec<Supplier>>,
    #[serde(default)]
    pub compliance: Compliance,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Basic {
    pub employees: Option<f64>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Year {
    pub revenue: Option<f64>,
    pub main_revenue: Option<f64>,
    pub net_profit: Option<f64>,
    pub rd_expense: Option<f64>,
    pub assets: Option<f64>,
    pub liabilities: Option<f64>,
    pub tech_upgrade: Option<f64>,
    pub new_product_revenue: Option<f64>,
    pub failure_cost: Option<f64>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Finance {
    pub last_year: Year,
    pub year_before: Year,
    pub two_years_before: Year,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Officer {
    pub appointed: Option<bool>,
    pub appointed_by: Option<Appointer>,
    pub veto: Option<bool>,
    pub trained: Option<bool>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Objective {
    pub direction: Direction,
    pub target: f64,
    pub actual: f64,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Plan {
    pub starts: Option<Date>,
    pub ends: Option<Date>,
    pub targets: Option<f64>,
    pub on_track: Option<f64>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Leadership {
    pub policy: Option<bool>,
    pub in_strategy: Option<bool>,
    pub officer: Officer,
    pub quality_staff: Option<f64>,
    pub objectives: Option<Vec<Objective>>,
    pub plan: Plan,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Certificate {
    pub standard: Standard,
    pub state: CertificateState,
    pub valid_from: Date,
    pub valid_to: Option<Date>,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct System {
    pub certificates: Option<Vec<Certificate>>,
    pub internal_audit_on: Option<Date>,
    pub management_review_on: Option<Date>,
    pub corrective_closed_pct: Option<f64>,
    pub complaints: Option<f64>,
    pub complaints_closed: Option<f64>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Role {
    pub role: Post,
    pub qualified: f64,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct People {
    pub trained: Option<f64>,
    pub training_hours: Option<f64>,
    pub managers: Option<f64>,
    pub managers_trained: Option<f64>,
    pub in_improvement: Option<f64>,
    pub groups_registered: Option<f64>,
    pub groups_active: Option<f64>,
    pub groups_with_result: Option<f64>,
    pub roles: Option<Vec<Role>>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Product {
    pub main: bool,
    pub mass_produced: bool,
    pub revenue: f64,
    pub pass_pct: f64,
    pub return_ppm: f64,
    pub tested_by: Tester,
    pub tested_on: Date,
    pub grade: ProductGrade,
    pub own_brand: bool,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Line {
    pub cpk: f64,
    pub connected_pct: f64,
    pub traceable_pct: f64,
    pub automation: Automation,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Digital {
    pub score: Option<f64>,
    pub erp: Option<bool>,
    pub mes: Option<bool>,
    pub plm: Option<bool>,
    pub inspection_online: Option<f64>,
    pub security: Option<Security>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Document {
    pub role: Drafting,
    pub published_on: Date,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Project {
    pub state: ProjectState,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Innovation {
    pub institution: Option<Rank>,
    pub rd_staff: Option<f64>,
    pub class1: Option<f64>,
    pub class1_own: Option<f64>,
    pub class2: Option<f64>,
    pub documents: Option<Vec<Document>>,
    pub projects: Option<Vec<Project>>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Trademark {
    pub valid_to: Date,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Honour {
    pub level: Rank,
    pub awarded_on: Date,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Brand {
    pub strategy: Option<bool>,
    pub trademarks: Option<Vec<Trademark>>,
    pub honours: Option<Vec<Honour>>,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Supplier {
    pub key: bool,
    pub grade: SupplierGrade,
    pub audited_on: Date,
    pub defect_ppm: f64,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Incident {
    pub kind: IncidentKind,
    pub severity: Severity,
    pub happened_on: Date,
}

#[derive(Clone, Debug, Deserialize)]
pub struct Check {
    pub checked_on: Date,
    pub passed: bool,
}

#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Compliance {
    pub listed: Option<bool>,
    pub incidents: Option<Vec<Incident>>,
    pub checks: Option<Vec<Check>>,
}
