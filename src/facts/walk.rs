//! The walk over a profile's objects and lists: keys to slots where rules read them, against the schema elsewhere.

use super::fact::Fact;
use super::layout::{Entry, Fill, Record, Seen, Table};
use super::mistake::{shorten, shown};
use super::raw;
use super::read::{Context, Pace};
use super::scalar;
use super::schema::{Kind, NodeId};
use super::shape::RecordId;
use super::trail::Trail;
use super::typed_scalar::{self, TypedScalar};
use crate::diagnostic::nearest;
use crate::text::Text;
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The key under which `serde_json` hands out a number where another crate turned on its `arbitrary_precision`.
const NUMBER: &str = "$serde_json::private::Number";

impl<'a> Context<'a> {
    /// Reads an object into the slots of a record.
    pub fn record<'t, D: Deserializer<'t>>(
        &mut self,
        record: &'a Record,
        trail: &Trail<'_>,
        deserializer: D,
    ) -> Result<Fact<'t>, D::Error> {
        let mut slots: Box<[Fact<'t>]> = std::iter::repeat_with(|| Fact::Absent).take(record.slots).collect();
        let what = What::Object { table: &record.table, slots: &mut slots };
        let there = deserializer.deserialize_any(Structure { context: self, node: record.node, trail, what })?;
        if matches!(there, Fact::Absent) && (trail.is_top() || self.mistakes.any_error()) {
            return Ok(Fact::Absent);
        }
        if matches!(there, Fact::Present) {
            fill_constants(record, &mut slots);
        }
        Ok(Fact::Record(slots))
    }
}

fn fill_constants<'t>(record: &Record, slots: &mut [Fact<'t>]) {
    for (slot, constant) in &record.constants {
        if let Some(fact @ Fact::Absent) = slots.get_mut(*slot) {
            *fact = constant.clone();
        }
    }
}

/// Reads the value under a key into the slots that it fills.
struct Field<'c, 'a, 's, 't> {
    context: &'c mut Context<'a>,
    entry: &'a Entry,
    slots: &'s mut [Fact<'t>],
    trail: &'c Trail<'c>,
}

impl<'t> DeserializeSeed<'t> for Field<'_, '_, '_, 't> {
    type Value = ();

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<(), D::Error> {
        let Field { context, entry, slots, trail } = self;
        let node = entry.node;
        match entry.fill {
            Fill::Value(slot) => {
                let fact = Whole { context, node, trail }.deserialize(deserializer)?;
                if !entry.below.entries.is_empty() {
                    fill_below(context, &entry.below, &fact, slots, trail);
                }
                put(slots, slot, fact);
            }
            Fill::Records(slot, record) => {
                let what = What::Records(record);
                let fact = deserializer.deserialize_any(Structure { context, node, trail, what })?;
                put(slots, slot, fact);
            }
            Fill::Nothing | Fill::Presence(_) => {
                let what = What::Object { table: &entry.below, slots };
                let there = deserializer.deserialize_any(Structure { context, node, trail, what })?;
                if let Fill::Presence(slot) = entry.fill {
                    put(slots, slot, there);
                }
            }
        }
        Ok(())
    }
}

fn put<'t>(slots: &mut [Fact<'t>], slot: usize, fact: Fact<'t>) {
    if let Some(place) = slots.get_mut(slot) {
        *place = fact;
    }
}

/// Fills the slots below a value of unknown type that was read as a whole.
fn fill_below<'t>(
    context: &mut Context<'_>,
    table: &Table,
    whole: &Fact<'t>,
    slots: &mut [Fact<'t>],
    trail: &Trail<'_>,
) {
    let map = match whole {
        Fact::Map(map) => map,
        Fact::Absent => return,
        _ => return context.mistake(trail, "profile-expected-fields", Vec::new()),
    };
    for entry in &table.entries {
        let Some(fact) = map.get(&*entry.name) else {
            continue;
        };
        let trail = trail.key(&entry.name, Some(entry.node));
        if !entry.below.entries.is_empty() {
            fill_below(context, &entry.below, fact, slots, &trail);
        }
        if let Fill::Value(slot) = entry.fill {
            put(slots, slot, fact.clone());
        }
    }
}

/// Reads a value as its type says.
pub(super) struct Whole<'c, 'a> {
    pub context: &'c mut Context<'a>,
    pub node: NodeId,
    pub trail: &'c Trail<'c>,
}

impl<'t> DeserializeSeed<'t> for Whole<'_, '_> {
    type Value = Fact<'t>;

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<Fact<'t>, D::Error> {
        let Whole { context, node, trail } = self;
        let what = match context.schema().kind(node) {
            Kind::List(element) => What::List(*element),
            Kind::Object { .. } => What::Map,
            kind => {
                if context.pace == Pace::Brisk && typed_scalar::reads(kind) {
                    return deserializer.deserialize_any(TypedScalar { context, node, kind, trail });
                }
                let raw = <&RawValue>::deserialize(deserializer)?.get();
                let fact = scalar::read(context, raw, node, trail);
                return if context.too_deep() { Err(D::Error::custom("too deep")) } else { Ok(fact) };
            }
        };
        let fact = deserializer.deserialize_any(Structure { context, node, trail, what })?;
        Ok(fact)
    }
}

/// Reads a list or an object.
struct Structure<'c, 'a, 's, 't> {
    context: &'c mut Context<'a>,
    node: NodeId,
    trail: &'c Trail<'c>,
    what: What<'a, 's, 't>,
}

enum What<'a, 's, 't> {
    /// An object, its fields into slots; gives `Present`.
    Object { table: &'a Table, slots: &'s mut [Fact<'t>] },
    /// A list of objects, each into a record.
    Records(RecordId),
    /// A list of values of one type.
    List(NodeId),
    /// An object as a whole.
    Map,
}

impl<'t> Structure<'_, '_, '_, 't> {
    fn wrong<E>(self, found: Text) -> Result<Fact<'t>, E> {
        let code = match self.what {
            _ if self.trail.is_top() => "profile-not-object",
            What::Object { .. } | What::Map => "profile-expected-object",
            What::Records(_) | What::List(_) => "profile-expected-list",
        };
        self.context.mistake(self.trail, code, vec![("found", found)]);
        Ok(Fact::Absent)
    }

    fn enter<E: Error>(&mut self) -> Result<(), E> {
        if self.context.is_too_deep(self.trail) { Err(E::custom("too deep")) } else { Ok(()) }
    }
}

impl<'t> Visitor<'t> for Structure<'_, '_, '_, 't> {
    type Value = Fact<'t>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list or an object")
    }

    fn visit_unit<E>(self) -> Result<Fact<'t>, E> {
        Ok(Fact::Absent)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Fact<'t>, E> {
        self.wrong(Text::plain(format!("`{value}`")))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Fact<'t>, E> {
        self.wrong(Text::plain(format!("`{value}`")))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Fact<'t>, E> {
        self.wrong(Text::plain(format!("`{value}`")))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Fact<'t>, E> {
        self.wrong(Text::plain(format!("`{value}`")))
    }

    fn visit_str<E>(self, value: &str) -> Result<Fact<'t>, E> {
        self.wrong(Text::plain(format!("`\"{}\"`", shorten(value))))
    }

    fn visit_seq<A: SeqAccess<'t>>(mut self, mut seq: A) -> Result<Fact<'t>, A::Error> {
        self.enter()?;
        match self.what {
            What::Records(id) => {
                let mut list = Vec::new();
                while let Some(fact) =
                    seq.next_element_seed(Item { context: self.context, id, index: list.len(), trail: self.trail })?
                {
                    list.push(fact);
                }
                Ok(Fact::List(list))
            }
            What::List(element) => {
                let mut list = Vec::new();
                loop {
                    let trail = self.trail.index(list.len(), element);
                    let seed = Whole { context: self.context, node: element, trail: &trail };
                    let Some(fact) = seq.next_element_seed(seed)? else {
                        break;
                    };
                    list.push(scalar::or_constant(self.context, element, fact));
                }
                scalar::check_list(self.context, &list, self.node, self.trail);
                Ok(Fact::List(list))
            }
            What::Object { .. } | What::Map => {
                IgnoredAny.visit_seq(seq)?;
                self.wrong(shown("["))
            }
        }
    }

    fn visit_map<A: MapAccess<'t>>(mut self, map: A) -> Result<Fact<'t>, A::Error> {
        self.enter()?;
        match self.what {
            What::Object { table, slots } => {
                let object = Object { context: self.context, node: self.node, trail: self.trail, table, slots };
                Ok(if object.read(map)? { Fact::Present } else { Fact::Absent })
            }
            What::Map => self.whole_map(map),
            What::Records(_) | What::List(_) => {
                IgnoredAny.visit_map(map)?;
                self.wrong(shown("{"))
            }
        }
    }
}

impl<'t> Structure<'_, '_, '_, 't> {
    fn whole_map<A: MapAccess<'t>>(self, mut access: A) -> Result<Fact<'t>, A::Error> {
        let Structure { context, node, trail, .. } = self;
        let mut map = BTreeMap::new();
        let mut seen = BTreeSet::new();
        while let Some(key) = access.next_key_seed(raw::Key)? {
            let below = trail.key(&key, context.schema().field(node, &key));
            if !seen.insert(key.clone()) {
                context.mistake(&below, "profile-key-twice", Vec::new());
            }
            let Some(field) = context.schema().field(node, &key) else {
                unknown(context, node, &below, &key);
                access.next_value::<IgnoredAny>()?;
                continue;
            };
            let fact = access.next_value_seed(Whole { context, node: field, trail: &below })?;
            if fact != Fact::Absent {
                map.insert(key, fact);
            }
        }
        scalar::fill_fields(context, node, &mut map);
        Ok(Fact::Map(map))
    }
}

/// One item of a list of objects.
struct Item<'c, 'a> {
    context: &'c mut Context<'a>,
    id: RecordId,
    index: usize,
    trail: &'c Trail<'c>,
}

impl<'t> DeserializeSeed<'t> for Item<'_, '_> {
    type Value = Fact<'t>;

    fn deserialize<D: Deserializer<'t>>(self, deserializer: D) -> Result<Fact<'t>, D::Error> {
        let Some(record) = self.context.layout().record(self.id) else {
            return Ok(Fact::Absent);
        };
        let trail = self.trail.index(self.index, record.node);
        self.context.record(record, &trail, deserializer)
    }
}

/// Reads the fields of an object into slots.
struct Object<'c, 'a, 's, 't> {
    context: &'c mut Context<'a>,
    node: NodeId,
    trail: &'c Trail<'c>,
    table: &'a Table,
    slots: &'s mut [Fact<'t>],
}

impl<'t> Object<'_, '_, '_, 't> {
    /// Gives whether it is an object.
    fn read<A: MapAccess<'t>>(self, mut map: A) -> Result<bool, A::Error> {
        let Object { context, node, trail, table, slots } = self;
        let mut seen = Seen::new(table.entries.len());
        let mut others = None;
        while let Some(key) = map.next_key_seed(raw::Key)? {
            if let Some((number, entry)) = table.find(&key) {
                let trail = trail.key(&entry.name, Some(entry.node));
                if seen.again(number) {
                    context.mistake(&trail, "profile-key-twice", Vec::new());
                }
                map.next_value_seed(Field { context, entry, slots, trail: &trail })?;
            } else if key == NUMBER {
                let found = map.next_value::<String>()?;
                context.mistake(trail, "profile-expected-object", vec![("found", shown(&found))]);
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                return Ok(false);
            } else if context.is_full() {
                let field = context.schema().field(node, &key);
                let below = trail.key(&key, field);
                if !others.get_or_insert_with(BTreeSet::new).insert(key.clone()) {
                    context.mistake(&below, "profile-key-twice", Vec::new());
                }
                match field {
                    Some(node) => {
                        map.next_value_seed(Whole { context, node, trail: &below })?;
                    }
                    None => {
                        unknown(context, node, &below, &key);
                        map.next_value::<IgnoredAny>()?;
                    }
                }
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(true)
    }
}

fn unknown(context: &mut Context<'_>, node: NodeId, trail: &Trail<'_>, key: &str) {
    let near = match context.schema().kind(node) {
        Kind::Object { fields, .. } => nearest(key, fields.keys().map(String::as_str)).map(str::to_owned),
        _ => None,
    };
    let name = Text::plain(shorten(key));
    context.mistake_near(trail, "profile-unknown-field", vec![("name", name)], near);
}
