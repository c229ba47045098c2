//! Calls that end before they begin: help, the version, and what is wrong with a call, in the chosen language.

use crate::answer::Answer;
use crate::output;
use crate::voice::Voice;
use crate::words::say;
use clap::error::{ContextKind, ErrorKind};
use zhiheng::Text;

/// Why a call is not carried out.
pub struct Stop {
    /// What the reader of the call says.
    pub error: clap::Error,
    /// The command that was called, as far as it was understood: `zhiheng assess`.
    pub command: String,
    /// Who tells it.
    pub voice: Voice,
}

impl Stop {
    /// Shows the help that was asked for, or what is wrong.
    pub fn tell(&self) -> Answer {
        let voice = &self.voice;
        match self.error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
                match output::deliver(None, &self.error.render().to_string(), voice) {
                    Ok(()) => Answer::Yes,
                    Err(trouble) => {
                        voice.tell(&trouble);
                        Answer::Wrong
                    }
                }
            }
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                voice.plain(&self.error.render().to_string());
                Answer::Wrong
            }
            _ => {
                voice.error(&self.message(), self.suggestion().as_deref());
                Answer::Wrong
            }
        }
    }

    fn message(&self) -> String {
        let say = say();
        let argument = match self.shown(ContextKind::InvalidArg) {
            argument if argument.is_empty() => self.shown(ContextKind::InvalidSubcommand),
            argument => argument,
        };
        let found = self.shown(ContextKind::InvalidValue);
        let text: &Text = match self.error.kind() {
            ErrorKind::UnknownArgument => return self.voice.fill(&say.wrong_unknown_argument, &[("found", &argument)]),
            ErrorKind::InvalidSubcommand => {
                let found = self.shown(ContextKind::InvalidSubcommand);
                return self.voice.fill(&say.wrong_unknown_command, &[("found", &found)]);
            }
            ErrorKind::InvalidValue if found.is_empty() => &say.wrong_no_value,
            ErrorKind::InvalidValue => &say.wrong_value,
            ErrorKind::ValueValidation if argument.starts_with("--min-") => &say.wrong_percent,
            ErrorKind::ValueValidation if ["--jobs", "--movers"].iter().any(|name| argument.starts_with(name)) => {
                &say.wrong_count
            }
            ErrorKind::ValueValidation => &say.wrong_date,
            ErrorKind::MissingRequiredArgument => &say.wrong_missing,
            ErrorKind::MissingSubcommand => &say.wrong_no_command,
            ErrorKind::ArgumentConflict if self.shown(ContextKind::PriorArg) == argument => &say.wrong_twice,
            ErrorKind::ArgumentConflict => &say.wrong_conflict,
            ErrorKind::InvalidUtf8 => &say.wrong_not_unicode,
            // rare kinds keep the words of the parser
            kind => return kind.as_str().map_or_else(|| self.error.to_string(), str::to_owned),
        };
        let (known, other) = (self.shown(ContextKind::ValidValue), self.shown(ContextKind::PriorArg));
        let values = [("argument", &*argument), ("found", &*found), ("known", &*known), ("other", &*other)];
        self.voice.fill(text, &values)
    }

    fn suggestion(&self) -> Option<String> {
        let near = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
            .into_iter()
            .map(|kind| self.shown(kind))
            .find(|name| !name.is_empty());
        Some(match near {
            Some(name) => self.voice.fill(&say().did_you_mean, &[("name", &name)]),
            None => self.voice.fill(&say().see_help, &[("command", &self.command)]),
        })
    }

    fn shown(&self, kind: ContextKind) -> String {
        self.error.get(kind).map(|value| value.to_string()).unwrap_or_default()
    }
}
