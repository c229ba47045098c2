//! Several rulebooks as one book: how they carry out a document, then a chapter for each.

use super::markdown::{Markdown, escape};
use super::policy::{Bearing, Clause, Policy};
use super::view::View;
use super::{chapter, head};
use crate::engine::Rulebook;
use crate::report::voice::Voice;
use crate::text::Lang;

/// Rulebooks as one page of Markdown: what they are, how they answer the clauses of `policy`, then each as by
/// [`scheme`](super::scheme).
pub fn schemes(rulebooks: &[Rulebook], policy: &Policy, lang: Lang) -> String {
    let voice = Voice::new(lang);
    let views: Vec<View> = rulebooks.iter().map(|book| View::new(book, lang)).collect();
    let mut page = Markdown::new(1);
    page.heading(0, &escape(voice.text(&policy.title)));
    policy.introduction.iter().for_each(|paragraph| page.block(voice.text(paragraph)));
    put_index(&mut page, voice, &views, policy);
    put_clauses(&mut page, voice, &views, policy);
    for view in &views {
        // headings in Chinese have no names that links could rely on
        page.block(&format!("<a id=\"{}\"></a>", view.book.id()));
        page.block(&chapter(view, 2));
    }
    page.finish()
}

fn put_index(page: &mut Markdown, voice: Voice, views: &[View], policy: &Policy) {
    let (words, scheme) = (&voice.words.schemes, &voice.words.scheme);
    page.heading(1, voice.text(&words.index));
    let row = |view: &View| {
        vec![
            link(view),
            sections(view, policy),
            head::what(view),
            view.status(view.book.status()).to_owned(),
            head::effective(view),
        ]
    };
    let head = [&words.rulebook, &words.clauses, &scheme.subject, &scheme.status, &scheme.effective];
    page.table(&head.map(|word| voice.text(word)), &views.iter().map(row).collect::<Vec<_>>());
}

fn link(view: &View) -> String {
    format!("[{}](#{})", view.text(view.book.title()), view.book.id())
}

/// The parts of the document that a rulebook answers.
fn sections(view: &View, policy: &Policy) -> String {
    let groups = &view.manifest().groups;
    let answered = policy.clauses.iter().filter(|clause| !policy.answers(clause, groups).is_empty());
    let mut sections: Vec<&str> = answered.map(|clause| clause.section.as_str()).collect();
    sections.dedup();
    match sections.is_empty() {
        true => view.voice.text(&view.voice.words.schemes.outside).to_owned(),
        false => view.voice.list(sections.into_iter().map(escape)),
    }
}

fn put_clauses(page: &mut Markdown, voice: Voice, views: &[View], policy: &Policy) {
    let words = &voice.words.schemes;
    page.heading(1, voice.text(&words.per_clause));
    let row = |clause: &Clause| {
        let kind = match clause.kind {
            Bearing::Enterprise => &words.enterprise,
            Bearing::Indirect => &words.indirect,
            Bearing::Duty => &words.duty,
        };
        vec![
            escape(&clause.cite),
            escape(voice.text(&clause.gist)),
            voice.text(kind).to_owned(),
            answers(voice, views, policy, clause),
        ]
    };
    let head = [&words.clause, &words.gist, &words.kind, &words.rows].map(|word| voice.text(word));
    page.table(&head, &policy.clauses.iter().map(row).collect::<Vec<_>>());
}

fn answers(voice: Voice, views: &[View], policy: &Policy, clause: &Clause) -> String {
    let words = &voice.words.schemes;
    let of = |view: &View| {
        let answers = policy.answers(clause, &view.manifest().groups);
        let rows = voice.list(answers.iter().map(|answer| view.text(answer.title())));
        (!answers.is_empty()).then(|| voice.fill(&words.answer, &[("rulebook", &link(view)), ("rows", &rows)]))
    };
    let lines: Vec<String> = views.iter().filter_map(of).collect();
    match (lines.is_empty(), clause.kind) {
        (false, _) => lines.join("<br>"),
        (true, Bearing::Enterprise) => voice.text(&words.none_yet).to_owned(),
        (true, Bearing::Indirect | Bearing::Duty) => voice.text(&voice.words.scheme.nothing).to_owned(),
    }
}
