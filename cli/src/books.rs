//! The rulebooks of a call: built-in ones by their ids, others by their folders.

use crate::parallel;
use crate::trouble::Trouble;
use crate::voice::Voice;
use crate::words::say;
use std::path::{Path, PathBuf};
use zhiheng::{Library, Rulebook};

/// Where a rulebook is.
#[derive(Debug)]
pub enum Found {
    /// Among the built-in ones, under this id.
    Builtin(String),
    /// In this folder.
    Folder(PathBuf),
}

/// The rulebook that `name` means: a path or, failing a built-in rulebook of that id, a folder of that name.
pub fn book(name: &str, voice: &Voice) -> Result<Rulebook, Trouble> {
    match find(name, voice)? {
        Found::Builtin(id) => Library::builtin().get(&id).map_err(|error| wrong(error, name)),
        Found::Folder(path) => load(&path),
    }
}

/// Where the rulebook is that `name` means.
pub fn find(name: &str, voice: &Voice) -> Result<Found, Trouble> {
    let path = Path::new(name);
    let builtin = Library::builtin();
    let ids: Vec<&str> = builtin.ids().collect();
    let is_path = name.contains(std::path::is_separator) || name == "." || name == "..";
    if !is_path && ids.contains(&name) {
        if path.join("rulebook.toml").is_file() {
            voice.warn(&voice.fill(&say().both_builtin_and_folder, &[("id", name)]));
        }
        return Ok(Found::Builtin(name.to_owned()));
    }
    if !is_path && !path.exists() {
        return Err(Trouble::Plain {
            message: voice.fill(&say().no_such_rulebook, &[("id", name)]),
            help: Some(voice.fill(&say().known_rulebooks, &[("ids", &ids.join(", "))])),
        });
    }
    Ok(Found::Folder(folder(path, voice)?))
}

/// The rulebooks that `names` mean; without any, all built-in ones, by id.
pub fn named(names: &[String], voice: &Voice) -> Result<Vec<Rulebook>, Trouble> {
    if names.is_empty() {
        return builtin();
    }
    let (mut books, mut troubles) = (Vec::new(), Vec::new());
    for name in names {
        match book(name, voice) {
            Ok(book) => books.push(book),
            Err(trouble) => troubles.push(trouble),
        }
    }
    match Trouble::all(troubles) {
        Some(trouble) => Err(trouble),
        None => Ok(books),
    }
}

/// All built-in rulebooks, by id.
pub fn builtin() -> Result<Vec<Rulebook>, Trouble> {
    let library = Library::builtin();
    let ids: Vec<&str> = library.ids().collect();
    let loaded = parallel::each(&ids, |id| library.get(id).map_err(|error| wrong(error, id)));
    loaded.into_iter().collect()
}

/// The rulebook in the folder `path`.
pub fn load(path: &Path) -> Result<Rulebook, Trouble> {
    Rulebook::load(path).map_err(|error| wrong(error, &path.display().to_string()))
}

/// The folders of rulebooks that `paths` mean: themselves, or the folders in them.
pub fn folders(paths: &[PathBuf], voice: &Voice) -> Result<Vec<PathBuf>, Trouble> {
    let mut folders: Vec<PathBuf> = Vec::new();
    let mut troubles = Vec::new();
    for path in paths {
        match folders_in(path, voice) {
            Ok(found) => folders.extend(found),
            Err(trouble) => troubles.push(trouble),
        }
    }
    match Trouble::all(troubles) {
        Some(trouble) => Err(trouble),
        None => Ok(folders),
    }
}

fn folders_in(path: &Path, voice: &Voice) -> Result<Vec<PathBuf>, Trouble> {
    let path = folder(path, voice)?;
    if path.join("rulebook.toml").is_file() {
        return Ok(vec![path]);
    }
    let entries = std::fs::read_dir(&path)
        .and_then(|entries| entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>())
        .map_err(|error| Trouble::file(&path, &error, &say().file_not_read, voice.lang))?;
    let mut found: Vec<PathBuf> = entries.into_iter().filter(|path| path.join("rulebook.toml").is_file()).collect();
    found.sort();
    if found.is_empty() {
        return Err(Trouble::about(&say().no_rulebook, "folder", &path.to_string_lossy(), voice.lang));
    }
    Ok(found)
}

fn folder(path: &Path, voice: &Voice) -> Result<PathBuf, Trouble> {
    let text = match std::fs::metadata(path) {
        Ok(it) if it.is_dir() => return Ok(path.to_owned()),
        Ok(_) => &say().not_a_folder,
        Err(_) => &say().no_folder,
    };
    Err(Trouble::about(text, "folder", &path.to_string_lossy(), voice.lang))
}

/// That the rulebook `name` cannot be used.
pub fn wrong(error: zhiheng::Error, name: &str) -> Trouble {
    Trouble::Library { error, name: name.to_owned(), text: None }
}
