//! A rulebook with some of the edits made, or with some of them undone.

use super::edit::{Deed, Found, What};
use super::function;
use super::path::{Path, Step};
use super::table::{Change, EditKind};
use super::value::{Kind, Value, read};
use crate::rulebook::sources::{ScriptSource, Sources};

/// Whether edits are made or undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    Make,
    Undo,
}

/// `base` with `edits` made, or undone; `other` is the rulebook that they lead to, or come from.
///
/// Documents that are cited, schemas and held rulebooks that only the other has are there as well: what does not use them
/// does not change by them.
pub(super) fn hybrid(base: &Sources, other: &Sources, edits: &[&Found], way: Way) -> Sources {
    let deeds: Vec<&Deed> = edits.iter().flat_map(|found| &found.deeds).collect();
    changed(base, other, &deeds, &[], way)
}

fn changed(base: &Sources, other: &Sources, deeds: &[&Deed], within: &[String], way: Way) -> Sources {
    if !deeds.iter().any(|deed| deed.within.starts_with(within)) {
        return base.clone();
    }
    let own: Vec<&What> = deeds.iter().filter(|deed| deed.within == within).map(|deed| &deed.what).collect();
    let mut sources = base.clone();
    for (id, child) in &other.children {
        let below: Vec<String> = within.iter().chain([id]).cloned().collect();
        let child = match base.children.get(id) {
            Some(own) => changed(own, child, deeds, &below, way),
            None => child.clone(),
        };
        sources.children.insert(id.clone(), child);
    }
    for (path, schema) in &other.schemas {
        let edited = own.iter().any(|what| matches!(what, What::Schema { path: name, .. } if name == path));
        if edited || !base.schemas.contains_key(path) {
            sources.schemas.insert(path.clone(), schema.clone());
        }
    }
    for what in &own {
        if let What::Function { script, name, before, after } = what {
            let text = if way == Way::Make { after } else { before };
            set_function(&mut sources, other, script, name, text.as_deref());
        }
    }
    let changes: Vec<&Change> = own
        .iter()
        .filter_map(|what| match what {
            What::Table(change) => Some(change),
            _ => None,
        })
        .collect();
    if changes.iter().any(|change| change.path.shown() == "use") {
        use_scripts_of(other, &mut sources);
    }
    let text = match (read(&base.manifest_text), read(&other.manifest_text)) {
        (Some(mut table), Some(target)) if !changes.is_empty() => {
            changes.iter().for_each(|change| make(&mut table, change, way, &target));
            cite(&mut table, &target);
            table.document()
        }
        _ => base.manifest_text.clone(),
    };
    sources.with_table(text)
}

/// Gives a function another text, or takes it away.
fn set_function(sources: &mut Sources, other: &Sources, script: &str, name: &str, text: Option<&str>) {
    let Some(model) = other.scripts.get(script).or_else(|| sources.scripts.get(script)).cloned() else { return };
    let names = |script: Option<&ScriptSource>| -> Vec<String> {
        let functions = script.map(|script| function::functions(&script.text)).unwrap_or_default();
        functions.into_iter().map(|function| function.name).collect()
    };
    let order = names(other.scripts.get(script));
    let own = sources.scripts.entry(script.to_owned()).or_insert(ScriptSource { text: String::new(), ..model });
    let mut functions: Vec<(String, String)> =
        function::functions(&own.text).into_iter().map(|function| (function.name, function.text)).collect();
    match text {
        Some(text) => put(&mut functions, name, text.to_owned(), &order),
        None => functions.retain(|(known, _)| known != name),
    }
    own.text = functions.into_iter().map(|(_, text)| format!("{text}\n")).collect();
    if own.text.is_empty() && !other.scripts.contains_key(script) {
        sources.scripts.remove(script);
    }
}

/// The shared scripts are those of the other rulebook.
fn use_scripts_of(other: &Sources, sources: &mut Sources) {
    sources.scripts.retain(|name, script| !script.foreign || other.scripts.contains_key(name));
    for (name, script) in &other.scripts {
        match sources.scripts.get_mut(name) {
            Some(own) => (own.used, own.path) = (script.used, script.path.clone()),
            None if script.foreign => {
                sources.scripts.insert(name.clone(), script.clone());
            }
            None => {}
        }
    }
}

/// Puts an element in its place, or where the other list has it: behind the nearest element before it.
fn put<T>(list: &mut Vec<(String, T)>, name: &str, element: T, order: &[String]) {
    if let Some((_, known)) = list.iter_mut().find(|(known, _)| known == name) {
        *known = element;
        return;
    }
    let before = order.iter().take_while(|known| *known != name).collect::<Vec<_>>();
    let nearest = before.iter().rev().find_map(|known| list.iter().position(|(name, _)| name == *known));
    list.insert(nearest.map_or(0, |place| place + 1), (name.to_owned(), element));
}

fn make(table: &mut Value, change: &Change, way: Way, target: &Value) {
    if change.kind == EditKind::Reordered {
        return reorder(table, &change.path, target);
    }
    for entry in &change.entries {
        let value = if way == Way::Make { &entry.after } else { &entry.before };
        set(table, &entry.path.0, value.as_ref(), Some(target));
    }
}

/// Sets or removes the value at the end of `steps`. `target` is what stands at the same place in the other table.
fn set(value: &mut Value, steps: &[Step], to: Option<&Value>, target: Option<&Value>) {
    let Some((step, rest)) = steps.split_first() else {
        if let Some(to) = to {
            *value = to.clone();
        }
        return;
    };
    let key = match step {
        Step::Index(index) => {
            if let Kind::List(elements) = &mut value.kind
                && let Some(element) = elements.get_mut(*index)
            {
                set(element, rest, to, None);
            }
            return;
        }
        Step::Key(key) => key,
    };
    let below = target.and_then(|target| target.get(key));
    if rest.is_empty() {
        let order: Vec<String> =
            target.map(|target| target.names().into_iter().map(str::to_owned).collect()).unwrap_or_default();
        match (&mut value.kind, to) {
            (Kind::Table(entries), Some(to)) => drop(entries.insert(key.clone(), to.clone())),
            (Kind::Table(entries), None) => drop(entries.remove(key)),
            (Kind::Keyed(elements), Some(to)) => put(elements, key, to.clone(), &order),
            (Kind::Keyed(elements), None) => elements.retain(|(known, _)| known != key),
            _ => {}
        }
        return;
    }
    // a list or table of which nothing is written yet
    if let (Kind::Table(entries), Some(below), Some(_)) = (&mut value.kind, below, to)
        && !entries.contains_key(key)
    {
        let empty = match below.kind {
            Kind::Keyed(_) => Kind::Keyed(Vec::new()),
            _ => Kind::Table(Default::default()),
        };
        entries.insert(key.clone(), Value::new(empty));
    }
    let child = match &mut value.kind {
        Kind::Table(entries) => entries.get_mut(key),
        Kind::Keyed(elements) => elements.iter_mut().find(|(known, _)| known == key).map(|(_, value)| value),
        _ => None,
    };
    let Some(child) = child else { return };
    set(child, rest, to, below);
    let emptied = child.is_empty() && below.is_none();
    if let (true, Kind::Table(entries)) = (emptied, &mut value.kind) {
        entries.remove(key);
    }
}

/// Puts the elements that both lists have in the order of the other one.
fn reorder(table: &mut Value, path: &Path, target: &Value) {
    let Some(order) = path.find(target) else { return };
    let order: Vec<&str> = order.names();
    let mut steps = path.0.iter();
    let list = steps.try_fold(table, |value, step| match (step, &mut value.kind) {
        (Step::Key(key), Kind::Table(entries)) => entries.get_mut(key),
        (Step::Key(key), Kind::Keyed(elements)) => {
            elements.iter_mut().find(|(known, _)| known == key).map(|(_, value)| value)
        }
        _ => None,
    });
    let Some(Kind::Keyed(elements)) = list.map(|list| &mut list.kind) else { return };
    let rank = |name: &str| order.iter().position(|known| *known == name);
    let mut common: Vec<(String, Value)> = elements.iter().filter(|(name, _)| rank(name).is_some()).cloned().collect();
    common.sort_by_key(|(name, _)| rank(name));
    let mut sorted = common.into_iter();
    for element in elements.iter_mut().filter(|(name, _)| rank(name).is_some()) {
        if let Some(next) = sorted.next() {
            *element = next;
        }
    }
}

/// Documents that only the other table cites may be cited here too.
fn cite(table: &mut Value, target: &Value) {
    let Some(Value { kind: Kind::Keyed(documents), .. }) = target.get("sources") else { return };
    for (id, document) in documents {
        let path = Path::default().key("sources").key(id);
        if path.find(table).is_none() {
            set(table, &path.0, Some(document), Some(target));
        }
    }
}
