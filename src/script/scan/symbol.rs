//! Brackets, operators and punctuation as tokens: the longest that fits.

use super::{Flaw, Kind, Open, Scanner};

/// Symbols of more than one character, the longer ones first.
const LONG: &[&str] = &[
    "**=", "..=", "...", "===", "!==", "::<", "<<=", ">>=", "**", "*=", "+=", "++", "-=", "->", "--", "/=", "..", "==",
    "=>", "::", ":=", ":;", "<=", "<-", "<<", "<|", ">=", ">>", "!=", "!.", "||", "|=", "|>", "&&", "&=", "^=", "%=",
    "?.", "??", "?[", "#{", "#!",
];

impl Scanner<'_> {
    pub(super) fn symbol(&mut self) -> Result<(), Flaw> {
        let rest = self.rest();
        let not_in = rest.strip_prefix("!in").is_some_and(|after| !after.starts_with(continues_word));
        let first = rest.as_bytes().first();
        let fits = |symbol: &&&str| symbol.as_bytes().first() == first && rest.starts_with(**symbol);
        let length = match LONG.iter().find(fits) {
            _ if not_in => 3,
            // Rhai takes them for a raw string without a quote; one token keeps the scan linear
            _ if rest.starts_with("##") => rest.len() - rest.trim_start_matches('#').len(),
            Some(symbol) => symbol.len(),
            None => 1,
        };
        for _ in 0..length {
            self.bump();
        }
        let symbol = rest.get(..length).unwrap_or_default();
        let closed = match symbol {
            "(" => return self.opened(Open::Round),
            "[" | "?[" => return self.opened(Open::Square),
            "{" | "#{" => return self.opened(Open::Curly),
            ")" => Open::Round,
            "]" => Open::Square,
            "}" => Open::Curly,
            _ => {
                self.push(Kind::Symbol);
                return Ok(());
            }
        };
        if self.open.pop() != Some(closed) {
            return Err(self.flaw("unopened-bracket"));
        }
        self.push(Kind::Symbol);
        Ok(())
    }

    fn opened(&mut self, open: Open) -> Result<(), Flaw> {
        self.open.push(open);
        self.push(Kind::Symbol);
        Ok(())
    }
}

fn continues_word(c: char) -> bool {
    c == '_' || c.is_ascii_alphanumeric() || !c.is_ascii()
}
