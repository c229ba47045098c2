//! `zhiheng check --watch`: checks again whenever a file of the rulebooks is saved, until Ctrl-C.
//!
//! What the operating system tells of changes is taken; where it tells nothing (a network drive, too many folders), the
//! files are looked at once a second.

use crate::answer::Answer;
use crate::books;
use crate::call::{Check, CheckFormat};
use crate::check;
use crate::output::deliver;
use crate::trouble::Trouble;
use crate::voice::Voice;
use crate::words::say;
use notify::{Config, Event, PollWatcher, RecursiveMode, Watcher};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

/// Saving a file makes several changes; this long without one, and it is done.
const QUIET: Duration = Duration::from_millis(200);
/// How often files are looked at where nobody tells of changes.
const LOOK_AGAIN: Duration = Duration::from_secs(1);

type Told = notify::Result<Event>;

/// Checks, waits for a change, and checks again.
pub fn run(call: &Check, voice: &Voice) -> Result<Answer, Trouble> {
    // a call that is wrong is not mended by a change
    books::folders(&call.folders, voice)?;
    let (sender, changes) = channel();
    let mut lookout = Lookout::new(sender);
    let mut count = 1u64;
    // before the first check, so that no change is missed
    lookout.look_at(&watched(call, voice)).map_err(|(path, error)| failed(&path, &error, voice))?;
    loop {
        if let Err(trouble) = check::run(call, voice) {
            voice.tell(&trouble);
        }
        voice.note(say().watch_waiting.get(voice.lang));
        if let Err((path, error)) = lookout.look_at(&watched(call, voice)) {
            voice.tell(&failed(&path, &error, voice));
        }
        if !next_change(&changes) {
            return Ok(Answer::Yes);
        }
        count += 1;
        let line = format!("\n{}\n", voice.fill(&say().watch_again, &[("count", &count.to_string())]));
        match call.format {
            CheckFormat::Text => deliver(None, &line, voice)?,
            // documents stand alone on standard output
            CheckFormat::Json | CheckFormat::Sarif => voice.plain(&line),
        }
    }
}

/// Waits until something was changed and all is quiet again; false where no change can come any more.
fn next_change(changes: &Receiver<Told>) -> bool {
    loop {
        match changes.recv() {
            Err(_) => return false,
            Ok(told) if is_change(&told) => break,
            Ok(_) => {}
        }
    }
    while changes.recv_timeout(QUIET).is_ok() {}
    true
}

/// Reading a file is none: checking reads them all.
fn is_change(told: &Told) -> bool {
    told.as_ref().is_ok_and(|event| !event.kind.is_access())
}

/// What is looked at, and whether with all below it: the folders of the call, and what their rulebooks use elsewhere.
fn watched(call: &Check, voice: &Voice) -> BTreeMap<PathBuf, RecursiveMode> {
    let mut paths = BTreeMap::new();
    for folder in books::folders(&call.folders, voice).unwrap_or_default() {
        for (path, mode) in used(&folder) {
            paths.insert(path, mode);
        }
    }
    paths.extend(call.folders.iter().map(|folder| (folder.clone(), RecursiveMode::Recursive)));
    paths
}

/// The folders of scripts and rulebooks that a rulebook uses and that lie outside its own.
fn used(folder: &Path) -> Vec<(PathBuf, RecursiveMode)> {
    let table = std::fs::read_to_string(folder.join("rulebook.toml")).ok();
    // a table that does not parse is what the check tells of
    let Some(table) = table.and_then(|text| text.parse::<toml::Table>().ok()) else { return Vec::new() };
    let texts = |value: Option<&toml::Value>| -> Vec<String> {
        let values = value.and_then(toml::Value::as_array).into_iter().flatten();
        values.filter_map(toml::Value::as_str).map(str::to_owned).collect()
    };
    let scripts = texts(table.get("use")).into_iter().filter(|name| !name.starts_with("builtin:"));
    let scripts =
        scripts.filter_map(|name| Some((folder.join(name).parent()?.to_owned(), RecursiveMode::NonRecursive)));
    let groups = table.get("groups").and_then(toml::Value::as_array).into_iter().flatten();
    let held = groups.filter_map(|group| {
        let sibling = folder.join("..").join(group.get("rulebook")?.as_str()?);
        Some((sibling, RecursiveMode::Recursive))
    });
    scripts.chain(held).filter(|(path, _)| path.is_dir()).collect()
}

fn failed(path: &Path, error: &notify::Error, voice: &Voice) -> Trouble {
    let values = [("folder", &*path.to_string_lossy()), ("error", &*error.to_string())];
    Trouble::Plain { message: voice.fill(&say().watch_failed, &values), help: None }
}

/// Whoever tells of changes, and of what.
struct Lookout {
    sender: Sender<Told>,
    watcher: Option<Box<dyn Watcher>>,
    polls: bool,
    known: BTreeMap<PathBuf, RecursiveMode>,
}

impl Lookout {
    fn new(sender: Sender<Told>) -> Lookout {
        let watcher = notify::recommended_watcher(sender.clone()).ok();
        let watcher = watcher.map(|watcher| Box::new(watcher) as Box<dyn Watcher>);
        Lookout { sender, watcher, polls: false, known: BTreeMap::new() }
    }

    /// Looks at what it does not look at yet.
    fn look_at(&mut self, paths: &BTreeMap<PathBuf, RecursiveMode>) -> Result<(), (PathBuf, notify::Error)> {
        for (path, mode) in paths {
            if self.known.get(path) == Some(mode) {
                continue;
            }
            self.known.insert(path.clone(), *mode);
            let seen = self.watcher.as_mut().map(|watcher| watcher.watch(path, *mode));
            match seen {
                Some(Ok(())) => {}
                Some(Err(error)) if self.polls => return Err((path.clone(), error)),
                _ => self.poll()?,
            }
        }
        Ok(())
    }

    /// Looks at the files itself from now on.
    fn poll(&mut self) -> Result<(), (PathBuf, notify::Error)> {
        let config = Config::default().with_poll_interval(LOOK_AGAIN).with_compare_contents(true);
        let none = |error| (PathBuf::new(), error);
        let mut watcher = PollWatcher::new(self.sender.clone(), config).map_err(none)?;
        for (path, mode) in &self.known {
            watcher.watch(path, *mode).map_err(|error| (path.clone(), error))?;
        }
        self.watcher = Some(Box::new(watcher));
        self.polls = true;
        Ok(())
    }
}
