//! Running the program, and folders to run it in.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// What a run gave.
#[derive(Debug)]
pub struct Ran {
    /// The exit code; none where a signal ended the run.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Ran {
    /// Everything, for snapshots.
    pub fn shown(&self) -> String {
        format!("exit {}\n--- out ---\n{}--- err ---\n{}", self.code.unwrap(), self.out, self.err)
    }

    /// Checks the exit code, and that it did not come from a panic.
    #[track_caller]
    pub fn exits(self, code: i32) -> Ran {
        assert!(!self.err.contains("panicked"), "{}", self.err);
        assert_eq!(self.code, Some(code), "{}{}", self.out, self.err);
        self
    }
}

/// The root of the workspace.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The program, to be run in `folder`, in Chinese and without colours.
pub fn program(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zhiheng"));
    command.current_dir(folder).args(args);
    for name in ["ZHIHENG_LANG", "NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
        command.env_remove(name);
    }
    command
}

/// Runs the program in the root of the workspace.
pub fn zhiheng(args: &[&str]) -> Ran {
    zhiheng_in(&root(), args)
}

/// Runs the program in `folder`.
pub fn zhiheng_in(folder: &Path, args: &[&str]) -> Ran {
    with_input(program(folder, args), b"")
}

/// Runs the program with `input` on standard input.
pub fn with_input(mut command: Command, input: &[u8]) -> Ran {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // a program that does not read its input closes it
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    Ran {
        code: output.status.code(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A folder that goes away, holding `files` by path.
pub fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, content) in files {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }
    folder
}

/// A small rulebook of one row, its table.
pub const TABLE: &str = r#"format = 1
id = "small"
version = "1.0.0"
title = { zh = "小评价", en = "Small rulebook" }
status = "project"
effective = { from = 2021-01-01 }

[profile]
schema = "profile.schema.json"

[[sources]]
id = "plan"
title = "工作计划"

[params.least]
title = { zh = "最低次数", en = "Least times" }
basis = "plan:一"
value = 3

[score]
combine = "sum"
script = "rules"

[[groups]]
id = "work"
title = { zh = "工作", en = "Work" }
rows = [
  { id = "times", title = { zh = "次数", en = "Times" }, points = 10, basis = ["plan:一"], advice = { zh = "多做几次", en = "do it more often" } },
]

[[levels]]
id = "pass"
title = { zh = "合格", en = "Pass" }
basis = "plan:一"
any = [ { score = 6 } ]
"#;

/// Its script.
pub const SCRIPT: &str = r#"fn times(p) { if p.times >= params.least { points(10) } else { points(5) } }
"#;

/// Its profile's schema.
pub const SCHEMA: &str = r#"{
  "type": "object",
  "properties": {
    "name": { "type": "string", "title": "名称", "x-title-en": "Name" },
    "times": { "type": "integer", "minimum": 0, "title": "次数", "x-title-en": "Times", "x-unit": "次" },
    "tags": { "type": "array", "title": "标签", "items": { "type": "object", "properties": { "id": { "type": "string", "title": "编号" } } } }
  }
}
"#;

/// A folder with the small rulebook in `small/`, some text in it replaced.
pub fn small(replace: &[(&str, &str)]) -> TempDir {
    let mut table = TABLE.to_owned();
    for (from, to) in replace {
        assert_eq!(table.matches(from).count(), 1, "`{from}` stands once");
        table = table.replacen(from, to, 1);
    }
    folder(&[
        ("small/rulebook.toml", &table),
        ("small/rules.rhai", SCRIPT),
        ("small/profile.schema.json", SCHEMA),
        ("good.json", r#"{ "as_of": "2022-06-30", "name": "甲厂", "times": 4 }"#),
    ])
}
