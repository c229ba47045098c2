//! What is read briskly is what is read carefully, or nothing.

use super::Fixture;
use crate::facts::path::ItemKeys;
use crate::facts::read::{Mode, Pace, Reading};

/// Values of every kind, with the numbers at which a type of Rust ends.
const VALUES: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "-0",
    "1",
    "-1",
    "1.0",
    "1e2",
    "1E400",
    "98.5",
    "0.1",
    "9007199254740993",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551615",
    "18446744073709551616",
    "123456789012345678901234567890",
    "0.30000000000000004",
    "\"\"",
    "\"440600\"",
    "\"佛山\"",
    "\"2023-02-28\"",
    "\"2023-02-29\"",
    "\"a\\u00e9\\n\"",
    "\"\\ud800\"",
    "[]",
    "[\"440600\"]",
    "[\"440600\", \"440600\"]",
    "[1]",
    "{}",
    "{\"value\": 1}",
];

/// Profiles with a value at the place of each `V`.
const PLACES: &[&str] = &[
    r#"{"as_of": V}"#,
    r#"{"basic": {"name": V}}"#,
    r#"{"basic": {"uscc": V}}"#,
    r#"{"basic": {"city": V}}"#,
    r#"{"basic": {"founded": V}}"#,
    r#"{"basic": {"employees": V}}"#,
    r#"{"basic": {"employees": V, "employees": 1}}"#,
    r#"{"basic": V}"#,
    r#"{"finance": {"revenue": V, "ratio": V}}"#,
    r#"{"tags": V}"#,
    r#"{"products": V}"#,
    r#"{"products": [{"id": "a", "name": V, "tested": V, "no_limit": V}, V]}"#,
    r#"{"products": [{"indicators": [{"value": V}, V]}]}"#,
    r#"{"notes": {"a": V}}"#,
    r#"{"matrix": [[V]]}"#,
    r#"{"nobody": V}"#,
    "V",
];

#[test]
fn what_is_read_briskly_is_what_is_read_carefully() {
    let (mut brisk, mut refused) = (0, 0);
    for digits in [400, 18] {
        let mut fixture = Fixture::small();
        fixture.limits.number_digits = digits;
        for (mode, strict) in [(Mode::Fast, false), (Mode::Full, false), (Mode::Full, true)] {
            for profile in PLACES.iter().flat_map(|place| VALUES.iter().map(|value| place.replace('V', value))) {
                let keys = ItemKeys::default();
                let reading = Reading { file: "p.json", mode, strict, limits: &fixture.limits, keys };
                let careful = fixture.reader.read_text(&profile, reading, Pace::Careful);
                match fixture.reader.read_text(&profile, reading, Pace::Brisk) {
                    Ok(facts) => {
                        let careful = careful.unwrap_or_else(|error| panic!("{profile}: {:?}", error.diagnostics()));
                        assert_eq!(facts.root, careful.root, "{profile}");
                        assert_eq!((facts.as_of, facts.warnings), (careful.as_of, careful.warnings), "{profile}");
                        brisk += 1;
                    }
                    Err(_) => refused += 1,
                }
            }
        }
    }
    assert!(brisk > 500 && refused > 500, "{brisk} read, {refused} refused");
}
