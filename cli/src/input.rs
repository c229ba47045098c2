//! Profiles as they come in: files or standard input, read whole.

use crate::trouble::Trouble;
use crate::voice::Voice;
use crate::words::say;
use std::io::Read;
use std::path::Path;

/// A profile's bytes and what it is called.
#[derive(Debug)]
pub struct Input {
    /// The path as it was given; for standard input, words for that.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl Input {
    /// Reads `path`, or standard input for `-`.
    pub fn read(path: &Path, voice: &Voice) -> Result<Input, Trouble> {
        let name = if is_stdin(path) { say().stdin.get(voice.lang).to_owned() } else { path.display().to_string() };
        let bytes = if is_stdin(path) {
            let mut bytes = Vec::new();
            std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
        } else {
            std::fs::read(path)
        };
        match bytes {
            Ok(bytes) => Ok(Input { name, bytes }),
            Err(error) => Err(Trouble::file(Path::new(&name), &error, &say().file_not_read, voice.lang)),
        }
    }

    /// The content as text, to point into.
    pub fn text(&self) -> Option<String> {
        std::str::from_utf8(&self.bytes).ok().map(str::to_owned)
    }
}

/// Whether a path stands for standard input.
pub fn is_stdin(path: &Path) -> bool {
    path.as_os_str() == "-"
}
