//! All that a rulebook is made of: its table, scripts and schemas, and the rulebooks whose results it holds.

use super::check::{check, check_composites};
use super::lines::Lines;
use super::manifest::{At, Composite, Manifest};
use super::read::{FILE, read};
use super::shelf::{Shelf, Trouble, resolve};
use crate::diagnostic::{Diagnostic, Place, Severity, nearest};
use crate::error::RulebookError;
use std::collections::{BTreeMap, BTreeSet};

/// A rulebook as it was read, with what was found wrong on the way.
#[derive(Clone, Debug)]
pub(crate) struct Sources {
    /// What stands before file names in diagnostics; empty for the rulebook that was asked for.
    pub prefix: String,
    /// The table; none where it is not TOML. Not to be used where `findings` holds errors.
    pub manifest: Option<Manifest>,
    pub manifest_text: String,
    /// The rulebook's own scripts and those that it uses, by name.
    pub scripts: BTreeMap<String, ScriptSource>,
    /// Schema files by their path as the table writes it.
    pub schemas: BTreeMap<String, SchemaSource>,
    /// The rulebooks whose results groups hold, by id.
    pub children: BTreeMap<String, Sources>,
    /// What is wrong with this rulebook, without its children.
    pub findings: Vec<Diagnostic>,
}

/// The text of a script.
#[derive(Clone, Debug)]
pub(crate) struct ScriptSource {
    /// The file by which diagnostics call it.
    pub file: String,
    /// Its path from the rulebook's folder, or `builtin:NAME`: the name under which digests see it.
    pub path: String,
    pub text: String,
    /// Whether it lies outside of the rulebook's folder.
    pub foreign: bool,
    /// Whether the table's `use` names it, so that its functions may be called by bare name.
    pub used: bool,
}

/// A schema of the rulebook's own.
#[derive(Clone, Debug)]
pub(crate) struct SchemaSource {
    /// The file by which diagnostics call it.
    pub file: String,
    /// Its path from the rulebook's folder.
    pub path: String,
    pub text: String,
    pub json: serde_json::Value,
}

impl Sources {
    /// The file by which diagnostics call the table.
    pub fn manifest_file(&self) -> String {
        format!("{}{FILE}", self.prefix)
    }

    /// The same with another text of the table; scripts, schemas and held rulebooks stay as they are.
    #[cfg(feature = "authoring")]
    pub fn with_table(&self, text: String) -> Sources {
        let file = self.manifest_file();
        let (manifest, findings) = read(&file, &text);
        let mut sources = Sources { manifest, findings, manifest_text: text, ..self.clone() };
        sources.findings.extend(sources.unfit(&file));
        sources
    }

    /// What does not fit together in the table.
    fn unfit(&self, file: &str) -> Vec<Diagnostic> {
        let Some(manifest) = &self.manifest else { return Vec::new() };
        let scripts: BTreeSet<&str> = self.scripts.keys().map(String::as_str).collect();
        let child = |id: &str| self.children.get(id).and_then(|child| child.manifest.as_ref());
        let mut found = check(manifest, file, &self.manifest_text, &scripts);
        found.extend(check_composites(manifest, file, &self.manifest_text, child));
        found
    }

    /// Everything found wrong with the rulebook and the rulebooks that it holds.
    pub fn all_findings(&self) -> Vec<Diagnostic> {
        let below = self.children.values().flat_map(Sources::all_findings);
        self.findings.iter().cloned().chain(below).collect()
    }

    pub fn has_errors(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity == Severity::Error)
            || self.children.values().any(Sources::has_errors)
    }

    /// The text of the file that diagnostics call by that name.
    pub fn text(&self, file: &str) -> Option<&str> {
        if file == self.manifest_file() {
            return Some(&self.manifest_text);
        }
        let scripts = self.scripts.values().map(|script| (&script.file, &script.text));
        let mut own = scripts.chain(self.schemas.values().map(|schema| (&schema.file, &schema.text)));
        let own = own.find(|(name, _)| *name == file).map(|(_, text)| text.as_str());
        own.or_else(|| self.children.values().find_map(|child| child.text(file)))
    }

    /// The texts of all files by the names that diagnostics use.
    pub fn texts(&self) -> BTreeMap<String, String> {
        let mut texts: BTreeMap<String, String> = self.children.values().flat_map(Sources::texts).collect();
        texts.insert(self.manifest_file(), self.manifest_text.clone());
        texts.extend(self.scripts.values().map(|script| (script.file.clone(), script.text.clone())));
        texts.extend(self.schemas.values().map(|schema| (schema.file.clone(), schema.text.clone())));
        texts
    }

    /// The error that tells what is wrong, together with `more` of what was found later.
    pub fn error(&self, more: Vec<Diagnostic>) -> RulebookError {
        let mut findings = self.all_findings();
        findings.extend(more);
        RulebookError::new(findings, self.texts())
    }
}

/// Where a rulebook stands, and how its files are called in diagnostics.
#[derive(Clone, Copy)]
pub(super) struct Shelved<'s> {
    pub shelf: &'s Shelf,
    pub folder: &'s str,
    /// What diagnostics put before the files of the rulebook: empty for the one that was asked for.
    pub prefix: &'s str,
    /// What they put before paths on the shelf: `../`, or `builtin:` for what a rulebook of a folder takes from the
    /// embedded ones.
    pub base: &'s str,
}

/// Reads and checks the rulebook at `at` and all that it names.
/// `above` are the ids of the rulebooks that hold it. The trouble is that of its table alone.
pub(super) fn assemble(at: Shelved<'_>, above: &[String]) -> Result<Sources, Trouble> {
    let text = at.shelf.read(&format!("{}/{FILE}", at.folder))?;
    let file = format!("{}{FILE}", at.prefix);
    let (manifest, findings) = read(&file, &text);
    let mut sources = Sources {
        prefix: at.prefix.to_owned(),
        manifest,
        manifest_text: text.clone(),
        scripts: BTreeMap::new(),
        schemas: BTreeMap::new(),
        children: BTreeMap::new(),
        findings,
    };
    let Some(manifest) = sources.manifest.clone() else { return Ok(sources) };
    let lines = Lines::new(&file, &text);
    let mut assembly = Assembly { at, manifest: &manifest, lines: &lines, above, sources: &mut sources };
    assembly.own_scripts();
    manifest.uses.iter().for_each(|used| assembly.used_script(used));
    let profile = &manifest.profile;
    profile.schema.iter().chain(&profile.extend).for_each(|path| assembly.schema(path));
    let composites: Vec<&Composite> = manifest.groups.iter().filter_map(|group| group.composite.as_ref()).collect();
    composites.into_iter().for_each(|composite| assembly.child(&composite.rulebook));
    sources.findings.extend(sources.unfit(&file));
    Ok(sources)
}

struct Assembly<'a> {
    at: Shelved<'a>,
    manifest: &'a Manifest,
    lines: &'a Lines<'a>,
    above: &'a [String],
    sources: &'a mut Sources,
}

impl Assembly<'_> {
    fn report(&mut self, finding: Diagnostic) {
        self.sources.findings.push(finding);
    }

    fn own_scripts(&mut self) {
        let names = match self.at.shelf.scripts(self.at.folder) {
            Ok(names) => names,
            Err(trouble) => return self.report(trouble.report(self.lines.file(), self.at.folder)),
        };
        for name in names {
            let file = format!("{}{name}", self.at.prefix);
            match self.at.shelf.read(&format!("{}/{name}", self.at.folder)) {
                Ok(text) => {
                    let script = ScriptSource { file, path: name.clone(), text, foreign: false, used: false };
                    self.sources.scripts.insert(stem(&name).to_owned(), script);
                }
                Err(trouble) => self.report(trouble.report(Place::file(file), &name)),
            }
        }
    }

    fn used_script(&mut self, used: &At<String>) {
        let place = self.lines.place(used.span);
        let written = used.value.as_str();
        if let Some(name) = written.strip_prefix("builtin:") {
            let path = format!("lib/{name}.rhai");
            return match Shelf::Embedded.read(&path) {
                Ok(text) => {
                    let script = ScriptSource {
                        file: format!("builtin:{path}"),
                        path: written.to_owned(),
                        text,
                        foreign: true,
                        used: true,
                    };
                    self.add_used(place, name, script);
                }
                Err(_) => {
                    let known: Vec<String> =
                        super::embedded::scripts("lib").map(|name| format!("builtin:{}", stem(name))).collect();
                    let finding = Diagnostic::error("missing-script", place, &[("file", written)]);
                    self.report(finding.suggest(nearest(written, known.iter().map(String::as_str))));
                }
            };
        }
        if !written.ends_with(".rhai") || written.contains('\\') {
            return self.report(Diagnostic::error("bad-script-path", place, &[("file", written)]));
        }
        let Some(path) = resolve(self.at.folder, written) else {
            return self.report(Trouble::Outside.report(place, written));
        };
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", &path));
        if folder == self.at.folder {
            return match self.sources.scripts.get_mut(stem(name)) {
                Some(own) => own.used = true,
                None => self.missing_script(place, written, folder, name),
            };
        }
        match self.at.shelf.read(&path) {
            Ok(text) => {
                let script = ScriptSource {
                    file: format!("{}{path}", self.at.base),
                    path: format!("../{path}"),
                    text,
                    foreign: true,
                    used: true,
                };
                let name = stem(name).to_owned();
                self.add_used(place, &name, script);
            }
            Err(Trouble::Missing) => self.missing_script(place, written, folder, name),
            Err(trouble) => self.report(trouble.report(place, written)),
        }
    }

    fn missing_script(&mut self, place: Place, written: &str, folder: &str, name: &str) {
        let there = self.at.shelf.scripts(folder).unwrap_or_default();
        let near = nearest(name, there.iter().map(String::as_str));
        let near = near.and_then(|near| Some(format!("{}{near}", written.strip_suffix(name)?)));
        let finding = Diagnostic::error("missing-script", place, &[("file", written)]);
        self.report(finding.suggest(near.as_deref()));
    }

    fn add_used(&mut self, place: Place, name: &str, script: ScriptSource) {
        match self.sources.scripts.get(name) {
            // the same file named twice is told as a double entry of `use`
            Some(other) if other.path == script.path => {}
            Some(other) => {
                let args = [("name", name), ("first", other.path.as_str()), ("second", script.path.as_str())];
                let finding = Diagnostic::error("script-twice", place, &args);
                self.report(finding);
            }
            None => {
                self.sources.scripts.insert(name.to_owned(), script);
            }
        }
    }

    fn schema(&mut self, path: &At<String>) {
        let place = self.lines.place(path.span);
        let written = path.value.as_str();
        let Some(on_shelf) = resolve(self.at.folder, written) else {
            return self.report(Trouble::Outside.report(place, written));
        };
        let text = match self.at.shelf.read(&on_shelf) {
            Ok(text) => text,
            Err(trouble) => return self.report(trouble.report(place, written)),
        };
        let own = on_shelf.strip_prefix(self.at.folder).and_then(|rest| rest.strip_prefix('/'));
        let (file, path) = match own {
            Some(own) => (format!("{}{own}", self.at.prefix), own.to_owned()),
            None => (format!("{}{on_shelf}", self.at.base), format!("../{on_shelf}")),
        };
        match serde_json::from_str(&text) {
            Ok(json) => {
                self.sources.schemas.insert(written.to_owned(), SchemaSource { file, path, text, json });
            }
            Err(error) => {
                let line = u32::try_from(error.line()).unwrap_or(u32::MAX);
                let column = u32::try_from(error.column()).unwrap_or(u32::MAX);
                let original = error.to_string();
                self.report(Diagnostic::error(
                    "bad-json",
                    Place::at(file, line, column, 1),
                    &[("original", &original)],
                ));
            }
        }
    }

    /// The sibling folder with that id, else the built-in rulebook.
    fn child(&mut self, rulebook: &At<String>) {
        let id = rulebook.value.as_str();
        if id.is_empty() || self.sources.children.contains_key(id) {
            return;
        }
        let place = self.lines.place(rulebook.span);
        let mut above = self.above.to_vec();
        above.push(self.manifest.id.value.clone());
        if let Some(start) = above.iter().position(|other| other == id) {
            let circle = above.iter().skip(start).map(String::as_str).chain([id]).collect::<Vec<_>>().join(" → ");
            return self.report(Diagnostic::error("rulebook-cycle", place, &[("path", &circle)]));
        }
        let (shelf, base) = if self.at.shelf.holds_rulebook(id) {
            (self.at.shelf, self.at.base)
        } else if Shelf::Embedded.holds_rulebook(id) {
            (&Shelf::Embedded, "builtin:")
        } else {
            let known: Vec<String> = self.at.shelf.rulebooks().into_iter().chain(Shelf::Embedded.rulebooks()).collect();
            let finding = Diagnostic::error("unknown-rulebook", place, &[("name", id)]);
            return self.report(finding.suggest(nearest(id, known.iter().map(String::as_str))));
        };
        let prefix = format!("{base}{id}/");
        match assemble(Shelved { shelf, folder: id, prefix: &prefix, base }, &above) {
            Ok(child) => {
                let own = child.manifest.as_ref().map(|manifest| manifest.id.value.clone()).unwrap_or_default();
                if own != id && !own.is_empty() {
                    self.report(Diagnostic::error("other-id", place, &[("folder", id), ("name", &own)]));
                }
                self.sources.children.insert(id.to_owned(), child);
            }
            Err(trouble) => self.report(trouble.report(place, &format!("{prefix}{FILE}"))),
        }
    }
}

fn stem(file: &str) -> &str {
    file.strip_suffix(".rhai").unwrap_or(file)
}
