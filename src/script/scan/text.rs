//! Strings as tokens: quoted, raw, and back-tick strings with `${…}` in them.

use super::{Flaw, Kind, Open, Scanner};

impl Scanner<'_> {
    /// Reads `"…"` or `'…'`; a doubled quote and one after a backslash belong to it.
    pub(super) fn quoted(&mut self, quote: char) -> Result<(), Flaw> {
        let (kind, unclosed) = match quote {
            '"' => (Kind::Str, "unclosed-string"),
            _ => (Kind::Char, "unclosed-character"),
        };
        self.bump();
        loop {
            match self.peek() {
                None => return Err(self.flaw(unclosed)),
                Some('\n') => return Err(self.flaw(unclosed)),
                Some('\r') if self.peek_at(1) != Some('\n') => return Err(self.flaw("lone-carriage-return")),
                Some('\\') => {
                    self.bump();
                    if self.peek() == Some('\r') {
                        self.bump();
                    }
                    self.bump();
                }
                Some(c) if c == quote => {
                    self.bump();
                    // `''` alone is an empty character, not a doubled quote
                    let empty = quote == '\'' && self.at.offset == self.start.offset + 2;
                    if self.peek() != Some(quote) || empty {
                        self.push(kind);
                        return Ok(());
                    }
                    self.bump();
                }
                Some(_) => self.bump(),
            }
        }
    }

    /// Whether a raw string, `#"…"#` with any number of `#`, starts here.
    pub(super) fn raw_follows(&self) -> bool {
        self.rest().trim_start_matches('#').starts_with('"')
    }

    pub(super) fn raw(&mut self) -> Result<(), Flaw> {
        let mut hashes = 0_usize;
        while self.peek() == Some('#') {
            self.bump();
            hashes += 1;
        }
        self.bump();
        let end = format!("\"{}", "#".repeat(hashes));
        let Some(length) = self.rest().find(&end) else { return Err(self.flaw("unclosed-string")) };
        let until = self.at.offset + length;
        // Rhai counts no new line where one follows a quote within a raw string
        let mut after_quote = false;
        while self.at.offset < until {
            let c = self.peek();
            if c == Some('\r') && self.peek_at(1) != Some('\n') {
                return Err(self.flaw("lone-carriage-return"));
            }
            let (line, column) = self.at.rhai;
            self.bump();
            if after_quote && c == Some('\n') {
                self.at.rhai = (line, column.saturating_add(1));
            }
            after_quote = c == Some('"') || (after_quote && c == Some('#'));
        }
        for _ in 0..=hashes {
            self.bump();
        }
        self.push(Kind::Str);
        Ok(())
    }

    /// Reads on in a back-tick string up to its end or to `${`.
    pub(super) fn back_tick(&mut self) -> Result<(), Flaw> {
        loop {
            match (self.peek(), self.peek_at(1), self.peek_at(2)) {
                (None, ..) => return Err(self.flaw("unclosed-string")),
                (Some('\r'), next, _) if next != Some('\n') => return Err(self.flaw("lone-carriage-return")),
                (Some('$'), Some('{'), _) => {
                    self.bump();
                    self.bump();
                    self.open.push(Open::Text);
                    self.push(Kind::Text);
                    return Ok(());
                }
                (Some('\\'), Some('$'), Some('{')) => {
                    let (line, column) = self.at.rhai;
                    self.bump();
                    self.bump();
                    // Rhai forgets to count the `$`
                    self.at.rhai = (line, column.saturating_add(1));
                    self.bump();
                }
                (Some('`'), Some('`'), _) => {
                    self.bump();
                    self.bump();
                }
                (Some('`'), ..) => {
                    self.bump();
                    self.push(Kind::Text);
                    return Ok(());
                }
                (Some(_), ..) => self.bump(),
            }
        }
    }
}
