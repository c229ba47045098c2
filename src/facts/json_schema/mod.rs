//! JSON Schema text to the types of a profile's facts: the keywords that `rulebook.md`, section 2, names, and no others.
//!
//! A schema speaks to rules and to people: an object that lists `properties` has no other fields unless
//! `additionalProperties` says so, and `required` means nothing, since any question may stay unanswered.

mod annotations;
mod keywords;
mod merge;
mod types;

use super::json::{self, Json, Value};
use super::reserved;
use super::schema::{EnumValue, Kind, Node, NodeId, Schema};
use crate::diagnostic::{Diagnostic, Place};
use crate::text::Text;

/// More schemas than any profile needs; definitions that refer to one another many times over would never end.
const MAX_READ: usize = 100_000;

/// Reads the schema of a whole profile. `file` is the name that mistakes are reported under.
pub(crate) fn parse(text: &str, file: &str) -> Result<Schema, Vec<Diagnostic>> {
    let nodes = fragment(text, file)?;
    if let Some(Node { kind: Kind::Object { fields, .. }, .. }) = nodes.first() {
        let mut wrong = Vec::new();
        for (name, id) in fields.iter().filter(|(name, _)| reserved::is_reserved(name)) {
            let declared = nodes.get(id.0 as usize).map(|node| &node.kind);
            let fits = match (declared, reserved::kind(name)) {
                (Some(Kind::List(_)), Some(Kind::List(_))) => true,
                (declared, fixed) => declared == fixed,
            };
            if !fits {
                let place = Place::file(file);
                wrong.push(
                    Diagnostic::error("schema-reserved", place, &[("name", name)])
                        .on_path(format!("/properties/{name}")),
                );
            }
        }
        if !wrong.is_empty() {
            return Err(wrong);
        }
    }
    Ok(Schema::with_reserved(nodes))
}

/// The fields of `base` and, on top, those of the schema `text`. A field may be added anywhere, but not redefined.
pub(crate) fn extend(base: &Schema, text: &str, file: &str) -> Result<Schema, Vec<Diagnostic>> {
    let extra = fragment(text, file)?;
    let mut nodes = base.nodes().to_vec();
    let added = append(&mut nodes, &extra);
    let (Some(mut root), Some(from)) = (nodes.first().cloned(), nodes.get(added.0 as usize).cloned()) else {
        return Ok(base.clone());
    };
    let mut conflicts = Vec::new();
    merge::merge(&mut nodes, &mut root, from, &mut Vec::new(), &mut conflicts);
    if let Some(first) = nodes.first_mut() {
        *first = root;
    }
    if conflicts.is_empty() {
        return Ok(Schema::from_nodes(nodes));
    }
    let tell =
        |path: String| Diagnostic::error("schema-redefined", Place::file(file), &[("field", &path)]).on_path(path);
    Err(conflicts.into_iter().map(tell).collect())
}

/// Puts the nodes of another arena behind `nodes`; gives the new number of its root.
pub(super) fn append(nodes: &mut Vec<Node>, other: &[Node]) -> NodeId {
    let shift = u32::try_from(nodes.len()).unwrap_or(u32::MAX);
    let moved = |id: NodeId| NodeId(id.0.saturating_add(shift));
    nodes.extend(other.iter().cloned().map(|mut node| {
        match &mut node.kind {
            Kind::List(element) => *element = moved(*element),
            Kind::Object { fields, others } => {
                fields.values_mut().for_each(|id| *id = moved(*id));
                *others = others.map(moved);
            }
            _ => {}
        }
        node
    }));
    NodeId(shift)
}

/// Reads a schema without the reserved keys; the first node is the object itself.
pub(crate) fn fragment(text: &str, file: &str) -> Result<Vec<Node>, Vec<Diagnostic>> {
    let root = Json::parse(text).map_err(|error| {
        let place = Place::at(file, u32::try_from(error.line()).unwrap_or(0), 0, 0);
        vec![Diagnostic::error("schema-syntax", place, &[("error", &error.to_string())])]
    })?;
    // the root keeps number 0, whatever is read before it is complete
    let nodes = vec![Node::of(Kind::Any)];
    let mut reader = Reader { file, text, root: &root, nodes, references: Vec::new(), read: 0, wrong: Vec::new() };
    let node = reader.read(&root, "");
    if let Some(node) = node {
        if !matches!(node.kind, Kind::Object { .. }) {
            reader.error("schema-root", &root, "", &[]);
        }
        if let Some(first) = reader.nodes.first_mut() {
            *first = node;
        }
    }
    if reader.wrong.is_empty() { Ok(reader.nodes) } else { Err(reader.wrong) }
}

struct Reader<'s, 't> {
    file: &'s str,
    text: &'t str,
    root: &'s Json<'t>,
    nodes: Vec<Node>,
    /// The references that are being followed, outermost first.
    references: Vec<String>,
    /// How many schemas were read.
    read: usize,
    wrong: Vec<Diagnostic>,
}

impl<'s, 't> Reader<'s, 't> {
    fn error(&mut self, code: &'static str, json: &Json<'t>, at: &str, args: &[(&str, &str)]) {
        let diagnostic = self.diagnostic(code, json, at, args);
        self.wrong.push(diagnostic);
    }

    fn error_near(&mut self, code: &'static str, json: &Json<'t>, at: &str, name: &str, near: Option<&str>) {
        let diagnostic = self.diagnostic(code, json, at, &[("name", name)]).suggest(near);
        self.wrong.push(diagnostic);
    }

    fn diagnostic(&self, code: &'static str, json: &Json<'t>, at: &str, args: &[(&str, &str)]) -> Diagnostic {
        // a schema that is built in has no file, and no lines that anybody could look at
        let place = match self.file.is_empty() {
            true => Place::default(),
            false => json::place(self.file, self.text, super::raw::offset(self.text, json.raw), json.raw.len()),
        };
        let diagnostic = Diagnostic::error(code, place, args);
        if at.is_empty() { diagnostic } else { diagnostic.on_path(at) }
    }

    /// Reads a schema below and gives it a number.
    fn child(&mut self, json: &'s Json<'t>, at: &str) -> Option<NodeId> {
        let node = self.read(json, at)?;
        let id = NodeId(u32::try_from(self.nodes.len()).ok()?);
        self.nodes.push(node);
        Some(id)
    }

    fn read(&mut self, json: &'s Json<'t>, at: &str) -> Option<Node> {
        self.read += 1;
        if self.read > MAX_READ {
            if !self.wrong.iter().any(|diagnostic| diagnostic.code == "schema-too-large") {
                self.error("schema-too-large", json, at, &[("limit", &MAX_READ.to_string())]);
            }
            return None;
        }
        match &json.value {
            Value::Bool(true) => return Some(Node::of(Kind::Any)),
            Value::Object(_) => {}
            _ => {
                self.error("schema-not-an-object", json, at, &[]);
                return None;
            }
        }
        self.check_keywords(json, at);
        let mut parts = Vec::new();
        if let Some(reference) = json.get("$ref") {
            parts.push(self.reference(reference, at));
        }
        if let Some(all) = json.get("allOf") {
            match all.as_list() {
                Some(all) => {
                    for (number, part) in all.iter().enumerate() {
                        parts.push(self.read(part, &format!("{at}/allOf/{number}")));
                    }
                }
                None => self.error("schema-expected-list", all, at, &[("keyword", "allOf")]),
            }
        }
        for keyword in ["anyOf", "oneOf"] {
            if let Some(choices) = json.get(keyword) {
                parts.push(self.choice(keyword, choices, at));
            }
        }
        if parts.is_empty() || keywords::OF_TYPES.iter().any(|keyword| json.get(keyword).is_some()) {
            parts.push(self.typed(json, at).map(Node::of));
        }
        let mut node = self.combine(parts, json, at)?;
        self.annotate(&mut node, json, at);
        Some(node)
    }

    /// One node that is all of `parts`: a single one of any type, or objects with the fields of each.
    fn combine(&mut self, parts: Vec<Option<Node>>, json: &Json<'t>, at: &str) -> Option<Node> {
        let mut parts = parts.into_iter().collect::<Option<Vec<Node>>>()?.into_iter();
        let mut node = parts.next()?;
        for part in parts {
            let (Kind::Object { others: mine, .. }, Kind::Object { others: theirs, .. }) = (&mut node.kind, &part.kind)
            else {
                self.error("schema-combined", json, at, &[]);
                return None;
            };
            if theirs.is_none() {
                *mine = None;
            }
            let mut conflicts = Vec::new();
            merge::merge(&mut self.nodes, &mut node, part, &mut Vec::new(), &mut conflicts);
            for field in conflicts {
                self.error("schema-redefined", json, at, &[("field", &field)]);
            }
        }
        Some(node)
    }

    fn reference(&mut self, reference: &Json<'t>, at: &str) -> Option<Node> {
        let Some(pointer) = reference.as_text() else {
            self.error("schema-expected-text", reference, at, &[("keyword", "$ref")]);
            return None;
        };
        let Some(target) = pointer.strip_prefix('#').and_then(|pointer| find(self.root, pointer)) else {
            let known = self.root.get("$defs").and_then(Json::as_object).unwrap_or_default();
            let known: Vec<String> = known.iter().map(|(name, _)| format!("#/$defs/{name}")).collect();
            let near = crate::diagnostic::nearest(pointer, known.iter().map(String::as_str));
            self.error_near("schema-reference", reference, at, pointer, near);
            return None;
        };
        if self.references.iter().any(|open| open == pointer) {
            let cycle = [self.references.join(" → "), pointer.to_owned()].join(" → ");
            self.error("schema-cycle", reference, at, &[("cycle", &cycle)]);
            return None;
        }
        self.references.push(pointer.to_owned());
        let node = self.read(target, pointer.trim_start_matches('#'));
        self.references.pop();
        node
    }

    /// `anyOf` and `oneOf`: a schema or null, or one of some constants.
    fn choice(&mut self, keyword: &str, choices: &'s Json<'t>, at: &str) -> Option<Node> {
        let Some(list) = choices.as_list() else {
            self.error("schema-expected-list", choices, at, &[("keyword", keyword)]);
            return None;
        };
        let some: Vec<&Json> = list.iter().filter(|choice| !is_null(choice)).collect();
        if let [only] = some.as_slice() {
            let number = list.iter().position(|choice| std::ptr::eq(choice, *only)).unwrap_or_default();
            return self.read(only, &format!("{at}/{keyword}/{number}"));
        }
        let mut values = Vec::new();
        for choice in &some {
            let constants = match (choice.get("const"), choice.get("enum").and_then(Json::as_list)) {
                (Some(constant), _) => std::slice::from_ref(constant),
                (None, Some(constants)) => constants,
                (None, None) => &[],
            };
            if constants.is_empty() || !constants.iter().all(|constant| constant.as_text().is_some()) {
                self.error("schema-choice", choices, at, &[("keyword", keyword)]);
                return None;
            }
            let title = annotations::text_pair(choice, "title", "x-title-en");
            let title = title.or_else(|| annotations::text_pair(choice, "description", "x-description-en"));
            for value in constants.iter().filter_map(Json::as_text) {
                let label = title.clone().filter(|_| constants.len() == 1).unwrap_or_else(|| Text::plain(value));
                values.push(EnumValue { value: value.to_owned(), label });
            }
        }
        if values.is_empty() {
            self.error("schema-only-null", choices, at, &[]);
            return None;
        }
        self.enumeration(values, choices, at).map(Node::of)
    }
}

fn is_null(json: &Json<'_>) -> bool {
    let null = |json: &Json<'_>| matches!(json.value, Value::Null);
    json.get("type").and_then(Json::as_text) == Some("null")
        || json.get("const").is_some_and(null)
        || json.get("enum").and_then(Json::as_list).is_some_and(|values| !values.is_empty() && values.iter().all(null))
}

/// The value that a JSON pointer names.
fn find<'s, 't>(root: &'s Json<'t>, pointer: &str) -> Option<&'s Json<'t>> {
    let mut json = root;
    for step in pointer.split('/').skip(1) {
        let step = step.replace("~1", "/").replace("~0", "~");
        json = match json.as_list() {
            Some(items) => items.get(step.parse::<usize>().ok()?)?,
            None => json.get(&step)?,
        };
    }
    Some(json)
}
