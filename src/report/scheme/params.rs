//! Parameters: what may be tuned, with bands that read as they are looked up.

use super::markdown::{Markdown, code};
use super::view::View;
use crate::date::Date;
use crate::number::Number;
use crate::plan::expr::BandKind;
use crate::rulebook::manifest::{Const, DatedValue, Param, ParamValue};

pub(super) fn put(page: &mut Markdown, view: &View) {
    let voice = view.voice;
    let words = &voice.words.scheme_params;
    let params = view.params();
    if params.is_empty() {
        return;
    }
    page.heading(1, voice.text(&words.title));
    let scheme = &voice.words.scheme;
    let head = [&words.param, &words.value, &words.unit, &scheme.basis, &scheme.status].map(|word| voice.text(word));
    let rows: Vec<Vec<String>> = params.into_iter().map(|param| row(view, param)).collect();
    page.table(&head, &rows);
}

fn row(view: &View, param: &Param) -> Vec<String> {
    let words = &view.voice.words.scheme_params;
    let name = code(&param.name.value);
    vec![
        match &param.title {
            Some(title) => view.voice.fill(&words.named, &[("title", &view.text(title)), ("name", &name)]),
            None => name,
        },
        match &param.value {
            ParamValue::Always(written) => value(view, param, &written.value),
            ParamValue::Dated(dated) => {
                dated.iter().map(|dated| on_day(view, param, dated)).collect::<Vec<_>>().join("<br>")
            }
        },
        param.unit.as_ref().map(|unit| view.text(unit)).unwrap_or_default(),
        view.basis(&param.basis),
        view.status(view.ground(param.status)).to_owned(),
    ]
}

fn on_day(view: &View, param: &Param, dated: &DatedValue) -> String {
    let words = &view.voice.words.scheme_params;
    let text = match (dated.to, dated.basis.is_empty()) {
        (None, true) => &words.since,
        (None, false) => &words.since_cited,
        (Some(_), true) => &words.until,
        (Some(_), false) => &words.until_cited,
    };
    let to = dated.to.map(|to| Date::from_civil(to).to_string()).unwrap_or_default();
    let (value, basis) = (value(view, param, &dated.value.value), view.basis(&dated.basis));
    view.voice.fill(text, &[("from", &Date::from_civil(dated.from)), ("to", &to), ("value", &value), ("basis", &basis)])
}

fn value(view: &View, param: &Param, value: &Const) -> String {
    match pairs(value) {
        Some(pairs) => bands(view, pairs, view.loaded.band_kind(&param.name.value, value)),
        None => view.constant(value),
    }
}

/// The bounds of a table of bands with what each gives.
fn pairs(value: &Const) -> Option<Vec<(&Number, &Number)>> {
    let Const::List(items) = value else { return None };
    let pairs = items.iter().map(|item| {
        let Const::List(pair) = item else { return None };
        match pair.as_slice() {
            [Const::Number(bound), Const::Number(result)] => Some((bound, result)),
            _ => None,
        }
    });
    pairs.collect::<Option<Vec<_>>>().filter(|pairs| !pairs.is_empty())
}

fn bands(view: &View, mut pairs: Vec<(&Number, &Number)>, kind: Option<BandKind>) -> String {
    let voice = view.voice;
    let words = &voice.words.scheme_params;
    pairs.sort();
    let text = match kind {
        Some(BandKind::Band) => &words.at_least,
        Some(BandKind::Above) => &words.above,
        Some(BandKind::Max) => &words.at_most,
        Some(BandKind::Below) => &words.below,
        Some(BandKind::Interpolate) | None => &words.pair,
    };
    // as they are tried: what is highest first, or what is lowest
    if matches!(kind, Some(BandKind::Band | BandKind::Above)) {
        pairs.reverse();
    }
    let mut parts: Vec<String> =
        pairs.iter().map(|(bound, result)| voice.fill(text, &[("bound", bound), ("result", result)])).collect();
    match kind {
        Some(BandKind::Interpolate) => voice.fill(&words.between, &[("pairs", &voice.clauses(parts))]),
        None => voice.clauses(parts),
        Some(_) => {
            parts.push(voice.text(&words.otherwise).to_owned());
            voice.clauses(parts)
        }
    }
}
