//! Every basis names a source of the table.

use super::Checker;
use crate::rulebook::manifest::{At, ParamValue};

pub(super) fn check(checker: &mut Checker<'_>) {
    let manifest = checker.manifest;
    for param in manifest.params.values() {
        each(checker, &param.basis);
        if let ParamValue::Dated(dated) = &param.value {
            dated.iter().for_each(|dated| each(checker, &dated.basis));
        }
    }
    for group in &manifest.groups {
        each(checker, &group.basis);
        group.rows.iter().for_each(|row| each(checker, &row.basis));
    }
    manifest.levels.iter().for_each(|level| each(checker, &level.basis));
    manifest.gates.iter().for_each(|gate| each(checker, &gate.basis));
}

fn each(checker: &mut Checker<'_>, basis: &[At<String>]) {
    let manifest = checker.manifest;
    let sources = || manifest.sources.iter().map(|source| source.id.value.as_str());
    for At { value, span } in basis {
        let source = value.split_once(':').map_or(value.as_str(), |(source, _)| source);
        if sources().any(|known| known == source) {
            continue;
        }
        // the colon of Chinese input methods is another character
        match value.split_once('：').filter(|(source, _)| sources().any(|known| known == *source)) {
            Some((source, clause)) => {
                let meant = format!("{source}:{clause}");
                checker.error("wide-colon", *span, &[("name", value), ("meant", &meant)]);
            }
            None => checker.unknown("unknown-source", *span, source, sources()),
        }
    }
}
