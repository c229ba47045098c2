//! Which way a condition can come out, as far as bounds and constants tell.

use super::range::Range;
use super::reach::Reach;
use crate::facts::fact::Fact;
use crate::plan::expr::{Comparison, Each, Expr};

/// Which way a condition can come out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Truths {
    pub yes: bool,
    pub no: bool,
}

impl Default for Truths {
    fn default() -> Truths {
        Truths { yes: true, no: true }
    }
}

impl Truths {
    fn not(self) -> Truths {
        Truths { yes: self.no, no: self.yes }
    }
}

impl<'e> Reach<'e> {
    /// Which way a condition can come out, as far as bounds and constants tell.
    pub fn truths(&self, expr: &'e Expr) -> Truths {
        let Some(deeper) = self.deeper() else { return Truths::default() };
        let of = |expr: &'e Expr| deeper.truths(expr);
        match expr {
            Expr::Constant(Fact::Bool(truth)) => Truths { yes: *truth, no: !truth },
            Expr::Not(value, _) => of(value).not(),
            Expr::And(terms, _) => {
                let all: Vec<Truths> = terms.iter().map(of).collect();
                Truths { yes: all.iter().all(|term| term.yes), no: all.iter().any(|term| term.no) }
            }
            Expr::Or(terms, _) => {
                let all: Vec<Truths> = terms.iter().map(of).collect();
                Truths { yes: all.iter().any(|term| term.yes), no: all.iter().all(|term| term.no) }
            }
            Expr::Each { op: Each::Any, body, .. } => Truths { yes: of(body).yes, no: true },
            Expr::Each { op: Each::All, body, .. } => Truths { yes: true, no: of(body).no },
            Expr::Local(local) => match self.given(*local) {
                Some(given) => given.truths,
                None => self.set_to(*local).map(of).unwrap_or_default(),
            },
            Expr::Compare { op, left, right, .. } => deeper.comparison(*op, left, right),
            _ => Truths::default(),
        }
    }

    fn comparison(&self, op: Comparison, left: &'e Expr, right: &'e Expr) -> Truths {
        if let (Expr::Constant(left), Expr::Constant(right)) = (left, right)
            && matches!(op, Comparison::Equal | Comparison::NotEqual)
        {
            let equal = Truths { yes: left == right, no: left != right };
            return if op == Comparison::Equal { equal } else { equal.not() };
        }
        let (a, b) = (self.range(left), self.range(right));
        let less = |a: &Range, b: &Range| Truths {
            yes: a.low.as_ref().zip(b.high.as_ref()).is_none_or(|(low, high)| low < high),
            no: a.high.as_ref().zip(b.low.as_ref()).is_none_or(|(high, low)| high >= low),
        };
        match op {
            Comparison::Less => less(&a, &b),
            Comparison::Greater => less(&b, &a),
            Comparison::LessOrEqual => less(&b, &a).not(),
            Comparison::GreaterOrEqual => less(&a, &b).not(),
            Comparison::Equal | Comparison::NotEqual => Truths::default(),
        }
    }
}
