//! Rulebooks with some of the edits: all of them give the new one, and each can be tried.

use super::super::comparison::Comparison;
use super::super::find::edits;
use super::super::function;
use super::super::hybrid::{Way, hybrid};
use super::super::semver::Step;
use super::{differing, edited, first};
use crate::Library;
use crate::engine::Rulebook;
use crate::rulebook::sources::Sources;

#[test]
fn a_new_row_is_tried_with_its_function_and_its_parameter() {
    let old = first(&[], &[]);
    let new = first(
        &[
            ("value = [[80, 40], [50, 20]]", "value = [[80, 40], [50, 20]]\n[params.least]\nvalue = 5"),
            ("points = 30 },\n]", "points = 30 },\n  { id = \"many\", title = \"人数\", points = 20 },\n]"),
            ("any = [{ score = 60 }]", "any = [{ score = 61 }]"),
        ],
        &[("fn policy", "fn many(p) { p.basic.employees >= params.least }\nfn policy")],
    );
    let comparison = Comparison::of(&old, &new).unwrap();
    let bundles: Vec<(&str, usize)> =
        comparison.edits().iter().map(|edit| (edit.path.as_str(), edit.bundle.len())).collect();
    let expected = [("rows.basics.many", 3), ("levels.good.any[0].score", 1), ("params.least", 3), ("rules.many", 3)];
    assert_eq!(bundles, expected);
}

/// A rulebook with edits of every kind.
fn many_edits() -> (Sources, Sources) {
    let old = first(
        &[(
            "[[levels]]",
            "[[gates]]\nid = \"w\"\ntitle = \"提示\"\nwhen = \"rules.policy\"\neffect = { warn = true }\n[[levels]]",
        )],
        &[],
    );
    let rows = "  { id = \"trained\", title = \"质量培训覆盖率\", points = 40 },\n";
    let new = edited(
        &old,
        &[
            (
                "when = \"rules.policy\"\neffect = { warn = true }",
                "require = \"rules.policy\"\neffect = { bar = true }",
            ),
            (
                "value = [[80, 40], [50, 20]]",
                "dated = [{ from = 2021-05-17, value = [[80, 40]] }]\n[params.b]\nvalue = 1",
            ),
            (rows, ""),
            (
                "id = \"audit\",   title = \"一年内开展内审\", points = 30 },\n]",
                "id = \"audit\", title = \"内审\", points = 30, weight = 0 },\n  { id = \"fresh\", title = \"新\", points = 3, basis = \"law:1\" },\n]\n[[groups]]\nid = \"g\"\ntitle = \"移入\"\nrows = [{ id = \"trained\", title = \"质量培训覆盖率\", points = 40 }]",
            ),
            ("[score]", "[[sources]]\nid = \"law\"\ntitle = \"法\"\n[score]"),
            ("id = \"good\"", "id = \"fair\"\ntitle = \"较好\"\n[[levels]]\nid = \"best\""),
        ],
        &[("fn audit(p) {", "fn fresh(p) { p.basic.employees > params.b }\nfn audit(p) {")],
    );
    (old, new)
}

#[test]
fn edits_of_every_kind_can_be_tried() {
    let (old, new) = many_edits();
    let comparison = Comparison::of(&old, &new).unwrap();
    let paths: Vec<&str> = comparison.edits().iter().map(|edit| edit.path.as_str()).collect();
    let expected = [
        "gates.w",
        "gates.w.effect",
        "rows.basics.trained",
        "rows.basics.audit.title",
        "rows.basics.audit.weight",
        "rows.basics.fresh",
        "groups.g",
        "levels.good",
        "levels.fair",
        "levels.best",
        "params.b",
        "params.trained",
        "sources.law",
        "rules.fresh",
    ];
    assert_eq!(paths, expected);
}

/// Pairs of built-in rulebooks and edits of many kinds.
fn pairs() -> Vec<(String, Sources, Sources)> {
    let mut pairs = Vec::new();
    for id in ["srdi-sme", "three-same", "high-tech", "smart-manufacturing"] {
        let old = Library::builtin().sources(id).unwrap();
        let text = old.manifest_text.replace("points = 5,", "points = 6,").replace("weight = 1", "weight = 2");
        pairs.push((id.to_owned(), old.clone(), old.with_table(text)));
    }
    let one = Library::builtin().sources("srdi-sme").unwrap();
    let other = Library::builtin().sources("innovative-sme").unwrap();
    pairs.push(("many edits".to_owned(), many_edits().0, many_edits().1));
    pairs.push(("two rulebooks".to_owned(), one, other));
    pairs
}

#[test]
fn all_edits_made_give_the_new_rulebook_and_all_undone_the_old_one() {
    for (name, old, new) in pairs() {
        let all = edits(&old, &new);
        let every: Vec<_> = all.iter().collect();
        let made = hybrid(&old, &new, &every, Way::Make);
        assert_eq!(differing(&made, &new), [""; 0], "{name}");
        let undone = hybrid(&new, &old, &every, Way::Undo);
        assert_eq!(differing(&undone, &old), [""; 0], "{name}");
        Rulebook::from_sources(&made).unwrap_or_else(|error| panic!("{name}: {error}"));
        // in whatever order and however many at a time they are made
        let (head, tail) = every.split_at(every.len() / 2);
        let halfway = hybrid(&old, &new, tail, Way::Make);
        assert_eq!(differing(&hybrid(&halfway, &new, head, Way::Make), &new), [""; 0], "{name}");
    }
}

#[test]
fn an_edit_of_a_shared_script_counts_once_whoever_holds_it() {
    let old = Library::builtin().sources("plan-2021").unwrap();
    let mut new = old.clone();
    let held = new.children.values_mut().flat_map(|child| child.scripts.values_mut());
    let shared = new.scripts.values_mut().chain(held);
    let mut times = 0;
    for script in shared.filter(|script| script.foreign) {
        let size = function::functions(&script.text).into_iter().find(|function| function.name == "is_sme");
        if let Some(size) = size {
            script.text = script.text.replace(&size.text, "fn is_sme(p) { true }");
            times += 1;
        }
    }
    assert!(times > 1);
    let found = edits(&old, &new);
    assert_eq!(found.len(), 1, "{:?}", found.iter().map(|found| &found.edit.path).collect::<Vec<_>>());
    assert_eq!((found[0].edit.path.as_str(), found[0].deeds.len()), ("enterprise.is_sme", times));
    assert_eq!(differing(&hybrid(&old, &new, &[&found[0]], Way::Make), &new), [""; 0]);
}

#[test]
fn two_rulebooks_that_have_little_in_common_can_be_compared() {
    let (_, old, new) = pairs().pop().unwrap();
    let comparison = Comparison::of(&old, &new).unwrap();
    let tried = comparison.edits().iter().filter(|edit| edit.step >= Step::Minor);
    assert!(tried.clone().count() > 20);
    assert!(tried.clone().all(|edit| edit.bundle.contains(&edit.number)));
}
