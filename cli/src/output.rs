//! Results as they go out: to standard output, or to a file, which is written whole or not at all.

use crate::input::is_stdin;
use crate::trouble::Trouble;
use crate::voice::Voice;
use crate::words::say;
use std::fs::{self, OpenOptions, Permissions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

/// Writes `text` to the file `target`, or to standard output where there is none or it is `-`.
pub fn deliver(target: Option<&Path>, text: &str, voice: &Voice) -> Result<(), Trouble> {
    match target {
        Some(path) if !is_stdin(path) => write_file(path, text).map_err(|error| not_written(path, &error, voice)),
        _ => match print(text) {
            // whoever read the beginning wants no more
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            Err(error) => Err(not_written(Path::new(say().stdout.get(voice.lang)), &error, voice)),
            Ok(()) => Ok(()),
        },
    }
}

/// A profile is not to be overwritten by its result.
pub fn refuse_overwriting(target: Option<&Path>, inputs: &[PathBuf], voice: &Voice) -> Result<(), Trouble> {
    let Some(output) = target else { return Ok(()) };
    let same = |path: &Path| match (path.canonicalize(), output.canonicalize()) {
        (Ok(path), Ok(output)) => path == output,
        _ => false,
    };
    match inputs.iter().find(|path| same(path)) {
        Some(path) => Err(Trouble::about(&say().output_is_input, "file", &path.to_string_lossy(), voice.lang)),
        None => Ok(()),
    }
}

fn print(text: &str) -> io::Result<()> {
    // colours reach terminals only
    let mut out = anstream::AutoStream::auto(io::stdout().lock());
    out.write_all(text.as_bytes())?;
    out.flush()
}

fn write_file(path: &Path, text: &str) -> io::Result<()> {
    // through a link to the file it names
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let before = fs::metadata(&path).ok();
    match &before {
        Some(it) if it.is_dir() => return Err(ErrorKind::IsADirectory.into()),
        // a device or a pipe cannot be replaced
        Some(it) if !it.is_file() => return OpenOptions::new().write(true).open(&path)?.write_all(text.as_bytes()),
        Some(it) if it.permissions().readonly() => return Err(ErrorKind::PermissionDenied.into()),
        _ => {}
    }
    let mut builder = tempfile::Builder::new();
    builder.prefix(".zhiheng-").suffix(".tmp");
    if let Some(permissions) = before.map(|it| it.permissions()).or_else(ordinary) {
        builder.permissions(permissions);
    }
    let mut file = builder.tempfile_in(folder_of(&path))?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()?;
    file.persist(&path)?;
    Ok(())
}

/// What a new file may be used for, before the user's mask.
#[cfg(unix)]
fn ordinary() -> Option<Permissions> {
    use std::os::unix::fs::PermissionsExt;
    Some(Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn ordinary() -> Option<Permissions> {
    None
}

fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_owned(),
        _ => PathBuf::from("."),
    }
}

fn not_written(path: &Path, error: &io::Error, voice: &Voice) -> Trouble {
    let say = say();
    let text = match error.kind() {
        ErrorKind::NotFound => &say.folder_not_found,
        ErrorKind::PermissionDenied if path.exists() => &say.file_denied,
        ErrorKind::PermissionDenied => &say.folder_denied,
        ErrorKind::IsADirectory => &say.file_is_folder,
        _ => &say.file_not_written,
    };
    let values = [("file", &*path.to_string_lossy()), ("error", &*error.to_string())];
    Trouble::Plain { message: voice.fill(text, &values), help: None }
}
