//! Large, medium, small and micro enterprises, by the statistical rules of 国统字〔2017〕213号.

use super::read;
use crate::number::Number;
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

pub(super) const SIZES: &str = include_str!("sizes.toml");

/// The size of an enterprise, smallest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SizeClass {
    /// 微型: below the least of small in staff or in revenue.
    Micro,
    /// 小型.
    Small,
    /// 中型.
    Medium,
    /// 大型.
    Large,
}

/// The bounds of one kind of business.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct SizeRule {
    /// The kind of business.
    pub name: Text,
    industries: Vec<String>,
    /// Persons employed.
    employees: Bounds,
    /// Revenue of the year in 万元.
    revenue: Bounds,
}

/// The least of each class above micro.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bounds {
    large: i64,
    medium: i64,
    small: i64,
}

#[derive(Debug, Default, Deserialize)]
struct Sizes {
    rules: Vec<SizeRule>,
}

static SIZE_LIST: LazyLock<Sizes> = LazyLock::new(|| read(SIZES));

/// The rule for an industry; none for the kinds of business that are not listed.
pub fn size_rule(industry: &str) -> Option<&'static SizeRule> {
    let covers = |rule: &&SizeRule| rule.industries.iter().any(|code| industry.starts_with(code.as_str()));
    SIZE_LIST.rules.iter().find(covers)
}

impl SizeRule {
    /// The class of an enterprise by its persons employed and its revenue in 万元: the lower of the two classes.
    pub fn class(&self, employees: &Number, revenue: &Number) -> SizeClass {
        self.employees.class(employees).min(self.revenue.class(revenue))
    }
}

impl Bounds {
    fn class(self, value: &Number) -> SizeClass {
        let reaches = |bound: i64| *value >= Number::from(bound);
        match self {
            Bounds { large, .. } if reaches(large) => SizeClass::Large,
            Bounds { medium, .. } if reaches(medium) => SizeClass::Medium,
            Bounds { small, .. } if reaches(small) => SizeClass::Small,
            _ => SizeClass::Micro,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;

    fn class(industry: &str, employees: i64, revenue: i64) -> Option<SizeClass> {
        size_rule(industry).map(|rule| rule.class(&employees.into(), &revenue.into()))
    }

    #[test]
    fn the_list_can_be_read_and_its_bounds_fall_from_class_to_class() -> Result<(), toml::de::Error> {
        let sizes: Sizes = toml::from_str(SIZES)?;
        for rule in &sizes.rules {
            assert!(rule.name.is_translated());
            for Bounds { large, medium, small } in [rule.employees, rule.revenue] {
                assert!(large > medium && medium > small && small > 0);
            }
        }
        Ok(())
    }

    #[test]
    fn an_enterprise_needs_both_bounds_of_its_class() {
        assert_eq!(class("C3854", 1000, 40000), Some(SizeClass::Large));
        assert_eq!(class("C3854", 999, 40000), Some(SizeClass::Medium));
        assert_eq!(class("C3854", 1000, 1999), Some(SizeClass::Small));
        assert_eq!(class("C3854", 299, 2000), Some(SizeClass::Small));
        assert_eq!(class("C3854", 5000, 299), Some(SizeClass::Micro));
        assert_eq!(class("C3854", 19, 90000), Some(SizeClass::Micro));
    }

    #[test]
    fn software_has_bounds_of_its_own() {
        assert_eq!(class("I6513", 300, 10000), Some(SizeClass::Large));
        assert_eq!(class("I6421", 300, 10000), Some(SizeClass::Medium));
    }

    #[test]
    fn a_business_without_a_rule_has_no_class() {
        assert_eq!(class("R87", 300, 10000), None);
        assert_eq!(class("", 300, 10000), None);
    }

    #[test]
    fn industry_is_mining_manufacturing_and_supply() {
        for code in ["B06", "C13", "D44"] {
            assert_eq!(size_rule(code).map(|rule| rule.name.get(Lang::Zh)), Some("工业"));
        }
    }
}
