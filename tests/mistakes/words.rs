//! What must hold of the words of every mistake.

use zhiheng::Lang;
use zhiheng::diagnostic::Diagnostic;

/// Code, place and path of a mistake, whose words are seen to be in order.
pub fn told(mistake: &Diagnostic) -> String {
    in_order(mistake);
    let path = mistake.path.as_ref().map(|path| format!(" {path}")).unwrap_or_default();
    let place = mistake.place.to_string();
    format!("{place}{}{}{path}", if place.is_empty() { "" } else { " " }, mistake.code)
}

/// Both languages say something, and nothing was left to fill in.
fn in_order(mistake: &Diagnostic) {
    // a key of a profile may be empty, and is named all the same
    let nameless = mistake.path.as_ref().is_some_and(|path| path.contains("\"\""));
    for lang in [Lang::Zh, Lang::En] {
        let help = mistake.help(lang);
        for text in [Some(mistake.message(lang)), help].into_iter().flatten() {
            assert!(!text.trim().is_empty() && (nameless || !text.contains("``")) && text.len() < 2_000, "{mistake:?}");
            assert!(!holes(text), "{mistake:?}");
        }
    }
    let is_chinese = |text: &str| text.contains(|sign: char| ('\u{4e00}'..='\u{9fff}').contains(&sign));
    assert!(is_chinese(mistake.message(Lang::Zh)), "{mistake:?}");
    assert!(mistake.help(Lang::Zh).is_none_or(is_chinese), "{mistake:?}");
}

/// Whether `{name}` stands in the text.
fn holes(text: &str) -> bool {
    text.split('{').skip(1).any(|rest| {
        rest.split_once('}')
            .is_some_and(|(name, _)| !name.is_empty() && name.chars().all(|sign| sign.is_ascii_lowercase()))
    })
}
