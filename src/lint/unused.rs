//! What the rulebook declares and nobody uses: parameters, sources, scripts, constants, locals, fields of an extension.

use super::Linter;
use crate::diagnostic::Place;
use crate::facts::describe::read_paths;
use crate::rulebook::dated::named_param;
use crate::rulebook::manifest::{Amount, At, Conditions, Const, Effect, Manifest, ParamValue, Share, Threshold};
use crate::script::ast::{Expr, ExprKind, Name, Script, Statement};
use crate::script::walk::{Visit, walk, walk_function};
use serde_json::Value as Json;
use std::collections::BTreeSet;

pub(super) fn lint(linter: &mut Linter<'_>) {
    params(linter);
    sources(linter);
    scripts(linter);
    constants(linter);
    locals(linter);
    row_constants(linter);
    fields(linter);
}

fn params(linter: &mut Linter<'_>) {
    let manifest = linter.manifest();
    let mut used: BTreeSet<&str> = named_in_table(manifest);
    let functions = linter.loaded.code.functions.iter();
    used.extend(functions.flat_map(|function| &function.params).map(String::as_str));
    for (name, param) in manifest.params.iter().filter(|(name, _)| !used.contains(name.as_str())) {
        linter.table("unused-param", param.name.span, &format!("params.{name}"), &[("name", name)]);
    }
}

/// The parameters that stand for numbers of the table.
fn named_in_table(manifest: &Manifest) -> BTreeSet<&str> {
    let score = &manifest.score;
    let mut amounts: Vec<Option<&At<Amount>>> = vec![score.max.as_ref(), score.base.as_ref()];
    let mut shares = vec![score.min_coverage.as_ref(), score.max_not_applicable.as_ref()];
    let mut consts: Vec<&Const> = Vec::new();
    for group in &manifest.groups {
        amounts.extend([group.weight.as_ref(), group.points.as_ref()]);
        shares.push(group.min_coverage.as_ref());
        let levels = group.composite.iter().filter_map(|composite| composite.levels.as_ref());
        amounts.extend(levels.flat_map(|levels| levels.values()).map(Some));
        for row in &group.rows {
            amounts.extend([Some(&row.points), row.weight.as_ref()]);
            consts.extend(row.with.values());
        }
    }
    let mut used = BTreeSet::new();
    for set in manifest.levels.iter().flat_map(|level| &level.any) {
        let Conditions { score, above, percent, groups, rows, .. } = set;
        amounts.extend([score.as_ref(), above.as_ref(), percent.as_ref()]);
        for (_, threshold) in groups.iter().chain(rows) {
            if let Threshold::Points(Amount::Param(name)) | Threshold::Step(Amount::Param(name)) = &threshold.value {
                used.insert(name.as_str());
            }
        }
    }
    for gate in &manifest.gates {
        if let Effect::CapScore(amount) | Effect::Demote(amount) = &gate.effect {
            amounts.push(Some(amount));
        }
    }
    for amount in amounts.into_iter().flatten() {
        if let Amount::Param(name) = &amount.value {
            used.insert(name);
        }
    }
    for share in shares.into_iter().flatten() {
        if let Share::Param(name) = &share.value {
            used.insert(name);
        }
    }
    consts.into_iter().for_each(|value| named_in(value, &mut used));
    used
}

fn named_in<'m>(value: &'m Const, used: &mut BTreeSet<&'m str>) {
    match value {
        Const::List(items) => items.iter().for_each(|item| named_in(item, used)),
        Const::Map(entries) => entries.values().for_each(|item| named_in(item, used)),
        value => used.extend(named_param(value)),
    }
}

fn sources(linter: &mut Linter<'_>) {
    let manifest = linter.manifest();
    let mut cited: Vec<&At<String>> = Vec::new();
    for param in manifest.params.values() {
        cited.extend(&param.basis);
        if let ParamValue::Dated(dated) = &param.value {
            cited.extend(dated.iter().flat_map(|value| &value.basis));
        }
    }
    for group in &manifest.groups {
        cited.extend(&group.basis);
        cited.extend(group.rows.iter().flat_map(|row| &row.basis));
    }
    cited.extend(manifest.levels.iter().flat_map(|level| &level.basis));
    cited.extend(manifest.gates.iter().flat_map(|gate| &gate.basis));
    let cited: BTreeSet<&str> =
        cited.iter().map(|basis| basis.value.split_once(':').map_or(basis.value.as_str(), |(id, _)| id)).collect();
    for source in manifest.sources.iter().filter(|source| !cited.contains(source.id.value.as_str())) {
        let about = format!("sources.{}", source.id.value);
        linter.table("unused-source", source.id.span, &about, &[("name", &source.id.value)]);
    }
}

/// A used script of which no function is called.
fn scripts(linter: &mut Linter<'_>) {
    let reached: BTreeSet<&str> = linter.loaded.reached.iter().map(|(script, _)| script.as_str()).collect();
    for used in &linter.manifest().uses {
        let path = used.value.strip_prefix("builtin:").unwrap_or(&used.value);
        let file = path.rsplit_once('/').map_or(path, |(_, file)| file);
        let name = file.strip_suffix(".rhai").unwrap_or(file);
        if !reached.contains(name) {
            linter.table("unused-script", used.span, &used.value, &[("name", &used.value)]);
        }
    }
}

fn constants(linter: &mut Linter<'_>) {
    for (_, script) in linter.scripts() {
        let read = read_in(script);
        for constant in script.consts.iter().filter(|constant| !read.contains(constant.name.text.as_str())) {
            linter.script("unused-constant", &script.file, constant.name.pos, &[("name", &constant.name.text)]);
        }
    }
}

/// Every name that a script reads anywhere.
fn read_in(script: &Script) -> BTreeSet<&str> {
    let mut names = Names::default();
    script.consts.iter().for_each(|constant| walk(&constant.value, &mut names));
    script.functions.iter().for_each(|function| walk_function(function, &mut names));
    names.read
}

fn locals(linter: &mut Linter<'_>) {
    for (_, script) in linter.scripts() {
        for function in &script.functions {
            let mut names = Names::default();
            walk_function(function, &mut names);
            for name in names.declared.iter().filter(|name| !names.read.contains(name.text.as_str())) {
                linter.script("unused-local", &script.file, name.pos, &[("name", &name.text)]);
            }
        }
    }
}

#[derive(Default)]
struct Names<'s> {
    read: BTreeSet<&'s str>,
    declared: Vec<&'s Name>,
    /// What is read of a row's constants.
    row: BTreeSet<&'s str>,
}

impl<'s> Visit<'s> for Names<'s> {
    fn expr(&mut self, expr: &'s Expr) {
        match &expr.kind {
            ExprKind::Variable(name) => {
                self.read.insert(name);
            }
            ExprKind::Field { base, name } if matches!(&base.kind, ExprKind::Variable(base) if base == "row") => {
                self.row.insert(&name.text);
            }
            ExprKind::Index { base, index } if matches!(&base.kind, ExprKind::Variable(base) if base == "row") => {
                if let ExprKind::Str(name) = &index.kind {
                    self.row.insert(name);
                }
            }
            _ => {}
        }
    }

    fn statement(&mut self, statement: &'s Statement) {
        if let Statement::Let { name, .. } = statement {
            self.declared.push(name);
        }
    }
}

/// A constant of a row that no rule reads.
fn row_constants(linter: &mut Linter<'_>) {
    let mut names = Names::default();
    for (_, script) in linter.scripts() {
        script.functions.iter().for_each(|function| walk_function(function, &mut names));
    }
    let manifest = linter.manifest();
    for group in &manifest.groups {
        for row in &group.rows {
            let about = format!("{}.{}", group.id.value, row.id.value);
            for name in row.with.keys().filter(|name| !names.row.contains(name.as_str())) {
                linter.table("unused-row-constant", row.id.span, &about, &[("name", name), ("row", &about)]);
            }
        }
    }
}

/// Fields of the rulebook's own extension that no rule reads.
fn fields(linter: &mut Linter<'_>) {
    let Some(extend) = &linter.manifest().profile.extend else { return };
    let loaded = linter.loaded;
    let Some(text) = loaded.sources.text(&extend.value) else { return };
    let Ok(schema) = serde_json::from_str::<Json>(text) else { return };
    let read = read_paths(&loaded.code.shape);
    let subject = loaded.manifest.subject.as_ref().map(|subject| subject.each.value.as_str());
    let mut declared = Vec::new();
    leaves(&schema, "", &mut declared);
    for path in declared {
        let below = |known: &String| known == &path || known.starts_with(&format!("{path}."));
        let above = read.iter().any(|known| path.starts_with(&format!("{known}[")) && Some(known.as_str()) != subject);
        // a list that is read as a whole has its elements read
        if read.iter().any(below) || (above && !path.contains("[].")) {
            continue;
        }
        let name = path.rsplit(['.', ']']).next().unwrap_or(&path);
        let place = place_of(&extend.value, text, name);
        linter.add("unused-field", place, &path, &[("path", &path)]);
    }
}

fn leaves(schema: &Json, path: &str, into: &mut Vec<String>) {
    let items = schema.get("items").filter(|items| items.get("properties").is_some());
    let (fields, path) = match items {
        Some(items) => (items.get("properties"), format!("{path}[]")),
        None => (schema.get("properties"), path.to_owned()),
    };
    match fields.and_then(Json::as_object) {
        Some(fields) => {
            for (name, field) in fields {
                let below = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                leaves(field, &below, into);
            }
        }
        None if !path.is_empty() => into.push(path),
        None => {}
    }
}

/// Where a schema declares a field of that name.
fn place_of(file: &str, text: &str, name: &str) -> Place {
    let key = format!("\"{name}\"");
    let lines = text.lines().enumerate().filter_map(|(line, text)| {
        let at = text.find(&key)?;
        let column = text.get(..at)?.chars().count() + 1;
        text.get(at + key.len()..)?.trim_start().starts_with(':').then_some((line + 1, column))
    });
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    match lines.take(1).next() {
        Some((line, column)) => Place::at(file, count(line), count(column), count(key.chars().count())),
        None => Place::file(file),
    }
}
