# The sixty rows in Rego: a set of pairs of row and points, without the rows that are unanswered.
# Dates are ISO texts, which compare as they stand. A fact left out is undefined, one written as null is a value: both are asked for
# by type.
package sixty

band(x, a, va, b, vb, c, vc) := va if {
	x >= a
} else := vb if {
	x >= b
} else := vc if {
	x >= c
} else := 0

band_max(x, a, va, b, vb, c, vc) := va if {
	x <= a
} else := vb if {
	x <= b
} else := vc if {
	x <= c
} else := 0

band_below(x, a, va, b, vb, c, vc) := va if {
	x < a
} else := vb if {
	x < b
} else := vc if {
	x < c
} else := 0

percent_of(part, whole) := (100 * part) / whole if {
	is_number(part)
	is_number(whole)
	whole != 0
}

share(part, whole) := part / whole if whole > 0

hit(n, full) := full if {
	n > 0
} else := 0

reaches(x, limit, full) := full if {
	x >= limit
} else := 0

yes(x, full) := full if x == true

yes(x, full) := 0 if x == false

recent(date, after, full) := full if {
	is_string(date)
	date <= input.as_of
	date > after
} else := 0 if is_string(date)

certificates := input.system.certificates if is_array(input.system.certificates)

in_force := [c |
	some c in certificates
	c.state == "valid"
	c.valid_from <= input.as_of
	ends(c) >= input.as_of
]

ends(c) := c.valid_to if {
	is_string(c.valid_to)
} else := "9999-12-31"

objectives := input.leadership.objectives if is_array(input.leadership.objectives)

roles := input.people.roles if is_array(input.people.roles)

products := input.products if is_array(input.products)

main := [x | some x in products; x.main]

made := [x | some x in products; x.mass_produced]

lines := input.lines if is_array(input.lines)

suppliers := input.suppliers if is_array(input.suppliers)

key := [s | some s in suppliers; s.key]

documents := input.innovation.documents if is_array(input.innovation.documents)

projects := input.innovation.projects if is_array(input.innovation.projects)

trademarks := input.brand.trademarks if is_array(input.brand.trademarks)

honours := input.brand.honours if is_array(input.brand.honours)

employees := input.basic.employees

revenue := input.finance.last_year.revenue

# leadership
points contains ["leadership.policy", yes(input.leadership.policy, 6)]

points contains ["leadership.in_strategy", yes(input.leadership.in_strategy, 6)]

officer := object.get(input, ["leadership", "officer"], {})

appointed := object.get(officer, "appointed", null)

by := object.get(officer, "appointed_by", null)

by_the_top if by in {"legal_representative", "top_management"}

veto := object.get(officer, "veto", null)

trained := object.get(officer, "trained", null)

officer_points := 0 if {
	appointed == false
} else := 8 if {
	appointed == true
	by_the_top
	veto == true
	trained == true
} else := 6 if {
	appointed == true
	by_the_top
	veto == true
} else := 4 if {
	appointed == true
	by_the_top
} else := 2 if {
	appointed == true
} else := 0 if {
	by == "other"
} else := 0 if {
	veto == false
} else := 0 if {
	trained == false
}

points contains ["leadership.officer", officer_points]

met(o) if {
	o.direction == "higher"
	o.actual >= o.target
}

met(o) if {
	o.direction == "lower"
	o.actual <= o.target
}

objectives_met := 0 if {
	count(objectives) == 0
} else := share(count([1 | some o in objectives; met(o)]), count(objectives)) * 10

points contains ["leadership.objectives_met", objectives_met]

points contains ["leadership.objectives", band(count(objectives), 6, 5, 3, 3, 1, 1)]

plan := object.get(input, ["leadership", "plan"], {})

plan_current := 0 if {
	is_string(plan.starts)
	plan.starts > input.as_of
} else := 0 if {
	is_string(plan.ends)
	plan.ends < input.as_of
} else := 5 if {
	is_string(plan.starts)
	is_string(plan.ends)
}

points contains ["leadership.plan_current", plan_current]

points contains ["leadership.plan_progress", band(percent_of(plan.on_track, plan.targets), 90, 10, 70, 7, 50, 3)]

points contains ["leadership.quality_staff", band(percent_of(input.leadership.quality_staff, employees), 5, 5, 3, 3, 1, 1)]

# system
held(standards) := count([1 | some c in in_force; c.standard in standards])

points contains ["system.quality_certified", hit(held({"ISO9001", "IATF16949", "ISO13485"}), 10)] if certificates

points contains ["system.environment", hit(held({"ISO14001"}), 5)] if certificates

points contains ["system.safety", hit(held({"ISO45001"}), 5)] if certificates

points contains ["system.certificates", band(count(in_force), 5, 5, 3, 3, 1, 1)] if certificates

points contains ["system.internal_audit", recent(input.system.internal_audit_on, input.year_ago, 5)]

points contains ["system.management_review", recent(input.system.management_review_on, input.year_ago, 5)]

points contains ["system.corrective", band(input.system.corrective_closed_pct, 95, 8, 90, 6, 80, 3)] if {
	is_number(input.system.corrective_closed_pct)
}

complaints := 7 if {
	input.system.complaints == 0
} else := band(percent_of(input.system.complaints_closed, input.system.complaints), 98, 7, 90, 5, 80, 2)

points contains ["system.complaints", complaints]

# people
points contains ["people.trained", band(percent_of(input.people.trained, employees), 90, 8, 80, 6, 50, 3)]

points contains ["people.hours", ((max([8, min([24, input.people.training_hours])]) - 8) / 16) * 6] if {
	is_number(input.people.training_hours)
}

points contains ["people.managers", reaches(percent_of(input.people.managers_trained, input.people.managers), 80, 5)]

points contains ["people.improvement", band(percent_of(input.people.in_improvement, employees), 50, 6, 30, 4, 10, 2)]

points contains ["people.groups_active", (min([100, active]) / 100) * 5] if {
	active := percent_of(input.people.groups_active, input.people.groups_registered)
}

points contains ["people.groups_result", reaches(percent_of(input.people.groups_with_result, input.people.groups_registered), 60, 5)]

qualified(posts) := sum([r.qualified | some r in roles; r.role in posts])

specialists := {"quality_engineer", "reliability_engineer", "green_belt", "black_belt"}

points contains ["people.specialists", band(percent_of(qualified(specialists), employees), 5, 8, 3, 5, 1, 2)] if roles

points contains ["people.auditors", reaches(qualified({"internal_auditor"}), 2, 5)] if roles

# products
points contains ["products.pass_least", band(min([x.pass_pct | some x in main]), 99.5, 10, 99, 7, 97, 4)] if count(main) > 0

points contains ["products.pass_mean", band(share(sum([x.pass_pct | some x in products]), count(products)), 99, 8, 98, 6, 95, 3)]

points contains ["products.returns", band_max(max([x.return_ppm | some x in products]), 100, 6, 300, 4, 1000, 2)] if {
	count(products) > 0
}

tested := [1 |
	some x in products
	x.tested_by == "third_party"
	x.tested_on <= input.as_of
	x.tested_on > input.two_years_ago
]

points contains ["products.tested", share(count(tested), count(products)) * 6]

points contains ["products.graded", band(share(count([1 | some x in made; x.grade in {"A", "B"}]), count(made)), 0.8, 6, 0.5, 4, 0.2, 2)]

points contains ["products.leading", hit(count([1 | some x in main; x.grade == "A"; x.pass_pct >= 99]), 8)] if products

points contains ["products.mass", band(count(made), 8, 4, 4, 2, 1, 1)] if products

points contains ["products.main_revenue", band(percent_of(sum([x.revenue | some x in main]), revenue), 60, 6, 40, 4, 20, 2)] if products

all_own if {
	count(main) > 0
	every x in main { x.own_brand }
}

own_brand := 4 if {
	all_own
} else := 0 if products

points contains ["products.own_brand", own_brand]

# digital
points contains ["digital.cpk", band(min([l.cpk | some l in lines]), 1.67, 10, 1.33, 7, 1, 3)] if count(lines) > 0

points contains ["digital.connected", band(share(sum([l.connected_pct | some l in lines]), count(lines)), 80, 6, 50, 4, 30, 2)]

all_traceable if {
	count(lines) > 0
	every l in lines { l.traceable_pct >= 95 }
}

traceable := 6 if {
	all_traceable
} else := 0 if lines

points contains ["digital.traceable", traceable]

points contains ["digital.automation", share(count([1 | some l in lines; l.automation in {"automatic", "intelligent"}]), count(lines)) * 5]

systems := [x | some name in ["erp", "mes", "plm"]; x := input.digital[name]; is_boolean(x)]

points contains ["digital.systems", 2 * count([1 | some x in systems; x])] if count(systems) > 0

points contains ["digital.score", band(input.digital.score, 80, 6, 60, 4, 40, 2)] if is_number(input.digital.score)

points contains ["digital.inspection_online", input.digital.inspection_online] if is_number(input.digital.inspection_online)

points contains ["digital.security", {"grade3": 4, "grade2": 3, "grade1": 1, "none": 0}[input.digital.security]]

# finance
year := object.get(input, ["finance", "last_year"], {})

before := object.get(input, ["finance", "year_before"], {})

long_ago := object.get(input, ["finance", "two_years_before"], {})

points contains ["finance.main_share", band(percent_of(year.main_revenue, revenue), 80, 6, 70, 4, 60, 2)]

rise(now, then) := (100 * (now - then)) / then if {
	is_number(now)
	is_number(then)
}

growth := 0 if {
	before.main_revenue == 0
} else := 0 if {
	long_ago.main_revenue == 0
} else := band(mean, 10, 8, 5, 5, 0, 2) if {
	mean := (rise(year.main_revenue, before.main_revenue) + rise(before.main_revenue, long_ago.main_revenue)) / 2
}

points contains ["finance.growth", growth]

points contains ["finance.margin", band(percent_of(year.net_profit, revenue), 10, 6, 6, 4, 2, 2)]

points contains ["finance.debt", band_max(percent_of(year.liabilities, year.assets), 50, 5, 60, 3, 70, 1)]

points contains ["finance.tech_upgrade", reaches(percent_of(year.tech_upgrade, revenue), 3, 4)]

points contains ["finance.failure_cost", band_below(percent_of(year.failure_cost, revenue), 0.5, 5, 1, 3, 2, 1)]

profits := [x | some y in [year, before, long_ago]; x := y.net_profit; is_number(x)]

# counted, for the virtual machine does not go on to `else` where a `some` finds nothing
profitable := 0 if {
	count([1 | some x in profits; x <= 0]) > 0
} else := 4 if count(profits) == 3

points contains ["finance.profitable", profitable]

# innovation
by_amount(x) := 10 if {
	x >= 1000
} else := band(x, 500, 8, 200, 5, 100, 2)

by_ratio(x) := 10 if {
	x >= 10
} else := band(x, 6, 8, 4, 5, 3, 2)

points contains ["innovation.rd_input", max([by_amount(year.rd_expense), by_ratio(percent_of(year.rd_expense, revenue))])]

points contains ["innovation.rd_staff", band(percent_of(input.innovation.rd_staff, employees), 20, 5, 10, 3, 5, 1)]

points contains ["innovation.institution", {"national": 8, "provincial": 6, "municipal": 4, "company": 2, "none": 0}[input.innovation.institution]]

ip := 8 if {
	is_number(input.innovation.class1)
	input.innovation.class1 >= 1
	is_number(input.innovation.class1_own)
	input.innovation.class1_own >= 1
} else := 6 if {
	is_number(input.innovation.class1)
	input.innovation.class1 >= 1
	is_number(input.innovation.class1_own)
} else := 2 if {
	input.innovation.class1 == 0
	is_number(input.innovation.class2)
	input.innovation.class2 >= 1
} else := 0 if {
	input.innovation.class1 == 0
	is_number(input.innovation.class2)
}

points contains ["innovation.ip", ip]

drafted := [1 | some d in documents; d.role in {"led", "took_part"}; d.published_on <= input.as_of]

points contains ["innovation.drafted", hit(count(drafted), 5)] if documents

points contains ["innovation.projects", min([6, 2 * count([1 | some x in projects; x.state in {"done", "applied"}])])] if projects

points contains ["innovation.new_products", band(percent_of(year.new_product_revenue, revenue), 40, 8, 20, 5, 10, 2)]

# chain
points contains ["chain.graded", share(count([1 | some s in suppliers; s.grade in {"A", "B"}]), count(suppliers)) * 8]

audited := [1 | some s in key; s.audited_on <= input.as_of; s.audited_on > input.year_ago]

points contains ["chain.audited", reaches(share(count(audited), count(key)), 0.6, 6)]

points contains ["chain.defects", band_max(share(sum([s.defect_ppm | some s in suppliers]), count(suppliers)), 100, 6, 500, 4, 2000, 2)]

protected := [1 | some t in trademarks; t.valid_to >= input.as_of]

brand := 0 if {
	input.brand.strategy == false
} else := 0 if {
	trademarks
	count(protected) == 0
} else := 5 if {
	input.brand.strategy == true
	trademarks
}

points contains ["chain.brand", brand]

honour := {"national": 8, "provincial": 5, "municipal": 3, "company": 1, "none": 0}

recent_honours := [honour[h.level] |
	some h in honours
	h.awarded_on <= input.as_of
	h.awarded_on > input.three_years_ago
]

points contains ["chain.honour", max(array.concat([0], recent_honours))] if honours
