//! Explanations hold against the assessments that they explain: over all built-in rulebooks and example profiles.

use super::{Explanation, LineState, Note, Step, explain};
use crate::number::Number;
use crate::{Date, Library, Options};
use std::sync::LazyLock;

const PROFILES: [&str; 5] =
    ["chaozhou-ceramics", "dongguan-machine-tools", "foshan-appliances", "zhanjiang-seafood", "zhongshan-lighting"];

fn profile(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/examples/profiles/{name}.json", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

fn options() -> Options {
    Options { even_if_not_in_effect: true, as_of: Some(Date::new(2023, 4, 30).unwrap()), ..Options::default() }
}

/// Every built-in rulebook with every example profile, worked out once for all tests.
static EXPLAINED: LazyLock<Vec<(String, Explanation)>> = LazyLock::new(|| {
    let library = Library::builtin();
    let mut explained = Vec::new();
    for id in library.ids() {
        let rulebook = library.get(id).unwrap();
        for name in PROFILES {
            let explanation = explain(&rulebook, profile(name), &options()).unwrap();
            let plain = rulebook.assess_with(profile(name), &options()).unwrap();
            assert_eq!(explanation.assessment(), &plain, "{id} {name}: looking on changes nothing");
            explained.push((format!("{id} {name}"), explanation));
        }
    }
    explained
});

fn everything(visit: &mut dyn FnMut(&str, &Explanation)) {
    for (what, explanation) in &*EXPLAINED {
        parts(explanation, &mut |part| visit(what, part));
    }
}

fn parts(explanation: &Explanation, visit: &mut dyn FnMut(&Explanation)) {
    visit(explanation);
    explanation.items.iter().chain(&explanation.held).for_each(|part| parts(part, visit));
}

/// What the factors of all steps make of a value.
fn product(from: &Number, steps: &[Step]) -> Option<Number> {
    steps.iter().try_fold(from.clone(), |value, step| {
        let factor = step.how.factor().unwrap()?;
        Some(value.mul(&factor).unwrap())
    })
}

#[test]
fn the_steps_of_every_row_multiply_out_to_its_contribution() {
    let mut rows = 0;
    everything(&mut |what, part| {
        for row in &part.rows {
            let result = &row.result;
            let id = &result.id;
            let Some(contribution) = &result.contribution else { continue };
            let zero = Number::ZERO;
            let product = product(result.points.as_ref().unwrap_or(&zero), &row.steps);
            assert_eq!(product.as_ref(), Some(contribution), "{what} {id}");
            if result.points.is_some() {
                assert_eq!(row.steps.last().unwrap().to.as_ref(), Some(contribution), "{what} {id}");
            }
            assert!(row.steps.windows(2).all(|pair| pair[0].to.as_ref() == Some(&pair[1].from)), "{what} {id}");
            rows += 1;
        }
    });
    assert!(rows > 500, "{rows}");
}

#[test]
fn the_steps_of_every_group_that_counts_as_one_multiply_out_to_its_line() {
    let mut groups = 0;
    everything(&mut |what, part| {
        for group in &part.groups {
            let Some(result) = &group.result else { continue };
            let Some(line) = &result.line else { continue };
            let zero = Number::ZERO;
            let from = group.steps.first().map_or(&zero, |step| &step.from);
            assert_eq!(product(from, &group.steps).as_ref(), Some(line), "{what} {}", group.id);
            groups += 1;
        }
    });
    assert!(groups > 30, "{groups}");
}

#[test]
fn every_row_tells_the_lines_of_its_rule_and_every_fact_that_the_assessment_names() {
    everything(&mut |what, part| {
        for row in &part.rows {
            let Some(derivation) = &row.derivation else { panic!("{what} {}: no rule", row.result.id) };
            let lines = || derivation.functions.iter().flat_map(|function| &function.lines);
            assert!(lines().any(|line| line.state == LineState::Ran), "{what} {}", row.result.id);
            let mut read: Vec<&str> = Vec::new();
            for note in lines().flat_map(|line| &line.notes) {
                match note {
                    Note::Fact { reads } => read.extend(reads.iter().map(|read| read.path.as_str())),
                    Note::Elements { lists, .. } => {
                        let elements = lists.iter().flat_map(|list| &list.elements);
                        read.extend(elements.flat_map(|element| &element.facts).map(|read| read.path.as_str()));
                    }
                    Note::Value { .. } => {}
                }
            }
            for fact in &row.result.facts {
                assert!(read.contains(&fact.path.as_str()), "{what} {}: {}", row.result.id, fact.path);
            }
        }
    });
}

#[test]
fn a_line_that_did_not_run_has_no_notes() {
    everything(&mut |what, part| {
        let rows = part.rows.iter().filter_map(|row| row.derivation.as_ref());
        let gates = part.gates.iter().filter_map(|gate| gate.derivation.as_ref());
        for function in rows.chain(gates).flat_map(|derivation| &derivation.functions) {
            for line in function.lines.iter().filter(|line| line.state == LineState::NotRun) {
                assert!(line.notes.is_empty(), "{what} {}:{} {:?}", function.file, line.number, line.notes);
            }
        }
    });
}

#[test]
fn what_is_left_to_gain_is_upper_less_lower() {
    everything(&mut |what, part| {
        for row in &part.rows {
            let (lower, upper) = (row.result.lower.as_ref(), row.result.upper.as_ref());
            let open = lower.zip(upper).map(|(lower, upper)| upper.sub(lower).unwrap()).filter(|open| !open.is_zero());
            assert_eq!(row.gain.as_ref().map(|gain| &gain.points), open.as_ref(), "{what} {}", row.result.id);
        }
    });
}

#[test]
fn one_row_or_item_can_be_asked_for_and_an_unknown_one_names_the_nearest() {
    let library = Library::builtin();
    let explained = |id: &str| explain(&library.get(id).unwrap(), profile("foshan-appliances"), &options()).unwrap();
    let one = explained("srdi-sme").of_row("innovation.ip").unwrap();
    assert_eq!(one.rows.iter().map(|row| row.result.id.as_str()).collect::<Vec<_>>(), ["innovation.ip"]);
    let error = explained("srdi-sme").of_row("innovation.ipp").unwrap_err();
    assert!(error.diagnostics()[0].help(crate::Lang::En).unwrap().contains("innovation.ip"), "{error}");
    let item = explained("three-same").of_item("RC-40").unwrap();
    assert_eq!(item.items.len(), 1);
    assert_eq!(item.items[0].subject.key.as_deref(), Some("RC-40"));
    assert_eq!(explained("three-same").of_item("RC-4").unwrap_err().diagnostics()[0].code, "unknown-item");
    assert_eq!(explained("srdi-sme").of_item("RC-40").unwrap_err().diagnostics()[0].code, "no-items-to-choose");
    let held = explained("plan-2021").of_row("clusters/membership.role").unwrap();
    assert_eq!(held.held.len(), 1);
    assert_eq!(held.groups.iter().map(|group| group.id.as_str()).collect::<Vec<_>>(), ["clusters"]);
    assert_eq!(held.held[0].rows[0].result.id, "clusters/membership.role");
}
