//! Which fields of a profile the rulebooks of a library declare, seen without loading the rulebooks.

use super::load::enterprise;
use crate::facts::json_schema::fragment;
use crate::facts::path::FactPath;
use crate::facts::schema::Schema;
use crate::rulebook::library::Library;

impl Library {
    /// Of these paths of fields, those that no rulebook of the library has in its profile.
    ///
    /// Only schemas are read, so this takes a small part of the time of loading the rulebooks. A schema that cannot be
    /// read declares nothing.
    ///
    /// ```
    /// use zhiheng::Library;
    /// let paths = ["quality_digital.late_changes_pct", "basic.nmae"];
    /// assert_eq!(Library::builtin().undeclared(paths), ["basic.nmae"]);
    /// ```
    pub fn undeclared<'p>(&self, paths: impl IntoIterator<Item = &'p str>) -> Vec<&'p str> {
        let mut left: Vec<&str> = paths.into_iter().collect();
        let mut strike = |schema: &Schema| {
            left.retain(|path| !path.parse::<FactPath>().is_ok_and(|path| path.resolve(schema).is_ok()));
        };
        if let Ok(schema) = enterprise() {
            strike(&schema);
        }
        for (file, text) in self.schema_texts() {
            if let Ok(nodes) = fragment(&text, &file) {
                strike(&Schema::from_nodes(nodes));
            }
        }
        left
    }
}
