//! The tokens of one script with what stands in which bracket, found by the places that Rhai gives.

use crate::diagnostic::{Diagnostic, Place};
use crate::script::ast::{Name, Pos};
use crate::script::scan::{Kind, Token};
use rhai::Position;
use std::collections::BTreeMap;

pub(super) struct Source<'t> {
    pub file: &'t str,
    pub tokens: Vec<Token<'t>>,
    /// For each token that opens a bracket, the one that closes it.
    closing: Vec<Option<usize>>,
    /// The `switch` keywords and the opening braces of their arms.
    switches: BTreeMap<usize, usize>,
}

/// A token, or all from an opening bracket to its closing one.
#[derive(Clone, Copy)]
pub(super) struct Unit {
    pub first: usize,
    pub last: usize,
}

impl<'t> Source<'t> {
    pub(super) fn new(file: &'t str, tokens: Vec<Token<'t>>) -> Source<'t> {
        let mut closing = vec![None; tokens.len()];
        let mut open = Vec::new();
        for (index, token) in tokens.iter().enumerate() {
            if token.closes()
                && let Some(opener) = open.pop()
                && let Some(slot) = closing.get_mut(opener)
            {
                *slot = Some(index);
            }
            if token.opens() {
                open.push(index);
            }
        }
        let mut source = Source { file, tokens, closing, switches: BTreeMap::new() };
        source.switches = source.find_switches();
        source
    }

    /// The token at a place that Rhai gave.
    pub(super) fn at(&self, position: Position) -> Option<usize> {
        let key = key(position)?;
        self.tokens.binary_search_by_key(&key, |token| token.rhai).ok()
    }

    pub(super) fn token(&self, index: usize) -> Option<&Token<'t>> {
        self.tokens.get(index)
    }

    /// Whether the token at `index` is the keyword or symbol `text`.
    pub(super) fn is(&self, index: usize, text: &str) -> bool {
        self.token(index).is_some_and(|token| token.is(text))
    }

    pub(super) fn name(&self, index: usize) -> Option<Name> {
        self.token(index).map(|token| Name { text: token.text.to_owned(), pos: token.pos })
    }

    /// The stretch of the token at a place that Rhai gave; one character where no token starts there.
    pub(super) fn pos(&self, position: Position) -> Pos {
        let Some(key) = key(position) else { return Pos::default() };
        let before = self.tokens.partition_point(|token| token.rhai <= key);
        match before.checked_sub(1).and_then(|index| self.token(index)) {
            Some(token) if token.rhai == key => token.pos,
            Some(token) if token.rhai.0 == key.0 => {
                Pos { line: token.pos.line, column: token.pos.column + (key.1 - token.rhai.1), length: 1 }
            }
            Some(token) => Pos { line: token.pos.line + (key.0 - token.rhai.0), column: key.1, length: 1 },
            None => Pos { line: key.0, column: key.1, length: 1 },
        }
    }

    pub(super) fn place(&self, pos: Pos) -> Place {
        Place::at(self.file, pos.line, pos.column, pos.length)
    }

    pub(super) fn error(&self, code: &'static str, pos: Pos, args: &[(&str, &str)]) -> Diagnostic {
        Diagnostic::error(code, self.place(pos), args)
    }

    /// What stands directly in the bracket that `opener` opens; `None` for the top of the file.
    pub(super) fn units(&self, opener: Option<usize>) -> Vec<Unit> {
        let (mut index, end) = match opener {
            Some(opener) => (opener + 1, self.closing(opener).unwrap_or(self.tokens.len())),
            None => (0, self.tokens.len()),
        };
        let mut units = Vec::new();
        while index < end {
            let first = index;
            // a back-tick string closes and opens again at each of its pieces
            while let Some(closer) = self.closing(index) {
                index = closer;
            }
            units.push(Unit { first, last: index });
            index += 1;
        }
        units
    }

    /// Every bracket, and the top of the file.
    pub(super) fn groups(&self) -> impl Iterator<Item = Option<usize>> {
        let openers =
            self.closing.iter().enumerate().filter(|(_, closer)| closer.is_some()).map(|(index, _)| Some(index));
        std::iter::once(None).chain(openers)
    }

    pub(super) fn closing(&self, opener: usize) -> Option<usize> {
        self.closing.get(opener).copied().flatten()
    }

    /// The brace that opens the arms of the `switch` at `keyword`.
    pub(super) fn arms_of(&self, keyword: usize) -> Option<usize> {
        self.switches.get(&keyword).copied()
    }

    fn find_switches(&self) -> BTreeMap<usize, usize> {
        let mut found = BTreeMap::new();
        for group in self.groups() {
            // the subject of a `switch` may itself be one: the last keyword gets the first braces with arms in them
            let mut waiting = Vec::new();
            for unit in self.units(group) {
                if self.is(unit.first, "switch") {
                    waiting.push(unit.first);
                } else if self.is(unit.first, "{")
                    && self.units(Some(unit.first)).iter().any(|inner| self.is(inner.first, "=>"))
                    && let Some(keyword) = waiting.pop()
                {
                    found.insert(keyword, unit.first);
                }
            }
        }
        found
    }
}

fn key(position: Position) -> Option<(u32, u32)> {
    let line = u32::try_from(position.line()?).ok()?;
    let column = u32::try_from(position.position().unwrap_or(0)).ok()?;
    Some((line, column))
}

/// Whether an operand of an operator can end with this token.
pub(super) fn ends_operand(token: &Token<'_>) -> bool {
    match token.kind {
        Kind::Number | Kind::Str | Kind::Text | Kind::Char => true,
        Kind::Symbol => matches!(token.text, ")" | "]" | "}"),
        Kind::Word => !KEYWORDS.contains(&token.text),
    }
}

/// Keywords after which something must follow; `true`, `false` and `this` are values.
pub(super) const KEYWORDS: &[&str] = &[
    "as", "break", "catch", "const", "continue", "do", "else", "export", "fn", "for", "if", "import", "in", "let",
    "loop", "private", "return", "switch", "throw", "try", "until", "while",
];
