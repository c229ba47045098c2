//! From script trees to the plan: names are resolved, types checked, facts given their slots.
//!
//! A function is lowered once for each kind of arguments that it is called with; only what the table reaches is lowered.

mod access;
pub(crate) mod builtins;
mod call;
mod control;
mod expr;
mod scope;
pub(crate) mod types;
mod uses;

use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::facts::fact::Fact;
use crate::facts::schema::{NodeId, Schema};
use crate::facts::shape::{Read, RecordId, Shape};
use crate::number::Number;
use crate::plan::code::Code;
use crate::plan::expr::{Expr, Function as Compiled, FunctionId, Site};
use crate::script::ast::{Function, Pos, Script};
use scope::{Binding, Frame, Lowered};
use std::collections::{BTreeMap, BTreeSet};
use types::{Namespace, Object, Type};

#[cfg(feature = "authoring")]
pub(crate) use uses::visit_expr;

/// A script with its place in the rulebook.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub script: Script,
    /// Whether it was `use`d from outside the rulebook's folder: it may not read `params`, `row`, `scores`.
    pub foreign: bool,
    /// Whether its functions may be called by bare name from every script.
    pub used: bool,
}

/// What the scripts may read besides facts.
#[derive(Clone, Debug)]
pub(crate) struct Environment<'e> {
    /// By script name, without the ending.
    pub sources: &'e BTreeMap<String, Source>,
    pub schema: &'e Schema,
    pub params: BTreeMap<String, Fact<'static>>,
    /// The ids of the nodes that `scores` has.
    pub nodes: BTreeSet<String>,
    pub range_limit: i64,
}

/// A function that the table names.
#[derive(Clone, Debug)]
pub(crate) struct Entry<'e> {
    pub script: &'e str,
    pub function: &'e str,
    pub role: Role<'e>,
    /// The record of the subject's items, where there is a subject.
    pub subject: Option<RecordId>,
    /// Where the table names it.
    pub place: Place,
}

/// What a function is for: it decides what it gets, reads and returns.
#[derive(Clone, Debug)]
pub(crate) enum Role<'e> {
    Row {
        id: &'e str,
        points: Number,
        with: &'e BTreeMap<String, Fact<'static>>,
    },
    /// A gate, a level's rule, a subject's `when`.
    Predicate,
    Applies,
    /// The title of a subject's item.
    Title,
    /// A group that combines by script; it gets the map of its children.
    ScriptGroup {
        children: BTreeSet<String>,
    },
    /// Any value: what a test looks at.
    #[cfg(test)]
    Value,
}

/// Turns entries into functions of a plan.
pub(crate) struct Compiler<'e> {
    env: Environment<'e>,
    files: Vec<String>,
    functions: Vec<Option<Compiled>>,
    shape: Shape,
    instances: BTreeMap<String, (FunctionId, Type)>,
    /// The functions being lowered, outermost first.
    running: Vec<(String, String)>,
    /// The scripts' functions that were reached.
    reached: BTreeSet<(String, String)>,
    depends_on_row: BTreeMap<(String, String), bool>,
    diagnostics: Vec<Diagnostic>,
    frame: Frame,
    script: String,
    role: Role<'e>,
    entry: usize,
    consts: BTreeMap<(String, String), Option<Fact<'static>>>,
}

impl<'e> Compiler<'e> {
    pub fn new(env: Environment<'e>) -> Compiler<'e> {
        let files = env.sources.values().map(|source| source.script.file.clone()).collect();
        Compiler {
            env,
            files,
            functions: Vec::new(),
            shape: Shape::new(Schema::ROOT),
            instances: BTreeMap::new(),
            running: Vec::new(),
            reached: BTreeSet::new(),
            depends_on_row: BTreeMap::new(),
            diagnostics: Vec::new(),
            frame: Frame::default(),
            script: String::new(),
            role: Role::Predicate,
            entry: 0,
            consts: BTreeMap::new(),
        }
    }

    /// Names that mean two things: one script's functions among themselves, with those of used scripts, with built-ins.
    pub fn check_names(&mut self) {
        let sources = self.env.sources;
        for (name, source) in sources {
            let functions = &source.script.functions;
            for (index, function) in functions.iter().enumerate() {
                let title = function.name.text.as_str();
                let earlier = functions.iter().take(index).any(|other| other.name.text == title);
                let elsewhere = sources.iter().filter(|(other, source)| source.used && *other < name);
                let used = elsewhere.flat_map(|(_, source)| &source.script.functions);
                let clash = earlier || (source.used && used.clone().any(|other| other.name.text == title));
                let hidden = !source.used
                    && sources
                        .values()
                        .filter(|source| source.used)
                        .any(|used| used.script.functions.iter().any(|other| other.name.text == title));
                let place = self.place_in(name, function.name.pos);
                if builtins::find(title).is_some() {
                    self.diagnostics.push(Diagnostic::error("builtin-name", place, &[("name", title)]));
                } else if clash || hidden {
                    self.diagnostics.push(Diagnostic::error("duplicate-function", place, &[("name", title)]));
                }
            }
        }
    }

    /// The parameters of another span of dates. What was lowered with the former ones stays as it is.
    pub fn set_params(&mut self, params: BTreeMap<String, Fact<'static>>) {
        self.env.params = params;
        self.instances.clear();
        self.consts.clear();
    }

    /// The record of a list of objects in the profile, named by its dotted path; none if there is no such list.
    pub fn list_record(&mut self, path: &str) -> Option<RecordId> {
        let keys: Vec<String> = path.split('.').map(str::to_owned).collect();
        let mut node = Schema::ROOT;
        for key in &keys {
            node = self.env.schema.field(node, key)?;
        }
        let slot = self.shape.slot(self.env.schema, Shape::PROFILE, &keys, node);
        match self.shape.slot_shape(Shape::PROFILE, slot)?.read {
            Read::Records(record) => Some(record),
            _ => None,
        }
    }

    /// The shape as it stands, to read further facts that no rule names.
    pub fn shape_mut(&mut self) -> &mut Shape {
        &mut self.shape
    }

    /// Lowers the function that an entry of the table names, and what it calls.
    pub fn entry(&mut self, entry: Entry<'e>) -> Option<FunctionId> {
        self.entry += 1;
        let function = self.entry_function(&entry)?;
        let args = self.entry_args(&entry, function)?;
        self.role = entry.role.clone();
        let (id, ty) = self.instance(entry.script, function, &args)?;
        self.check_result(&entry, &ty, function);
        Some(id)
    }

    fn entry_function(&mut self, entry: &Entry<'e>) -> Option<&'e Function> {
        let Some(source) = self.env.sources.get(entry.script) else {
            let known = nearest(entry.script, self.env.sources.keys().map(String::as_str));
            let error = Diagnostic::error("unknown-script", entry.place.clone(), &[("name", entry.script)]);
            self.diagnostics.push(error.suggest(known));
            return None;
        };
        let found = source.script.functions.iter().find(|function| function.name.text == entry.function);
        if found.is_none() {
            let names = source.script.functions.iter().map(|function| function.name.text.as_str());
            let args = [("name", entry.function), ("script", entry.script)];
            let error = Diagnostic::error("unknown-rule-function", entry.place.clone(), &args);
            self.diagnostics.push(error.suggest(nearest(entry.function, names)));
        }
        found
    }

    /// What the function is called with: the profile, the subject's item, the children of a script group.
    fn entry_args(&mut self, entry: &Entry<'e>, function: &Function) -> Option<Vec<Lowered>> {
        let profile = object(Expr::Profile, Shape::PROFILE, Schema::ROOT);
        let mut args = match &entry.role {
            Role::ScriptGroup { .. } => vec![Lowered::new(Expr::Profile, Type::Namespace(Namespace::Scores))],
            _ => vec![profile],
        };
        let per_item = !matches!(entry.role, Role::ScriptGroup { .. } | Role::Applies);
        if let (true, Some(record)) = (per_item, entry.subject) {
            let node = self.shape.record(record).map_or(NodeId(0), |shape| shape.node);
            args.push(object(Expr::Local(1), record, node));
        }
        let wanted = args.len();
        if function.params.len() == wanted || (wanted == 2 && function.params.len() == 1) {
            args.truncate(function.params.len());
            return Some(args);
        }
        let place = self.place_in(entry.script, function.name.pos);
        let (wanted, found) = (wanted.to_string(), function.params.len().to_string());
        let args = [("name", entry.function), ("wanted", &*wanted), ("found", &*found)];
        self.diagnostics.push(Diagnostic::error("rule-parameters", place, &args));
        None
    }

    fn check_result(&mut self, entry: &Entry<'e>, ty: &Type, function: &Function) {
        let allowed: &[&str] = match entry.role {
            Role::Row { .. } => &["outcome", "boolean", "number"],
            Role::Applies => &["outcome", "boolean"],
            Role::Predicate => &["boolean"],
            Role::Title => &["text"],
            Role::ScriptGroup { .. } => &["number"],
            #[cfg(test)]
            Role::Value => return,
        };
        if let Some(family) = ty.family().filter(|family| !allowed.contains(family)) {
            let place = self.place_in(entry.script, function.name.pos);
            let wanted = allowed.join(" | ");
            let args = [("name", entry.function), ("found", family), ("wanted", &*wanted)];
            self.diagnostics.push(Diagnostic::error("rule-result", place, &args));
        }
    }

    /// The plan, everything that is wrong, and the functions (script, name) that were reached.
    pub fn finish(self) -> (Code, Vec<Diagnostic>, BTreeSet<(String, String)>) {
        let functions = self.functions.into_iter().map(|function| function.unwrap_or_else(nothing)).collect();
        let shared = self.env.sources.values().map(|source| source.foreign).collect();
        let code = Code { functions, shape: self.shape, files: self.files, shared, range_limit: self.env.range_limit };
        (code, self.diagnostics, self.reached)
    }

    /// The function lowered for these arguments, and the type that it returns.
    fn instance(&mut self, script: &str, function: &'e Function, args: &[Lowered]) -> Option<(FunctionId, Type)> {
        let name = function.name.text.clone();
        let who = (script.to_owned(), name.clone());
        if self.running.contains(&who) {
            let place = self.place_in(script, function.name.pos);
            self.diagnostics.push(Diagnostic::error("recursion", place, &[("name", &name)]));
            return None;
        }
        let row = if self.depends_on_row(&who) { self.entry } else { 0 };
        let kinds: Vec<_> = args.iter().map(|arg| (&arg.ty, &arg.constant, &arg.hint)).collect();
        let key = format!("{script}.{name} {row} {kinds:?}");
        if let Some((id, ty)) = self.instances.get(&key).cloned() {
            if let Some(Some(compiled)) = self.functions.get(id.0 as usize) {
                self.frame.params.extend(compiled.params.iter().cloned());
                self.frame.reads.extend(&compiled.reads);
                self.frame.scores |= compiled.scores;
                self.frame.bands.extend(compiled.bands.iter().cloned());
            }
            return Some((id, ty));
        }
        let id = FunctionId(u32::try_from(self.functions.len()).unwrap_or(u32::MAX));
        self.functions.push(None);
        self.reached.insert(who.clone());
        self.running.push(who);
        let outer_script = std::mem::replace(&mut self.script, script.to_owned());
        let outer_frame = std::mem::take(&mut self.frame);
        let (body, ty) = self.function_body(function, args);
        let frame = std::mem::replace(&mut self.frame, outer_frame);
        let site = self.site(function.name.pos);
        self.script = outer_script;
        self.running.pop();
        self.frame.params.extend(frame.params.iter().cloned());
        self.frame.reads.extend(&frame.reads);
        self.frame.scores |= frame.scores;
        self.frame.bands.extend(frame.bands.iter().cloned());
        let params = frame.params.into_iter().collect();
        let reads = frame.reads.into_iter().collect();
        if let Some(place) = self.functions.get_mut(id.0 as usize) {
            let (scores, bands) = (frame.scores, frame.bands);
            *place = Some(Compiled { site, locals: frame.next, body, params, reads, scores, bands });
        }
        self.instances.insert(key, (id, ty.clone()));
        Some((id, ty))
    }

    fn function_body(&mut self, function: &'e Function, args: &[Lowered]) -> (Expr, Type) {
        self.frame.assigned = uses::assigned_names(function);
        for (param, arg) in function.params.iter().zip(args) {
            let local = self.frame.local();
            let known = !self.frame.assigned.contains(&param.text);
            let expr = match &arg.expr {
                Expr::Profile => Expr::Profile,
                _ => Expr::Local(local),
            };
            let value = Lowered {
                expr,
                ty: arg.ty.clone(),
                constant: arg.constant.clone().filter(|_| known),
                hint: arg.hint.clone().filter(|_| known),
                elements: None,
            };
            let binding = Binding { name: param.text.clone(), value, local: Some(local), constant: false, depth: 0 };
            self.frame.bindings.push(binding);
        }
        self.frame.returned.push(Type::Never);
        let body = self.block(&function.body, true);
        let returned = self.frame.returned.pop().unwrap_or(Type::Never);
        (body.expr, returned.join(body.ty))
    }

    /// Whether a function, or one that it calls, reads `row` or makes an outcome: then each row has its own.
    fn depends_on_row(&mut self, who: &(String, String)) -> bool {
        if let Some(known) = self.depends_on_row.get(who) {
            return *known;
        }
        // a function that calls itself is refused elsewhere; here it only must not recurse for ever
        self.depends_on_row.insert(who.clone(), false);
        let Some(function) = self.own_function(&who.0, &who.1) else { return false };
        let mut depends = false;
        let mut calls = Vec::new();
        uses::visit_function(function, &mut |expr| match &expr.kind {
            crate::script::ast::ExprKind::Variable(name) if name == "row" || name == "scores" => depends = true,
            crate::script::ast::ExprKind::Call { name, .. } => match builtins::find(&name.text) {
                Some(signature) => depends |= matches!(signature.kind, builtins::Kind::Outcome(_)),
                None => calls.push(name.text.clone()),
            },
            _ => {}
        });
        for call in calls {
            if let Some((script, _)) = self.resolve_function(&who.0, &call) {
                depends |= self.depends_on_row(&(script, call));
            }
        }
        self.depends_on_row.insert(who.clone(), depends);
        depends
    }

    fn own_function(&self, script: &str, name: &str) -> Option<&'e Function> {
        self.env.sources.get(script)?.script.functions.iter().find(|function| function.name.text == name)
    }

    /// The script and the function that a bare name means in `script`: its own first, then those of used scripts.
    fn resolve_function(&self, script: &str, name: &str) -> Option<(String, &'e Function)> {
        if let Some(function) = self.own_function(script, name) {
            return Some((script.to_owned(), function));
        }
        self.env.sources.iter().filter(|(_, source)| source.used).find_map(|(other, source)| {
            let function = source.script.functions.iter().find(|function| function.name.text == name)?;
            Some((other.clone(), function))
        })
    }

    // ---- places and mistakes ----

    fn site(&self, pos: Pos) -> Site {
        let file = self.env.sources.keys().position(|name| *name == self.script).unwrap_or(0);
        Site { file: u16::try_from(file).unwrap_or(0), pos }
    }

    fn place_in(&self, script: &str, pos: Pos) -> Place {
        let file = self.env.sources.get(script).map(|source| source.script.file.clone()).unwrap_or_default();
        Place::at(file, pos.line, pos.column, pos.length)
    }

    fn error(&mut self, code: &'static str, pos: Pos, args: &[(&str, &str)]) -> Lowered {
        self.error_near(code, pos, args, None)
    }

    fn error_near(&mut self, code: &'static str, pos: Pos, args: &[(&str, &str)], near: Option<&str>) -> Lowered {
        let script = self.script.clone();
        let place = self.place_in(&script, pos);
        self.diagnostics.push(Diagnostic::error(code, place, args).suggest(near));
        Lowered::unknown()
    }
}

fn object(expr: Expr, record: RecordId, node: NodeId) -> Lowered {
    Lowered::new(expr, Type::Object(Object { record, path: Vec::new(), node }))
}

fn nothing() -> Compiled {
    Compiled {
        site: Site::default(),
        locals: 0,
        body: Expr::Constant(Fact::Absent),
        params: Vec::new(),
        reads: Vec::new(),
        scores: false,
        bands: Vec::new(),
    }
}
