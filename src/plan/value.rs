//! Values while a rule runs: exact, absent, or open.

use crate::facts::fact::Fact;
use crate::number::Number;
use crate::text::Text;
use jiff::civil::Date;
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::rc::Rc;

/// A value. `'a` is the lifetime of the plan and of the facts.
#[derive(Clone, Debug, Default)]
pub(crate) enum Value<'a> {
    /// Not answered, or computed from what was not answered.
    #[default]
    Absent,
    /// An open boolean: true in some completions of the profile, false in others.
    Undecided,
    Bool(bool),
    Number(Number),
    /// An open number, with its low and its high end; low < high.
    Range(Rc<(Number, Number)>),
    Text(Str<'a>),
    Date(Date),
    List(List<'a>),
    /// An element of a list of objects.
    Record(&'a [Fact<'a>]),
    /// The profile itself or an object in it, or an object that is merely there.
    Object,
    Map(Map<'a>),
    /// Points exactly, without a reason: the outcome of most rows.
    Earned(Number),
    Outcome(Rc<Outcome>),
}

#[derive(Clone, Debug)]
pub(crate) enum Str<'a> {
    Known(&'a str),
    Made(Rc<str>),
}

#[derive(Clone, Debug)]
pub(crate) enum List<'a> {
    Known(&'a [Fact<'a>]),
    Made(Rc<[Value<'a>]>),
}

#[derive(Clone, Debug)]
pub(crate) enum Map<'a> {
    Known(&'a BTreeMap<Cow<'a, str>, Fact<'a>>),
    Made(Rc<BTreeMap<String, Value<'a>>>),
}

/// What a row's function returns.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Outcome {
    NotApplicable {
        why: Option<Rc<Text>>,
    },
    /// Points from `low` to `high`; both the same unless something is open.
    Points {
        low: Number,
        high: Number,
        why: Option<Rc<Text>>,
    },
}

/// True, false, or not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Truth {
    True,
    False,
    /// Open: both are possible, and a branch is walked both ways.
    Undecided,
    Absent,
}

impl<'a> Str<'a> {
    pub fn as_str(&self) -> &str {
        match self {
            Str::Known(text) => text,
            Str::Made(text) => text,
        }
    }
}

impl<'a> List<'a> {
    pub fn len(&self) -> usize {
        match self {
            List::Known(list) => list.len(),
            List::Made(list) => list.len(),
        }
    }

    pub fn get(&self, index: usize) -> Option<Value<'a>> {
        match self {
            List::Known(list) => list.get(index).map(Value::from_fact),
            List::Made(list) => list.get(index).cloned(),
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = Value<'a>> + '_ {
        let (known, made): (&'a [Fact<'a>], &[Value<'a>]) = match self {
            List::Known(list) => (list, &[]),
            List::Made(list) => (&[], list),
        };
        known.iter().map(Value::from_fact).chain(made.iter().cloned())
    }
}

impl<'a> Map<'a> {
    pub fn get(&self, key: &str) -> Option<Value<'a>> {
        match self {
            Map::Known(map) => map.get(key).map(Value::from_fact),
            Map::Made(map) => map.get(key).cloned(),
        }
    }
}

impl<'a> Value<'a> {
    pub fn from_fact(fact: &'a Fact<'a>) -> Value<'a> {
        match fact {
            Fact::Absent => Value::Absent,
            Fact::Present => Value::Object,
            Fact::Bool(value) => Value::Bool(*value),
            Fact::Number(value) => Value::Number(value.clone()),
            Fact::Text(text) => Value::Text(Str::Known(text)),
            Fact::Date(date) => Value::Date(*date),
            Fact::List(list) => Value::List(List::Known(list)),
            Fact::Record(slots) => Value::Record(slots),
            Fact::Map(map) => Value::Map(Map::Known(map)),
        }
    }

    /// The value as a constant of the plan; none for what only exists while a rule runs.
    pub fn to_constant(&self) -> Option<Fact<'static>> {
        Some(match self {
            Value::Absent => Fact::Absent,
            Value::Bool(value) => Fact::Bool(*value),
            Value::Number(value) => Fact::Number(value.clone()),
            Value::Text(text) => Fact::Text(Cow::Owned(text.as_str().to_owned())),
            Value::Date(date) => Fact::Date(*date),
            Value::List(list) => Fact::List(list.iter().map(|item| item.to_constant()).collect::<Option<_>>()?),
            Value::Map(Map::Made(map)) => Fact::Map(
                map.iter()
                    .map(|(key, value)| Some((Cow::Owned(key.clone()), value.to_constant()?)))
                    .collect::<Option<_>>()?,
            ),
            Value::Map(Map::Known(map)) => Fact::Map(
                map.iter()
                    .map(|(key, value)| {
                        Some((Cow::Owned(key.clone().into_owned()), Value::from_fact(value).to_constant()?))
                    })
                    .collect::<Option<_>>()?,
            ),
            Value::Undecided
            | Value::Range(_)
            | Value::Record(_)
            | Value::Object
            | Value::Earned(_)
            | Value::Outcome(_) => return None,
        })
    }

    pub fn list(items: Vec<Value<'a>>) -> Value<'a> {
        Value::List(List::Made(items.into()))
    }

    pub fn text(text: impl Into<Rc<str>>) -> Value<'a> {
        Value::Text(Str::Made(text.into()))
    }

    /// A number, open where the ends differ.
    pub fn between(low: Number, high: Number) -> Value<'a> {
        match low.cmp(&high) {
            Ordering::Equal => Value::Number(low),
            Ordering::Less => Value::Range(Rc::new((low, high))),
            Ordering::Greater => Value::Range(Rc::new((high, low))),
        }
    }

    /// The low and the high end of a number.
    pub fn ends(&self) -> Option<(&Number, &Number)> {
        match self {
            Value::Number(value) => Some((value, value)),
            Value::Range(ends) => Some((&ends.0, &ends.1)),
            _ => None,
        }
    }

    /// The truth of a boolean; none for another type.
    pub fn truth(&self) -> Option<Truth> {
        match self {
            Value::Bool(true) => Some(Truth::True),
            Value::Bool(false) => Some(Truth::False),
            Value::Undecided => Some(Truth::Undecided),
            Value::Absent => Some(Truth::Absent),
            _ => None,
        }
    }

    /// The outcome of a row, where it is one.
    pub fn outcome(&self) -> Option<Outcome> {
        match self {
            Value::Earned(points) => Some(Outcome::Points { low: points.clone(), high: points.clone(), why: None }),
            Value::Outcome(outcome) => Some((**outcome).clone()),
            _ => None,
        }
    }

    pub fn is_absent(&self) -> bool {
        matches!(self, Value::Absent)
    }

    /// The type's name in messages.
    pub fn type_name(&self) -> &'static str {
        match self {
            Value::Absent => "absent",
            Value::Undecided | Value::Bool(_) => "boolean",
            Value::Number(_) | Value::Range(_) => "number",
            Value::Text(_) => "text",
            Value::Date(_) => "date",
            Value::List(_) => "list",
            Value::Record(_) | Value::Object | Value::Map(_) => "object",
            Value::Earned(_) | Value::Outcome(_) => "outcome",
        }
    }

    /// What is known where one of two paths was taken: numbers by their hull, equal values as they are, else absent.
    pub fn join(self, other: Value<'a>) -> Value<'a> {
        match (self, other) {
            (Value::Bool(a), Value::Bool(b)) if a == b => Value::Bool(a),
            (Value::Bool(_) | Value::Undecided, Value::Bool(_) | Value::Undecided) => Value::Undecided,
            (a, b) => {
                if let (Some(a), Some(b)) = (a.outcome(), b.outcome()) {
                    return a.join(b).map_or(Value::Absent, Value::from);
                }
                if let (Some((al, ah)), Some((bl, bh))) = (a.ends(), b.ends()) {
                    return Value::between(al.min(bl).clone(), ah.max(bh).clone());
                }
                if a.equals(&b) == Some(Truth::True) { a } else { Value::Absent }
            }
        }
    }

    /// Whether two values are the same; none where their types differ.
    pub fn equals(&self, other: &Value<'a>) -> Option<Truth> {
        Some(match (self, other) {
            (Value::Absent, _) | (_, Value::Absent) => Truth::Absent,
            (Value::Bool(a), Value::Bool(b)) => Truth::from(a == b),
            (Value::Undecided, Value::Bool(_) | Value::Undecided) | (Value::Bool(_), Value::Undecided) => {
                Truth::Undecided
            }
            (Value::Text(a), Value::Text(b)) => Truth::from(a.as_str() == b.as_str()),
            (Value::Date(a), Value::Date(b)) => Truth::from(a == b),
            (Value::List(a), Value::List(b)) => {
                if a.len() != b.len() {
                    return Some(Truth::False);
                }
                let mut all = Truth::True;
                for (x, y) in a.iter().zip(b.iter()) {
                    all = all.and(x.equals(&y)?);
                }
                all
            }
            (Value::Record(a), Value::Record(b)) => Truth::from(std::ptr::eq(*a, *b)),
            (Value::Map(Map::Known(a)), Value::Map(Map::Known(b))) => Truth::from(a == b),
            (Value::Number(a), Value::Number(b)) => Truth::from(a == b),
            (a, b) => {
                let ((al, ah), (bl, bh)) = (a.ends()?, b.ends()?);
                if ah < bl || bh < al { Truth::False } else { Truth::Undecided }
            }
        })
    }

    /// How two values are ordered: whether the first is less, and whether it is less or equal; none where types differ
    /// or have no order.
    pub fn less(&self, other: &Value<'a>, or_equal: bool) -> Option<Truth> {
        let decide =
            |ordering: Ordering| Truth::from(ordering == Ordering::Less || (or_equal && ordering == Ordering::Equal));
        Some(match (self, other) {
            (Value::Absent, _) | (_, Value::Absent) => Truth::Absent,
            (Value::Number(a), Value::Number(b)) => decide(a.cmp(b)),
            (Value::Text(a), Value::Text(b)) => decide(a.as_str().cmp(b.as_str())),
            (Value::Date(a), Value::Date(b)) => decide(a.cmp(b)),
            (a, b) => {
                let ((al, ah), (bl, bh)) = (a.ends()?, b.ends()?);
                if ah < bl || (or_equal && ah == bl) {
                    Truth::True
                } else if al > bh || (!or_equal && al == bh) {
                    Truth::False
                } else {
                    Truth::Undecided
                }
            }
        })
    }
}

impl From<Outcome> for Value<'_> {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Points { low, high, why: None } if low == high => Value::Earned(low),
            outcome => Value::Outcome(Rc::new(outcome)),
        }
    }
}

impl Outcome {
    /// The hull of two outcomes; none where one of them is not applicable and the other is. The reason kept is that of
    /// the lower outcome, which is what the row is given.
    pub fn join(self, other: Outcome) -> Option<Outcome> {
        match (self, other) {
            (Outcome::NotApplicable { why }, Outcome::NotApplicable { .. }) => Some(Outcome::NotApplicable { why }),
            (Outcome::Points { low: al, high: ah, why: aw }, Outcome::Points { low: bl, high: bh, why: bw }) => {
                let (low, why) = if bl < al { (bl, bw) } else { (al, aw) };
                Some(Outcome::Points { low, high: ah.max(bh), why })
            }
            _ => None,
        }
    }
}

impl From<bool> for Truth {
    fn from(value: bool) -> Truth {
        if value { Truth::True } else { Truth::False }
    }
}

impl Truth {
    /// Whether it is neither true nor false.
    pub fn is_open(self) -> bool {
        matches!(self, Truth::Undecided | Truth::Absent)
    }

    /// Decided as soon as one side is false; absent outweighs undecided.
    pub fn and(self, other: Truth) -> Truth {
        match (self, other) {
            (Truth::False, _) | (_, Truth::False) => Truth::False,
            (Truth::Absent, _) | (_, Truth::Absent) => Truth::Absent,
            (Truth::Undecided, _) | (_, Truth::Undecided) => Truth::Undecided,
            (Truth::True, Truth::True) => Truth::True,
        }
    }

    pub fn or(self, other: Truth) -> Truth {
        self.not().and(other.not()).not()
    }

    pub fn not(self) -> Truth {
        match self {
            Truth::True => Truth::False,
            Truth::False => Truth::True,
            other => other,
        }
    }

    pub fn value<'a>(self) -> Value<'a> {
        match self {
            Truth::True => Value::Bool(true),
            Truth::False => Value::Bool(false),
            Truth::Undecided => Value::Undecided,
            Truth::Absent => Value::Absent,
        }
    }
}
