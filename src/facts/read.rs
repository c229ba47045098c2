//! A profile's text to facts in slots, in one pass and without a tree of JSON values.

use super::decode::decode;
use super::evidence::{self, Evidence};
use super::fact::Fact;
use super::layout::Layout;
use super::mistake::{Mistake, Mistakes, shown};
use super::path::ItemKeys;
use super::schema::Schema;
use super::shape::Shape;
use super::syntax;
use super::trail::Trail;
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::ProfileError;
use crate::limits::Limits;
use crate::text::Text;
use jiff::civil::Date;
use std::sync::Arc;

/// How much of a profile is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// Only the facts that rules read; the rest is skipped.
    Fast,
    /// Everything, against the schema.
    Full,
}

/// How a profile is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reading<'a> {
    /// The name that mistakes are reported under; may be empty.
    pub file: &'a str,
    pub mode: Mode,
    /// Whether a field that the schema does not know is an error and not a warning.
    pub strict: bool,
    pub limits: &'a Limits,
    /// How items are named in messages and in the paths of evidence.
    pub keys: ItemKeys<'a>,
}

/// How values are read. What comes out is the same, but for what is told of mistakes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Pace {
    /// Each as its type says; the first that is of another type ends the reading.
    Brisk,
    /// Each as the text that it is written with, which messages show.
    Careful,
}

/// What was read of a profile.
#[derive(Debug)]
pub(crate) struct Facts<'t> {
    /// The slots of the profile; those of the shape come first.
    pub root: Box<[Fact<'t>]>,
    pub as_of: Option<Date>,
    pub evidence: Vec<Evidence<'t>>,
    pub warnings: Vec<Diagnostic>,
}

/// Reads profiles of one schema for one set of rules; made once, shared by threads.
#[derive(Debug)]
pub(crate) struct Reader {
    schema: Arc<Schema>,
    layout: Layout,
}

impl Reader {
    pub fn new(schema: Arc<Schema>, shape: &Shape) -> Reader {
        let layout = Layout::new(&schema, shape);
        Reader { schema, layout }
    }

    /// Reads a profile; all mistakes are told in one go, but of text that is not JSON only the first.
    pub fn read<'t>(&self, profile: &'t [u8], reading: Reading<'_>) -> Result<Facts<'t>, ProfileError> {
        let text = decode(profile, reading.file).map_err(|diagnostic| ProfileError::new(vec![*diagnostic]))?;
        // a profile without a mistake is read at the first go; the second one tells what is wrong
        self.read_text(text, reading, Pace::Brisk).or_else(|_| self.read_text(text, reading, Pace::Careful))
    }

    /// Reads a text at one pace; what goes wrong at the brisk one is not told.
    pub(super) fn read_text<'t>(
        &self,
        text: &'t str,
        reading: Reading<'_>,
        pace: Pace,
    ) -> Result<Facts<'t>, ProfileError> {
        let mut context = Context { reader: self, reading, pace, mistakes: Mistakes::default(), too_deep: false };
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let top = Trail::top();
        let outcome = match self.layout.record(Shape::PROFILE) {
            Some(record) => {
                context.record(record, &top, &mut deserializer).and_then(|fact| deserializer.end().map(|()| fact))
            }
            None => Ok(Fact::Absent),
        };
        if pace == Pace::Brisk && (outcome.is_err() || context.mistakes.any_error()) {
            return Err(ProfileError::new(Vec::new()));
        }
        match outcome {
            Ok(Fact::Record(root)) => {
                let evidence = evidence::gather(&self.layout, &root);
                if reading.mode == Mode::Full {
                    evidence::check(&evidence, &self.schema, &mut context.mistakes);
                }
                let failed = context.mistakes.any_error();
                let told = context.mistakes.tell(text, reading.file, reading.keys);
                if failed {
                    return Err(ProfileError::new(told));
                }
                let as_of = match root.get(self.layout.as_of) {
                    Some(Fact::Date(date)) => Some(*date),
                    _ => None,
                };
                Ok(Facts { root, as_of, evidence, warnings: told })
            }
            Ok(_) => {
                if !context.mistakes.any_error() {
                    context.mistake(&top, "profile-not-object", vec![("found", shown(text.trim_ascii()))]);
                }
                Err(ProfileError::new(context.mistakes.tell(text, reading.file, reading.keys)))
            }
            Err(error) if context.too_deep || syntax::is_depth(&error) => {
                Err(ProfileError::new(vec![syntax::too_deep(&error, text, reading.file, context.depth_limit())]))
            }
            Err(error) => Err(ProfileError::new(vec![syntax::diagnostic(&error, text, reading.file)])),
        }
    }
}

pub(super) struct Context<'a> {
    reader: &'a Reader,
    pub reading: Reading<'a>,
    pub pace: Pace,
    pub mistakes: Mistakes,
    too_deep: bool,
}

impl<'a> Context<'a> {
    pub fn schema(&self) -> &'a Schema {
        &self.reader.schema
    }

    pub fn layout(&self) -> &'a Layout {
        &self.reader.layout
    }

    /// Whether the walk ended because of depth.
    pub fn too_deep(&self) -> bool {
        self.too_deep
    }

    pub fn is_full(&self) -> bool {
        self.reading.mode == Mode::Full
    }

    fn depth_limit(&self) -> usize {
        // the parser itself goes no deeper
        self.reading.limits.profile_depth.min(super::json::MAX_DEPTH)
    }

    #[cold]
    pub fn mistake(&mut self, trail: &Trail<'_>, code: &'static str, args: Vec<(&'static str, Text)>) {
        self.mistake_near(trail, code, args, None);
    }

    #[cold]
    pub fn mistake_near(
        &mut self,
        trail: &Trail<'_>,
        code: &'static str,
        args: Vec<(&'static str, Text)>,
        near: Option<String>,
    ) {
        let at_key = matches!(code, "profile-key-twice" | "profile-unknown-field");
        let severity = match code {
            "profile-unknown-field" if !self.reading.strict => Severity::Warning,
            _ => Severity::Error,
        };
        let field = trail.field(self.schema());
        self.mistakes.push(Mistake { code, severity, path: trail.path(), at_key, field, args, near });
    }

    /// Whether a list or an object may stand here.
    pub fn is_too_deep(&mut self, trail: &Trail<'_>) -> bool {
        self.too_deep |= trail.depth >= self.depth_limit();
        self.too_deep
    }
}
