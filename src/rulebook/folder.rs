//! Loading a rulebook from a folder.

use super::read::FILE;
use super::shelf::{Shelf, Trouble, rulebooks_in};
use super::sources::{Shelved, Sources, assemble};
use crate::diagnostic::{Diagnostic, Place};
use crate::error::{Error, RulebookError};
use std::collections::BTreeMap;
use std::path::Path;

/// The rulebook in the folder `path`, or whose `rulebook.toml` is `path`, with everything found wrong with it.
///
/// # Errors
/// There is no rulebook, or its table cannot be read as text.
pub(crate) fn load_folder(path: &Path) -> Result<Sources, Error> {
    let shown = path.display().to_string();
    let place = || Place::file(shown.clone());
    let found = path.canonicalize().map_err(|error| rulebook_error(Trouble::from(error).report(place(), &shown)))?;
    let is_table = found.is_file() && found.file_name().is_some_and(|name| name == FILE);
    let folder = if is_table { found.parent().unwrap_or(&found) } else { &found };
    let (Some(shelf), Some(name)) = (folder.parent(), folder.file_name().and_then(|name| name.to_str())) else {
        return Err(no_rulebook(&shown));
    };
    let shelf = Shelf::Folder(shelf.to_owned());
    assemble(Shelved { shelf: &shelf, folder: name, prefix: "", base: "../" }, &[]).map_err(|trouble| match trouble {
        Trouble::Missing => {
            let below = rulebooks_in(folder).join(" ");
            match below.as_str() {
                "" => no_rulebook(&shown),
                below => {
                    let args = [("folder", shown.as_str()), ("below", below)];
                    rulebook_error(Diagnostic::error("rulebooks-below", place(), &args))
                }
            }
        }
        trouble => rulebook_error(trouble.report(Place::file(FILE), FILE)),
    })
}

/// The one thing that is wrong with a rulebook of which no text can be shown.
pub(super) fn rulebook_error(finding: Diagnostic) -> Error {
    RulebookError::new(vec![finding], BTreeMap::new()).into()
}

/// That `folder` holds no rulebook.
pub(super) fn no_rulebook(folder: &str) -> Error {
    rulebook_error(Diagnostic::error("no-rulebook", Place::file(folder), &[("folder", folder)]))
}

#[cfg(test)]
mod tests;
