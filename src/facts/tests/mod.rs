//! Profiles read as a whole: what arrives in the slots, what is told of bad ones.

mod bad_input;
mod examples;
mod pace;
mod reading;
mod schemas;
mod template;

use super::fact::Fact;
use super::json_schema;
use super::path::ItemKeys;
use super::read::{Facts, Mode, Reader, Reading};
use super::schema::{NodeId, Schema};
use super::shape::{Read, RecordId, Shape, Slot};
use crate::error::ProfileError;
use crate::limits::Limits;
use std::sync::Arc;

/// A schema, what rules read of it, and the reader of both.
struct Fixture {
    shape: Shape,
    schema: Arc<Schema>,
    reader: Reader,
    limits: Limits,
    strict: bool,
}

const SCHEMA: &str = include_str!("profile.schema.json");

/// Everything that the small schema knows.
const ALL: &[&str] = &[
    "basic.name",
    "basic.uscc",
    "basic.city",
    "basic.founded",
    "basic.employees",
    "finance.revenue",
    "finance.ratio",
    "tags",
    "products[].id",
    "products[].name",
    "products[].price",
    "products[].tested",
    "products[].no_limit",
    "products[].indicators[].value",
    "notes",
];

impl Fixture {
    fn new(schema: &str, paths: &[&str]) -> Fixture {
        Fixture::of(json_schema::parse(schema, "s.json").unwrap_or_else(|wrong| panic!("{wrong:?}")), paths)
    }

    fn small() -> Fixture {
        Fixture::new(SCHEMA, ALL)
    }

    fn untyped(paths: &[&str]) -> Fixture {
        Fixture::of(Schema::untyped(), paths)
    }

    fn of(schema: Schema, paths: &[&str]) -> Fixture {
        let mut shape = Shape::new(Schema::ROOT);
        for path in paths {
            slot(&mut shape, &schema, path);
        }
        let schema = Arc::new(schema);
        let reader = Reader::new(schema.clone(), &shape);
        Fixture { shape, schema, reader, limits: Limits::default(), strict: false }
    }

    fn read<'t>(&self, mode: Mode, profile: &'t [u8]) -> Result<Facts<'t>, ProfileError> {
        let keys = ItemKeys::default();
        self.reader.read(profile, Reading { file: "p.json", mode, strict: self.strict, limits: &self.limits, keys })
    }

    fn full<'t>(&self, profile: &'t str) -> Facts<'t> {
        self.read(Mode::Full, profile.as_bytes()).unwrap_or_else(|error| panic!("{:?}", error.diagnostics()))
    }

    fn fast<'t>(&self, profile: &'t str) -> Facts<'t> {
        self.read(Mode::Fast, profile.as_bytes()).unwrap_or_else(|error| panic!("{:?}", error.diagnostics()))
    }

    /// The codes of what is told of a profile, with line, column and path.
    fn told(&self, mode: Mode, profile: &[u8]) -> Vec<String> {
        let (told, failed) = match self.read(mode, profile) {
            Ok(facts) => (facts.warnings, false),
            Err(error) => (error.diagnostics().to_vec(), true),
        };
        let lines = told.iter().map(|it| {
            let path = it.path.as_deref().unwrap_or("-");
            format!("{}:{} {path} {}", it.place.line, it.place.column, it.code)
        });
        assert_eq!(failed, told.iter().any(|it| it.severity == crate::diagnostic::Severity::Error));
        lines.collect()
    }

    /// The fact under a path such as `products[1].name`.
    fn get<'f, 't>(&self, facts: &'f Facts<'t>, path: &str) -> &'f Fact<'t> {
        let mut record = Shape::PROFILE;
        let mut slots: &[Fact<'t>] = &facts.root;
        let mut parts = path.split('[').peekable();
        let mut keys = parts.next().unwrap_or_default().to_owned();
        loop {
            let place = find(&self.shape, record, &keys);
            let fact = &slots[place.0 as usize];
            let Some((index, rest)) = parts.next().and_then(|part| part.split_once(']')) else {
                return fact;
            };
            let Fact::List(list) = fact else { panic!("{path}: {fact:?}") };
            let Fact::Record(inner) = &list[index.parse::<usize>().unwrap_or_default()] else {
                panic!("{path}: {list:?}")
            };
            let read = self.shape.slot_shape(record, place).map(|slot| slot.read);
            let Some(Read::Records(id)) = read else { panic!("{path}: {read:?}") };
            (record, slots, keys) = (id, inner, rest.trim_start_matches('.').to_owned());
        }
    }
}

fn find(shape: &Shape, record: RecordId, keys: &str) -> Slot {
    let slots = &shape.record(record).unwrap_or_else(|| panic!("{record:?}")).slots;
    let index = slots.iter().position(|slot| slot.path.join(".") == keys);
    Slot(u32::try_from(index.unwrap_or_else(|| panic!("{keys}"))).unwrap_or_default())
}

/// Asks for the slot of a path such as `products[].name`.
fn slot(shape: &mut Shape, schema: &Schema, path: &str) {
    let mut record = Shape::PROFILE;
    let mut node: NodeId = Schema::ROOT;
    for part in path.split("[]") {
        let keys: Vec<String> = part.split('.').filter(|key| !key.is_empty()).map(str::to_owned).collect();
        for key in &keys {
            node = schema.field(node, key).unwrap_or_else(|| panic!("{path}: {key}"));
        }
        let slot = shape.slot(schema, record, &keys, node);
        if let Some(Read::Records(id)) = shape.slot_shape(record, slot).map(|slot| slot.read) {
            record = id;
            node = shape.record(id).map_or(node, |record| record.node);
        }
    }
}
