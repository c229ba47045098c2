//! The functions and constants of a script, told apart by their tokens: comments and white space do not count.

use crate::rulebook::manifest::Span;
use crate::script::scan::{Scan, Token, scan};

/// One function or constant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Function {
    pub name: String,
    pub text: String,
    /// Its tokens, one a line.
    pub tokens: String,
    /// The same without texts for people.
    pub bare: String,
    pub span: Span,
}

/// The functions and constants of `text`, in its order.
pub(super) fn functions(text: &str) -> Vec<Function> {
    let Scan { tokens, .. } = scan(text);
    let mut found = Vec::new();
    let mut rest = tokens.as_slice();
    while let Some(length) = item(rest) {
        let (tokens, tail) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        found.extend(function(text, tokens));
        rest = tail;
    }
    found
}

/// How many tokens the first item has: up to the brace or semicolon that ends it.
fn item(tokens: &[Token<'_>]) -> Option<usize> {
    let mut depth = 0usize;
    for (index, token) in tokens.iter().enumerate() {
        if token.closes() {
            depth = depth.saturating_sub(1);
        }
        if depth == 0 && (token.is("}") || token.is(";")) {
            return Some(index + 1);
        }
        if token.opens() {
            depth += 1;
        }
    }
    (!tokens.is_empty()).then_some(tokens.len())
}

fn function(text: &str, tokens: &[Token<'_>]) -> Option<Function> {
    let head = tokens.iter().position(|token| token.is("fn") || token.is("const"))?;
    let name = tokens.get(head + 1)?.text.to_owned();
    let at = |token: &Token<'_>| (token.text.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    let (first, last) = (tokens.first()?, tokens.last()?);
    let span = Span { start: at(first), end: at(last) + last.text.len() };
    let lines = |tokens: &[&Token<'_>]| tokens.iter().map(|token| format!("{}\n", token.text)).collect::<String>();
    let all: Vec<&Token<'_>> = tokens.iter().collect();
    Some(Function {
        name,
        text: text.get(span.start..span.end)?.to_owned(),
        tokens: lines(&all),
        bare: lines(&without_texts(tokens)),
        span,
    })
}

/// The tokens without texts in two languages, `#{ zh: …, en: … }`, which no result depends on.
fn without_texts<'s, 't>(tokens: &'s [Token<'t>]) -> Vec<&'s Token<'t>> {
    let mut kept = Vec::with_capacity(tokens.len());
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        let is_text = token.is("#{")
            && tokens.get(index + 1).is_some_and(|key| key.is("zh") || key.is("en"))
            && tokens.get(index + 2).is_some_and(|colon| colon.is(":"));
        kept.push(token);
        index += if is_text { tokens.get(index..).map_or(1, enclosed) } else { 1 };
    }
    kept
}

/// How many tokens stand before the bracket that closes the first.
fn enclosed(tokens: &[Token<'_>]) -> usize {
    let mut depth = 0usize;
    for (index, token) in tokens.iter().enumerate() {
        depth = depth.saturating_sub(usize::from(token.closes())) + usize::from(token.opens());
        if depth == 0 && index > 0 {
            return index;
        }
    }
    tokens.len().max(1)
}

/// The comments of a script, one a line.
pub(super) fn comments(text: &str) -> Vec<&str> {
    scan(text).comments.into_iter().filter_map(|range| text.get(range)).map(str::trim).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = "// head\nconst LEAST = 3;\n/// doc\nfn a(p) { p.x ?? 0 } // tail\nfn b(p) {\n  points(1, #{ zh: `得${p.x}分`, en: \"x\" })\n}\n";

    #[test]
    fn functions_and_constants_are_told_apart() {
        let found = functions(SCRIPT);
        assert_eq!(found.iter().map(|item| item.name.as_str()).collect::<Vec<_>>(), ["LEAST", "a", "b"]);
        assert_eq!(found[1].text, "fn a(p) { p.x ?? 0 }");
    }

    #[test]
    fn texts_for_people_are_no_part_of_what_counts() {
        let (old, new) = (functions(SCRIPT), functions(&SCRIPT.replace("得${p.x}分", "共${p.x}项")));
        assert_ne!(old[2].tokens, new[2].tokens);
        assert_eq!(old[2].bare, new[2].bare);
        assert_ne!(old[2].bare, functions(&SCRIPT.replace("points(1", "points(2"))[2].bare);
    }

    #[test]
    fn comments_and_white_space_do_not_count() {
        let (old, new) = (functions(SCRIPT), functions(&SCRIPT.replace("p.x ?? 0", "p.x\n ?? /* none */ 0")));
        assert_eq!(old[1].tokens, new[1].tokens);
        assert_ne!(comments(SCRIPT), comments(&SCRIPT.replace("// tail", "")));
    }
}
