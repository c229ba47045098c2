-- The sixty rows in Lua: a function that takes the profile and gives the points in order, false where a row is unanswered.
-- Dates are ISO texts, which compare as they stand. What is not filled in is nil.

local huge = math.huge

local function band(x, t)
  for i = 1, #t do
    if x >= t[i][1] then return t[i][2] end
  end
  return 0
end

local function band_max(x, t)
  for i = 1, #t do
    if x <= t[i][1] then return t[i][2] end
  end
  return 0
end

local function band_below(x, t)
  for i = 1, #t do
    if x < t[i][1] then return t[i][2] end
  end
  return 0
end

local function yes(condition, full)
  if condition == nil then return nil end
  return condition and full or 0
end

local function percent_of(part, whole)
  if part and whole and whole ~= 0 then return 100 * part / whole end
end

local function banded_percent(part, whole, t)
  local rate = percent_of(part, whole)
  return rate and band(rate, t)
end

local function reaches(part, whole, percent, full)
  local rate = percent_of(part, whole)
  return rate and (rate >= percent and full or 0)
end

local function any(list, f)
  for i = 1, #list do
    if f(list[i]) then return true end
  end
  return false
end

local function all(list, f)
  for i = 1, #list do
    if not f(list[i]) then return false end
  end
  return true
end

local function count(list, f)
  local n = 0
  for i = 1, #list do
    if f(list[i]) then n = n + 1 end
  end
  return n
end

local function sum(list, f)
  local s = 0
  for i = 1, #list do s = s + f(list[i]) end
  return s
end

local function share(list, f)
  if list and #list > 0 then return count(list, f) / #list end
end

local function mean(list, f)
  if list and #list > 0 then return sum(list, f) / #list end
end

-- tables and sets, made once
local OBJECTIVES, QUALITY_STAFF = { { 6, 5 }, { 3, 3 }, { 1, 1 } }, { { 5, 5 }, { 3, 3 }, { 1, 1 } }
local ON_TRACK, CERTIFICATES = { { 90, 10 }, { 70, 7 }, { 50, 3 } }, { { 5, 5 }, { 3, 3 }, { 1, 1 } }
local CORRECTIVE, COMPLAINTS = { { 95, 8 }, { 90, 6 }, { 80, 3 } }, { { 98, 7 }, { 90, 5 }, { 80, 2 } }
local TRAINED, IMPROVEMENT = { { 90, 8 }, { 80, 6 }, { 50, 3 } }, { { 50, 6 }, { 30, 4 }, { 10, 2 } }
local SPECIALISTS = { { 5, 8 }, { 3, 5 }, { 1, 2 } }
local PASS_LEAST, PASS_MEAN = { { 99.5, 10 }, { 99, 7 }, { 97, 4 } }, { { 99, 8 }, { 98, 6 }, { 95, 3 } }
local RETURNS, GRADED = { { 100, 6 }, { 300, 4 }, { 1000, 2 } }, { { 80, 6 }, { 50, 4 }, { 20, 2 } }
local MASS, MAIN_REVENUE = { { 8, 4 }, { 4, 2 }, { 1, 1 } }, { { 60, 6 }, { 40, 4 }, { 20, 2 } }
local CPK, CONNECTED = { { 1.67, 10 }, { 1.33, 7 }, { 1, 3 } }, { { 80, 6 }, { 50, 4 }, { 30, 2 } }
local DIGITAL = { { 80, 6 }, { 60, 4 }, { 40, 2 } }
local MAIN_SHARE, GROWTH = { { 80, 6 }, { 70, 4 }, { 60, 2 } }, { { 10, 8 }, { 5, 5 }, { 0, 2 } }
local MARGIN, DEBT = { { 10, 6 }, { 6, 4 }, { 2, 2 } }, { { 50, 5 }, { 60, 3 }, { 70, 1 } }
local FAILURE_COST = { { 0.5, 5 }, { 1, 3 }, { 2, 1 } }
local RD_AMOUNT = { { 1000, 10 }, { 500, 8 }, { 200, 5 }, { 100, 2 } }
local RD_RATIO = { { 10, 10 }, { 6, 8 }, { 4, 5 }, { 3, 2 } }
local RD_STAFF, NEW_PRODUCTS = { { 20, 5 }, { 10, 3 }, { 5, 1 } }, { { 40, 8 }, { 20, 5 }, { 10, 2 } }
local DEFECTS = { { 100, 6 }, { 500, 4 }, { 2000, 2 } }
local QUALITY = { ISO9001 = true, IATF16949 = true, ISO13485 = true }
local ENVIRONMENT, SAFETY = { ISO14001 = true }, { ISO45001 = true }
local SPECIALIST = { quality_engineer = true, reliability_engineer = true, green_belt = true, black_belt = true }
local SECURITY = { grade3 = 4, grade2 = 3, grade1 = 1, none = 0 }
local INSTITUTION = { national = 8, provincial = 6, municipal = 4, company = 2, none = 0 }
local HONOUR = { national = 8, provincial = 5, municipal = 3, company = 1, none = 0 }
local NONE = {}

local function officer(o)
  local by = o.appointed_by
  local top = by and by ~= "other"
  if o.appointed ~= true then
    local open = o.appointed == nil and (by == nil or top) and o.veto ~= false and o.trained ~= false
    if open then return nil end
    return 0
  end
  if not top then return 2 end
  if not o.veto then return 4 end
  if not o.trained then return 6 end
  return 8
end

local function plan_current(plan, as_of)
  if plan.starts and plan.starts > as_of or plan.ends and plan.ends < as_of then return 0 end
  if plan.starts and plan.ends then return 5 end
end

local function growth(now, before, long_ago)
  if before and before <= 0 or long_ago and long_ago <= 0 then return 0 end
  if now and before and long_ago then
    return band((100 * (now - before) / before + 100 * (before - long_ago) / long_ago) / 2, GROWTH)
  end
end

local function profitable(a, b, c)
  if a and a <= 0 or b and b <= 0 or c and c <= 0 then return 0 end
  if a and b and c then return 4 end
end

local function ip(i)
  if not i.class1 then return nil end
  if i.class1 >= 1 then
    return i.class1_own and (i.class1_own >= 1 and 8 or 6)
  end
  return i.class2 and (i.class2 >= 1 and 2 or 0)
end

local function brand(b, as_of)
  local protected = b.trademarks and any(b.trademarks, function(t) return t.valid_to >= as_of end)
  if b.strategy == false or b.trademarks and not protected then return 0 end
  if b.strategy and protected then return 5 end
end

return function(p)
  local as_of, year_ago = p.as_of, p.year_ago
  local two_years_ago, three_years_ago = p.two_years_ago, p.three_years_ago
  local leadership, system, people = p.leadership or NONE, p.system or NONE, p.people or NONE
  local digital, innovation, brands = p.digital or NONE, p.innovation or NONE, p.brand or NONE
  local finance = p.finance or NONE
  local year, before, long_ago = finance.last_year or NONE, finance.year_before or NONE, finance.two_years_before or NONE
  local employees, revenue = (p.basic or NONE).employees, year.revenue
  local objectives, certificates, roles = leadership.objectives, system.certificates, people.roles
  local products, lines, suppliers = p.products, p.lines, p.suppliers
  local plan = leadership.plan or NONE

  local function in_force(c)
    return c.state == "valid" and c.valid_from <= as_of and (not c.valid_to or c.valid_to >= as_of)
  end
  local function certified(standards)
    return certificates and any(certificates, function(c) return standards[c.standard] and in_force(c) end)
  end
  local function recent(date) return date and (date <= as_of and date > year_ago and 5 or 0) end
  local function main(x) return x.main end
  local function made(x) return x.mass_produced end

  local specialists = roles and sum(roles, function(r) return SPECIALIST[r.role] and r.qualified or 0 end)
  local auditors = roles and sum(roles, function(r) return r.role == "internal_auditor" and r.qualified or 0 end)
  local least, most, main_revenue, with_main = huge, -huge, 0, false
  for _, x in ipairs(products or NONE) do
    if x.return_ppm > most then most = x.return_ppm end
    if x.main then
      with_main = true
      main_revenue = main_revenue + x.revenue
      if x.pass_pct < least then least = x.pass_pct end
    end
  end
  local least_cpk = huge
  for _, l in ipairs(lines or NONE) do
    if l.cpk < least_cpk then least_cpk = l.cpk end
  end
  local mass = products and count(products, made)
  local good = products and count(products, function(x) return x.mass_produced and (x.grade == "A" or x.grade == "B") end)
  local tested = share(products, function(x)
    return x.tested_by == "third_party" and x.tested_on <= as_of and x.tested_on > two_years_ago
  end)
  local automation = share(lines, function(l) return l.automation == "automatic" or l.automation == "intelligent" end)
  local pass_mean = mean(products, function(x) return x.pass_pct end)
  local connected = mean(lines, function(l) return l.connected_pct end)
  local key = suppliers and count(suppliers, function(s) return s.key end)
  local audited = suppliers
    and count(suppliers, function(s) return s.key and s.audited_on <= as_of and s.audited_on > year_ago end)
  local defects = mean(suppliers, function(s) return s.defect_ppm end)
  local supplier_grades = share(suppliers, function(s) return s.grade == "A" or s.grade == "B" end)
  local hours, complaints, rd = people.training_hours, system.complaints, year.rd_expense
  local objectives_met = objectives and (#objectives == 0 and 0 or share(objectives, function(o)
    if o.direction == "higher" then return o.actual >= o.target end
    return o.actual <= o.target
  end))
  local active = percent_of(people.groups_active, people.groups_registered)
  local debt, failures = percent_of(year.liabilities, year.assets), percent_of(year.failure_cost, revenue)
  local rd_ratio = percent_of(rd, revenue)
  local honour = brands.honours and 0
  for _, h in ipairs(brands.honours or NONE) do
    if h.awarded_on <= as_of and h.awarded_on > three_years_ago and HONOUR[h.level] > honour then honour = HONOUR[h.level] end
  end

  return {
    -- leadership
    yes(leadership.policy, 6) or false,
    yes(leadership.in_strategy, 6) or false,
    officer(leadership.officer or NONE) or false,
    objectives_met and objectives_met * 10 or false,
    objectives and band(#objectives, OBJECTIVES) or false,
    plan_current(plan, as_of) or false,
    banded_percent(plan.on_track, plan.targets, ON_TRACK) or false,
    banded_percent(leadership.quality_staff, employees, QUALITY_STAFF) or false,
    -- system
    yes(certified(QUALITY), 10) or false,
    yes(certified(ENVIRONMENT), 5) or false,
    yes(certified(SAFETY), 5) or false,
    certificates and band(count(certificates, in_force), CERTIFICATES) or false,
    recent(system.internal_audit_on) or false,
    recent(system.management_review_on) or false,
    system.corrective_closed_pct and band(system.corrective_closed_pct, CORRECTIVE) or false,
    complaints == 0 and 7 or banded_percent(system.complaints_closed, complaints, COMPLAINTS) or false,
    -- people
    banded_percent(people.trained, employees, TRAINED) or false,
    hours and (hours <= 8 and 0 or hours >= 24 and 6 or (hours - 8) / 16 * 6) or false,
    reaches(people.managers_trained, people.managers, 80, 5) or false,
    banded_percent(people.in_improvement, employees, IMPROVEMENT) or false,
    active and (active >= 100 and 5 or active / 100 * 5) or false,
    reaches(people.groups_with_result, people.groups_registered, 60, 5) or false,
    banded_percent(specialists, employees, SPECIALISTS) or false,
    auditors and (auditors >= 2 and 5 or 0) or false,
    -- products
    with_main and band(least, PASS_LEAST) or false,
    pass_mean and band(pass_mean, PASS_MEAN) or false,
    products and #products > 0 and band_max(most, RETURNS) or false,
    tested and tested * 6 or false,
    banded_percent(good, mass, GRADED) or false,
    products
        and (any(products, function(x) return x.main and x.grade == "A" and x.pass_pct >= 99 end) and 8 or 0)
      or false,
    mass and band(mass, MASS) or false,
    products and banded_percent(main_revenue, revenue, MAIN_REVENUE) or false,
    products
        and (any(products, main) and all(products, function(x) return not x.main or x.own_brand end) and 4 or 0)
      or false,
    -- digital
    lines and #lines > 0 and band(least_cpk, CPK) or false,
    connected and band(connected, CONNECTED) or false,
    lines and (#lines > 0 and all(lines, function(l) return l.traceable_pct >= 95 end) and 6 or 0) or false,
    automation and automation * 5 or false,
    (digital.erp ~= nil or digital.mes ~= nil or digital.plm ~= nil)
        and (digital.erp and 2 or 0) + (digital.mes and 2 or 0) + (digital.plm and 2 or 0)
      or false,
    digital.score and band(digital.score, DIGITAL) or false,
    digital.inspection_online or false,
    digital.security and SECURITY[digital.security] or false,
    -- finance
    banded_percent(year.main_revenue, revenue, MAIN_SHARE) or false,
    growth(year.main_revenue, before.main_revenue, long_ago.main_revenue) or false,
    banded_percent(year.net_profit, revenue, MARGIN) or false,
    debt and band_max(debt, DEBT) or false,
    reaches(year.tech_upgrade, revenue, 3, 4) or false,
    failures and band_below(failures, FAILURE_COST) or false,
    profitable(year.net_profit, before.net_profit, long_ago.net_profit) or false,
    -- innovation
    rd_ratio and math.max(band(rd, RD_AMOUNT), band(rd_ratio, RD_RATIO)) or false,
    banded_percent(innovation.rd_staff, employees, RD_STAFF) or false,
    innovation.institution and INSTITUTION[innovation.institution] or false,
    ip(innovation) or false,
    innovation.documents
        and (any(innovation.documents, function(d)
          return (d.role == "led" or d.role == "took_part") and d.published_on <= as_of
        end) and 5 or 0)
      or false,
    innovation.projects
        and math.min(6, 2 * count(innovation.projects, function(x) return x.state == "done" or x.state == "applied" end))
      or false,
    banded_percent(year.new_product_revenue, revenue, NEW_PRODUCTS) or false,
    -- chain
    supplier_grades and supplier_grades * 8 or false,
    reaches(audited, key, 60, 6) or false,
    defects and band_max(defects, DEFECTS) or false,
    brand(brands, as_of) or false,
    honour or false,
  }
end
