//! `[lints]` of the table: findings that are allowed are left out, those that are denied are errors.

use super::{Found, Linter};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rulebook::manifest::{LintLevel, LintSetting};

/// The findings as the author wants them told, and the settings that no finding answers to.
pub(super) fn apply(mut linter: Linter<'_>) -> Vec<Diagnostic> {
    let settings = &linter.manifest().lints;
    let mut used = vec![false; settings.len()];
    let mut told = Vec::new();
    for Found { about, mut diagnostic } in std::mem::take(&mut linter.found) {
        match setting(settings, diagnostic.code, &about) {
            Some((place, LintLevel::Allow)) => {
                if let Some(used) = used.get_mut(place) {
                    *used = true;
                }
                continue;
            }
            Some((_, LintLevel::Deny)) => diagnostic.severity = Severity::Error,
            Some((_, LintLevel::Warn)) | None => {}
        }
        told.push(diagnostic);
    }
    let idle = settings.iter().zip(used).filter(|(setting, used)| setting.level == LintLevel::Allow && !used);
    for (setting, _) in idle {
        linter.table("lint-without-effect", setting.span, "", &[("name", &setting.code)]);
    }
    told.extend(linter.found.into_iter().map(|found| found.diagnostic));
    told
}

/// The closest setting: one that names what the finding is about goes before one for everything.
fn setting(settings: &[LintSetting], code: &str, about: &str) -> Option<(usize, LintLevel)> {
    let of_code = || settings.iter().enumerate().filter(|(_, setting)| setting.code == code);
    let named = of_code().find(|(_, setting)| setting.at.iter().any(|at| at == about));
    let found = named.or_else(|| of_code().find(|(_, setting)| setting.at.is_empty()));
    found.map(|(place, setting)| (place, setting.level))
}
