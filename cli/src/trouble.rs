//! Why a call could not be carried out.

use crate::words::{fill, say};
use std::io::{self, ErrorKind};
use std::path::Path;
use zhiheng::diagnostic::Diagnostic;
use zhiheng::{Error, Lang, Text};

/// What stopped a call.
#[derive(Debug)]
pub enum Trouble {
    /// The library refuses a document.
    Library {
        /// Why.
        error: Error,
        /// What the document is called: the path of a profile, the folder of a rulebook.
        name: String,
        /// The text of a profile, to point into.
        text: Option<String>,
    },
    /// Findings of all the rulebooks of a call about one profile.
    Profile {
        /// What is wrong.
        diagnostics: Vec<Diagnostic>,
        /// What the profile is called.
        name: String,
        /// Its text, to point into.
        text: Option<String>,
    },
    /// Anything else, in words.
    Plain {
        /// What is wrong.
        message: String,
        /// What to do about it.
        help: Option<String>,
    },
    /// More than one.
    Several(Vec<Trouble>),
}

impl Trouble {
    /// The message `text` about the file or folder `path`.
    pub fn about(text: &Text, hole: &str, path: &str, lang: Lang) -> Trouble {
        Trouble::Plain { message: fill(text, lang, &[(hole, path)]), help: None }
    }

    /// The trouble of reading or writing `path`; kinds that people meet are put in words of their own.
    pub fn file(path: &Path, error: &io::Error, otherwise: &Text, lang: Lang) -> Trouble {
        let say = say();
        let text = match error.kind() {
            ErrorKind::NotFound => &say.file_not_found,
            ErrorKind::PermissionDenied => &say.file_denied,
            ErrorKind::IsADirectory => &say.file_is_folder,
            _ => otherwise,
        };
        let values = [("file", &*path.to_string_lossy()), ("error", &*error.to_string())];
        Trouble::Plain { message: fill(text, lang, &values), help: None }
    }

    /// One trouble or several as one.
    pub fn all(mut troubles: Vec<Trouble>) -> Option<Trouble> {
        match troubles.len() {
            0 => None,
            1 => troubles.pop(),
            _ => Some(Trouble::Several(troubles)),
        }
    }
}
