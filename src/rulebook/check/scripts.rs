//! Every script that the table names is at hand, and every row, gate and level names one.

use super::Checker;
use crate::rulebook::manifest::{At, Combine, Group, Row, Rule, Span, Trigger};
use crate::rulebook::read::is_identifier;
use std::collections::BTreeSet;

pub(super) fn check(checker: &mut Checker<'_>, scripts: &BTreeSet<&str>) {
    let manifest = checker.manifest;
    let mut names = Names { checker, scripts, told: BTreeSet::new() };
    names.script(manifest.score.script.as_ref());
    if manifest.score.combine.value == Combine::Script {
        let rule = manifest.score.rule.as_ref();
        names.combining(rule, "root", None, manifest.score.combine.span);
    }
    for group in &manifest.groups {
        names.script(group.script.as_ref());
        if group.combine == Combine::Script {
            names.combining(group.rule.as_ref(), &group.id.value, Some(group), group.id.span);
        }
        group.rows.iter().for_each(|row| names.row(group, row));
    }
    names.predicate(manifest.applies.as_ref());
    names.predicate(manifest.subject.as_ref().and_then(|subject| subject.when.as_ref()));
    for rule in manifest.levels.iter().flat_map(|level| &level.any).filter_map(|set| set.rule.as_ref()) {
        names.predicate(Some(rule));
    }
    for gate in &manifest.gates {
        let (Trigger::When(rule) | Trigger::Require(rule)) = &gate.trigger;
        names.predicate(Some(rule).filter(|rule| !rule.value.function.is_empty()));
    }
}

struct Names<'c, 'm> {
    checker: &'c mut Checker<'m>,
    scripts: &'c BTreeSet<&'c str>,
    /// Scripts that are not at hand, told where the table first names them.
    told: BTreeSet<String>,
}

impl<'m> Names<'_, 'm> {
    fn script(&mut self, script: Option<&At<String>>) {
        if let Some(script) = script {
            self.known(&script.value, script.span);
        }
    }

    fn known(&mut self, script: &str, span: Span) {
        if !self.scripts.contains(script) && self.told.insert(script.to_owned()) {
            self.checker.unknown("unknown-script", span, script, self.scripts.iter().copied());
        }
    }

    fn row(&mut self, group: &'m Group, row: &'m Row) {
        match &row.rule {
            Some(rule) => self.rule(rule, Some(group)),
            None if row.id.value.is_empty() => {}
            None if !is_identifier(&row.id.value) => {
                self.checker.error("row-needs-rule", row.id.span, &[("name", &row.id.value)]);
            }
            None => self.default(Some(group), &row.id.value, row.id.span),
        }
    }

    /// The function of a script group: its `rule`, else one named like the group.
    fn combining(&mut self, rule: Option<&At<Rule>>, own: &str, group: Option<&'m Group>, span: Span) {
        match rule {
            Some(rule) => self.rule(rule, group),
            None if own.is_empty() => {}
            None if !is_identifier(own) => self.checker.error("group-needs-rule", span, &[("name", own)]),
            None => self.default(group, own, span),
        }
    }

    fn predicate(&mut self, rule: Option<&At<Rule>>) {
        if let Some(rule) = rule {
            self.rule(rule, None);
        }
    }

    fn rule(&mut self, rule: &At<Rule>, group: Option<&'m Group>) {
        match &rule.value.script {
            Some(script) => self.known(script, rule.span),
            None => self.default(group, &rule.value.function, rule.span),
        }
    }

    /// A default that is named but not at hand is told once, where it is named.
    fn default(&mut self, group: Option<&'m Group>, function: &str, span: Span) {
        if self.checker.manifest.default_script(group).is_none() {
            self.checker.error("no-script", span, &[("name", function)]);
        }
    }
}
