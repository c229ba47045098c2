//! All edits between two rulebooks: tables, scripts, schemas, and those of the rulebooks that they hold.

use super::edit::{Deed, Edit, Found, Part, What};
use super::function::{self, Function};
use super::semver::{self, Step};
use super::table::{EditKind, changes};
use super::value::{Value, read};
use crate::diagnostic::Place;
use crate::rulebook::lines::Lines;
use crate::rulebook::manifest::{Manifest, Rule, Trigger};
use crate::rulebook::sources::{ScriptSource, Sources};
use crate::text::Text;
use serde_json::Value as Json;
use std::collections::BTreeSet;

/// The edits that make `new` of `old`: of the table, then of scripts, schemas and held rulebooks.
pub(super) fn edits(old: &Sources, new: &Sources) -> Vec<Found> {
    let mut finder = Finder { found: Vec::new(), within: Vec::new() };
    finder.rulebook(old, new);
    for (index, found) in finder.found.iter_mut().enumerate() {
        found.edit.number = index + 1;
    }
    finder.found
}

struct Finder {
    found: Vec<Found>,
    within: Vec<String>,
}

impl Finder {
    fn rulebook(&mut self, old: &Sources, new: &Sources) {
        self.table(old, new);
        let names: BTreeSet<&String> = old.scripts.keys().chain(new.scripts.keys()).collect();
        for name in names {
            self.script(name, old, new);
        }
        for (path, before) in &old.schemas {
            if let Some(after) = new.schemas.get(path)
                && before.json != after.json
            {
                let step = semver::schema_step(&before.json, &after.json);
                let edit = self.edit(path, EditKind::Changed, Part::Schema, Place::file(after.file.clone()), step);
                let mut fields = BTreeSet::new();
                differing(&before.json, &after.json, &mut fields);
                self.push(edit, What::Schema { path: path.clone(), fields });
            }
        }
        for (id, before) in &old.children {
            if let Some(after) = new.children.get(id) {
                self.within.push(id.clone());
                self.rulebook(before, after);
                self.within.pop();
            }
        }
    }

    fn table(&mut self, old: &Sources, new: &Sources) {
        let (Some(before), Some(after)) = (read(&old.manifest_text), read(&new.manifest_text)) else { return };
        let (old_file, new_file) = (old.manifest_file(), new.manifest_file());
        let (old_lines, new_lines) =
            (Lines::new(&old_file, &old.manifest_text), Lines::new(&new_file, &new.manifest_text));
        let changes = changes(&before, &after);
        if changes.is_empty() && before == after && old.manifest_text != new.manifest_text {
            self.comments(&new_file);
        }
        for change in changes {
            let span = |root: &Value| change.path.find(root).map(|value| value.span);
            let place = match (&change.after, &change.before) {
                (Some(value), _) if value.span != Default::default() => new_lines.place(value.span),
                (Some(_), _) => span(&after).map_or_else(|| new_lines.file(), |span| new_lines.place(span)),
                (None, Some(value)) => old_lines.place(value.span),
                (None, None) => new_lines.file(),
            };
            let step = semver::step(&change, &before, &after);
            let mut edit = self.edit(&change.path.shown(), change.kind, Part::Table, place, step);
            edit.before = change.before.as_ref().map(Value::inline);
            edit.after = change.after.as_ref().map(Value::inline);
            edit.title = title(&change.path.keys(), &after).or_else(|| title(&change.path.keys(), &before));
            self.push(edit, What::Table(change));
        }
    }

    fn script(&mut self, name: &str, old: &Sources, new: &Sources) {
        let (before, after) = (old.scripts.get(name), new.scripts.get(name));
        // a shared script that comes or goes does so with `use`
        if before.xor(after).is_some_and(|script| script.foreign) {
            return;
        }
        let text = |script: Option<&ScriptSource>| script.map(|script| script.text.clone()).unwrap_or_default();
        let (old_text, new_text) = (text(before), text(after));
        let (was, is) = (function::functions(&old_text), function::functions(&new_text));
        let same = |one: &Function| was.iter().find(|other| other.name == one.name);
        let mut any = false;
        for gone in was.iter().filter(|one| !is.iter().any(|other| other.name == one.name)) {
            any = true;
            self.function(name, before, old, (Some(gone), None));
        }
        for now in &is {
            let before = same(now);
            if before.is_none_or(|before| before.tokens != now.tokens) {
                any = true;
                self.function(name, after, new, (before, Some(now)));
            }
        }
        if let (false, Some(after), Some(_)) = (any, after, before)
            && function::comments(&old_text) != function::comments(&new_text)
        {
            self.comments(&after.file);
        }
    }

    fn function(
        &mut self,
        script: &str,
        source: Option<&ScriptSource>,
        sources: &Sources,
        (before, after): (Option<&Function>, Option<&Function>),
    ) {
        let (Some(source), Some(shown)) = (source, after.or(before)) else { return };
        let (kind, step) = match (before, after) {
            (Some(before), Some(after)) if before.bare == after.bare => (EditKind::Changed, Step::Patch),
            (Some(_), Some(_)) => (EditKind::Changed, Step::Major),
            (None, _) => (EditKind::Added, Step::Minor),
            (_, None) => (EditKind::Removed, Step::Minor),
        };
        let text = |function: Option<&Function>| function.map(|function| function.text.clone());
        let place = Lines::new(&source.file, &source.text).place(shown.span);
        let path = format!("{script}.{}", shown.name);
        let mut edit = self.edit(&path, kind, Part::Function, place, step);
        (edit.before, edit.after) = (text(before), text(after));
        edit.title = sources.manifest.as_ref().and_then(|manifest| called(manifest, script, &shown.name));
        let (before, after) = (edit.before.clone(), edit.after.clone());
        let what = What::Function { script: script.to_owned(), name: shown.name.clone(), before, after };
        let twin = self.found.iter_mut().find(|other| {
            let other = &other.edit;
            source.foreign
                && (other.part, &other.place, other.kind) == (edit.part, &edit.place, edit.kind)
                && (&other.before, &other.after) == (&edit.before, &edit.after)
        });
        // a script that several of the rulebooks share is edited once
        match twin {
            Some(twin) => twin.deeds.push(Deed { within: self.within.clone(), what }),
            None => {
                if source.foreign {
                    edit.path = path;
                    edit.title = None;
                }
                self.push(edit, what);
            }
        }
    }

    fn comments(&mut self, file: &str) {
        let place = Place::file(file);
        if !self.found.iter().any(|found| found.edit.part == Part::Comments && found.edit.place == place) {
            let mut edit = self.edit(file, EditKind::Changed, Part::Comments, place, Step::None);
            file.clone_into(&mut edit.path);
            self.push(edit, What::Nothing);
        }
    }

    fn edit(&self, path: &str, kind: EditKind, part: Part, place: Place, step: Step) -> Edit {
        let within: String = self.within.iter().map(|id| format!("{id}/")).collect();
        Edit {
            number: 0,
            path: format!("{within}{path}"),
            kind,
            part,
            before: None,
            after: None,
            title: None,
            place,
            step,
            bundle: Vec::new(),
            moved_alone: 0,
            moved_back: 0,
            idle: false,
        }
    }

    fn push(&mut self, edit: Edit, what: What) {
        self.found.push(Found { edit, deeds: vec![Deed { within: self.within.clone(), what }] });
    }
}

/// The keys under which two schemas differ.
fn differing(old: &Json, new: &Json, keys: &mut BTreeSet<String>) {
    let (Json::Object(old), Json::Object(new)) = (old, new) else { return };
    for key in old.keys().chain(new.keys()) {
        if old.get(key) != new.get(key) {
            keys.insert(key.clone());
            if let (Some(old), Some(new)) = (old.get(key), new.get(key)) {
                differing(old, new, keys);
            }
        }
    }
}

/// The title of the row, group, parameter, level or gate that a place in the table belongs to.
fn title(keys: &[&str], table: &Value) -> Option<Text> {
    let owner = match keys {
        ["groups", group, "rows", row, ..] => table.get("groups")?.get(group)?.get("rows")?.get(row)?,
        [list @ ("groups" | "params" | "levels" | "gates" | "sources"), name, ..] => table.get(list)?.get(name)?,
        _ => return None,
    };
    owner.get("title")?.text()
}

/// The title of the row or gate whose rule a function is.
fn called(manifest: &Manifest, script: &str, function: &str) -> Option<Text> {
    let is = |rule: &Rule, default: Option<&str>| {
        rule.function == function && rule.script.as_deref().or(default).is_none_or(|own| own == script)
    };
    for group in &manifest.groups {
        let default = group.script.as_ref().or(manifest.score.script.as_ref()).map(|script| script.value.as_str());
        for row in &group.rows {
            let ruled = match &row.rule {
                Some(rule) => is(&rule.value, default),
                None => row.id.value == function && default.is_none_or(|own| own == script),
            };
            if ruled {
                return Some(row.title.clone());
            }
        }
    }
    let gate = manifest.gates.iter().find(|gate| match &gate.trigger {
        Trigger::When(rule) | Trigger::Require(rule) => is(&rule.value, None),
    });
    gate.map(|gate| gate.title.clone())
}
