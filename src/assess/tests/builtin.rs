//! Results of built-in rulebooks that were worked out by hand.

use super::*;
use crate::assess::decide::Decision::{False, True, Undecided};
use crate::assess::verdict::Verdict;

fn builtin<'f>(text: &str, rows: &str) -> Case<'f> {
    let (manifest, diagnostics) = read("rulebook.toml", text);
    assert!(diagnostics.is_empty(), "{}", diagnostics[0]);
    let manifest = manifest.unwrap();
    let params = crate::rulebook::dated::params_on(&manifest, manifest.effective.from);
    let tree = Tree::build(&manifest, &|name| params.get(name).map(|param| param.value.clone())).unwrap();
    let rows = rows.split_whitespace().map(outcome).collect();
    let mut scripts = Scripts::default();
    for place in 0..tree.gates.len() {
        // every gate of these rulebooks is a requirement
        scripts.predicates.insert(PredicateId::Gate(place), Box::new(|_| True));
    }
    Case { tree, rows, children: Vec::new(), scripts }
}

const SRDI: &str = include_str!("../../../rules/srdi-sme/rulebook.toml");
const GRADING: &str = include_str!("../../../rules/product-grading/rulebook.toml");

#[test]
fn an_appliance_maker_is_an_srdi_sme() {
    let result = builtin(SRDI, "5 8 5 3 3 5 6 3 10 8 10 3 4").rule(0, 1, |_| False).run();
    assert_eq!((result.score().0, result.level()), (Some(n("73")), "srdi"));
    assert_eq!(result.evaluation.conclusion.verdict, Verdict::Graded);
}

#[test]
fn a_sparse_profile_gets_no_verdict_on_srdi() {
    let sparse = builtin(SRDI, "5 ? ? ? ? 3..5 4 ? ? 2 2 ? 0").rule(0, 1, |_| Undecided).gate("niche", Undecided);
    let result = sparse.run();
    assert_eq!(result.score(), (Some(n("16")), n("16"), n("68")));
    assert_eq!(result.possible(), ["barred", "ungraded", "srdi"]);
    assert_eq!(result.evaluation.conclusion.verdict, Verdict::Indeterminate);
    assert_eq!(result.coverage.nodes[ROOT], Some(ratio(1, 2)));
}

#[test]
fn products_are_graded_by_their_weakest_core_indicator() {
    let graded = |rows| {
        let result = builtin(GRADING, rows).run();
        (result.score().0.unwrap(), result.level().to_owned())
    };
    assert_eq!(graded("2 3"), (n("76.7"), "star4".to_owned()));
    assert_eq!(graded("3 3"), (n("100"), "star5".to_owned()));
    assert_eq!(graded("1 0"), (n("23.3"), "star3".to_owned()));
}

#[test]
fn a_product_without_a_measurement_may_still_get_three_stars() {
    let result = builtin(GRADING, "? 0").gate("third-party-tests", Undecided).run();
    assert_eq!(result.score(), (Some(n("0")), n("0"), n("70")));
    assert_eq!(result.possible(), ["ungraded", "star3"]);
    assert_eq!(result.evaluation.conclusion.verdict, Verdict::Indeterminate);
}

#[test]
fn a_product_tested_in_house_has_at_most_four_stars() {
    let result = builtin(GRADING, "3 3").gate("third-party-tests", False).run();
    assert_eq!((result.level(), result.earned_level(), result.score().0), ("star4", "star5", Some(n("100"))));
}
