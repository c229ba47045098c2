//! `zhiheng new`: a small rulebook to start from, with cases and the schemas by which editors check it.

use crate::answer::Answer;
use crate::call::New;
use crate::output::deliver;
use crate::trouble::Trouble;
use crate::voice::Voice;
use crate::words::say;
use std::fs::{self, OpenOptions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Where the id goes in the templates.
const ID: &str = "{{id}}";

/// Ids that the format keeps for itself.
const RESERVED: [&str; 3] = ["root", "barred", "ungraded"];

/// Writes a new rulebook into a folder that is empty, or not there yet.
pub fn run(call: &New, voice: &Voice) -> Result<Answer, Trouble> {
    let id = id(&call.folder, voice)?;
    refuse_full(&call.folder, voice)?;
    write(&call.folder, &files(&id)).map_err(|(path, error)| {
        let values = [("file", &*path.to_string_lossy()), ("error", &*error.to_string())];
        Trouble::Plain { message: voice.fill(&say().file_not_written, &values), help: None }
    })?;
    let folder = as_typed(&call.folder);
    let written: String =
        files(&id).iter().map(|(name, _)| format!("{}\n", call.folder.join(name).display())).collect();
    deliver(None, &written, voice)?;
    voice.plain(&format!("{}\n", voice.fill(&say().new_next, &[("folder", &folder), ("id", &id)])));
    Ok(Answer::Yes)
}

/// A folder as the next calls name it: never taken for the id of a built-in rulebook, and one word.
fn as_typed(folder: &Path) -> String {
    let shown = folder.display().to_string();
    let shown = if shown.contains(std::path::is_separator) { shown } else { format!("./{shown}") };
    if shown.contains(char::is_whitespace) { format!("\"{shown}\"") } else { shown }
}

/// The files of a new rulebook, by their paths in its folder.
fn files(id: &str) -> Vec<(&'static str, String)> {
    vec![
        ("rulebook.toml", include_str!("new/rulebook.toml").replace(ID, id)),
        ("rows.rhai", include_str!("new/rows.rhai").to_owned()),
        ("gates.rhai", include_str!("new/gates.rhai").to_owned()),
        ("cases/thresholds.toml", include_str!("new/cases.toml").to_owned()),
        // beside the table, so that editors find them without a network
        ("rulebook.schema.json", zhiheng::schema::rulebook()),
        ("cases.schema.json", zhiheng::schema::cases()),
    ]
}

/// The id that the folder's name gives: its letters, digits, `_` and `-`; a `-` for what lies between.
fn id(folder: &Path, voice: &Voice) -> Result<String, Trouble> {
    let absolute = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    // `.` and `..` have names of their own only where they lead
    let absolute = absolute.canonicalize().unwrap_or(absolute);
    let name = absolute.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let parts: Vec<&str> = name.split(|char: char| !is_id(char)).filter(|part| !part.is_empty()).collect();
    let id = parts.join("-");
    let usable = id.chars().any(char::is_alphanumeric) && !RESERVED.contains(&id.as_str());
    if usable {
        return Ok(id);
    }
    let message = voice.fill(&say().new_no_id, &[("folder", &name)]);
    Err(Trouble::Plain { message, help: Some(say().new_no_id_help.get(voice.lang).to_owned()) })
}

fn is_id(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '_' | '-')
}

fn refuse_full(folder: &Path, voice: &Voice) -> Result<(), Trouble> {
    let shown = folder.to_string_lossy();
    let mut entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) if error.kind() == ErrorKind::NotADirectory => {
            return Err(Trouble::about(&say().not_a_folder, "folder", &shown, voice.lang));
        }
        Err(error) => return Err(Trouble::file(folder, &error, &say().file_not_read, voice.lang)),
    };
    if entries.next().is_none() {
        return Ok(());
    }
    let message = voice.fill(&say().new_not_empty, &[("folder", &shown)]);
    Err(Trouble::Plain { message, help: Some(say().new_not_empty_help.get(voice.lang).to_owned()) })
}

/// Writes all files, or none: what was written is taken away again where one cannot be.
fn write(folder: &Path, files: &[(&str, String)]) -> Result<(), (PathBuf, io::Error)> {
    let mut written = Written::default();
    for (name, text) in files {
        let path = folder.join(name);
        let made = written.folder(path.parent().unwrap_or(folder)).and_then(|()| written.file(&path, text));
        if let Err(error) = made {
            written.undo();
            return Err((path, error));
        }
    }
    Ok(())
}

/// What was written so far, in order.
#[derive(Default)]
struct Written {
    folders: Vec<PathBuf>,
    files: Vec<PathBuf>,
}

impl Written {
    /// Makes a folder and those that it lies in, where they are not there yet.
    fn folder(&mut self, path: &Path) -> io::Result<()> {
        if path.as_os_str().is_empty() || path.is_dir() {
            return Ok(());
        }
        if let Some(parent) = path.parent() {
            self.folder(parent)?;
        }
        fs::create_dir(path)?;
        self.folders.push(path.to_owned());
        Ok(())
    }

    /// Writes a file that is not there yet.
    fn file(&mut self, path: &Path, text: &str) -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
        self.files.push(path.to_owned());
        file.write_all(text.as_bytes())?;
        file.sync_all()
    }

    fn undo(&self) {
        // what cannot be taken away stays: the trouble that is told is the first one
        for file in &self.files {
            let _ = fs::remove_file(file);
        }
        for folder in self.folders.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
}
