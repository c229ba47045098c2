//! `zhiheng completions`: a script that completes commands in a shell.

use crate::answer::Answer;
use crate::call::Completions;
use crate::help;
use crate::output::deliver;
use crate::trouble::Trouble;
use crate::voice::Voice;

/// Prints the script for a shell.
pub fn run(call: &Completions, voice: &Voice) -> Result<Answer, Trouble> {
    let mut script = Vec::new();
    clap_complete::generate(call.shell, &mut help::command(voice.lang), "zhiheng", &mut script);
    deliver(None, &String::from_utf8_lossy(&script), voice)?;
    Ok(Answer::Yes)
}
