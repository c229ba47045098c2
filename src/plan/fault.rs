//! A failure of a rule at run time: it makes a row faulty, never a panic.

use super::expr::Site;
use crate::diagnostic::{Diagnostic, Place};
use crate::number::ArithmeticError;

/// What went wrong, and where in the scripts.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fault {
    pub code: &'static str,
    pub site: Site,
    pub args: Vec<(&'static str, String)>,
}

impl Fault {
    pub fn new(code: &'static str, site: Site) -> Fault {
        Fault { code, site, args: Vec::new() }
    }

    pub fn with(mut self, name: &'static str, value: impl ToString) -> Fault {
        self.args.push((name, value.to_string()));
        self
    }

    pub fn arithmetic(error: ArithmeticError, site: Site) -> Fault {
        Fault::new(
            match error {
                ArithmeticError::DivisionByZero => "division-by-zero",
                ArithmeticError::TooLarge => "number-too-large",
                ArithmeticError::NotReal => "not-a-real-number",
            },
            site,
        )
    }

    /// The fault as a warning, with the name of the script that `files` gives.
    pub fn warning(&self, files: &[String]) -> Diagnostic {
        let file = files.get(usize::from(self.site.file)).cloned().unwrap_or_default();
        let pos = self.site.pos;
        let args: Vec<(&str, &str)> = self.args.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Diagnostic::warning(self.code, Place::at(file, pos.line, pos.column, pos.length), &args)
    }
}

/// Why an expression gave no value. It is small, since every expression may end with one.
#[derive(Clone, Debug)]
pub(crate) enum Stop {
    Fault(Box<Fault>),
    Break,
    Continue,
    /// The machine keeps what is returned.
    Return,
    /// This path ended; what it left behind is already joined.
    Dead,
}

impl From<Fault> for Stop {
    #[cold]
    fn from(fault: Fault) -> Stop {
        Stop::Fault(Box::new(fault))
    }
}
