//! Signs that a Chinese input method leaves where the half-width ones are meant.

/// Signs outside the full-width forms of ASCII, and what was meant.
const MEANT: &[(char, &str)] = &[
    ('\u{3010}', "["),
    ('\u{3011}', "]"),
    ('\u{201c}', "\""),
    ('\u{201d}', "\""),
    ('\u{2018}', "\""),
    ('\u{2019}', "\""),
    ('\u{3001}', ","),
    ('\u{3002}', "."),
    ('\u{d7}', "*"),
    ('\u{f7}', "/"),
    ('\u{2264}', "<="),
    ('\u{2265}', ">="),
    ('\u{2260}', "!="),
    ('\u{3000}', " "),
    ('\u{a0}', " "),
];

/// The half-width sign that `sign` was meant to be.
pub(crate) fn half_width(sign: char) -> Option<String> {
    match sign {
        // the full-width forms stand in the order of ASCII
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(sign) - 0xfee0).map(String::from),
        _ => MEANT.iter().find(|(known, _)| *known == sign).map(|(_, meant)| (*meant).to_owned()),
    }
}
