//! The head of the table: what the rulebook is, from when it holds, what it reads and what it rests on.

use super::table::{Table, Value};
use super::{gate, group, level, lints, param, score};
use crate::number::Number;
use crate::rulebook::manifest::{At, Base, Effective, Manifest, Overall, Profile, Source, Status, Subject};
use jiff::civil::Date;

pub(super) fn manifest(mut table: Table<'_, '_>) -> Manifest {
    let format = table.required("format");
    check_format(format);
    let id = table.required("id").and_then(Value::id).unwrap_or_default();
    let version = table.required("version").and_then(version).unwrap_or_default();
    let title = table.required("title").and_then(Value::text).unwrap_or_default();
    let status = table.required("status").and_then(Value::status).unwrap_or(Status::Project);
    let effective = table.required("effective").and_then(effective).unwrap_or(Effective {
        from: Date::MIN,
        to: None,
        span: table.span,
    });
    let uses = table.optional("use").map(Value::strings).unwrap_or_default();
    let applies = table.optional("applies").and_then(Value::rule);
    let profile = table.optional("profile").and_then(profile).unwrap_or_default();
    let sources = table.optional("sources").map(sources).unwrap_or_default();
    let subject = table.optional("subject").and_then(subject);
    let score = table.required("score").and_then(|value| value.table("Score"));
    let score = score.map(score::score).unwrap_or_else(|| score::missing(table.span));
    let params = table.optional("params").map(param::params).unwrap_or_default();
    let groups = table.required("groups").map(group::groups).unwrap_or_default();
    let levels = table.optional("levels").map(level::levels).unwrap_or_default();
    let gates = table.optional("gates").map(gate::gates).unwrap_or_default();
    let lints = table.optional("lints").map(lints::lints).unwrap_or_default();
    table.finish();
    Manifest {
        format: 1,
        id,
        version,
        title,
        status,
        effective,
        uses,
        applies,
        profile,
        sources,
        subject,
        score,
        params,
        groups,
        levels,
        gates,
        lints,
    }
}

fn check_format(value: Option<Value<'_, '_>>) {
    let Some(value) = value else { return };
    if value.number().is_some_and(|number| number != Number::from(1)) {
        value.refuse("unknown-format");
    }
}

/// A version as semver.org 2.0.0 writes it.
fn version(value: Value<'_, '_>) -> Option<At<String>> {
    let version = value.string()?;
    if !is_semver(&version.value) {
        value.refuse("bad-version");
        return None;
    }
    Some(version)
}

fn is_semver(text: &str) -> bool {
    let (text, build) = match text.split_once('+') {
        Some((text, build)) => (text, Some(build)),
        None => (text, None),
    };
    let (core, pre) = match text.split_once('-') {
        Some((core, pre)) => (core, Some(pre)),
        None => (text, None),
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let plain = |part: &str| digits(part) && (part == "0" || !part.starts_with('0'));
    let word = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    core.split('.').count() == 3
        && core.split('.').all(plain)
        && pre.is_none_or(|pre| pre.split('.').all(|part| word(part) && (!digits(part) || plain(part))))
        && build.is_none_or(|build| build.split('.').all(word))
}

fn effective(value: Value<'_, '_>) -> Option<Effective> {
    let mut table = value.table("Effective")?;
    let from = table.required("from").and_then(Value::date);
    let to = table.optional("to");
    let last = to.and_then(Value::date);
    table.finish();
    if let (Some(to), Some(from), Some(last)) = (to, from, last)
        && last < from
    {
        to.refuse("reversed-dates");
    }
    Some(Effective { from: from?, to: last.filter(|last| from <= Some(*last)), span: value.span })
}

fn profile(value: Value<'_, '_>) -> Option<Profile> {
    let mut table = value.table("Profile")?;
    let base = table.optional("base");
    let schema = table.optional("schema");
    let extend = table.optional("extend");
    if let (Some(_), Some(schema)) = (base, schema) {
        table.reader.error("base-and-schema", schema.key_span, &[]);
    }
    if let (None, None, Some(extend)) = (base, schema, extend) {
        table.reader.error("extends-nothing", extend.key_span, &[]);
    }
    let profile = Profile {
        base: base.and_then(|base| base.word(&[("enterprise", Base::Enterprise)])),
        schema: schema.and_then(Value::string),
        extend: extend.and_then(Value::string),
    };
    table.finish();
    Some(profile)
}

fn sources(value: Value<'_, '_>) -> Vec<Source> {
    let source = |mut table: Table<'_, '_>| {
        let id = table.required("id").and_then(Value::id).unwrap_or_default();
        let title = table.required("title").and_then(Value::text).unwrap_or_default();
        let issued = table.optional("issued").and_then(Value::date);
        table.finish();
        Source { id, title, issued }
    };
    value.tables("Source").into_iter().map(source).collect()
}

fn subject(value: Value<'_, '_>) -> Option<Subject> {
    let mut table = value.table("Subject")?;
    let overall = [("worst", Overall::Worst), ("best", Overall::Best), ("none", Overall::None)];
    let each = table.required("each").and_then(Value::string).unwrap_or_default();
    let key = table.optional("key").and_then(Value::string);
    let title = table.optional("title").and_then(Value::string);
    let when = table.optional("when").and_then(Value::rule);
    let overall = table.optional("overall").and_then(|value| value.word(&overall));
    table.finish();
    let overall = overall.map_or(Overall::Worst, |overall| overall.value);
    Some(Subject { each, key, title, when, overall, span: value.span })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_those_of_semver() {
        for good in ["1.0.0", "0.0.0", "10.20.30", "1.0.0-rc.1", "1.0.0-alpha+001", "1.0.0+20210517", "1.0.0-0a"] {
            assert!(is_semver(good), "{good}");
        }
        for bad in ["", "1", "1.0", "1.0.0.0", "01.0.0", "1.0.0-", "1.0.0-01", "1.0.0+", "v1.0.0", "1.0.x", "1.0.0-é"]
        {
            assert!(!is_semver(bad), "{bad}");
        }
    }
}
