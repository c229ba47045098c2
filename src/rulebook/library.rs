//! Rulebooks side by side, each known by its id: those that come with zhiheng, or those of a folder.

use super::folder::{no_rulebook, rulebook_error};
use super::read::FILE;
use super::shelf::{Shelf, Trouble, resolve};
use super::sources::{Shelved, Sources, assemble};
use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::error::{Error, RequestError};
use serde::Deserialize;
use std::path::Path;
use std::sync::LazyLock;

/// A set of rulebooks, each known by its id.
///
/// ```
/// use zhiheng::Library;
/// assert!(Library::builtin().ids().any(|id| id == "three-same"));
/// ```
#[derive(Debug)]
pub struct Library {
    shelf: Shelf,
    ids: Vec<String>,
}

impl Library {
    /// The rulebooks that come with zhiheng.
    pub fn builtin() -> &'static Library {
        static BUILTIN: LazyLock<Library> = LazyLock::new(|| Library::of(Shelf::Embedded));
        &BUILTIN
    }

    /// The rulebooks in the folders right below `folder`, each in a folder that has its id as name.
    ///
    /// Which there are is seen once; what is in them is read whenever one is asked for.
    ///
    /// ```
    /// use zhiheng::Library;
    /// let library = Library::open("examples/rulebooks")?;
    /// assert_eq!(library.ids().collect::<Vec<_>>(), ["bakery", "first"]);
    /// assert_eq!(library.get("bakery")?.id(), "bakery");
    /// # Ok::<(), zhiheng::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`Error::Rulebook`] where the folder cannot be read or holds no rulebooks.
    pub fn open(folder: impl AsRef<Path>) -> Result<Library, Error> {
        let shown = folder.as_ref().display().to_string();
        let found = folder.as_ref().canonicalize();
        let fail = |trouble: Trouble| rulebook_error(trouble.report(Place::file(shown.clone()), &shown));
        let found = found.map_err(|error| fail(error.into()))?;
        let library = Library::of(Shelf::Folder(found));
        if library.ids.is_empty() { Err(no_rulebook(&shown)) } else { Ok(library) }
    }

    fn of(shelf: Shelf) -> Library {
        let ids = shelf.rulebooks();
        Library { shelf, ids }
    }

    /// The ids of the rulebooks, in alphabetical order.
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        self.ids.iter().map(String::as_str)
    }

    /// All that the rulebook `id` is made of.
    ///
    /// # Errors
    /// There is no such rulebook, its table cannot be read as text, or it has another id than its folder.
    pub(crate) fn sources(&self, id: &str) -> Result<Sources, Error> {
        if !self.ids().any(|known| known == id) {
            let near = nearest(id, self.ids());
            let error = Diagnostic::error("unknown-rulebook", Place::default(), &[("name", id)]).suggest(near);
            return Err(RequestError::new(error).into());
        }
        let at = Shelved { shelf: &self.shelf, folder: id, prefix: "", base: "../" };
        let sources = assemble(at, &[]);
        let sources = sources.map_err(|trouble| rulebook_error(trouble.report(Place::file(FILE), FILE)))?;
        match &sources.manifest {
            Some(manifest) if manifest.id.value != id && !manifest.id.value.is_empty() => {
                let args = [("folder", id), ("name", &*manifest.id.value)];
                let other = Diagnostic::error("other-id", Place::file(FILE), &args);
                Err(sources.error(vec![other]).into())
            }
            _ => Ok(sources),
        }
    }
}

/// What a table says of the profile; the rest of it is not looked at.
#[derive(Deserialize)]
struct Head {
    #[serde(default)]
    profile: ProfileHead,
}

#[derive(Default, Deserialize)]
struct ProfileHead {
    schema: Option<String>,
    extend: Option<String>,
}

impl Library {
    /// The schemas by which rulebooks declare fields of their own: their names on the shelf and their texts. A table or a
    /// schema that cannot be read is passed over.
    pub(crate) fn schema_texts(&self) -> impl Iterator<Item = (String, String)> {
        self.ids.iter().flat_map(|id| {
            let text = self.shelf.read(&format!("{id}/{FILE}")).unwrap_or_default();
            // reading a table takes longer than looking for a word in it
            let mut lines = text.lines().filter(|line| !line.starts_with('#'));
            let may_name_one = lines.any(|line| line.contains("extend") || line.contains("schema"));
            let head = may_name_one.then(|| toml::from_str::<Head>(&text).ok()).flatten();
            let named = head.into_iter().flat_map(|head| [head.profile.schema, head.profile.extend]).flatten();
            let read = named.filter_map(|path| resolve(id, &path)).map(|path| (self.shelf.read(&path), path));
            read.filter_map(|(text, path)| Some((path, text.ok()?))).collect::<Vec<_>>()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_rulebook_is_without_findings_and_named_like_its_folder() {
        for id in Library::builtin().ids() {
            let sources = Library::builtin().sources(id).unwrap();
            assert_eq!(sources.all_findings(), [], "{id}");
            assert_eq!(sources.manifest.unwrap().id.value, id);
        }
    }

    #[test]
    fn an_unknown_id_is_no_rulebook() {
        assert!(Library::builtin().sources("lib").is_err());
        assert!(Library::builtin().sources("../Cargo").is_err());
    }
}
