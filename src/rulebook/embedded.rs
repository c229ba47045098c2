//! The rulebooks and shared scripts that come with the library, as text.

macro_rules! embed {
    ($($path:literal,)*) => {
        /// Every file under `rules/` but the worked cases, by path, in order.
        pub(super) const FILES: &[(&str, &str)] =
            &[$(($path, include_str!(concat!("../../rules/", $path))),)*];
    };
}

embed! {
    "lib/enterprise.rhai",
    "product-grading/gates.rhai",
    "product-grading/indicators.rhai",
    "product-grading/rulebook.toml",
    "quality-maturity/elements.rhai",
    "quality-maturity/gates.rhai",
    "quality-maturity/rulebook.toml",
    "srdi-sme/gates.rhai",
    "srdi-sme/items.rhai",
    "srdi-sme/rulebook.toml",
    "three-same/gates.rhai",
    "three-same/rulebook.toml",
    "three-same/same.rhai",
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
                (true, "cases") => {}
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
