//! What a case expects: claims, each about one thing in the assessment, and how they are written.

use crate::number::Number;
use crate::rulebook::read::table::{Table, Value};
use std::collections::BTreeMap;
use std::fmt;

/// What a case expects, by what each claim is about.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Expect {
    pub claims: BTreeMap<Target, Claim>,
}

/// What a claim is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    Error,
    Status,
    Level,
    EarnedLevel,
    Score,
    Lower,
    Upper,
    Coverage,
    Possible,
    Missing,
    OutOfScope,
    Group(String, Facet),
    Row(String, Facet),
    Gate(String),
    /// The same of one item of the subject.
    Item(String, Box<Target>),
}

/// A side of a row or of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Facet {
    /// The points of a row, the value of a group.
    Value,
    State,
    Percent,
    Level,
    Lower,
    Upper,
    Why,
}

/// What must be there.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Claim {
    Number(Number),
    Word(String),
    /// These and no others, in any order.
    Words(Vec<String>),
    /// A text that contains each of these.
    Containing(Vec<String>),
}

pub(super) const STATUSES: [&str; 5] = ["not applicable", "barred", "indeterminate", "graded", "ungraded"];
pub(super) const STATES: [&str; 6] =
    ["answered", "answered in part", "unanswered", "not applicable", "out of scope", "faulty"];
pub(super) const GATE_STATES: [&str; 3] = ["fired", "clear", "undecided"];

impl Expect {
    pub fn is_empty(&self) -> bool {
        self.claims.is_empty()
    }

    /// Lays a variant's expectations over these: each entry replaces the one of the same name.
    /// An error and a result exclude each other, so that one replaces the other as a whole.
    pub fn lay_over(&mut self, over: Expect) {
        let is_error = |expect: &Expect| expect.claims.contains_key(&Target::Error);
        if !over.is_empty() && (is_error(&over) || is_error(self)) {
            self.claims.clear();
        }
        let entries: Vec<String> = over.claims.keys().map(Target::entry).collect();
        self.claims.retain(|target, _| !entries.contains(&target.entry()));
        self.claims.extend(over.claims);
    }
}

impl Target {
    /// The entry of `expect` that the claim was written in.
    pub fn entry(&self) -> String {
        match self {
            Target::Group(id, _) => format!("groups.{}", key(id)),
            Target::Row(id, _) => format!("rows.{}", key(id)),
            Target::Item(id, target) => format!("items.{}.{}", key(id), target.entry()),
            other => other.to_string(),
        }
    }
}

/// As the key is written in a case file.
impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::Error => f.write_str("error"),
            Target::Status => f.write_str("status"),
            Target::Level => f.write_str("level"),
            Target::EarnedLevel => f.write_str("earned_level"),
            Target::Score => f.write_str("score"),
            Target::Lower => f.write_str("lower"),
            Target::Upper => f.write_str("upper"),
            Target::Coverage => f.write_str("coverage"),
            Target::Possible => f.write_str("possible"),
            Target::Missing => f.write_str("missing"),
            Target::OutOfScope => f.write_str("out_of_scope"),
            Target::Group(id, facet) => write!(f, "groups.{}.{}", key(id), facet.of_group()),
            Target::Row(id, facet) => write!(f, "rows.{}.{}", key(id), facet.of_row()),
            Target::Gate(id) => write!(f, "gates.{}", key(id)),
            Target::Item(id, target) => write!(f, "items.{}.{target}", key(id)),
        }
    }
}

impl Facet {
    fn of_row(self) -> &'static str {
        match self {
            Facet::Value => "points",
            Facet::State => "state",
            Facet::Percent => "percent",
            Facet::Level => "level",
            Facet::Lower => "lower",
            Facet::Upper => "upper",
            Facet::Why => "why_contains",
        }
    }

    fn of_group(self) -> &'static str {
        match self {
            Facet::Value => "value",
            Facet::State => "status",
            other => other.of_row(),
        }
    }
}

/// The key as TOML wants it: in quotation marks where it is not bare.
fn key(id: &str) -> String {
    let bare = !id.is_empty() && id.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    if bare { id.to_owned() } else { format!("{id:?}") }
}

/// Reads `expect`.
pub(super) fn expect(value: Value<'_, '_>) -> Expect {
    let mut expect = Expect::default();
    let Some(mut table) = value.table("Expect") else { return expect };
    expect.result(&mut table);
    let error = table.optional("error").and_then(Value::string);
    expect.put(Target::Error, error.map(|code| Claim::Word(code.value)));
    let out_of_scope = table.optional("out_of_scope");
    expect.put(Target::OutOfScope, out_of_scope.and_then(words));
    for (id, value) in entries(table.optional("items"), "ExpectItems") {
        let mut of_item = Expect::default();
        let Some(mut table) = value.table("ExpectItem") else { continue };
        of_item.result(&mut table);
        table.finish();
        let claims = of_item.claims.into_iter();
        expect.claims.extend(claims.map(|(target, claim)| (Target::Item(id.clone(), Box::new(target)), claim)));
    }
    table.finish();
    if let Some(claim) = expect.claims.get(&Target::Error).filter(|_| expect.claims.len() > 1) {
        let Claim::Word(code) = claim else { return expect };
        value.reader.error("case-error-and-result", value.span, &[("code", code)]);
    }
    expect
}

impl Expect {
    fn put(&mut self, target: Target, claim: Option<Claim>) {
        self.claims.extend(claim.map(|claim| (target, claim)));
    }

    /// What may be expected of the whole result and of an item alike.
    fn result(&mut self, table: &mut Table<'_, '_>) {
        self.put(Target::Status, table.optional("status").and_then(|value| one_of(value, &STATUSES)));
        self.put(Target::Level, table.optional("level").and_then(word));
        self.put(Target::EarnedLevel, table.optional("earned_level").and_then(word));
        self.put(Target::Score, table.optional("score").and_then(number));
        self.put(Target::Lower, table.optional("lower").and_then(number));
        self.put(Target::Upper, table.optional("upper").and_then(number));
        self.put(Target::Coverage, table.optional("coverage").and_then(number));
        self.put(Target::Possible, table.optional("possible").and_then(words));
        self.put(Target::Missing, table.optional("missing").and_then(words));
        for (id, value) in entries(table.optional("groups"), "ExpectGroups") {
            self.group(id, value);
        }
        for (id, value) in entries(table.optional("rows"), "ExpectRows") {
            if id.contains('.') {
                self.row(id, value);
            } else {
                value.reader.error("case-row-id", value.key_span, &[("found", &id)]);
            }
        }
        for (id, value) in entries(table.optional("gates"), "ExpectGates") {
            self.put(Target::Gate(id), one_of(value, &GATE_STATES));
        }
    }

    fn group(&mut self, id: String, value: Value<'_, '_>) {
        if !value.is_table() {
            return self.put(Target::Group(id, Facet::Value), number(value));
        }
        let Some(mut table) = value.table("ExpectGroup") else { return };
        let mut put = |facet, claim| self.put(Target::Group(id.clone(), facet), claim);
        put(Facet::Value, table.optional("value").and_then(number));
        put(Facet::Percent, table.optional("percent").and_then(number));
        put(Facet::Level, table.optional("level").and_then(word));
        put(Facet::State, table.optional("status").and_then(|value| one_of(value, &STATES)));
        table.finish();
    }

    fn row(&mut self, id: String, value: Value<'_, '_>) {
        let mut put = |facet, claim| self.put(Target::Row(id.clone(), facet), claim);
        if !value.is_table() {
            put(Facet::Value, number(value));
            return put(Facet::State, Some(Claim::Word("answered".to_owned())));
        }
        let Some(mut table) = value.table("ExpectRow") else { return };
        put(Facet::Value, table.optional("points").and_then(number));
        put(Facet::State, table.optional("state").and_then(|value| one_of(value, &STATES)));
        put(Facet::Lower, table.optional("lower").and_then(number));
        put(Facet::Upper, table.optional("upper").and_then(number));
        let why = table.optional("why_contains").map(Value::strings).unwrap_or_default();
        let why: Vec<String> = why.into_iter().map(|text| text.value).collect();
        put(Facet::Why, (!why.is_empty()).then_some(Claim::Containing(why)));
        table.finish();
    }
}

fn entries<'r, 'd>(value: Option<Value<'r, 'd>>, kind: &'static str) -> Vec<(String, Value<'r, 'd>)> {
    value.and_then(|value| value.table(kind)).map(Table::entries).unwrap_or_default()
}

fn number(value: Value<'_, '_>) -> Option<Claim> {
    value.number().map(Claim::Number)
}

fn word(value: Value<'_, '_>) -> Option<Claim> {
    value.string().map(|text| Claim::Word(text.value))
}

fn words(value: Value<'_, '_>) -> Option<Claim> {
    let words = value.list()?.into_iter().filter_map(Value::string).map(|text| text.value);
    Some(Claim::Words(words.collect()))
}

fn one_of(value: Value<'_, '_>, known: &[&'static str]) -> Option<Claim> {
    let known: Vec<(&str, &str)> = known.iter().map(|word| (*word, *word)).collect();
    value.word(&known).map(|word| Claim::Word(word.value.to_owned()))
}
