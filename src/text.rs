//! Texts that people read, in Chinese and English.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

/// A language in which zhiheng speaks to people.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Chinese, as written in mainland China.
    #[default]
    Zh,
    /// English.
    En,
}

impl Lang {
    /// The code of the language: `zh` or `en`.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Zh => "zh",
            Lang::En => "en",
        }
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl FromStr for Lang {
    type Err = UnknownLang;

    fn from_str(code: &str) -> Result<Lang, UnknownLang> {
        match code {
            "zh" => Ok(Lang::Zh),
            "en" => Ok(Lang::En),
            _ => Err(UnknownLang),
        }
    }
}

/// A language code other than `zh` and `en`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the language is neither `zh` nor `en`")]
pub struct UnknownLang;

/// A text in Chinese and, mostly, in English.
///
/// Written as a string where both languages share it, else as a table `{ zh = "…", en = "…" }`.
///
/// ```
/// use zhiheng::{Lang, Text};
/// let title = Text::new("产品质量分级评价", "Product quality grading");
/// assert_eq!(title.get(Lang::Zh), "产品质量分级评价");
/// assert_eq!(Text::plain("AF-5L").get(Lang::En), "AF-5L");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text {
    zh: String,
    en: Option<String>,
}

impl Text {
    /// A text in both languages.
    pub fn new(zh: impl Into<String>, en: impl Into<String>) -> Text {
        Text { zh: zh.into(), en: Some(en.into()) }
    }

    /// A text that is the same in every language, such as a name or a code.
    pub fn plain(text: impl Into<String>) -> Text {
        Text { zh: text.into(), en: None }
    }

    /// The text in `lang`; the Chinese one where there is no English.
    pub fn get(&self, lang: Lang) -> &str {
        match (lang, &self.en) {
            (Lang::En, Some(en)) => en,
            _ => &self.zh,
        }
    }

    /// Whether the text was given in English as well.
    pub fn is_translated(&self) -> bool {
        self.en.is_some()
    }

    /// Whether there is nothing to read.
    pub fn is_empty(&self) -> bool {
        self.zh.is_empty()
    }

    /// The text in `lang` with its `{name}`s filled in; one that nobody fills is left out.
    #[cfg(any(feature = "authoring", feature = "report"))]
    pub(crate) fn fill(&self, lang: Lang, values: &[(&str, &dyn fmt::Display)]) -> String {
        let mut filled = String::new();
        let mut rest = self.get(lang);
        while let Some((before, (name, after))) =
            rest.split_once('{').and_then(|(before, tail)| Some((before, tail.split_once('}')?)))
        {
            filled.push_str(before);
            if let Some((_, value)) = values.iter().find(|(key, _)| *key == name) {
                filled.push_str(&value.to_string());
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }

    /// The text with `change` applied to each language.
    pub fn map(&self, change: impl Fn(&str) -> String) -> Text {
        Text { zh: change(&self.zh), en: self.en.as_deref().map(change) }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Text {
        Text::plain(text)
    }
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Written {
    Plain(String),
    ByLang(ByLang),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ByLang {
    zh: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    en: Option<String>,
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.en {
            None => serializer.serialize_str(&self.zh),
            Some(en) => ByLang { zh: self.zh.clone(), en: Some(en.clone()) }.serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
        Ok(match Written::deserialize(deserializer)? {
            Written::Plain(zh) => Text { zh, en: None },
            Written::ByLang(ByLang { zh, en }) => Text { zh, en },
        })
    }
}

impl JsonSchema for Text {
    fn schema_name() -> Cow<'static, str> {
        "Text".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A text: a string, or a table by language.",
            "anyOf": [
                { "type": "string" },
                {
                    "type": "object",
                    "properties": { "zh": { "type": "string" }, "en": { "type": "string" } },
                    "required": ["zh"],
                    "additionalProperties": false
                }
            ]
        })
    }
}
