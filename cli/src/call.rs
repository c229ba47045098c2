//! The calls that the program understands, and the language in which it answers.

use crate::help;
use crate::voice::Voice;
use crate::wrong_call::Stop;
use clap::{Args, Command, FromArgMatches, Parser, Subcommand, ValueEnum};
use std::ffi::OsString;
use std::path::PathBuf;
use zhiheng::{Date, Lang};

/// One call of the program.
#[derive(Debug, Parser)]
#[command(name = "zhiheng", version)]
pub struct Call {
    #[arg(long, global = true, value_name = "zh|en", value_parser = ["zh", "en"])]
    lang: Option<String>,
    /// The subcommand.
    #[command(subcommand)]
    pub verb: Verb,
}

/// The subcommands.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// See `assess.rs`.
    Assess(Assess),
    /// See `explain.rs`.
    Explain(Explain),
    /// See `batch`.
    Batch(Batch),
    /// See `rulebooks.rs`.
    Rulebooks(Rulebooks),
    /// See `new.rs`.
    New(New),
    /// See `check.rs`.
    Check(Check),
    /// See `test.rs`.
    Test(Test),
    /// See `impact.rs`.
    Impact(Impact),
    /// See `facts.rs`.
    Facts(Facts),
    /// See `schema.rs`.
    Schema(Schema),
    /// See `completions.rs`.
    Completions(Completions),
}

/// The call of `assess`.
#[derive(Args, Debug)]
pub struct Assess {
    /// Files, or `-`.
    #[arg(required = true, value_name = "profile")]
    pub profiles: Vec<PathBuf>,
    /// Ids or folders; none: all built-in ones that apply.
    #[arg(long, short, value_name = "rulebook")]
    pub rulebook: Vec<String>,
    /// The date the facts speak of.
    #[arg(long, value_name = "date", value_parser = date)]
    pub as_of: Option<Date>,
    /// The date whose rules apply.
    #[arg(long, value_name = "date", value_parser = date)]
    pub rules_on: Option<Date>,
    /// For people or for programs.
    #[arg(long, value_name = "text|json", default_value = "text")]
    pub format: Format,
    /// Where the result goes instead of standard output.
    #[arg(long, short, value_name = "file")]
    pub output: Option<PathBuf>,
    /// Whether unknown fields are errors.
    #[arg(long)]
    pub strict: bool,
    /// Whether rulebooks that are not in effect are used all the same.
    #[arg(long)]
    pub even_if_not_in_effect: bool,
}

/// The call of `explain`.
#[derive(Args, Debug)]
pub struct Explain {
    /// A file, or `-`.
    #[arg(value_name = "profile")]
    pub profile: PathBuf,
    /// An id or a folder.
    #[arg(long = "rulebook", short = 'r', value_name = "rulebook")]
    pub by: String,
    /// The only row to explain.
    #[arg(long, value_name = "row")]
    pub row: Option<String>,
    /// The only item to explain.
    #[arg(long, value_name = "item")]
    pub item: Option<String>,
    /// The date the facts speak of.
    #[arg(long, value_name = "date", value_parser = date)]
    pub as_of: Option<Date>,
    /// The date whose rules apply.
    #[arg(long, value_name = "date", value_parser = date)]
    pub rules_on: Option<Date>,
    /// For people or for programs.
    #[arg(long, value_name = "text|json", default_value = "text")]
    pub format: Format,
    /// Where the explanation goes instead of standard output.
    #[arg(long, short, value_name = "file")]
    pub output: Option<PathBuf>,
    /// Whether the rulebook is used even where it is not in effect.
    #[arg(long)]
    pub even_if_not_in_effect: bool,
}

/// The call of `batch`.
#[derive(Args, Debug)]
pub struct Batch {
    /// A file of profiles, one a line, or `-`.
    #[arg(id = "ndjson", value_name = "file")]
    pub profiles: PathBuf,
    /// Ids or folders; at least one.
    #[arg(long, short, id = "batch_rulebook", required = true, value_name = "rulebook")]
    pub rulebook: Vec<String>,
    /// How much is written of each profile.
    #[arg(long = "detail", id = "shape", value_name = "full|scores|levels", default_value = "scores")]
    pub shape: BatchOutput,
    /// In which notation.
    #[arg(long = "format", id = "notation", value_name = "ndjson|csv", default_value = "ndjson")]
    pub notation: BatchFormat,
    /// Where the results go instead of standard output.
    #[arg(long, short, value_name = "file")]
    pub output: Option<PathBuf>,
    /// Whether an interrupted batch goes on.
    #[arg(long)]
    pub resume: bool,
    /// Where the summary goes.
    #[arg(long, value_name = "file")]
    pub summary: Option<PathBuf>,
    /// How many threads assess; without it, as many as there are processors.
    #[arg(long, short, value_name = "number")]
    pub jobs: Option<std::num::NonZero<u16>>,
    /// The date the facts speak of.
    #[arg(long, value_name = "date", value_parser = date)]
    pub as_of: Option<Date>,
    /// The date whose rules apply.
    #[arg(long, value_name = "date", value_parser = date)]
    pub rules_on: Option<Date>,
    /// Whether rulebooks that are not in effect are used all the same.
    #[arg(long)]
    pub even_if_not_in_effect: bool,
}

/// How much a batch writes of each profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, serde::Serialize, serde::Deserialize)]
pub enum BatchOutput {
    /// The whole assessment.
    Full,
    /// Status, level, score and its range.
    Scores,
    /// The level, or what stands in its place.
    Levels,
}

/// In which notation a batch writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum, serde::Serialize, serde::Deserialize)]
pub enum BatchFormat {
    /// A JSON document a line.
    Ndjson,
    /// A table.
    Csv,
}

/// The call of `rulebooks`.
#[derive(Args, Debug)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Rulebooks {
    /// What to do other than list them.
    #[command(subcommand)]
    pub verb: Option<RulebooksVerb>,
    /// For people or for programs.
    #[arg(long, value_name = "text|json", default_value = "text")]
    pub format: Format,
}

/// The subcommands of `rulebooks`.
#[derive(Debug, Subcommand)]
pub enum RulebooksVerb {
    /// See `rulebooks.rs`.
    Show(Show),
}

/// The call of `rulebooks show`.
#[derive(Args, Debug)]
pub struct Show {
    /// An id or a folder.
    #[arg(value_name = "rulebook")]
    pub shown: String,
    /// Where the page goes instead of standard output.
    #[arg(long, short, value_name = "file")]
    pub output: Option<PathBuf>,
}

/// The call of `test`.
#[derive(Args, Debug)]
pub struct Test {
    /// Folders, and how the result is written.
    #[command(flatten)]
    pub on: Folders,
    /// Whether the rulebooks are changed to see what the cases notice.
    #[arg(long)]
    pub mutate: bool,
    /// Whether what the cases reach is told.
    #[arg(long, conflicts_with = "mutate")]
    pub coverage: bool,
    /// Whether expectations that do not hold are rewritten.
    #[arg(long, conflicts_with_all = ["mutate", "coverage", "junit"])]
    pub update: bool,
    /// The least percentage of changes that the cases must notice.
    #[arg(long, value_name = "percent", requires = "mutate", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub min_killed: Option<u8>,
    /// The least percentage of goals that the cases must reach.
    #[arg(long, value_name = "percent", requires = "coverage", value_parser = clap::value_parser!(u8).range(0..=100))]
    pub min_coverage: Option<u8>,
    /// Where a page goes that shows what is reached.
    #[arg(long, value_name = "file", requires = "coverage")]
    pub html: Option<PathBuf>,
    /// Where an LCOV tracefile goes.
    #[arg(long, value_name = "file", requires = "coverage")]
    pub lcov: Option<PathBuf>,
    /// Where a JUnit report goes.
    #[arg(long, value_name = "file", conflicts_with = "mutate")]
    pub junit: Option<PathBuf>,
}

/// The call of `new`.
#[derive(Args, Debug)]
pub struct New {
    /// The folder of the new rulebook.
    #[arg(value_name = "folder")]
    pub folder: PathBuf,
}

/// The call of `check`.
#[derive(Args, Debug)]
pub struct Check {
    /// Folders of rulebooks, or of folders of rulebooks.
    #[arg(required = true, value_name = "folder")]
    pub folders: Vec<PathBuf>,
    /// For people, for programs, or for editors and code hosts.
    #[arg(long = "format", id = "check_format", value_name = "text|json|sarif", default_value = "text")]
    pub format: CheckFormat,
    /// Where the findings go instead of standard output.
    #[arg(long, short, value_name = "file")]
    pub output: Option<PathBuf>,
    /// Whether to check again on every change.
    #[arg(long, conflicts_with = "output")]
    pub watch: bool,
}

/// Part of the call of `test`.
#[derive(Args, Debug)]
pub struct Folders {
    /// Folders of rulebooks, or of folders of rulebooks.
    #[arg(required = true, value_name = "folder")]
    pub folders: Vec<PathBuf>,
    /// For people or for programs.
    #[arg(long, value_name = "text|json", default_value = "text")]
    pub format: Format,
}

/// The call of `impact`.
#[derive(Args, Debug)]
pub struct Impact {
    /// The rulebook before: an id or a folder.
    #[arg(value_name = "old")]
    pub old: String,
    /// The rulebook after.
    #[arg(value_name = "new")]
    pub new: String,
    /// Files, folders, or `-`.
    #[arg(required = true, value_name = "profile")]
    pub population: Vec<PathBuf>,
    /// The date the facts speak of.
    #[arg(long, value_name = "date", value_parser = date)]
    pub as_of: Option<Date>,
    /// The date whose rules apply.
    #[arg(long, value_name = "date", value_parser = date)]
    pub rules_on: Option<Date>,
    /// Whether rulebooks that are not in effect are used all the same.
    #[arg(long)]
    pub even_if_not_in_effect: bool,
    /// How many movers are listed.
    #[arg(long, value_name = "number", value_parser = clap::value_parser!(u32))]
    pub movers: Option<u32>,
    /// For people, for programs or for a browser.
    #[arg(id = "page_format", long = "format", value_name = "text|json|html", default_value = "text")]
    pub format: PageFormat,
    /// Where the result goes instead of standard output.
    #[arg(long, short, value_name = "file")]
    pub output: Option<PathBuf>,
}

/// The call of `facts`.
#[derive(Args, Debug)]
pub struct Facts {
    /// Ids or folders; none: all built-in ones.
    #[arg(value_name = "rulebook")]
    pub rulebooks: Vec<String>,
    /// For people or for programs.
    #[arg(long, value_name = "text|json", default_value = "text")]
    pub format: Format,
    /// Whether a blank profile is wanted and not a list.
    #[arg(long, conflicts_with = "format")]
    pub template: bool,
    /// Where the result goes instead of standard output.
    #[arg(long, short, value_name = "file")]
    pub output: Option<PathBuf>,
}

/// The call of `schema`.
#[derive(Args, Debug)]
pub struct Schema {
    /// The document that is described.
    #[arg(value_name = "profile|rulebook|assessment|cases")]
    pub document: Document,
    /// Where the result goes instead of standard output.
    #[arg(long, short, value_name = "file")]
    pub output: Option<PathBuf>,
}

/// The call of `completions`.
#[derive(Args, Debug)]
pub struct Completions {
    /// The shell that completes.
    #[arg(value_name = "bash|elvish|fish|powershell|zsh")]
    pub shell: clap_complete::Shell,
}

/// How results are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    Text,
    /// For programs.
    Json,
}

/// How results are written that can be a page as well.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PageFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For a browser.
    Html,
}

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For people.
    Text,
    /// For programs.
    Json,
    /// For editors and code hosts.
    Sarif,
}

/// The documents that have a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Document {
    /// What an enterprise fills in.
    Profile,
    /// The table of a rulebook.
    Rulebook,
    /// The result.
    Assessment,
    /// A file of worked cases.
    Cases,
}

fn date(text: &str) -> Result<Date, zhiheng::DateError> {
    text.parse()
}

/// Reads the call; help, a version or a wrong call stop here.
pub fn read(args: impl Iterator<Item = OsString>) -> Result<(Call, Voice), Stop> {
    let args: Vec<OsString> = args.collect();
    let voice = Voice::new(language(&args));
    let mut command = help::command(voice.lang);
    let call = command.try_get_matches_from_mut(&args).and_then(|matches| Call::from_arg_matches(&matches));
    match call {
        Ok(call) => Ok((call, voice)),
        Err(error) => Err(Stop { error, command: called(&command, &args), voice }),
    }
}

/// The program with the words of the call that are its commands.
fn called(command: &Command, args: &[OsString]) -> String {
    let mut called = command.get_name().to_owned();
    let mut command = command;
    for word in args.iter().skip(1).filter_map(|arg| arg.to_str()) {
        if let Some(found) = command.find_subcommand(word) {
            called = format!("{called} {word}");
            command = found;
        }
    }
    called
}

/// The language is needed before the call is read, for what is to be said about the call itself.
fn language(args: &[OsString]) -> Lang {
    let mut wanted = None;
    let mut args = args.iter().skip(1).filter_map(|arg| arg.to_str()).take_while(|arg| *arg != "--");
    while let Some(arg) = args.next() {
        match arg.split_once('=') {
            Some(("--lang", lang)) => wanted = Some(lang),
            _ if arg == "--lang" => wanted = args.next(),
            _ => {}
        }
    }
    if let Some(lang) = wanted.and_then(|lang| lang.parse().ok()) {
        return lang;
    }
    match std::env::var("ZHIHENG_LANG") {
        Ok(lang) if !lang.is_empty() => lang.parse().unwrap_or_else(|_| {
            let voice = Voice::new(Lang::default());
            voice.warn(&voice.fill(&crate::words::say().wrong_lang, &[("found", &lang)]));
            Lang::default()
        }),
        _ => Lang::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn language_of(args: &[&str]) -> Lang {
        language(&args.iter().map(OsString::from).collect::<Vec<_>>())
    }

    #[test]
    fn the_language_is_found_wherever_it_stands_in_the_call() {
        assert_eq!(language_of(&["zhiheng", "--lang", "en", "rulebooks"]), Lang::En);
        assert_eq!(language_of(&["zhiheng", "rulebooks", "--lang=en"]), Lang::En);
        assert_eq!(language_of(&["zhiheng", "rulebooks", "--", "--lang=en"]), Lang::Zh);
    }
}
