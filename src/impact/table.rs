//! The changes between two tables, one for each thing that somebody would name.

use super::path::Path;
use super::value::{Kind, Value};
use serde::Serialize;

/// What was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum EditKind {
    /// There is something new.
    Added,
    /// Something is gone.
    Removed,
    /// It is another value, or another text of a function.
    Changed,
    /// A row stands in another group.
    Moved,
    /// The elements of a list stand in another order.
    Reordered,
}

/// A step of a change: what stood at a place and what stands there.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub path: Path,
    pub before: Option<Value>,
    pub after: Option<Value>,
}

/// One change of the table.
#[derive(Clone, Debug)]
pub(super) struct Change {
    pub kind: EditKind,
    pub path: Path,
    pub before: Option<Value>,
    pub after: Option<Value>,
    /// What has to be done to the table; for another order nothing but that.
    pub entries: Vec<Entry>,
}

/// Lists and tables that are there, empty, where nothing is written of them.
const CONTAINERS: [&str; 6] = ["params", "groups", "rows", "levels", "gates", "sources"];

/// Of these tables and texts the whole is one thing.
const WHOLE: [&str; 7] = ["evidence", "statements", "basis", "use", "profile", "effective", "rounding"];

/// Of each pair a table has one.
const EITHER: [[&str; 2]; 2] = [["value", "dated"], ["when", "require"]];

/// The changes that make `new` of `old`, in the order of their paths. The version is no change of its own.
pub(super) fn changes(old: &Value, new: &Value) -> Vec<Change> {
    let mut found = Vec::new();
    compare(&Path::default(), Some(old), Some(new), &mut found);
    found.retain(|change| !["version", "format"].contains(&&*change.path.shown()));
    moved(found)
}

fn compare(path: &Path, old: Option<&Value>, new: Option<&Value>, found: &mut Vec<Change>) {
    let last = path.keys().last().copied().unwrap_or_default().to_owned();
    let empty = |value: &Value| match value.kind {
        Kind::Keyed(_) => Some(Value::new(Kind::Keyed(Vec::new()))),
        Kind::Table(_) => Some(Value::new(Kind::Table(Default::default()))),
        _ => None,
    };
    let (filled_old, filled_new);
    let (old, new) = match (old, new) {
        (None, Some(value)) if CONTAINERS.contains(&&*last) => {
            filled_old = empty(value);
            (filled_old.as_ref(), Some(value))
        }
        (Some(value), None) if CONTAINERS.contains(&&*last) => {
            filled_new = empty(value);
            (Some(value), filled_new.as_ref())
        }
        pair => pair,
    };
    if old == new {
        return;
    }
    let (Some(one), Some(two)) = (old, new) else { return found.push(change(path, old, new)) };
    match (&one.kind, &two.kind) {
        _ if WHOLE.contains(&&*last) => found.push(change(path, old, new)),
        (Kind::Table(_), Kind::Table(_)) if is_set(path) && one.names() != two.names() => {
            found.push(change(path, old, new));
        }
        (Kind::Table(_), Kind::Table(_)) => {
            let mut names: Vec<&str> = one.names().into_iter().chain(two.names()).collect();
            names.sort_unstable();
            names.dedup();
            for pair in EITHER {
                let swapped = pair.iter().all(|key| one.get(key).is_some() != two.get(key).is_some());
                if swapped {
                    names.retain(|name| !pair.contains(name));
                    found.push(either(path, pair, one, two));
                }
            }
            for name in names {
                compare(&path.key(name), one.get(name), two.get(name), found);
            }
        }
        (Kind::Keyed(_), Kind::Keyed(_)) => {
            let (before, after) = (one.names(), two.names());
            for name in &before {
                compare(&path.key(name), one.get(name), two.get(name), found);
            }
            for name in after.iter().filter(|name| !before.contains(name)) {
                compare(&path.key(name), None, two.get(name), found);
            }
            let common = |names: &[&str], others: &[&str]| -> Vec<String> {
                names.iter().filter(|name| others.contains(name)).map(|name| (*name).to_owned()).collect()
            };
            let (was, is) = (common(&before, &after), common(&after, &before));
            // in what order documents are cited means nothing
            if was != is && last != "sources" {
                found.push(reordered(path, &was, &is));
            }
        }
        (Kind::List(before), Kind::List(after)) if before.len() == after.len() => {
            for (index, (before, after)) in before.iter().zip(after).enumerate() {
                compare(&path.index(index), Some(before), Some(after), found);
            }
        }
        _ => found.push(change(path, old, new)),
    }
}

/// Whether the table at `path` is of one piece: a set of conditions, an effect, a test of a level, a text.
fn is_set(path: &Path) -> bool {
    let keys = path.keys();
    let threshold =
        || keys.contains(&"any") && keys.iter().rev().nth(1).is_some_and(|key| ["groups", "rows"].contains(key));
    keys.last().is_some_and(|last| ["any", "effect"].contains(last)) || threshold()
}

fn change(path: &Path, before: Option<&Value>, after: Option<&Value>) -> Change {
    let kind = match (before, after) {
        (None, _) => EditKind::Added,
        (_, None) => EditKind::Removed,
        _ => EditKind::Changed,
    };
    let entry = Entry { path: path.clone(), before: before.cloned(), after: after.cloned() };
    Change { kind, path: path.clone(), before: entry.before.clone(), after: entry.after.clone(), entries: vec![entry] }
}

fn either(path: &Path, pair: [&str; 2], one: &Value, two: &Value) -> Change {
    let entry = |key: &str| Entry { path: path.key(key), before: one.get(key).cloned(), after: two.get(key).cloned() };
    let only = |value: &Value| {
        let kept = pair.iter().filter_map(|key| Some(((*key).to_owned(), value.get(key)?.clone())));
        let span = pair.iter().find_map(|key| value.get(key)).map_or(value.span, |value| value.span);
        Value { kind: Kind::Table(kept.collect()), span }
    };
    let (before, after) = (Some(only(one)), Some(only(two)));
    Change { kind: EditKind::Changed, path: path.clone(), before, after, entries: pair.map(entry).to_vec() }
}

fn reordered(path: &Path, before: &[String], after: &[String]) -> Change {
    let list = |names: &[String]| {
        let names = names.iter().map(|name| Value::new(Kind::Text(name.clone()))).collect();
        Some(Value::new(Kind::List(names)))
    };
    Change {
        kind: EditKind::Reordered,
        path: path.clone(),
        before: list(before),
        after: list(after),
        entries: Vec::new(),
    }
}

/// A row that is gone from one group and new in another has moved.
fn moved(mut changes: Vec<Change>) -> Vec<Change> {
    let row = |change: &Change| match change.path.keys().as_slice() {
        ["groups", _, "rows", row] => Some((*row).to_owned()),
        _ => None,
    };
    let of_kind = |changes: &[Change], kind: EditKind, id: &str| -> Vec<usize> {
        let wanted = |change: &Change| change.kind == kind && row(change).as_deref() == Some(id);
        changes.iter().enumerate().filter(|(_, change)| wanted(change)).map(|(index, _)| index).collect()
    };
    let ids: Vec<String> = changes.iter().filter(|change| change.kind == EditKind::Removed).filter_map(row).collect();
    for id in ids {
        let (gone, come) = (of_kind(&changes, EditKind::Removed, &id), of_kind(&changes, EditKind::Added, &id));
        let ([gone], [come]) = (gone.as_slice(), come.as_slice()) else { continue };
        let left = changes.get(*gone).map(|change| (change.before.clone(), change.entries.clone()));
        if let (Some((before, entries)), Some(change)) = (left, changes.get_mut(*come)) {
            change.kind = EditKind::Moved;
            change.before = before;
            change.entries.splice(0..0, entries);
            changes.remove(*gone);
        }
    }
    changes
}
