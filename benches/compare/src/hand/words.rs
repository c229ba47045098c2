//! The few words that the hand-written rows share.

use jiff::civil::Date;

/// The value of the first bound that `x` reaches; bounds fall.
pub fn band(x: f64, table: &[(f64, f64)]) -> f64 {
    table.iter().find(|(bound, _)| x >= *bound).map_or(0.0, |(_, value)| *value)
}

/// The value of the first bound that `x` does not exceed; bounds rise.
pub fn band_max(x: f64, table: &[(f64, f64)]) -> f64 {
    table.iter().find(|(bound, _)| x <= *bound).map_or(0.0, |(_, value)| *value)
}

/// The value of the first bound that `x` stays below; bounds rise.
pub fn band_below(x: f64, table: &[(f64, f64)]) -> f64 {
    table.iter().find(|(bound, _)| x < *bound).map_or(0.0, |(_, value)| *value)
}

/// None of nothing.
pub fn percent_of(part: f64, whole: f64) -> Option<f64> {
    (whole != 0.0).then(|| 100.0 * part / whole)
}

/// Percent of `items` for which `f` holds; none of an empty list.
pub fn share<'a, T: 'a>(items: impl IntoIterator<Item = &'a T>, f: impl Fn(&T) -> bool) -> Option<f64> {
    let (mut yes, mut all) = (0.0, 0.0);
    for item in items {
        all += 1.0;
        if f(item) {
            yes += 1.0;
        }
    }
    percent_of(yes, all)
}

/// None of an empty list.
pub fn mean<T>(items: &[T], f: impl Fn(&T) -> f64) -> Option<f64> {
    (!items.is_empty()).then(|| items.iter().map(f).sum::<f64>() / items.len() as f64)
}

/// No decides, then what lacks.
pub fn and(a: Option<bool>, b: Option<bool>) -> Option<bool> {
    match (a, b) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

/// How many steps are taken at least, and at most if what lacks is yes.
pub fn ladder(steps: &[Option<bool>]) -> (f64, f64) {
    let taken = |unknown: bool| steps.iter().take_while(|step| step.unwrap_or(unknown)).count() as f64;
    (taken(false), taken(true))
}

/// How many are yes at least, and at most if what lacks is yes.
pub fn count(facts: &[Option<bool>]) -> (f64, f64) {
    let known = |unknown: bool| facts.iter().filter(|fact| fact.unwrap_or(unknown)).count() as f64;
    (known(false), known(true))
}

/// Completed whole years from `a` to `b`; somebody born on 29 February is a year older on the 28th.
pub fn years_between(a: Date, b: Date) -> i16 {
    let last_of_month = b.day() == b.days_in_month();
    let before = (b.month(), b.day()) < (a.month(), a.day()) && !(b.month() == a.month() && last_of_month);
    b.year() - a.year() - i16::from(before)
}

/// Not in the future, and less than `years` whole years ago.
pub fn within_years(date: Date, years: i16, as_of: Date) -> bool {
    date <= as_of && years_between(date, as_of) < years
}
