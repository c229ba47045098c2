//! The compiled functions of a rulebook at one date, with the facts that they read.

use super::expr::{Function, FunctionId, Site};
use super::fault::Fault;
use super::value::{List, Value};
use crate::facts::shape::Shape;
use crate::number::Number;

/// Everything that the evaluator needs to know of a rulebook.
#[derive(Clone, Debug)]
pub(crate) struct Code {
    pub functions: Vec<Function>,
    pub shape: Shape,
    /// Script files, as sites number them.
    pub files: Vec<String>,
    /// Which of them are shared by several rulebooks.
    pub shared: Vec<bool>,
    /// How many numbers a range in a `for` may have.
    pub range_limit: i64,
}

impl Code {
    pub fn function(&self, id: FunctionId) -> Option<&Function> {
        self.functions.get(id.0 as usize)
    }

    /// The whole numbers of a range.
    pub(super) fn range<'a>(
        &self,
        from: &Value<'a>,
        to: &Value<'a>,
        inclusive: bool,
        site: Site,
    ) -> Result<List<'a>, Fault> {
        let whole = |value: &Value<'a>| match value {
            Value::Number(number) => number.to_i64(),
            _ => None,
        };
        let (Some(from), Some(to)) = (whole(from), whole(to)) else { return Err(Fault::new("range-not-whole", site)) };
        let to = if inclusive { to.saturating_add(1) } else { to };
        if to.saturating_sub(from) > self.range_limit {
            return Err(Fault::new("range-too-long", site).with("limit", self.range_limit));
        }
        Ok(List::Made((from..to).map(|number| Value::Number(Number::from(number))).collect()))
    }
}
