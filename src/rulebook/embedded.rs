//! The rulebooks and shared scripts that come with the library, as text.

macro_rules! embed {
    ($($path:literal,)*) => {
        /// Every file under `rules/` but what tests rulebooks, by path, in order.
        pub(super) const FILES: &[(&str, &str)] =
            &[$(($path, include_str!(concat!("../../rules/", $path))),)*];
    };
}

embed! {
    "brand-cultivation/activities.rhai",
    "brand-cultivation/entry.rhai",
    "brand-cultivation/extra.schema.json",
    "brand-cultivation/gates.rhai",
    "brand-cultivation/rulebook.toml",
    "brand-cultivation/steps.rhai",
    "brand-cultivation/strength.rhai",
    "clusters/chips.rhai",
    "clusters/conditions.rhai",
    "clusters/membership.rhai",
    "clusters/projects.rhai",
    "clusters/rulebook.toml",
    "excellence/extra.schema.json",
    "excellence/gates.rhai",
    "excellence/items.rhai",
    "excellence/rulebook.toml",
    "first-set/conditions.rhai",
    "first-set/extra.schema.json",
    "first-set/gates.rhai",
    "first-set/rulebook.toml",
    "high-tech/extra.schema.json",
    "high-tech/gates.rhai",
    "high-tech/points.rhai",
    "high-tech/rulebook.toml",
    "innovation-platform/capability.rhai",
    "innovation-platform/conditions.rhai",
    "innovation-platform/gates.rhai",
    "innovation-platform/innovation.rhai",
    "innovation-platform/national.rhai",
    "innovation-platform/products.rhai",
    "innovation-platform/provincial.rhai",
    "innovation-platform/rulebook.toml",
    "innovative-sme/extra.schema.json",
    "innovative-sme/gates.rhai",
    "innovative-sme/items.rhai",
    "innovative-sme/rulebook.toml",
    "lib/enterprise.rhai",
    "line-grading/extra.schema.json",
    "line-grading/gates.rhai",
    "line-grading/lines.rhai",
    "line-grading/rulebook.toml",
    "plan-2021/gates.rhai",
    "plan-2021/rulebook.toml",
    "product-grading/gates.rhai",
    "product-grading/indicators.rhai",
    "product-grading/rulebook.toml",
    "quality-capability/digital.rhai",
    "quality-capability/drive.rhai",
    "quality-capability/gates.rhai",
    "quality-capability/marks.rhai",
    "quality-capability/results.rhai",
    "quality-capability/rulebook.toml",
    "quality-capability/system.rhai",
    "quality-digital/extra.schema.json",
    "quality-digital/gates.rhai",
    "quality-digital/rows.rhai",
    "quality-digital/rulebook.toml",
    "quality-maturity/elements.rhai",
    "quality-maturity/gates.rhai",
    "quality-maturity/rulebook.toml",
    "quality-responsibility/extra.schema.json",
    "quality-responsibility/gates.rhai",
    "quality-responsibility/rulebook.toml",
    "quality-responsibility/spirits.rhai",
    "quality-talent/extra.schema.json",
    "quality-talent/gates.rhai",
    "quality-talent/rulebook.toml",
    "quality-talent/talent.rhai",
    "smart-manufacturing/extra.schema.json",
    "smart-manufacturing/gates.rhai",
    "smart-manufacturing/levels.rhai",
    "smart-manufacturing/rulebook.toml",
    "smart-manufacturing/titles.rhai",
    "srdi-sme/gates.rhai",
    "srdi-sme/items.rhai",
    "srdi-sme/rulebook.toml",
    "supply-chain/chain.rhai",
    "supply-chain/extra.schema.json",
    "supply-chain/gates.rhai",
    "supply-chain/rulebook.toml",
    "three-same/gates.rhai",
    "three-same/rulebook.toml",
    "three-same/same.rhai",
    "tqm/gates.rhai",
    "tqm/rulebook.toml",
    "tqm/tqm.rhai",
}

/// The text of a file, by its path under `rules/`.
pub(super) fn file(path: &str) -> Option<&'static str> {
    FILES.iter().find(|(known, _)| *known == path).map(|(_, text)| *text)
}

/// The folders that hold a rulebook, in order; each is named by the id of its rulebook.
pub(super) fn rulebooks() -> impl Iterator<Item = &'static str> {
    FILES.iter().filter_map(|(path, _)| path.strip_suffix("/rulebook.toml"))
}

/// The scripts right in a folder, by file name.
pub(super) fn scripts(folder: &str) -> impl Iterator<Item = &'static str> {
    let inside = move |path: &'static str| path.strip_prefix(folder)?.strip_prefix('/');
    FILES.iter().filter_map(move |(path, _)| inside(path)).filter(|name| name.ends_with(".rhai") && !name.contains('/'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    fn files_below(folder: &Path, prefix: &str, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).unwrap() {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            match (entry.file_type().unwrap().is_dir(), name.as_str()) {
                (true, "cases") | (false, "mutants.toml") => {}
                (true, _) => files_below(&entry.path(), &format!("{prefix}{name}/"), found),
                (false, _) => found.push(format!("{prefix}{name}")),
            }
        }
    }

    #[test]
    fn every_file_under_rules_is_embedded_in_order() {
        let mut found = Vec::new();
        files_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("rules"), "", &mut found);
        found.sort();
        let embedded: Vec<&str> = FILES.iter().map(|(path, _)| *path).collect();
        let lines: String = found.iter().map(|path| format!("    \"{path}\",\n")).collect();
        assert_eq!(embedded, found, "the list in this file should be\n{lines}");
    }
}
