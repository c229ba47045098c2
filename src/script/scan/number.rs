//! Numbers as tokens: their whole text, base prefix, separators and exponent included.

use super::{Kind, Scanner};

impl Scanner<'_> {
    /// Reads a number; what may follow a point decides whether the point belongs to it, as in Rhai.
    pub(super) fn number(&mut self) {
        let mut digits = 0_usize;
        let mut based = None;
        let mut fraction = false;
        let mut exponent = false;
        while let Some(c) = self.peek() {
            match c {
                '_' if digits > 0 => self.bump(),
                _ if belongs(c, based) => {
                    digits += 1;
                    self.bump();
                }
                '.' if based.is_none() && !fraction => match self.peek_at(1) {
                    None | Some('_' | '.') => break,
                    Some(next) if next.is_ascii_alphabetic() || !next.is_ascii() => break,
                    Some(_) => {
                        fraction = true;
                        self.bump();
                    }
                },
                'e' | 'E' if based.is_none() && !exponent => match self.peek_at(1) {
                    Some('0'..='9' | '+' | '-') => {
                        fraction = true;
                        exponent = true;
                        self.bump();
                        self.bump();
                    }
                    _ => break,
                },
                'x' | 'X' | 'o' | 'O' | 'b' | 'B' if digits == 1 && based.is_none() && !fraction && self.is_zero() => {
                    based = Some(c.to_ascii_lowercase());
                    self.bump();
                }
                _ => break,
            }
        }
        self.push(Kind::Number);
    }

    fn is_zero(&self) -> bool {
        self.text.get(self.start.offset..).is_some_and(|text| text.starts_with('0'))
    }
}

/// Whether `c` is a digit in the base that the letter stands for.
fn belongs(c: char, base: Option<char>) -> bool {
    match base {
        Some('x') => c.is_ascii_hexdigit(),
        Some('o') => matches!(c, '0'..='7'),
        Some(_) => matches!(c, '0' | '1'),
        None => c.is_ascii_digit(),
    }
}
