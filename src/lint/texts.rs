//! What rows, gates, levels and parameters should say of themselves: basis, advice, title, both languages.

use super::Linter;
use crate::rulebook::manifest::{Effect, ParamValue, Span};
use crate::text::Text;

pub(super) fn lint(linter: &mut Linter<'_>) {
    let manifest = linter.manifest();
    for (name, param) in &manifest.params {
        let about = format!("params.{name}");
        if param.title.as_ref().is_none_or(Text::is_empty) {
            linter.table("param-without-title", param.name.span, &about, &[("name", name)]);
        }
        let dated = match &param.value {
            ParamValue::Always(_) => false,
            ParamValue::Dated(dated) => dated.iter().all(|value| !value.basis.is_empty()),
        };
        if param.basis.is_empty() && !dated {
            linter.table("param-without-basis", param.name.span, &about, &[("name", name)]);
        }
    }
    for group in &manifest.groups {
        for row in &group.rows {
            let about = format!("{}.{}", group.id.value, row.id.value);
            if row.basis.is_empty() && group.basis.is_empty() {
                linter.table("row-without-basis", row.id.span, &about, &[("row", &about)]);
            }
            if row.advice.as_ref().is_none_or(Text::is_empty) {
                linter.table("row-without-advice", row.id.span, &about, &[("row", &about)]);
            }
        }
    }
    for gate in &manifest.gates {
        if gate.basis.is_empty() && gate.effect != Effect::Warn {
            let about = format!("gates.{}", gate.id.value);
            linter.table("gate-without-basis", gate.id.span, &about, &[("gate", &gate.id.value)]);
        }
    }
    for level in manifest.levels.iter().filter(|level| level.basis.is_empty() && !level.any.is_empty()) {
        let about = format!("levels.{}", level.id.value);
        linter.table("level-without-basis", level.id.span, &about, &[("level", &level.id.value)]);
    }
    translations(linter);
}

/// A rulebook that speaks English anywhere should do so everywhere; one in Chinese alone is left in peace.
fn translations(linter: &mut Linter<'_>) {
    let texts = texts(linter);
    if !texts.iter().any(|(_, _, _, text)| text.is_translated()) {
        return;
    }
    for (about, what, span, text) in texts {
        // a name or a code is the same in every language
        if !text.is_translated() && !text.get(crate::text::Lang::Zh).is_ascii() {
            linter.table("missing-translation", span, &about, &[("key", what), ("about", &about)]);
        }
    }
}

type Told<'m> = (String, &'static str, Span, &'m Text);

fn texts<'m>(linter: &Linter<'m>) -> Vec<Told<'m>> {
    let manifest = linter.manifest();
    let mut texts: Vec<Told<'m>> = vec![(manifest.id.value.clone(), "title", manifest.id.span, &manifest.title)];
    for (name, param) in &manifest.params {
        let about = format!("params.{name}");
        let unit = param.unit.iter().map(|unit| ("unit", unit));
        let own = param.title.iter().map(|title| ("title", title)).chain(unit);
        texts.extend(own.map(|(what, text)| (about.clone(), what, param.name.span, text)));
    }
    for group in &manifest.groups {
        texts.push((format!("groups.{}", group.id.value), "title", group.id.span, &group.title));
        for row in &group.rows {
            let about = format!("{}.{}", group.id.value, row.id.value);
            let own = std::iter::once(("title", &row.title))
                .chain(row.evidence.iter().map(|text| ("evidence", text)))
                .chain(row.advice.iter().map(|text| ("advice", text)))
                .chain(row.statements.iter().map(|text| ("statements", text)));
            texts.extend(own.map(|(what, text)| (about.clone(), what, row.id.span, text)));
        }
    }
    for level in &manifest.levels {
        texts.push((format!("levels.{}", level.id.value), "title", level.id.span, &level.title));
    }
    for gate in &manifest.gates {
        let about = format!("gates.{}", gate.id.value);
        let own = std::iter::once(("title", &gate.title)).chain(gate.advice.iter().map(|text| ("advice", text)));
        texts.extend(own.map(|(what, text)| (about.clone(), what, gate.id.span, text)));
    }
    texts
}
