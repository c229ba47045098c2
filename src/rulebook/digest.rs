//! The digest of a rulebook: the same for all texts that mean the same, another for all others.
//!
//! It stands in every assessment, so what is hashed must never change. It is the SHA-256 of these bytes, printed as
//! `sha256:` and 64 lowercase hexadecimal digits:
//!
//! ```text
//! zhiheng rulebook 1⏎
//! KIND PATH⏎
//! LENGTH⏎
//! CONTENT⏎
//! … a part for every file and child, by PATH
//! ```
//!
//! ⏎ is one line feed, LENGTH the number of bytes of CONTENT in decimal. Parts are in the order of the bytes of PATH:
//!
//! | KIND | PATH | CONTENT |
//! |---|---|---|
//! | `table` | `rulebook.toml` | the table as canonical JSON |
//! | `schema` | its path from the rulebook's folder, `/` between names | the schema as canonical JSON |
//! | `script` | its path from the rulebook's folder, or `builtin:NAME` as in `use` | the tokens of the script, see `script::scan::canonical` |
//! | `rulebook` | `rulebook:ID` | the digest of the rulebook whose result a group holds, as it is printed |
//!
//! `[lints]` does not count, being about the making of the table and not about its meaning. All scripts in the rulebook's folder count and all that `use` names, called or not; worked cases do not.
//! Before anything else CR LF becomes LF, and a byte-order mark at the beginning is dropped.
//!
//! Canonical JSON has no white space; keys are in the order of their UTF-8 bytes; strings escape `"` and `\` by a
//! backslash, U+0008, U+0009, U+000A, U+000C, U+000D as `\b \t \n \f \r`, other characters below U+0020 as `\u00xx` in
//! lowercase, and nothing else. Numbers are plain decimals without exponent, plus sign, leading or trailing zeros, so
//! that `12`, `12.0` and `1.2e1` agree; in the table exactly as they are written, in schemas integers of 64 bits
//! exactly and others as the shortest decimal of the nearest binary64. TOML dates are strings `YYYY-MM-DD`.

use super::sources::Sources;
use crate::script::scan;
use serde_json::Value as Json;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;
use toml::de::{DeTable, DeValue};

/// What stands before all parts.
const HEADER: &str = "zhiheng rulebook 1\n";

/// No number that a table or a schema holds has more digits than this, zeros included.
const MOST_DIGITS: i64 = 1000;

impl Sources {
    /// The digest of a rulebook without errors; none where something cannot be read.
    pub fn digest(&self) -> Option<String> {
        let mut hasher = Sha256::new();
        hasher.update(self.digested()?);
        let mut digest = "sha256:".to_owned();
        for byte in hasher.finalize() {
            write!(digest, "{byte:02x}").ok()?;
        }
        Some(digest)
    }

    /// The bytes that are hashed.
    fn digested(&self) -> Option<String> {
        let mut parts: BTreeMap<String, (&str, String)> = BTreeMap::new();
        parts.insert(super::read::FILE.to_owned(), ("table", canonical_toml(&self.manifest_text)?));
        for schema in self.schemas.values() {
            parts.insert(schema.path.clone(), ("schema", canonical_json(&schema.json)?));
        }
        for script in self.scripts.values() {
            parts.insert(script.path.clone(), ("script", scan::canonical(&script.text)));
        }
        for (id, child) in &self.children {
            parts.insert(format!("rulebook:{id}"), ("rulebook", child.digest()?));
        }
        let mut out = HEADER.to_owned();
        for (path, (kind, content)) in parts {
            write!(out, "{kind} {path}\n{}\n{content}\n", content.len()).ok()?;
        }
        Some(out)
    }
}

/// A TOML document as canonical JSON.
pub(crate) fn canonical_toml(text: &str) -> Option<String> {
    let (document, errors) = DeTable::parse_recoverable(text);
    let mut out = String::with_capacity(text.len());
    write_table(&mut out, document.get_ref(), &["lints"])?;
    errors.is_empty().then_some(out)
}

fn write_table(out: &mut String, table: &DeTable<'_>, without: &[&str]) -> Option<()> {
    let entries = table.iter().map(|(key, value)| (key.get_ref().as_ref(), value.get_ref()));
    let sorted: BTreeMap<&str, &DeValue<'_>> = entries.filter(|(key, _)| !without.contains(key)).collect();
    write_object(out, sorted, write_value)
}

fn write_value(out: &mut String, value: &DeValue<'_>) -> Option<()> {
    match value {
        DeValue::String(text) => write_string(out, text),
        DeValue::Integer(number) if number.radix() == 10 => out.push_str(&decimal(number.as_str())?),
        DeValue::Integer(_) => return None,
        DeValue::Float(number) => out.push_str(&decimal(number.as_str())?),
        DeValue::Boolean(truth) => out.push_str(if *truth { "true" } else { "false" }),
        DeValue::Datetime(date) => write_string(out, &date.to_string()),
        DeValue::Array(elements) => write_list(out, elements.iter().map(|element| element.get_ref()), write_value)?,
        DeValue::Table(table) => write_table(out, table, &[])?,
    }
    Some(())
}

fn canonical_json(json: &Json) -> Option<String> {
    let mut out = String::new();
    write_json(&mut out, json)?;
    Some(out)
}

fn write_json(out: &mut String, json: &Json) -> Option<()> {
    match json {
        Json::Null => out.push_str("null"),
        Json::Bool(truth) => out.push_str(if *truth { "true" } else { "false" }),
        // the library's own reading of a number, whatever features other crates turn on
        Json::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(integer), _, _) => out.push_str(&integer.to_string()),
            (_, Some(integer), _) => out.push_str(&integer.to_string()),
            (_, _, number) => out.push_str(&decimal(&number?.to_string())?),
        },
        Json::String(text) => write_string(out, text),
        Json::Array(elements) => write_list(out, elements, write_json)?,
        Json::Object(entries) => {
            let sorted = entries.iter().map(|(key, value)| (key.as_str(), value)).collect();
            write_object(out, sorted, write_json)?;
        }
    }
    Some(())
}

fn write_object<V: Copy>(
    out: &mut String,
    entries: BTreeMap<&str, V>,
    write: impl Fn(&mut String, V) -> Option<()>,
) -> Option<()> {
    out.push('{');
    for (index, (key, value)) in entries.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write_string(out, key);
        out.push(':');
        write(out, value)?;
    }
    out.push('}');
    Some(())
}

fn write_list<V>(
    out: &mut String,
    elements: impl IntoIterator<Item = V>,
    write: impl Fn(&mut String, V) -> Option<()>,
) -> Option<()> {
    out.push('[');
    for (index, element) in elements.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write(out, element)?;
    }
    out.push(']');
    Some(())
}

fn write_string(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\u{8}' => out.push_str("\\b"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\u{c}' => out.push_str("\\f"),
            '\r' => out.push_str("\\r"),
            c if c < ' ' => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
}

/// The one decimal without exponent and needless zeros that stands for the same number.
fn decimal(text: &str) -> Option<String> {
    let (negative, text) = match text.strip_prefix('-') {
        Some(text) => (true, text),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i64>().ok()?),
        None => (text, 0),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = format!("{whole}{fraction}");
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let significant = digits.trim_start_matches('0').trim_end_matches('0');
    if significant.is_empty() {
        return Some("0".to_owned());
    }
    let trailing = digits.len() - digits.trim_end_matches('0').len();
    // the number is `significant` times ten to the power of `scale`
    let scale =
        exponent.checked_sub(i64::try_from(fraction.len()).ok()?)?.checked_add(i64::try_from(trailing).ok()?)?;
    let length = i64::try_from(significant.len()).ok()?;
    let point = length.checked_add(scale)?;
    if point.max(length).max(length.checked_sub(point)?) > MOST_DIGITS {
        return None;
    }
    let sign = if negative { "-" } else { "" };
    let zeros = |count: i64| "0".repeat(usize::try_from(count).unwrap_or(0));
    Some(match usize::try_from(point) {
        Ok(point) if point >= significant.len() => format!("{sign}{significant}{}", zeros(scale)),
        Ok(point) if point > 0 => {
            let (whole, fraction) = significant.split_at(point);
            format!("{sign}{whole}.{fraction}")
        }
        _ => format!("{sign}0.{}{significant}", zeros(point.checked_neg()?)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::sources::{SchemaSource, ScriptSource};

    fn sources(table: &str, script: &str, schema: &str, children: &[(&str, Sources)]) -> Sources {
        let script = ScriptSource {
            file: "a.rhai".into(),
            path: "a.rhai".into(),
            text: script.into(),
            foreign: false,
            used: false,
        };
        let schema = SchemaSource {
            file: "p.json".into(),
            path: "p.json".into(),
            text: schema.into(),
            json: serde_json::from_str(schema).unwrap(),
        };
        Sources {
            prefix: String::new(),
            manifest: None,
            manifest_text: table.into(),
            scripts: BTreeMap::from([("a".into(), script)]),
            schemas: BTreeMap::from([("p.json".into(), schema)]),
            children: children.iter().map(|(id, child)| ((*id).to_owned(), child.clone())).collect(),
            findings: Vec::new(),
        }
    }

    const TABLE: &str = "id = \"甲\" # a comment\nfrom = 2021-05-17\npoints = 12.0\n[b]\nx = [1e3, -0.50, true]\n[a]\ny = \"q\\\"\\u0001\"\n";
    const SCRIPT: &str = "fn f(p) { p.x >= 1 } // why\n";
    const SCHEMA: &str = "{ \"type\": \"number\", \"maximum\": 1.50, \"minimum\": -0.0 }";

    #[test]
    fn the_bytes_that_are_hashed_are_these() {
        let child = sources("x = 1", "", "{}", &[]);
        let digest = child.digest().unwrap();
        let table = "{\"a\":{\"y\":\"q\\\"\\u0001\"},\"b\":{\"x\":[1000,-0.5,true]},\"from\":\"2021-05-17\",\"id\":\"甲\",\"points\":12}";
        let tokens = "fn\nf\n(\np\n)\n{\np\n.\nx\n>=\n1\n}\n";
        let schema = "{\"maximum\":1.5,\"minimum\":0,\"type\":\"number\"}";
        let expected = format!(
            "zhiheng rulebook 1\nscript a.rhai\n{}\n{tokens}\nschema p.json\n{}\n{schema}\ntable rulebook.toml\n{}\n{table}\nrulebook rulebook:b\n71\n{digest}\n",
            tokens.len(),
            schema.len(),
            table.len(),
        );
        assert_eq!(sources(TABLE, SCRIPT, SCHEMA, &[("b", child)]).digested().unwrap(), expected);
    }

    #[test]
    fn a_digest_once_given_stays() {
        let digest = sources(TABLE, SCRIPT, SCHEMA, &[]).digest().unwrap();
        assert_eq!(digest, "sha256:7403bd8d269696281991caed15d835bf6c2fa85e4d6fb3dbb5c1d94546a279e7");
    }

    #[test]
    fn order_comments_white_space_and_the_writing_of_numbers_do_not_count() {
        let table = "points=1.2e1\nid=\"甲\"\nfrom=2021-05-17\n\n[a]\ny='''q\"\u{1}'''\n[b]\nx=[\n1000, -0.5,\n true]";
        let table = table.replace("'''q\"\u{1}'''", "\"q\\\"\\u0001\"");
        let script = "/* why */ fn f ( p )\n{\n  p.x>=1\n}";
        let schema = "{\"minimum\":0,\"maximum\":1.5,\"type\":\"number\"}";
        let other = sources(&table, script, schema, &[]);
        assert_eq!(other.digest(), sources(TABLE, SCRIPT, SCHEMA, &[]).digest());
    }

    #[test]
    fn every_part_counts() {
        let base = sources(TABLE, SCRIPT, SCHEMA, &[]).digest();
        let child = || sources("x = 1", "", "{}", &[]);
        let changed = [
            sources(&TABLE.replace("12.0", "12.1"), SCRIPT, SCHEMA, &[]),
            sources(TABLE, &SCRIPT.replace(">=", ">"), SCHEMA, &[]),
            sources(TABLE, SCRIPT, &SCHEMA.replace("1.50", "1.51"), &[]),
            sources(TABLE, SCRIPT, SCHEMA, &[("b", child())]),
            sources(TABLE, SCRIPT, SCHEMA, &[("c", child())]),
        ];
        for other in changed {
            assert_ne!(other.digest(), base);
        }
    }

    #[test]
    fn decimals_have_one_form() {
        for (written, canonical) in [
            ("12", "12"),
            ("12.0", "12"),
            ("+1.2e1", "12"),
            ("1200E-2", "12"),
            ("-0", "0"),
            ("0.000", "0"),
            ("-0.0500", "-0.05"),
            ("5e-3", "0.005"),
            ("1e20", "100000000000000000000"),
            ("123456789012345678901234567890.5", "123456789012345678901234567890.5"),
        ] {
            assert_eq!(decimal(written).as_deref(), Some(canonical), "{written}");
        }
        for refused in ["inf", "nan", "", ".", "1e99999999999", "1e5000", "1e-5000", "0x1"] {
            assert_eq!(decimal(refused), None, "{refused}");
        }
    }

    #[test]
    fn a_rulebook_has_the_same_digest_embedded_and_in_its_folder() {
        let rules = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
        for id in crate::Library::builtin().ids() {
            let folder = crate::rulebook::folder::load_folder(&rules.join(id)).unwrap();
            let embedded = crate::Library::builtin().sources(id).unwrap();
            assert_eq!(folder.digest().unwrap(), embedded.digest().unwrap(), "{id}");
        }
    }
}
