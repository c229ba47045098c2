//! How rows become the score.

use super::markdown::Markdown;
use super::view::View;
use crate::number::RoundingMode;
use crate::report::figures::figure;
use crate::rulebook::manifest::{Combine, NotApplicable, NotApplicableEffect, Rounding, Unanswered};

pub(super) fn put(page: &mut Markdown, view: &View) {
    let (voice, score) = (view.voice, &view.manifest().score);
    let words = &voice.words.scheme_score;
    let mut clauses = vec![
        voice
            .text(match score.combine.value {
                Combine::Sum => &words.root_sum,
                Combine::Mean => &words.root_mean,
                Combine::Min => &words.root_min,
                Combine::Max => &words.root_max,
                Combine::Script => &words.root_script,
            })
            .to_owned(),
    ];
    // on the last days of the rulebook, where a parameter moves it
    let root = view.loaded.spans.last().and_then(|span| span.tree.nodes.first());
    if let Some(root) = root {
        let rescaled = score.combine.value == Combine::Sum && root.natural != root.full;
        let text = if rescaled { &words.rescaled } else { &words.max };
        let max = score.max.as_ref().map_or_else(|| figure(&root.full), |max| view.amount(&max.value));
        clauses.push(voice.fill(text, &[("max", &max)]));
    }
    clauses.extend(score.base.as_ref().map(|base| voice.fill(&words.base, &[("base", &view.amount(&base.value))])));
    clauses.extend(score.rounding.as_ref().map(|rounding| rounded(view, rounding)));
    let mut points = vec![voice.clauses(clauses)];
    points.push(
        voice
            .text(match score.unanswered {
                Unanswered::Zero => &words.zero,
                Unanswered::Exclude => &words.exclude,
            })
            .to_owned(),
    );
    points.push(
        voice
            .text(match score.not_applicable {
                NotApplicable::Rescale => &words.rescale,
                NotApplicable::Reduce => &words.reduce,
            })
            .to_owned(),
    );
    if let Some(most) = &score.max_not_applicable {
        let text = match score.max_not_applicable_effect {
            NotApplicableEffect::Warn => &words.not_applicable_warn,
            NotApplicableEffect::Indeterminate => &words.not_applicable_open,
        };
        points.push(voice.fill(text, &[("percent", &view.share(&most.value))]));
    }
    if let Some(least) = &score.min_coverage {
        points.push(voice.fill(&words.coverage, &[("percent", &view.share(&least.value))]));
    }
    page.heading(1, voice.text(&words.title));
    page.points(&points.iter().map(|point| view.sentence(point)).collect::<Vec<_>>());
}

fn rounded(view: &View, rounding: &Rounding) -> String {
    let words = &view.voice.words.scheme_score;
    let mode = view.voice.text(match rounding.mode {
        RoundingMode::HalfUp => &words.half_up,
        RoundingMode::HalfEven => &words.half_even,
        RoundingMode::Down => &words.down,
        RoundingMode::Up => &words.up,
    });
    view.voice.fill(&words.digits, &[("digits", &rounding.digits), ("mode", &mode)])
}
