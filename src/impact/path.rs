//! Where in the table an edit is, in the table's words: `params.trained[1][0]`, `rows.basics.audit.points`.

use super::value::{Kind, Value};
use std::fmt::Write;

/// One step down the table.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Step {
    /// An entry of a table, or an element by its name.
    Key(String),
    /// An element by its position, from 0.
    Index(usize),
}

/// The way from the table to a value.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Path(pub Vec<Step>);

impl Path {
    pub fn key(&self, key: &str) -> Path {
        self.step(Step::Key(key.to_owned()))
    }

    pub fn index(&self, index: usize) -> Path {
        self.step(Step::Index(index))
    }

    fn step(&self, step: Step) -> Path {
        Path(self.0.iter().cloned().chain([step]).collect())
    }

    /// The keys on the way; positions are left out.
    pub fn keys(&self) -> Vec<&str> {
        let key = |step: &'_ Step| match step {
            Step::Key(_) => true,
            Step::Index(_) => false,
        };
        self.0.iter().filter(|step| key(step)).map(Step::name).collect()
    }

    /// The value in `root` at the end of the way.
    pub fn find<'v>(&self, root: &'v Value) -> Option<&'v Value> {
        self.0.iter().try_fold(root, |value, step| match (step, &value.kind) {
            (Step::Key(key), _) => value.get(key),
            (Step::Index(index), Kind::List(elements)) => elements.get(*index),
            (Step::Index(_), _) => None,
        })
    }

    /// The way in the words of the table: rows by their full id, parameters without `value`.
    pub fn shown(&self) -> String {
        let steps = self.0.as_slice();
        let (mut shown, rest) = match steps {
            [Step::Key(groups), Step::Key(group), Step::Key(rows), Step::Key(row), rest @ ..]
                if groups == "groups" && rows == "rows" =>
            {
                (format!("rows.{group}.{row}"), rest)
            }
            [Step::Key(params), Step::Key(name), Step::Key(value), rest @ ..]
                if params == "params" && value == "value" =>
            {
                (format!("params.{name}"), rest)
            }
            steps => (String::new(), steps),
        };
        for step in rest {
            match step {
                Step::Key(key) if shown.is_empty() => shown.push_str(key),
                Step::Key(key) => {
                    shown.push('.');
                    shown.push_str(key);
                }
                Step::Index(index) => {
                    // writing to a string cannot fail
                    let _ = write!(shown, "[{index}]");
                }
            }
        }
        shown
    }
}

impl Step {
    fn name(&self) -> &str {
        match self {
            Step::Key(key) => key,
            Step::Index(_) => "",
        }
    }
}
