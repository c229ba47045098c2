//! Number literals: Rhai folds signs into them and rounds long ones, so their text is read from the tokens.

use super::reader::Reader;
use crate::number::Number;
use crate::script::ast::{Expr, ExprKind};
use crate::script::scan::Kind;
use rhai::Position;

impl Reader<'_> {
    /// The number whose literal, signs and parentheses included, starts at `position`.
    pub(super) fn number_at(&mut self, position: Position) -> Expr {
        let Some(mut index) = self.source.at(position) else { return self.unknown(position) };
        let start = index;
        let mut negative = false;
        while let Some(token) = self.source.token(index) {
            match (token.kind, token.text) {
                (Kind::Symbol, "-") => negative = !negative,
                (Kind::Symbol, "+" | "(") => {}
                (Kind::Number, _) => {
                    let mut number = self.number(index, negative);
                    if start + 1 == index
                        && let Some(sign) = self.source.token(start)
                        && (sign.pos.line, sign.pos.column + 1) == (number.pos.line, number.pos.column)
                    {
                        number.pos.column -= 1;
                        number.pos.length += 1;
                    }
                    return number;
                }
                // a range without a start, to which Rhai gives a 0
                (Kind::Symbol, ".." | "..=") => {
                    let pos = token.pos;
                    self.refuse_unless_told("open-range", pos);
                    return Reader::nothing(pos);
                }
                _ => break,
            }
            index += 1;
        }
        self.unknown(position)
    }

    /// The number of one token.
    pub(super) fn number(&mut self, index: usize, negative: bool) -> Expr {
        let Some(token) = self.source.token(index) else { return self.unknown(Position::NONE) };
        let pos = token.pos;
        let based = token.text.strip_prefix('0').map(|rest| rest.trim_start_matches('_'));
        if based.is_some_and(|rest| rest.starts_with(['x', 'X', 'o', 'O', 'b', 'B'])) {
            return self.refused("number-not-decimal", pos, &[("number", token.text)]);
        }
        let limit = self.limits.number_digits;
        if token.text.chars().filter(char::is_ascii_digit).count() > limit {
            return self.refused("number-too-long", pos, &[("limit", &limit.to_string())]);
        }
        let digits = token.text.replace('_', "");
        // `1.` is how Rhai lets `1.0` be written
        let digits = digits.trim_end_matches('.');
        let text = if negative { format!("-{digits}") } else { digits.to_owned() };
        match Number::parse(&text) {
            Ok(number) => Expr { kind: ExprKind::Number(number), pos },
            Err(_) => self.refused("number-beyond-range", pos, &[("number", token.text)]),
        }
    }
}
