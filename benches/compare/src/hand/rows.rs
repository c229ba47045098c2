// The sixty rows over a profile that is in scope as `Profile`, with its parts. Included twice: see the module above.

/// Scores a profile: rows, groups, score, gates, level.
pub fn score(p: &Profile) -> Scored {
    let rows = [
        // leadership
        Row::yes(6.0, p.leadership.policy),
        Row::yes(6.0, p.leadership.in_strategy),
        officer(&p.leadership.officer),
        Row::points(10.0, objectives_met(p)),
        Row::points(5.0, objectives(p)),
        Row::yes(5.0, plan_current(p)),
        Row::points(10.0, plan_progress(p)),
        Row::points(5.0, quality_staff(p)),
        // system
        Row::yes(10.0, certified(p, &[Standard::Iso9001, Standard::Iatf16949, Standard::Iso13485])),
        Row::yes(5.0, certified(p, &[Standard::Iso14001])),
        Row::yes(5.0, certified(p, &[Standard::Iso45001])),
        Row::points(5.0, certificates(p)),
        Row::yes(5.0, p.system.internal_audit_on.map(|on| within_years(on, 1, p.as_of))),
        Row::yes(5.0, p.system.management_review_on.map(|on| within_years(on, 1, p.as_of))),
        Row::points(
            8.0,
            p.system.corrective_closed_pct.map(|rate| band(rate, &[(95.0, 8.0), (90.0, 6.0), (80.0, 3.0)])),
        ),
        Row::points(7.0, complaints(p)),
        // people
        Row::points(
            8.0,
            of_staff(p, p.people.trained).map(|rate| band(rate, &[(90.0, 8.0), (80.0, 6.0), (50.0, 3.0)])),
        ),
        Row::points(6.0, p.people.training_hours.map(|hours| (hours.clamp(8.0, 24.0) - 8.0) / 16.0 * 6.0)),
        Row::yes(5.0, managers(p)),
        Row::points(
            6.0,
            of_staff(p, p.people.in_improvement).map(|rate| band(rate, &[(50.0, 6.0), (30.0, 4.0), (10.0, 2.0)])),
        ),
        Row::points(5.0, groups_active(p)),
        Row::yes(5.0, groups_result(p)),
        Row::points(8.0, specialists(p)),
        Row::yes(5.0, qualified(p, &[Post::InternalAuditor]).map(|n| n >= 2.0)),
        // products
        Row::points(10.0, pass_least(p)),
        Row::points(8.0, pass_mean(p)),
        Row::points(6.0, returns(p)),
        Row::points(6.0, tested(p)),
        Row::points(6.0, graded(p)),
        Row::yes(8.0, leading(p)),
        Row::points(4.0, mass(p)),
        Row::points(6.0, main_revenue(p)),
        Row::yes(4.0, own_brand(p)),
        // digital
        Row::points(10.0, cpk(p)),
        Row::points(6.0, connected(p)),
        Row::yes(6.0, traceable(p)),
        Row::points(5.0, automation(p)),
        systems(&p.digital),
        Row::points(6.0, p.digital.score.map(digital_score)),
        Row::points(5.0, p.digital.inspection_online),
        Row::points(4.0, p.digital.security.map(security)),
        // finance
        Row::points(
            6.0,
            of_revenue(p, p.finance.last_year.main_revenue)
                .map(|share| band(share, &[(80.0, 6.0), (70.0, 4.0), (60.0, 2.0)])),
        ),
        Row::points(8.0, growth(&p.finance)),
        Row::points(
            6.0,
            of_revenue(p, p.finance.last_year.net_profit)
                .map(|margin| band(margin, &[(10.0, 6.0), (6.0, 4.0), (2.0, 2.0)])),
        ),
        Row::points(5.0, debt(&p.finance.last_year)),
        Row::yes(4.0, of_revenue(p, p.finance.last_year.tech_upgrade).map(|share| share >= 3.0)),
        Row::points(
            5.0,
            of_revenue(p, p.finance.last_year.failure_cost)
                .map(|cost| band_below(cost, &[(0.5, 5.0), (1.0, 3.0), (2.0, 1.0)])),
        ),
        Row::yes(4.0, profitable(&p.finance)),
        // innovation
        Row::points(10.0, rd_input(p)),
        Row::points(
            5.0,
            of_staff(p, p.innovation.rd_staff).map(|share| band(share, &[(20.0, 5.0), (10.0, 3.0), (5.0, 1.0)])),
        ),
        Row::points(8.0, p.innovation.institution.map(institution)),
        Row::points(8.0, ip(&p.innovation)),
        Row::yes(5.0, drafted(p)),
        Row::points(6.0, projects(p)),
        Row::points(
            8.0,
            of_revenue(p, p.finance.last_year.new_product_revenue)
                .map(|share| band(share, &[(40.0, 8.0), (20.0, 5.0), (10.0, 2.0)])),
        ),
        // chain
        Row::points(8.0, suppliers_graded(p)),
        Row::yes(6.0, suppliers_audited(p)),
        Row::points(6.0, supplier_defects(p)),
        Row::yes(5.0, brand(p)),
        Row::points(8.0, honour(p)),
    ];
    Scored::new(rows, gates(p))
}

fn of_staff(p: &Profile, n: Option<f64>) -> Option<f64> {
    percent_of(n?, p.basic.employees?)
}

fn of_revenue(p: &Profile, amount: Option<f64>) -> Option<f64> {
    percent_of(amount?, p.finance.last_year.revenue?)
}

fn officer(officer: &Officer) -> Row {
    let by_the_top =
        officer.appointed_by.map(|who| matches!(who, Appointer::LegalRepresentative | Appointer::TopManagement));
    let (least, most) = ladder(&[officer.appointed, by_the_top, officer.veto, officer.trained]);
    Row::between(8.0, 2.0 * least, 2.0 * most)
}

fn objectives_met(p: &Profile) -> Option<f64> {
    let objectives = p.leadership.objectives.as_ref()?;
    let met = share(objectives, |o| match o.direction {
        Direction::Higher => o.actual >= o.target,
        Direction::Lower => o.actual <= o.target,
    });
    Some(met.map_or(0.0, |met| met / 100.0 * 10.0))
}

fn objectives(p: &Profile) -> Option<f64> {
    let n = p.leadership.objectives.as_ref()?.len() as f64;
    Some(band(n, &[(6.0, 5.0), (3.0, 3.0), (1.0, 1.0)]))
}

fn plan_current(p: &Profile) -> Option<bool> {
    let plan = &p.leadership.plan;
    and(plan.starts.map(|starts| starts <= p.as_of), plan.ends.map(|ends| p.as_of <= ends))
}

fn plan_progress(p: &Profile) -> Option<f64> {
    let rate = percent_of(p.leadership.plan.on_track?, p.leadership.plan.targets?)?;
    Some(band(rate, &[(90.0, 10.0), (70.0, 7.0), (50.0, 3.0)]))
}

fn quality_staff(p: &Profile) -> Option<f64> {
    Some(band(of_staff(p, p.leadership.quality_staff)?, &[(5.0, 5.0), (3.0, 3.0), (1.0, 1.0)]))
}

fn in_force(certificate: &Certificate, as_of: Date) -> bool {
    certificate.state == CertificateState::Valid
        && certificate.valid_from <= as_of
        && certificate.valid_to.is_none_or(|to| as_of <= to)
}

fn certified(p: &Profile, standards: &[Standard]) -> Option<bool> {
    let certificates = p.system.certificates.as_ref()?;
    Some(certificates.iter().any(|c| standards.contains(&c.standard) && in_force(c, p.as_of)))
}

fn certificates(p: &Profile) -> Option<f64> {
    let n = p.system.certificates.as_ref()?.iter().filter(|c| in_force(c, p.as_of)).count();
    Some(band(n as f64, &[(5.0, 5.0), (3.0, 3.0), (1.0, 1.0)]))
}

fn complaints(p: &Profile) -> Option<f64> {
    let all = p.system.complaints?;
    if all == 0.0 {
        return Some(7.0);
    }
    Some(band(percent_of(p.system.complaints_closed?, all)?, &[(98.0, 7.0), (90.0, 5.0), (80.0, 2.0)]))
}

fn managers(p: &Profile) -> Option<bool> {
    Some(percent_of(p.people.managers_trained?, p.people.managers?)? >= 80.0)
}

fn groups_active(p: &Profile) -> Option<f64> {
    Some(percent_of(p.people.groups_active?, p.people.groups_registered?)?.min(100.0) / 100.0 * 5.0)
}

fn groups_result(p: &Profile) -> Option<bool> {
    Some(percent_of(p.people.groups_with_result?, p.people.groups_registered?)? >= 60.0)
}

fn qualified(p: &Profile, posts: &[Post]) -> Option<f64> {
    let roles = p.people.roles.as_ref()?;
    Some(roles.iter().filter(|role| posts.contains(&role.role)).map(|role| role.qualified).sum())
}

fn specialists(p: &Profile) -> Option<f64> {
    let n = qualified(p, &[Post::QualityEngineer, Post::ReliabilityEngineer, Post::GreenBelt, Post::BlackBelt]);
    Some(band(of_staff(p, n)?, &[(5.0, 8.0), (3.0, 5.0), (1.0, 2.0)]))
}

fn pass_least(p: &Profile) -> Option<f64> {
    let main = p.products.as_ref()?.iter().filter(|x| x.main);
    let least = main.map(|x| x.pass_pct).reduce(f64::min)?;
    Some(band(least, &[(99.5, 10.0), (99.0, 7.0), (97.0, 4.0)]))
}

fn pass_mean(p: &Profile) -> Option<f64> {
    Some(band(mean(p.products.as_ref()?, |x| x.pass_pct)?, &[(99.0, 8.0), (98.0, 6.0), (95.0, 3.0)]))
}

fn returns(p: &Profile) -> Option<f64> {
    let most = p.products.as_ref()?.iter().map(|x| x.return_ppm).reduce(f64::max)?;
    Some(band_max(most, &[(100.0, 6.0), (300.0, 4.0), (1000.0, 2.0)]))
}

fn tested(p: &Profile) -> Option<f64> {
    let by_others = |x: &Product| x.tested_by == Tester::ThirdParty && within_years(x.tested_on, 2, p.as_of);
    Some(share(p.products.as_ref()?, by_others)? / 100.0 * 6.0)
}

fn graded(p: &Profile) -> Option<f64> {
    let made = p.products.as_ref()?.iter().filter(|x| x.mass_produced);
    let rate = share(made, |x| matches!(x.grade, ProductGrade::A | ProductGrade::B))?;
    Some(band(rate, &[(80.0, 6.0), (50.0, 4.0), (20.0, 2.0)]))
}

fn leading(p: &Profile) -> Option<bool> {
    Some(p.products.as_ref()?.iter().any(|x| x.main && x.grade == ProductGrade::A && x.pass_pct >= 99.0))
}

fn mass(p: &Profile) -> Option<f64> {
    let n = p.products.as_ref()?.iter().filter(|x| x.mass_produced).count();
    Some(band(n as f64, &[(8.0, 4.0), (4.0, 2.0), (1.0, 1.0)]))
}

fn main_revenue(p: &Profile) -> Option<f64> {
    let main = p.products.as_ref()?.iter().filter(|x| x.main).map(|x| x.revenue).sum();
    Some(band(of_revenue(p, Some(main))?, &[(60.0, 6.0), (40.0, 4.0), (20.0, 2.0)]))
}

fn own_brand(p: &Profile) -> Option<bool> {
    let products = p.products.as_ref()?;
    Some(products.iter().any(|x| x.main) && products.iter().all(|x| !x.main || x.own_brand))
}

fn cpk(p: &Profile) -> Option<f64> {
    let least = p.lines.as_ref()?.iter().map(|line| line.cpk).reduce(f64::min)?;
    Some(band(least, &[(1.67, 10.0), (1.33, 7.0), (1.0, 3.0)]))
}

fn connected(p: &Profile) -> Option<f64> {
    Some(band(mean(p.lines.as_ref()?, |line| line.connected_pct)?, &[(80.0, 6.0), (50.0, 4.0), (30.0, 2.0)]))
}

fn traceable(p: &Profile) -> Option<bool> {
    let lines = p.lines.as_ref()?;
    Some(!lines.is_empty() && lines.iter().all(|line| line.traceable_pct >= 95.0))
}

fn automation(p: &Profile) -> Option<f64> {
    let automatic = |line: &Line| matches!(line.automation, Automation::Automatic | Automation::Intelligent);
    Some(share(p.lines.as_ref()?, automatic)? / 100.0 * 5.0)
}

fn systems(digital: &Digital) -> Row {
    let (least, most) = count(&[digital.erp, digital.mes, digital.plm]);
    Row::between(6.0, 2.0 * least, 2.0 * most)
}

fn digital_score(score: f64) -> f64 {
    let grade = band(score, &[(80.0, 4.0), (60.0, 3.0), (40.0, 2.0), (20.0, 1.0)]);
    band(grade, &[(4.0, 6.0), (3.0, 4.0), (2.0, 2.0)])
}

fn security(grade: Security) -> f64 {
    match grade {
        Security::Grade3 => 4.0,
        Security::Grade2 => 3.0,
        Security::Grade1 => 1.0,
        Security::None => 0.0,
    }
}

fn growth(finance: &Finance) -> Option<f64> {
    let (now, before, long_ago) =
        (finance.last_year.main_revenue, finance.year_before.main_revenue, finance.two_years_before.main_revenue);
    if !and(before.map(|x| x > 0.0), long_ago.map(|x| x > 0.0))? {
        return Some(0.0);
    }
    let rise = |now: f64, before: f64| 100.0 * (now - before) / before;
    let (before, long_ago) = (before?, long_ago?);
    let mean = (rise(now?, before) + rise(before, long_ago)) / 2.0;
    Some(band(mean, &[(10.0, 8.0), (5.0, 5.0), (0.0, 2.0)]))
}

fn debt(year: &Year) -> Option<f64> {
    Some(band_max(percent_of(year.liabilities?, year.assets?)?, &[(50.0, 5.0), (60.0, 3.0), (70.0, 1.0)]))
}

fn profitable(finance: &Finance) -> Option<bool> {
    let made_money = |year: &Year| year.net_profit.map(|profit| profit > 0.0);
    let recent = and(made_money(&finance.last_year), made_money(&finance.year_before));
    and(recent, made_money(&finance.two_years_before))
}

fn rd_input(p: &Profile) -> Option<f64> {
    let amount = p.finance.last_year.rd_expense?;
    let by_amount = band(amount, &[(1000.0, 10.0), (500.0, 8.0), (200.0, 5.0), (100.0, 2.0)]);
    let by_ratio = band(of_revenue(p, Some(amount))?, &[(10.0, 10.0), (6.0, 8.0), (4.0, 5.0), (3.0, 2.0)]);
    Some(by_amount.max(by_ratio))
}

fn institution(rank: Rank) -> f64 {
    match rank {
        Rank::National => 8.0,
        Rank::Provincial => 6.0,
        Rank::Municipal => 4.0,
        Rank::Company => 2.0,
        Rank::None => 0.0,
    }
}

fn ip(innovation: &Innovation) -> Option<f64> {
    Some(if innovation.class1? >= 1.0 {
        if innovation.class1_own? >= 1.0 { 8.0 } else { 6.0 }
    } else if innovation.class2? >= 1.0 {
        2.0
    } else {
        0.0
    })
}

fn drafted(p: &Profile) -> Option<bool> {
    let documents = p.innovation.documents.as_ref()?;
    Some(documents.iter().any(|d| matches!(d.role, Drafting::Led | Drafting::TookPart) && d.published_on <= p.as_of))
}

fn projects(p: &Profile) -> Option<f64> {
    let finished = p
        .innovation
        .projects
        .as_ref()?
        .iter()
        .filter(|x| matches!(x.state, ProjectState::Done | ProjectState::Applied));
    Some((finished.count() as f64 * 2.0).min(6.0))
}

fn suppliers_graded(p: &Profile) -> Option<f64> {
    let good = share(p.suppliers.as_ref()?, |s| matches!(s.grade, SupplierGrade::A | SupplierGrade::B))?;
    Some(good / 100.0 * 8.0)
}

fn suppliers_audited(p: &Profile) -> Option<bool> {
    let key = p.suppliers.as_ref()?.iter().filter(|s| s.key);
    Some(share(key, |s| within_years(s.audited_on, 1, p.as_of))? >= 60.0)
}

fn supplier_defects(p: &Profile) -> Option<f64> {
    Some(band_max(mean(p.suppliers.as_ref()?, |s| s.defect_ppm)?, &[(100.0, 6.0), (500.0, 4.0), (2000.0, 2.0)]))
}

fn brand(p: &Profile) -> Option<bool> {
    let protected = p.brand.trademarks.as_ref().map(|marks| marks.iter().any(|t| t.valid_to >= p.as_of));
    and(p.brand.strategy, protected)
}

fn honour(p: &Profile) -> Option<f64> {
    let recent = p.brand.honours.as_ref()?.iter().filter(|h| within_years(h.awarded_on, 3, p.as_of));
    Some(recent.map(|h| honour_points(h.level)).fold(0.0, f64::max))
}

fn honour_points(rank: Rank) -> f64 {
    match rank {
        Rank::National => 8.0,
        Rank::Provincial => 5.0,
        Rank::Municipal => 3.0,
        Rank::Company => 1.0,
        Rank::None => 0.0,
    }
}

fn gates(p: &Profile) -> Gates {
    let barring = |i: &Incident| {
        let severe = match i.kind {
            IncidentKind::Quality | IncidentKind::Safety | IncidentKind::Environment => i.severity == Severity::Major,
            IncidentKind::Tax | IncidentKind::Credit => matches!(i.severity, Severity::Serious | Severity::Major),
        };
        severe && within_years(i.happened_on, 3, p.as_of)
    };
    let clean = p.compliance.incidents.as_ref().map(|incidents| !incidents.iter().any(barring));
    let record = and(clean, p.compliance.listed.map(|listed| !listed));
    let failed = |c: &Check| !c.passed && within_years(c.checked_on, 2, p.as_of);
    let ends_soon = |c: &Certificate| {
        c.state == CertificateState::Valid
            && c.valid_to.is_some_and(|to| to >= p.as_of && (to - p.as_of).get_days() <= 90)
    };
    Gates {
        record: record.map(|met| !met),
        checks: p.compliance.checks.as_ref().map(|checks| checks.iter().any(failed)),
        expiring: p.system.certificates.as_ref().map(|certificates| certificates.iter().any(ends_soon)),
    }
}
