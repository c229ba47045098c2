//! How a list of codes to choose from is declared.

use crate::text::Text;
use schemars::{Schema, json_schema};
use serde_json::{Map, Value, json};

/// Declares a list of codes, each with its label: `Variant = "code" "中文" "English";`.
macro_rules! choices {
    (
        $(#[$doc:meta])*
        $Choice:ident {
            $($Variant:ident = $code:literal $zh:literal $en:literal;)+
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        #[non_exhaustive]
        pub enum $Choice {
            $(
                #[doc = concat!("`", $code, "`: ", $en, " (", $zh, ").")]
                #[serde(rename = $code)]
                $Variant,
            )+
        }

        impl $Choice {
            /// Every choice, in the order of the form.
            pub const ALL: &'static [$Choice] = &[$($Choice::$Variant),+];

            /// The choice as profiles write it.
            pub fn code(self) -> &'static str {
                match self {
                    $($Choice::$Variant => $code,)+
                }
            }

            /// The choice as people read it.
            pub fn label(self) -> $crate::text::Text {
                match self {
                    $($Choice::$Variant => $crate::text::Text::new($zh, $en),)+
                }
            }
        }

        impl schemars::JsonSchema for $Choice {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($Choice).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                use $crate::profile::enterprise::choices;
                choices::schema($Choice::ALL.iter().map(|choice| (choice.code(), choice.label())))
            }
        }
    };
}

/// The schema of a list of codes with their labels.
pub(super) fn schema(choices: impl Iterator<Item = (&'static str, Text)>) -> Schema {
    let (codes, labels): (Vec<&str>, Map<String, Value>) =
        choices.map(|(code, label)| (code, (code.to_owned(), json!(label)))).unzip();
    json_schema!({ "type": "string", "enum": codes, "x-labels": labels })
}
