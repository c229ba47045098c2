//! What can never happen, or always does, over everything that the schema of the profile allows.

use super::Linter;
use crate::assess::level::{Entry, On, Set, Test};
use crate::assess::tree::{Part, Tree};
use crate::diagnostic::Place;
use crate::engine::constant;
use crate::number::Number;
use crate::plan::expr::{BandKind, Site};
use crate::plan::table::Table;
use crate::reach::{Reach, SpanReach, Truths};
use crate::rulebook::manifest::Span;
use crate::script::ast::{Expr, ExprKind};
use crate::script::walk::{Visit, walk_function};

pub(super) fn lint(linter: &mut Linter<'_>) {
    bands(linter);
    let reach = Reach::of(linter.loaded);
    if reach.seen.exhausted {
        // what was not seen may still be there
        return;
    }
    conditions(linter, &reach);
    matched(linter, &reach);
    switches(linter, &reach);
    rows(linter, &reach);
    subject(linter, &reach);
    gates(linter, &reach);
    levels(linter, &reach);
}

/// The place of a site in a script of the rulebook's own.
fn place(linter: &Linter<'_>, site: Site) -> Option<Place> {
    let code = &linter.loaded.code;
    let index = usize::from(site.file);
    let shared = code.shared.get(index).copied().unwrap_or(true);
    let file = code.files.get(index).filter(|_| !shared)?;
    Some(Place::at(file.clone(), site.pos.line, site.pos.column, site.pos.length))
}

fn conditions(linter: &mut Linter<'_>, reach: &Reach) {
    for (site, truths) in reach.seen.conditions.values() {
        let code = match (truths.yes, truths.no) {
            (true, false) => "always-true",
            (false, true) => "always-false",
            _ => continue,
        };
        if let Some(place) = place(linter, *site)
            && !is_tunable(linter, &place)
        {
            let about = linter.function_at(&place);
            linter.add(code, place, &about, &[]);
        }
    }
    for (site, always) in reach.seen.coalesced.values() {
        if let (true, Some(place)) = (*always, place(linter, *site)) {
            let about = linter.function_at(&place);
            linter.add("default-never-used", place, &about, &[]);
        }
    }
}

/// Whether the condition is `x in params.list`, or in a constant of the row: a list that may well name every value today.
fn is_tunable(linter: &Linter<'_>, place: &Place) -> bool {
    let script = linter.scripts().find(|(_, script)| script.file == place.file);
    let Some((_, script)) = script else { return false };
    let mut lists = TunableLists { line: place.line, column: place.column, found: false };
    script.functions.iter().for_each(|function| walk_function(function, &mut lists));
    lists.found
}

struct TunableLists {
    line: u32,
    column: u32,
    found: bool,
}

impl<'s> Visit<'s> for TunableLists {
    fn expr(&mut self, expr: &'s Expr) {
        let here = (expr.pos.line, expr.pos.column) == (self.line, self.column);
        if let (true, ExprKind::In { list, .. }) = (here, &expr.kind)
            && let ExprKind::Field { base, .. } = &list.kind
        {
            self.found |= matches!(&base.kind, ExprKind::Variable(base) if base == "params" || base == "row");
        }
    }
}

/// The parameter that is this table, and where it stands.
fn param_of(linter: &Linter<'_>, table: &Table) -> Option<(String, Span)> {
    let params = linter.loaded.manifest.params.iter();
    let same = |value| Table::from_fact(&constant(value)).is_ok_and(|known| known == *table);
    let (name, param) = params.into_iter().find(|(_, param)| param.values().any(same))?;
    Some((format!("params.{name}"), param.name.span))
}

/// A finding about a band table, at the parameter that holds it or else where it is looked up.
fn of_table(linter: &mut Linter<'_>, code: &'static str, table: &Table, site: Option<Site>, args: &[(&str, &str)]) {
    if let Some((about, span)) = param_of(linter, table) {
        linter.table(code, span, &about, args);
    } else if let Some(place) = site.and_then(|site| place(linter, site)) {
        let about = linter.function_at(&place);
        linter.add(code, place, &about, args);
    }
}

/// Tables whose values rise and fall, or stay the same from one band to the next.
fn bands(linter: &mut Linter<'_>) {
    let mut tables: Vec<(BandKind, std::sync::Arc<Table>)> = Vec::new();
    for (kind, table) in linter.loaded.code.functions.iter().flat_map(|function| &function.bands) {
        if !tables.iter().any(|(_, known)| known == table) {
            tables.push((*kind, table.clone()));
        }
    }
    for (kind, table) in tables {
        let pairs = || table.entries().windows(2).filter_map(|pair| <&[(Number, Number); 2]>::try_from(pair).ok());
        let rises = pairs().any(|[(_, a), (_, b)]| a < b);
        let falls = pairs().any(|[(_, a), (_, b)]| a > b);
        // beyond the bounds such a table gives 0
        let drops = match kind {
            BandKind::Band | BandKind::Above => {
                falls && table.entries().first().is_some_and(|(bound, value)| *bound > Number::ZERO && !value.is_zero())
            }
            BandKind::Max | BandKind::Below => {
                rises && table.entries().last().is_some_and(|(_, value)| !value.is_zero())
            }
            BandKind::Interpolate => false,
        };
        if (rises && falls) || drops {
            of_table(linter, "band-rises-and-falls", &table, None, &[]);
        }
        let equal = pairs().find(|[(_, a), (_, b)]| a == b).filter(|_| kind != BandKind::Interpolate);
        if let Some([(low, value), (high, _)]) = equal {
            let (low, high, value) = (low.to_string(), high.to_string(), value.to_string());
            of_table(linter, "band-equal-values", &table, None, &[("low", &low), ("high", &high), ("value", &value)]);
        }
    }
}

fn matched(linter: &mut Linter<'_>, reach: &Reach) {
    // one table may be looked up at several places; an entry counts as reached where one of them reaches it
    let mut all: Vec<(Site, &Table, Vec<usize>)> = Vec::new();
    for (site, looked) in reach.seen.bands.values() {
        for one in looked.iter().filter(|one| one.kind != BandKind::Interpolate) {
            let entry = all.iter_mut().find(|(_, table, _)| **table == *one.table);
            match entry {
                Some((_, _, reached)) => reached.extend(&one.matched),
                None => all.push((*site, &one.table, one.matched.iter().copied().collect())),
            }
        }
    }
    for (site, table, reached) in all {
        for (index, (bound, value)) in table.entries().iter().enumerate() {
            if !reached.contains(&index) {
                let (bound, value) = (bound.to_string(), value.to_string());
                let args = [("bound", &*bound), ("value", &*value)];
                of_table(linter, "band-never-matched", table, Some(site), &args);
            }
        }
    }
}

fn switches(linter: &mut Linter<'_>, reach: &Reach) {
    for (site, switched) in reach.seen.switches.values() {
        let Some(place) = place(linter, *site) else { continue };
        let about = linter.function_at(&place);
        for arm in (0..switched.arms).filter(|arm| !switched.reached.contains(arm)) {
            let number = (arm + 1).to_string();
            linter.add("switch-arm-never-reached", place.clone(), &about, &[("number", &number)]);
        }
    }
}

fn rows(linter: &mut Linter<'_>, reach: &Reach) {
    for (site, high, full) in reach.seen.above.values() {
        if let Some(place) = place(linter, *site) {
            let about = linter.function_at(&place);
            let (high, full) = (high.to_string(), full.to_string());
            linter.add("row-above-full-marks", place, &about, &[("high", &high), ("full", &full)]);
        }
    }
    let manifest = linter.manifest();
    let rows = manifest.groups.iter().flat_map(|group| group.rows.iter().map(move |row| (group, row)));
    for (place, (group, row)) in rows.enumerate() {
        let reached: Vec<_> = reach.spans.iter().filter_map(|span| span.rows.get(place)).collect();
        let about = format!("{}.{}", group.id.value, row.id.value);
        if let Some(above) = reached.iter().filter_map(|row| row.above.as_ref()).max() {
            let (high, full) = (above.to_string(), reached.first().map(|row| row.full.to_string()).unwrap_or_default());
            linter.table("row-above-full-marks", row.id.span, &about, &[("high", &high), ("full", &full)]);
            continue;
        }
        let Some(best) = reached.iter().map(|row| &row.high).max() else { continue };
        let Some(last) = reached.last() else { continue };
        // a row that is never answered, or never applies, has said so elsewhere
        let Some(least) = reached.iter().filter_map(|row| row.least_answered.as_ref()).min() else { continue };
        let (high, full) = (best.to_string(), last.full.to_string());
        if least == best {
            let args = [("row", &*about), ("points", &*high)];
            linter.table("row-always-same", row.id.span, &about, &args);
        } else if reached.iter().all(|row| row.high < row.full) {
            let args = [("row", &*about), ("high", &*high), ("full", &*full)];
            linter.table("row-below-full-marks", row.id.span, &about, &args);
        }
    }
}

/// A rulebook that applies to nobody, or that has no item in scope.
fn subject(linter: &mut Linter<'_>, reach: &Reach) {
    let manifest = linter.manifest();
    let never = |truths: fn(&SpanReach) -> Option<Truths>| {
        let known: Vec<Truths> = reach.spans.iter().filter_map(truths).collect();
        !known.is_empty() && known.iter().all(|truths| !truths.yes && !truths.absent)
    };
    if let Some(rule) = manifest.applies.as_ref().filter(|_| never(|span| span.applies)) {
        linter.table("never-applies", rule.span, "applies", &[]);
    }
    let when = manifest.subject.as_ref().and_then(|subject| subject.when.as_ref());
    if let Some(rule) = when.filter(|_| never(|span| span.subject_when)) {
        linter.table("never-in-scope", rule.span, "subject.when", &[]);
    }
}

fn gates(linter: &mut Linter<'_>, reach: &Reach) {
    let tree = |place: usize| linter.loaded.spans.get(place).map(|span| &span.tree);
    let manifest = linter.manifest();
    let mut found = Vec::new();
    for (index, gate) in manifest.gates.iter().enumerate() {
        let id = crate::assess::decide::PredicateId::Gate(index);
        let (mut fires, mut clears) = (false, false);
        for (place, span) in reach.spans.iter().enumerate() {
            let (Some(truths), Some(tree)) = (span.predicates.get(&id), tree(place)) else { continue };
            let fires_on = tree.gates.get(index).is_none_or(|gate| gate.fires_on);
            fires |= if fires_on { truths.yes } else { truths.no };
            clears |= if fires_on { truths.no } else { truths.yes };
        }
        match (fires, clears) {
            (true, false) => found.push(("gate-always-fires", gate)),
            (false, true) => found.push(("gate-never-fires", gate)),
            _ => {}
        }
    }
    for (code, gate) in found {
        let about = format!("gates.{}", gate.id.value);
        linter.table(code, gate.id.span, &about, &[("gate", &gate.id.value)]);
    }
}

fn levels(linter: &mut Linter<'_>, reach: &Reach) {
    let manifest = linter.manifest();
    let mut never = vec![true; manifest.levels.len()];
    let mut always = vec![true; manifest.levels.len()];
    for (span, reached) in linter.loaded.spans.iter().zip(&reach.spans) {
        let tree = &span.tree;
        for list in &tree.lists {
            for level in &list.levels {
                // a group's own levels are told by the groups that they grade, all of them together
                let can = list
                    .nodes
                    .iter()
                    .any(|node| level.sets.is_empty() || any(&level.sets, *node, tree, reached, false));
                let must =
                    level.sets.is_empty() || list.nodes.iter().all(|node| any(&level.sets, *node, tree, reached, true));
                if let (Some(never), Some(always)) = (never.get_mut(level.index), always.get_mut(level.index)) {
                    *never &= !can;
                    *always &= must;
                }
            }
        }
    }
    for ((level, never), always) in manifest.levels.iter().zip(never).zip(always) {
        let about = format!("levels.{}", level.id.value);
        if never {
            linter.table("level-never-reached", level.id.span, &about, &[("level", &level.id.value)]);
        } else if always && !level.any.is_empty() {
            linter.table("level-always-reached", level.id.span, &about, &[("level", &level.id.value)]);
        }
    }
}

/// Whether one of the sets can hold, or must where `surely`.
fn any(sets: &[Set], node: usize, tree: &Tree, reached: &SpanReach, surely: bool) -> bool {
    sets.iter().any(|set| {
        let rule = set.rule.is_none_or(|rule| match reached.predicates.get(&rule) {
            Some(truths) if surely => truths.yes && !truths.no && !truths.absent,
            Some(truths) => truths.yes,
            None => !surely,
        });
        rule && set.entries.iter().all(|entry| holds(entry, node, tree, reached, surely))
    })
}

fn holds(entry: &Entry, node: usize, tree: &Tree, reached: &SpanReach, surely: bool) -> bool {
    let part = match entry.on {
        On::Itself => Part::Node(node),
        On::Part(part) => part,
    };
    let (low, high, full) = match part {
        Part::Node(index) => match (reached.nodes.get(index), tree.nodes.get(index)) {
            (Some(reach), Some(node)) => {
                let full = if index == 0 { node.full.add(&tree.base).unwrap_or_default() } else { node.full.clone() };
                (&reach.low, &reach.high, full)
            }
            _ => return !surely,
        },
        Part::Row(index) => match reached.rows.get(index) {
            Some(reach) => (&reach.low, &reach.high, reach.full.clone()),
            None => return !surely,
        },
    };
    let end = if surely { low } else { high };
    match &entry.test {
        Test::Score(points) => end >= points,
        Test::Above(points) => end > points,
        Test::Percent(percent) => {
            let wanted = full.mul(percent).and_then(|part| part.div(&Number::HUNDRED));
            wanted.map_or(!surely, |wanted| *end >= wanted)
        }
        Test::Level(_) => !surely,
    }
}
