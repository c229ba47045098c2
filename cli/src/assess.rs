//! `zhiheng assess`: profiles against rulebooks.

use crate::answer::Answer;
use crate::books;
use crate::call::{Assess, Format};
use crate::findings;
use crate::input::{Input, is_stdin};
use crate::json;
use crate::output::{deliver, refuse_overwriting};
use crate::parallel;
use crate::trouble::Trouble;
use crate::voice::Voice;
use crate::words::say;
use serde::Serialize;
use zhiheng::assessment::Verdict;
use zhiheng::{Assessment, Error, Options, Rulebook, Text};

/// A built-in rulebook by which a profile was not assessed.
#[derive(Serialize)]
struct Skipped {
    rulebook: String,
    title: Text,
    reason: Text,
}

/// What came out for one profile.
#[derive(Serialize)]
struct Outcome {
    #[serde(skip_serializing_if = "Option::is_none")]
    profile: Option<String>,
    assessments: Vec<Assessment>,
    skipped: Vec<Skipped>,
}

#[derive(Serialize)]
struct Outcomes {
    profiles: Vec<Outcome>,
}

/// Assesses profiles. Nothing goes out unless all of them could be assessed.
pub fn run(call: &Assess, voice: &Voice) -> Result<Answer, Trouble> {
    refuse_mix_ups(call, voice)?;
    let books = books::named(&call.rulebook, voice)?;
    let mut outcomes = Vec::new();
    let mut troubles = Vec::new();
    for path in &call.profiles {
        let outcome = Input::read(path, voice).and_then(|input| assess(&input, &books, call, voice));
        match outcome {
            Ok(outcome) => outcomes.push(outcome),
            Err(trouble) => troubles.push(trouble),
        }
    }
    if let Some(trouble) = Trouble::all(troubles) {
        return Err(trouble);
    }
    let text = match call.format {
        Format::Json => document(outcomes, call)?,
        Format::Text => report(&outcomes, voice),
    };
    deliver(call.output.as_deref(), &text, voice)?;
    Ok(Answer::Yes)
}

/// Standard input can be read once, and a profile is not to be overwritten by its result.
fn refuse_mix_ups(call: &Assess, voice: &Voice) -> Result<(), Trouble> {
    if call.profiles.iter().filter(|path| is_stdin(path)).count() > 1 {
        return Err(Trouble::Plain { message: say().stdin_twice.get(voice.lang).to_owned(), help: None });
    }
    refuse_overwriting(call.output.as_deref(), &call.profiles, voice)
}

fn assess(input: &Input, books: &[Rulebook], call: &Assess, voice: &Voice) -> Result<Outcome, Trouble> {
    findings::tell(input, books, call.strict, voice)?;
    let mut options = Options::default();
    options.as_of = call.as_of;
    options.rules_on = call.rules_on;
    options.even_if_not_in_effect = call.even_if_not_in_effect;
    let mut outcome = Outcome { profile: Some(input.name.clone()), assessments: Vec::new(), skipped: Vec::new() };
    let assessed = parallel::each(books, |book| book.assess_with(&input.bytes, &options));
    for (book, assessed) in books.iter().zip(assessed) {
        let skip = |reason: Text| Skipped { rulebook: book.id().to_owned(), title: book.title().clone(), reason };
        match assessed {
            Ok(assessment) => match reason_not_to_show(&assessment).filter(|_| call.rulebook.is_empty()) {
                Some(reason) => outcome.skipped.push(skip(reason)),
                None => outcome.assessments.push(assessment),
            },
            Err(Error::Request(error)) if call.rulebook.is_empty() && error.diagnostic().code == "not-in-effect" => {
                outcome.skipped.push(skip(error.diagnostic().message.clone()));
            }
            Err(error) => return Err(Trouble::Library { error, name: input.name.clone(), text: input.text() }),
        }
    }
    Ok(outcome)
}

/// Why a built-in rulebook that nobody asked for by name says nothing about this enterprise.
fn reason_not_to_show(assessment: &Assessment) -> Option<Text> {
    if assessment.status != Verdict::NotApplicable {
        return None;
    }
    let general = &say().not_applicable;
    Some(assessment.why.clone().unwrap_or_else(|| general.clone()))
}

/// One profile and one rulebook that was asked for: the assessment itself; else a document that names what it holds.
fn document(mut outcomes: Vec<Outcome>, call: &Assess) -> Result<String, Trouble> {
    match (outcomes.as_mut_slice(), call.rulebook.len()) {
        ([Outcome { assessments, .. }], 1) if assessments.len() == 1 => json::text(&assessments.first()),
        ([outcome], _) => {
            outcome.profile = None;
            json::text(outcome)
        }
        _ => json::text(&Outcomes { profiles: outcomes }),
    }
}

fn report(outcomes: &[Outcome], voice: &Voice) -> String {
    let reports: Vec<String> = outcomes.iter().map(|outcome| report_of(outcome, voice)).collect();
    reports.join("\n")
}

fn report_of(outcome: &Outcome, voice: &Voice) -> String {
    let say = say();
    let mut text = match outcome.assessments.as_slice() {
        [] => format!("{}\n", say.nothing_applies.get(voice.lang)),
        [assessment] => zhiheng::report::text(assessment, voice.lang, &zhiheng::report::Style::default()),
        several => zhiheng::report::texts(several, voice.lang, &zhiheng::report::Style::default()),
    };
    if !outcome.skipped.is_empty() {
        text.push_str(&format!("\n{}\n", say.skipped.get(voice.lang)));
    }
    for skipped in &outcome.skipped {
        let values = [
            ("id", &*skipped.rulebook),
            ("title", skipped.title.get(voice.lang)),
            ("reason", skipped.reason.get(voice.lang)),
        ];
        text.push_str(&format!("  {}\n", voice.fill(&say.skipped_line, &values)));
    }
    text
}
