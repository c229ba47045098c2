//! Help, versions, languages, and calls that are wrong.

use crate::run::{program, root, with_input, zhiheng};
use insta::assert_snapshot;

#[test]
fn help_speaks_chinese_by_default() {
    assert_snapshot!(zhiheng(&["--help"]).exits(0).out);
}

#[test]
fn help_of_a_command_speaks_english_when_asked() {
    assert_snapshot!(zhiheng(&["assess", "--help", "--lang", "en"]).exits(0).out);
}

#[test]
fn a_call_without_a_command_shows_the_help_and_is_wrong() {
    let ran = zhiheng(&[]).exits(2);
    assert_eq!(ran.out, "");
    assert!(ran.err.contains("用法：zhiheng"), "{}", ran.err);
}

#[test]
fn the_language_may_come_from_the_environment_and_the_call_wins() {
    let mut command = program(&root(), &["--help"]);
    command.env("ZHIHENG_LANG", "en");
    assert!(with_input(command, b"").exits(0).out.contains("Usage: zhiheng"));
    let mut command = program(&root(), &["--help", "--lang", "zh"]);
    command.env("ZHIHENG_LANG", "en");
    assert!(with_input(command, b"").exits(0).out.contains("用法：zhiheng"));
    let mut command = program(&root(), &["--version"]);
    command.env("ZHIHENG_LANG", "fr");
    let ran = with_input(command, b"").exits(0);
    assert!(ran.err.contains("ZHIHENG_LANG") && ran.err.contains("`fr`"), "{}", ran.err);
}

/// Each wrong call with its message.
const WRONG: &[(&[&str], &str)] = &[
    (&["asses"], "没有 `asses` 这一命令\n  建议: 是不是想写 `assess`？"),
    (&["assess"], "缺少 <自评表>...\n  建议: 用法见 `zhiheng assess --help`"),
    (&["assess", "a.json", "--fomat", "json"], "没有 `--fomat` 这一选项\n  建议: 是不是想写 `--format`？"),
    (&["assess", "a.json", "--format", "yaml"], "不能是 `yaml`，只能是其中之一：text, json"),
    (&["assess", "a.json", "--format"], "`--format <text|json>` 之后缺少内容"),
    (&["assess", "a.json", "--as-of", "2023-02-30"], "应为日期，如 2023-04-30，现为 `2023-02-30`"),
    (&["assess", "a.json", "--as-of", "2023/2/3"], "应为日期，如 2023-04-30，现为 `2023/2/3`"),
    (&["assess", "a.json", "--strict", "--strict"], "`--strict` 只能给一次"),
    (&["assess", "-", "-"], "标准输入（-）只能读一次"),
    (&["assess", "a.json", "-r", "nothing"], "没有内置规则册 `nothing`"),
    (&["facts", "--template", "--format", "json"], "不能与"),
    (&["facts", "nothing"], "`nothing`"),
    (&["check", "nothing"], "没有文件夹 `nothing`"),
    (&["check", "Cargo.toml"], "`Cargo.toml` 不是文件夹"),
    (&["check", "cli"], "`cli` 中没有 rulebook.toml，下一层也没有"),
    (&["test", "nothing"], "没有文件夹 `nothing`"),
    (&["schema", "assesment"], "只能是其中之一：profile, rulebook, assessment"),
    (&["rulebooks", "--lang", "fr"], "只能是其中之一：zh, en"),
    (&["rulebooks", "show"], "缺少 <规则册>\n  建议: 用法见 `zhiheng rulebooks show --help`"),
    (&["rulebooks", "shw"], "没有 `shw` 这一命令\n  建议: 是不是想写 `show`？"),
    (&["rulebooks", "show", "nothing"], "没有内置规则册 `nothing`"),
    (&["rulebooks", "--format", "json", "show", "srdi-sme"], "`show` 不能与 `--format <text|json>` 同用"),
    (&["completions", "tcsh"], "不能是 `tcsh`"),
];

#[test]
fn wrong_calls_exit_with_2_say_what_is_wrong_and_print_no_data() {
    for (args, message) in WRONG {
        let ran = zhiheng(args).exits(2);
        assert_eq!(ran.out, "", "{args:?}");
        assert!(ran.err.contains(message), "{args:?}: {}", ran.err);
    }
}

#[test]
fn an_argument_of_another_encoding_is_a_wrong_call_and_no_panic() {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt;
        let mut command = program(&root(), &["rulebooks"]);
        command.arg(std::ffi::OsStr::from_bytes(b"\xb3\xa7"));
        with_input(command, b"").exits(2);
    }
}

#[test]
fn completions_know_the_commands_in_every_shell() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = zhiheng(&["completions", shell]).exits(0).out;
        assert!(script.contains("rulebooks") && script.contains("as-of"), "{shell}");
    }
}
