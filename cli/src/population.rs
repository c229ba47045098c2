//! Many profiles, one after the other: files, folders of files, files of one profile a line, standard input.

use crate::input::is_stdin;
use crate::trouble::Trouble;
use crate::voice::Voice;
use crate::words::say;
use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use zhiheng::impact::Profile;

/// Where profiles are, in the order in which they are taken.
#[derive(Debug)]
pub struct Population {
    files: VecDeque<PathBuf>,
}

impl Population {
    /// The profiles that `paths` mean: a folder means all `*.json` in it, by name.
    pub fn open(paths: &[PathBuf], voice: &Voice) -> Result<Population, Trouble> {
        if paths.iter().filter(|path| is_stdin(path)).count() > 1 {
            return Err(Trouble::Plain { message: say().stdin_twice.get(voice.lang).to_owned(), help: None });
        }
        let (mut files, mut troubles) = (VecDeque::new(), Vec::new());
        for path in paths {
            match files_of(path, voice) {
                Ok(found) => files.extend(found),
                Err(trouble) => troubles.push(trouble),
            }
        }
        match Trouble::all(troubles) {
            Some(trouble) => Err(trouble),
            None => Ok(Population { files }),
        }
    }

    /// A profile is not to be overwritten by the result.
    pub fn refuse_as_output(&self, output: Option<&Path>, voice: &Voice) -> Result<(), Trouble> {
        let Some(output) = output.and_then(|output| output.canonicalize().ok()) else { return Ok(()) };
        let same = |path: &&PathBuf| path.canonicalize().is_ok_and(|path| path == output);
        match self.files.iter().find(same) {
            Some(path) => Err(Trouble::about(&say().output_is_input, "file", &path.to_string_lossy(), voice.lang)),
            None => Ok(()),
        }
    }

    /// The profiles, each read when it is asked for.
    pub fn profiles(self, voice: &Voice) -> Profiles {
        Profiles { files: self.files, lines: None, failed: None, voice: *voice }
    }
}

fn files_of(path: &Path, voice: &Voice) -> Result<Vec<PathBuf>, Trouble> {
    let failed = |error: io::Error| Trouble::file(path, &error, &say().file_not_read, voice.lang);
    if is_stdin(path) {
        return Ok(vec![path.to_owned()]);
    }
    if !path.metadata().map_err(failed)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = path.read_dir().map_err(failed)?;
    let paths = entries.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>().map_err(failed)?;
    let mut found: Vec<PathBuf> = paths.into_iter().filter(|path| has_ending(path, &["json"])).collect();
    found.sort();
    if found.is_empty() {
        return Err(Trouble::about(&say().no_profiles, "folder", &path.to_string_lossy(), voice.lang));
    }
    Ok(found)
}

fn has_ending(path: &Path, endings: &[&str]) -> bool {
    path.extension().is_some_and(|ending| endings.iter().any(|known| ending.eq_ignore_ascii_case(known)))
}

/// Profiles as they are read; reading ends with the first file that cannot be read.
pub struct Profiles {
    files: VecDeque<PathBuf>,
    lines: Option<Lines>,
    failed: Option<(String, io::Error)>,
    voice: Voice,
}

/// What is left of a file of one profile a line.
struct Lines {
    name: String,
    reader: Box<dyn BufRead + Send>,
    line: u64,
}

impl Profiles {
    /// What kept a file from being read.
    pub fn trouble(self) -> Option<Trouble> {
        let (name, error) = self.failed?;
        Some(Trouble::file(Path::new(&name), &error, &say().file_not_read, self.voice.lang))
    }

    /// The next profile; none at the end.
    fn read(&mut self) -> Result<Option<Profile>, (String, io::Error)> {
        loop {
            if let Some(lines) = &mut self.lines {
                match lines.read() {
                    Ok(Some(profile)) => return Ok(Some(profile)),
                    Ok(None) => self.lines = None,
                    Err(error) => return Err((lines.name.clone(), error)),
                }
                continue;
            }
            let Some(path) = self.files.pop_front() else { return Ok(None) };
            let name = path.display().to_string();
            if is_stdin(&path) {
                let name = say().stdin.get(self.voice.lang).to_owned();
                let (lines, whole) = stdin(&name).map_err(|error| (name.clone(), error))?;
                self.lines = lines;
                if whole.is_some() {
                    return Ok(whole);
                }
            } else if has_ending(&path, &["ndjson", "jsonl"]) {
                let file = File::open(&path).map_err(|error| (name.clone(), error))?;
                self.lines = Some(Lines { name, reader: Box::new(BufReader::new(file)), line: 0 });
            } else {
                let bytes = std::fs::read(&path).map_err(|error| (name.clone(), error))?;
                return Ok(Some(Profile { name, line: None, bytes }));
            }
        }
    }
}

impl Lines {
    /// The profile on the next line that is not blank.
    fn read(&mut self) -> io::Result<Option<Profile>> {
        loop {
            let mut bytes = Vec::new();
            if self.reader.read_until(b'\n', &mut bytes)? == 0 {
                return Ok(None);
            }
            self.line += 1;
            if !bytes.iter().all(u8::is_ascii_whitespace) {
                return Ok(Some(Profile { name: self.name.clone(), line: Some(self.line), bytes }));
            }
        }
    }
}

/// Standard input: one profile a line where the first line is a whole one, else one profile.
fn stdin(name: &str) -> io::Result<(Option<Lines>, Option<Profile>)> {
    let mut reader = BufReader::new(io::stdin());
    let mut head = Vec::new();
    while head.iter().all(u8::is_ascii_whitespace) && reader.read_until(b'\n', &mut head)? > 0 {}
    if serde_json::from_slice::<serde::de::IgnoredAny>(&head).is_ok() {
        let reader = Box::new(io::Cursor::new(head).chain(reader));
        return Ok((Some(Lines { name: name.to_owned(), reader, line: 0 }), None));
    }
    reader.read_to_end(&mut head)?;
    Ok((None, Some(Profile { name: name.to_owned(), line: None, bytes: head })))
}

impl Iterator for Profiles {
    type Item = Profile;

    fn next(&mut self) -> Option<Profile> {
        if self.failed.is_some() {
            return None;
        }
        match self.read() {
            Ok(profile) => profile,
            Err(failed) => {
                self.failed = Some(failed);
                None
            }
        }
    }
}
