//! Groups that hold another rulebook's result fit the rulebook that they hold.

use super::Checker;
use crate::diagnostic::Diagnostic;
use crate::rulebook::lines::Lines;
use crate::rulebook::manifest::{AsGroup, Composite, Group, Manifest};

/// What does not fit between the composite groups of `manifest` and the rulebooks that `child` gives for their ids.
/// A rulebook that `child` does not give is not reported here.
pub(crate) fn check_composites<'c>(
    manifest: &Manifest,
    file: &str,
    text: &str,
    child: impl Fn(&str) -> Option<&'c Manifest>,
) -> Vec<Diagnostic> {
    let mut checker = Checker { manifest, lines: Lines::new(file, text), findings: Vec::new() };
    for group in &manifest.groups {
        let Some(composite) = &group.composite else { continue };
        if let Some(child) = child(&composite.rulebook.value) {
            fits(&mut checker, group, composite, child);
        }
    }
    checker.findings
}

fn fits(checker: &mut Checker<'_>, group: &Group, composite: &Composite, child: &Manifest) {
    let name = composite.rulebook.value.as_str();
    let known = || child.root_levels().map(|level| level.id.value.as_str());
    match (&child.subject, &composite.as_group) {
        (Some(_), None) => checker.error("needs-as-group", composite.rulebook.span, &[("name", name)]),
        (None, Some(as_group)) => checker.error("as-group-without-subject", as_group.span, &[("name", name)]),
        (Some(_), Some(as_group)) => {
            if let AsGroup::ShareAt(level) = &as_group.value
                && !known().any(|known| known == level)
            {
                checker.unknown("unknown-level", as_group.span, level, known());
            }
        }
        (None, None) => {}
    }
    if let Some(weight) = &composite.item_weight {
        let weighs = composite.as_group.as_ref().map(|as_group| &as_group.value);
        if !matches!(weighs, Some(AsGroup::Mean | AsGroup::ShareAt(_))) {
            checker.error("item-weight-unused", weight.span, &[]);
        }
    }
    let Some(levels) = &composite.levels else { return };
    for (level, points) in levels {
        if !known().any(|known| known == level) {
            checker.unknown("unknown-level", points.span, level, known());
        }
    }
    for level in known().filter(|level| !levels.contains_key(*level)) {
        checker.error("level-without-points", group.span, &[("name", level)]);
    }
}
