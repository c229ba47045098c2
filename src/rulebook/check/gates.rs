//! Gates cap at levels that there are; a subject says how its items are told apart.

use super::Checker;
use crate::rulebook::manifest::Effect;

pub(super) fn check(checker: &mut Checker<'_>) {
    let manifest = checker.manifest;
    let known = || manifest.root_levels().map(|level| level.id.value.as_str());
    for gate in &manifest.gates {
        if let Effect::CapLevel(level) = &gate.effect
            && !known().any(|known| known == level.value)
        {
            checker.unknown("unknown-level", level.span, &level.value, known());
        }
    }
    if let Some(subject) = manifest.subject.as_ref().filter(|subject| subject.key.is_none()) {
        checker.warning("subject-without-key", subject.span, &[]);
    }
}
