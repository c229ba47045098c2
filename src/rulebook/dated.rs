//! Parameters by date: the epochs of a rulebook, and what each parameter is worth in them.

use super::manifest::{At, Const, DatedValue, Manifest, Param, ParamValue};
use crate::text::Text;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// A stretch of days on which every parameter keeps its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Epoch {
    pub from: Date,
    /// The last day; none where the rulebook has no end.
    pub to: Option<Date>,
}

/// A parameter as it stands on one day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct ParamAt<'m> {
    pub value: &'m Const,
    /// The dated value's own basis, else the parameter's.
    pub basis: &'m [At<String>],
    /// First and last day of a dated value; none for a value that always holds.
    pub from: Option<Date>,
    pub to: Option<Date>,
    pub title: Option<&'m Text>,
    pub unit: Option<&'m Text>,
}

/// The value of a parameter in force from `from` to `to`.
pub(super) struct Span<'m> {
    pub from: Date,
    /// None: without end.
    pub to: Option<Date>,
    pub dated: &'m DatedValue,
}

/// The dated values by their first day; one without a last day ends the day before the next.
pub(super) fn spans(dated: &[DatedValue]) -> Vec<Span<'_>> {
    let mut sorted: Vec<&DatedValue> = dated.iter().collect();
    sorted.sort_by_key(|dated| dated.from);
    let nexts = sorted.iter().skip(1).map(|next| Some(next.from)).chain([None]);
    let span = |(dated, next): (&&'_ DatedValue, Option<Date>)| {
        let to = dated.to.or_else(|| next.and_then(|next| next.yesterday().ok()));
        (dated.from, to)
    };
    let ends: Vec<_> = sorted.iter().zip(nexts).map(span).collect();
    sorted.into_iter().zip(ends).map(|(dated, (from, to))| Span { from, to, dated }).collect()
}

/// The epochs of a checked rulebook, in order; together they are its `effective` range.
pub(crate) fn epochs(manifest: &Manifest) -> Vec<Epoch> {
    let effective = &manifest.effective;
    let mut starts = BTreeSet::from([effective.from]);
    for param in manifest.params.values() {
        if let ParamValue::Dated(dated) = &param.value {
            starts.extend(spans(dated).iter().map(|span| span.from));
        }
    }
    let inside = |start: &Date| effective.from <= *start && effective.to.is_none_or(|to| *start <= to);
    let starts: Vec<Date> = starts.into_iter().filter(inside).collect();
    let ends = starts.iter().skip(1).map(|next| next.yesterday().ok()).chain([effective.to]);
    starts.iter().zip(ends).map(|(from, to)| Epoch { from: *from, to }).collect()
}

/// The epoch of `date`; for a date before or after all of them the first or the last.
pub(crate) fn nearest_epoch<E>(epochs: &[E], from: impl Fn(&E) -> Date, date: Date) -> Option<usize> {
    let after = epochs.partition_point(|epoch| from(epoch) <= date);
    epochs.len().checked_sub(1).map(|last| after.saturating_sub(1).min(last))
}

/// Every parameter as it stands on `date`; for a date outside of all its values the nearest one.
pub(crate) fn params_on(manifest: &Manifest, date: Date) -> BTreeMap<&str, ParamAt<'_>> {
    manifest.params.iter().filter_map(|(name, param)| Some((name.as_str(), at(param, date)?))).collect()
}

/// One parameter, as [`params_on`] gives it.
pub(crate) fn param_on<'m>(manifest: &'m Manifest, name: &str, date: Date) -> Option<ParamAt<'m>> {
    at(manifest.params.get(name)?, date)
}

fn at(param: &Param, date: Date) -> Option<ParamAt<'_>> {
    let (title, unit) = (param.title.as_ref(), param.unit.as_ref());
    match &param.value {
        ParamValue::Always(value) => {
            Some(ParamAt { value: &value.value, basis: &param.basis, from: None, to: None, title, unit })
        }
        ParamValue::Dated(dated) => {
            let spans = spans(dated);
            let after = spans.partition_point(|span| span.from <= date);
            let span = spans.get(after.saturating_sub(1))?;
            let basis = if span.dated.basis.is_empty() { &param.basis } else { &span.dated.basis };
            let value = &span.dated.value.value;
            Some(ParamAt { value, basis, from: Some(span.from), to: span.to, title, unit })
        }
    }
}

/// A row's constants, with the parameter's value wherever `"params.NAME"` stands.
pub(crate) fn constants(
    with: &BTreeMap<String, Const>,
    params: &BTreeMap<&str, ParamAt<'_>>,
) -> BTreeMap<String, Const> {
    with.iter().map(|(name, value)| (name.clone(), constant(value, params))).collect()
}

fn constant(value: &Const, params: &BTreeMap<&str, ParamAt<'_>>) -> Const {
    match value {
        Const::Text(_) => {
            named_param(value).and_then(|name| params.get(name)).map_or(value, |param| param.value).clone()
        }
        Const::List(elements) => Const::List(elements.iter().map(|element| constant(element, params)).collect()),
        Const::Map(entries) => Const::Map(constants(entries, params)),
        Const::Bool(_) | Const::Number(_) | Const::Date(_) => value.clone(),
    }
}

/// The parameter that a text of the form `params.NAME` stands for.
pub(crate) fn named_param(value: &Const) -> Option<&str> {
    let Const::Text(text) = value else { return None };
    text.strip_prefix("params.").filter(|name| super::read::is_id(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::read::{FILE, read};

    fn manifest(effective: &str, params: &str) -> Manifest {
        let head = "format = 1\nid = \"a\"\nversion = \"1.0.0\"\ntitle = \"a\"\nstatus = \"project\"\n";
        let text = format!("{head}effective = {effective}\ngroups = []\n[score]\ncombine = \"sum\"\n{params}");
        let (manifest, findings) = read(FILE, &text);
        assert_eq!(findings, []);
        manifest.unwrap()
    }

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    fn shown(epochs: &[Epoch]) -> Vec<String> {
        let last = |epoch: &Epoch| epoch.to.map_or(String::new(), |to| to.to_string());
        epochs.iter().map(|epoch| format!("{}..{}", epoch.from, last(epoch))).collect()
    }

    const BY_DATE: &str = "[params.p]\nbasis = [\"x\"]\ndated = [
        { from = 2022-01-01, value = 3 },
        { from = 2019-01-01, value = 1 },
        { from = 2021-01-01, to = 2021-12-31, value = 2, basis = \"y\" },
    ]\n[params.always]\nvalue = 7\n[params.q]\ndated = [{ from = 2000-01-01, value = 1 }, { from = 2021-07-01, value = 2 }]\n";

    #[test]
    fn a_rulebook_without_dated_parameters_is_one_epoch() {
        let manifest = manifest("{ from = 2021-05-17, to = 2026-03-31 }", "");
        assert_eq!(shown(&epochs(&manifest)), ["2021-05-17..2026-03-31"]);
    }

    #[test]
    fn epochs_change_where_any_parameter_does() {
        let manifest = manifest("{ from = 2020-06-01 }", BY_DATE);
        let expected = ["2020-06-01..2020-12-31", "2021-01-01..2021-06-30", "2021-07-01..2021-12-31", "2022-01-01.."];
        assert_eq!(shown(&epochs(&manifest)), expected);
    }

    #[test]
    fn boundaries_outside_the_effective_range_make_no_epochs() {
        let manifest = manifest("{ from = 2021-02-01, to = 2021-03-01 }", BY_DATE);
        assert_eq!(shown(&epochs(&manifest)), ["2021-02-01..2021-03-01"]);
    }

    #[test]
    fn a_date_outside_takes_the_nearest_epoch() {
        let manifest = manifest("{ from = 2020-06-01, to = 2023-01-01 }", BY_DATE);
        let epochs = epochs(&manifest);
        let index = |text| nearest_epoch(&epochs, |epoch: &Epoch| epoch.from, date(text)).unwrap();
        assert_eq!([index("1999-01-01"), index("2020-12-31"), index("2021-01-01"), index("2030-01-01")], [0, 0, 1, 3]);
        assert_eq!(nearest_epoch(&[], |epoch: &Epoch| epoch.from, date("2021-01-01")), None);
    }

    #[test]
    fn a_parameter_has_the_value_of_the_day_with_its_own_basis() {
        let manifest = manifest("{ from = 2020-06-01 }", BY_DATE);
        let on = |text: &str| {
            let param = params_on(&manifest, date(text))["p"];
            (param.value.clone(), param.basis[0].value.clone(), param.to)
        };
        assert_eq!(on("2020-12-31"), (Const::Number(1.into()), "x".into(), Some(date("2020-12-31"))));
        assert_eq!(on("2021-01-01"), (Const::Number(2.into()), "y".into(), Some(date("2021-12-31"))));
        assert_eq!(on("2050-01-01"), (Const::Number(3.into()), "x".into(), None));
        assert_eq!(params_on(&manifest, date("2021-01-01"))["always"].from, None);
    }

    #[test]
    fn a_row_constant_may_be_a_parameter() {
        let manifest = manifest("{ from = 2020-06-01 }", BY_DATE);
        let params = params_on(&manifest, date("2022-05-01"));
        let with = BTreeMap::from([
            ("limit".to_owned(), Const::Text("params.p".into())),
            ("key".to_owned(), Const::Text("params".into())),
            ("list".to_owned(), Const::List(vec![Const::Text("params.q".into())])),
        ]);
        let resolved = constants(&with, &params);
        assert_eq!(resolved["limit"], Const::Number(3.into()));
        assert_eq!(resolved["key"], Const::Text("params".into()));
        assert_eq!(resolved["list"], Const::List(vec![Const::Number(2.into())]));
    }
}
