//! Names that read like words with a meaning of their own.

use super::Linter;
use crate::script::ast::{Name, Statement};
use crate::script::walk::{Visit, walk_function};

/// Ids that no group or level may have, and names that rules read without saying where they come from.
const RESERVED: [&str; 9] =
    ["root", "barred", "ungraded", "params", "row", "scores", "as_of", "rules_on", "not_applicable"];

pub(super) fn lint(linter: &mut Linter<'_>) {
    let manifest = linter.manifest();
    let mut named = Vec::new();
    for group in &manifest.groups {
        named.push((&group.id, format!("groups.{}", group.id.value)));
        named.extend(group.rows.iter().map(|row| (&row.id, format!("{}.{}", group.id.value, row.id.value))));
    }
    named.extend(manifest.levels.iter().map(|level| (&level.id, format!("levels.{}", level.id.value))));
    named.extend(manifest.gates.iter().map(|gate| (&gate.id, format!("gates.{}", gate.id.value))));
    named.extend(manifest.params.iter().map(|(name, param)| (&param.name, format!("params.{name}"))));
    for (id, about) in named {
        if let Some(word) = reserved(&id.value) {
            linter.table("name-reads-like-reserved", id.span, &about, &[("name", &id.value), ("word", word)]);
        }
    }
    for (_, script) in linter.scripts() {
        let mut locals = Locals::default();
        for function in &script.functions {
            locals.names.extend(function.params.iter());
            walk_function(function, &mut locals);
        }
        for name in locals.names {
            if let Some(word) = reserved(&name.text) {
                let args = [("name", &*name.text), ("word", word)];
                linter.script("name-reads-like-reserved", &script.file, name.pos, &args);
            }
        }
    }
}

/// The reserved word that a name differs from by no more than case, `_` and `-`.
fn reserved(name: &str) -> Option<&'static str> {
    let bare = |name: &str| name.to_lowercase().replace(['_', '-'], "");
    RESERVED.into_iter().find(|word| bare(word) == bare(name))
}

#[derive(Default)]
struct Locals<'s> {
    names: Vec<&'s Name>,
}

impl<'s> Visit<'s> for Locals<'s> {
    fn statement(&mut self, statement: &'s Statement) {
        match statement {
            Statement::Let { name, .. } => self.names.push(name),
            Statement::For { item, counter, .. } => self.names.extend(std::iter::once(item).chain(counter)),
            _ => {}
        }
    }
}
