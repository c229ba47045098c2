//! Who was assessed by what: the head of the report.

use super::layout::Page;
use super::names::Names;
use crate::rulebook::manifest::Status;

pub(super) fn put(page: &mut Page, names: &Names) {
    let (voice, assessment) = (names.voice, names.assessment);
    let words = &voice.words.headline;
    let rulebook = &assessment.rulebook;
    page.rule('═');
    if let Some(title) = &assessment.subject.title {
        page.put(0, voice.text(title));
    }
    let title = voice.text(&rulebook.title);
    page.put(0, &voice.fill(&words.version, &[("title", &title), ("version", &rulebook.version)]));
    page.put(
        0,
        voice.text(match rulebook.status {
            Status::Official => &words.official,
            Status::Adapted => &words.adapted,
            Status::Project => &words.project,
        }),
    );
    page.put(0, &voice.fill(&words.dates, &[("as_of", &assessment.as_of), ("rules_on", &assessment.rules_on)]));
    page.rule('═');
}
