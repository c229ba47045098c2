//! What is wrong, where, and what to do: one message of a mistake in a rulebook, a profile or a call.
//!
//! The words stand in `src/messages/*.toml`, one table per code; this module fills them in.

mod full_width;
mod messages;
mod nearest;

use crate::text::{Lang, Text};
use serde::Serialize;
use std::fmt;

pub(crate) use full_width::half_width;
pub(crate) use nearest::nearest;

/// The words of `code` that need no values, in `lang`.
pub(crate) fn words(code: &str, lang: Lang) -> String {
    messages::fill(code, &[]).0.get(lang).to_owned()
}

/// A phrase of the message tables that is no diagnostic of its own.
pub(crate) fn phrase(code: &str, args: &[(&str, &str)]) -> Text {
    messages::fill(code, args).0
}

/// A phrase filled with texts that differ by language.
pub(crate) fn speaking_phrase(code: &str, args: &[(&str, Text)]) -> Text {
    let filled = |lang: Lang| {
        let args: Vec<(&str, &str)> = args.iter().map(|(name, text)| (*name, text.get(lang))).collect();
        phrase(code, &args).get(lang).to_owned()
    };
    Text::new(filled(Lang::Zh), filled(Lang::En))
}

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Severity {
    /// The document cannot be used.
    Error,
    /// The document can be used, but it may not mean what its author thinks.
    Warning,
}

/// Where in a file something stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Place {
    /// The file's name, relative to the folder that was loaded; empty where the text has no file.
    pub file: String,
    /// Line, from 1; 0 where the whole file is meant.
    pub line: u32,
    /// Column in characters, from 1; 0 where the whole line is meant.
    pub column: u32,
    /// Length in characters of what is wrong, at least 1 where a column is given.
    pub length: u32,
}

impl Place {
    /// The whole of a file.
    pub fn file(file: impl Into<String>) -> Place {
        Place { file: file.into(), ..Place::default() }
    }

    /// A stretch of characters on one line.
    pub fn at(file: impl Into<String>, line: u32, column: u32, length: u32) -> Place {
        Place { file: file.into(), line, column, length }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if self.column > 0 {
            write!(f, ":{}", self.column)?;
        }
        Ok(())
    }
}

/// One mistake or finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// Stable name of the kind of mistake, such as `unknown-function`.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Where it stands.
    pub place: Place,
    /// For mistakes in JSON documents: the path of the value, such as `products[0].name`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// What is wrong.
    pub message: Text,
    /// What to do about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<Text>,
}

impl Diagnostic {
    /// An error of the kind `code`, whose message is looked up and filled with `args`.
    pub(crate) fn error(code: &'static str, place: Place, args: &[(&str, &str)]) -> Diagnostic {
        Diagnostic::new(code, Severity::Error, place, args)
    }

    /// A warning of the kind `code`.
    pub(crate) fn warning(code: &'static str, place: Place, args: &[(&str, &str)]) -> Diagnostic {
        Diagnostic::new(code, Severity::Warning, place, args)
    }

    fn new(code: &'static str, severity: Severity, place: Place, args: &[(&str, &str)]) -> Diagnostic {
        let (message, help) = messages::fill(code, args);
        Diagnostic { code, severity, place, path: None, message, help }
    }

    /// As `error` and `warning`, for values that differ by language.
    pub(crate) fn speaking(code: &'static str, severity: Severity, place: Place, args: &[(&str, Text)]) -> Diagnostic {
        let filled = |lang: Lang| {
            let args: Vec<_> = args.iter().map(|(name, text)| (*name, text.get(lang))).collect();
            Diagnostic::new(code, severity, place.clone(), &args)
        };
        let (zh, en) = (filled(Lang::Zh), filled(Lang::En));
        let both = |zh: &Text, en: &Text| Text::new(zh.get(Lang::Zh), en.get(Lang::En));
        let help = zh.help.zip(en.help.as_ref()).map(|(zh, en)| both(&zh, en));
        Diagnostic { message: both(&zh.message, &en.message), help, ..en }
    }

    /// The diagnostic with the JSON path of the value it speaks of.
    pub(crate) fn on_path(mut self, path: impl Into<String>) -> Diagnostic {
        self.path = Some(path.into());
        self
    }

    /// The diagnostic with a suggestion of the nearest known name, where there is one.
    pub(crate) fn suggest(mut self, nearest: Option<&str>) -> Diagnostic {
        if let Some(name) = nearest {
            self.help = Some(messages::fill("did-you-mean", &[("name", name)]).0);
        }
        self
    }

    /// The message in `lang`.
    pub fn message(&self, lang: Lang) -> &str {
        self.message.get(lang)
    }

    /// The remedy in `lang`, where there is one.
    pub fn help(&self, lang: Lang) -> Option<&str> {
        self.help.as_ref().map(|help| help.get(lang))
    }
}

/// In English, on one line, as errors are printed by programs.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.place.file.is_empty() || self.place.line > 0 {
            write!(f, "{}: ", self.place)?;
        }
        if let Some(path) = &self.path {
            write!(f, "`{path}`: ")?;
        }
        write!(f, "{} [{}]", self.message(Lang::En), self.code)?;
        if let Some(help) = self.help(Lang::En) {
            write!(f, ": {help}")?;
        }
        Ok(())
    }
}
