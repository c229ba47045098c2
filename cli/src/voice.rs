//! Words to people on standard error, in their language, in colour where a terminal shows it.

use crate::snippet::{self, Sources};
use crate::trouble::Trouble;
use crate::words::{fill, say};
use anstream::AutoStream;
use std::io::Write;
use zhiheng::diagnostic::{Diagnostic, Severity};
use zhiheng::{Lang, Text};

/// Who speaks, and in which language.
#[derive(Clone, Copy, Debug)]
pub struct Voice {
    /// The language.
    pub lang: Lang,
}

impl Voice {
    /// A voice in `lang`.
    pub fn new(lang: Lang) -> Voice {
        Voice { lang }
    }

    /// A text of the table in the voice's language, its holes filled.
    pub fn fill(&self, text: &Text, values: &[(&str, &str)]) -> String {
        fill(text, self.lang, values)
    }

    /// Says `text` as it is.
    pub fn plain(&self, text: &str) {
        // who closes standard error does not want to hear
        let _ = AutoStream::auto(std::io::stderr()).write_all(text.as_bytes());
    }

    /// Says what is wrong, and what to do.
    pub fn error(&self, message: &str, help: Option<&str>) {
        self.plain(&snippet::remark(Severity::Error, message, help, self.lang));
    }

    /// Says what to look at.
    pub fn warn(&self, message: &str) {
        self.plain(&snippet::remark(Severity::Warning, message, None, self.lang));
    }

    /// Says something by the way.
    pub fn note(&self, message: &str) {
        self.plain(&format!("{}: {}\n", say().note.get(self.lang), message));
    }

    /// Says why something could not be done.
    pub fn tell(&self, trouble: &Trouble) {
        match trouble {
            Trouble::Plain { message, help } => self.error(message, help.as_deref()),
            Trouble::Library { error: zhiheng::Error::Internal(error), .. } => {
                self.error(&self.fill(&say().internal, &[("error", error)]), None);
            }
            Trouble::Library { error, name, text } => {
                let sources = |file: &str| match error {
                    zhiheng::Error::Rulebook(error) => error.source_text(file),
                    _ => text.as_deref(),
                };
                self.diagnostics(error.diagnostics(), name, &sources);
            }
            Trouble::Profile { diagnostics, name, text } => self.diagnostics(diagnostics, name, &|_| text.as_deref()),
            Trouble::Several(troubles) => troubles.iter().for_each(|trouble| self.tell(trouble)),
        }
    }

    /// Shows the findings of one document, called `name` where they do not say it themselves.
    pub fn diagnostics(&self, diagnostics: &[Diagnostic], name: &str, sources: Sources<'_>) {
        self.plain(&snippet::diagnostics(diagnostics, name, sources, self.lang));
    }
}
