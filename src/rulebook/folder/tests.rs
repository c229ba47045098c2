use super::*;
use std::path::PathBuf;

/// A folder of rulebooks that is removed at the end.
struct Shelves(PathBuf);

impl Shelves {
    fn new(name: &str) -> Shelves {
        let root = std::env::temp_dir().join(format!("zhiheng-{}-{name}", std::process::id()));
        let _ = std::fs::remove_dir_all(&root);
        std::fs::create_dir_all(root.join("rules/a")).unwrap();
        let shelves = Shelves(root.canonicalize().unwrap());
        shelves.put(
            "rules/a/rulebook.toml",
            table("a", "", "rows = [{ id = \"r\", title = \"r\", points = 1, rule = \"own.r\" }]"),
        );
        shelves.put("rules/a/own.rhai", "fn r(p) { true }");
        shelves
    }

    fn put(&self, path: &str, text: impl AsRef<[u8]>) {
        let path = self.0.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn table(&self, head: &str) {
        self.put(
            "rules/a/rulebook.toml",
            table("a", head, "rows = [{ id = \"r\", title = \"r\", points = 1, rule = \"own.r\" }]"),
        );
    }

    fn load(&self) -> Sources {
        load_folder(&self.0.join("rules/a")).unwrap()
    }

    fn found(&self) -> Vec<String> {
        self.load().all_findings().iter().map(ToString::to_string).collect()
    }
}

impl Drop for Shelves {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn table(id: &str, head: &str, group: &str) -> String {
    format!(
        "format = 1\nid = \"{id}\"\nversion = \"1.0.0\"\ntitle = \"t\"\nstatus = \"project\"\neffective = {{ from = 2021-01-01 }}\n\
         {head}\n[score]\ncombine = \"sum\"\n[[groups]]\nid = \"g\"\ntitle = \"g\"\n{group}\n"
    )
}

fn error(path: &Path) -> String {
    load_folder(path).unwrap_err().diagnostics()[0].code.to_owned()
}

#[test]
fn a_folder_gives_its_table_and_scripts() {
    let shelves = Shelves::new("own");
    shelves.put("rules/a/cases/x.toml", "");
    shelves.put("rules/a/.#own.rhai", "not one of ours");
    shelves.put("rules/a/notes.txt", "neither");
    let sources = shelves.load();
    assert_eq!(sources.all_findings(), []);
    assert_eq!(sources.manifest_file(), "rulebook.toml");
    assert_eq!(sources.scripts.keys().collect::<Vec<_>>(), ["own"]);
    let own = &sources.scripts["own"];
    assert_eq!((own.file.as_str(), own.foreign, own.used), ("own.rhai", false, false));
    assert!(sources.digest().is_some());
}

#[test]
fn the_table_itself_may_be_named() {
    let shelves = Shelves::new("table");
    assert_eq!(load_folder(&shelves.0.join("rules/a/rulebook.toml")).unwrap().manifest_file(), "rulebook.toml");
}

#[test]
fn used_scripts_come_from_the_library_or_are_built_in() {
    let shelves = Shelves::new("used");
    shelves.put("rules/lib/shared.rhai", "fn s(p) { 1 }");
    shelves.table("use = [\"../lib/shared.rhai\", \"builtin:enterprise\", \"own.rhai\"]");
    let sources = shelves.load();
    assert_eq!(sources.all_findings(), []);
    let shown: Vec<_> =
        sources.scripts.values().map(|s| (s.file.as_str(), s.path.as_str(), s.foreign, s.used)).collect();
    assert_eq!(
        shown,
        [
            ("builtin:lib/enterprise.rhai", "builtin:enterprise", true, true),
            ("own.rhai", "own.rhai", false, true),
            ("../lib/shared.rhai", "../lib/shared.rhai", true, true),
        ]
    );
    assert!(sources.texts().contains_key("../lib/shared.rhai"));
}

#[test]
fn a_used_script_that_is_missing_names_the_nearest() {
    let shelves = Shelves::new("missing");
    shelves.put("rules/lib/shared.rhai", "");
    shelves.table("use = [\"../lib/shard.rhai\", \"builtin:enterprize\", \"owm.rhai\"]");
    assert_eq!(
        shelves.found(),
        [
            "rulebook.toml:7:8: there is no script `../lib/shard.rhai` [missing-script]: did you mean `../lib/shared.rhai`?",
            "rulebook.toml:7:29: there is no script `builtin:enterprize` [missing-script]: did you mean `builtin:enterprise`?",
            "rulebook.toml:7:51: there is no script `owm.rhai` [missing-script]: did you mean `own.rhai`?",
        ]
    );
}

#[test]
fn paths_that_leave_the_library_or_are_no_scripts_are_refused() {
    let shelves = Shelves::new("outside");
    shelves.put("secret.rhai", "");
    shelves.table("use = [\"../../secret.rhai\", \"/etc/x.rhai\", \"..\\\\lib\\\\x.rhai\", \"own\"]");
    let codes: Vec<_> = shelves.load().findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["outside-library", "outside-library", "bad-script-path", "bad-script-path"]);
}

#[cfg(unix)]
#[test]
fn links_that_leave_the_library_are_refused() {
    let shelves = Shelves::new("links");
    shelves.put("secret.rhai", "fn s(p) { 1 }");
    shelves.put("rules/lib/inside.rhai", "fn i(p) { 1 }");
    let link = |from: &str, to: &str| std::os::unix::fs::symlink(shelves.0.join(to), shelves.0.join(from)).unwrap();
    link("rules/a/outside.rhai", "secret.rhai");
    link("rules/a/inside.rhai", "rules/lib/inside.rhai");
    link("rules/lib/link.rhai", "secret.rhai");
    link("rules/b", "");
    shelves.table("use = [\"../lib/link.rhai\", \"../b/secret.rhai\"]");
    let sources = shelves.load();
    let codes: Vec<_> = sources.findings.iter().map(|finding| finding.code).collect();
    assert_eq!(codes, ["outside-library"; 3]);
    assert!(sources.scripts.contains_key("inside"));
}

#[cfg(unix)]
#[test]
fn a_folder_in_place_of_a_file_is_refused() {
    let shelves = Shelves::new("device");
    std::fs::create_dir(shelves.0.join("rules/a/x.rhai")).unwrap();
    assert_eq!(shelves.load().findings[0].code, "not-a-file");
}

#[test]
fn two_scripts_of_one_name_are_an_error() {
    let shelves = Shelves::new("twice");
    shelves.put("rules/lib/own.rhai", "");
    shelves.table("use = [\"../lib/own.rhai\"]");
    assert_eq!(shelves.load().findings[0].code, "script-twice");
}

#[test]
fn schemas_are_read_and_json_mistakes_have_a_place() {
    let shelves = Shelves::new("schema");
    shelves.put("rules/a/p.json", "{ \"type\": \"object\" }");
    shelves.put("rules/a/bad.json", "{\n  \"type\" 1\n}");
    shelves.table("profile = { schema = \"p.json\", extend = \"bad.json\" }");
    let sources = shelves.load();
    assert_eq!(sources.schemas["p.json"].json["type"], "object");
    assert_eq!(sources.findings[0].code, "bad-json");
    assert_eq!(sources.findings[0].place, Place::at("bad.json", 2, 10, 1));
}

#[test]
fn text_in_another_encoding_is_told_by_its_file() {
    let shelves = Shelves::new("gbk");
    shelves.put("rules/a/own.rhai", b"// \xD6\xCA\xC1\xBF");
    assert!(shelves.found()[0].starts_with("own.rhai: `own.rhai` is not UTF-8 text from line 1 on [not-utf8]"));
    shelves.put("rules/a/rulebook.toml", b"title = \"\xD6\xCA\xC1\xBF\"");
    assert_eq!(error(&shelves.0.join("rules/a")), "not-utf8");
}

#[test]
fn a_byte_order_mark_is_no_mistake() {
    let shelves = Shelves::new("bom");
    let before = shelves.load().digest();
    let path = shelves.0.join("rules/a/rulebook.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, format!("\u{FEFF}{}", text.replace('\n', "\r\n"))).unwrap();
    assert_eq!(shelves.found(), [""; 0]);
    assert_eq!(shelves.load().digest(), before);
}

#[test]
fn where_there_is_no_rulebook_the_error_says_what_there_is() {
    let shelves = Shelves::new("none");
    assert_eq!(error(&shelves.0.join("rules")), "rulebooks-below");
    assert_eq!(error(&shelves.0.join("rules/b")), "missing-file");
    std::fs::create_dir(shelves.0.join("rules/empty")).unwrap();
    assert_eq!(error(&shelves.0.join("rules/empty")), "no-rulebook");
}

#[test]
fn a_table_that_is_no_toml_is_told_with_its_place() {
    let shelves = Shelves::new("toml");
    shelves.put("rules/a/rulebook.toml", "format = 1\nid = \n");
    let sources = shelves.load();
    assert!(sources.manifest.is_none() && sources.has_errors());
    assert_eq!(sources.error(Vec::new()).diagnostics()[0].place.line, 2);
}

mod children {
    use super::*;

    fn holding(id: &str) -> String {
        format!("rulebook = \"{id}\"")
    }

    #[test]
    fn a_child_is_the_sibling_with_that_id_else_the_built_in_one() {
        let shelves = Shelves::new("child");
        shelves.put("rules/a/rulebook.toml", table("a", "", &holding("quality-maturity")));
        let sources = shelves.load();
        assert_eq!(sources.all_findings(), []);
        assert_eq!(sources.children["quality-maturity"].manifest_file(), "builtin:quality-maturity/rulebook.toml");

        let row = "rows = [{ id = \"r\", title = \"r\", points = 1, rule = \"s.r\" }]";
        shelves
            .put("rules/quality-maturity/rulebook.toml", table("quality-maturity", "use = [\"../lib/x.rhai\"]", row));
        shelves.put("rules/quality-maturity/s.rhai", "fn r(p) { true }");
        shelves.put("rules/lib/x.rhai", "");
        let own = shelves.load();
        assert_eq!(own.all_findings(), []);
        let child = &own.children["quality-maturity"];
        let files: Vec<_> = child.scripts.values().map(|script| script.file.as_str()).collect();
        assert_eq!(files, ["../quality-maturity/s.rhai", "../lib/x.rhai"]);
        assert_ne!(own.digest(), sources.digest());
    }

    #[test]
    fn mistakes_of_a_child_are_told_by_its_own_files() {
        let shelves = Shelves::new("child-mistake");
        shelves.put("rules/a/rulebook.toml", table("a", "", &holding("b")));
        shelves.put("rules/b/rulebook.toml", table("b", "", "rows = []"));
        assert!(shelves.found()[0].starts_with("../b/rulebook.toml:11:6: the group `g` holds nothing"));
        assert!(shelves.load().has_errors());
    }

    #[test]
    fn a_child_that_is_missing_names_the_nearest() {
        let shelves = Shelves::new("child-missing");
        shelves.put("rules/a/rulebook.toml", table("a", "", &holding("quality-maturty")));
        assert!(shelves.found()[0].ends_with("[unknown-rulebook]: did you mean `quality-maturity`?"));
    }

    #[test]
    fn rulebooks_that_hold_each_other_are_an_error() {
        let shelves = Shelves::new("circle");
        shelves.put("rules/a/rulebook.toml", table("a", "", &holding("b")));
        shelves.put("rules/b/rulebook.toml", table("b", "", &holding("a")));
        assert!(shelves.found()[0].contains("in a circle: a → b → a [rulebook-cycle]"));
    }

    #[test]
    fn a_rulebook_that_holds_itself_is_an_error() {
        let shelves = Shelves::new("itself");
        shelves.put("rules/a/rulebook.toml", table("a", "", &holding("a")));
        assert!(shelves.found()[0].contains("in a circle: a → a [rulebook-cycle]"));
    }

    #[test]
    fn a_folder_with_another_id_is_an_error() {
        let shelves = Shelves::new("other-id");
        shelves.put("rules/a/rulebook.toml", table("a", "", &holding("b")));
        shelves.put("rules/b/rulebook.toml", table("c", "", "rulebook = \"quality-maturity\""));
        assert_eq!(shelves.load().findings[0].code, "other-id");
    }

    #[test]
    fn a_child_of_items_needs_as_group() {
        let shelves = Shelves::new("items");
        shelves.put("rules/a/rulebook.toml", table("a", "", &holding("three-same")));
        assert_eq!(shelves.load().findings[0].code, "needs-as-group");
    }
}
