//! The functions that rules may call: names and numbers of arguments. What each does stands in `plan`.

use crate::plan::expr::{BandKind, Builtin, Each, OutcomeKind};

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    Outcome(OutcomeKind),
    Has,
    Open,
    Band(BandKind),
    Each(Each),
    /// `min` and `max`: of a list with one argument, of two numbers with two.
    Extreme {
        greatest: bool,
    },
    Plain(Builtin),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Signature {
    pub name: &'static str,
    pub kind: Kind,
    /// Least and greatest number of arguments.
    pub args: (usize, usize),
}

const fn of(name: &'static str, kind: Kind, least: usize, greatest: usize) -> Signature {
    Signature { name, kind, args: (least, greatest) }
}

const FUNCTIONS: &[Signature] = &[
    of("met", Kind::Outcome(OutcomeKind::Met), 0, 1),
    of("unmet", Kind::Outcome(OutcomeKind::Unmet), 0, 1),
    of("points", Kind::Outcome(OutcomeKind::Points), 1, 2),
    of("percent", Kind::Outcome(OutcomeKind::Percent), 1, 2),
    of("level", Kind::Outcome(OutcomeKind::Level), 1, 2),
    of("not_applicable", Kind::Outcome(OutcomeKind::NotApplicable), 1, 1),
    of("has", Kind::Has, 1, 1),
    of("open", Kind::Open, 1, 3),
    of("band", Kind::Band(BandKind::Band), 2, 2),
    of("band_above", Kind::Band(BandKind::Above), 2, 2),
    of("band_max", Kind::Band(BandKind::Max), 2, 2),
    of("band_below", Kind::Band(BandKind::Below), 2, 2),
    of("interpolate", Kind::Band(BandKind::Interpolate), 2, 2),
    of("ladder", Kind::Plain(Builtin::Ladder), 1, 1),
    of("percent_of", Kind::Plain(Builtin::PercentOf), 2, 2),
    of("meets", Kind::Plain(Builtin::Meets), 3, 3),
    of("count", Kind::Each(Each::Count), 1, 2),
    of("share", Kind::Each(Each::Share), 2, 2),
    of("any", Kind::Each(Each::Any), 2, 2),
    of("all", Kind::Each(Each::All), 2, 2),
    of("sum", Kind::Each(Each::Sum), 1, 2),
    of("mean", Kind::Each(Each::Mean), 1, 2),
    of("filter", Kind::Each(Each::Filter), 2, 2),
    of("map", Kind::Each(Each::Map), 2, 2),
    of("find", Kind::Each(Each::Find), 2, 2),
    of("sort_by", Kind::Each(Each::SortBy), 2, 2),
    of("min", Kind::Extreme { greatest: false }, 1, 2),
    of("max", Kind::Extreme { greatest: true }, 1, 2),
    of("clamp", Kind::Plain(Builtin::Clamp), 3, 3),
    of("abs", Kind::Plain(Builtin::Abs), 1, 1),
    of("floor", Kind::Plain(Builtin::Floor), 1, 1),
    of("ceil", Kind::Plain(Builtin::Ceil), 1, 1),
    of("sqrt", Kind::Plain(Builtin::Sqrt), 1, 1),
    of("round", Kind::Plain(Builtin::Round), 2, 2),
    of("round_half_even", Kind::Plain(Builtin::RoundHalfEven), 2, 2),
    of("first", Kind::Plain(Builtin::First), 1, 1),
    of("len", Kind::Plain(Builtin::Len), 1, 1),
    of("contains", Kind::Plain(Builtin::Contains), 2, 2),
    of("years_between", Kind::Plain(Builtin::YearsBetween), 2, 2),
    of("days_between", Kind::Plain(Builtin::DaysBetween), 2, 2),
    of("add_years", Kind::Plain(Builtin::AddYears), 2, 2),
    of("year", Kind::Plain(Builtin::Year), 1, 1),
    of("date", Kind::Plain(Builtin::Date), 1, 1),
    of("within_years", Kind::Plain(Builtin::WithinYears), 2, 2),
    of("valid_on", Kind::Plain(Builtin::ValidOn), 3, 3),
    of("starts_with", Kind::Plain(Builtin::StartsWith), 2, 2),
    of("ends_with", Kind::Plain(Builtin::EndsWith), 2, 2),
    of("to_upper", Kind::Plain(Builtin::ToUpper), 1, 1),
    of("to_lower", Kind::Plain(Builtin::ToLower), 1, 1),
    of("trim", Kind::Plain(Builtin::Trim), 1, 1),
    of("split", Kind::Plain(Builtin::Split), 2, 2),
];

/// The built-in function of that name.
pub(crate) fn find(name: &str) -> Option<&'static Signature> {
    FUNCTIONS.iter().find(|function| function.name == name)
}

/// The names of all built-in functions.
pub(crate) fn names<'n>() -> impl Iterator<Item = &'n str> {
    FUNCTIONS.iter().map(|function| function.name)
}

/// What Rhai or another language calls a function that has another name here.
pub(crate) fn other_name(name: &str) -> Option<&'static str> {
    Some(match name {
        "some" | "exists" => "any",
        "every" => "all",
        "reduce" | "fold" => "sum",
        "average" | "avg" => "mean",
        "sort" => "sort_by",
        "length" | "size" => "len",
        "index_of" => "contains",
        "ceiling" => "ceil",
        "is_empty" => "len",
        "include" | "includes" => "contains",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// The numbers of arguments by name, as `functions.toml` tells authors: optional ones end in `?`.
    fn told() -> BTreeMap<String, (usize, usize)> {
        let reference: toml::Table = toml::from_str(include_str!("../functions.toml")).unwrap();
        let groups = reference["group"].as_array().unwrap().iter();
        let mut told = BTreeMap::new();
        for function in groups.flat_map(|group| group["function"].as_array().unwrap()) {
            let signature = function["signature"].as_str().unwrap().strip_suffix(')').unwrap();
            let (name, args) = signature.split_once('(').unwrap();
            let most = args.split(", ").count();
            let least = args.split(", ").filter(|arg| !arg.ends_with('?')).count();
            let known = told.entry(name.to_owned()).or_insert((least, most));
            *known = (known.0.min(least), known.1.max(most));
        }
        told
    }

    #[test]
    fn the_reference_for_authors_names_every_function_and_no_other() {
        let known = FUNCTIONS.iter().map(|function| (function.name.to_owned(), function.args));
        assert_eq!(told(), known.collect::<BTreeMap<_, _>>());
    }
}
