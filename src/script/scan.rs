//! Rhai source as tokens, by a scanner of this crate's own: what it gives never changes with the version of Rhai.
//!
//! It serves the digest of scripts, the limits that must hold before anything is parsed, and all that the tree of
//! Rhai loses: the exact text of numbers, the place and length of every token.

mod number;
mod symbol;
mod text;

use super::ast::Pos;
use crate::diagnostic::{Diagnostic, Place};
use std::ops::Range;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// An identifier or a keyword, in any script.
    Word,
    /// A number, without a sign.
    Number,
    /// A string in double quotes, or a raw one.
    Str,
    /// A back-tick string, or the piece of one up to `${`, from `}` to `${`, or from `}` to its end.
    Text,
    /// A character in single quotes.
    Char,
    /// Brackets, operators, punctuation.
    Symbol,
}

/// One token with its exact text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Token<'t> {
    pub kind: Kind,
    pub text: &'t str,
    /// Where it starts; its length ends with its first line.
    pub pos: Pos,
    /// Line and column by Rhai's count, which slips in a few strings.
    pub rhai: (u32, u32),
}

impl Token<'_> {
    /// Whether this is the keyword or symbol `text`.
    pub(crate) fn is(&self, text: &str) -> bool {
        matches!(self.kind, Kind::Word | Kind::Symbol) && self.text == text
    }

    /// Whether it opens a bracket that a later token closes.
    pub(crate) fn opens(&self) -> bool {
        match self.kind {
            Kind::Symbol => matches!(self.text, "(" | "[" | "?[" | "{" | "#{"),
            Kind::Text => self.text.ends_with("${"),
            _ => false,
        }
    }

    /// Whether it closes a bracket that an earlier token opened.
    pub(crate) fn closes(&self) -> bool {
        match self.kind {
            Kind::Symbol => matches!(self.text, ")" | "]" | "}"),
            Kind::Text => self.text.starts_with('}'),
            _ => false,
        }
    }
}

/// Why the rest of a text cannot be split into tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Flaw {
    /// The code of its message.
    pub code: &'static str,
    pub pos: Pos,
}

impl Flaw {
    pub(crate) fn diagnostic(&self, file: &str) -> Diagnostic {
        Diagnostic::error(self.code, Place::at(file, self.pos.line, self.pos.column, self.pos.length), &[])
    }
}

/// A text split into tokens as far as possible.
#[derive(Debug)]
pub(crate) struct Scan<'t> {
    pub tokens: Vec<Token<'t>>,
    /// Where the comments stand, in bytes.
    pub comments: Vec<Range<usize>>,
    pub flaw: Option<Flaw>,
    /// Where the text that is not split starts, in bytes.
    pub end: usize,
}

/// A script as digests see it: every token on a line of its own, in order, each followed by one line feed.
///
/// Comments and white space between tokens do not count. A token keeps its exact text; only CR LF within a string that
/// runs over several lines becomes LF. The canonical form has the same tokens as the script, so two scripts share it
/// only if their tokens are the same. What cannot be split into tokens stands at the end as it is.
pub(crate) fn canonical(text: &str) -> String {
    let scan = scan(text);
    let mut out = String::with_capacity(text.len());
    for token in &scan.tokens {
        out.push_str(&token.text.replace("\r\n", "\n"));
        out.push('\n');
    }
    out.push_str(&text.get(scan.end..).unwrap_or_default().replace("\r\n", "\n"));
    out
}

/// Splits a text into tokens.
pub(crate) fn scan(text: &str) -> Scan<'_> {
    let mut scanner = Scanner::new(text);
    let flaw = scanner.run().err();
    let end = if flaw.is_some() { scanner.start.offset } else { text.len() };
    Scan { tokens: scanner.tokens, comments: scanner.comments, flaw, end }
}

/// The bracket that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Round,
    Square,
    Curly,
    /// `${` within a back-tick string.
    Text,
}

/// A place in the text.
#[derive(Clone, Copy)]
struct Mark {
    offset: usize,
    line: u32,
    column: u32,
    rhai: (u32, u32),
}

struct Scanner<'t> {
    text: &'t str,
    at: Mark,
    /// Where the token that is being read starts.
    start: Mark,
    open: Vec<Open>,
    tokens: Vec<Token<'t>>,
    comments: Vec<Range<usize>>,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str) -> Scanner<'t> {
        let offset = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let at = Mark { offset, line: 1, column: 1, rhai: (1, 1) };
        Scanner { text, at, start: at, open: Vec::new(), tokens: Vec::new(), comments: Vec::new() }
    }

    fn run(&mut self) -> Result<(), Flaw> {
        loop {
            self.blank()?;
            self.start = self.at;
            let Some(c) = self.peek() else { break };
            match c {
                '"' => self.quoted('"')?,
                '\'' => self.quoted('\'')?,
                '`' => {
                    self.bump();
                    self.back_tick()?;
                }
                '}' if self.open.last() == Some(&Open::Text) => {
                    self.bump();
                    self.open.pop();
                    self.back_tick()?;
                }
                '#' if self.raw_follows() => self.raw()?,
                '0'..='9' => self.number(),
                '_' => self.word(),
                c if c.is_ascii_alphabetic() || !c.is_ascii() => self.word(),
                _ => self.symbol()?,
            }
        }
        match self.open.last() {
            Some(_) => Err(self.flaw("unclosed-bracket")),
            None => Ok(()),
        }
    }

    /// Skips white space and comments.
    fn blank(&mut self) -> Result<(), Flaw> {
        loop {
            self.start = self.at;
            match (self.peek(), self.peek_at(1)) {
                (Some('\r'), next) if next != Some('\n') => return Err(self.flaw("lone-carriage-return")),
                (Some(c), _) if c.is_ascii_whitespace() => self.bump(),
                (Some('/'), Some('/')) => {
                    while self.peek().is_some_and(|c| c != '\n') {
                        if self.peek() == Some('\r') && self.peek_at(1) != Some('\n') {
                            return Err(self.flaw("lone-carriage-return"));
                        }
                        self.bump();
                    }
                    self.comments.push(self.start.offset..self.at.offset);
                }
                (Some('/'), Some('*')) => {
                    self.block_comment()?;
                    self.comments.push(self.start.offset..self.at.offset);
                }
                _ => return Ok(()),
            }
        }
    }

    fn block_comment(&mut self) -> Result<(), Flaw> {
        let mut depth = 0_usize;
        loop {
            match (self.peek(), self.peek_at(1)) {
                (Some('/'), Some('*')) => {
                    self.bump();
                    self.bump();
                    depth += 1;
                }
                (Some('*'), Some('/')) => {
                    self.bump();
                    self.bump();
                    depth -= 1;
                    if depth == 0 {
                        return Ok(());
                    }
                }
                (Some(_), _) => self.bump(),
                (None, _) => {
                    self.comments.push(self.start.offset..self.at.offset);
                    return Err(self.flaw("unclosed-comment"));
                }
            }
        }
    }

    fn word(&mut self) {
        while self.peek().is_some_and(|c| c == '_' || c.is_ascii_alphanumeric() || !c.is_ascii()) {
            self.bump();
        }
        self.push(Kind::Word);
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn peek_at(&self, ahead: usize) -> Option<char> {
        self.rest().chars().nth(ahead)
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at.offset..).unwrap_or_default()
    }

    /// Goes on by one character.
    fn bump(&mut self) {
        let Some(c) = self.peek() else { return };
        self.at.offset += c.len_utf8();
        if c == '\n' {
            self.at.line = self.at.line.saturating_add(1);
            self.at.column = 1;
            self.at.rhai = (self.at.rhai.0.saturating_add(1), 1);
        } else {
            self.at.column = self.at.column.saturating_add(1);
            self.at.rhai.1 = self.at.rhai.1.saturating_add(1);
        }
    }

    /// Ends the token that is being read.
    fn push(&mut self, kind: Kind) {
        let text = self.text.get(self.start.offset..self.at.offset).unwrap_or_default();
        self.tokens.push(Token { kind, text, pos: self.pos(), rhai: self.start.rhai });
    }

    /// The stretch from the start of the token to here, on its first line.
    fn pos(&self) -> Pos {
        let text = self.text.get(self.start.offset..self.at.offset).unwrap_or_default();
        let first = text.split('\n').next().unwrap_or_default().trim_end_matches('\r');
        let length = u32::try_from(first.chars().count()).unwrap_or(u32::MAX).max(1);
        Pos { line: self.start.line, column: self.start.column, length }
    }

    fn flaw(&self, code: &'static str) -> Flaw {
        let Pos { line, column, .. } = self.pos();
        Flaw { code, pos: Pos { line, column, length: 1 } }
    }
}

#[cfg(test)]
mod tests;
