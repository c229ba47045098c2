//! The code lists that a profile draws on: cities, industries, clusters, sizes of enterprises.
//!
//! The lists are data, in the `.toml` files beside this one, each with its source and whether it was checked against it.

mod sizes;

pub use sizes::{SizeClass, SizeRule, size_rule};

use crate::text::Text;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::sync::LazyLock;

const CITIES: &str = include_str!("cities.toml");
const INDUSTRIES: &str = include_str!("industries.toml");
const CLUSTERS: &str = include_str!("clusters.toml");

/// A code and what it stands for.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Coded {
    /// The code.
    pub code: String,
    /// What it stands for.
    pub name: Text,
}

/// One of the 20 strategic industrial clusters of Guangdong.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Cluster {
    /// `P01` to `P10`, `E01` to `E10`, in the order of their announcement.
    pub id: String,
    /// Which ten it belongs to.
    pub kind: ClusterKind,
    /// The name, without 产业集群.
    pub name: Text,
    /// Codes of industries that belong to the cluster, in the project's own reading.
    industries: Vec<String>,
    /// Codes of industries a part of which belongs to the cluster.
    #[serde(default)]
    partly: Vec<String>,
}

/// The two tens of clusters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClusterKind {
    /// 战略性支柱产业集群.
    Pillar,
    /// 战略性新兴产业集群.
    Emerging,
}

#[derive(Debug, Default, Deserialize)]
struct Cities {
    cities: Vec<Coded>,
}

#[derive(Debug, Default, Deserialize)]
struct Industries {
    divisions: Vec<Coded>,
    others: Vec<Coded>,
}

#[derive(Debug, Default, Deserialize)]
struct Clusters {
    clusters: Vec<Cluster>,
}

static CITY_LIST: LazyLock<Cities> = LazyLock::new(|| read(CITIES));
static INDUSTRY_LIST: LazyLock<Industries> = LazyLock::new(|| read(INDUSTRIES));
static CLUSTER_LIST: LazyLock<Clusters> = LazyLock::new(|| read(CLUSTERS));

/// The list, which a test knows to be readable.
fn read<T: DeserializeOwned + Default>(list: &str) -> T {
    toml::from_str(list).unwrap_or_default()
}

/// The 21 cities at prefecture level of Guangdong, in the order of their codes.
pub fn cities() -> &'static [Coded] {
    &CITY_LIST.cities
}

/// The 31 divisions of manufacturing, `C13` to `C43`.
pub fn divisions() -> &'static [Coded] {
    &INDUSTRY_LIST.divisions
}

/// The 20 clusters: the pillars, then the emerging ones, in the order of their announcement.
pub fn clusters() -> &'static [Cluster] {
    &CLUSTER_LIST.clusters
}

/// Clusters that an enterprise of this industry may belong to; the most specific code that is mapped decides.
///
/// The map is the project's own and unverified: proposals to choose from, never a finding about an enterprise.
pub fn cluster_candidates(industry: &str) -> Vec<&'static str> {
    let reach = |cluster: &Cluster| {
        let codes = cluster.industries.iter().chain(&cluster.partly);
        codes.filter(|code| industry.starts_with(code.as_str())).map(String::len).max()
    };
    let longest = clusters().iter().filter_map(reach).max();
    clusters()
        .iter()
        .filter(|cluster| longest.is_some() && reach(cluster) == longest)
        .map(|cluster| cluster.id.as_str())
        .collect()
}

/// The name of an industry; of the nearest one above it where the code itself is not listed (`C3859`: that of `C385`).
pub fn industry_name(industry: &str) -> Option<&'static Text> {
    let list = &*INDUSTRY_LIST;
    let above = list.divisions.iter().chain(&list.others).filter(|listed| industry.starts_with(&listed.code));
    above.max_by_key(|listed| listed.code.len()).map(|listed| &listed.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Lang;
    use std::collections::BTreeSet;

    #[test]
    fn every_list_names_its_source_and_was_checked_against_it() -> Result<(), toml::de::Error> {
        for list in [CITIES, INDUSTRIES, CLUSTERS, sizes::SIZES] {
            let list: toml::Table = toml::from_str(list)?;
            assert!(list.get("source").and_then(toml::Value::as_str).is_some_and(|source| !source.is_empty()));
            assert_eq!(list.get("verified").and_then(toml::Value::as_bool), Some(true));
        }
        Ok(())
    }

    #[test]
    fn the_map_from_industries_to_clusters_does_not_claim_to_be_official() -> Result<(), toml::de::Error> {
        let list: toml::Table = toml::from_str(CLUSTERS)?;
        let map = list.get("map");
        assert_eq!(map.and_then(|map| map.get("verified")).and_then(toml::Value::as_bool), Some(false));
        Ok(())
    }

    #[test]
    fn every_list_can_be_read() -> Result<(), toml::de::Error> {
        toml::from_str::<Cities>(CITIES)?;
        toml::from_str::<Industries>(INDUSTRIES)?;
        toml::from_str::<Clusters>(CLUSTERS)?;
        Ok(())
    }

    #[test]
    fn lists_are_complete_sorted_without_repetition_and_translated() {
        assert_eq!((cities().len(), divisions().len(), clusters().len()), (21, 31, 20));
        for list in [cities(), divisions(), &INDUSTRY_LIST.others] {
            assert!(list.is_sorted_by(|a, b| a.code < b.code));
            assert!(list.iter().all(|entry| entry.name.is_translated()));
        }
        assert!(clusters().iter().all(|cluster| cluster.name.is_translated()));
        let ids: BTreeSet<&str> = clusters().iter().map(|cluster| cluster.id.as_str()).collect();
        assert_eq!(ids.len(), 20);
        assert_eq!(clusters().iter().filter(|cluster| cluster.kind == ClusterKind::Pillar).count(), 10);
    }

    #[test]
    fn shenzhen_has_the_code_that_is_often_given_wrong() {
        let shenzhen = cities().iter().find(|city| city.name.get(Lang::Zh) == "深圳市");
        assert_eq!(shenzhen.map(|city| city.code.as_str()), Some("440300"));
    }

    #[test]
    fn every_mapped_industry_has_a_name_of_its_own() {
        let named: BTreeSet<&str> =
            INDUSTRY_LIST.divisions.iter().chain(&INDUSTRY_LIST.others).map(|entry| entry.code.as_str()).collect();
        for code in clusters().iter().flat_map(|cluster| cluster.industries.iter().chain(&cluster.partly)) {
            assert!(named.contains(code.as_str()), "{code}");
        }
    }

    #[test]
    fn the_most_specific_mapped_code_proposes_the_clusters() {
        assert_eq!(cluster_candidates("C3854"), ["P03"]);
        assert_eq!(cluster_candidates("C3911"), ["P01"]);
        assert_eq!(cluster_candidates("C3973"), ["E01"]);
        assert_eq!(cluster_candidates("C3499"), ["E02"]);
    }

    #[test]
    fn an_industry_may_propose_several_clusters_also_where_only_a_part_of_it_belongs() {
        assert_eq!(cluster_candidates("I6513"), ["P07", "E04"]);
        assert_eq!(cluster_candidates("C3074"), ["P05", "E05"]);
    }

    #[test]
    fn an_industry_outside_the_map_proposes_nothing() {
        assert!(cluster_candidates("C33").is_empty());
        assert!(cluster_candidates("C").is_empty());
        assert!(cluster_candidates("").is_empty());
    }

    #[test]
    fn an_industry_that_is_not_listed_is_named_after_the_nearest_one_above() {
        let name = |code| industry_name(code).map(|name| name.get(Lang::Zh));
        assert_eq!(name("C3854"), Some("家用厨房电器具制造"));
        assert_eq!(name("C3859"), Some("家用电力器具制造"));
        assert_eq!(name("C3899"), Some("电气机械和器材制造业"));
        assert_eq!(name("Z99"), None);
    }
}
