//! The band of a table that a number fell into, and the next better one.

use super::figures::{apart, figure};
use super::names::Names;
use crate::assess::assessment::{BandKind, BandRead, RowResult};
use crate::number::Number;
use crate::text::Text;

/// What `read` gave and what would give more; nothing for a range, which has no one band.
pub(super) fn text(names: &Names, row: &RowResult, read: &BandRead) -> Option<String> {
    if read.value_upper.is_some() {
        return None;
    }
    let voice = names.voice;
    let words = &voice.words.losses;
    // tables give points only where the row has just what this one gave
    let points = row.points.as_ref() == Some(&read.result);
    let result = |number: &Number| {
        if points { voice.fill(&words.result, &[("points", &figure(number))]) } else { figure(number) }
    };
    let value = apart(&read.value, read.table.iter().map(|(bound, _)| bound));
    let band = voice.fill(&words.band, &[("value", &value), ("result", &result(&read.result))]);
    let Some((sentence, bound, better)) = next(names, read) else { return Some(band) };
    Some(voice.fill(sentence, &[("band", &band), ("bound", bound), ("result", &result(better))]))
}

/// The nearest band that gives more: how to reach it, its bound, what it gives.
fn next<'a>(names: &Names, read: &'a BandRead) -> Option<(&'static Text, &'a Number, &'a Number)> {
    let words = &names.voice.words.losses;
    let (sentence, rising) = match read.function {
        BandKind::Band | BandKind::Interpolate => (&words.at_least, true),
        BandKind::BandAbove => (&words.above, true),
        BandKind::BandMax => (&words.at_most, false),
        BandKind::BandBelow => (&words.below, false),
    };
    let better = |(bound, result): &&(Number, Number)| {
        *result > read.result && if rising { *bound >= read.value } else { *bound <= read.value }
    };
    let found = if rising { read.table.iter().find(better) } else { read.table.iter().rev().find(better) };
    found.map(|(bound, result)| (sentence, bound, result))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::assessment::Assessment;
    use crate::report::testing;
    use crate::text::Lang;

    fn told(function: &str, value: &str, table: &[[i64; 2]], bound: Option<i64>, result: i64) -> Option<String> {
        let document = testing::document(serde_json::json!({}));
        let assessment: Assessment = serde_json::from_value(document).expect("an assessment");
        let names = Names { voice: crate::report::voice::Voice::new(Lang::Zh), assessment: &assessment };
        let value: serde_json::Value = serde_json::from_str(value).expect("a number");
        let read = serde_json::json!({
            "function": function, "value": value, "table": table, "bound": bound, "result": result,
        });
        let row = testing::row(serde_json::json!({ "points": result, "max": 10 }));
        let row: RowResult = serde_json::from_value(row).expect("a row");
        text(&names, &row, &serde_json::from_value(read).expect("a band"))
    }

    #[test]
    fn a_band_names_the_next_one_that_gives_more() {
        let table = [[0, 2], [4, 4], [8, 8], [10, 10]];
        assert_eq!(told("band", "8.754", &table, Some(8), 8).expect("a band"), "分档：8.8对应8分；达到10对应10分");
        assert_eq!(told("band", "-1", &table, None, 0).expect("a band"), "分档：-1对应0分；达到0对应2分");
        assert_eq!(told("band", "12", &table, Some(10), 10).expect("a band"), "分档：12对应10分");
    }

    #[test]
    fn a_number_just_below_a_bound_is_not_printed_as_the_bound() {
        let table = [[8, 8], [10, 10]];
        assert_eq!(told("band", "9.996", &table, Some(8), 8).expect("a band"), "分档：9.996对应8分；达到10对应10分");
    }

    #[test]
    fn a_table_of_upper_bounds_names_the_bound_to_stay_below() {
        let table = [[50, 5], [60, 3], [70, 1]];
        assert_eq!(
            told("band_below", "53.02", &table, Some(60), 3).expect("a band"),
            "分档：53.02对应3分；低于50对应5分"
        );
        assert_eq!(told("band_max", "71", &table, None, 0).expect("a band"), "分档：71对应0分；不超过70对应1分");
    }
}
