//! The kinds of value that stand in a table: texts, ids, numbers, dates, rules, constants.

use super::table::{Table, Value};
use crate::diagnostic::{Diagnostic, nearest};
use crate::number::Number;
use crate::rulebook::manifest::{Amount, At, Const, Rule, Share, Status};
use crate::text::Text;
use jiff::civil::Date;
use std::collections::BTreeMap;
use toml::de::DeValue;

/// Ids that the engine itself gives.
const RESERVED: [&str; 3] = ["root", "barred", "ungraded"];

impl<'r, 'd> Value<'r, 'd> {
    fn at<T>(self, value: T) -> At<T> {
        At { value, span: self.span }
    }

    /// A string.
    pub fn string(self) -> Option<At<String>> {
        let text = self.node.as_str();
        if text.is_none() {
            self.refuse("expects-text");
        }
        text.map(|text| self.at(text.to_owned()))
    }

    /// A text: a string, or a table by language.
    pub fn text(self) -> Option<Text> {
        match self.node {
            DeValue::String(text) => Some(Text::plain(text.as_ref())),
            DeValue::Table(_) => {
                let mut table = self.table("Text")?;
                let zh = table.optional("zh").map(Value::string);
                let en = table.optional("en").map(Value::string);
                if zh.is_none() && en.is_none() {
                    table.missing("zh");
                }
                table.finish();
                match (zh.flatten(), en.flatten()) {
                    (Some(zh), Some(en)) => Some(Text::new(zh.value, en.value)),
                    (Some(only), None) | (None, Some(only)) => Some(Text::plain(only.value)),
                    (None, None) => None,
                }
            }
            _ => {
                self.refuse("expects-title");
                None
            }
        }
    }

    /// A list of texts.
    pub fn texts(self) -> Vec<Text> {
        self.list().unwrap_or_default().into_iter().filter_map(Value::text).collect()
    }

    /// One string, or a list of them.
    pub fn strings(self) -> Vec<At<String>> {
        match self.node {
            DeValue::String(_) => self.string().into_iter().collect(),
            _ => self.list().unwrap_or_default().into_iter().filter_map(Value::string).collect(),
        }
    }

    /// An id: letters of any script, digits, `_`, `-`; none that the engine gives itself.
    pub fn id(self) -> Option<At<String>> {
        let id = self.string()?;
        if !is_id(&id.value) {
            self.refuse("bad-id");
            return None;
        }
        if RESERVED.contains(&id.value.as_str()) {
            self.refuse("reserved-id");
            return None;
        }
        Some(id)
    }

    pub fn truth(self) -> Option<bool> {
        let truth = self.node.as_bool();
        if truth.is_none() {
            self.refuse("expects-truth");
        }
        truth
    }

    /// One of the given words.
    pub fn word<T: Copy>(self, words: &[(&str, T)]) -> Option<At<T>> {
        if let Some(word) = self.node.as_str()
            && let Some((_, value)) = words.iter().find(|(known, _)| *known == word)
        {
            return Some(self.at(*value));
        }
        let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let allowed = known.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(" ");
        let found = self.reader.snippet(self.span);
        let args = [("key", self.key), ("found", found.as_str()), ("allowed", allowed.as_str())];
        let finding = Diagnostic::error("unknown-word", self.reader.lines().place(self.span), &args);
        let near = self.node.as_str().and_then(|word| nearest(word, known));
        self.reader.report(finding.suggest(near));
        None
    }

    pub fn status(self) -> Option<Status> {
        let words = [("official", Status::Official), ("adapted", Status::Adapted), ("project", Status::Project)];
        self.word(&words).map(|status| status.value)
    }

    /// A number, exactly as it is written.
    pub fn number(self) -> Option<Number> {
        let text = match self.node {
            DeValue::Integer(written) if written.radix() == 10 => written.as_str(),
            DeValue::Float(written) if !written.as_str().contains(['n', 'N']) => written.as_str(),
            DeValue::Integer(_) | DeValue::Float(_) => {
                self.refuse("refused-number");
                return None;
            }
            _ => {
                self.refuse("expects-number");
                return None;
            }
        };
        let number = Number::parse(text.trim_start_matches('+')).ok();
        if number.is_none() {
            self.refuse("long-number");
        }
        number
    }

    /// An integer between two bounds.
    pub fn integer(self, least: i64, most: i64) -> Option<i64> {
        let number = self.number()?;
        let integer = number.to_i64().filter(|integer| (least..=most).contains(integer));
        if integer.is_none() {
            let (found, least, most) = (self.reader.snippet(self.span), least.to_string(), most.to_string());
            let args = [("key", self.key), ("found", &*found), ("least", &*least), ("most", &*most)];
            self.reader.error("expects-integer", self.span, &args);
        }
        integer
    }

    /// The parameter that stands for a number: `"params.NAME"`.
    fn param(self) -> Option<String> {
        self.node.as_str().and_then(|text| text.strip_prefix("params.")).filter(|name| is_id(name)).map(str::to_owned)
    }

    fn is_number(self) -> bool {
        matches!(self.node, DeValue::Integer(_) | DeValue::Float(_))
    }

    /// A number or the parameter that gives it.
    pub fn amount(self) -> Option<At<Amount>> {
        if let Some(name) = self.param() {
            return Some(self.at(Amount::Param(name)));
        }
        if !self.is_number() {
            self.refuse("expects-amount");
            return None;
        }
        self.number().map(|number| self.at(Amount::Number(number)))
    }

    /// A share: a number in percent, a fraction `"2/3"`, or a parameter.
    pub fn share(self) -> Option<At<Share>> {
        if let Some(name) = self.param() {
            return Some(self.at(Share::Param(name)));
        }
        let percent = match self.node {
            DeValue::String(text) => text.split_once('/').and_then(|(part, whole)| {
                let digits = |text: &str| text.trim().parse::<u32>().ok().map(i64::from);
                let (part, whole) = (digits(part)?, digits(whole)?);
                Number::from_ratio(part.checked_mul(100)?, whole)
            }),
            _ if self.is_number() => Some(self.number()?),
            _ => None,
        };
        let within = percent.filter(|percent| (Number::from(0)..=Number::from(100)).contains(percent));
        if within.is_none() {
            self.refuse("expects-share");
        }
        within.map(|percent| self.at(Share::Percent(percent)))
    }

    /// The percentage in a string such as `"60%"`.
    pub fn percent(self) -> Option<Number> {
        let text = self.node.as_str()?.strip_suffix('%')?.trim_end();
        let plain = !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == '.');
        plain.then(|| Number::parse(text).ok()).flatten()
    }

    /// A calendar date without a time.
    pub fn date(self) -> Option<Date> {
        let date = match self.node {
            DeValue::Datetime(written) => civil(written),
            // a date in quotation marks is plainly a date where nothing else can stand
            DeValue::String(text) => text.parse().ok().filter(|date: &Date| date.to_string() == text.as_ref()),
            _ => None,
        };
        if date.is_none() {
            self.refuse("expects-date");
        }
        date
    }

    /// `SCRIPT.FUNCTION`, or `FUNCTION` alone where a script is implied.
    pub fn rule(self) -> Option<At<Rule>> {
        let text = self.string()?;
        let (script, function) = match text.value.split_once('.') {
            Some((script, function)) => (Some(script), function),
            None => (None, text.value.as_str()),
        };
        if script.is_some_and(|script| !is_id(script)) || !is_identifier(function) {
            self.refuse("bad-rule");
            return None;
        }
        let rule = Rule { script: script.map(str::to_owned), function: function.to_owned() };
        Some(self.at(rule))
    }

    /// A constant of any kind.
    pub fn constant(self) -> Option<Const> {
        Some(match self.node {
            DeValue::Boolean(truth) => Const::Bool(*truth),
            DeValue::String(text) => Const::Text(text.to_string()),
            DeValue::Integer(_) | DeValue::Float(_) => Const::Number(self.number()?),
            DeValue::Datetime(_) => Const::Date(self.date()?),
            DeValue::Array(_) => {
                let elements: Vec<_> = self.elements().into_iter().map(Value::constant).collect();
                Const::List(elements.into_iter().collect::<Option<_>>()?)
            }
            DeValue::Table(_) => Const::Map(self.table("Constants")?.constants()?),
        })
    }
}

impl Table<'_, '_> {
    /// The entries of a table of constants.
    pub fn constants(self) -> Option<BTreeMap<String, Const>> {
        let entries: Vec<_> = self.entries().into_iter().map(|(key, value)| Some((key, value.constant()?))).collect();
        entries.into_iter().collect()
    }
}

/// Whether the text is made of letters of any script, digits, `_` and `-`.
pub(crate) fn is_id(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'))
}

/// Whether the text can name a function of a script.
pub(crate) fn is_identifier(text: &str) -> bool {
    let begins = text.trim_start_matches('_').chars().next().is_some_and(char::is_alphabetic);
    begins && text.chars().all(|c| c.is_alphanumeric() || c == '_') && !KEYWORDS.contains(&text)
}

/// Words that Rhai keeps for itself, so that no function can be called by them.
const KEYWORDS: &[&str] = &[
    "as",
    "async",
    "await",
    "break",
    "call",
    "case",
    "catch",
    "const",
    "continue",
    "curry",
    "debug",
    "default",
    "do",
    "else",
    "eval",
    "exit",
    "export",
    "false",
    "fn",
    "Fn",
    "for",
    "global",
    "go",
    "goto",
    "if",
    "import",
    "in",
    "is",
    "is_def_fn",
    "is_def_var",
    "is_shared",
    "let",
    "loop",
    "match",
    "module",
    "new",
    "nil",
    "null",
    "package",
    "print",
    "private",
    "protected",
    "public",
    "return",
    "shared",
    "spawn",
    "static",
    "super",
    "switch",
    "sync",
    "this",
    "thread",
    "throw",
    "true",
    "try",
    "type_of",
    "until",
    "use",
    "var",
    "void",
    "while",
    "with",
    "yield",
];

fn civil(written: &toml::value::Datetime) -> Option<Date> {
    if written.time.is_some() || written.offset.is_some() {
        return None;
    }
    let date = written.date?;
    Date::new(i16::try_from(date.year).ok()?, i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?).ok()
}
