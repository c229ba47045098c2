//! Dates as profiles write them: `YYYY-MM-DD`, nothing else; what is not one is told apart from what no calendar has.

use crate::date::Date;
use jiff::civil;

/// Why a text is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateError {
    /// Not written as four, two and two digits with hyphens.
    Form,
    /// A day that no calendar has.
    Impossible,
}

/// The day that `text` names.
pub(crate) fn date(text: &str) -> Result<civil::Date, DateError> {
    text.parse::<Date>().map(Date::as_civil).map_err(|_| why(text))
}

#[cold]
fn why(text: &str) -> DateError {
    let digits = |part: Option<&str>, length| {
        part.is_some_and(|part| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let mut parts = text.split('-');
    let is_date =
        digits(parts.next(), 4) && digits(parts.next(), 2) && digits(parts.next(), 2) && parts.next().is_none();
    if is_date { DateError::Impossible } else { DateError::Form }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_four_two_and_two_digits() {
        assert_eq!(date("2024-02-29"), Ok(civil::date(2024, 2, 29)));
        for text in ["", "2024", "20240229", "2024-2-29", "2024/02/29", "2024-02-29T00:00", "+024-02-29", "２024-02-29"]
        {
            assert_eq!(date(text), Err(DateError::Form), "{text}");
        }
    }

    #[test]
    fn days_that_no_calendar_has_are_told_apart() {
        for text in ["2023-02-29", "2023-13-01", "2023-00-10", "2023-04-31", "0000-01-01"] {
            assert_eq!(date(text), Err(DateError::Impossible), "{text}");
        }
    }
}
