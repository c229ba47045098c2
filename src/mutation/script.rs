//! What is tried in scripts: comparisons, logic, numbers, booleans, functions that have a twin, elements of lists.

use super::mutant::{Found, Mutant};
use crate::rulebook::manifest::Span;
use crate::script::scan::{Kind, Token, scan};

/// What stands for what: the other side of a bound, the other connective, the other twin.
const SYMBOLS: [(&str, &str); 13] = [
    (">=", ">"),
    (">", ">="),
    ("<=", "<"),
    ("<", "<="),
    ("==", "!="),
    ("!=", "=="),
    ("&&", "||"),
    ("||", "&&"),
    ("*", "/"),
    ("/", "*"),
    ("+=", "-="),
    ("-=", "+="),
    ("!in", "in"),
];

const FUNCTIONS: [(&str, &str); 12] = [
    ("any", "all"),
    ("all", "any"),
    ("min", "max"),
    ("max", "min"),
    ("floor", "ceil"),
    ("ceil", "floor"),
    ("band", "band_above"),
    ("band_above", "band"),
    ("band_max", "band_below"),
    ("band_below", "band_max"),
    ("met", "unmet"),
    ("unmet", "met"),
];

/// The changes of the script in `text`, in its order. What only makes texts is left as it is.
pub(super) fn mutants(file: &str, text: &str) -> Vec<Mutant> {
    let scan = scan(text);
    let script = Script { text, tokens: &scan.tokens };
    let mut found = Found::new(file, text);
    let (mut function, mut texts) = ("", 0u32);
    for (index, token) in scan.tokens.iter().enumerate() {
        if token.kind == Kind::Text {
            texts = texts.saturating_sub(u32::from(token.closes())) + u32::from(token.opens());
            continue;
        }
        if script.before(index).is_some_and(|before| before.is("fn")) {
            function = token.text;
            continue;
        }
        if texts == 0 {
            script.token(index, token, function, &mut found);
        }
    }
    found.mutants
}

struct Script<'s, 't> {
    text: &'t str,
    tokens: &'s [Token<'t>],
}

impl<'s, 't> Script<'s, 't> {
    fn before(&self, index: usize) -> Option<&'s Token<'t>> {
        self.tokens.get(index.checked_sub(1)?)
    }

    fn after(&self, index: usize) -> Option<&'s Token<'t>> {
        self.tokens.get(index + 1)
    }

    /// Where a token stands, in bytes.
    fn span(&self, token: &Token<'t>) -> Span {
        let start = (token.text.as_ptr() as usize).saturating_sub(self.text.as_ptr() as usize);
        Span { start, end: start + token.text.len() }
    }

    fn token(&self, index: usize, token: &Token<'t>, within: &str, found: &mut Found<'_>) {
        let span = self.span(token);
        let twin = |pairs: &[(&'static str, &'static str)]| {
            pairs.iter().find(|(one, _)| token.is(one)).map(|(_, other)| *other)
        };
        match token.kind {
            Kind::Number => found.nudge(within, span),
            Kind::Symbol if token.is("!") => found.add(within, span, ""),
            Kind::Symbol if (token.is("+") || token.is("-")) && self.is_binary(index) => {
                found.add(within, span, if token.is("+") { "-" } else { "+" });
            }
            Kind::Symbol => {
                // the bars of a closure without parameters are no `||`
                if let Some(other) = twin(&SYMBOLS).filter(|_| self.is_binary(index)) {
                    found.add(within, span, other);
                }
            }
            Kind::Word if token.is("true") => found.add(within, span, "false"),
            Kind::Word if token.is("false") => found.add(within, span, "true"),
            Kind::Word if token.is("in") && !self.in_for(index) => found.add(within, span, "!in"),
            Kind::Word if self.after(index).is_some_and(|after| after.is("(")) => {
                if let Some(other) = twin(&FUNCTIONS) {
                    found.add(within, span, other);
                }
            }
            Kind::Str => self.element(index, span, within, found),
            _ => {}
        }
    }

    /// Whether an operator stands behind an operand.
    fn is_binary(&self, index: usize) -> bool {
        self.before(index).is_some_and(|before| match before.kind {
            Kind::Word => !before.is("return") && !before.is("in"),
            Kind::Symbol => before.closes(),
            Kind::Text => !before.opens(),
            Kind::Number | Kind::Str | Kind::Char => true,
        })
    }

    /// Whether an `in` is that of a loop.
    fn in_for(&self, index: usize) -> bool {
        let head = self.tokens.get(..index).unwrap_or_default().iter().rev();
        head.take_while(|token| token.kind == Kind::Word || token.is("(") || token.is(")") || token.is(","))
            .any(|token| token.is("for"))
    }

    /// A list of texts without this one.
    fn element(&self, index: usize, span: Span, within: &str, found: &mut Found<'_>) {
        let (Some(before), Some(after)) = (self.before(index), self.after(index)) else { return };
        let (opens, ends) = (before.is("["), after.is("]"));
        let in_list = (opens || before.is(",")) && (ends || after.is(","));
        if !in_list || (opens && ends) || !self.all_texts(index) {
            return;
        }
        let span = if ends {
            Span { start: self.span(before).start, end: span.end }
        } else {
            Span { start: span.start, end: self.span(after).end }
        };
        found.add(within, span, "");
    }

    /// Whether nothing but texts stands in the list around a text.
    fn all_texts(&self, index: usize) -> bool {
        let inside = |token: &&Token<'t>| token.kind == Kind::Str || token.is(",");
        let (head, tail) = self.tokens.split_at_checked(index).unwrap_or_default();
        let start = head.iter().rev().find(|token| !inside(token));
        let end = tail.iter().find(|token| !inside(token));
        start.is_some_and(|token| token.is("[")) && end.is_some_and(|token| token.is("]"))
    }
}
