//! The text of an expression as it stands in its script, and its place.

use crate::diagnostic::Place;
use crate::script::ast::{Expr, ExprKind, Pos};
use crate::script::lower::visit_expr;
use crate::script::scan::{Kind, Token, scan};

/// Longer texts are cut in sentences.
const LONGEST: usize = 60;

/// A script with its tokens and the brackets among them.
pub(super) struct Written<'t> {
    file: &'t str,
    text: &'t str,
    tokens: Vec<Token<'t>>,
    /// For each token that opens a bracket the one that closes it, and the other way round.
    closing: Vec<Option<usize>>,
    opening: Vec<Option<usize>>,
}

/// A stretch of tokens, the last included.
#[derive(Clone, Copy)]
pub(super) struct Stretch {
    first: usize,
    last: usize,
}

impl<'t> Written<'t> {
    pub fn new(file: &'t str, text: &'t str) -> Written<'t> {
        let tokens = scan(text).tokens;
        let (mut closing, mut opening, mut open) = (vec![None; tokens.len()], vec![None; tokens.len()], Vec::new());
        for (index, token) in tokens.iter().enumerate() {
            if token.closes()
                && let Some(opener) = open.pop()
            {
                set(&mut closing, opener, index);
                set(&mut opening, index, opener);
            }
            if token.opens() {
                open.push(index);
            }
        }
        Written { file, text, tokens, closing, opening }
    }

    /// The place of a token.
    pub fn at(&self, pos: Pos) -> Place {
        Place::at(self.file, pos.line, pos.column, pos.length)
    }

    /// The tokens of an expression; its outermost parentheses are not told from those around it.
    pub fn stretch(&self, expr: &Expr) -> Option<Stretch> {
        let at = self.index(expr.pos)?;
        let mut found = Stretch { first: at, last: at };
        visit_expr(expr, &mut |part| {
            let Some(mut at) = self.index(part.pos) else { return };
            found.first = found.first.min(at);
            if matches!(part.kind, ExprKind::Call { .. })
                && let Some(end) = self.closing.get(at + 1).copied().flatten()
            {
                at = end;
            }
            found.last = found.last.max(at);
        });
        self.balance(&mut found);
        // the sign of a number is folded into it
        let sign = |index: usize| self.tokens.get(index).is_some_and(|token| token.is("-"));
        if let Some(before) = found.first.checked_sub(1).filter(|before| sign(*before))
            && self.tokens.get(found.first).is_some_and(|token| token.kind == Kind::Number)
            && before.checked_sub(1).and_then(|index| self.tokens.get(index)).is_none_or(begins_operand)
        {
            found.first = before;
        }
        Some(found)
    }

    /// Widens a stretch until every bracket in it is closed in it.
    fn balance(&self, found: &mut Stretch) {
        loop {
            let inside = found.first..=found.last;
            let partner = |list: &[Option<usize>], index: usize| list.get(index).copied().flatten();
            let first = inside.clone().filter_map(|index| partner(&self.opening, index)).min();
            let last = inside.filter_map(|index| partner(&self.closing, index)).max();
            let wider = Stretch {
                first: first.unwrap_or(found.first).min(found.first),
                last: last.unwrap_or(0).max(found.last),
            };
            if (wider.first, wider.last) == (found.first, found.last) {
                return;
            }
            *found = wider;
        }
    }

    /// The place where a stretch starts, on its first line.
    pub fn place(&self, stretch: Stretch) -> Place {
        let Some(first) = self.tokens.get(stretch.first) else { return Place::file(self.file) };
        let written = self.raw(stretch);
        let length = written.lines().next().map_or(1, |line| line.chars().count());
        Place::at(self.file, first.pos.line, first.pos.column, u32::try_from(length).unwrap_or(u32::MAX).max(1))
    }

    /// The text of a stretch on one line, cut short enough for a sentence.
    pub fn text(&self, stretch: Stretch) -> String {
        let text = self.raw(stretch).split_whitespace().collect::<Vec<_>>().join(" ");
        if text.chars().count() <= LONGEST {
            return text;
        }
        text.chars().take(LONGEST).chain(std::iter::once('…')).collect()
    }

    /// The text from the token at `pos` up to the next `end`, on one line.
    pub fn line_from(&self, pos: Pos, end: &str) -> String {
        let Some(first) = self.index(pos) else { return String::new() };
        let length = self.tokens.iter().skip(first).position(|token| token.is(end)).unwrap_or(1);
        self.text(Stretch { first, last: (first + length).saturating_sub(1) })
    }

    fn raw(&self, stretch: Stretch) -> &'t str {
        let start = self.tokens.get(stretch.first).map(|token| self.offset(token)).unwrap_or_default();
        let end = self.tokens.get(stretch.last).map(|token| self.offset(token) + token.text.len());
        self.text.get(start..end.unwrap_or(start)).unwrap_or_default()
    }

    /// Where a token starts, in bytes.
    fn offset(&self, token: &Token<'t>) -> usize {
        token.text.as_ptr().addr().saturating_sub(self.text.as_ptr().addr())
    }

    fn index(&self, pos: Pos) -> Option<usize> {
        self.tokens.binary_search_by_key(&(pos.line, pos.column), |token| (token.pos.line, token.pos.column)).ok()
    }
}

fn set(list: &mut [Option<usize>], index: usize, value: usize) {
    if let Some(place) = list.get_mut(index) {
        *place = Some(value);
    }
}

/// Whether an operand, and not an operator, follows the token.
fn begins_operand(token: &Token<'_>) -> bool {
    token.kind == Kind::Symbol && !token.closes()
}
