//! A profile as one assessment sees it: facts, dates, evidence, and the names of things in it.

use crate::assess::assessment::{Document, Evidence, FactRead, FactValue, MissingFact, Strength};
use crate::diagnostic::phrase;
use crate::facts::evidence;
use crate::facts::fact::Fact;
use crate::facts::names::Names;
use crate::facts::path::{FactPath, ItemKeys};
use crate::facts::schema::{Kind, Node, NodeId, Schema};
use crate::facts::shape::{Read, Shape};
use crate::plan::trace::ReadFact;
use crate::text::{Lang, Text};
use std::collections::BTreeMap;

pub(crate) struct Profile<'a> {
    pub names: Names<'a>,
    pub schema: &'a Schema,
    pub shape: &'a Shape,
    documents: Vec<Proof>,
}

/// A document of the profile, and what it covers by position.
struct Proof {
    document: Document,
    covers: Vec<FactPath>,
}

impl<'a> Profile<'a> {
    pub fn new(
        names: Names<'a>,
        schema: &'a Schema,
        shape: &'a Shape,
        documents: &[evidence::Evidence<'_>],
        text: &str,
        keys: ItemKeys<'_>,
    ) -> Profile<'a> {
        let owned = |text: &Option<std::borrow::Cow<'_, str>>| text.as_ref().map(|text| text.to_string());
        let documents = documents.iter().map(|document| Proof {
            document: Document {
                title: owned(&document.title),
                reference: owned(&document.reference),
                verified_by: owned(&document.verified_by),
            },
            covers: document.paths().filter_map(|path| path.positions(text, keys)).collect(),
        });
        Profile { names, schema, shape, documents: documents.collect() }
    }

    fn node(&self, read: &ReadFact<'a>) -> Option<&'a Node> {
        let slot = self.shape.slot_shape(self.names.record_of(read.record), read.slot)?;
        self.schema.node(slot.node)
    }

    pub fn path(&self, read: &ReadFact<'a>) -> String {
        self.names.path(read.record, read.slot)
    }

    /// The facts as the result shows them. Lists of objects are left out where their fields were read.
    pub fn facts(&self, reads: &[ReadFact<'a>]) -> Vec<FactRead> {
        reads.iter().filter_map(|read| self.fact(read)).collect()
    }

    pub fn fact(&self, read: &ReadFact<'a>) -> Option<FactRead> {
        let node = self.node(read)?;
        let value = match read.fact {
            Fact::Present => return None,
            Fact::List(items) if items.iter().any(|item| matches!(item, Fact::Record(_))) => {
                let count = i64::try_from(items.len()).unwrap_or(i64::MAX);
                let count = Some(FactValue::Number(count.into()));
                Some(FactValue::Map(BTreeMap::from([("items".to_owned(), count)])))
            }
            fact => value(fact),
        };
        let label = match (&node.kind, read.fact) {
            (Kind::Enum(_), Fact::Text(text)) => self.label(node, text),
            (Kind::List(element), Fact::List(items)) => self.labels(*element, items),
            _ => None,
        };
        Some(FactRead { path: self.path(read), title: titled(node), unit: node.unit.clone(), value, label })
    }

    fn label(&self, node: &Node, text: &str) -> Option<Text> {
        let Kind::Enum(values) = &node.kind else { return None };
        values.iter().find(|known| known.value == text).map(|known| known.label.clone())
    }

    /// The labels of a list of codes, one after the other; none where an element has none.
    fn labels(&self, element: NodeId, items: &[Fact<'_>]) -> Option<Text> {
        let node = self.schema.node(element)?;
        let label = |item: &Fact<'_>| match item {
            Fact::Text(text) => self.label(node, text),
            _ => None,
        };
        let labels: Vec<Text> = items.iter().map(label).collect::<Option<_>>()?;
        let separator = phrase("label-separator", &[]);
        let joined =
            |lang: Lang| labels.iter().map(|label| label.get(lang)).collect::<Vec<_>>().join(separator.get(lang));
        (!labels.is_empty()).then(|| Text::new(joined(Lang::Zh), joined(Lang::En)))
    }

    /// A fact that is not given, still without those who asked for it.
    pub fn missing(&self, read: &ReadFact<'a>) -> MissingFact {
        let node = self.node(read);
        MissingFact {
            path: self.path(read),
            title: node.and_then(titled),
            unit: node.and_then(|node| node.unit.clone()),
            rows: Vec::new(),
            gates: Vec::new(),
            levels: Vec::new(),
            applies: false,
        }
    }

    /// The documents that cover the given ones of these facts, and the weakest proof among them.
    pub fn evidence(&self, reads: &[ReadFact<'a>], asked: Vec<Text>) -> Evidence {
        if self.documents.is_empty() {
            let strength = reads.iter().any(|read| self.can_be_proven(read)).then_some(Strength::Claimed);
            return Evidence { asked, given: Vec::new(), strength };
        }
        let mut weakest = None;
        let mut given: Vec<&Proof> = Vec::new();
        for read in reads.iter().filter(|read| self.can_be_proven(read)) {
            let path = self.names.positions(read.record, read.slot);
            let mut best = Strength::Claimed;
            for proof in self.documents.iter().filter(|proof| proof.covers.iter().any(|covered| covered.covers(&path)))
            {
                let verified = proof.document.verified_by.is_some();
                best = best.max(if verified { Strength::Verified } else { Strength::Evidenced });
                if !given.iter().any(|known| std::ptr::eq(*known, proof)) {
                    given.push(proof);
                }
            }
            weakest = Some(weakest.map_or(best, |known: Strength| known.min(best)));
        }
        Evidence { asked, given: given.into_iter().map(|proof| proof.document.clone()).collect(), strength: weakest }
    }

    fn can_be_proven(&self, read: &ReadFact<'a>) -> bool {
        let slot = self.shape.slot_shape(self.names.record_of(read.record), read.slot);
        let value = slot.is_some_and(|slot| slot.read == Read::Value);
        let empty_list = matches!(read.fact, Fact::List(items) if items.is_empty());
        (value && *read.fact != Fact::Absent) || empty_list
    }
}

fn titled(node: &Node) -> Option<Text> {
    Some(node.title.clone()).filter(|title| !title.is_empty())
}

/// A fact as a value of the result; none where it is absent.
pub(crate) fn value(fact: &Fact<'_>) -> Option<FactValue> {
    Some(match fact {
        Fact::Absent => return None,
        Fact::Present => FactValue::Bool(true),
        Fact::Bool(value) => FactValue::Bool(*value),
        Fact::Number(value) => FactValue::Number(value.clone()),
        Fact::Text(text) => FactValue::Text(text.to_string()),
        Fact::Date(date) => FactValue::Text(date.to_string()),
        Fact::List(items) => FactValue::List(items.iter().map(value).collect()),
        Fact::Record(slots) => FactValue::List(slots.iter().map(value).collect()),
        Fact::Map(map) => FactValue::Map(map.iter().map(|(key, item)| (key.to_string(), value(item))).collect()),
    })
}
