//! The rulebooks that come with zhiheng.

use super::embedded;
use super::shelf::Shelf;
use super::sources::{Shelved, Sources, assemble};

/// A set of rulebooks, each known by its id.
///
/// ```
/// use zhiheng::Library;
/// assert!(Library::builtin().ids().any(|id| id == "three-same"));
/// ```
#[derive(Debug)]
pub struct Library(());

impl Library {
    /// The rulebooks that come with zhiheng.
    pub fn builtin() -> &'static Library {
        static BUILTIN: Library = Library(());
        &BUILTIN
    }

    /// The ids of the rulebooks, in alphabetical order.
    pub fn ids(&self) -> impl Iterator<Item = &'static str> + use<> {
        embedded::rulebooks()
    }

    /// All that the rulebook `id` is made of; none where there is no such rulebook.
    pub(crate) fn sources(&self, id: &str) -> Option<Sources> {
        let at = Shelved { shelf: &Shelf::Embedded, folder: id, prefix: "", base: "../" };
        assemble(at, &[]).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_rulebook_is_without_findings_and_named_like_its_folder() {
        for id in Library::builtin().ids() {
            let sources = Library::builtin().sources(id);
            let findings = sources.as_ref().map(Sources::all_findings);
            assert_eq!(findings.as_deref(), Some([].as_slice()), "{id}");
            let own = sources.and_then(|sources| sources.manifest).map(|manifest| manifest.id.value);
            assert_eq!(own.as_deref(), Some(id));
        }
    }

    #[test]
    fn an_unknown_id_is_no_rulebook() {
        assert!(Library::builtin().sources("lib").is_none());
        assert!(Library::builtin().sources("../Cargo").is_none());
    }
}
