//! Numbers as texts, floats and JSON.

use crate::{number, ratio};
use zhiheng::{Number, ParseNumberError};

#[test]
fn texts_that_are_not_numbers_are_refused() {
    for text in [
        "",
        "-",
        "+",
        ".",
        ".5",
        "5.",
        "1.e3",
        "1e",
        "1e+",
        "e3",
        "1_000",
        " 1",
        "1 ",
        "--1",
        "1.2.3",
        "NaN",
        "inf",
        "1,5",
        "0x10",
        "一",
        "1.5\u{ff10}",
    ] {
        assert_eq!(Number::parse(text), Err(ParseNumberError::NotANumber), "{text:?}");
    }
}

#[test]
fn texts_are_read_in_every_notation() {
    for (text, expected) in [
        ("0", "0"),
        ("-0", "0"),
        ("-0.00", "0"),
        ("+1.50", "1.5"),
        ("007", "7"),
        ("1e3", "1000"),
        ("1.25E-2", "0.0125"),
        ("-12.5e+1", "-125"),
        ("9223372036854775807", "9223372036854775807"),
        ("-9223372036854775808", "-9223372036854775808"),
        ("9223372036854775808", "9223372036854775808"),
        ("0.0000000000000000001e19", "1"),
        ("0e99999999999999999999", "0"),
        ("100000000000000000000000e-23", "1"),
    ] {
        assert_eq!(number(text).to_exact_string().unwrap(), expected, "{text}");
    }
}

#[test]
fn floats_that_are_no_numbers_are_none() {
    assert_eq!(Number::from_f64(f64::NAN), None);
    assert_eq!(Number::from_f64(f64::INFINITY), None);
    assert_eq!(Number::from_f64(f64::NEG_INFINITY), None);
    assert_eq!(Number::from_f64(-0.0), Some(Number::ZERO));
}

#[test]
fn floats_are_their_shortest_decimal() {
    for (float, text) in [
        (0.1, "0.1"),
        (12.85, "12.85"),
        (0.1 + 0.2, "0.30000000000000004"),
        (1e23, "1e23"),
        (1_152_921_504_606_846_976.0, "1152921504606847000"),
        (9_007_199_254_740_993.0, "9007199254740992"),
        (f64::MIN_POSITIVE, "2.2250738585072014e-308"),
        (5e-324, "5e-324"),
        (f64::MAX, "1.7976931348623157e308"),
    ] {
        assert_eq!(Number::from_f64(float), Some(number(text)), "{text}");
    }
}

#[test]
fn printing_stops_at_12_decimals_and_drops_zeros() {
    assert_eq!(ratio(1, 3).to_string(), "0.333333333333");
    assert_eq!(ratio(-2, 3).to_string(), "-0.666666666667");
    assert_eq!(number("12.50").to_string(), "12.5");
    assert_eq!(number("1200").to_string(), "1200");
    assert_eq!(number("-0.0000000000004").to_string(), "0");
    assert_eq!(number("0.0000000000005").to_string(), "0.000000000001");
    assert_eq!(number("0.9999999999999").to_string(), "1");
}

#[test]
fn printing_honours_precision_width_and_sign() {
    assert_eq!(format!("{:.2}", number("2.345")), "2.35");
    assert_eq!(format!("{:.2}", number("-2.345")), "-2.35");
    assert_eq!(format!("{:.2}", number("7")), "7.00");
    assert_eq!(format!("{:.0}", number("0.5")), "1");
    assert_eq!(format!("{:.1}", number("-0.04")), "0.0");
    assert_eq!(format!("{:.20}", ratio(2, 3)), "0.66666666666666666667");
    assert_eq!(format!("{:>8.1}|{:<6}|{:+}", number("2.25"), number("3"), number("4")), "     2.3|3     |+4");
}

#[test]
fn debug_shows_the_exact_value() {
    assert_eq!(format!("{:?} {:?} {:?}", number("-1.50"), ratio(2, 6), Number::ZERO), "-1.5 1/3 0");
}

#[test]
fn json_numbers_are_integers_where_they_can_be() {
    for (given, json) in [
        (number("85.0"), "85"),
        (number("85.50"), "85.5"),
        (ratio(1, 3), "0.333333333333"),
        (number("-3"), "-3"),
        (number("18446744073709551615"), "18446744073709551615"),
        (number("1e20"), "1e+20"),
        (number("-0.0000000000001"), "0"),
    ] {
        assert_eq!(serde_json::to_string(&given).unwrap(), json);
    }
    assert!(serde_json::to_string(&number("1e309")).is_err());
}

#[test]
fn json_that_is_no_number_is_refused() {
    for json in ["\"1\"", "null", "true", "[1]"] {
        assert!(serde_json::from_str::<Number>(json).is_err(), "{json}");
    }
    assert_eq!(serde_json::from_str::<Number>("18446744073709551615").unwrap(), number("18446744073709551615"));
    assert_eq!(serde_json::from_value::<Number>(serde_json::json!(0.1)).unwrap(), number("0.1"));
    assert_eq!(serde_json::from_str::<Number>("9223372036854775807").unwrap(), number("9223372036854775807"));
}

#[test]
fn the_schema_says_number() {
    assert_eq!(schemars::schema_for!(Number).get("type"), Some(&serde_json::json!("number")));
}
