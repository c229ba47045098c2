//! How a section of the profile is declared: every field once, as a row of a table.

use schemars::{Schema, json_schema};
use serde_json::{Map, Value, json};

/// The clauses of the plan that a field serves, for its docs.
macro_rules! clauses {
    () => { "" };
    ($first:literal $($clause:literal)*) => { concat!(" Plan: ", $first $(, ", ", $clause)*, ".") };
}

/// Declares a section: a struct of optional fields with its docs and the schema that rulebooks, forms and reports read.
///
/// A row reads `field: kind "中文" "English" ["clause"];`, perhaps with `, absent VALUE`, what an empty answer means, and
/// `, help "中文" "English"`, a word for whoever fills it in. The kinds stand in `kind.rs`.
macro_rules! section {
    (
        $(#[$doc:meta])*
        $Section:ident {
            $(
                $field:ident: $kind:ident $(($($argument:tt)*))? $zh:literal $en:literal [$($clause:literal)*]
                $(, absent $absent:literal)? $(, help $help_zh:literal $help_en:literal)?;
            )+
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
        pub struct $Section {
            $(
                #[doc = concat!(
                    $en, " (", $zh, ")", kind!(doc $kind $(($($argument)*))?), ".", clauses!($($clause)*)
                    $(, "\n\nAn empty answer means `", $absent, "`.")? $(, "\n\n", $help_en, ".")?
                )]
                #[serde(default, skip_serializing_if = "Option::is_none")]
                pub $field: Option<kind!(type $kind $(($($argument)*))?)>,
            )+
        }

        impl schemars::JsonSchema for $Section {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($Section).into()
            }

            // A section stands where it belongs; only lists of codes are shared.
            fn inline_schema() -> bool {
                true
            }

            #[allow(unused_variables, reason = "only sections with parts or choices ask the generator")]
            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                use $crate::profile::enterprise::{kind, section};
                let rows = [$(
                    section::Row {
                        name: stringify!($field),
                        kind: kind!(schema generator, $kind $(($($argument)*))?),
                        title: ($zh, $en),
                        clauses: &[$($clause),*],
                        absent: section::first([$(serde_json::json!($absent))?]),
                        help: section::first([$(($help_zh, $help_en))?]),
                    }
                ),+];
                section::schema(rows.into())
            }
        }
    };
}

/// One field of a section: the schema of its kind and what is written beside it.
pub(super) struct Row {
    pub name: &'static str,
    pub kind: Value,
    pub title: (&'static str, &'static str),
    pub clauses: &'static [&'static str],
    pub absent: Option<Value>,
    pub help: Option<(&'static str, &'static str)>,
}

/// The one value that a row gives, or none.
pub(super) fn first<T, const N: usize>(given: [T; N]) -> Option<T> {
    given.into_iter().next()
}

/// The schema of a section.
pub(super) fn schema(rows: Vec<Row>) -> Schema {
    let properties: Map<String, Value> = (1..).zip(rows).map(|(place, row)| property(place, row)).collect();
    json_schema!({ "type": "object", "properties": properties, "additionalProperties": false })
}

/// A field by its name. `x-order` keeps its place in the form, which a JSON object does not.
fn property(place: usize, row: Row) -> (String, Value) {
    let mut annotations = Map::new();
    annotations.insert("title".into(), row.title.0.into());
    annotations.insert("x-title-en".into(), row.title.1.into());
    annotations.insert("x-order".into(), place.into());
    if !row.clauses.is_empty() {
        annotations.insert("x-clauses".into(), json!(row.clauses));
    }
    if let Some(absent) = row.absent {
        annotations.insert("x-absent".into(), absent);
    }
    if let Some((zh, en)) = row.help {
        annotations.insert("description".into(), zh.into());
        annotations.insert("x-description-en".into(), en.into());
    }
    let mut property = row.kind;
    if let Value::Object(keywords) = &mut property {
        keywords.append(&mut annotations);
    }
    (row.name.into(), property)
}
