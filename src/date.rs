//! A day of the calendar, as profiles and calls write it.

use jiff::civil;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// A day of the calendar, without a time: `2023-04-30`.
///
/// Written as `YYYY-MM-DD`, in years 1 to 9999.
///
/// ```
/// use zhiheng::Date;
/// let issued: Date = "2021-05-17".parse()?;
/// assert!(issued < Date::new(2021, 6, 1)?);
/// assert!("2021-5-17".parse::<Date>().is_err());
/// # Ok::<(), zhiheng::DateError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

/// Why something is not a date.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct DateError(String);

impl Date {
    /// The day of that year, month (1 to 12) and day of the month.
    ///
    /// # Errors
    /// If the calendar has no such day, or the year is not within 1 to 9999.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Date, DateError> {
        let small = |number: u8| i8::try_from(number).unwrap_or(-1);
        i16::try_from(year)
            .ok()
            .filter(|year| (1..=9999).contains(year))
            .and_then(|year| civil::Date::new(year, small(month), small(day)).ok())
            .map(Date)
            .ok_or_else(|| DateError(format!("the calendar has no day `{year:04}-{month:02}-{day:02}`")))
    }

    /// The day as this library reckons with it.
    pub(crate) fn as_civil(self) -> civil::Date {
        self.0
    }

    pub(crate) fn from_civil(day: civil::Date) -> Date {
        Date(day)
    }
}

impl FromStr for Date {
    type Err = DateError;

    fn from_str(text: &str) -> Result<Date, DateError> {
        // Stricter than ISO 8601, which also knows 20210517 and times of day.
        if let [y3, y2, y1, y0, b'-', m1, m0, b'-', d1, d0] = text.as_bytes()
            && let (Some(century), Some(year)) = (two_digits(*y3, *y2), two_digits(*y1, *y0))
            && let (Some(month), Some(day)) = (two_digits(*m1, *m0), two_digits(*d1, *d0))
        {
            return Date::new(u16::from(century) * 100 + u16::from(year), month, day);
        }
        Err(DateError(format!("`{text}` is not a date in the form `YYYY-MM-DD`")))
    }
}

fn two_digits(tens: u8, ones: u8) -> Option<u8> {
    (tens.is_ascii_digit() && ones.is_ascii_digit()).then(|| (tens - b'0') * 10 + (ones - b'0'))
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
        Cow::<str>::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

impl JsonSchema for Date {
    fn schema_name() -> Cow<'static, str> {
        "Date".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_reads_and_prints_the_same_text() -> Result<(), DateError> {
        for text in ["2023-04-30", "2024-02-29", "0001-01-01", "9999-12-31"] {
            assert_eq!(text.parse::<Date>()?.to_string(), text);
        }
        Ok(())
    }

    #[test]
    fn another_form_than_year_month_day_is_refused() {
        for text in ["", "2023", "2023-4-30", "20230430", "2023-04-30T00:00", "2023/04/30", "+023-04-30", "2023-04-30-"]
        {
            let error = DateError(format!("`{text}` is not a date in the form `YYYY-MM-DD`"));
            assert_eq!(text.parse::<Date>(), Err(error));
        }
    }

    #[test]
    fn a_day_that_the_calendar_lacks_is_refused() {
        for text in ["2023-02-29", "2023-04-31", "2023-13-01", "2023-00-10", "2023-01-00", "0000-01-01"] {
            assert_eq!(text.parse::<Date>(), Err(DateError(format!("the calendar has no day `{text}`"))));
        }
        assert!(Date::new(2023, 200, 1).is_err());
        assert!(Date::new(40_000, 1, 1).is_err());
    }

    #[test]
    fn days_compare_by_time() -> Result<(), DateError> {
        assert!(Date::new(2022, 12, 31)? < Date::new(2023, 1, 1)?);
        Ok(())
    }

    #[test]
    fn json_holds_a_day_as_text() -> Result<(), Box<dyn std::error::Error>> {
        let day = Date::new(2021, 5, 17)?;
        assert_eq!(serde_json::to_string(&day)?, "\"2021-05-17\"");
        assert_eq!(serde_json::from_str::<Date>("\"2021-05-17\"")?, day);
        assert!(serde_json::from_str::<Date>("20210517").is_err());
        Ok(())
    }

    #[test]
    fn the_calendar_of_the_library_is_the_same() -> Result<(), DateError> {
        let day = Date::new(2020, 2, 29)?;
        assert_eq!(Date::from_civil(day.as_civil()), day);
        Ok(())
    }
}
