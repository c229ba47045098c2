//! The `zhiheng` program: assesses profiles, and keeps rulebooks in order, on the command line.
//!
//! Data goes to standard output, words to standard error. Exit code 0: done; 1: the answer is no (findings, failing
//! cases); 2: the input or the call is wrong.

mod answer;
mod assess;
mod batch;
mod books;
mod call;
mod check;
mod completions;
mod coverage;
mod explain;
mod facts;
mod findings;
mod help;
mod impact;
mod input;
mod json;
mod junit;
mod merge;
mod mutate;
mod new;
mod output;
mod parallel;
mod population;
mod rulebooks;
mod sarif;
mod schema;
mod snippet;
mod table;
mod template;
mod test;
mod trouble;
mod update;
mod voice;
mod watch;
mod words;
mod wrong_call;

use answer::Answer;
use call::Verb;
use std::process::ExitCode;

fn main() -> ExitCode {
    let (answer, voice) = match call::read(std::env::args_os()) {
        Ok((call, voice)) => (run(call.verb, &voice), voice),
        Err(stop) => return stop.tell().into(),
    };
    match answer {
        Ok(answer) => answer,
        Err(trouble) => {
            voice.tell(&trouble);
            Answer::Wrong
        }
    }
    .into()
}

fn run(verb: Verb, voice: &voice::Voice) -> Result<Answer, trouble::Trouble> {
    match verb {
        Verb::Assess(call) => assess::run(&call, voice),
        Verb::Batch(call) => batch::run(&call, voice),
        Verb::Explain(call) => explain::run(&call, voice),
        Verb::Rulebooks(call) => rulebooks::run(&call, voice),
        Verb::New(call) => new::run(&call, voice),
        Verb::Check(call) if call.watch => watch::run(&call, voice),
        Verb::Check(call) => check::run(&call, voice),
        Verb::Test(call) if call.mutate => mutate::run(&call, voice),
        Verb::Test(call) if call.update => update::run(&call, voice),
        Verb::Test(call) if call.coverage => coverage::run(&call, voice),
        Verb::Test(call) => test::run(&call, voice),
        Verb::Impact(call) => impact::run(&call, voice),
        Verb::Facts(call) => facts::run(&call, voice),
        Verb::Schema(call) => schema::run(&call, voice),
        Verb::Completions(call) => completions::run(&call, voice),
    }
}
