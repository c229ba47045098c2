//! The table itself: dimensions as a tree, and the rows of each.

use super::markdown::{Markdown, code};
use super::view::View;
use crate::number::Number;
use crate::rulebook::manifest::{Amount, AsGroup, At, Combine, Composite, Group, Row};
use std::collections::BTreeSet;

pub(super) fn put(page: &mut Markdown, view: &View) {
    let words = &view.voice.words.scheme_rows;
    page.heading(1, view.voice.text(&words.title));
    let tree = tree(view);
    // the same weight for all says nothing
    let weights = tree.iter().any(|(_, _, group)| group.weight.is_some());
    let head =
        [&words.group, &words.points, &words.weight, &words.combine, &words.count].map(|word| view.voice.text(word));
    let status = view.voice.text(&view.voice.words.scheme.status);
    let [group, points, weight, combine, count] = head;
    let rows: Vec<Vec<String>> =
        tree.iter().map(|(depth, place, group)| line(view, *depth, *place, group, weights)).collect();
    page.table(&[group, points, weight, combine, count, status], &rows);
    for (depth, _, group) in &tree {
        put_group(page, view, *depth, group);
    }
}

/// Every group with its depth and its place in the table, each before those below it.
fn tree<'a>(view: &View<'a>) -> Vec<(usize, usize, &'a Group)> {
    let groups = &view.manifest().groups;
    let mut tree = Vec::with_capacity(groups.len());
    below(groups, None, 0, &mut tree);
    tree
}

fn below<'a>(groups: &'a [Group], parent: Option<&str>, depth: usize, tree: &mut Vec<(usize, usize, &'a Group)>) {
    for (place, group) in groups.iter().enumerate() {
        if group.parent.as_ref().map(|id| id.value.as_str()) == parent {
            tree.push((depth, place, group));
            below(groups, Some(&group.id.value), depth + 1, tree);
        }
    }
}

/// A group in the table of groups.
fn line(view: &View, depth: usize, place: usize, group: &Group, weights: bool) -> Vec<String> {
    let words = &view.voice.words.scheme_rows;
    let combine = match (&group.composite, group.combine) {
        (Some(_), _) => &words.held,
        (None, Combine::Sum) => &words.sum,
        (None, Combine::Mean) => &words.mean,
        (None, Combine::Min) => &words.min,
        (None, Combine::Max) => &words.max,
        (None, Combine::Script) => &words.script,
    };
    let weighed = match &group.parent {
        None => view.manifest().score.combine.value,
        Some(parent) => view.manifest().group(&parent.value).map_or(Combine::Sum, |parent| parent.combine),
    };
    // on the last days of the rulebook, where a parameter moves it
    let full = view.loaded.spans.last().and_then(|span| span.tree.nodes.get(place + 1)).map(|node| &node.full);
    let points = match (&group.points, weighed) {
        (Some(points), _) => view.amount(&points.value),
        // under a mean only the share of its marks counts
        (None, Combine::Mean | Combine::Min | Combine::Max) => String::new(),
        (None, Combine::Sum | Combine::Script) => full.map(Number::to_string).unwrap_or_default(),
    };
    vec![
        format!("{}{}", "　".repeat(depth), view.text(&group.title)),
        points,
        if weights { weight(view, weighed, group.weight.as_ref()) } else { String::new() },
        view.voice.text(combine).to_owned(),
        if group.rows.is_empty() { String::new() } else { group.rows.len().to_string() },
        view.status(view.ground(group.status)).to_owned(),
    ]
}

/// The weight where it counts, or that the part does not.
fn weight(view: &View, combine: Combine, weight: Option<&At<Amount>>) -> String {
    let words = &view.voice.words.scheme_rows;
    match weight {
        Some(weight) if view.is(&weight.value, &Number::ZERO) => view.voice.text(&words.uncounted).to_owned(),
        Some(weight) if combine == Combine::Mean => view.amount(&weight.value),
        None if combine == Combine::Mean => Number::ONE.to_string(),
        _ => String::new(),
    }
}

fn put_group(page: &mut Markdown, view: &View, depth: usize, group: &Group) {
    let words = &view.voice.words.scheme_rows;
    if group.rows.is_empty() && group.composite.is_none() {
        return;
    }
    page.heading(2 + depth, &view.text(&group.title));
    if let Some(composite) = &group.composite {
        put_held(page, view, group, composite);
    }
    let weights = group.rows.iter().any(|row| row.weight.is_some());
    let head = [&words.row, &words.points, &words.weight, &words.params].map(|word| view.voice.text(word));
    let [row, points, weight, params] = head;
    let scheme = &view.voice.words.scheme;
    let tail = [&words.evidence, &words.steps, &scheme.basis, &scheme.status].map(|word| view.voice.text(word));
    let [evidence, steps, basis, status] = tail;
    let before = view.manifest().groups.iter().take_while(|other| other.id.value != group.id.value);
    let first: usize = before.map(|other| other.rows.len()).sum();
    let used: Vec<BTreeSet<&str>> =
        (first..).take(group.rows.len()).map(|place| view.loaded.params_of_row(place)).collect();
    // what all rows use is told once
    let common: BTreeSet<&str> = match used.as_slice() {
        [one, others @ ..] if !others.is_empty() => {
            one.iter().copied().filter(|name| others.iter().all(|other| other.contains(name))).collect()
        }
        _ => BTreeSet::new(),
    };
    if !common.is_empty() {
        let titles = view.voice.clauses(view.titles(&common));
        page.block(&view.sentence(&view.voice.fill(&words.common, &[("params", &titles)])));
    }
    let rows = group.rows.iter().zip(&used);
    let rows: Vec<Vec<String>> = rows.map(|(row, used)| cells(view, group, row, &(used - &common), weights)).collect();
    page.table(&[row, points, weight, params, steps, evidence, basis, status], &rows);
}

fn cells(view: &View, group: &Group, row: &Row, params: &BTreeSet<&str>, weights: bool) -> Vec<String> {
    let each = |texts: &[crate::text::Text]| texts.iter().map(|text| view.text(text)).collect::<Vec<_>>().join("<br>");
    vec![
        view.text(&row.title),
        view.amount(&row.points.value),
        if weights { weight(view, group.combine, row.weight.as_ref()) } else { String::new() },
        view.titles(params).join("<br>"),
        steps(view, row),
        each(&row.evidence),
        view.row_basis(group, row),
        view.status(view.row_ground(group, row)).to_owned(),
    ]
}

/// What each step of a row means; with one statement more than points, the first is step 0.
fn steps(view: &View, row: &Row) -> String {
    let count = Number::from(i64::try_from(row.statements.len()).unwrap_or(i64::MAX));
    let first = usize::from(view.is(&row.points.value, &count));
    let step = |(place, statement): (usize, &crate::text::Text)| {
        let words = &view.voice.words.scheme_rows;
        view.voice.fill(&words.step, &[("number", &(first + place)), ("statement", &view.text(statement))])
    };
    row.statements.iter().enumerate().map(step).collect::<Vec<_>>().join("<br>")
}

/// The rulebook that a group holds, and what becomes of its result.
fn put_held(page: &mut Markdown, view: &View, group: &Group, composite: &Composite) {
    let words = &view.voice.words.scheme_rows;
    let place = view.manifest().groups.iter().position(|other| other.id.value == group.id.value);
    let children = &view.loaded.children;
    let Some((_, child)) = children.iter().find(|(node, _)| place.is_some_and(|place| place + 1 == *node)) else {
        return;
    };
    let level = |id: &str| {
        let level = child.manifest.root_levels().find(|level| level.id.value == id);
        level.map_or_else(|| code(id), |level| view.text(&level.title))
    };
    let mut how = Vec::new();
    match &composite.levels {
        Some(levels) => {
            let points = levels.iter().map(|(id, points)| {
                let points = view.amount(&points.value);
                view.voice.fill(&words.level_points, &[("level", &level(id)), ("points", &points)])
            });
            let levels = view.voice.list(points);
            how.push(view.voice.fill(&words.how_levels, &[("levels", &levels)]));
        }
        None if composite.as_group.is_none() => how.push(view.voice.text(&words.how_percent).to_owned()),
        None => {}
    }
    if let Some(as_group) = &composite.as_group {
        how.push(match &as_group.value {
            AsGroup::Worst => view.voice.text(&words.how_worst).to_owned(),
            AsGroup::Best => view.voice.text(&words.how_best).to_owned(),
            AsGroup::Mean => view.voice.text(&words.how_mean).to_owned(),
            AsGroup::ShareAt(id) => view.voice.fill(&words.how_share, &[("level", &level(id))]),
        });
    }
    if let Some(field) = &composite.item_weight {
        how.push(view.voice.fill(&words.how_weight, &[("field", &code(&field.value))]));
    }
    let manifest = &child.manifest;
    let values: [(&str, &dyn std::fmt::Display); 5] = [
        ("title", &view.text(&manifest.title)),
        ("id", &code(&manifest.id.value)),
        ("version", &manifest.version.value),
        ("status", &view.status(manifest.status)),
        ("how", &view.voice.clauses(how)),
    ];
    page.block(&view.sentence(&view.voice.fill(&words.held_title, &values)));
}
