//! What peers without a calendar are given: the days that lie one, two and three years before the reference date, and for one of
//! them dates as numbers.

use crate::engines::Result;

/// The profile's text with `year_ago`, `two_years_ago`, `three_years_ago` put in front. Found in the text and not by parsing it,
/// so that a peer pays for one parse only.
pub fn with_days(json: &[u8]) -> Result<String> {
    let text = std::str::from_utf8(json)?;
    let (as_of, body) = (as_of(text)?, text.trim_start().strip_prefix('{').ok_or("no object")?);
    let [one, two, three] = days(as_of)?;
    Ok(format!(r#"{{"year_ago":"{one}","two_years_ago":"{two}","three_years_ago":"{three}",{body}"#))
}

/// One, two and three years before a date.
pub fn days(as_of: &str) -> Result<[String; 3]> {
    let (year, day) = as_of.split_at_checked(4).ok_or("a short date")?;
    let year: u16 = year.parse()?;
    // a 29 February stands for the day after the 28th here: no date lies between
    Ok([1, 2, 3].map(|back| format!("{}{day}", year - back)))
}

fn as_of(text: &str) -> Result<&str> {
    let (_, rest) = text.split_once("\"as_of\"").ok_or("no as_of")?;
    Ok(rest.split('"').nth(1).ok_or("as_of is no text")?)
}

/// The text with every `"2023-04-30"` as the number 20230430.
pub fn as_numbers(text: &str) -> String {
    let mut numbers = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(quote) = rest.find('"') {
        let (before, quoted) = rest.split_at(quote);
        numbers.push_str(before);
        match quoted.get(1..12).filter(|inner| is_date(inner.as_bytes())) {
            Some(date) => {
                numbers.extend(date[..10].split('-'));
                rest = &quoted[12..];
            }
            None => {
                // past the closing quote, so that an escaped one never begins a text
                let end = end_of_text(quoted);
                numbers.push_str(&quoted[..end]);
                rest = &quoted[end..];
            }
        }
    }
    numbers.push_str(rest);
    numbers
}

/// Ten characters of a date and the closing quote.
fn is_date(text: &[u8]) -> bool {
    let digits = |range: std::ops::Range<usize>| text[range].iter().all(u8::is_ascii_digit);
    text.len() == 11
        && text[4] == b'-'
        && text[7] == b'-'
        && text[10] == b'"'
        && digits(0..4)
        && digits(5..7)
        && digits(8..10)
}

fn end_of_text(quoted: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in quoted.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    quoted.len()
}
