//! Loading: from a rulebook's texts to everything that assessing needs, with every mistake told in one go.

use super::compile::{self, Compiled, Judges, SubjectSlots};
use crate::assess::tree::Tree;
use crate::assess::{Failure, at};
use crate::date::Date;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::error::Error;
use crate::facts::json_schema;
use crate::facts::read::Reader;
use crate::facts::schema::Schema;
use crate::facts::shape::Slot;
use crate::limits::Limits;
use crate::plan::code::Code;
use crate::rulebook::dated::{Epoch, epochs, nearest_epoch, params_on};
use crate::rulebook::lines::Lines;
use crate::rulebook::manifest::{Base, Manifest};
use crate::rulebook::sources::Sources;
use crate::script::lower::Source;
use crate::script::parse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock, OnceLock};

/// A rulebook as it runs.
#[derive(Debug)]
pub(crate) struct Loaded {
    pub manifest: Manifest,
    pub warnings: Vec<Diagnostic>,
    /// What it was loaded from.
    pub sources: Sources,
    /// Worked out when somebody asks for it, since that takes as long as all the rest of loading.
    digest: OnceLock<String>,
    pub schema: Arc<Schema>,
    pub reader: Reader,
    pub code: Code,
    pub subject: Option<SubjectSlots>,
    /// Where the built-in profile has the name of the enterprise.
    pub enterprise_name: Option<Slot>,
    /// In the order of their dates.
    pub spans: Vec<Span>,
    /// The rulebooks that groups hold, by the number of the group's node.
    pub children: Vec<(usize, Arc<Loaded>)>,
    pub limits: Limits,
    /// The scripts as they were parsed, by name.
    #[cfg(feature = "authoring")]
    pub scripts: BTreeMap<String, Source>,
    /// The script functions that the table reaches, as (script, function).
    #[cfg(feature = "authoring")]
    pub reached: BTreeSet<(String, String)>,
}

impl Loaded {
    /// The span of dates whose rules hold on that day or come nearest to it, with its place.
    pub fn span_on(&self, day: Date) -> Result<(usize, &Span), Failure> {
        let place = nearest_epoch(&self.spans, |span| span.epoch.from, day.as_civil());
        let place = place.ok_or_else(|| Failure::broken("a rulebook without a span of dates"))?;
        Ok((place, at(&self.spans, place)?))
    }

    /// `sha256:` and 64 digits over table, schemas, scripts and held rulebooks.
    pub fn digest(&self) -> &str {
        // what was loaded can be read, so there is one
        self.digest.get_or_init(|| self.sources.digest().unwrap_or_default())
    }
}

/// The rulebook on days on which no parameter changes.
#[derive(Debug)]
pub(crate) struct Span {
    pub epoch: Epoch,
    pub tree: Tree,
    pub judges: Judges,
}

/// The types of the built-in profile, read once: from the committed file, since writing it anew takes longer than reading.
static ENTERPRISE: LazyLock<Result<Arc<Schema>, Vec<Diagnostic>>> = LazyLock::new(|| {
    json_schema::parse(include_str!("../../schemas/profile.schema.json"), "profile.schema.json").map(Arc::new)
});

/// The types of the built-in profile.
pub(super) fn enterprise() -> Result<Arc<Schema>, Vec<Diagnostic>> {
    ENTERPRISE.clone()
}

/// Loads what `sources` holds. `item_weight` is a field of the subject's items that a holding rulebook weighs them by.
pub(crate) fn load(sources: &Sources, limits: &Limits, item_weight: Option<&str>) -> Result<Loaded, Error> {
    let mut found = Vec::new();
    let Some(manifest) = &sources.manifest else { return Err(sources.error(found).into()) };
    let (scripts, unparsed) = scripts(sources, limits, &mut found);
    let schema = schema(sources, manifest, &mut found);
    let file = sources.manifest_file();
    let lines = Lines::new(&file, &sources.manifest_text);
    let epochs = epochs(manifest);
    let params: Vec<_> = epochs.iter().map(|epoch| params_on(manifest, epoch.from)).collect();
    let mut compiled = None;
    if let Some(schema) = &schema {
        let inputs = compile::Inputs {
            manifest,
            sources: &scripts,
            schema,
            params: &params,
            item_weight,
            range_limit: i64::try_from(limits.literal_range).unwrap_or(i64::MAX),
            place: &|span| lines.place(span),
        };
        let (result, mut diagnostics) = compile::compile(&inputs);
        if !unparsed.is_empty() {
            // what stands in a script that does not parse is not known, so that it is missing is no news
            let follows = ["unknown-script", "unknown-rule-function", "unknown-function", "unknown-name"];
            diagnostics.retain(|diagnostic| !follows.contains(&diagnostic.code));
        }
        // a script that is not there is told once, where the table first names it
        let told = |diagnostic: &Diagnostic| {
            let same = |other: &Diagnostic| other.code == diagnostic.code && other.message == diagnostic.message;
            diagnostic.code == "unknown-script" && sources.findings.iter().any(same)
        };
        diagnostics.retain(|diagnostic| !told(diagnostic));
        found.append(&mut diagnostics);
        // where something is wrong, what names a function may not have been understood
        let sound = !sources.has_errors() && found.iter().all(|finding| finding.severity != Severity::Error);
        if unparsed.is_empty() && sound {
            unused_functions(&scripts, &result.reached, &mut found);
        }
        compiled = Some(result);
    }
    let failed = sources.has_errors() || found.iter().any(|finding| finding.severity == Severity::Error);
    let (Some(schema), Some(compiled), false) = (schema, compiled, failed) else {
        return Err(sources.error(found).into());
    };
    #[cfg(feature = "authoring")]
    let reached = compiled.reached;
    let Compiled { code, spans: judges, subject, enterprise_name, .. } = compiled;
    let reader = Reader::new(schema.clone(), &code.shape);
    let mut spans = Vec::with_capacity(epochs.len());
    for ((epoch, params), judges) in epochs.into_iter().zip(params).zip(judges) {
        let tree = Tree::build(manifest, &|name| params.get(name).map(|param| param.value.clone()))?;
        spans.push(Span { epoch, tree, judges });
    }
    let mut warnings = sources.findings.clone();
    warnings.extend(found);
    Ok(Loaded {
        manifest: manifest.clone(),
        warnings,
        sources: sources.clone(),
        digest: OnceLock::new(),
        schema,
        reader,
        code,
        subject,
        enterprise_name,
        spans,
        children: children(sources, manifest, limits)?,
        limits: limits.clone(),
        #[cfg(feature = "authoring")]
        scripts,
        #[cfg(feature = "authoring")]
        reached,
    })
}

fn children(sources: &Sources, manifest: &Manifest, limits: &Limits) -> Result<Vec<(usize, Arc<Loaded>)>, Error> {
    let mut children = Vec::new();
    for (index, group) in manifest.groups.iter().enumerate() {
        let Some(composite) = &group.composite else { continue };
        let Some(child) = sources.children.get(&composite.rulebook.value) else { continue };
        let weight = composite.item_weight.as_ref().map(|weight| weight.value.as_str());
        children.push((index + 1, Arc::new(load(child, limits, weight)?)));
    }
    Ok(children)
}

/// The scripts that parse, and the names of those that do not.
fn scripts(
    sources: &Sources,
    limits: &Limits,
    found: &mut Vec<Diagnostic>,
) -> (BTreeMap<String, Source>, BTreeSet<String>) {
    let mut parsed = BTreeMap::new();
    let mut failed = BTreeSet::new();
    let texts: Vec<_> = sources.scripts.values().map(|source| (&*source.file, &*source.text)).collect();
    for ((name, source), script) in sources.scripts.iter().zip(parse::parse_all(&texts, limits)) {
        match script {
            Ok(script) => {
                parsed.insert(name.clone(), Source { script, foreign: source.foreign, used: source.used });
            }
            Err(mut diagnostics) => {
                found.append(&mut diagnostics);
                failed.insert(name.clone());
            }
        }
    }
    (parsed, failed)
}

/// The types of the facts: built-in, of the rulebook's own, extended, or none.
fn schema(sources: &Sources, manifest: &Manifest, found: &mut Vec<Diagnostic>) -> Option<Arc<Schema>> {
    let profile = &manifest.profile;
    let own = profile.schema.as_ref().map(|path| sources.schemas.get(&path.value));
    let base = match (&profile.base, own) {
        (Some(base), _) => match base.value {
            Base::Enterprise => enterprise(),
        },
        (None, Some(Some(file))) => json_schema::parse(&file.text, &file.file).map(Arc::new),
        // a schema that could not be read is among the findings of the sources
        (None, Some(None)) => return None,
        (None, None) => Ok(Arc::new(Schema::untyped())),
    };
    let extended = base.and_then(|base| match &profile.extend {
        None => Ok(Some(base)),
        Some(path) => match sources.schemas.get(&path.value) {
            Some(file) => json_schema::extend(&base, &file.text, &file.file).map(|schema| Some(Arc::new(schema))),
            None => Ok(None),
        },
    });
    match extended {
        Ok(schema) => schema,
        Err(mut diagnostics) => {
            found.append(&mut diagnostics);
            None
        }
    }
}

/// Functions of the rulebook's own scripts that nothing in the table reaches.
fn unused_functions(
    scripts: &BTreeMap<String, Source>,
    reached: &BTreeSet<(String, String)>,
    found: &mut Vec<Diagnostic>,
) {
    for (name, source) in scripts.iter().filter(|(_, source)| !source.foreign) {
        for function in &source.script.functions {
            let title = &function.name.text;
            if !reached.contains(&(name.clone(), title.clone())) {
                let pos = function.name.pos;
                let place = Place::at(source.script.file.clone(), pos.line, pos.column, pos.length);
                found.push(Diagnostic::warning("unused-function", place, &[("name", title)]));
            }
        }
    }
}
