//! A profile, section by section.

use super::Maker;
use crate::choices::*;
use crate::profile::*;
use jiff::ToSpan;
use jiff::civil::{Date, date};

impl Maker {
    pub fn profile(&mut self) -> Profile {
        let as_of = self.random.pick(&[date(2023, 4, 30), date(2023, 12, 31), date(2024, 3, 1), date(2022, 6, 15)]);
        let (employees, revenue) = (self.random.pick(&[100.0, 200.0, 400.0, 1000.0]), self.revenue());
        Profile {
            as_of,
            basic: Basic {
                name: Some("某某制造有限公司".to_owned()),
                founded_on: Some(date(2009, 8, 18)),
                employees: self.given(employees),
                ..Basic::default()
            },
            finance: self.finance(revenue),
            leadership: self.leadership(as_of, employees),
            system: self.system(as_of),
            people: self.people(employees),
            products: self.products(as_of, revenue),
            lines: self.lines(),
            digital: self.digital(),
            innovation: self.innovation(as_of, employees),
            brand: self.brand(as_of),
            suppliers: self.suppliers(as_of),
            compliance: self.compliance(as_of),
        }
    }

    fn revenue(&mut self) -> f64 {
        if self.random.once_in(60) { 0.0 } else { self.random.pick(&[10_000.0, 20_000.0, 40_000.0]) }
    }

    fn finance(&mut self, revenue: f64) -> Finance {
        // a chain of main revenues that grows by 0, 5 or 10 percent
        let start = if self.random.once_in(30) { 0.0 } else { self.random.pick(&[4000.0, 8000.0, 16000.0]) };
        let rate = self.random.pick(&[0.0, 5.0, 10.0]);
        let before = start + start * rate / 100.0;
        let now: f64 = before + before * rate / 100.0 + self.random.pick(&[-0.5, 0.0, 0.5]);
        let main = if self.random.yes() { self.part(revenue, &[60.0, 70.0, 80.0], 0.5) } else { now.max(0.0) };
        let assets = self.random.pick(&[0.0, 10_000.0, 20_000.0, 20_000.0]);
        let rd = if self.random.yes() {
            self.part(revenue, &[3.0, 4.0, 6.0, 10.0], 0.5)
        } else {
            self.near(&[100.0, 200.0, 500.0, 1000.0], 0.5)
        };
        let mut last_year = Year {
            revenue: self.given(revenue),
            main_revenue: self.given(main),
            net_profit: self.given_part(revenue, &[0.0, 2.0, 6.0, 10.0], 0.5),
            rd_expense: self.given(rd),
            assets: self.given(assets),
            liabilities: self.given_part(assets, &[70.0, 60.0, 50.0], -0.5),
            tech_upgrade: self.given_part(revenue, &[3.0], 0.5),
            new_product_revenue: self.given_part(revenue, &[10.0, 20.0, 40.0], 0.5),
            failure_cost: self.given_part(revenue, &[2.0, 1.0, 0.5], -0.5),
            tax_paid: Some(812.5),
        };
        if self.random.once_in(20) {
            last_year.net_profit = Some(-20.5);
        }
        let year = |maker: &mut Maker, main: f64| Year {
            main_revenue: maker.given(main),
            net_profit: maker.given_near(&[0.0, 400.0], 1.0),
            ..Year::default()
        };
        Finance { last_year, year_before: year(self, before), two_years_before: year(self, start) }
    }

    fn leadership(&mut self, as_of: Date, employees: f64) -> Leadership {
        let actual: &[f64] = if self.good() { &[98.5] } else { &[98.4, 98.5, 98.6] };
        let objectives = self.random.list(8, |random| Objective {
            name: "一次交验合格率".to_owned(),
            direction: random.pick(&[Direction::Higher, Direction::Lower]),
            target: 98.5,
            actual: random.pick(actual),
        });
        let targets = self.random.pick(&[0.0, 10.0, 20.0, 20.0]);
        let appointed_by = self.choice(&[Appointer::LegalRepresentative, Appointer::TopManagement, Appointer::Other]);
        let (starts, ends) = (self.years_ago(as_of, &[0, 0, 1]), self.years_ago(as_of, &[-1, 0]));
        Leadership {
            policy: self.flag(),
            in_strategy: self.flag(),
            officer: Officer {
                name: Some("某某".to_owned()),
                appointed: self.flag(),
                appointed_by: self.given(appointed_by),
                appointed_on: Some(as_of),
                veto: self.flag(),
                trained: self.flag(),
            },
            quality_staff: self.given_part(employees, &[1.0, 3.0, 5.0], 1.0),
            objectives: self.given(objectives),
            plan: Plan {
                title: None,
                starts: self.given(starts),
                ends: self.given(ends),
                targets: self.given(targets),
                on_track: self.given_part(targets, &[50.0, 70.0, 90.0], 1.0),
            },
        }
    }

    fn system(&mut self, as_of: Date) -> System {
        let standards = [
            Standard::Iso9001,
            Standard::Iatf16949,
            Standard::Iso13485,
            Standard::Iso14001,
            Standard::Iso45001,
            Standard::Iso50001,
        ];
        let certificates = self.random.list(7, |random| {
            let days = random.pick(&[-1, 0, 1, 89, 90, 91, 400]);
            let to = as_of.saturating_add(days.days());
            Certificate {
                standard: random.pick(&standards),
                number: "Q0417".to_owned(),
                state: random.pick(&[CertificateState::Valid, CertificateState::Valid, CertificateState::Suspended]),
                valid_from: as_of.saturating_add(random.pick(&[-400, -1, 0, 1]).days()),
                valid_to: (!random.once_in(5)).then_some(to),
            }
        });
        let mut certificates = certificates;
        if self.good() {
            certificates.extend([Standard::Iso9001, Standard::Iso14001, Standard::Iso45001].map(|standard| {
                Certificate {
                    standard,
                    number: "Q0418".to_owned(),
                    state: CertificateState::Valid,
                    valid_from: as_of,
                    valid_to: Some(as_of),
                }
            }));
        }
        let complaints = self.random.pick(&[0.0, 50.0, 100.0]);
        let (audit, review) = (self.years_ago(as_of, &[0, 1]), self.years_ago(as_of, &[0, 1]));
        System {
            documented: Some(true),
            certificates: self.given(certificates),
            internal_audit_on: self.given(audit),
            management_review_on: self.given(review),
            assessed_by: None,
            corrective_closed_pct: self.given_near(&[80.0, 90.0, 95.0], 0.1),
            satisfaction_pct: Some(93.2),
            complaints: self.given(complaints),
            complaints_closed: self.given_part(complaints, &[80.0, 90.0, 98.0], 1.0),
        }
    }

    fn people(&mut self, employees: f64) -> People {
        let managers = self.random.pick(&[0.0, 10.0, 20.0, 40.0]);
        let groups = self.random.pick(&[0.0, 5.0, 10.0, 20.0]);
        let specialists = self.part(employees, &[1.0, 3.0, 5.0], 1.0);
        let mut roles = vec![
            Role {
                role: self.random.pick(&[Post::QualityEngineer, Post::GreenBelt]),
                qualified: (specialists / 2.0).floor(),
            },
            Role {
                role: self.random.pick(&[Post::ReliabilityEngineer, Post::BlackBelt]),
                qualified: (specialists / 2.0).ceil(),
            },
            Role { role: Post::Inspector, qualified: 12.0 },
        ];
        let auditors = self
            .random
            .list(3, |random| Role { role: Post::InternalAuditor, qualified: random.pick(&[0.0, 1.0, 2.0]) });
        roles.extend(auditors);
        if self.random.once_in(20) {
            roles.clear();
        }
        People {
            trained: self.given_part(employees, &[50.0, 80.0, 90.0], 1.0),
            training_hours: self.given_near(&[8.0, 16.0, 18.5, 24.0], 0.5),
            managers: self.given(managers),
            managers_trained: self.given_part(managers, &[80.0], 1.0),
            in_improvement: self.given_part(employees, &[10.0, 30.0, 50.0], 1.0),
            suggestions: Some(618.0),
            turnover_pct: Some(11.4),
            groups_registered: self.given(groups),
            groups_active: self.given_part(groups, &[60.0, 80.0, 100.0], 1.0),
            groups_with_result: self.given_part(groups, &[60.0], 1.0),
            roles: self.given(roles),
        }
    }

    fn products(&mut self, as_of: Date, revenue: f64) -> Option<Vec<Product>> {
        let pass = self.near(&[95.0, 97.0, 98.0, 99.0, 99.5], 0.25);
        let returns = self.near(&[1000.0, 300.0, 100.0], -1.0);
        let n = if self.good() { 8 + self.random.below(3) } else { self.random.below(13) };
        let grades = [ProductGrade::A, ProductGrade::B, ProductGrade::C, ProductGrade::None];
        let mut products = Vec::with_capacity(n);
        for _ in 0..n {
            products.push(Product {
                name: "电热水壶".to_owned(),
                main: self.random.yes(),
                mass_produced: !self.random.once_in(4),
                revenue: 100.5,
                pass_pct: (pass + self.choice(&[0.0, -0.25, 0.0, 0.25, 0.5])).min(100.0),
                return_ppm: (returns - self.random.pick(&[0.0, 0.0, 50.0])).max(0.0),
                tested_by: self.choice(&[Tester::ThirdParty, Tester::ThirdParty, Tester::Itself]),
                tested_on: self.years_ago(as_of, &[0, 2]),
                grade: self.choice(&grades),
                own_brand: self.good() || !self.random.once_in(5),
            });
        }
        // the first leading product takes what lacks to a threshold
        let wanted = self.part(revenue, &[20.0, 40.0, 60.0], 0.5);
        let others = products.iter().filter(|x| x.main).count().saturating_sub(1) as f64 * 100.5;
        if let Some(first) = products.iter_mut().find(|x| x.main) {
            first.revenue = (wanted - others).max(0.0);
        }
        self.given(products)
    }

    fn lines(&mut self) -> Option<Vec<Line>> {
        let cpk = self.near(&[1.0, 1.33, 1.67], 0.01);
        let connected = self.near(&[30.0, 50.0, 80.0], 0.5);
        let automation =
            [Automation::Manual, Automation::SemiAutomatic, Automation::Automatic, Automation::Intelligent];
        let good = self.good();
        let lines = self.random.list(7, |random| Line {
            name: "总装".to_owned(),
            cpk: cpk + random.pick(&[0.0, 0.125, 0.25]),
            connected_pct: connected + if good { 0.0 } else { random.pick(&[-0.5, 0.0, 0.0, 0.5]) },
            traceable_pct: if good { 95.0 } else { random.pick(&[94.9, 95.0, 95.1, 100.0, 100.0]) },
            automation: if good { Automation::Intelligent } else { random.pick(&automation) },
        });
        self.given(lines)
    }

    fn digital(&mut self) -> Digital {
        let security = self.choice(&[Security::Grade3, Security::Grade2, Security::Grade1, Security::None]);
        Digital {
            score: self.given_near(&[20.0, 40.0, 60.0, 80.0], 0.1),
            erp: self.flag(),
            mes: self.flag(),
            plm: self.flag(),
            inspection_online: self.given_near(&[1.0, 2.0, 3.0, 4.0], 1.0),
            security: self.given(security),
            platform: None,
        }
    }

    fn innovation(&mut self, as_of: Date, employees: f64) -> Innovation {
        let ranks = [Rank::National, Rank::Provincial, Rank::Municipal, Rank::Company, Rank::None];
        let documents = self.random.list(4, |random| Document {
            number: "GB/T 22089".to_owned(),
            role: random.pick(&[Drafting::Led, Drafting::TookPart, Drafting::Followed, Drafting::Followed]),
            published_on: as_of.saturating_add(random.pick(&[-1, 0, 1, 1]).days()),
        });
        let projects = self.random.list(6, |random| Project {
            title: "在线检验".to_owned(),
            state: random.pick(&[
                ProjectState::Planned,
                ProjectState::Running,
                ProjectState::Done,
                ProjectState::Applied,
            ]),
            budget: 120.0,
        });
        let institution = self.choice(&ranks);
        Innovation {
            institution: self.given(institution),
            rd_staff: self.given_part(employees, &[5.0, 10.0, 20.0], 1.0),
            class1: self.given_near(&[0.0, 1.0], 1.0),
            class1_own: self.given_near(&[0.0, 1.0], 1.0),
            class2: self.given_near(&[0.0, 1.0], 1.0),
            documents: self.given(documents),
            projects: self.given(projects),
        }
    }

    fn brand(&mut self, as_of: Date) -> Brand {
        let trademarks = self.random.list(3, |random| Trademark {
            name: "某某".to_owned(),
            valid_to: as_of.saturating_add(random.pick(&[-1, 0, 1]).days()),
        });
        let n = self.random.below(5);
        let ranks = [Rank::National, Rank::Provincial, Rank::Municipal, Rank::Company, Rank::None];
        let honours = (0..n)
            .map(|_| Honour {
                name: "质量奖".to_owned(),
                level: self.choice(&ranks),
                awarded_on: self.years_ago(as_of, &[0, 3]),
            })
            .collect();
        Brand {
            strategy: self.flag(),
            slogan: None,
            export_pct: None,
            trademarks: self.given(trademarks),
            honours: self.given(honours),
        }
    }

    fn suppliers(&mut self, as_of: Date) -> Option<Vec<Supplier>> {
        let ppm = self.near(&[2000.0, 500.0, 100.0], -1.0);
        let n = self.random.below(11);
        let grades = [SupplierGrade::A, SupplierGrade::B, SupplierGrade::C, SupplierGrade::D];
        let suppliers = (0..n)
            .map(|_| Supplier {
                name: "某某五金".to_owned(),
                key: self.random.yes(),
                grade: self.choice(&grades),
                audited_on: self.years_ago(as_of, &[0, 1, 1]),
                defect_ppm: (ppm + self.random.pick(&[-1.0, 0.0, 0.0, 1.0])).max(0.0),
            })
            .collect();
        self.given(suppliers)
    }

    fn compliance(&mut self, as_of: Date) -> Compliance {
        let kinds = [
            IncidentKind::Quality,
            IncidentKind::Safety,
            IncidentKind::Environment,
            IncidentKind::Tax,
            IncidentKind::Credit,
        ];
        let (incidents, checks) = (self.random.below(2), self.random.below(3));
        let incidents = (0..incidents)
            .map(|_| Incident {
                kind: self.random.pick(&kinds),
                severity: self.random.pick(&[Severity::Minor, Severity::Serious, Severity::Major]),
                happened_on: self.years_ago(as_of, &[3, 3, 0]),
                summary: "叉车碰撞".to_owned(),
            })
            .collect();
        let checks = (0..checks)
            .map(|_| Check {
                checked_on: self.years_ago(as_of, &[2, 2, 0]),
                passed: !self.random.once_in(3),
                authority: "省局".to_owned(),
            })
            .collect();
        let listed = self.random.once_in(12);
        Compliance {
            listed: self.given(listed),
            insurer: None,
            incidents: self.given(incidents),
            checks: self.given(checks),
        }
    }
}
