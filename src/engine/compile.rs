//! From a checked table and its scripts to compiled functions: everything that the table names, for every span of dates
//! in which the parameters stay the same.

use super::finding::Judge;
use crate::assess::decide::PredicateId;
use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::facts::fact::Fact;
use crate::facts::schema::{Kind, NodeId, Schema};
use crate::facts::shape::{RecordId, Shape, Slot};
use crate::number::Number;
use crate::plan::code::Code;
use crate::rulebook::dated::{ParamAt, constants};
use crate::rulebook::manifest::{Amount, Combine, Const, Group, Manifest, Rule, Span, Trigger};
use crate::script::lower::{Compiler, Entry, Environment, Role, Source};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// The compiled functions of one span of dates, by their entries in the table.
#[derive(Debug, Default)]
pub(crate) struct Judges {
    /// In the order of the table.
    pub rows: Vec<Option<Judge>>,
    pub predicates: BTreeMap<PredicateId, Judge>,
    /// Script groups by the number of their node: 0 for the root, the place of the group plus 1 for the others.
    pub script_groups: BTreeMap<usize, Judge>,
    pub applies: Option<Judge>,
    pub subject_when: Option<Judge>,
    pub subject_title: Option<Judge>,
}

/// Where the items of the subject and their names are read.
#[derive(Clone, Debug)]
pub(crate) struct SubjectSlots {
    pub record: RecordId,
    /// The slot of the list in the profile.
    pub list: Slot,
    pub key: Option<Slot>,
    pub title: Option<Slot>,
    /// The slot of what a holding rulebook weighs items by.
    pub weight: Option<Slot>,
}

/// The compiled whole: one code for all spans, so that a profile is read once whatever its date.
#[derive(Debug)]
pub(crate) struct Compiled {
    pub code: Code,
    pub spans: Vec<Judges>,
    pub subject: Option<SubjectSlots>,
    /// Where the built-in profile has the name of the enterprise.
    pub enterprise_name: Option<Slot>,
    /// The script functions that the table reaches, as (script, function).
    pub reached: BTreeSet<(String, String)>,
}

/// What is compiled.
pub(crate) struct Inputs<'e> {
    pub manifest: &'e Manifest,
    pub sources: &'e BTreeMap<String, Source>,
    pub schema: &'e Schema,
    /// The parameters of each span of dates.
    pub params: &'e [BTreeMap<&'e str, ParamAt<'e>>],
    /// A field of the subject's items that a holding rulebook weighs them by.
    pub item_weight: Option<&'e str>,
    pub range_limit: i64,
    /// The place of a stretch of the table.
    pub place: &'e dyn Fn(Span) -> Place,
}

/// Compiles everything, and tells everything that is wrong.
pub(crate) fn compile(inputs: &Inputs<'_>) -> (Compiled, Vec<Diagnostic>) {
    let with: Vec<RowConstants> = inputs
        .params
        .iter()
        .map(|params| {
            let rows = inputs.manifest.groups.iter().flat_map(|group| &group.rows);
            rows.map(|row| facts(&constants(&row.with, params))).collect()
        })
        .collect();
    let mut nodes: BTreeSet<String> = inputs.manifest.groups.iter().map(|group| group.id.value.clone()).collect();
    nodes.insert("root".to_owned());
    for group in &inputs.manifest.groups {
        nodes.extend(group.rows.iter().map(|row| format!("{}.{}", group.id.value, row.id.value)));
    }
    let env = Environment {
        sources: inputs.sources,
        schema: inputs.schema,
        params: BTreeMap::new(),
        nodes,
        range_limit: inputs.range_limit,
    };
    let mut work = Work { inputs, compiler: Compiler::new(env), subject: None, diagnostics: Vec::new() };
    work.compiler.check_names();
    let subject = work.subject();
    work.subject = subject.as_ref().map(|slots| slots.record);
    let spans = inputs.params.iter().zip(&with).map(|(params, with)| work.span(params, with)).collect();
    let enterprise_name = work.enterprise_name();
    let Work { compiler, mut diagnostics, .. } = work;
    let (code, found, reached) = compiler.finish();
    diagnostics.extend(found);
    (Compiled { code, spans, subject, enterprise_name, reached }, diagnostics)
}

/// The constants of each row, in the order of the table.
type RowConstants = Vec<BTreeMap<String, Fact<'static>>>;

struct Work<'w, 'e> {
    inputs: &'w Inputs<'e>,
    compiler: Compiler<'w>,
    subject: Option<RecordId>,
    diagnostics: Vec<Diagnostic>,
}

impl<'w> Work<'w, '_> {
    fn span(&mut self, params: &BTreeMap<&str, ParamAt<'_>>, with: &'w RowConstants) -> Judges {
        let values = params.iter().map(|(name, param)| ((*name).to_owned(), constant(param.value)));
        self.compiler.set_params(values.collect());
        let manifest = self.inputs.manifest;
        let mut judges = Judges::default();
        let mut with = with.iter();
        for group in &manifest.groups {
            for row in &group.rows {
                let Some(with) = with.next() else { break };
                let points = amount(&row.points.value, params);
                let role = Role::Row { id: &row.id.value, points, with };
                let rule = row.rule.as_ref().map(|rule| named(&rule.value));
                let span = row.rule.as_ref().map_or(row.id.span, |rule| rule.span);
                let judge = self.judge(Some(group), rule, &row.id.value, role, span);
                judges.rows.push(judge);
            }
        }
        for (index, level) in manifest.levels.iter().enumerate() {
            for (set, conditions) in level.any.iter().enumerate() {
                if let Some(rule) = &conditions.rule {
                    let judge = self.judge(None, Some(named(&rule.value)), "", Role::Predicate, rule.span);
                    judges.predicates.extend(judge.map(|judge| (PredicateId::Level { level: index, set }, judge)));
                }
            }
        }
        for (index, gate) in manifest.gates.iter().enumerate() {
            let (Trigger::When(rule) | Trigger::Require(rule)) = &gate.trigger;
            let judge = self.judge(None, Some(named(&rule.value)), "", Role::Predicate, rule.span);
            judges.predicates.extend(judge.map(|judge| (PredicateId::Gate(index), judge)));
        }
        self.script_groups(&mut judges);
        judges.applies = manifest
            .applies
            .as_ref()
            .and_then(|rule| self.judge(None, Some(named(&rule.value)), "", Role::Applies, rule.span));
        if let Some(subject) = &manifest.subject {
            judges.subject_when = subject
                .when
                .as_ref()
                .and_then(|rule| self.judge(None, Some(named(&rule.value)), "", Role::Predicate, rule.span));
            judges.subject_title = subject.title.as_ref().and_then(|title| {
                let (script, function) = title.value.split_once('.')?;
                self.judge(None, Some((Some(script), function)), "", Role::Title, title.span)
            });
        }
        judges
    }

    fn script_groups(&mut self, judges: &mut Judges) {
        let manifest = self.inputs.manifest;
        if manifest.score.combine.value == Combine::Script {
            let children = manifest.groups.iter().filter(|group| group.parent.is_none());
            let role = Role::ScriptGroup { children: children.map(|group| group.id.value.clone()).collect() };
            let rule = manifest.score.rule.as_ref();
            let span = rule.map_or(manifest.score.combine.span, |rule| rule.span);
            let judge = self.judge(None, rule.map(|rule| named(&rule.value)), "root", role, span);
            judges.script_groups.extend(judge.map(|judge| (0, judge)));
        }
        for (index, group) in manifest.groups.iter().enumerate() {
            if group.combine != Combine::Script || group.composite.is_some() {
                continue;
            }
            let below = manifest
                .groups
                .iter()
                .filter(|other| other.parent.as_ref().is_some_and(|parent| parent.value == group.id.value));
            let mut children: BTreeSet<String> = below.map(|other| other.id.value.clone()).collect();
            children.extend(group.rows.iter().map(|row| row.id.value.clone()));
            let rule = group.rule.as_ref();
            let span = rule.map_or(group.id.span, |rule| rule.span);
            let role = Role::ScriptGroup { children };
            let judge = self.judge(Some(group), rule.map(|rule| named(&rule.value)), &group.id.value, role, span);
            judges.script_groups.extend(judge.map(|judge| (index + 1, judge)));
        }
    }

    /// Compiles the function that the table names at `span`, or by default the one called `name` in the group's script.
    fn judge(
        &mut self,
        group: Option<&'w Group>,
        rule: Option<(Option<&'w str>, &'w str)>,
        name: &'w str,
        role: Role<'w>,
        span: Span,
    ) -> Option<Judge> {
        let inputs = self.inputs;
        let default = inputs.manifest.default_script(group);
        let script = rule.and_then(|(script, _)| script).or(default);
        let function = rule.map_or(name, |(_, function)| function);
        // the table's own checks tell of a row without a script
        let script = script?;
        // and of one whose id is missing or no id
        if function.is_empty() {
            return None;
        }
        let per_item = !matches!(role, Role::Applies | Role::ScriptGroup { .. });
        let subject = self.subject.filter(|_| per_item);
        let entry = Entry { script, function, role, subject, place: (inputs.place)(span) };
        let function = self.compiler.entry(entry)?;
        Some(Judge { function, per_item: subject.is_some() })
    }

    /// The list that the subject names, and the slots of its items' keys and titles.
    fn subject(&mut self) -> Option<SubjectSlots> {
        let manifest = self.inputs.manifest;
        let subject = manifest.subject.as_ref()?;
        let schema = self.inputs.schema;
        let Some(record) = self.compiler.list_record(&subject.each.value) else {
            let lists = list_paths(schema);
            let near = nearest(&subject.each.value, lists.iter().map(String::as_str));
            let place = (self.inputs.place)(subject.each.span);
            let error = Diagnostic::error("subject-not-a-list", place, &[("path", &subject.each.value)]);
            self.diagnostics.push(error.suggest(near));
            return None;
        };
        let shape = self.compiler.shape_mut();
        let (_, list) = shape.record(record)?.list?;
        let node = shape.record(record)?.node;
        let key = subject.key.as_ref().and_then(|key| self.item_field(record, node, &key.value, key.span));
        let title = subject
            .title
            .as_ref()
            .filter(|title| !title.value.contains('.'))
            .and_then(|title| self.item_field(record, node, &title.value, title.span));
        let span = subject.each.span;
        let weight = self.inputs.item_weight.and_then(|weight| self.item_field(record, node, weight, span));
        Some(SubjectSlots { record, list, key, title, weight })
    }

    fn enterprise_name(&mut self) -> Option<Slot> {
        self.inputs.manifest.profile.base.as_ref()?;
        let schema = self.inputs.schema;
        let name = schema.field(schema.field(Schema::ROOT, "basic")?, "name")?;
        let path = ["basic".to_owned(), "name".to_owned()];
        Some(self.compiler.shape_mut().slot(schema, Shape::PROFILE, &path, name))
    }

    fn item_field(&mut self, record: RecordId, node: NodeId, name: &str, span: Span) -> Option<Slot> {
        let schema = self.inputs.schema;
        if let Some(field) = schema.field(node, name) {
            return Some(self.compiler.shape_mut().slot(schema, record, &[name.to_owned()], field));
        }
        let near = match schema.kind(node) {
            Kind::Object { fields, .. } => nearest(name, fields.keys().map(String::as_str)),
            _ => None,
        };
        let place = (self.inputs.place)(span);
        self.diagnostics.push(Diagnostic::error("subject-field", place, &[("name", name)]).suggest(near));
        None
    }
}

/// The script and the function of a rule.
fn named(rule: &Rule) -> (Option<&str>, &str) {
    (rule.script.as_deref(), &rule.function)
}

fn list_paths(schema: &Schema) -> Vec<String> {
    let mut paths = Vec::new();
    let mut open = vec![(String::new(), Schema::ROOT)];
    while let Some((path, node)) = open.pop() {
        match schema.kind(node) {
            Kind::Object { fields, .. } => {
                for (name, field) in fields {
                    let below = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
                    open.push((below, *field));
                }
            }
            Kind::List(_) => paths.push(path),
            _ => {}
        }
    }
    paths.sort();
    paths
}

fn amount(amount: &Amount, params: &BTreeMap<&str, ParamAt<'_>>) -> Number {
    match amount {
        Amount::Number(number) => number.clone(),
        Amount::Param(name) => match params.get(name.as_str()).map(|param| param.value) {
            Some(Const::Number(number)) => number.clone(),
            _ => Number::ZERO,
        },
    }
}

fn facts(consts: &BTreeMap<String, Const>) -> BTreeMap<String, Fact<'static>> {
    consts.iter().map(|(name, value)| (name.clone(), constant(value))).collect()
}

/// A constant of the table as a constant of the plan.
pub(crate) fn constant(value: &Const) -> Fact<'static> {
    match value {
        Const::Bool(value) => Fact::Bool(*value),
        Const::Number(value) => Fact::Number(value.clone()),
        Const::Text(value) => Fact::Text(Cow::Owned(value.clone())),
        Const::Date(value) => Fact::Date(*value),
        Const::List(items) => Fact::List(items.iter().map(constant).collect()),
        Const::Map(entries) => {
            Fact::Map(entries.iter().map(|(key, value)| (Cow::Owned(key.clone()), constant(value))).collect())
        }
    }
}
