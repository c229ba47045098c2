//! Where more is better, more never lowers the score.

use crate::dice::Dice;
use crate::examples::{assess, profiles, rulebook};
use proptest::prelude::*;
use serde_json::{Value, json};
use zhiheng::{Assessment, Number};

/// How a fact gets better.
#[derive(Clone, Copy)]
enum Better {
    /// The greater of two numbers from 0 to this.
    More(i64),
    /// The smaller of two numbers from 0 to this.
    Less(i64),
    /// The earlier of two days.
    Earlier,
    /// True rather than false.
    True,
    /// False rather than true.
    False,
    /// What stands further to the right.
    Along(&'static [&'static str]),
    /// The levels 1 to the greater of two numbers.
    Ticks,
    /// The one that reaches further in the direction that the object itself names.
    Directed,
}
use Better::{Along, Directed, Earlier, False, Less, More, Ticks, True};

const AUTHORITIES: &[&str] = &["none", "below_municipal", "municipal", "provincial", "national"];

const SRDI: &[(&str, Better)] = &[
    ("basic.niche_since", Earlier),
    ("basic.product_field", Along(&["other", "six_basics_or_leader", "chain_gap"])),
    ("basic.local_feature_points", More(15)),
    ("compliance.listed", False),
    ("compliance.banned_products", False),
    ("digital.sme_score", More(100)),
    ("finance.last_year.equity_raised", More(9000)),
    ("finance.last_year.liabilities", Less(60_000)),
    ("finance.last_year.net_profit", More(9000)),
    ("finance.last_year.rd_expense", More(3000)),
    ("finance.year_before.equity_raised", More(9000)),
    ("finance.year_before.rd_expense", More(3000)),
    ("ip.class1", More(4)),
    ("ip.class1_high_value", More(3)),
    ("ip.class1_own", More(3)),
    ("ip.class2", More(4)),
    ("qms.certificates[].state", Along(&["withdrawn", "valid"])),
    ("rd.institution", Along(AUTHORITIES)),
    ("rd.staff", More(200)),
];

const MATURITY: &[(&str, Better)] = &[
    ("maturity.*", Ticks),
    ("brand.strategy", True),
    ("digital.cmmm_level", More(5)),
    ("digital.five.*", More(5)),
    ("digital.platform_connected", True),
    ("digital.seven.*", More(5)),
    ("finance.last_year.new_product_revenue", More(20_000)),
    ("finance.last_year.rd_expense", More(3000)),
    ("finance.last_year.tech_upgrade", More(3000)),
    ("ip.class1_own", More(3)),
    ("production_lines[].connected_pct", More(100)),
    ("production_lines[].cpk", More(2)),
    ("production_lines[].traceable_pct", More(100)),
    ("qc.groups_with_result", More(20)),
    ("qc.participants", More(400)),
    ("qms.corrective_closed_pct", More(100)),
    ("qms.customer_satisfaction_pct", More(100)),
    ("quality_org.cqo.veto", True),
    ("quality_org.in_strategy", True),
    ("quality_org.lab.calibrated_pct", More(100)),
    ("quality_org.lab.cnas", True),
    ("quality_org.policy", True),
    ("quality_org.quality_staff", More(30)),
    ("rd.conversions", More(10)),
    ("supply.incoming.inspected_pct", More(100)),
    ("supply.suppliers[].grade", Along(&["D", "C", "B", "A"])),
    ("talent.managers_trained", More(40)),
    ("talent.training_hours", More(40)),
    ("tqm.key_processes_controlled", More(30)),
    ("tqm.plan.targets_on_track", More(20)),
    ("tqm.staff_in_improvement", More(400)),
    ("tqm.staff_trained", More(400)),
];

const GRADING: &[(&str, Better)] = &[
    ("products[].compulsory_certificate", Along(&["missing", "held"])),
    ("products[].indicators[].tested_by", Along(&["own", "third_party"])),
    ("products[].indicators[].value", Directed),
    ("products[].mandatory_met", True),
    ("products[].mass_produced", True),
];

const SAME: &[(&str, Better)] = &[
    ("three_same[].declaration.published", True),
    ("three_same[].indicators[].domestic_value", Directed),
    ("three_same[].indicators[].export_value", Directed),
    ("three_same[].indicators[].no_cn_limit", True),
    ("three_same[].indicators[].no_target_limit", True),
    ("three_same[].same_inspection", True),
    ("three_same[].same_materials", True),
];

const LAWS: [(&str, &[(&str, Better)]); 4] =
    [("srdi-sme", SRDI), ("quality-maturity", MATURITY), ("product-grading", GRADING), ("three-same", SAME)];

/// Two values of a fact of `parent`, the better one last.
fn two(better: Better, dice: &mut Dice, parent: &Value) -> (Value, Value) {
    let mut ordered = |sides: usize| {
        let (a, b) = (dice.roll(sides), dice.roll(sides));
        (a.min(b), a.max(b))
    };
    let numbers = |(low, high): (usize, usize)| (json!(low), json!(high));
    match better {
        More(most) => numbers(ordered(usize::try_from(most).unwrap() + 1)),
        Less(most) => {
            let (low, high) = ordered(usize::try_from(most).unwrap() + 1);
            (json!(high), json!(low))
        }
        Earlier => {
            let (early, late) = ordered(30);
            (json!(format!("{}-05-01", 1993 + late)), json!(format!("{}-05-01", 1993 + early)))
        }
        True => (json!(false), json!(true)),
        False => (json!(true), json!(false)),
        Along(steps) => {
            let (low, high) = ordered(steps.len());
            (json!(steps[low]), json!(steps[high]))
        }
        Ticks => {
            let (low, high) = ordered(6);
            let ticks = |level: usize| json!((1..=level).collect::<Vec<_>>());
            (ticks(low), ticks(high))
        }
        Directed => {
            let (low, high) = numbers(ordered(400));
            if parent["direction"] == "lower" { (high, low) } else { (low, high) }
        }
    }
}

/// Puts the two values at `path` of the two profiles, at random places where the path has a choice. False if there is no
/// such place.
fn put(path: &str, better: Better, dice: &mut Dice, worse: &mut Value, improved: &mut Value) -> bool {
    let (step, rest) = path.split_once('.').map_or((path, None), |(step, rest)| (step, Some(rest)));
    let (name, is_list) = step.strip_suffix("[]").map_or((step, false), |name| (name, true));
    let (Value::Object(fields), Value::Object(others)) = (&mut *worse, &mut *improved) else { return false };
    let name = if name == "*" && !fields.is_empty() {
        fields.keys().nth(dice.roll(fields.len())).unwrap().clone()
    } else {
        name.to_owned()
    };
    let Some(rest) = rest else {
        let (bad, good) = two(better, dice, &Value::Object(fields.clone()));
        fields.insert(name.clone(), bad);
        others.insert(name, good);
        return true;
    };
    let (Some(field), Some(other)) = (fields.get_mut(&name), others.get_mut(&name)) else { return false };
    if !is_list {
        return put(rest, better, dice, field, other);
    }
    let (Value::Array(list), Value::Array(other)) = (field, other) else { return false };
    if list.is_empty() {
        return false;
    }
    let index = dice.roll(list.len());
    put(rest, better, dice, &mut list[index], &mut other[index])
}

/// Every score that counts: of the enterprise and of each item.
fn scores(assessment: &Assessment) -> Vec<(Option<String>, Option<Number>)> {
    let parts = std::iter::once(assessment).chain(&assessment.items);
    parts.map(|part| (part.subject.key.clone(), part.score().cloned())).collect()
}

/// How good each final level is: barred, ungraded, then the levels.
fn ranks(assessment: &Assessment) -> Vec<Option<i64>> {
    let parts = std::iter::once(assessment).chain(&assessment.items);
    parts.map(|part| part.level.final_.as_ref().map(|level| level.ordinal)).collect()
}

proptest! {
    #![proptest_config(crate::trials::trials(250))]

    #[test]
    fn a_better_fact_never_lowers_a_score_or_a_level(seed in any::<u64>()) {
        let mut dice = Dice(seed);
        let (id, facts) = LAWS[dice.roll(LAWS.len())];
        let (path, better) = facts[dice.roll(facts.len())];
        let rulebook = rulebook(id);
        for profile in profiles() {
            let (mut worse, mut improved) = (profile.json.clone(), profile.json.clone());
            if !put(path, better, &mut dice, &mut worse, &mut improved) {
                continue;
            }
            let (before, after) = (assess(rulebook, worse.to_string()), assess(rulebook, improved.to_string()));
            prop_assert_eq!(before.items.len(), after.items.len());
            for ((key, before), (_, after)) in scores(&before).iter().zip(scores(&after)) {
                prop_assert!(before <= &after, "{} {id}: {path} {key:?}: {before:?} > {after:?}\n{improved}", profile.name);
            }
            // what is open about a result may close when it gets better, so only its level counts
            let (before, after) = (ranks(&before), ranks(&after));
            prop_assert!(before.iter().zip(&after).all(|(before, after)| before <= after),
                "{} {id}: {path}: {before:?} > {after:?}\n{improved}", profile.name);
        }
    }
}
