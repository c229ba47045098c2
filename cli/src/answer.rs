//! What a run of the program comes to, as its exit code.

use std::process::ExitCode;

/// The outcome of a subcommand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Done, and nothing speaks against it.
    Yes,
    /// Done, and the answer is no: findings, failing cases.
    No,
    /// The input or the call is wrong.
    Wrong,
}

impl From<Answer> for ExitCode {
    fn from(answer: Answer) -> ExitCode {
        ExitCode::from(match answer {
            Answer::Yes => 0,
            Answer::No => 1,
            Answer::Wrong => 2,
        })
    }
}
