//! Where rulebooks stand side by side: a folder of folders, or what is embedded. Nothing outside of it can be read.

use super::embedded;
use crate::diagnostic::{Diagnostic, Place};
use std::io::Read;
use std::path::{Path, PathBuf};

/// No file of a rulebook is longer.
const LONGEST: u64 = 16 << 20;

/// Rulebooks side by side, each in a folder of its own, with what they share.
#[derive(Clone, Debug)]
pub(super) enum Shelf {
    /// A folder, by its canonical path.
    Folder(PathBuf),
    /// The files that come with the library.
    Embedded,
}

/// Why a file cannot be read.
#[derive(Debug)]
pub(crate) enum Trouble {
    Missing,
    /// It lies outside of the shelf, perhaps by way of a link.
    Outside,
    NotAFile,
    TooLong,
    /// Neither UTF-8 nor anything else that is marked as text.
    NotUtf8 {
        line: u32,
    },
    Utf16,
    Io(std::io::Error),
}

impl Trouble {
    /// The trouble as a finding at `place`; `file` is what was to be read.
    pub fn report(&self, place: Place, file: &str) -> Diagnostic {
        match self {
            Trouble::Missing => Diagnostic::error("missing-file", place, &[("file", file)]),
            Trouble::Outside => Diagnostic::error("outside-library", place, &[("file", file)]),
            Trouble::NotAFile => Diagnostic::error("not-a-file", place, &[("file", file)]),
            Trouble::TooLong => {
                let limit = (LONGEST >> 20).to_string();
                Diagnostic::error("file-too-long", place, &[("file", file), ("limit", &limit)])
            }
            Trouble::NotUtf8 { line } => {
                Diagnostic::error("not-utf8", place, &[("file", file), ("line", &line.to_string())])
            }
            Trouble::Utf16 => Diagnostic::error("utf16", place, &[("file", file)]),
            Trouble::Io(error) => {
                Diagnostic::error("unreadable-file", place, &[("file", file), ("original", &error.to_string())])
            }
        }
    }
}

impl From<std::io::Error> for Trouble {
    fn from(error: std::io::Error) -> Trouble {
        match error.kind() {
            std::io::ErrorKind::NotFound => Trouble::Missing,
            _ => Trouble::Io(error),
        }
    }
}

impl Shelf {
    /// The text of a file, by its path on the shelf: names joined by `/`, none of them `.` or `..`.
    pub fn read(&self, path: &str) -> Result<String, Trouble> {
        match self {
            Shelf::Embedded => embedded::file(path).map(str::to_owned).ok_or(Trouble::Missing),
            Shelf::Folder(root) => {
                let found = root.join(path).canonicalize()?;
                if !found.starts_with(root) {
                    return Err(Trouble::Outside);
                }
                read_file(&found)
            }
        }
    }

    /// The names of the scripts right in a folder, in order.
    pub fn scripts(&self, folder: &str) -> Result<Vec<String>, Trouble> {
        let root = match self {
            Shelf::Embedded => return Ok(embedded::scripts(folder).map(str::to_owned).collect()),
            Shelf::Folder(root) => root,
        };
        let mut names = Vec::new();
        for entry in root.join(folder).read_dir()? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            // hidden files are those of editors and file managers
            if name.ends_with(".rhai") && !name.starts_with('.') {
                names.push(name);
            }
        }
        names.sort();
        Ok(names)
    }

    pub fn holds_rulebook(&self, folder: &str) -> bool {
        match self {
            Shelf::Embedded => embedded::rulebooks().any(|known| known == folder),
            Shelf::Folder(root) => is_rulebook(&root.join(folder)),
        }
    }

    /// The folders that hold rulebooks, in order.
    pub fn rulebooks(&self) -> Vec<String> {
        match self {
            Shelf::Embedded => embedded::rulebooks().map(str::to_owned).collect(),
            Shelf::Folder(root) => rulebooks_in(root),
        }
    }
}

/// The text of the file at `path`.
pub(crate) fn read_file(path: &Path) -> Result<String, Trouble> {
    // anything else than a plain file might never end
    if !path.metadata()?.is_file() {
        return Err(Trouble::NotAFile);
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(LONGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > LONGEST {
        return Err(Trouble::TooLong);
    }
    decode(&bytes)
}

fn is_rulebook(folder: &Path) -> bool {
    folder.join(super::read::FILE).is_file()
}

/// The folders right below `folder` that hold rulebooks, in order; none where it cannot be read.
pub(super) fn rulebooks_in(folder: &Path) -> Vec<String> {
    let entries = folder.read_dir().into_iter().flatten().flatten();
    let rulebooks = entries.filter(|entry| is_rulebook(&entry.path()));
    let mut names: Vec<String> = rulebooks.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Text without byte-order mark, every line ended by LF alone.
pub(super) fn decode(bytes: &[u8]) -> Result<String, Trouble> {
    if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
        return Err(Trouble::Utf16);
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = bytes.iter().take(error.valid_up_to());
        let line = before.filter(|byte| **byte == b'\n').count().saturating_add(1);
        Trouble::NotUtf8 { line: u32::try_from(line).unwrap_or(u32::MAX) }
    })?;
    Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text).replace("\r\n", "\n"))
}

/// The path on the shelf of `relative`, as it is written in a table of `folder`; none where it leaves the shelf.
pub(super) fn resolve(folder: &str, relative: &str) -> Option<String> {
    if relative.is_empty() || relative.starts_with('/') || relative.contains(['\\', ':']) {
        return None;
    }
    let mut names: Vec<&str> = vec![folder];
    for name in relative.split('/') {
        match name {
            "" | "." => {}
            ".." => {
                names.pop()?;
            }
            name => names.push(name),
        }
    }
    Some(names.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_may_climb_to_the_shelf_and_no_higher() {
        assert_eq!(resolve("tqm", "../lib/x.rhai").as_deref(), Some("lib/x.rhai"));
        assert_eq!(resolve("tqm", "./x.rhai").as_deref(), Some("tqm/x.rhai"));
        assert_eq!(resolve("tqm", "../lib/../tqm/x.rhai").as_deref(), Some("tqm/x.rhai"));
        for outside in ["../../x.rhai", "/etc/x.rhai", "C:\\x.rhai", "..\\lib\\x.rhai", ""] {
            assert_eq!(resolve("tqm", outside), None, "{outside}");
        }
    }

    #[test]
    fn a_byte_order_mark_and_carriage_returns_do_not_count() {
        assert_eq!(decode("\u{FEFF}a\r\nb\n".as_bytes()).ok().as_deref(), Some("a\nb\n"));
    }

    #[test]
    fn text_in_gbk_is_told_with_its_line() {
        assert!(matches!(decode(b"id = 1\ntitle = \"\xD6\xCA\xC1\xBF\""), Err(Trouble::NotUtf8 { line: 2 })));
    }

    #[test]
    fn text_in_utf16_is_told_as_such() {
        assert!(matches!(decode(b"\xFF\xFEi\0d\0"), Err(Trouble::Utf16)));
    }
}
