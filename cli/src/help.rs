//! The program's help in the chosen language: the call's definition with its texts from the table of words.

use crate::call::Call;
use crate::words::{say, words};
use clap::{Arg, ArgAction, Command, CommandFactory};
use zhiheng::{Lang, Text};

/// The definition of all calls, speaking `lang`.
pub fn command(lang: Lang) -> Command {
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let command = Call::command().disable_help_subcommand(true).disable_version_flag(true).arg(version);
    speaking(command, lang)
}

fn speaking(command: Command, lang: Lang) -> Command {
    let say = say();
    let heading = say.heading_usage.get(lang);
    let help = Arg::new("help").short('h').long("help").action(ArgAction::Help);
    let mut command = command
        .disable_help_flag(true)
        .arg(help)
        .help_template(format!("{{about}}\n\n{heading}{{usage}}\n\n{{all-args}}"))
        .subcommand_help_heading(say.heading_commands.get(lang))
        .mut_args(|arg| argument(arg, lang));
    if let Some(texts) = words().commands.get(command.get_name()) {
        command = command.about(texts.about.get(lang).to_owned()).override_usage(texts.usage.get(lang).to_owned());
    }
    let names: Vec<String> = command.get_subcommands().map(|command| command.get_name().to_owned()).collect();
    names.into_iter().fold(command, |command, name| command.mut_subcommand(name, |command| speaking(command, lang)))
}

fn argument(arg: Arg, lang: Lang) -> Arg {
    let say = say();
    let heading = if arg.is_positional() { &say.heading_arguments } else { &say.heading_options };
    let text = words().arguments.get(arg.get_id().as_str()).map(|text| text.get(lang).to_owned());
    let names: Option<Vec<clap::builder::Str>> =
        arg.get_value_names().map(|names| names.iter().map(|name| value_name(name, lang)).collect());
    let arg = match names {
        Some(names) => arg.value_names(names),
        None => arg,
    };
    let arg = arg.help_heading(heading.get(lang)).help(text.unwrap_or_default());
    // the help texts name both
    if arg.get_action().takes_values() { arg.hide_default_value(true).hide_possible_values(true) } else { arg }
}

/// The name of a value as help shows it; alternatives such as `text|json` stand as they are.
fn value_name(name: &clap::builder::Str, lang: Lang) -> clap::builder::Str {
    let say = say();
    let known: [(&str, &Text); 11] = [
        ("file", &say.value_file),
        ("date", &say.value_date),
        ("rulebook", &say.value_rulebook),
        ("profile", &say.value_profile),
        ("percent", &say.value_percent),
        ("folder", &say.value_folder),
        ("number", &say.value_number),
        ("row", &say.value_row),
        ("item", &say.value_item),
        ("old", &say.value_old),
        ("new", &say.value_new),
    ];
    known.iter().find(|(key, _)| *key == name.as_str()).map_or_else(|| name.clone(), |(_, text)| text.get(lang).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_and_argument_has_words_in_both_languages() {
        for lang in [Lang::Zh, Lang::En] {
            let mut open = vec![command(lang)];
            while let Some(command) = open.pop() {
                assert!(words().commands.contains_key(command.get_name()), "{}", command.get_name());
                for arg in command.get_arguments() {
                    assert!(words().arguments.contains_key(arg.get_id().as_str()), "{}", arg.get_id());
                }
                open.extend(command.get_subcommands().cloned());
            }
        }
    }

    #[test]
    fn the_definition_holds_together() {
        command(Lang::Zh).debug_assert();
    }
}
