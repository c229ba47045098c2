//! How many rows, levels, gates and parameters are official, adapted, the project's own.

use super::markdown::Markdown;
use super::view::View;
use crate::rulebook::manifest::Status;

const ALL: [Status; 3] = [Status::Official, Status::Adapted, Status::Project];

pub(super) fn put(page: &mut Markdown, view: &View) {
    let words = &view.voice.words.scheme_grounds;
    let parts: Vec<Vec<Status>> = of_parts(view).collect();
    let kinds = [&words.rows, &words.levels, &words.gates, &words.params];
    let used = |place: &usize| parts.get(*place).is_some_and(|part| !part.is_empty());
    let columns: Vec<usize> = (0..kinds.len()).filter(used).collect();
    let mut head = vec![view.voice.text(&words.status)];
    head.extend(columns.iter().filter_map(|place| kinds.get(*place)).map(|kind| view.voice.text(kind)));
    let row = |status: Status| {
        let count = |place: &usize| parts.get(*place).map_or(0, |part| part.iter().filter(|it| **it == status).count());
        let mut row = vec![view.status(status).to_owned()];
        row.extend(columns.iter().map(|place| count(place).to_string()));
        row
    };
    page.heading(1, view.voice.text(&words.title));
    page.table(&head, &ALL.map(row));
}

/// The statuses of all rows, levels, gates and parameters.
pub(super) fn of_parts(view: &View) -> impl Iterator<Item = Vec<Status>> {
    let manifest = view.manifest();
    let rows = manifest.groups.iter().flat_map(|group| group.rows.iter().map(|row| view.row_ground(group, row)));
    [
        rows.collect(),
        manifest.levels.iter().map(|level| view.ground(level.status)).collect(),
        manifest.gates.iter().map(|gate| view.ground(gate.status)).collect(),
        manifest.params.values().map(|param| view.ground(param.status)).collect(),
    ]
    .into_iter()
}
